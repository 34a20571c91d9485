"""The rules of ``data/dates/rules.tsv``: which words make an expression, what reads it."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator, Mapping
from functools import cache

from tallystick.read.dates import (
    clocks,
    days,
    foreign,
    lengths,
    periods,
    relative,
    told,
    within,
)
from tallystick.read.dates.words import Resolved, Setting, Words
from tallystick.read.numbers.kinds import alternatives, codes
from tallystick.schemes import rows

_NEVER_FIRST = codes("WORD CAP STOP COMMA COLON RP PAR MARK DASH")
_CALENDAR = codes(
    "ISO NDATE CLOCK YEARN MONTH MONTHX MONTHIN HMONTH PMONTH WDAY WDAYX WDAYS UNIT UNITS UNIT2 "
    "TUNIT HOURW YEARU QUARTER WEEKEND SEASON DECADE CENTURY PERIOD DAYREL NIGHTREL "
    "PARTDAY PARTDAYS THISPART THISYEAR THISWEEK ROLLDAY SAMETIME AMPM OCLOCK HOURSUF "
    "NOON ORDN FREQ REF HOLIDAY WRITING SOFAR HALF SHAREN PAST SAMEPERIOD HALFYEAR"
)
_GUARD = f"(?![{_NEVER_FIRST}])(?=[^{_CALENDAR}]{{0,14}}[{_CALENDAR}])"
"""No expression begins with a plain word, nor lacks a word of the calendar or clock."""

Reads = Callable[[Words, Setting], Resolved | None]

READERS: Mapping[str, Reads] = {
    "ago": relative.ago,
    "century": periods.century,
    "day": days.day,
    "day_of_month": days.day_of_month,
    "days": days.days,
    "decade": periods.decade,
    "duration": lengths.duration,
    "figures": days.figures,
    "first_units": within.first_units,
    "foreign": foreign.day,
    "foreign_days": foreign.days,
    "foreign_month": foreign.month,
    "from_event": told.from_event,
    "half": periods.half,
    "half_month": within.half_month,
    "holiday": days.holiday,
    "month": periods.month,
    "named_day": relative.named_day,
    "night": relative.night,
    "nth_weekday": within.nth_weekday,
    "night_of": days.night_of,
    "quarter": periods.quarter,
    "recurring": lengths.recurring,
    "reference": lengths.reference,
    "rolling": relative.rolling,
    "rolling_day": relative.rolling_day,
    "same_period": told.same_period,
    "same_time": told.same_time,
    "season": periods.season,
    "so_far": relative.so_far,
    "that_quarter": relative.that_quarter,
    "this_part": relative.this_part,
    "time_alone": clocks.time_alone,
    "unit": relative.unit,
    "weekday": relative.weekday,
    "weekend": relative.weekend,
    "writing": relative.writing,
    "year": periods.year,
    "year_part": within.year_part,
}
"""What makes sense of a match, by the name that the rules give it."""


@cache
def readers() -> Mapping[str, Reads]:
    """What reads a match, by the group of the pattern that matched."""
    return {name: READERS[reads] for name, reads, _ in _rules()}


@cache
def expressions() -> re.Pattern[str]:
    """All the rules as one expression over kinds; the first that fits at a place wins."""
    return alternatives(((name, pattern) for name, _, pattern in _rules()), _GUARD)


@cache
def _rules() -> tuple[tuple[str, str, str], ...]:
    """(group, reader, pattern) in the order of preference."""
    found = filled(rows("dates/rules.tsv"), "reads")
    return tuple((f"r{place}", reads, pattern) for place, (reads, pattern) in found)


def filled(
    table: Iterable[Mapping[str, str]], column: str
) -> Iterator[tuple[int, tuple[str, str]]]:
    """The patterns of a table, numbered, with the pieces that "let" rows name filled in.

    Args:
        column: what names a row; "let NAME" there names a piece, written {NAME} later.
    """
    pieces: dict[str, str] = {}
    number = 0
    for row in table:
        pattern = _PIECE.sub(lambda piece: pieces[piece.group(1)], row["pattern"])
        if row[column].startswith("let "):
            pieces[row[column].removeprefix("let ")] = f"({pattern})"
        else:
            yield number, (row[column], pattern)
            number += 1


_PIECE = re.compile(r"\{([a-z]+)\}")
