"""Stretches of the calendar: days, weeks, months, quarters, seasons, years.

Every function that takes a year, month or day from a text answers None for what the
calendar does not have (31 February, year 0), and never raises.
"""

from __future__ import annotations

from calendar import monthrange
from dataclasses import dataclass
from datetime import MAXYEAR, date, timedelta

SEASONS = {"SP": (3, 21), "SU": (6, 22), "FA": (9, 23), "WI": (12, 24)}
"""First month of a season (northern, meteorological) and its EDTF code."""


@dataclass(frozen=True, slots=True)
class Stretch:
    """Days from first to last, both inclusive; None is an open end."""

    first: date | None
    last: date | None
    edtf: str
    value: str
    """As TimeML writes it."""


def day(year: int, month: int, number: int) -> Stretch | None:
    """One day."""
    made = made_day(year, month, number)
    return of_day(made) if made else None


def of_day(one: date) -> Stretch:
    """One day, from a date."""
    return Stretch(one, one, one.isoformat(), one.isoformat())


def made_day(year: int, month: int, number: int) -> date | None:
    """A date, or None where the calendar has none."""
    try:
        return date(year, month, number)
    except ValueError:
        return None


def month(year: int, number: int) -> Stretch | None:
    """One month."""
    first = made_day(year, number, 1)
    if first is None:
        return None
    text = f"{year:04}-{number:02}"
    return Stretch(first, first.replace(day=monthrange(year, number)[1]), text, text)


def year(number: int) -> Stretch | None:
    """One year."""
    first = made_day(number, 1, 1)
    if first is None:
        return None
    return Stretch(first, date(number, 12, 31), f"{number:04}", f"{number:04}")


def quarter(number: int, which: int) -> Stretch | None:
    """A quarter of a year, 1 to 4."""
    first, last = month(number, which * 3 - 2), month(number, which * 3)
    if first is None or last is None:
        return None
    return between(first.first, last.last, f"{number:04}-Q{which}")


def half(number: int, which: int) -> Stretch | None:
    """A half of a year, 1 or 2."""
    first, last = month(number, which * 6 - 5), month(number, which * 6)
    if first is None or last is None:
        return None
    return between(first.first, last.last, f"{number:04}-H{which}")


def season(number: int, name: str) -> Stretch | None:
    """A northern season; winter is told by the year it begins in."""
    start, edtf = SEASONS[name]
    first = month(number, start)
    last = month(number + (start == 12), (start + 1) % 12 + 1)
    if first is None or last is None:
        return None
    return Stretch(first.first, last.last, f"{number:04}-{edtf}", f"{number:04}-{name}")


def week(one: date) -> Stretch | None:
    """The ISO week (Monday to Sunday) that a day lies in."""
    first = shifted(one, -one.weekday())
    last = shifted(one, 6 - one.weekday())
    if first is None or last is None:
        return None
    number = one.isocalendar()
    return between(first, last, f"{number.year:04}-W{number.week:02}")


def weekend(one: date) -> Stretch | None:
    """Saturday and Sunday of the ISO week that a day lies in."""
    whole = week(one)
    if whole is None or whole.last is None:
        return None
    return between(whole.last - timedelta(1), whole.last, f"{whole.value}-WE")


def decade(first_year: int) -> Stretch | None:
    """Ten years."""
    first, last = year(first_year), year(first_year + 9)
    if first is None or last is None:
        return None
    stem = str(first_year)[:3]
    return Stretch(first.first, last.last, f"{stem}X", stem)


def century(number: int) -> Stretch | None:
    """A hundred years: the 20th century is 1901 to 2000, written 19XX."""
    first, last = year(number * 100 - 99), year(number * 100)
    if first is None or last is None:
        return None
    return Stretch(first.first, last.last, f"{number - 1:02}XX", f"{number - 1:02}XX")


def between(first: date | None, last: date | None, value: str = "") -> Stretch:
    """From one day to another; an open end is None."""
    ends = f"{first.isoformat() if first else '..'}/{last.isoformat() if last else '..'}"
    return Stretch(first, last, ends, value or ends)


def shifted(one: date, days: int) -> date | None:
    """A day so many days on; None beyond the calendar."""
    try:
        return one + timedelta(days)
    except OverflowError:
        return None


def months_on(one: date, months: int) -> date | None:
    """The same day so many months on, or the last day of a month too short for it."""
    count = one.year * 12 + one.month - 1 + months
    number = count // 12
    if not 1 <= number <= MAXYEAR:
        return None
    return date(number, count % 12 + 1, min(one.day, monthrange(number, count % 12 + 1)[1]))


def moved(one: date, count: int, unit: str) -> date | None:
    """A day moved by so many units (D, W, M, Q, Y, E, C); hours and less stay that day."""
    match unit:
        case "D":
            return shifted(one, count)
        case "W":
            return shifted(one, 7 * count)
        case "M" | "Q" | "Y" | "E" | "C":
            months = {"M": 1, "Q": 3, "Y": 12, "E": 120, "C": 1200}[unit]
            return months_on(one, months * count) if abs(count) < 10_000 else None
        case "H":
            return shifted(one, -(-abs(count) // 24) * (1 if count > 0 else -1))
    return one


def around(one: date, unit: str) -> Stretch | None:
    """The day, week, month, quarter, year ... that a day lies in."""
    match unit:
        case "W":
            return week(one)
        case "M":
            return month(one.year, one.month)
        case "Q":
            return quarter(one.year, (one.month + 2) // 3)
        case "Y":
            return year(one.year)
        case "E":
            return decade(one.year // 10 * 10)
        case "C":
            return century((one.year + 99) // 100)
    return of_day(one)
