"""Times of day: what a text says of the hour, and of which day it is."""

from __future__ import annotations

import re
from dataclasses import replace

from tallystick.model.values import DateBasis
from tallystick.read.dates import spans
from tallystick.read.dates.words import Resolved, Setting, Words

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
    half = words.value("AMPM")
    if half and hour <= 12:
        hour = hour % 12 + (12 if half == "p" else 0)
    return valid_clock(hour, minute)


def valid_clock(hour: int, minute: int) -> str | None:
    """A time of day as ``HH:MM``; None if there is no such time."""
    return f"{hour:02}:{minute:02}" if 0 <= hour < 24 and 0 <= minute < 60 else None


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
    # "Late on Friday, and after midnight": which day midnight belongs to is open.
    open_day = words.has("NOON") and clock == "00:00"
    if spoken and spoken.first and spoken.first == spoken.last and not open_day:
        reason = "a time of the day spoken of before it"
        day = Resolved("DATE", spoken.first.isoformat(), reason, spans.of_day(spoken.first))
        return at_time(replace(day, basis=DateBasis.INHERITED), words)
    return Resolved(
        "TIME", f"XXXX-XX-XXT{clock}", "a time of day without a day", clock=clock
    )
