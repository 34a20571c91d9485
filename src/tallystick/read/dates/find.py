"""Dates in a text: expressions, then the words that tie them, then what hangs on them."""

from __future__ import annotations

from datetime import date

from tallystick.model.values import Date, DateBasis
from tallystick.read.dates.connect import Tied, tie, untied
from tallystick.read.dates.cores import cores
from tallystick.read.dates.settle import settle
from tallystick.read.dates.words import Resolved, setting
from tallystick.read.found import DateShape, FoundDate
from tallystick.read.numbers.languages import language as habits
from tallystick.read.numbers.lexing import Scan, scan


def find_dates(
    text: str, published: str | None, language: str = "en"
) -> tuple[FoundDate, ...]:
    """Every temporal expression with the words that tie it, in order, none overlapping.

    `date` of a SINCE or an UNTIL is the day or stretch that is named, of a RANGE or a
    ROLLING the whole of it.

    Args:
        text: searched exactly as given; offsets count its code points.
        published: ISO day or minute of publication; None if it is not known: then
            nothing that hangs on it is resolved.
        language: ISO 639-1 code; an unknown one is read as English.
    """
    tokens = scan(text, language)
    when = setting(published, habits(language).day_first)
    settled = settle(tokens, tie(tokens, cores(tokens, when)), when.published)
    return tuple(_found(tokens, one) for one in settled)


def find_expressions(
    text: str, published: str | None, language: str = "en"
) -> tuple[FoundDate, ...]:
    """Every temporal expression on its own, as TimeML marks them: no "since", no ranges.

    Takes what `find_dates` takes; "between 7 and 9 May" is two expressions there where
    both are dates of their own.
    """
    tokens = scan(text, language)
    read = cores(tokens, setting(published, habits(language).day_first))
    alone = (one for one in read if one.resolved.shape is not DateShape.UNTIL)
    return tuple(_found(tokens, one) for one in settle(tokens, map(untied, alone)))


def _found(tokens: Scan, tied: Tied) -> FoundDate:
    resolved, since = tied.resolved, tied.since
    value = resolved.value
    if since is not None:
        value = f"{since.value}/{resolved.value}"
    return FoundDate(
        start=tokens.starts[tied.start],
        end=tokens.ends[tied.end - 1],
        shape=tied.shape,
        date=_range_of(since, resolved) if since else date_of(resolved),
        timex_type=resolved.type,
        timex_value=value,
        reason=resolved.reason,
        core_start=tokens.starts[tied.core],
    )


def date_of(resolved: Resolved) -> Date | None:
    """The interval that an expression means; None if it is not resolved."""
    stretch = resolved.stretch
    if stretch is None or (stretch.first is None and stretch.last is None):
        return None
    clock = resolved.clock
    single = stretch.first is not None and stretch.first == stretch.last
    edtf = stretch.edtf
    if clock and single:
        edtf = f"{stretch.first}T{clock}:00{_edtf_zone(resolved.zone)}"
    return Date(
        earliest=_end(stretch.first, clock),
        latest=_end(stretch.last, clock),
        edtf=edtf,
        basis=resolved.basis,
        zone=resolved.zone,
        zone_assumed=bool(clock) and resolved.zone is None,
    )


def _edtf_zone(zone: str | None) -> str:
    if zone is None or zone[0] not in "+-":
        return ""
    return "Z" if zone == "+00:00" else zone


def _end(day: date | None, clock: str | None) -> str | None:
    if day is None:
        return None
    return f"{day.isoformat()}T{clock}" if clock else day.isoformat()


def _range_of(since: Resolved, until: Resolved) -> Date | None:
    first, last = date_of(since), date_of(until)
    if first is None or last is None:
        return None
    basis = last.basis if last.basis is not DateBasis.EXPLICIT else first.basis
    start = first.edtf.split("/")[0] if first.edtf.count("/") else first.edtf
    end = last.edtf.split("/")[-1] if last.edtf.count("/") else last.edtf
    return Date(
        earliest=first.earliest,
        latest=last.latest,
        edtf=f"{start}/{end}",
        basis=basis,
        zone=last.zone or first.zone,
        zone_assumed=first.zone_assumed or last.zone_assumed,
    )
