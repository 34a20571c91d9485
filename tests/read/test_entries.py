"""The days of chronologies, logs, tables and live pages: what stands before or above a line."""

from __future__ import annotations

import pytest

from read.telling import document, read
from tallystick.model.claims import IncidentClaim
from tallystick.read.rules.days.entries import entries
from tallystick.read.rules.text.line_heads import opens_entry
from tallystick.read.rules.text.scan import scan

NOTHING = "A watchman was shot dead at his gate."

LISTS = (
    ("Week in review", "2024-03-11", "3 March - {}\n4 March - {}", "2024-03-03 2024-03-04"),
    (
        "Log",
        "2024-03-11",
        "Mon 4 Mar: {}\nTue 5 Mar: quiet.\nWed 6: {}",
        "2024-03-04 2024-03-06",
    ),
    ("Log", "2024-03-11", "3-99 March: {}", "2024-03-03"),
    ("Review", "2024-03-11", "Night of 6-7 March - {}", "2024-03-06/2024-03-07"),
    (
        "Siege diary, April 1992",
        None,
        "Monday 6 - {}\nTuesday 7 - {}",
        "1992-04-06 1992-04-07",
    ),
    ("Chronology 1985", None, "January\n12: {}\nFebruary\n3: {}", "1985-01-12 1985-02-03"),
    ("Press list", "2024-05-06", "MAY 2024\n2, Pakistan: {}", "2024-05-02"),
    (
        "Incidents",
        "2012-01-25",
        "2012-01-17 | Kano | {}\n20/01/2012 | Jos | {}",
        "2012-01-17 2012-01-20",
    ),
    (
        "Violations",
        "2012-01-25",
        "24.01.2012 14:20 {}\n25.01.2012 03:10 {}",
        "2012-01-24 2012-01-25",
    ),
    (
        "Attacks on the metro",
        "2010-03-30",
        "2010, March 29: {}\n2004, August 31: {}",
        "2010-03-29 2004-08-31",
    ),
    (
        "Week of 23 January",
        "2023-02-14",
        "Monday: {}\nThursday: {}",
        "2023-01-23 2023-01-26",
    ),
    ("Week ending 29 January", "2023-02-14", "Monday: {}", "2023-01-23"),
    (
        "Field note",
        "2023-01-30",
        "Friday, 27 January\n{} {}\nSunday, 29 January\n{}",
        "2023-01-27 2023-01-27 2023-01-29",
    ),
    (
        "What happened",
        "2008-11-28",
        "Wednesday, 9.20 pm: {}\n9.45 pm: {}\nFriday, 7 am: {}",
        "2008-11-26 2008-11-26 2008-11-28",
    ),
    (
        "Day by day",
        "2008-11-28",
        "Day 1 (Nov 24): {}\nDay 2 (Nov 25): {}",
        "2008-11-24 2008-11-25",
    ),
    (
        "New year",
        "2024-01-05",
        "30 December 2023 - {}\n2 January - {}",
        "2023-12-30 2024-01-02",
    ),
)
NO_LISTS = (
    "12 people were killed on the road.",
    "On 3 March, gunmen came back.",
    "Friday was quiet.",
    "May 3 was a day of mourning.",
    "Sunday, the bells rang.",
    "1. The shots were fired from a car.",
)


@pytest.mark.parametrize(("title", "published", "text", "days"), LISTS, ids=str)
def test_each_line_is_of_the_day_before_or_above_it(
    title: str, published: str | None, text: str, days: str
) -> None:
    page = scan(document(text.replace("{}", NOTHING), title=title, published=published))
    found = entries(page)
    told = []
    at = page.document.text.find(NOTHING)
    while at >= 0:
        told += [one.date.edtf for one in found if one.start < at < one.end]
        at = page.document.text.find(NOTHING, at + 1)
    assert " ".join(told) == days


@pytest.mark.parametrize("line", NO_LISTS)
def test_prose_that_begins_with_a_day_or_number_is_no_entry(line: str) -> None:
    assert not opens_entry(line)


def test_a_day_that_stands_alone_above_a_report_is_when_it_was_put_out() -> None:
    page = scan(
        document("Thursday, 25 April 2024\n\nA watchman was shot dead at his gate.")
    )
    assert entries(page) == ()


def test_what_is_told_under_a_day_is_of_that_day() -> None:
    text = (
        "Friday, 19 April\n\nA gunman shot dead two men in Kano.\n\n"
        "Saturday\n\nSoldiers killed a driver in Jos. "
        "A day earlier a bomb hurt a boy in Bauchi."
    )
    claims = [c for c in read(document(text)).claims if isinstance(c, IncidentClaim)]
    days = [c.date.edtf for c in claims if c.date is not None]
    assert days == ["2024-04-19", "2024-04-20", "2024-04-19"]
