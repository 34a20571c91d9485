"""Days of the Islamic and the Persian calendar as days of the Gregorian one.

Hijri days are those of the Umm al-Qura calendar where it is tabulated (1343-1500 AH), by
`hijridate`; local sightings differ by a day, so a Hijri day is given one day of doubt.
Persian (Solar Hijri) days follow the 33-year cycle, which is exact for 1178-1633 AP
(1800-2254 CE): leap years are those whose remainder by 33 is in a fixed set.
"""

from __future__ import annotations

from datetime import date, timedelta

from tallystick.read.dates import spans
from tallystick.read.dates.spans import Stretch

_LEAP = frozenset((1, 5, 9, 13, 17, 22, 26, 30))
_EPOCH = date(2000, 3, 20).toordinal()
"""1 Farvardin 1379, reckoned from."""
_EPOCH_YEAR = 1379
_KNOWN = range(1178, 1634)
PERSIAN_ERA = 621
"""What a Persian year lacks to the year in which it begins."""
PERSIAN_YEARS = range(1300, 1431)
"""Years that are read as Persian ones in Persian texts and dates in figures."""


def gregorian(year: int, month: int, day: int) -> Stretch | None:
    """A day in figures by the calendar that its year tells: 1402 is Persian, 1445 Hijri."""
    if year in PERSIAN_YEARS:
        return persian(year, month, day)
    if 1430 < year <= 1500:
        return hijri(year, month, day)
    return spans.day(year, month, day)


def persian(year: int, month: int, day: int) -> Stretch | None:
    """A day of the Persian calendar; None if it has no such day or is out of reach."""
    if year not in _KNOWN or not 1 <= month <= 12 or not 1 <= day <= _length(year, month):
        return None
    before = (month - 1) * 31 - max(0, month - 7)
    return spans.of_day(date.fromordinal(_new_year(year) + before + day - 1))


def persian_year(year: int) -> Stretch | None:
    """A year of the Persian calendar."""
    if year not in _KNOWN:
        return None
    first = date.fromordinal(_new_year(year))
    return spans.between(first, date.fromordinal(_new_year(year + 1) - 1))


def persian_year_of(one: date, away: int = 0) -> Stretch | None:
    """The year of the Persian calendar that a day lies in, or one so many years away."""
    year = one.year - PERSIAN_ERA
    begun = year in _KNOWN and date.fromordinal(_new_year(year)) <= one
    return persian_year(year - (not begun) + away)


def _length(year: int, month: int) -> int:
    if month < 7:
        return 31
    return 30 if month < 12 or year % 33 in _LEAP else 29


def _new_year(year: int) -> int:
    step = 1 if year >= _EPOCH_YEAR else -1
    first, last = sorted((year, _EPOCH_YEAR))
    leaps = sum(1 for one in range(first, last) if one % 33 in _LEAP)
    return _EPOCH + 365 * (year - _EPOCH_YEAR) + step * leaps


def hijri(year: int, month: int, day: int) -> Stretch | None:
    """A Hijri day with a day of doubt on either side; None if it cannot be converted."""
    # Imported here: the module is needed for few texts, and imports must stay cheap.
    from hijridate import Hijri

    try:
        found = Hijri(year, month, day).to_gregorian()
    except (ValueError, OverflowError):
        return None
    one = date(found.year, found.month, found.day)
    return Stretch(one - timedelta(1), one + timedelta(1), f"{one}~", one.isoformat())
