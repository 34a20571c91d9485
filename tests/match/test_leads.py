"""Two reports of one event share what is rare; two of a kind share what is common."""

import pytest

from match.pairs import levels, proposal
from match.test_wording import FIRST, OTHER, SECOND, claim, document, level, table_of
from tallystick.leads import MOST_WORDS, matter
from tallystick.match.block import candidates
from tallystick.match.score import event_rows
from tallystick.model.claims import IncidentClaim
from tallystick.policy import MatchPolicy, Policy
from tallystick.table import ClaimTable


def test_names_and_figures_weigh_more_than_what_every_report_says() -> None:
    weights = matter(document("a", FIRST))
    assert {"marsh", "alder", "copper"} <= weights.keys()
    assert weights["marsh"] > weights["quarrel"]
    assert weights.get("said", 0.0) < weights["quarrel"]


def test_the_matter_of_a_long_report_is_short() -> None:
    text = " ".join(f"{a}{b}quor" for a in "bcdfghklm" for b in "bcdfghklm")
    assert len(matter(document("a", text))) == MOST_WORDS


@pytest.mark.parametrize("language", ["xx", ""])
def test_a_language_without_counts_tells_no_matter(language: str) -> None:
    assert matter(document("a", FIRST, language=language)) == {}


@pytest.mark.parametrize(
    ("text", "day", "expected"),
    [
        (SECOND, "2024-05-04", "one story, same days"),
        (SECOND, "2024-11-04", "one story"),
        (OTHER, "2024-05-04", "nothing in common"),
        (FIRST, "2024-05-03", "one story, same days"),
    ],
)
def test_reports_of_one_event_tell_one_story(text: str, day: str, expected: str) -> None:
    told = (document("a", FIRST), "shooting"), (document("b", text, day), "shooting")
    assert level("story", *told) == expected


def test_two_claims_of_one_text_are_not_compared_by_its_matter() -> None:
    text = document("a", FIRST)
    assert level("story", (text, "shot"), (text, "shooting")) == "unsaid"


FAR_DOWN = "The town council met. " * 40


def leading(table: ClaimTable, told: IncidentClaim) -> bool:
    return bool(table.wording.leading[table.rows[told.id]])


def test_what_a_report_tells_far_down_is_not_its_matter() -> None:
    text = document("a", f"A strike hit a depot. {FAR_DOWN}Last year an attack hit a mill.")
    table = table_of((text, "strike"), (text, "attack"))
    assert leading(table, claim(text, "strike"))
    assert not leading(table, claim(text, "attack"))


def test_the_first_incident_of_a_report_is_its_matter_wherever_it_stands() -> None:
    text = document("a", f"{FAR_DOWN}A strike hit a depot. An attack hit a mill.")
    table = table_of((text, "strike"), (text, "attack"))
    assert leading(table, claim(text, "strike"))
    assert not leading(table, claim(text, "attack"))


@pytest.mark.parametrize(
    ("text", "language", "expected"),
    [
        ("A 34-year-old man was shot.", "en", ("34",)),
        ("Lena Marsh, 29, of Alder Creek, died.", "en", ("29",)),
        ("Lena Marsh (29) died; her boy of 4 lived.", "en", ("29", "4")),
        ("On Friday, 29 people died at 10, the hospital said.", "en", ()),
        ("Un homme âgé de 41 ans est mort.", "fr", ("41",)),
        ("Погиб 41-летний водитель.", "ru", ("41",)),
        ("A 34-year-old man was shot.", "xx", ()),
    ],
)
def test_ages_of_persons_are_told_in_many_ways(
    text: str, language: str, expected: tuple[str, ...]
) -> None:
    told = document("a", text, language=language)
    trigger = text.split()[-1].strip(".")
    assert table_of((told, trigger)).wording.ages.words_of(0) == expected


@pytest.mark.parametrize(
    ("age", "expected"), [("29", "same"), ("51", "other"), ("unknown", "unsaid")]
)
def test_people_of_one_age_speak_for_one_event(age: str, expected: str) -> None:
    first = document("a", "Lena Marsh, 29, was killed in a shooting.")
    second = document("b", f"A woman, {age}, was the victim of the shooting.")
    assert level("ages", (first, "shooting"), (second, "shooting")) == expected


def test_reports_about_the_same_people_meet_after_months() -> None:
    policy = MatchPolicy()

    def met(text: str) -> bool:
        first = document("a", FIRST)
        trial = document("b", text, day="2024-11-04")
        table = table_of((first, "shooting"), (trial, "shooting"))
        return len(candidates(table, event_rows(table), policy)[0]) == 1

    assert met(SECOND)
    assert not met(OTHER)


@pytest.mark.parametrize(
    ("places", "sites", "expected"),
    [
        ("harbour,quay,town", "3", "whole and part"),
        ("harbour,quay,town", "1..3", "both one"),
        ("harbour,airfield", "1..2", "both one"),
        ("harbour,airfield,fort", "1..3", "whole and part"),
    ],
)
def test_a_list_of_places_is_a_wave_if_counted_or_far_apart(
    places: str, sites: str, expected: str
) -> None:
    listed = f"at={places} several=sites:{sites} on=2024-05-01"
    assert levels(listed, "at=harbour on=2024-05-01")["several"] == expected


def test_a_text_returns_to_its_event_on_another_day_only_with_help() -> None:
    told = proposal(
        "at=harbour on=2024-05-01 type=uav_attack",
        "at=harbour on=2024-05-03 type=uav_attack",
        one_text=True,
    )
    assert told is not None
    assert dict(told.levels)["document"] == "comes back"
    assert told.score < Policy().link_at
