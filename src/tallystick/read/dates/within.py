"""Parts of a longer stretch, counted from its start or end: "the first week of May"."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import timedelta

from tallystick.model.values import DateBasis
from tallystick.read.dates import spans
from tallystick.read.dates.calendars import PERSIAN_YEARS, persian_year
from tallystick.read.dates.days import SOON
from tallystick.read.dates.lengths import length_value
from tallystick.read.dates.periods import month
from tallystick.read.dates.spans import Stretch
from tallystick.read.dates.words import Resolved, Setting, Words
from tallystick.read.found import DateShape

_MOST = 999


@dataclass(frozen=True, slots=True)
class _Part:
    """So many units, the n-th of them, or the last."""

    nth: int | None
    count: int | None
    """None where it is not said: "the first week"."""
    unit: str

    def of(self, whole: Stretch) -> Stretch | None:
        """Where it lies in a stretch; None if it does not fit into it."""
        if whole.first is None or whole.last is None:
            return None
        count, beyond = self.count or 1, spans.shifted(whole.last, 1)
        if self.nth is None:
            first = beyond and spans.moved(beyond, -count, self.unit)
        else:
            first = spans.moved(whole.first, (self.nth - 1) * count, self.unit)
            beyond = first and spans.moved(first, count, self.unit)
        if not first or not beyond or first < whole.first:
            return None
        last = beyond - timedelta(1)
        if not first <= last <= whole.last:
            return None
        if self.count is None and self.unit in "DM":
            return spans.around(first, self.unit)
        return spans.between(first, last)


def nth_weekday(words: Words, setting: Setting) -> Resolved | None:
    """ "The first Tuesday of October", "the last Friday in May"."""
    place = words.places("ANYWDAY")[0]
    whole = month(Words(words.scan, place + 1, words.end), setting)
    nth = Words(words.scan, words.start, place).number("ORDN")
    if whole is None or whole.stretch is None or whole.stretch.first is None:
        return None
    first, last = whole.stretch.first, whole.stretch.last
    number = int(words.scan.values[place])
    day = first + timedelta((number - first.isoweekday()) % 7 + 7 * ((nth or 1) - 1))
    if nth is None and last is not None:
        day = last - timedelta((last.isoweekday() - number) % 7)
    if day.month != first.month:
        return None
    stretch = spans.of_day(day)
    return Resolved("DATE", stretch.value, "a weekday of a month", stretch)


def first_units(words: Words, setting: Setting) -> Resolved | None:
    """ "The first eight months of 2023", "the last week of January"."""
    place = words.places("UNIT UNITS QUARTER")[0]
    head = Words(words.scan, words.start, place + 1)
    unit = "Q" if head.has("QUARTER") else words.scan.values[place]
    count = head.number("DAYN WORDN")
    nth = head.number("ORDN") or (None if head.has("LAST") or count is None else 1)
    part = _Part(nth, count, unit)
    whole = _whole(Words(words.scan, place + 1, words.end), words, setting, part)
    stretch = whole and whole.stretch and _checked(part).of(whole.stretch)
    if not whole or not stretch:
        value = length_value(part.count or 1, unit)
        return Resolved("DURATION", value, "a length", shape=DateShape.DURATION)
    reason = f"counted within {whole.value}"
    if part.count is None:
        return Resolved("DATE", stretch.value, reason, stretch, whole.basis)
    value, shape = length_value(part.count, unit), DateShape.RANGE
    return Resolved("DURATION", value, reason, stretch, whole.basis, shape)


def year_part(words: Words, setting: Setting) -> Resolved | None:
    """ "Los tres primeros meses del año": so many units from the start of a year.

    In languages in which number and ordinal stand in another order than in English.
    """
    count = words.number("DAYN WORDN")
    unit = words.value("UNIT UNITS") or "M"  # Turkish "ayında" is of months alone
    if count is None or words.number("ORDN") != 1:
        return None
    part, number, published = (
        _Part(1, count, unit),
        words.number("YEARN"),
        setting.published,
    )
    if number is None:
        if published is None:
            return None
        away = int(words.value("THISYEAR") or 0) - words.has("LAST LASTP")
        bare = not words.has("LAST LASTP THIS THISP THISYEAR")
        number = published.year + away - (bare and _lies_ahead(setting, part, "Y"))
    own = words.scan.language == "fa" and number in PERSIAN_YEARS
    whole = persian_year(number) if own else spans.year(number)
    stretch = whole and _checked(part).of(whole)
    if not stretch:
        return None
    value, reason = length_value(count, unit), f"counted within {number}"
    return Resolved("DURATION", value, reason, stretch, shape=DateShape.RANGE)


def _checked(part: _Part) -> _Part:
    fits = (part.nth or 0) <= _MOST and (part.count or 0) <= _MOST
    return part if fits else _Part(0, 0, part.unit)


def _whole(rest: Words, words: Words, setting: Setting, part: _Part) -> Resolved | None:
    """The month or year that a part is counted in."""
    if rest.has("ANYMONTH"):
        return month(Words(rest.scan, rest.places("ANYMONTH")[0], rest.end), setting)
    number = rest.number("YEARN")
    if number is not None:
        return Resolved("DATE", f"{number}", "a year", spans.year(number))
    unit, published = rest.value("UNIT YEARU"), setting.published
    if published is None or unit not in ("W", "M", "Y"):
        return None
    away = rest.has("ANYNEXT") - rest.has("ANYLAST")
    if not rest.has("THIS THISP ANYNEXT ANYLAST") and not words.ahead:
        # "The first ten months of the year", told in May: those of the year before.
        away = -_lies_ahead(setting, part, unit)
    one = spans.moved(published, away, unit)
    stretch = one and spans.around(one, unit)
    if not stretch:
        return None
    return Resolved("DATE", stretch.value, "told", stretch, DateBasis.RELATIVE)


def _lies_ahead(setting: Setting, part: _Part, unit: str) -> bool:
    published = setting.published
    now = published and spans.around(published, unit)
    stretch = now and _checked(part).of(now)
    if not stretch or not stretch.first or not stretch.last or not published:
        return False
    return stretch.first > published or stretch.last - published > SOON


def half_month(words: Words, setting: Setting) -> Resolved | None:
    """ "The first half of May": its days to the 15th, or from the 16th."""
    whole = month(Words(words.scan, words.places("ANYMONTH")[0], words.end), setting)
    which = words.number("ORDN") or 2
    if whole is None or whole.stretch is None or which not in (1, 2):
        return whole
    first, last = whole.stretch.first, whole.stretch.last
    if first is None or last is None:
        return whole
    middle = first.replace(day=15)
    ends = (first, middle) if which == 1 else (middle + timedelta(1), last)
    stretch = spans.between(*ends, whole.value)
    return Resolved("DATE", whole.value, "half a month", stretch, whole.basis)
