"""Days of the Islamic and the Persian calendar as texts name them."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date, timedelta

from tallystick.model.values import DateBasis
from tallystick.read.dates import spans
from tallystick.read.dates.calendars import hijri, persian
from tallystick.read.dates.spans import Stretch
from tallystick.read.dates.words import Resolved, Setting, Words
from tallystick.read.found import DateShape

PERSIAN_YEAR, HIJRI_YEAR = 365, 354
"""Days of a common year: so far back lies the same day a year earlier."""

Converter = Callable[[int, int, int], Stretch | None]


def day(words: Words, setting: Setting) -> Resolved | None:
    """A day or month of another calendar: "10 Bahman 1402", "18 Rajab 1445"."""
    islamic = words.has("HMONTH")
    convert: Converter = hijri if islamic else persian
    name = "Hijri" if islamic else "Persian"
    month = int(words.value("HMONTH PMONTH") or 0)
    year = words.number("YEARN NUM")
    number = words.number("DAYN ORDN")
    if year is None:
        return _of_no_year(name, month, number or 1, setting)
    if number is None:
        found = _month(convert, year, month)
        reason = f"month of the {name} calendar"
    else:
        found = convert(year, month, number)
        reason = f"{name} calendar"
    if found is None:
        return Resolved("DATE", "XXXX-XX-XX", f"no such day of the {name} calendar")
    return Resolved("DATE", found.value, reason, found, DateBasis.EXPLICIT)


def _of_no_year(
    name: str, month: int, number: int, setting: Setting, back: int = 0
) -> Resolved:
    """A day of another calendar without its year: the last before publication.

    Args:
        back: so many days before publication the day is looked for.
    """
    islamic = name == "Hijri"
    published = setting.published and setting.published - timedelta(back)
    found = _nearest(hijri if islamic else persian, month, number, published, islamic)
    if found is None:
        return Resolved("DATE", "XXXX-XX-XX", f"no such day of the {name} calendar")
    reason = f"{name} calendar, year inferred from publication"
    year = HIJRI_YEAR if islamic else PERSIAN_YEAR
    return Resolved(
        "DATE",
        found.value,
        reason,
        found,
        DateBasis.EXPLICIT,
        year_before=lambda: _of_no_year(name, month, number, setting, back + year),
    )


def month(words: Words, setting: Setting) -> Resolved | None:
    """A whole month of another calendar, the last that has begun: "the month of Mehr"."""
    islamic = words.has("HMONTH")
    convert: Converter = hijri if islamic else persian
    name = "Hijri" if islamic else "Persian"
    number = int(words.value("HMONTH PMONTH") or 0)
    begun = _nearest(convert, number, 1, setting.published, islamic)
    if begun is None or begun.first is None:
        return Resolved("DATE", "XXXX-XX", f"a month of the {name} calendar, no year known")
    year = _year_of(convert, begun, number, setting, islamic)
    found = _month(convert, year, number)
    if found is None:
        return None
    reason = f"month of the {name} calendar, year inferred from publication"
    return Resolved("DATE", found.value, reason, found, DateBasis.EXPLICIT)


def days(words: Words, setting: Setting) -> Resolved | None:
    """Days of one month of another calendar: "1 to 30 Mehr 1404"."""
    numbers = words.numbers("DAYN ORDN")
    last = day(words, setting)
    convert: Converter = hijri if words.has("HMONTH") else persian
    if last is None or len(numbers) != 2 or numbers[0] >= numbers[1]:
        return None
    month_ = int(words.value("HMONTH PMONTH") or 0)
    year = words.number("YEARN NUM")
    ends = [
        convert(year, month_, n)
        if year is not None
        else _nearest(convert, month_, n, setting.published, words.has("HMONTH"))
        for n in numbers
    ]
    first, end = ends
    if first is None or end is None or first.first is None or end.last is None:
        return last
    if first.first > end.last:
        return last
    stretch = spans.between(first.first, end.last)
    value = f"{first.first}/{end.last}"
    return Resolved(
        "DATE", value, last.reason, stretch, DateBasis.EXPLICIT, DateShape.RANGE
    )


def _year_of(
    convert: Converter, begun: Stretch, month: int, setting: Setting, islamic: bool
) -> int:
    """The year of another calendar in which a month began on a known day."""
    published = setting.published
    assert published is not None
    about = (published.year - 622) * 33 // 32 if islamic else published.year - 621
    return next(
        (about + n for n in (-2, -1, 0, 1) if convert(about + n, month, 1) == begun), about
    )


def _month(convert: Converter, year: int, month: int) -> Stretch | None:
    first = convert(year, month, 1)
    last = next((d for n in (31, 30, 29) if (d := convert(year, month, n))), None)
    if first is None or last is None:
        return None
    return spans.between(first.first, last.last)


def _nearest(
    convert: Converter, month: int, number: int, published: date | None, islamic: bool
) -> Stretch | None:
    """The day of that name nearest before publication."""
    if published is None:
        return None
    year = (published.year - 622) * 33 // 32 if islamic else published.year - 621
    made = [convert(year + step, month, number) for step in (-2, -1, 0, 1)]
    passed = [one for one in made if one and one.first and one.first <= published]
    return max(passed, key=lambda one: one.value, default=None)
