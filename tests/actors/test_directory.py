"""Who stands under whom: the edges, the roll-ups, the parties, a user's own files."""

from __future__ import annotations

from pathlib import Path

import pytest

from tallystick.directory import Directory, EdgeKind, Grade, directory
from tallystick.errors import SourceError
from tallystick.read.actors import find_actors, resolve_actor
from tallystick.schemes import scheme

KATAIB = "actor:kataib-hezbollah"
NUJABA = "actor:harakat-al-nujaba"
BRAND = "actor:islamic-resistance-in-iraq"
LATER = "2024-01-28"


@pytest.fixture(scope="module")
def known() -> Directory:
    return directory()


def test_every_edge_joins_two_known_actors_and_names_a_source(known: Directory) -> None:
    for actor in known:
        for edge in known.edges(actor.id):
            assert known.get(edge.object) is not None, edge
            assert edge.source != "-", edge
            assert edge.start is None or edge.end is None or edge.start <= edge.end, edge


def test_every_actor_has_a_type_a_source_and_a_country_of_the_lists(
    known: Directory,
) -> None:
    for actor in known:
        assert actor.actor_type in scheme("actor_types"), actor
        assert actor.country is None or actor.country in known.states, actor
        assert actor.source not in ("", "-"), actor
    assert len(list(known)) >= 200


def test_every_alias_and_every_subject_of_an_edge_is_known(known: Directory) -> None:
    assert all(known.get(alias.id) is not None for alias in known.aliases)
    codes = {code for alias in known.aliases for code in alias.context}
    assert codes <= set(known.states)


@pytest.mark.parametrize("word", ["terrorist", "regime", "infidel", "occup", "aggress"])
def test_no_name_of_ours_takes_a_side(known: Directory, word: str) -> None:
    assert not [actor.name for actor in known if word in actor.name.lower()]


def test_alleged_words_are_graded_alleged_or_say_who_reports_them(known: Directory) -> None:
    for actor in known:
        for edge in known.edges(actor.id):
            if edge.kind is EdgeKind.FACADE_FOR_ALLEGED:
                assert edge.grade is Grade.ALLEGED, edge


def test_a_faction_rolls_up_to_its_brand_and_a_brand_never_to_a_faction(
    known: Directory,
) -> None:
    assert known.roll_up(KATAIB) == (KATAIB,)
    assert known.roll_up(KATAIB, "faction", LATER) == (KATAIB,)
    assert BRAND in known.roll_up(KATAIB, "umbrella", LATER)
    assert BRAND not in known.roll_up(KATAIB, "umbrella", "2021-06-01")
    assert known.roll_up(BRAND, "faction", LATER) == (BRAND,)
    assert KATAIB not in known.roll_up(BRAND, "all", LATER)


def test_an_alleged_facade_is_followed_by_the_widest_policy_alone(known: Directory) -> None:
    facade = "actor:alwiyat-al-waad-al-haq"
    assert known.roll_up(facade, "umbrella", LATER) == (facade,)
    assert KATAIB in known.roll_up(facade, "all", LATER)


def test_an_office_rolls_up_to_the_body_it_speaks_for(known: Directory) -> None:
    assert known.roll_up("actor:idf-spokesperson", "faction") == ("state:IL/military",)
    assert known.roll_up("actor:centcom", "faction") == ("state:US/military",)
    assert known.roll_up("actor:centcom", "umbrella") == ("state:US",)


def test_an_unknown_policy_is_a_mistake_of_the_program(known: Directory) -> None:
    with pytest.raises(ValueError, match="nonsense"):
        known.roll_up(KATAIB, "nonsense")


@pytest.mark.parametrize(
    ("one", "other", "day", "related"),
    [
        ("actor:pentagon", "actor:centcom", None, True),
        ("actor:pentagon", "state:US", None, True),
        ("actor:centcom", "state:US/military", None, True),
        ("actor:white-house", "state:US/military", None, True),
        ("person:sabrina-singh", "actor:centcom", LATER, True),
        ("person:sabrina-singh", "actor:centcom", "2026-01-01", False),
        ("actor:qassam-brigades", "actor:hamas", None, True),
        (KATAIB, BRAND, LATER, True),
        (KATAIB, NUJABA, LATER, False),
        (KATAIB, "actor:hezbollah", LATER, False),
        (KATAIB, "state:IR", LATER, False),
        (KATAIB, "state:IQ/military", LATER, False),
        ("actor:houthis", "actor:ansar-allah-al-awfiya", LATER, False),
        ("actor:rapid-support-forces", "state:SD/military", "2023-06-01", False),
        ("state:IQ", "state:IR", None, False),
        ("actor:no-such", "actor:no-such", None, True),
    ],
)
def test_one_side(
    known: Directory, one: str, other: str, day: str | None, related: bool
) -> None:
    assert known.related(one, other, day) is related
    assert known.related(other, one, day) is related


@pytest.mark.parametrize(
    ("speaker", "principal"),
    [
        ("actor:press-tv", "state:IR"),
        ("actor:voice-of-america", "state:US"),
        ("actor:tass", "state:RU"),
        ("actor:ukrinform", "state:UA"),
        ("actor:al-manar", "actor:hezbollah"),
        ("actor:army-radio-israel", "state:IL"),
        ("actor:gaza-health-ministry", "actor:hamas"),
        (KATAIB, "state:IR"),
        ("actor:syrian-democratic-forces", "state:US"),
        ("person:pat-ryder", "state:US"),
    ],
)
def test_whose_interest_a_word_serves(
    known: Directory, speaker: str, principal: str
) -> None:
    assert principal in known.interest(speaker, LATER)
    assert known.is_party(speaker, principal, LATER) is True


def test_a_speaker_who_is_not_known_is_undetermined(known: Directory) -> None:
    assert known.interest("actor:no-such") == frozenset()
    assert known.is_party("actor:no-such", "state:US") is None
    assert known.get("state:QQ") is None
    assert known.get("state:US/navy") is None


def test_an_agency_serves_itself_alone(known: Directory) -> None:
    assert known.interest("actor:reuters") == {"actor:reuters"}
    assert known.is_party("actor:reuters", "state:GB", LATER) is False


def test_a_name_of_several_is_told_with_all_who_bear_it() -> None:
    reason = resolve_actor("Islamic Resistance").reason
    assert BRAND in reason
    assert "actor:hezbollah" in reason


def test_the_reason_names_the_alias_the_context_and_what_lost() -> None:
    (found,) = find_actors("In Sudan the RSF said so.")
    assert "RSF" in found.reason
    assert "SD" in found.reason
    assert "actor:reporters-without-borders" in found.reason


def test_a_user_adds_actors_aliases_and_edges_of_their_own(tmp_path: Path) -> None:
    actors, aliases, edges = (tmp_path / name for name in ("a.csv", "b.tsv", "c.csv"))
    actors.write_text(
        "id,name,actor_type,country,source\n"
        'actor:dune-front,"Dune Front, Northern",non_state_political_armed,ML,own desk\n',
        "utf-8",
    )
    aliases.write_text("# own\nid\talias\nactor:dune-front\tFront of the Dunes\n", "utf-8")
    edges.write_text(
        "subject,kind,object\nactor:dune-front,member_of,actor:jnim\n", "utf-8"
    )
    mine = directory((actors, aliases, edges))
    found = find_actors("The Front of the Dunes claimed it.", known=mine)
    assert [actor.actor for actor in found] == ["actor:dune-front"]
    assert [edge.grade for edge in mine.edges("actor:dune-front")] == [Grade.ALLEGED]
    assert find_actors("The Front of the Dunes claimed it.") == ()


@pytest.mark.parametrize(
    ("content", "complaint"),
    [
        (b"id,name\nactor:x,X\n", "columns"),
        (b"id,name,actor_type\nactor:x,X,wizards\n", "actor_type"),
        (b"id,name,actor_type\n,X,office\n", "id"),
        (b"\xff\xfe\x00", "UTF-8"),
        (b"", "none"),
    ],
)
def test_a_bad_file_of_a_user_is_told_with_its_row(
    tmp_path: Path, content: bytes, complaint: str
) -> None:
    path = tmp_path / "mine.csv"
    path.write_bytes(content)
    with pytest.raises(SourceError, match=complaint):
        directory((path,))


def test_a_file_that_is_not_there_is_told(tmp_path: Path) -> None:
    with pytest.raises(SourceError, match="path"):
        directory((tmp_path / "none.csv",))
