"""Two expressions that make one stretch: from one to the other, or a length up to a day."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta

from tallystick.model.values import DateBasis
from tallystick.read.dates import spans
from tallystick.read.dates.periods import part_of
from tallystick.read.dates.spans import Stretch
from tallystick.read.dates.words import Resolved
from tallystick.read.found import DateShape


def ends(first: Resolved, last: Resolved) -> tuple[Resolved, Resolved] | None:
    """Two ends of a range; an end without a year takes it from the other."""
    if first.stretch is None and last.stretch is None:
        return first, last
    if first.yearless and last.stretch and last.stretch.last:
        year = last.stretch.last.year
        pairs = [(_in_year(first, year), last), (_in_year(first, year - 1), last)]
    elif last.yearless and first.stretch and first.stretch.first:
        year = first.stretch.first.year
        pairs = [(first, _in_year(last, year)), (first, _in_year(last, year + 1))]
    else:
        pairs = [(first, last), (_week_before(first), last), (_year_before(first), last)]
    return next((pair for pair in pairs if _ordered(*pair)), None)


def _week_before(first: Resolved) -> Resolved:
    """A weekday that begins a range is the one before its end: "Friday to Sunday"."""
    stretch = first.stretch
    if first.basis is not DateBasis.WEEKDAY or stretch is None or stretch.first is None:
        return first
    one = spans.shifted(stretch.first, -7)
    if one is None or stretch.first != stretch.last:
        return first
    value = one.isoformat() + first.value[10:]
    return replace(first, stretch=spans.of_day(one), value=value)


def _year_before(first: Resolved) -> Resolved:
    """The first end a year earlier: "from 1 Farvardin to 30 Aban 1402"."""
    return (first.year_before and first.year_before()) or first


def _ordered(first: Resolved, last: Resolved) -> bool:
    start, end = first.stretch, last.stretch
    if start is None or end is None or start.first is None or end.last is None:
        return False
    return start.first <= end.last


def _in_year(end: Resolved, year: int) -> Resolved:
    """An end of a range in another year."""
    month, day = end.yearless or (0, 0)
    stretch = spans.day(year, month, day) if day else spans.month(year, month)
    if stretch is None:
        return end
    if end.part:
        stretch = part_of(stretch, end.part)
    value = stretch.value + (f"T{end.clock}" if end.clock else "")
    return replace(end, stretch=stretch, value=value, reason="year of the other end")


def moved(length: Resolved, point: Resolved) -> Resolved | None:
    """A length before or after a day that is told: "two days after 28 January"."""
    if length.length is None or point.stretch is None or point.stretch.first is None:
        return None
    count, unit = length.length
    one = spans.moved(point.stretch.first, count, unit)
    # "Three weeks after 28 January" is a day; months and years are as coarse as said.
    stretch = spans.around(one, "D" if unit == "W" else unit) if one else None
    if stretch is None:
        return None
    width = (point.stretch.last or point.stretch.first) - point.stretch.first
    if width > timedelta(0) and stretch.last:
        stretch = spans.between(stretch.first, stretch.last + width)
    reason = f"{count:+} {unit} from a day told here"
    return Resolved("DATE", stretch.value, reason, stretch, DateBasis.RELATIVE)


def measured(length: Resolved, point: Resolved) -> Resolved | None:
    """A length that ends with a day or month: "the 12 months to 31 March".

    One that follows an event reaches the other way: "in the two weeks after 3 May".
    """
    if length.length is None or point.stretch is None:
        return None
    (count, unit), event = length.length, length.shape is DateShape.EVENT
    if event and count > 0:
        first = point.stretch.first
        last = first and spans.moved(first, count, unit)
    else:
        last = _last_day(point.stretch, unit, whole=not event)
        first = last and _back(last, abs(count), unit)
    if first is None or last is None:
        return None
    stretch = spans.between(first, last)
    reason = f"{abs(count)} {unit} measured from a day told here"
    return Resolved("DATE", stretch.value, reason, stretch, point.basis, DateShape.RANGE)


def _last_day(point: Stretch, unit: str, *, whole: bool) -> date | None:
    """The day that a length ends with: the one told, or the one before it."""
    if whole or unit == "H":
        return point.last
    return point.first and spans.shifted(point.first, -1)


def _back(last: date, count: int, unit: str) -> date | None:
    """The first day of a length; hours reach into the day where they begin."""
    if unit == "H":
        return spans.moved(last, -count, unit)
    beyond = spans.shifted(last, 1)
    return beyond and spans.moved(beyond, -count, unit)
