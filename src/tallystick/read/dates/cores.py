"""Temporal expressions on their own, before the words that tie them to the text."""

from __future__ import annotations

from dataclasses import dataclass, replace

from tallystick.read.dates.periods import quarter
from tallystick.read.dates.rules import expressions, readers
from tallystick.read.dates.words import Resolved, Setting, Words
from tallystick.read.numbers.lexing import Scan


@dataclass(frozen=True, slots=True)
class Core:
    """An expression: its tokens (half-open) and what it means."""

    start: int
    end: int
    resolved: Resolved


def cores(scan: Scan, setting: Setting) -> list[Core]:
    """Every expression of a text, in order, none overlapping."""
    found: list[Core] = []
    kinds, search = scan.kinds, expressions().search
    place = 0
    while match := search(kinds, place):
        reads = readers()[match.lastgroup or ""]
        resolved = reads(Words(scan, match.start(), match.end()), setting)
        if resolved is None:
            # Go on one token further: a shorter expression may begin inside.
            place = match.start() + 1
            continue
        found.append(Core(match.start(), match.end(), resolved))
        place = match.end()
        if reads is quarter:
            setting = _with_quarter(setting, resolved)
    return found


def _with_quarter(setting: Setting, resolved: Resolved) -> Setting:
    """The setting for what follows: a quarter, once named, is what is spoken of."""
    value = resolved.value
    if len(value) == 7 and value[4:6] == "-Q" and value[6].isdigit() and value[0] != "X":
        return replace(setting, quarter=(int(value[:4]), int(value[6])))
    return setting
