"""Days that are told by how long ago they were to the day: "ten years ago today", "the fifth
anniversary of the raid", "three weeks have passed since the raid"."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date, timedelta
from itertools import pairwise

from tallystick.model.values import Date, DateBasis
from tallystick.read.found import DateShape, FoundDate
from tallystick.read.rules.text.scan import Scan, Sentence

AGO = re.compile(r"-(\d{1,4}) (?:([DWMY]) )?from publication")
"""As the reader of dates says why: "-12 M from publication"."""
LENGTH = re.compile(r"P(\d{1,4})([DWMY])")
BESIDE = re.compile(r"(?:on|to|in)?")
"""Between "ten years ago" and "today", "on Sunday"; between "this day" and "last year"."""
OF = re.compile(
    r"\b(?:(?P<ordinal>[a-z]+|\d+(?:st|nd|rd|th))|(?P<count>[a-z]+|\d+)-(?P<unit>year|month))"
    r" anniversary of\b",
    re.IGNORECASE,
)
SINCE = re.compile(r"\s+(?:ha(?:ve|s|d) (?:now )?(?:passed|gone by|elapsed) )?since\b")
ONE_SINCE = re.compile(
    r"\b(?:a|one) (?P<unit>day|week|month|year)"
    r" (?:ha(?:s|d) (?:now )?(?:passed|gone by|elapsed) )?since\b",
    re.IGNORECASE,
)
UNITS = {"day": "D", "week": "W", "month": "M", "year": "Y"}


def counted_back(
    scan: Scan, sentence: Sentence, found: tuple[FoundDate, ...]
) -> tuple[FoundDate, ...]:
    """Dates of a sentence with those that such words tell, in place of what they stand on."""
    published = scan.document.published
    if published is None:
        return found
    today = date.fromisoformat(published.day)
    made: dict[tuple[int, int], FoundDate] = {}
    for reader in (_to_the_day, _since, _of_anniversaries):
        for one in reader(sentence, found, today):
            made.setdefault((one.start, one.end), one)
    if not made:
        return found
    kept = (d for d in found if not any(a < d.end and d.start < b for a, b in made))
    return tuple(sorted((*kept, *made.values()), key=lambda one: one.start))


def _to_the_day(
    sentence: Sentence, found: tuple[FoundDate, ...], today: date
) -> Iterator[FoundDate]:
    """ "Ten years ago today", "a year ago on Sunday", "this day last year"."""
    for pair in pairwise(found):
        one, other = pair
        between = sentence.text[one.end - sentence.start : other.start - sentence.start]
        if not BESIDE.fullmatch(between.strip()):
            continue
        for length, point in (pair, pair[::-1]):
            back, day = AGO.fullmatch(length.reason), _day(point)
            if back is None or day is None or _by_itself(point):
                continue
            told = moved(day, int(back[1]), back[2] or "Y")
            if told is not None and (back[2] or len(length.timex_value) == len("2023")):
                yield _found(one.start, other.end, told, told)


def _by_itself(point: FoundDate) -> bool:
    """ "A week ago, on 25 February": that very day, which is not counted from."""
    return point.date is not None and point.date.basis is DateBasis.EXPLICIT


def _since(
    sentence: Sentence, found: tuple[FoundDate, ...], today: date
) -> Iterator[FoundDate]:
    """ "Three weeks have passed since the raid": as fine as the unit that is named."""
    for one in found:
        length = LENGTH.fullmatch(one.timex_value)
        if one.shape is not DateShape.DURATION or length is None:
            continue
        behind = SINCE.match(sentence.text, one.end - sentence.start)
        if behind is not None:
            end = sentence.start + behind.end()
            yield from _ago(one.start, end, today, int(length[1]), length[2])
    for told in ONE_SINCE.finditer(sentence.text):
        start, end = (sentence.start + at for at in told.span())
        yield from _ago(start, end, today, 1, UNITS[told["unit"].lower()])


def _of_anniversaries(
    sentence: Sentence, found: tuple[FoundDate, ...], today: date
) -> Iterator[FoundDate]:
    """ "Marked on Sunday the fifth anniversary of the raid": five years before the Sunday."""
    for told in OF.finditer(sentence.text):
        start, end = (sentence.start + at for at in told.span())
        count = _number(sentence, start, end)
        if count is None:
            continue
        unit = "M" if told["unit"] == "month" else "Y"
        days = [day for one in found if (day := _day(one)) is not None]
        if len(days) == 1:
            back = moved(days[0], count, unit)
            if back is not None:
                yield _found(start, end, back, back)
        else:
            yield from _ago(start, end, today, count, unit)


def _number(sentence: Sentence, start: int, end: int) -> int | None:
    inside = (n.number.stated for n in sentence.numbers if start <= n.start < end)
    return next((n for n in inside if n is not None), None)


def _ago(start: int, end: int, today: date, count: int, unit: str) -> Iterator[FoundDate]:
    day = moved(today, count, unit)
    if day is None:
        return
    around = timedelta({"D": 0, "W": 1}.get(unit, 15))
    yield _found(start, end, day - around, day + around)


def _day(one: FoundDate) -> date | None:
    """The day of a find that names one day."""
    known = one.date
    if (
        one.shape is not DateShape.POINT
        or known is None
        or one.timex_value == "PRESENT_REF"
    ):
        return None
    return known.first_day if known.first_day == known.last_day else None


def moved(day: date, count: int, unit: str) -> date | None:
    """A day so many days, weeks, months or years back; None before the calendar."""
    if unit in "DW":
        days = count * (7 if unit == "W" else 1)
        return date.fromordinal(day.toordinal() - days) if days < day.toordinal() else None
    year, month = divmod(
        day.year * 12 + day.month - 1 - count * (12 if unit == "Y" else 1), 12
    )
    if year < 1:
        return None
    last = (date(year + month // 11, (month + 1) % 12 + 1, 1) - timedelta(1)).day
    return date(year, month + 1, min(day.day, last))


def _found(start: int, end: int, first: date, last: date) -> FoundDate:
    edtf = first.isoformat() if first == last else f"{first}/{last}"
    known = Date(first.isoformat(), last.isoformat(), edtf, DateBasis.RELATIVE)
    reason = "counted back to the day"
    return FoundDate(start, end, DateShape.POINT, known, "DATE", edtf, reason, start)
