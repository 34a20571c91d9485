"""Times of day: what a text says of the hour, and of which day it is."""

from __future__ import annotations

import re
from functools import partial

from tallystick.model.values import DateBasis
from tallystick.read.dates import spans
from tallystick.read.dates.words import Resolved, Setting, Told, Words
from tallystick.read.numbers.kinds import codes

_IN = frozenset(codes("IN"))
_NIGHTFALL = 6
"""The hour from which "at night" is before midnight."""
_FIGURES = re.compile(r"\d+")


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
    half = words.value("AMPM") or _half_of(words, hour)
    if half and hour <= 12:
        hour = hour % 12 + (12 if half == "p" else 0)
    return valid_clock(hour, minute)


def valid_clock(hour: int, minute: int) -> str | None:
    """A time of day as ``HH:MM``; None if there is no such time."""
    return f"{hour:02}:{minute:02}" if 0 <= hour < 24 and 0 <= minute < 60 else None


def _hours(words: Words) -> tuple[int, int] | None:
    """Hour and minute of "9 p.m." and "0615 GMT"."""
    after = words.places("AMPM OCLOCK HOURW HOURSUF ZONE LP") or _before_part(words)
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


def _before_part(words: Words) -> list[int]:
    """Where the hour of "9 in the evening" ends; nothing in other expressions."""
    places = words.places("PARTDAY")
    hour = places[0] - 3 if places else -1
    if hour < words.start or hour not in words.scan.numerals:
        return []
    return [hour + 1] if words.scan.kinds[hour + 1] in _IN else []


def _half_of(words: Words, hour: int) -> str | None:
    """The half of the day of "9 in the evening", "3 o'clock in the morning"."""
    part = words.value("PARTDAY")
    if part is None or words.has("CLOCK HOURW HOURSUF ZONE"):
        return None
    late = hour >= _NIGHTFALL if part == "NI" else part != "MO"
    return "p" if late else "a"


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
    clock = clock_of(words)
    if clock is None:
        return None
    # "Late on Friday, and after midnight": which day midnight belongs to is open.
    open_day = words.has("NOON") and clock == "00:00"
    return Resolved(
        "TIME",
        f"XXXX-XX-XXT{clock}",
        "a time of day without a day",
        clock=clock,
        hangs=None if open_day else partial(_at_told_day, words),
    )


def _at_told_day(words: Words, told: Told) -> Resolved | None:
    if told.last is None or told.last.first is None or told.last.first != told.last.last:
        return None
    reason = "a time of the day spoken of before it"
    stretch = spans.of_day(told.last.first)
    whole = Resolved("DATE", stretch.value, reason, stretch, DateBasis.INHERITED)
    return at_time(whole, words)
