"""A total's period where its words take up one told before: "in the same weeks", "that year"."""

from __future__ import annotations

import re
from collections.abc import Sequence
from datetime import date

from tallystick.model.claims import Window
from tallystick.read.found import DateShape, FoundDate, NumberUse
from tallystick.read.rules.counts.units import Counted
from tallystick.read.rules.text.lexicon import word_list
from tallystick.read.rules.text.scan import Scan, Sentence
from tallystick.read.rules.totals import windows
from tallystick.read.rules.totals.continuing import TallyDraft, one_day
from tallystick.read.rules.totals.reach import heading_period, today

SENTENCES_TO_YEAR = 2
SENTENCES_TO_PERIOD = 3
SENTENCES_TO_LENGTH = 8
SENTENCES_TO_QUESTION = 4
AGAINST = word_list("totals/against")
BESIDE = word_list("totals/beside")
DAYS_OF = {
    "hour": 1 / 24,
    "day": 1,
    "night": 1,
    "week": 7,
    "fortnight": 14,
    "month": 30.4,
    "quarter": 91,
    "half-year": 182,
    "year": 365,
    "season": 91,
    "decade": 3652,
}
NUMBERS = (
    "one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen"
).split()
SLACK = 0.2
"""So much longer or shorter than its name says a period may be."""
UNITS = "|".join(DAYS_OF)
OTHER = r"(?!first|opening|last|past|final|previous|preceding|next|coming)"
"""Words of a period by which it is not the one told before."""
SAME = re.compile(
    r"\b(?:of (?=that|this|these|those|the same|the whole)|(?i:in|during|over|for|within|"
    r"throughout|across) )(?:the|that|this|these|those)(?: same| whole| said| entire)*"
    rf"(?: {OTHER}(?P<count>\w+))? (?:period|time|span|interval|stretch|"
    rf"(?P<unit>{UNITS})(?P<many>s?))\b"
    r"(?! (?:before|earlier|to|of|from|until|till|up|ended|ending|since|when|that|ago|last"
    r"|\d|[A-Z]))"
)
BARE = re.compile(
    r"(?:(?:in|during|over|for|throughout) )?the (?:quarter|year|month|week|half-year|period)",
    re.I,
)
"""A unit that is named alone: that which the report is about."""
SAME_ALONE = re.compile(r"\bsame \w+$")
HOW_MANY = re.compile(r"\?[\"”’']?\s*$")


def same_period(sentence: Sentence, one: Counted) -> re.Match[str] | None:
    """The words by which a count is of the period told before it: "in the same year"."""
    start, end = windows.segment(sentence, one.numeral)
    for at in SAME.finditer(sentence.text, start - sentence.start, end - sentence.start):
        low = sentence.start + at.start()
        over = [
            d
            for d in sentence.dates
            if d.start < low + len(at.group()) and low < d.end and d.date is not None
        ]
        if not all(
            bare_unit(sentence, d) or SAME_ALONE.search(_said(sentence, d)) for d in over
        ):
            continue
        if over and _another_between(sentence, one, low):
            continue
        if by_count(sentence, one, low):
            return at
    return None


def _another_between(sentence: Sentence, one: Counted, at: int) -> bool:
    """ "185 in the quarter, against 161 in the one before": told of the number before it."""
    start, _ = windows.segment(sentence, one.numeral)
    told = [n for n in sentence.numbers if n.use is NumberUse.COUNT]
    ahead = any(start <= n.start < at for n in told)
    return ahead and any(at <= n.start < one.number.end for n in told)


def bare_unit(sentence: Sentence, found: FoundDate) -> bool:
    """Whether a date is no more than "the quarter": of the report rather than of today."""
    return BARE.fullmatch(_said(sentence, found)) is not None


def _said(sentence: Sentence, found: FoundDate) -> str:
    return sentence.text[found.start - sentence.start : found.end - sentence.start]


def taken_up(
    scan: Scan, sentence: Sentence, one: Counted, earlier: Sequence[TallyDraft]
) -> Window | None:
    """The period told before that the words of a count take up, if they do.

    That of the nearest total before it which is as long as the words say, else of the
    heading, else of a date; where none is so long, of the nearest total.

    Args:
        earlier: the totals told so far, in order.
    """
    told = same_period(sentence, one)
    if told is None:
        return None
    bounded = [d.claim.window for d in reversed(earlier) if _bounded(d)]
    dated = any(
        told.start() < d.end - sentence.start and d.start - sentence.start < told.end()
        for d in sentence.dates
        if d.date is not None
    )
    heading = heading_period(scan)
    days = _days(told)
    if days is not None:
        fits = (w for w in (*bounded, heading) if w is not None and _fits(scan, w, days))
        found = next(fits, None) or _year_around(scan, told, heading)
        if found is not None or dated:
            return found
        found = _of_that_length(scan, sentence, days)
        if found is not None:
            return found
    if bounded:
        return bounded[0]
    if told.group("unit") == "year":
        return _year_of_before(scan, sentence)
    return _stretch_of_before(scan, sentence)


def asked_of(scan: Scan, sentence: Sentence) -> Window | None:
    """ "How many were killed this year? The register says 708": the period of the question."""
    for near in scan.before(sentence, SENTENCES_TO_QUESTION):
        if near.dates and not HOW_MANY.search(near.text):
            return None
        if near.dates:
            return windows.window_of(near.dates[:1], None)
    return None


def _days(told: re.Match[str]) -> float | None:
    """How long the words say that the period is; None if they do not."""
    unit, count = told.group("unit"), (told.group("count") or "").lower()
    if unit is None:
        return None
    if not told.group("many"):
        return DAYS_OF[unit]
    if count.isdigit():
        return DAYS_OF[unit] * int(count)
    return DAYS_OF[unit] * (NUMBERS.index(count) + 1) if count in NUMBERS else None


def _fits(scan: Scan, window: Window, days: float) -> bool:
    """Whether a window is about so long; one without an end reaches to publication."""
    end = window.end or today(scan)
    first = window.start.first_day if window.start is not None else None
    last = end.last_day if end is not None else None
    if first is None or last is None:
        return False
    length = (last - first).days
    return min(abs(length - days), abs(length + 1 - days)) <= max(1, days * SLACK)


def _year_around(scan: Scan, told: re.Match[str], heading: Window | None) -> Window | None:
    """ "For the year as a whole", in a report on the last quarter of a year gone by."""
    now = today(scan)
    last = heading.end.last_day if heading is not None and heading.end else None
    if told.group("unit") != "year" or told.group("many") or last is None or now is None:
        return None
    return _year(last) if f"{last.year:04}" < now.edtf[:4] else None


def _year(day: date) -> Window:
    first = day.replace(month=1, day=1)
    return Window(one_day(first), one_day(first.replace(month=12, day=31)))


def _of_that_length(scan: Scan, sentence: Sentence, days: float) -> Window | None:
    """A stretch of that length that the sentences before tell: "in those seven days"."""
    for near in scan.before(sentence, SENTENCES_TO_LENGTH):
        told = [windows.window_of([d], None) for d in near.dates if _lasts(near, d)]
        found = next((w for w in reversed(told) if _fits(scan, w, days)), None)
        if found is not None:
            return found
    return None


def _year_of_before(scan: Scan, sentence: Sentence) -> Window | None:
    """ "In that year": the year of the last day told before."""
    for near in scan.before(sentence, SENTENCES_TO_YEAR):
        days = [d.date.last_day for d in near.dates if d.date and d.date.last_day]
        if days:
            return _year(days[-1])
    return None


def _stretch_of_before(scan: Scan, sentence: Sentence) -> Window | None:
    """ "In that time": since the day, or in the stretch, that the sentences before tell."""
    for near in scan.before(sentence, SENTENCES_TO_PERIOD):
        opening = windows.since_clause(near, near.dates)
        told = (
            [opening] if opening is not None else [d for d in near.dates if _lasts(near, d)]
        )
        if told:
            return windows.window_of(told[-1:], None)
    return None


def _lasts(sentence: Sentence, found: FoundDate) -> bool:
    """Whether a date is a period of its own, of no comparison."""
    if windows.set_aside(sentence, found) or AGAINST & {
        t.lower_ for t in sentence.before(found.start)[-3:]
    }:
        return False
    shapes = (DateShape.SINCE, DateShape.RANGE, DateShape.ROLLING)
    return found.date is not None and (found.shape in shapes or windows.is_stretch(found))


def by_count(sentence: Sentence, one: Counted, at: int) -> bool:
    """Whether words belong to a count: after it, with no other count between, or before it.

    A number of places between them is no other count ("37 raids in 21 towns in that time"),
    nor is what "and" joins to it: "84 dead and 280 wounded in that time".
    """
    if at < one.number.start:
        return True
    return not any(
        one.number.head_end <= n.start < at
        and n.use is NumberUse.COUNT
        and not BESIDE & {t.lower_ for t in sentence.before(n.start)[-1:]}
        for n in sentence.numbers
    )


def _bounded(draft: TallyDraft) -> bool:
    window = draft.claim.window
    return window.start is not None and not draft.claim.headline
