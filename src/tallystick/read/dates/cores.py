"""Temporal expressions on their own, before the words that tie them to the text."""

from __future__ import annotations

from dataclasses import dataclass, replace

from tallystick.read.dates.periods import quarter
from tallystick.read.dates.rules import expressions, readers
from tallystick.read.dates.words import Resolved, Setting, Words
from tallystick.read.numbers.kinds import code
from tallystick.read.numbers.lexing import Scan

_PARAGRAPH = code("PAR")
_HEAD = 3
"""Paragraphs of a text that are its head: a headline, a line of source, a first sentence."""


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
        if setting.published is None and kinds.count(_PARAGRAPH, 0, place) < _HEAD:
            setting = _with_day(setting, resolved)
    return found


def _with_day(setting: Setting, resolved: Resolved) -> Setting:
    """The setting for what follows: a report's head says of which days it tells."""
    stretch = resolved.stretch
    if resolved.yearless or stretch is None or stretch.first is None or setting.told:
        return setting
    return replace(setting, told=stretch.first)


def _with_quarter(setting: Setting, resolved: Resolved) -> Setting:
    """The setting for what follows: a quarter, once named, is what is spoken of."""
    value = resolved.value
    if len(value) == 7 and value[4:6] == "-Q" and value[6].isdigit() and value[0] != "X":
        return replace(setting, quarter=(int(value[:4]), int(value[6])))
    return setting
