"""The last pass: what hangs on a date told before it, settled in the order of the text."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace
from datetime import date

from tallystick.read.dates import spans
from tallystick.read.dates.connect import Tied
from tallystick.read.dates.spans import Stretch
from tallystick.read.dates.words import Resolved, Told
from tallystick.read.found import DateShape
from tallystick.read.numbers.kinds import code
from tallystick.read.numbers.lexing import Scan

_PARAGRAPH = code("PAR")
_DATING = frozenset((DateShape.POINT, DateShape.RANGE, DateShape.ROLLING))
_LOOSE = frozenset((DateShape.POINT, DateShape.EVENT, DateShape.ROLLING))


def settle(scan: Scan, tied: Iterable[Tied], published: date | None = None) -> list[Tied]:
    """The expressions with those that hang on another resolved; a paragraph ends a reach.

    What nothing told can settle hangs on an event that is not dated here. What goes on
    since a day is as long as up to publication: "since January; in the same period of 2023".
    """
    told, done = Told(), 0
    settled: list[Tied] = []
    for found in tied:
        if told.last and _PARAGRAPH in scan.kinds[done : found.start]:
            told = Told()
        one = _settled(found, told)
        settled.append(one)
        stretch = _stretch_of(one)
        if stretch:
            long = _open(one, stretch, told.long, published) or stretch
            single = long.first == long.last
            runs = one.shape is DateShape.SINCE
            told = Told(stretch, told.long if single else long, runs)
        done = one.end
    return settled


def _settled(one: Tied, told: Told) -> Tied:
    hangs = one.resolved.hangs
    if hangs is None:
        return one
    if one.since is not None:
        return _hours(one, told)
    resolved = hangs(told)
    if resolved:
        shape = resolved.shape if one.shape in _LOOSE else one.shape
        return replace(one, resolved=resolved, shape=shape)
    if one.resolved.stretch or one.resolved.clock:
        return one
    return replace(one, shape=DateShape.EVENT)


def _hours(one: Tied, told: Told) -> Tied:
    """Between two times of the day told: past midnight where the second is earlier."""
    since, until = (part and part.hangs and part.hangs(told) for part in _ends(one))
    if not since or not until or not until.stretch or not until.stretch.first:
        return one
    if (until.clock or "") < (since.clock or ""):
        day = spans.shifted(until.stretch.first, 1)
        if day is None:
            return one
        value = f"{day}T{until.clock}"
        until = replace(until, stretch=spans.of_day(day), value=value)
    return replace(one, since=since, resolved=until)


def _ends(one: Tied) -> tuple[Resolved | None, Resolved]:
    return one.since, one.resolved


def _open(
    one: Tied, stretch: Stretch, before: Stretch | None, published: date | None
) -> Stretch | None:
    """ "Since May": up to publication; "since May ... until 3 July": up to that day."""
    first, last = stretch.first, published
    if one.shape is DateShape.UNTIL and before is not None and before.last == published:
        first, last = before.first, stretch.last
    elif one.shape is not DateShape.SINCE:
        return None
    return spans.between(first, last) if first and last and first < last else None


def _stretch_of(one: Tied) -> Stretch | None:
    """What an expression dates, if both ends are known; "now" dates nothing."""
    resolved = one.resolved
    stretch = resolved.stretch
    if stretch is None or stretch.last is None or resolved.value.endswith("_REF"):
        return None
    if one.since is not None:
        first = one.since.stretch and one.since.stretch.first
        return spans.between(first, stretch.last) if first else None
    return stretch if stretch.first and resolved.shape in _DATING else None
