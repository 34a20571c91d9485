"""The words that tie expressions to a text: "since", "until", "between ... and ...".

The second pass of a cascade: every expression of the first is one token here, so that a
pattern reads "SINCE TPOINT" whatever the point is.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from functools import cache

from tallystick.read.dates.cores import Core
from tallystick.read.dates.ranges import ends, measured, moved
from tallystick.read.dates.rules import filled
from tallystick.read.dates.spans import of_day
from tallystick.read.dates.words import Resolved
from tallystick.read.found import DateShape
from tallystick.read.numbers.kinds import alternatives, code, codes
from tallystick.read.numbers.lexing import Scan
from tallystick.schemes import rows

_AT_DAY = code("TOAT")
_THE = code("THE")
_FROM_START = codes("SINCESTART SOFAR")
_PART_BEHIND = code("PARTP")
_SINCE_BEHIND = code("SINCEP")
_LONG = frozenset(("M", "Q", "Y"))
"""Units that a period is named by even where no word says that it is one."""
_KINDS = {
    DateShape.RANGE: code("TRANGE"),
    DateShape.ROLLING: code("TROLL"),
    DateShape.DURATION: code("TDUR"),
    DateShape.EVENT: code("TEVENT"),
    DateShape.SET: code("TSET"),
    DateShape.UNTIL: code("WRITING"),
    DateShape.POINT: code("TPOINT"),
}


@dataclass(frozen=True, slots=True)
class Tied:
    """An expression with the words that tie it: tokens, half-open, and what it means."""

    start: int
    end: int
    core: int
    """The token at which the expression itself begins."""
    shape: DateShape
    resolved: Resolved
    since: Resolved | None = None
    """The start of a range of two expressions; `resolved` is then its end."""


def tie(scan: Scan, cores: Sequence[Core]) -> list[Tied]:
    """Expressions with what ties them, in order; the untied as they are."""
    if not cores:
        return []
    row = _Row(scan, cores)
    found: list[Tied] = []
    done = 0
    for match in _patterns().finditer(row.kinds):
        inside = row.cores_in(match.start(), match.end())
        if not inside:
            continue
        tied = _tied(_shapes()[match.lastgroup or ""], row, match, inside)
        if tied is None:
            continue
        first = cores.index(inside[0], done)
        found += map(untied, cores[done:first])
        found.append(tied)
        done = first + len(inside)
    found += map(untied, cores[done:])
    return found


def untied(core: Core) -> Tied:
    """An expression that nothing ties."""
    return Tied(core.start, core.end, core.start, core.resolved.shape, core.resolved)


class _Row:
    """Kinds in which each expression is one token, and the way back to the tokens."""

    def __init__(self, scan: Scan, cores: Sequence[Core]) -> None:
        self.scan, self.cores = scan, cores
        pieces: list[str] = []
        self.places: list[int] = []
        length = done = 0
        for core in cores:
            before = scan.kinds[done : core.start]
            pieces += (before, _kind(core.resolved))
            length += len(before) + 1
            self.places.append(length - 1)
            done = core.end
        pieces.append(scan.kinds[done:])
        self.kinds = "".join(pieces)

    def token(self, place: int) -> int:
        """The token at which a place of the row begins."""
        at = bisect_right(self.places, place) - 1
        if at < 0:
            return place
        if self.places[at] == place:
            return self.cores[at].start
        return self.cores[at].end + place - self.places[at] - 1

    def kinds_at(self, place: int) -> str:
        """The kind of the first token of what stands at a place of the row."""
        return self.scan.kinds[self.token(place)]

    def is_core(self, place: int) -> bool:
        """Whether an expression stands at a place of the row."""
        at = bisect_right(self.places, place) - 1
        return at >= 0 and self.places[at] == place

    def cores_in(self, start: int, end: int) -> Sequence[Core]:
        """The expressions between two places of the row."""
        first = bisect_right(self.places, start - 1)
        return self.cores[first : bisect_right(self.places, end - 1)]


def _kind(resolved: Resolved) -> str:
    if resolved.shape is DateShape.POINT and resolved.stretch is None:
        if resolved.clock:
            return code("TCLOCK" if resolved.value.startswith("XXXX-XX-XXT") else "TPOINT")
        if resolved.value.endswith("_REF"):
            return code("TREF")
    return _KINDS[resolved.shape]


def _tied(
    shape: DateShape, row: _Row, match: re.Match[str], inside: Sequence[Core]
) -> Tied | None:
    start, end = row.token(match.start()), row.token(match.end() - 1) + 1
    if row.is_core(match.end() - 1):
        end = inside[-1].end
    first, last = inside[0].resolved, inside[-1].resolved
    core = inside[0].start
    if shape is DateShape.EVENT:
        one = moved(first, last)
        return Tied(start, end, core, DateShape.POINT, one) if one else None
    if shape is DateShape.RANGE and first.length:
        period = _is_period(row, match.start(), first) and measured(first, last)
        return Tied(start, end, core, shape, period) if period else None
    if shape is DateShape.RANGE and len(inside) > 1:
        pair = ends(first, last)
        return pair and Tied(start, end, core, shape, pair[1], pair[0])
    if row.kinds[match.start()] == _AT_DAY and not _one_day(last):
        return None
    if shape in (DateShape.SINCE, DateShape.UNTIL):
        core = inside[-1].start
    if _from_its_start(row, match, inside[-1]) and last.stretch and last.stretch.first:
        last = replace(last, stretch=of_day(last.stretch.first))
    return Tied(start, end, core, shape, last)


def _from_its_start(row: _Row, match: re.Match[str], core: Core) -> bool:
    """Whether a stretch is told by its first day: "since the start of 2024"."""
    if row.kinds[match.start()] in _FROM_START:
        return True
    end = core.end - 1
    last = row.scan.kinds[end] == _PART_BEHIND and row.scan.values[end] == "START"
    return last and row.kinds[match.end() - 1] == _SINCE_BEHIND


def _is_period(row: _Row, place: int, length: Resolved) -> bool:
    """Whether a length is told of as a period: "put off two days to Friday" is not."""
    framed = not row.is_core(place) or row.kinds_at(place) == _THE
    return framed or (length.length or (0, ""))[1] in _LONG


def _one_day(resolved: Resolved) -> bool:
    stretch = resolved.stretch
    return stretch is not None and stretch.first == stretch.last


@cache
def _shapes() -> Mapping[str, DateShape]:
    return {f"c{place}": DateShape(shape) for place, (shape, _) in _connectors()}


@cache
def _patterns() -> re.Pattern[str]:
    return alternatives((f"c{place}", pattern) for place, (_, pattern) in _connectors())


@cache
def _connectors() -> tuple[tuple[int, tuple[str, str]], ...]:
    return tuple(filled(rows("dates/connectors.tsv"), "shape"))
