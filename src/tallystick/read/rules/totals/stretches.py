"""Periods that a count tells by their length: "in as many days", "the week that followed"."""

from __future__ import annotations

import re
from collections.abc import Sequence
from datetime import date, timedelta

from tallystick.model.claims import Window
from tallystick.model.lists import WindowAnchor
from tallystick.model.values import DateBasis
from tallystick.read.found import DateShape, FoundDate
from tallystick.read.rules.counts.units import Counted
from tallystick.read.rules.text.scan import Scan, Sentence
from tallystick.read.rules.totals import windows
from tallystick.read.rules.totals.continuing import one_day
from tallystick.read.rules.totals.reach import last_day_told
from tallystick.read.rules.totals.same_time import NUMBERS, by_count

SENTENCES_TO_DAY = 2
DAYS_OF = {"hour": 1 / 24, "day": 1, "night": 1, "week": 7, "fortnight": 14, "month": 30}
DAYS_OF |= {"quarter": 91, "half-year": 182, "year": 365}
_UNIT = rf"(?P<unit>{'|'.join(DAYS_OF)})s?"
AS_MANY = re.compile(
    rf"\b(?:in|within|over|during) (?:just |only |almost )?as many {_UNIT}\b"
)
"""A length of as many units as there were acts: "the third in as many days"."""
FOLLOWED = re.compile(
    rf"\b(?:in|over|during|within|throughout) the (?:(?P<count>\w+) )?{_UNIT} "
    r"(?:that (?:have |has |had )?(?:since )?(?:followed|passed|elapsed|came after)|"
    r"(?:which )?(?:followed|following)(?! the)|thereafter|afterwards|after that|after it|"
    r"after this|from then|since)\b",
    re.I,
)
"""A length that begins with the day told last: "in the ten days that followed"."""
MONTHS_OF = {"month": 1, "quarter": 3, "half-year": 6, "year": 12}
FIRST_MONTHS = re.compile(
    r"\b(?:in|during|over|for|within|of|across|[,.] |^)?\s*the first (?P<count>\w+) months\b"
    r"(?= *(?:[,.;:)]|$|and\b|there\b|have\b|has\b|had\b|saw\b|the\b|alone\b))",
    re.I,
)
"""Months of no war or office: those of a year."""
RUN_OUT = re.compile(
    rf"\b(?:(?P<count>\w+) )?(?P<unit>{'|'.join(DAYS_OF)})s? (?:which|that) "
    r"(?:has |had |have |was |were )?(?:just )?(?:ended|ran out|closed|finished|expired|"
    r"concluded|ran|went)(?: (?:on|in|at|with|to|until|till|up to))? ?$",
    re.I,
)
"""What stands before the last day of a length: "the year that ended on"."""
SINCE_PASSED = re.compile(r"\b(?:have|has|since)\b")


def of_as_many(scan: Scan, sentence: Sentence, one: Counted) -> Window | None:
    """ "Three in as many days": so many units up to the day that it is told of."""
    at = AS_MANY.search(sentence.text)
    count = one.number.number.stated
    last = last_day_told(scan, sentence, one) if at is not None else None
    day = last.last_day if last is not None else None
    if at is None or day is None or count is None or not 1 < count < 1000:
        return None
    start = _moved(day, -count * DAYS_OF[at.group("unit").lower()])
    if start is None:
        return None
    return Window(one_day(start, DateBasis.RELATIVE), last, WindowAnchor.ROLLING)


def that_followed(scan: Scan, sentence: Sentence, one: Counted) -> Window | None:
    """ "In the week that followed": so long from the day told last before it."""
    at = FOLLOWED.search(sentence.text)
    if at is None or not by_count(sentence, one, sentence.start + at.start()):
        return None
    day = _last_told(scan, sentence, sentence.start + at.start())
    count = _count(at.group("count"))
    if day is None or count is None:
        return None
    if SINCE_PASSED.search(at.group()):
        return Window(one_day(day), None)
    end = _moved(day, count * DAYS_OF[at.group("unit").lower()])
    return Window(one_day(day), one_day(end)) if end is not None else None


def first_months(scan: Scan, sentence: Sentence) -> Window | None:
    """ "The first eleven months have seen 1,012": those of the last year that has had them."""
    published = scan.document.published
    at = FIRST_MONTHS.search(sentence.text)
    count = _count(at.group("count")) if at is not None else None
    if published is None or published.day is None or count is None or not 1 < count < 12:
        return None
    now = date.fromisoformat(published.day)
    year = now.year if now.month > count else now.year - 1
    end = date(year, count + 1, 1) - timedelta(1)
    return Window(one_day(date(year, 1, 1)), one_day(end), WindowAnchor.CALENDAR)


def run_out(sentence: Sentence, dates: Sequence[FoundDate]) -> Window | None:
    """ "The fiscal year that ended on 30 September": so long up to a day."""
    for found in dates:
        day = found.date.last_day if found.date is not None else None
        if day is None or found.shape is not DateShape.POINT:
            continue
        at = RUN_OUT.search(sentence.text[: found.start - sentence.start])
        if at is None:
            continue
        count, unit = _count(at.group("count")) or 1, at.group("unit").lower()
        start = _months_back(day, count * MONTHS_OF[unit]) if unit in MONTHS_OF else None
        start = start or _moved(day, 1 - count * DAYS_OF[unit])
        if start is not None:
            return Window(one_day(start), one_day(day), WindowAnchor.CALENDAR)
    return None


def _months_back(day: date, months: int) -> date | None:
    """The day after the same day so many months before: 1 October for 30 September."""
    after = day + timedelta(1)
    count = after.year * 12 + after.month - 1 - months
    try:
        return after.replace(year=count // 12, month=count % 12 + 1)
    except ValueError:  # no 30 February
        return None


def _last_told(scan: Scan, sentence: Sentence, before: int) -> date | None:
    for near in (sentence, *scan.before(sentence, SENTENCES_TO_DAY)):
        told = [
            d.date.last_day
            for d in near.dates
            if d.date is not None
            and (near is not sentence or d.end <= before)
            and not windows.said_on(near, d)
        ]
        days = [day for day in told if day is not None]
        if days:
            return days[-1]
    return None


def _count(said: str | None) -> int | None:
    """How many units a word says: one if there is none, None if it is no number."""
    if said is None:
        return 1
    if said.isdigit():
        return int(said)
    return NUMBERS.index(said.lower()) + 1 if said.lower() in NUMBERS else None


def _moved(day: date, days: float) -> date | None:
    try:
        return day + timedelta(round(days))
    except OverflowError:
        return None
