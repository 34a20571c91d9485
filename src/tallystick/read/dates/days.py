"""Days that a text names, by name or in figures, with or without a year."""

from __future__ import annotations

import re
from dataclasses import replace
from datetime import date, timedelta
from functools import partial

from tallystick.model.values import DateBasis
from tallystick.read.dates import spans
from tallystick.read.dates.calendars import gregorian
from tallystick.read.dates.clocks import at_time, clock_of, valid_clock
from tallystick.read.dates.spans import Stretch
from tallystick.read.dates.words import Resolved, Setting, Told, Words, year_named
from tallystick.read.found import DateShape
from tallystick.read.numbers.kinds import code, codes

SOON = timedelta(30)
"""A day without a year that is this near ahead is not taken for last year's."""
_DEADLINES = frozenset(codes("BY"))
_STARTS = frozenset(codes("SINCE SINCESTART"))
_BETWEEN = code("BETWEEN")
_FIGURES = re.compile(r"\d+")


def day(words: Words, setting: Setting) -> Resolved | None:
    """A day of a month: "28 January 2024", "Jan 28", with or without a time of day."""
    month = int(words.value("ANYMONTH") or 0)
    number = _day_number(words)
    if number is None or not 0 < number < 32:
        return None
    return dated(month, number, year_named(words, setting), words, setting)


def _day_number(words: Words) -> int | None:
    """The numeral nearest to the month: others are hours."""
    at = words.places("ANYMONTH")[0]
    nearest_first = sorted(
        words.places("DAYN ORDN WORDN"), key=lambda place: abs(place - at)
    )
    values = [words.scan.numerals[place].value for place in nearest_first]
    return next((value for value in values if isinstance(value, int)), None)


def day_of_month(words: Words, setting: Setting) -> Resolved | None:
    """A day told by its number alone: "up to the 29th", "the 19th of this month".

    It is of the month last spoken of, else the latest such day before publication.
    """
    number, unit = words.number("ORDN"), words.value("UNIT")
    figures = words.text(words.places("ORDN")[0])[:1].isdigit()
    if number is None or not figures or number > 31 or unit not in (None, "M"):
        return None
    if not (unit or words.closes or words.opens_clause):
        return None  # "on the 3rd floor", "since the 9th raid"
    last = setting.published
    if last is not None and words.has("LAST"):
        last = last.replace(day=1) - timedelta(1)
    one = last and _latest(number, last)
    told = words.has("THIS LAST")
    return Resolved(
        "DATE",
        one.isoformat() if one else f"XXXX-XX-{number:02}",
        "a day of the month spoken of",
        spans.of_day(one) if one else None,
        DateBasis.RELATIVE,
        hangs=None if told else partial(_in_month, number, setting.published),
    )


def _latest(number: int, last: date) -> date | None:
    """The latest day of that number up to a day, in its month or the two before."""
    for back in range(3):
        year, month = divmod(last.year * 12 + last.month - 1 - back, 12)
        one = spans.made_day(year, month + 1, number)
        if one is not None and one <= last:
            return one
    return None


def _in_month(number: int, published: date | None, told: Told) -> Resolved | None:
    """That day of the month of what was told before it, if that is in one month."""
    last = told.last
    if last is None or last.first is None or last.last is None:
        return None
    if told.runs and published is not None:
        return None  # "since 24 February 2022 73 have died; on the 12th": of late
    if (last.first.year, last.first.month) != (last.last.year, last.last.month):
        return None
    one = spans.made_day(last.last.year, last.last.month, number)
    if one is None or (published is not None and one > published):
        return None
    stretch, reason = spans.of_day(one), "a day of the month told before it"
    return Resolved("DATE", stretch.value, reason, stretch, DateBasis.RELATIVE)


def holiday(words: Words, setting: Setting) -> Resolved | None:
    """A holiday with a day of its own: "Christmas", "Christmas 2023"."""
    month, number = (int(part) for part in (words.value("HOLIDAY") or "").split("-"))
    return dated(month, number, year_named(words, setting), words, setting)


def days(words: Words, setting: Setting) -> Resolved | None:
    """Days of one month: "17-30 October", "17 and 18 October"."""
    month = int(words.value("ANYMONTH") or 0)
    numbers = words.numbers("DAYN ORDN")
    if not 2 <= len(numbers) <= 6 or max(numbers) > 31 or sorted(numbers) != numbers:
        return None
    last = dated(month, numbers[-1], year_named(words, setting), words, setting)
    if last is None or last.stretch is None or last.stretch.last is None:
        return last
    end = last.stretch.last
    first = spans.made_day(end.year, end.month, numbers[0])
    stretch = spans.between(first, end)
    listed = words.has("AND OR COMMA") and not words.has("HYPH DASH TO")
    framed = _BETWEEN in words.scan.kinds[max(0, words.start - 2) : words.start]
    if first and listed and not framed:
        said = ",".join(f"{end:%Y-%m-}{n:02}" for n in numbers)
        marks = "[]" if words.has("OR") else "{}"
        stretch = Stretch(first, end, f"{marks[0]}{said}{marks[1]}", stretch.value)
    value = f"{first}/{end}"
    return Resolved(
        "DATE", value, last.reason, stretch, shape=DateShape.RANGE, yearless=last.yearless
    )


def dated(
    month: int, number: int, year: int | None, words: Words, setting: Setting
) -> Resolved | None:
    """A day with its time of day, the year taken from publication if it is not told."""
    if year is not None:
        stretch = spans.day(year, month, number)
        if stretch is None:
            return _impossible(f"{year:04}-{month:02}-{number:02}")
        return _in_day(
            Resolved("DATE", stretch.value, "day, month and year", stretch), words
        )
    inferred = nearest(month, number, words, setting)
    if inferred is None:
        open_value = f"XXXX-{month:02}-{number:02}"
        reason = "no year, and no publication to infer it from"
        if spans.made_day(2000, month, number) is None:
            return _impossible(open_value)
        undated = Resolved("DATE", open_value, reason, yearless=(month, number))
        return at_time(undated, words)
    stretch = spans.of_day(inferred)
    source = "publication" if setting.published else "the date at the head"
    reason = f"year {inferred.year} inferred from {source}"
    whole = Resolved("DATE", stretch.value, reason, stretch, yearless=(month, number))
    return _in_day(whole, words)


def _in_day(whole: Resolved, words: Words) -> Resolved:
    if words.has("NIGHTTO"):
        return night_to(whole)
    if words.has("NIGHTREL"):
        return night_at(whole)
    part = words.value("PARTDAY")
    if part is None or clock_of(words):
        return at_time(whole, words)
    return replace(whole, type="TIME", value=f"{whole.value}T{part}")


def _impossible(value: str) -> Resolved:
    return Resolved("DATE", value, "the calendar has no such day")


def night_to(whole: Resolved) -> Resolved:
    """The night that ends in a day: it begins the day before."""
    if whole.stretch is None or whole.stretch.last is None:
        return whole
    eve = spans.shifted(whole.stretch.last, -1)
    stretch = spans.between(eve, whole.stretch.last)
    return replace(whole, type="TIME", value=f"{eve}TNI", stretch=stretch)


def night_at(whole: Resolved) -> Resolved:
    """ "Overnight on Tuesday": writers mean the night before it or the night after."""
    if whole.stretch is None or whole.stretch.first is None:
        return whole
    eve, morrow = (spans.shifted(whole.stretch.first, days) for days in (-1, 1))
    stretch = spans.between(eve, morrow)
    reason = f"{whole.reason}; the night before it or after it"
    value = f"{whole.value}TNI"
    return replace(whole, type="TIME", value=value, stretch=stretch, reason=reason)


def night_of(words: Words, setting: Setting) -> Resolved | None:
    """The night between two days: "the night of 7-8 February"."""
    first_day = words.places("DAYN ORDN ANYMONTH")[0]
    both = days(Words(words.scan, first_day, words.end), setting)
    if both is None or both.stretch is None or words.value("PARTDAY") not in (None, "NI"):
        return both
    first, last = both.stretch.first, both.stretch.last
    if first is None or last is None or last - first != timedelta(1):
        return both
    value = f"{first}TNI"
    stretch = spans.between(first, last)
    return replace(both, type="TIME", value=value, stretch=stretch, shape=DateShape.POINT)


def nearest(month: int, number: int, words: Words, setting: Setting) -> date | None:
    """The day of that name nearest before publication, or to what the head of the text tells.

    Where words before it say that it lies ahead ("will meet on 5 April"), or where it
    lies but days ahead and would else be most of a year old, the nearest on either side;
    so too "by year-end". What something goes on since has come.
    """
    published = setting.published
    base = published or setting.told
    if base is None:
        return None
    made = [
        one
        for year in range(max(base.year - 8, 1), min(base.year + 9, 9999))
        if (one := spans.made_day(year, month, number))
    ]
    near = min(made, key=lambda one: (abs(one - base), one), default=None)
    if published is None:
        return near
    due = words.has("HOLIDAY") and words.before in _DEADLINES
    soon = near and near - published <= SOON and words.before not in _STARTS
    if words.ahead or due or soon:
        return near
    return max((one for one in made if one <= published), default=None)


def figures(words: Words, setting: Setting) -> Resolved | None:
    """A date in figures: "2024-01-30", "30/01/2024", "1.2.2024", with a time or without."""
    written = words.value("ISO NDATE") or ""
    parts = [int(part) for part in _FIGURES.findall(written)[:3]]
    if words.has("ISO") or len(_FIGURES.findall(written)[0]) == 4:
        return _iso(written, parts, words)
    first, second, last = parts
    number = last if last > 99 else last + (2000 if last < 70 else 1900)
    by_day = spans.made_day(number, second, first)
    by_month = spans.made_day(number, first, second)
    if by_day and by_month and by_day != by_month and setting.day_first == "open":
        return _either(by_day, by_month)
    one = by_day or (by_month if setting.day_first == "open" else None)
    if one is None:
        return _impossible(f"{number:04}-{second:02}-{first:02}")
    stretch = spans.of_day(one)
    return at_time(Resolved("DATE", stretch.value, "a date in figures", stretch), words)


def _iso(written: str, parts: list[int], words: Words) -> Resolved:
    stretch = gregorian(parts[0], parts[1], parts[2])
    if stretch is None:
        return _impossible(f"{parts[0]:04}-{parts[1]:02}-{parts[2]:02}")
    clock, zone = _clock_in(written), written[16:].lstrip(":.0123456789")
    if clock:
        told = "+00:00" if zone == "Z" else zone or None
        value = f"{stretch.value}T{clock}"
        reason = "date and time in figures"
        return Resolved("TIME", value, reason, stretch, clock=clock, zone=told)
    return at_time(Resolved("DATE", stretch.value, "a date in figures", stretch), words)


def _clock_in(written: str) -> str | None:
    """The time of day in "2024-01-30T23:00"."""
    numbers = [int(part) for part in _FIGURES.findall(written[11:16])]
    return valid_clock(numbers[0], numbers[1]) if len(numbers) == 2 else None


def _either(one: date, other: date) -> Resolved:
    first, last = min(one, other), max(one, other)
    stretch = Stretch(first, last, f"[{first},{last}]", f"{one.year:04}-XX-XX")
    return Resolved("DATE", stretch.value, "day and month may stand either way", stretch)
