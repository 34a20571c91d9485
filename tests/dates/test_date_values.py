"""What a found date carries: EDTF, zones, where the expression begins, why."""

from __future__ import annotations

import pytest

from tallystick.read.dates import find_dates, find_expressions
from tallystick.read.found import DateShape, FoundDate

EDTF = {
    "28 January 2024": "2024-01-28",
    "in October 2023": "2023-10",
    "in 2023": "2023",
    "since mid-October": "2023-10-15~",
    "in early October": "2023-10-01~/2023-10-10~",
    "last spring": "2023-21",
    "the 1990s": "199X",
    "the 20th century": "19XX",
    "03/04/2024": "[2024-03-04,2024-04-03]",
    "17 and 18 October": "{2023-10-17,2023-10-18}",
    "17 or 18 October": "[2023-10-17,2023-10-18]",
    "17-19 October": "2023-10-17/2023-10-19",
    "between 7 October and 27 January": "2023-10-07/2024-01-27",
    "between 7 and 27 January": "2024-01-07/2024-01-27",
    "between mid-October and 27 January": "2023-10-15~/2024-01-27",
    "the third quarter of 2023": "2023-07-01/2023-09-30",
    "23:00 on 30 January": "2024-01-30T23:00:00",
    "23:00 GMT on 30 January": "2024-01-30T23:00:00Z",
    "9 p.m. EST on 30 January": "2024-01-30T21:00:00-05:00",
    "18 Rajab 1445": "2024-01-30~",
    "to date": "../2024-01-31",
}


def only(text: str, published: str | None = "2024-01-31") -> FoundDate:
    found = find_dates(text, published)
    assert len(found) == 1, found
    return found[0]


@pytest.mark.parametrize("text", EDTF)
def test_edtf(text: str) -> None:
    date = only(text).date
    assert date is not None
    assert date.edtf == EDTF[text]


@pytest.mark.parametrize(
    ("text", "zone", "assumed"),
    [
        ("23:00 on 30 January", None, True),
        ("23:00 local time on 30 January", None, True),
        ("23:00 GMT on 30 January", "+00:00", False),
        ("23:00 Baghdad time on 30 January", "Asia/Baghdad", False),
        ("2024-01-30T23:00Z", "+00:00", False),
        ("2024-01-30T23:00:15+03:00", "+03:00", False),
        ("30 January", None, False),
    ],
)
def test_a_zone_that_is_not_named_is_an_assumption(
    text: str, zone: str | None, assumed: bool
) -> None:
    date = only(text).date
    assert date is not None
    assert (date.zone, date.zone_assumed) == (zone, assumed)


@pytest.mark.parametrize(
    ("text", "core"),
    [
        ("since 17 October", "17 October"),
        ("counting from 18 October", "18 October"),
        ("as of 30 January", "30 January"),
        ("Since the attack on 28 January", "28 January"),
        ("since the war began on October 7", "October 7"),
    ],
)
def test_the_expression_begins_after_the_words_that_tie_it(text: str, core: str) -> None:
    found = only(text)
    assert text[found.core_start : found.end] == core
    assert text[found.start : found.end] == text


def test_expressions_come_without_what_ties_them() -> None:
    text = "since 17 October and between 7 November and 2 December"
    found = find_expressions(text, "2024-01-31")
    said = [text[one.start : one.end] for one in found]
    assert said == ["17 October", "7 November", "2 December"]
    assert {one.shape for one in found} == {DateShape.POINT}


def test_a_scene_with_a_stated_total() -> None:
    text = (
        "As of Friday the bases had been attacked 166 times since 17 October, the officer "
        "said on Saturday.\n\nIn the last 48 hours nothing was reported; two days after "
        "the first strike the group had promised a halt until further notice."
    )
    told = [(one.shape.value, one.timex_value) for one in find_dates(text, "2024-02-03")]
    assert told == [
        ("until", "2024-02-02"),
        ("since", "2023-10-17"),
        ("point", "2024-02-03"),
        ("rolling", "PT48H"),
        ("event", "P2D"),
    ]


def test_a_paragraph_ends_what_the_following_day_counts_from() -> None:
    told = "It was hit on 28 January.{}The following day it was hit again."
    joined = find_dates(told.format(" "), "2024-01-31")[1]
    apart = find_dates(told.format("\n\n"), "2024-01-31")[1]
    assert joined.date is not None
    assert joined.date.single == "2024-01-29"
    assert (apart.date, apart.shape) == (None, DateShape.EVENT)
