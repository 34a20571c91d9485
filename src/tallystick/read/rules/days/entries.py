"""The days of chronologies, logs, tables and live pages, by the lines of the text.

A day that stands alone on a line is that of what follows up to the next one; a day before
a mark is that of its line, and of the lines right below it that tell none. What such a
day leaves out, its month or its year, was told above it: in the title, in a heading, by
the day before it.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import date, timedelta

from tallystick.model.values import Date, DateBasis, Part
from tallystick.read.rules.text import line_heads as lines
from tallystick.read.rules.text.scan import Scan, Sentence, filed

MONTHS = "jan feb mar apr may jun jul aug sep oct nov dec".split()
WEEKDAYS = "mon tue wed thu fri sat sun".split()
FIRST_YEAR, LAST_YEAR = 1500, 2500
"""Years that a list may be of: days are counted from them without leaving the calendar."""
AHEAD = timedelta(30)
"""So far ahead of publication a day without a year is not taken for last year's."""
LONGEST_HEADING = 60
"""Letters of a line that is a heading."""
LONGEST_MONTH = 31
"""Days; a greater number behind a day is no day of its month."""
YEAR = re.compile(r"\b(?:19|20)\d\d\b")
SHORT_YEAR, CENTURY_TURN = 100, 70
"""Years in two figures below the second are of this century."""


@dataclass(frozen=True, slots=True)
class Entry:
    """A stretch of the text and the day that stands before or above it."""

    start: int
    """Offset where the day begins."""
    head_end: int
    """Offset after the day as written."""
    end: int
    date: Date


@dataclass(slots=True)
class _Told:
    """What the lines so far have told: month, year and week that days may leave out."""

    base: date | None
    """When the report was filed."""
    year: int | None = None
    month: int | None = None
    week: tuple[date, date] | None = None
    last: date | None = None
    found: list[Entry] = field(default_factory=list)
    open_alone: bool = False
    """Whether the last day stood alone on its line."""


def entry_of(scan: Scan, sentence: Sentence) -> Entry | None:
    """The entry that a sentence stands in; None where the text is no list of days."""
    if sentence.part is not Part.TEXT or scan.in_title(sentence):
        return None
    found = scan.once(entries)
    at = bisect_right([one.start for one in found], sentence.end - 1) - 1
    if at < 0 or sentence.start >= found[at].end:
        return None
    return found[at]


def entries(scan: Scan) -> tuple[Entry, ...]:
    """The entries of a text in order; none where one day alone heads it, as filed."""
    document = scan.document
    text, start = document.text, document.body_start
    filing = filed(document)
    told = _Told(_day(*map(int, filing[:10].split("-"))) if filing else None)
    _from_title(told, _title(scan))
    alone = 0
    blank = False
    for line, at in _lines(text, start):
        if not line.strip():
            blank = True
            continue
        head = _head(told, line)
        if head is not None:
            day, match = head
            _close(told, at)
            told.open_alone = not line[match.end() :].strip()
            alone += told.open_alone
            begin, end = at + match.start("head"), at + match.end("head")
            told.found.append(Entry(begin, end, len(text), day))
        elif blank and not told.open_alone and not lines.TIMED.match(line):
            _close(told, at)
        blank = False
    if alone == len(told.found) == 1:
        return ()  # a line of publication
    return tuple(told.found)


def _lines(text: str, start: int) -> Iterator[tuple[str, int]]:
    while start < len(text):
        end = text.find("\n", start)
        end = len(text) if end < 0 else end
        yield text[start:end], start
        start = end + 1


def _title(scan: Scan) -> str:
    span = scan.document.title_span
    return scan.document.text[span.start : span.end] if span else scan.document.title


def _close(told: _Told, at: int) -> None:
    """End the entry that is open."""
    if told.found and told.found[-1].end > at:
        one = told.found[-1]
        told.found[-1] = Entry(one.start, one.head_end, at, one.date)


def _from_title(told: _Told, title: str) -> None:
    """Take from a headline the month, the year or the week that a list is on."""
    years = {int(y) for y in YEAR.findall(title)}
    if len(years) == 1:
        told.year = years.pop()
    _take_week(told, title)
    month = re.search(rf"\b{lines.MONTH}", title)
    if month is not None and told.week is None:
        told.month = _month(month[0])
        if told.year is None and told.base is not None:
            told.year = told.base.year - (told.month > told.base.month)


def _take_week(told: _Told, line: str) -> bool:
    """ "Week of 2 March", "week ending 8 March": the days that weekdays are of."""
    week = lines.WEEK_OF.search(line)
    if week is None:
        return False
    month = _month(week["month"] or week["month2"])
    day = _made(told, int(week["day"] or week["day2"]), month, week["year"])
    if day is not None:
        ends = week["way"].lower() in ("ending", "ended", "to")
        six = timedelta(6)
        told.week = (day - six, day) if ends else (day, day + six)
    return day is not None


def _head(told: _Told, line: str) -> tuple[Date, re.Match[str]] | None:
    """The day that a line opens with; headings of a month or year are only kept in mind."""
    if (month := lines.MONTH_HEAD.match(line)) is not None:
        told.month = _month(month["month"])
        told.year = int(month["year"]) if month["year"] else _year_of(told, told.month)
        told.last = told.week = None
        return None
    if (year := lines.YEAR_HEAD.match(line)) is not None:
        told.year, told.month, told.last = int(year["year"]), None, None
        return None
    if len(line) < LONGEST_HEADING and _take_week(told, line):
        return None
    match = lines.head_of_line(line)
    if match is None:
        return None
    first = _first_day(told, match)
    if first is None:
        return None
    told.last = first
    return _of_days(first, match), match


def _of_days(first: date, match: re.Match[str]) -> Date:
    """The day, or the days or the night that is told from one to another."""
    until = int(match["to"] or match["to3"] or 0)
    last = first
    night = (match["part"] or "").lower().startswith(("night", "the night", "overnight"))
    if first.day < until <= LONGEST_MONTH:
        last = first + timedelta(until - first.day)
    elif 0 < until <= first.day or night:
        last = first + timedelta(1)
    edtf = first.isoformat() if first == last else f"{first}/{last}"
    return Date(first.isoformat(), last.isoformat(), edtf, DateBasis.EXPLICIT)


def _first_day(told: _Told, match: re.Match[str]) -> date | None:
    if match["iso"]:
        return _day(*(int(n) for n in match["iso"].split("-")))
    if match["figures"]:
        return _in_figures(match["figures"])
    for n in "123":
        if match[f"m{n}"]:
            return _made(told, int(match[f"d{n}"]), _month(match[f"m{n}"]), match[f"y{n}"])
    weekday = WEEKDAYS.index(match["weekday"][:3].lower()) if match["weekday"] else None
    if match["bare"]:
        return _numbered(told, int(match["bare"]), weekday)
    return _on_weekday(told, weekday) if weekday is not None else None


def _in_figures(written: str) -> date | None:
    """ "24.01.2012": by day first, unless only the month can stand there."""
    one, two, year = (int(n) for n in re.split(r"[./]", written))
    if year < SHORT_YEAR:
        year += 2000 if year < CENTURY_TURN else 1900
    if "/" in written and one <= 12 and two <= 12 and one != two:
        return None  # either way
    return _day(year, two, one) or _day(year, one, two)


def _made(told: _Told, number: int, month: int, year: str | None) -> date | None:
    """A day of a month; its year as told, else that of what stands above it."""
    if year is not None:
        told.year = int(year)
        return _day(told.year, month, number)
    near = told.last
    if near is not None:
        made = [_day(y, month, number) for y in (near.year - 1, near.year, near.year + 1)]
        return min((d for d in made if d), key=lambda d: abs(d - near), default=None)
    known = told.year or _year_of(told, month, number)
    return _day(known, month, number) if known is not None else None


def _year_of(told: _Told, month: int, number: int = 1) -> int | None:
    """The latest year in which that day was not after publication."""
    if told.base is None:
        return told.year
    this = _day(told.base.year, month, number)
    return told.base.year - (this is None or this > told.base + AHEAD)


def _numbered(told: _Told, number: int, weekday: int | None) -> date | None:
    """ "Monday 6", "12": of the month told above; else the last such weekday."""
    if told.month is not None and told.year is not None:
        return _day(told.year, told.month, number)
    if weekday is None or told.base is None:
        return None
    back = (told.base - timedelta(n) for n in range(26 * 7))
    return next((d for d in back if d.day == number and d.weekday() == weekday), None)


def _on_weekday(told: _Told, weekday: int) -> date | None:
    """A weekday: in the week told, on from the day above it, else the last one."""
    if told.week is not None:
        first, last = told.week
        day = first + timedelta((weekday - first.weekday()) % 7)
        return day if day <= last else None
    if told.last is not None:
        return told.last + timedelta((weekday - told.last.weekday()) % 7)
    if told.base is None:
        return None
    return told.base - timedelta((told.base.weekday() - weekday) % 7)


def _month(written: str) -> int:
    return MONTHS.index(written[:3].lower()) + 1


def _day(year: int, month: int, number: int) -> date | None:
    if not FIRST_YEAR <= year <= LAST_YEAR:
        return None
    try:
        return date(year, month, number)
    except ValueError:
        return None
