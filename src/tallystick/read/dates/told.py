"""Expressions that count from what was told before them: "a day earlier", "that month".

What they mean is asked in the last pass, `settle`, when the dates before them are known
with the words that tie them; a reader here only says how it would count.
"""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from functools import partial

from tallystick.model.values import DateBasis
from tallystick.read.dates import spans
from tallystick.read.dates.lengths import length_of, length_value
from tallystick.read.dates.spans import Stretch
from tallystick.read.dates.words import Resolved, Setting, Told, Words
from tallystick.read.found import DateShape

_DAYS_OF = {"D": 1, "W": 7, "M": 31, "Q": 92, "Y": 366}
_FEWEST = {"D": 1, "W": 7, "M": 28, "Q": 90, "Y": 365}
_HANGS = "hangs on an event not dated here"


def same_time(words: Words, setting: Setting) -> Resolved | None:
    """ "The following day", "that year", "the month before"."""
    unit, part = words.value("UNIT YEARU") or "D", words.value("PARTDAY")
    if words.has("BEFORE AFTER") and not words.closes:
        # "The day before the raid", "the day before 3 May": what follows says when.
        length = (-1 if words.has("BEFORE") else 1, unit)
        shape, value = DateShape.EVENT, length_value(1, unit)
        return Resolved("DURATION", value, _HANGS, shape=shape, length=length)
    hangs = counted_from_told(words)
    if part:
        value = f"XXXX-XX-XXT{part}"
        return Resolved("TIME", value, _HANGS, hangs=partial(_part_of_day, hangs, part))
    value = {"W": "XXXX-WXX", "M": "XXXX-XX", "Y": "XXXX"}.get(unit, "XXXX-XX-XX")
    return Resolved("DATE", value, _HANGS, hangs=hangs)


def counted_from_told(words: Words) -> Callable[[Told], Resolved | None]:
    """One unit on or back from what was told before, or that unit itself."""
    away = int(words.value("SAMETIME") or 0)
    away += words.has("FOLLOWING NEXT AFTER") - words.has("BEFORE PAST LAST LASTP EARLIER")
    name = "Q" if words.has("QUARTER") else words.value("UNIT YEARU") or "D"
    return partial(_counted, away, name)


def before_told(count: int, unit: str) -> Callable[[Told], Resolved | None]:
    """So many units up to what was told before: "the preceding three months"."""
    return partial(_up_to, count, unit)


def _up_to(count: int, unit: str, told: Told) -> Resolved | None:
    last = told.last
    if last is None or last.first is None or unit not in _DAYS_OF:
        return None
    first, end = spans.moved(last.first, -count, unit), spans.shifted(last.first, -1)
    stretch = spans.between(first, end) if first and end else None
    return _as_told(stretch, f"{count} {unit} back")


def _counted(away: int, unit: str, told: Told) -> Resolved | None:
    last = told.last
    if last is None or last.first is None or last.last is None:
        return None
    days = (last.last - last.first).days + 1
    if days > _DAYS_OF.get(unit, 1):
        return None
    # Twelve months to March, and "the year before": the twelve months before those.
    odd = _whole_unit(last) is None
    if odd and days >= _FEWEST.get(unit, 1):
        return _as_told(shifted(last, away, unit), f"{away:+} {unit}")
    if odd and away:
        return None
    one = spans.moved(last.first, away, unit)
    return _as_told(spans.around(one, unit) if one else None, f"{away:+} {unit}")


def _part_of_day(
    day: Callable[[Told], Resolved | None], part: str, told: Told
) -> Resolved | None:
    whole = day(told)
    if whole is None:
        return None
    value = f"{whole.value}T{part}"
    return Resolved("TIME", value, whole.reason, whole.stretch, whole.basis)


def _whole_unit(stretch: Stretch) -> str | None:
    """The unit that it is one of: a whole day, week, month, quarter or year."""
    if stretch.first is None:
        return None
    for unit in _DAYS_OF:
        whole = spans.around(stretch.first, unit)
        if whole and (whole.first, whole.last) == (stretch.first, stretch.last):
            return unit
    return None


def _as_told(stretch: Stretch | None, away: str) -> Resolved | None:
    if stretch is None:
        return None
    reason = f"{away} from the date spoken of before it"
    shape = DateShape.POINT if _whole_unit(stretch) else DateShape.RANGE
    basis = DateBasis.INHERITED if away.startswith("+0") else DateBasis.RELATIVE
    return Resolved("DATE", stretch.value, reason, stretch, basis, shape)


def shifted(stretch: Stretch, count: int, unit: str) -> Stretch | None:
    """A stretch moved by so many units; a week, month, quarter or year stays one."""
    if stretch.first is None or stretch.last is None:
        return None
    first = spans.moved(stretch.first, count, unit)
    last = spans.moved(stretch.last, count, unit)
    if first is None or last is None:
        return None
    whole = _whole_unit(stretch)
    return spans.around(first, whole) if whole else spans.between(first, last)


def earlier(first: date, last: date, unit: str) -> tuple[date, date] | None:
    """The days, both inclusive, a unit ("W", "M", "Y") before some days."""
    moved = shifted(spans.between(first, last), -1, unit)
    return (moved.first, moved.last) if moved and moved.first and moved.last else None


def from_event(words: Words, setting: Setting) -> Resolved | None:
    """So long before or after something: a date told before it, or an event not dated."""
    count, name = length_of(words)
    quarter = setting.quarter
    if name == "Y" and count in (1, None) and quarter and words.has("EARLIER AGO"):
        stretch = spans.quarter(quarter[0] - 1, quarter[1])
        reason = "a year before the quarter spoken of"
        if stretch is None:
            return None
        return Resolved("DATE", stretch.value, reason, stretch, DateBasis.RELATIVE)
    sign = -1 if words.has("EARLIER BEFORE AGO AGOB") else 1
    known = count is not None and count < 10**6
    length = (sign * (count or 0), name) if known else None
    # "Two days after" at the end of a clause counts from what was told, as "later" does.
    hanging = words.has("EARLIER LATER AGO") or (words.closes and words.has("BEFORE AFTER"))
    return Resolved(
        "DURATION",
        length_value(count, name),
        _HANGS,
        shape=DateShape.EVENT,
        length=length if not words.has("EARLIER LATER") else None,
        hangs=partial(_moved, length) if length and hanging else None,
    )


def _moved(length: tuple[int, str], told: Told) -> Resolved | None:
    """Days and weeks count to the day, months and years are as coarse as they are said."""
    (count, unit), last = length, told.last
    if last is None or last.first is None or last.last is None or unit not in _DAYS_OF:
        return None
    said = f"{count:+} {unit}"
    if last.first == last.last:
        one = spans.moved(last.first, count, unit)
        stretch = spans.around(one, "D" if unit == "W" else unit) if one else None
        return _as_told(stretch, said)
    if (last.last - last.first).days + 1 > _DAYS_OF[unit]:
        return None
    return _as_told(shifted(last, count, unit), said)


def same_period(words: Words, setting: Setting) -> Resolved | None:
    """ "The same period of 2023", "the same months last year", "the same period"."""
    number = words.number("YEARN")
    if words.has("LAST LASTP THIS THISYEAR") and setting.published:
        number = setting.published.year - words.has("LAST LASTP")
        number += int(words.value("THISYEAR") or 0)
    before = words.has("BEFORE EARLIER AGO") or words.value("LAST LASTP") == "told"
    hangs = partial(_same_in, None if before else number, -1 if before else 0)
    return Resolved("DATE", "XXXX", _HANGS, shape=DateShape.EVENT, hangs=hangs)


def _same_in(number: int | None, away: int, told: Told) -> Resolved | None:
    long = told.long
    if long is None or long.last is None:
        return None
    if number is not None:
        away = number - long.last.year
    return _as_told(shifted(long, away, "Y"), f"{away:+} Y")
