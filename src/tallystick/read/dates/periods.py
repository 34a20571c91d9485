"""Months, quarters, seasons, years and longer stretches that a text names."""

from __future__ import annotations

from datetime import date

from tallystick.model.values import DateBasis
from tallystick.read.dates import days, spans
from tallystick.read.dates.calendars import PERSIAN_ERA, PERSIAN_YEARS, persian_year
from tallystick.read.dates.spans import Stretch
from tallystick.read.dates.words import Resolved, Setting, Words, told_year, year_named
from tallystick.read.numbers.kinds import codes

_DEADLINES = frozenset(codes("BY"))
_PARTS_OF_MONTH = {"START": (1, 10), "MID": (15, 15), "END": (21, 31)}


def month(words: Words, setting: Setting) -> Resolved | None:
    """A month, or its beginning, middle or end: "October 2023", "mid-October"."""
    number = int(words.value("ANYMONTH") or 0)
    year = year_named(words, setting)
    reason, yearless = "month and year", None
    if year is None:
        year, reason = _year_of_month(number, words, setting)
        yearless = (number, 0)
        if year is None:
            return Resolved("DATE", f"XXXX-{number:02}", reason, yearless=yearless)
    stretch = spans.month(year, number)
    if stretch is None:
        return None
    part = words.value("EARLY LATE MID START MIDDLE END PARTP")
    if part:
        stretch = part_of(stretch, part)
    return Resolved("DATE", stretch.value, reason, stretch, yearless=yearless, part=part)


def _year_of_month(number: int, words: Words, setting: Setting) -> tuple[int | None, str]:
    published = setting.published
    if published is None and setting.told:
        near = days.nearest(number, 15, words, setting)
        return near.year if near else None, "year inferred from the date at the head"
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
    part = words.value("EARLY LATE MID START MIDDLE END PARTP")
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
    if which not in (1, 2) or words.value("UNIT") not in (None, "Y"):
        return None  # "the first half hour"
    basis = DateBasis.EXPLICIT
    if number is None:
        if setting.published is None:
            return Resolved("DATE", f"XXXX-H{which}", "half of an unknown year")
        basis, now = DateBasis.RELATIVE, setting.published
        number = now.year - words.has("LAST LASTP") + int(words.value("THISYEAR") or 0)
        begun = which == 1 or now.month > 6 or words.ahead
        number -= not begun and not words.has("LAST LASTP THIS THISP THISYEAR NEXT")
    stretch = spans.half(number, which)
    if stretch is None:
        return None
    return Resolved("DATE", stretch.value, "half a year", stretch, basis)


def season(words: Words, setting: Setting) -> Resolved | None:
    """A northern season: "last spring", "the winter of 2023"."""
    name = words.value("SEASON") or ""
    number, basis = year_named(words, setting), DateBasis.EXPLICIT
    if number is None:
        if setting.published is None:
            return Resolved("DATE", f"XXXX-{name}", "a season of an unknown year")
        basis = DateBasis.RELATIVE
        number = _season_year(name, words, setting.published)
    if words.scan.language == "fa" and number in PERSIAN_YEARS:
        number += PERSIAN_ERA
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
    if stretch is None:
        return None
    return Resolved("DATE", stretch.value, "a century", stretch)
