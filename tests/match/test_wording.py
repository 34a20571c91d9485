"""What a text's words say about how its claims stand to others."""

from dataclasses import replace

import numpy as np
import pytest

from tallystick.columns import NONE
from tallystick.match.compare import ASPECTS, compare
from tallystick.match.pairs import Pairs
from tallystick.model.claims import Anchor, IncidentClaim, Target, Toll
from tallystick.model.documents import Document, Published, PublishedBasis
from tallystick.model.ledger import Ledger
from tallystick.model.lists import ClaimKind
from tallystick.model.values import (
    Mention,
    MentionKind,
    Number,
    Part,
    Place,
    PlacePrecision,
    Reader,
    Span,
)
from tallystick.policy import MatchPolicy
from tallystick.table import ClaimTable, build_table
from tallystick.testing import Scene

FIRST = (
    "Lena Marsh was shot dead near Alder Creek on Friday, said Deputy Tom Osei. "
    "The shooting outside the Copper Kettle followed a quarrel."
)
SECOND = (
    "A man was charged over the shooting that killed Lena Marsh near Alder Creek. "
    "Tom Osei, a deputy, said the quarrel began in the Copper Kettle."
)
OTHER = (
    "A shooting in Port Ellis left one man wounded, said Captain Ruth Adeyemi. "
    "Neighbours on Quarry Bank told Sara Lindqvist that they heard four shots."
)


def document(
    name: str, text: str, day: str = "2024-05-03", language: str = "en"
) -> Document:
    published = Published(day, PublishedBasis.ROW)
    return Document(name, f"https://example.org/{name}", published, "", text, language)


def claim(told: Document, trigger: str) -> IncidentClaim:
    start = told.text.index(trigger)
    span = Span(Part.TEXT, start, start + len(trigger))
    anchor = Anchor(told.id, span, ClaimKind.INCIDENT)
    return IncidentClaim(anchor, (), (Reader("scene/1", 1.0),))


def table_of(*told: tuple[Document, str]) -> ClaimTable:
    documents = tuple({one.id: one for one, _ in told}.values())
    claims = [claim(one, trigger) for one, trigger in told]
    return build_table(Ledger(documents), claims, Scene("").directory)


def level(aspect: str, *told: tuple[Document, str]) -> str:
    table = table_of(*told)
    pair = Pairs(table, np.array([0]), np.array([1]), MatchPolicy(), Scene("").directory)
    levels = {one.aspect: one for one in compare(pair, ASPECTS, {})}
    label: str = levels[aspect].labels[int(levels[aspect].index[0])]
    return label


@pytest.mark.parametrize(
    ("text", "day", "expected"),
    [
        (SECOND, "2024-05-04", "four or more, same days"),
        (SECOND, "2024-11-04", "four or more"),
        (
            SECOND.replace("Lena Marsh", "a teacher"),
            "2024-05-04",
            "two or three, same days",
        ),
        (OTHER, "2024-05-04", "none"),
        ("A shooting was reported.", "2024-05-04", "unsaid"),
    ],
)
def test_names_of_a_story_bind_its_reports(text: str, day: str, expected: str) -> None:
    first = (document("a", FIRST), "shooting")
    assert level("names", first, (document("b", text, day), "shooting")) == expected


def test_titles_and_days_are_no_names() -> None:
    text = "The Police Department said on Monday that District Attorney May knew. A strike fell."
    table = table_of((document("a", text), "strike"))
    assert table.wording.names.words_of(0) == ()


@pytest.mark.parametrize(
    ("left", "right", "expected"),
    [
        ("A drone struck the grain silo at Dunmore killing two guards.",) * 2
        + ("much alike",),
        (
            "A drone struck the grain silo at Dunmore killing two guards.",
            "Gunmen struck buses carrying pilgrims between villages, wounding nobody.",
            "little alike",
        ),
        ("A drone struck.", "A drone struck.", "unsaid"),
    ],
)
def test_passages_are_compared_by_their_words(left: str, right: str, expected: str) -> None:
    told = (document("a", left), "struck"), (document("b", right), "struck")
    assert level("words", *told) == expected


@pytest.mark.parametrize(
    ("left", "right", "expected"),
    [
        (
            "Two men were shot near Velmora by men asking for Ruslan Tebo.",
            "Police hold a man who shot at the house of Tebo in Velmora.",
            "two or more",
        ),
        (
            "Two men were shot near Velmora by gunmen.",
            "A man stood trial over those shot at Velmora.",
            "one",
        ),
        (
            "Two men were shot near Velmora by men asking for Ruslan Tebo.",
            "A clerk was shot outside the Ilvesk mill by a cousin of Anna Brodt.",
            "none",
        ),
        ("Two men were shot.", "A man was shot near Velmora.", "unsaid"),
        (
            "The Army shot two men on Friday, said General Staff.",
            "On Friday the Army shot two, General Staff said.",
            "unsaid",
        ),
    ],
)
def test_rare_names_of_two_passages(left: str, right: str, expected: str) -> None:
    told = (document("a", left), "shot"), (document("b", right), "shot")
    assert level("borne", *told) == expected
    assert level("borne", *reversed(told)) == expected


def test_the_names_of_those_who_fight_are_no_rare_names() -> None:
    text = document("a", "On Friday the Ember Brigades shot two men near Velmora.")
    start = text.text.index("Ember")
    fighters = Mention(
        "Ember Brigades", Span(Part.TEXT, start, start + 14), MentionKind.ORGANIZATION
    )
    told = claim(text, "shot")
    for speaker, names in (
        (None, ("ember", "velmora")),
        (fighters, ("velmora",)),
    ):
        one = replace(told, speaker=speaker)
        table = build_table(Ledger((text,)), [one], Scene("").directory)
        assert table.wording.borne.words_of(0) == names


def death_of(text: Document, who: str, dead: int | None = 1) -> IncidentClaim:
    """The killing of a person, told where the name first stands; None: no toll."""
    told = claim(text, who)
    person = Mention(who, told.anchor.span, MentionKind.PERSON)
    killed = () if dead is None else (Toll(Number.said(dead)),)
    return replace(told, targets=(Target(person),), killed=killed)


ONE_DAY = "Lena Marshall was shot on Friday. Police held a man on Sunday over Marshall."


@pytest.mark.parametrize(
    ("left", "right", "expected"),
    [
        (("a", "Lena Marshall", 1), ("a", "Marshall", 1), "one death"),
        (("a", "Lena Marshall", 1), ("b", "Lena Marshall", 3), "one death"),
        (("a", "Lena Marshall", 1), ("b", "Lena Marshall", None), "two or more names"),
        (("a", "Lena Marshall", 1), ("b", "Otto Marshall", 1), "one name"),
        (("a", "Lena Marshall", 1), ("b", "Otto Brandeis", 1), "other persons"),
        (("a", "Lena Marshall", 2), ("b", "Otto Brandeis", 1), "unsaid"),
        (("a", "Lena Marshall", 1), ("b", "a man", 1), "unsaid"),
    ],
)
def test_nobody_dies_twice(
    left: tuple[str, str, int | None], right: tuple[str, str, int | None], expected: str
) -> None:
    texts = {"a": ONE_DAY, "b": "Lena Marshall and Otto Brandeis, or Otto Marshall; a man."}
    told = [death_of(document(a, texts[a]), who, dead) for a, who, dead in (left, right)]
    documents = {name: document(name, texts[name]) for name in texts}
    table = build_table(Ledger(tuple(documents.values())), told, Scene("").directory)
    pair = Pairs(table, np.array([0]), np.array([1]), MatchPolicy(), Scene("").directory)
    victims = {one.aspect: one for one in compare(pair, ASPECTS, {})}["victims"]
    assert victims.labels[int(victims.index[0])] == expected


def at_site(text: str, name: str, lat: float, lon: float) -> IncidentClaim:
    """A strike told at a place that a gazetteer knows, or takes it for."""
    place = Place(
        name, id=f"geonames:{name}{lat}", lat=lat, lon=lon, precision=PlacePrecision.TOWN
    )
    return replace(claim(document(text, "A strike."), "strike"), places=(place,))


def near_only(text: str, name: str) -> IncidentClaim:
    """A strike of whose place only the country was made out, beside a place named."""
    place = Place(
        name, country="MM", precision=PlacePrecision.COUNTRY, reading="where its text lies"
    )
    return replace(claim(document(text, "A strike."), "strike"), places=(place,))


@pytest.mark.parametrize(
    ("left", "right", "expected"),
    [
        (near_only("a", "Bagan"), near_only("b", "Bagan"), "same name"),
        (near_only("a", "Bagan"), at_site("b", "Bagan", 21.2, 94.9), "same name"),
        (near_only("a", "Bagan"), near_only("b", "Mandori"), "two names"),
    ],
)
def test_what_stands_around_an_event_binds_by_its_name(
    left: IncidentClaim, right: IncidentClaim, expected: str
) -> None:
    documents = tuple(document(name, "A strike.") for name in "ab")
    table = build_table(Ledger(documents), [left, right], Scene("").directory)
    pair = Pairs(table, np.array([0]), np.array([1]), MatchPolicy(), Scene("").directory)
    places = {one.aspect: one for one in compare(pair, ASPECTS, {})}["place"]
    assert places.labels[int(places.index[0])] == expected


@pytest.mark.parametrize(
    ("left", "right", "expected"),
    [
        ("near Bagan", "Bagan", "same name"),
        ("Bagan town", "the town of Bagan", "same name"),
        ("Bagan", "Mandori", "elsewhere"),
    ],
)
def test_one_name_binds_where_gazetteers_part(left: str, right: str, expected: str) -> None:
    told = at_site("a", left, 33.5, 70.3), at_site("b", right, 21.2, 94.9)
    documents = tuple(document(name, "A strike.") for name in "ab")
    table = build_table(Ledger(documents), told, Scene("").directory)
    pair = Pairs(table, np.array([0]), np.array([1]), MatchPolicy(), Scene("").directory)
    places = {one.aspect: one for one in compare(pair, ASPECTS, {})}["place"]
    assert places.labels[int(places.index[0])] == expected


def test_words_of_two_languages_do_not_compare() -> None:
    text = "A drone struck the grain silo at Dunmore killing two guards."
    told = (document("a", text), "struck"), (document("b", text, language="fr"), "struck")
    assert level("words", *told) == "unsaid"


def test_a_second_attack_of_one_text_stands_apart() -> None:
    text = document(
        "a", "A strike hit the depot. Hours later, a second attack hit the depot."
    )
    table = table_of((text, "strike"), (text, "attack"))
    assert table.wording.another.tolist() == [
        row == table.rows[claim(text, "attack").id] for row in range(2)
    ]
    assert level("document", (text, "strike"), (text, "attack")) == "told as another"


@pytest.mark.parametrize(
    ("text", "apart"),
    [
        ("Another strike hit the depot.", True),
        ("Minutes later a second drone struck the depot.", True),
        ("In a separate attack a bomb struck the depot.", True),
        ("Another guard was struck in the leg.", False),
        ("Another two people were struck by splinters.", False),
        ("A second, younger woman was struck.", False),
        ("Another 12 were struck by glass.", False),
        ("He walked into another room and struck his brother.", False),
    ],
)
def test_another_victim_is_no_other_event(text: str, apart: bool) -> None:
    trigger = "strike" if "strike" in text else "struck"
    table = table_of((document("a", text), trigger))
    assert table.wording.another.tolist() == [apart]


@pytest.mark.parametrize(
    ("text", "grown"),
    [
        ("The death toll of the strike has risen to nine.", True),
        ("A guard who was hurt in the strike died of his wounds.", True),
        ("The strike killed nine people.", False),
        ("Prices rose. The strike killed nine people.", False),
    ],
)
def test_a_count_that_has_risen_says_so(text: str, grown: bool) -> None:
    table = table_of((document("a", text), "strike"))
    assert table.wording.grown.tolist() == [grown]
    assert table.where.own.tolist() == [NONE]
