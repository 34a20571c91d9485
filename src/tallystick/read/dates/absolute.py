"""Days, months, quarters, seasons, years and times of day that a text names."""

from __future__ import annotations

import re
from dataclasses import replace
from datetime import date, timedelta

from tallystick.model.values import DateBasis
from tallystick.read.dates import spans
from tallystick.read.dates.calendars import PERSIAN_YEARS, gregorian, persian_year
from tallystick.read.dates.spans import Stretch
from tallystick.read.dates.words import Resolved, Setting, Words
from tallystick.read.found import DateShape
from tallystick.read.numbers.kinds import codes

SOON = timedelta(45)
"""A day without a year that is this near ahead is not taken for last year's."""
_DEADLINES = frozenset(codes("BY"))
_FIGURES = re.compile(r"\d+")
_PARTS_OF_MONTH = {"START": (1, 10), "MID": (15, 15), "END": (21, 31)}


def day(words: Words, setting: Setting) -> Resolved | None:
    """A day of a month: "28 January 2024", "Jan 28", with or without a time of day."""
    month = int(words.value("ANYMONTH") or 0)
    number = _day_number(words)
    if number is None or not 0 < number < 32:
        return None
    return dated(month, number, told_year(words), words, setting)


def _day_number(words: Words) -> int | None:
    """The numeral nearest to the month: others are hours."""
    at = words.places("ANYMONTH")[0]
    nearest_first = sorted(words.places("DAYN ORDN"), key=lambda place: abs(place - at))
    values = [words.scan.numerals[place].value for place in nearest_first]
    return next((value for value in values if isinstance(value, int)), None)


def dated(
    month: int, number: int, year: int | None, words: Words, setting: Setting
) -> Resolved | None:
    """A day with its time of day, the year taken from publication if it is not told."""
    if year is not None:
        stretch = spans.day(year, month, number)
        if stretch is None:
            return _impossible(f"{year:04}-{month:02}-{number:02}")
        return _in_day(Resolved("DATE", stretch.value, "day, month and year", stretch), words)
    inferred = nearest(month, number, words, setting)
    if inferred is None:
        open_value = f"XXXX-{month:02}-{number:02}"
        reason = "no year, and no publication to infer it from"
        if spans.made_day(2000, month, number) is None:
            return _impossible(open_value)
        undated = Resolved("DATE", open_value, reason, yearless=(month, number))
        return at_time(undated, words)
    stretch = spans.of_day(inferred)
    reason = f"year {inferred.year} inferred from publication"
    whole = Resolved("DATE", stretch.value, reason, stretch, yearless=(month, number))
    return _in_day(whole, words)


def _in_day(whole: Resolved, words: Words) -> Resolved:
    return night_to(whole) if words.has("NIGHTTO") else at_time(whole, words)


def _impossible(value: str) -> Resolved:
    return Resolved("DATE", value, "the calendar has no such day")


def night_to(whole: Resolved) -> Resolved:
    """The night that ends in a day: it begins the day before."""
    if whole.stretch is None or whole.stretch.last is None:
        return whole
    eve = spans.shifted(whole.stretch.last, -1)
    stretch = spans.between(eve, whole.stretch.last)
    return replace(whole, type="TIME", value=f"{eve}TNI", stretch=stretch)


def told_year(words: Words) -> int | None:
    """The year that an expression names, None if none."""
    year = words.number("YEARN")
    if year is None and words.has("WORDN"):
        return next((n for n in words.numbers("WORDN") if 1900 <= n <= 2100), None)
    return year


def nearest(month: int, number: int, words: Words, setting: Setting) -> date | None:
    """The day of that name nearest before publication.

    Where words before it say that it lies ahead ("will meet on 5 April"), or where it
    lies but days ahead and would else be most of a year old, the nearest on either side.
    """
    published = setting.published
    if published is None:
        return None
    made = [
        one
        for year in range(max(published.year - 8, 1), min(published.year + 9, 9999))
        if (one := spans.made_day(year, month, number))
    ]
    near = min(made, key=lambda one: (abs(one - published), one), default=None)
    if near and (words.ahead or near - published <= SOON):
        return near
    return max((one for one in made if one <= published), default=None)


def clock_of(words: Words) -> str | None:
    """The time of day that an expression names, ``23:00``; None if none or impossible."""
    noon = words.value("NOON")
    if noon:
        return noon
    written = words.value("CLOCK")
    if written:
        hour, minute = (int(part) for part in _FIGURES.findall(written)[:2])
    else:
        numbers = _hours(words)
        if numbers is None:
            return None
        hour, minute = numbers
    half = words.value("AMPM")
    if half and hour <= 12:
        hour = hour % 12 + (12 if half == "p" else 0)
    return f"{hour:02}:{minute:02}" if hour < 24 and minute < 60 else None


def _hours(words: Words) -> tuple[int, int] | None:
    """Hour and minute of "9 p.m." and "0615 GMT"."""
    after = words.places("AMPM OCLOCK HOURW HOURSUF ZONE LP")
    if not after or after[0] == words.start:
        return None
    if words.has("HOURSUF"):
        minutes = words.scan.numerals.get(after[0] + 1)
        hour = words.scan.numerals[after[0] - 1].value
        minute = minutes.value if minutes and after[0] + 1 < words.end else 0
        return (hour, minute) if isinstance(hour, int) and isinstance(minute, int) else None
    numeral = words.scan.numerals.get(after[0] - 1)
    if numeral is None or not isinstance(numeral.value, int):
        return None
    if len(words.text(after[0] - 1)) == 4 and words.text(after[0] - 1).isdigit():
        return divmod(numeral.value, 100)
    return numeral.value, 0


def at_time(whole: Resolved, words: Words) -> Resolved:
    """A resolved day with the time of day that the expression names, if any."""
    clock = clock_of(words)
    if clock is None:
        return whole
    return Resolved(
        "TIME",
        f"{whole.value}T{clock}",
        whole.reason,
        whole.stretch,
        whole.basis,
        clock=clock,
        zone=zone_of(words),
        yearless=whole.yearless,
    )


def zone_of(words: Words) -> str | None:
    """The zone as an offset or IANA name; None when it is not told or only "local"."""
    zone = words.value("ZONE")
    return None if zone in (None, "?", "") else zone


def time_alone(words: Words, setting: Setting) -> Resolved | None:
    """A time of day: of the day that its paragraph last spoke of; else none is guessed."""
    clock, spoken = clock_of(words), setting.spoken
    if clock is None:
        return None
    if spoken and spoken.first and spoken.first == spoken.last:
        reason = "a time of the day spoken of before it"
        day = Resolved("DATE", spoken.first.isoformat(), reason, spans.of_day(spoken.first))
        return at_time(replace(day, basis=DateBasis.INHERITED), words)
    return Resolved("TIME", f"XXXX-XX-XXT{clock}", "a time of day without a day", clock=clock)


def days(words: Words, setting: Setting) -> Resolved | None:
    """Days of one month: "17-30 October", "17 and 18 October"."""
    month = int(words.value("ANYMONTH") or 0)
    numbers = words.numbers("DAYN ORDN")
    if not 2 <= len(numbers) <= 6 or max(numbers) > 31 or sorted(numbers) != numbers:
        return None
    last = dated(month, numbers[-1], told_year(words), words, setting)
    if last is None or last.stretch is None or last.stretch.last is None:
        return last
    end = last.stretch.last
    first = spans.made_day(end.year, end.month, numbers[0])
    stretch = spans.between(first, end)
    if words.has("AND OR COMMA") and not words.has("HYPH DASH TO") and first:
        said = ",".join(f"{end:%Y-%m-}{n:02}" for n in numbers)
        marks = "[]" if words.has("OR") else "{}"
        stretch = Stretch(first, end, f"{marks[0]}{said}{marks[1]}", stretch.value)
    value = f"{first}/{end}"
    return Resolved(
        "DATE", value, last.reason, stretch, shape=DateShape.RANGE, yearless=last.yearless
    )


def month(words: Words, setting: Setting) -> Resolved | None:
    """A month, or its beginning, middle or end: "October 2023", "mid-October"."""
    number = int(words.value("ANYMONTH") or 0)
    year = told_year(words)
    reason, yearless = "month and year", None
    if year is None:
        year, reason = _year_of_month(number, words, setting)
        yearless = (number, 0)
        if year is None:
            return Resolved("DATE", f"XXXX-{number:02}", reason, yearless=yearless)
    stretch = spans.month(year, number)
    if stretch is None:
        return _impossible(f"{year:04}-{number:02}")
    part = words.value("EARLY LATE MID START MIDDLE END PARTP")
    if part:
        stretch = part_of(stretch, part)
    return Resolved("DATE", stretch.value, reason, stretch, yearless=yearless)


def _year_of_month(number: int, words: Words, setting: Setting) -> tuple[int | None, str]:
    published = setting.published
    if published is None:
        return None, "no year, and no publication to infer it from"
    before = published.year - (number > published.month)
    reason = "year inferred from publication"
    if words.has("ANYLAST") and number == published.month:
        return before - 1, reason
    if words.has("ANYNEXT"):
        return before + 1, reason
    if words.has("THIS THISP"):
        return published.year, reason
    if (words.ahead or words.before in _DEADLINES) and not words.has("ANYLAST"):
        distance = (number - published.month) % 12
        return (before + 1 if 0 < distance < 6 else before), reason
    return before, reason


def part_of(whole: Stretch, part: str) -> Stretch:
    """The beginning, middle or end of a month: the 1st to 10th, the 15th, the 21st on."""
    if whole.first is None or whole.last is None or len(whole.edtf) != 7:
        return whole
    first, last = _PARTS_OF_MONTH[part]
    start = whole.first.replace(day=first)
    end = whole.first.replace(day=min(last, whole.last.day))
    edtf = f"{start}~" if start == end else f"{start}~/{end}~"
    return Stretch(start, end, edtf, whole.value)


def year(words: Words, setting: Setting) -> Resolved | None:
    """A year: "2023", "early 2024", "the end of 1990"."""
    number = told_year(words)
    if number is None or words.value("ERA") == "BC":
        return None
    if words.scan.language == "fa" and number in PERSIAN_YEARS:
        stretch = persian_year(number)
    else:
        stretch = spans.year(number)
    if stretch is None:
        return None
    part = words.value("EARLY LATE MID START MIDDLE END")
    if part:
        stretch = part_of_year(stretch, number, part)
    return Resolved("DATE", stretch.value, "a year", stretch)


def part_of_year(whole: Stretch, number: int, part: str) -> Stretch:
    """The first, middle or last four months of a year, approximate."""
    first, last = {"START": (1, 4), "MID": (5, 8), "END": (9, 12)}[part]
    start, end = spans.month(number, first), spans.month(number, last)
    if start is None or end is None:
        return whole
    return Stretch(start.first, end.last, f"{start.edtf}~/{end.edtf}~", whole.value)


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
    clock, zone = written[11:16], written[16:].lstrip(":.0123456789")
    if clock:
        told = "+00:00" if zone == "Z" else zone or None
        value = f"{stretch.value}T{clock}"
        reason = "date and time in figures"
        return Resolved("TIME", value, reason, stretch, clock=clock, zone=told)
    return at_time(Resolved("DATE", stretch.value, "a date in figures", stretch), words)


def _either(one: date, other: date) -> Resolved:
    first, last = min(one, other), max(one, other)
    stretch = Stretch(first, last, f"[{first},{last}]", f"{one.year:04}-XX-XX")
    return Resolved("DATE", stretch.value, "day and month may stand either way", stretch)


def quarter(words: Words, setting: Setting) -> Resolved | None:
    """A quarter: "the third quarter of 1989", "third-quarter"."""
    which = words.number("ORDN DAYN")
    if which is None or not 1 <= which <= 4:
        return None
    number, basis = told_year(words), DateBasis.EXPLICIT
    if number is None:
        if setting.published is None:
            return Resolved("DATE", f"XXXX-Q{which}", "a quarter of an unknown year")
        basis, now = DateBasis.RELATIVE, setting.published
        # A quarter that has not begun is last year's, unless it is spoken of as ahead.
        begun = which * 3 - 2 <= now.month
        number = now.year - (not (begun or words.ahead or which == now.month // 3 + 1))
        if words.has("UNIT"):
            number = now.year + words.has("NEXT") - words.has("LAST")
    stretch = spans.quarter(number, which)
    if stretch is None:
        return None
    return Resolved("DATE", stretch.value, "a quarter of a year", stretch, basis)


def half(words: Words, setting: Setting) -> Resolved | None:
    """Half a year: "the first half of 2023", "the second half"."""
    which, number = words.number("ORDN") or 2, told_year(words)
    if which not in (1, 2):
        return None
    basis = DateBasis.EXPLICIT
    if number is None:
        if setting.published is None:
            return Resolved("DATE", f"XXXX-H{which}", "half of an unknown year")
        basis, now = DateBasis.RELATIVE, setting.published
        number = now.year - words.has("LAST")
    stretch = spans.half(number, which)
    return stretch and Resolved("DATE", stretch.value, "half a year", stretch, basis)


def season(words: Words, setting: Setting) -> Resolved | None:
    """A northern season: "last spring", "the winter of 2023"."""
    name = words.value("SEASON") or ""
    number, basis = told_year(words), DateBasis.EXPLICIT
    if number is None:
        if setting.published is None:
            return Resolved("DATE", f"XXXX-{name}", "a season of an unknown year")
        basis = DateBasis.RELATIVE
        number = _season_year(name, words, setting.published)
    stretch = spans.season(number, name)
    if stretch is None:
        return None
    return Resolved("DATE", stretch.value, "northern seasons", stretch, basis)


def _season_year(name: str, words: Words, published: date) -> int:
    now = spans.season(published.year, name)
    begun = now is not None and now.first is not None and now.first <= published
    over = now is not None and now.last is not None and now.last < published
    if words.has("ANYNEXT"):
        return published.year + begun
    if words.has("ANYLAST") and not over:
        return published.year - 1
    return published.year if begun or words.has("THIS") else published.year - 1


def decade(words: Words, setting: Setting) -> Resolved | None:
    """A decade: "the 1990s", "the 80s"."""
    number = words.number("YEARN NUM DAYN")
    if number is None:
        return None
    stretch = spans.decade(number + 1900 if number < 100 else number)
    if stretch is None or number % 10:
        return None
    return Resolved("DATE", stretch.value, "a decade", stretch)


def century(words: Words, setting: Setting) -> Resolved | None:
    """A century: "the 20th century"."""
    stretch = spans.century(words.number("ORDN") or 0)
    return stretch and Resolved("DATE", stretch.value, "a century", stretch)
