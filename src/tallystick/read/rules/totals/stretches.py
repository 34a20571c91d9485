"""Periods that a count tells by their length: "in as many days", "the week that followed"."""

from __future__ import annotations

import re
from datetime import date, timedelta

from tallystick.model.claims import Window
from tallystick.model.lists import WindowAnchor
from tallystick.model.values import DateBasis
from tallystick.read.rules.counts.units import Counted
from tallystick.read.rules.text.scan import Scan, Sentence
from tallystick.read.rules.totals import windows
from tallystick.read.rules.totals.continuing import one_day
from tallystick.read.rules.totals.reach import last_day_told
from tallystick.read.rules.totals.same_time import NUMBERS, by_count

SENTENCES_TO_DAY = 2
DAYS_OF = {"hour": 1 / 24, "day": 1, "night": 1, "week": 7, "fortnight": 14, "month": 30}
DAYS_OF |= {"quarter": 91, "year": 365}
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
