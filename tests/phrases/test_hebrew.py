"""Hebrew: prefixes, gershayim, the construct state, numbers glued to letters."""

from __future__ import annotations

import pytest

from phrases.compact import claims, scenes, told
from tallystick.model.claims import IncidentClaim, TallyClaim


@pytest.mark.parametrize(("text", "expected"), list(scenes("he")))
def test_a_hebrew_text_is_read_as_the_table_says(text: str, expected: list[str]) -> None:
    assert told(text, "he") == expected


@pytest.mark.parametrize("quote", ['"', "״", "”"])
def test_gershayim_of_any_kind_are_part_of_the_word(quote: str) -> None:
    text = f"ביום שלישי תקף צה{quote}ל בכטב{quote}ם רכב בצידון ושני אנשים נהרגו."
    assert told(text, "he") == ["I uav_attack K2"]


def test_a_sentence_may_end_on_an_abbreviation() -> None:
    text = 'הבסיס הותקף ביום שלישי, מסר צה"ל. בנהריה נפצעו שישה בני אדם מרקטה.'
    hurt = [c for c in claims(text, "he") if isinstance(c, IncidentClaim) and c.injured]
    assert [t.number.stated for c in hurt for t in c.injured] == [6]


@pytest.mark.parametrize(
    ("said", "number"),
    [
        ("כ-400", "about 400"),
        ("יותר מ-400", "more_than 400"),
        ("יותר מארבע מאות", "more_than 400"),
    ],
)
def test_hedges_may_be_written_onto_the_number(said: str, number: str) -> None:
    text = f"מתחילת השנה נורו {said} רקטות לעבר הצפון."
    assert told(text, "he") == [f"T {number} munitions"]


def test_two_prefixes_may_stand_before_figures() -> None:
    text = 'מאז אוקטובר נורו 500 טילים וכ-60 כטב"מים.'
    bounds = [c.number.bound.value for c in claims(text, "he") if isinstance(c, TallyClaim)]
    assert bounds == ["exact", "about"]


def test_the_place_stands_behind_its_prefix() -> None:
    text = "שני חיילים נפצעו ביום שלישי מפיצוץ מטען בג'נין."
    (one,) = (c for c in claims(text, "he") if isinstance(c, IncidentClaim))
    assert one.place is not None
    assert one.place.text == "ג'נין"


def test_a_city_is_no_verb() -> None:
    text = "בחדרה נפתח ביום שלישי בית ספר חדש."
    assert told(text, "he") == []


def test_warplanes_are_no_battle() -> None:
    text = "מטוסי קרב תקפו ביום שלישי מחסן ברפיח."
    assert told(text, "he") == ["I air_strike"]
