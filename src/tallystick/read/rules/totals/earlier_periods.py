"""Periods told by another one: "the month before", "the same months of 2022", "up from four"."""

from __future__ import annotations

import re
from collections.abc import Sequence
from datetime import date, timedelta

from tallystick.model.claims import Window
from tallystick.model.lists import Measure, WindowAnchor
from tallystick.model.values import DateBasis
from tallystick.read.found import DateShape
from tallystick.read.rules.counts.figures import next_to_period
from tallystick.read.rules.counts.units import Counted, Form
from tallystick.read.rules.text.scan import Sentence
from tallystick.read.rules.totals import windows
from tallystick.read.rules.totals.continuing import TallyDraft, one_day

BEFORE = re.compile(
    r"(?:[a-z]+ )?(?:(?:in|during|for|over|,) )*(?:the (?:whole|course) of |all of )?"
    r"(?:the|those of the) (?:same )?"
    r"(?:day|week|fortnight|month|quarter|half-year|year) (?:before|earlier)\b"
    r"|(?:[a-z]+ )?(?:in|during|for|over) (?:the|as many) (?:\w+ )?"
    r"(?:hours|days|weeks|months|years) before\b"
    r"|(?:[a-z]+ )?(?:in|during|for) the (?:one|day|week|month|quarter) before (?:that|it)\b"
)
"""What follows a number of the period before."""
WHOLE_YEAR_BEFORE = re.compile(
    r"(?:[a-z]+ )?(?:in|during|for|over) (?:the (?:whole|entire|full|course) (?:of the )?|"
    r"all of (?:the )?)(?:year )?(?:before|earlier|previous|preceding|prior)\b"
)
"""What follows a number of a whole year beside one of some months."""
EARLIER = re.compile(r"\b(?:before|earlier|previous|preceding)\b", re.I)
"""In a date that is itself told by the period after it."""
AGO = re.compile(r"(?:a|one) year (?:ago|earlier|before|previously)\b")
"""What follows a number of the same months of the year before."""
SAME_THEN = re.compile(
    r"\bsame (?:\w+ )?\w+ (?:of (?:\d{4}|last year|the year before|the previous year)|"
    r"last year|in \d{4}|(?:a|one) year (?:ago|earlier|before))"
    r"|\b(?:a|one|the) year (?:before|earlier|ago|previously) ,? ?(?:in |for |over )?the same \w+"
    r"|\b(?:19|20)\d\d ,? ?(?:at |on |by )?(?:the )?same (?:date|day|point|time|stage|period)"
)
"""What stands before such a number: "at the same point of 1994 there were 289"."""
WHOLE_YEAR = 300
"""Days from which on a window is a year."""

LENGTH_BEFORE = re.compile(
    r"(?:in|during|for|over) (?:(?:the whole of |all of )?the (?P<one>year|month|week)|"
    r"the (?P<count>two|three|four|five|six|seven|eight|nine|ten|twelve) "
    r"(?P<unit>day|week|month|year)s) before(?: (?:that|it|then))?(?: ,| (?:there|the) )",
)
"""What opens a sentence on a time before a period whose length another one is."""
COUNTS = "one two three four five six seven eight nine ten eleven twelve".split()


def previous(
    sentence: Sentence, one: Counted, earlier: Sequence[TallyDraft], window: Window
) -> Window:
    """ "Up from four in the previous 12 months": the window before that of the total before.

    Also of "rose from 26 to 32": the first of the two is of the period before.
    """
    running = earlier[-1].claim.window if earlier else None
    ahead = [t.lower_ for t in sentence.tokens if t.i < one.numeral.i]
    then = _same_then(" ".join(ahead[-10:]))
    stretch = _stretch_before(sentence, one)
    if stretch is not None and running is not None and not then:
        running = stretch
    if running is None or running.start is None or running.start.first_day is None:
        return window
    first = running.start.first_day
    last = running.end.last_day if running.end is not None else None
    length = _named_before(sentence, one, first)
    if last is None or (length is not None and not then):
        return length or window
    after = sentence.within(
        one.number.head_end, min(one.number.head_end + 40, sentence.end)
    )
    words = [t.lower_ for t in after[:7]]
    before = ahead[-1:]
    short = (last - first).days < WHOLE_YEAR
    same = (
        then or _same_of_a_year(words) or (short and AGO.match(" ".join(words)) is not None)
    )
    told = any(w in ("previous", "preceding", "prior") for w in words[:5])
    told = told or BEFORE.match(" ".join(words)) is not None
    opening = " ".join(t.lower_ for t in sentence.tokens[:6])
    told = told or (one.form is Form.FIGURE and BEFORE.match(opening) is not None)
    undated = next_to_period(sentence, one.number) is None
    fell = undated and _fell_from(ahead, running, one)
    rose = before == ["from"] and (words[:1] == ["to"] or fell)
    if not (told or rose or same):
        return window
    if same:
        return _of_another_year(
            first, last, " ".join((*(ahead[-10:] if then else ()), *words))
        )
    if short and WHOLE_YEAR_BEFORE.match(" ".join(words)) is not None:
        first, last = first.replace(month=1, day=1), first.replace(month=12, day=31)
    start, end = period_before(first, last)
    if running.anchor is WindowAnchor.ROLLING:
        start, end = first - (last - first), first  # both ends are days of it
    return Window(one_day(start), one_day(end))


def _of_another_year(first: date, last: date, said: str) -> Window:
    """The same days of the year, or of the month, that the words about them name."""
    months = 12 * _years_back(first, said)
    named = OF_MONTH.search(said)
    if named is not None:
        months = (first.month - 1 - MONTHS.index(named.group(1))) % 12 or 12
    return Window(
        one_day(_months_before(first, months)), one_day(_months_before(last, months))
    )


def _named_before(sentence: Sentence, one: Counted, first: date) -> Window | None:
    """ "In the three months before, there had been 240": up to where the period began."""
    ahead = [t.lower_ for t in sentence.before(one.number.start)]
    opening = LENGTH_BEFORE.match(" ".join(ahead[:9]))
    told = opening or LENGTH_BEFORE.search(" ".join(ahead[-9:]))
    if told is None:
        return None
    count = COUNTS.index(told.group("count") or "one") + 1
    unit = told.group("unit") or told.group("one")
    if unit in ("day", "week"):
        start = first - timedelta(count * (7 if unit == "week" else 1))
    else:
        start = _months_before(first, count * (12 if unit == "year" else 1))
    return Window(one_day(start), one_day(first - timedelta(1)))


MONTHS = (
    "january february march april may june july august september october november december"
).split()
OF_MONTH = re.compile(rf"\bsame \w+ of ({'|'.join(MONTHS)})\b")
NAMED_YEAR = re.compile(r"\b(?:19|20)\d\d\b")
OF_THE_ONE_BEFORE = re.compile(r"\d+ (?:\w+ )?(?:in|over|during|for|at|on) the same\b")
"""Words of the number that stands before them: "61 in the same months of 2022, and 49"."""


def _same_then(ahead: str) -> bool:
    """Whether the words before a number say that it is of the same months of another year."""
    return SAME_THEN.search(ahead) is not None and not OF_THE_ONE_BEFORE.search(ahead)


def _years_back(first: date, words: str) -> int:
    """How many years before a period its like in a named year lies; one if none is named."""
    named = [int(year) for year in NAMED_YEAR.findall(words)]
    return next((first.year - year for year in named if 0 < first.year - year < 30), 1)


def _fell_from(ahead: Sequence[str], running: Window, one: Counted) -> bool:
    """ "18 incidents in 2024, down from 22": what it was in the closed period before."""
    closed = running.end is not None and running.end.basis is not DateBasis.PRESENT
    return (
        closed and one.measure is Measure.INCIDENTS and ahead[-2:-1] in (["up"], ["down"])
    )


def _stretch_before(sentence: Sentence, one: Counted) -> Window | None:
    """The last stretch told before a number in its sentence: what "before that" is before."""
    told = [
        d
        for d in sentence.dates
        if d.end <= one.number.start
        and windows.is_stretch(d)
        and not windows.superlative(sentence, d)
        and not EARLIER.search(
            sentence.text[d.start - sentence.start : d.end - sentence.start]
        )
    ]
    if not told:
        return None
    rolling = told[-1].shape is DateShape.ROLLING
    anchor = WindowAnchor.ROLLING if rolling else WindowAnchor.FIXED
    return Window(told[-1].date, told[-1].date, anchor)


def _same_of_a_year(words: Sequence[str]) -> bool:
    """ "In the same period of 2023", "in the same months a year earlier"."""
    at = words.index("same") if "same" in words[:5] else None
    return at is not None and bool({"of", "last", "a", "one", "in"} & set(words[at + 2 :]))


def period_before(first: date, last: date) -> tuple[date, date]:
    """The period just before one: as many whole months, a year, or as many days."""
    if (last - first).days > WHOLE_YEAR:
        return _months_before(first, 12), _months_before(last, 12)
    if first.day == 1 and (last + timedelta(1)).day == 1:
        count = first.year * 12 + first.month - 1
        count -= last.year * 12 + last.month - first.year * 12 - first.month + 1
        return date(count // 12, count % 12 + 1, 1), first - timedelta(1)
    return first - (last - first) - timedelta(1), first - timedelta(1)


def _months_before(day: date, count: int) -> date:
    """The same day some months before; the last day of a month stays one."""
    year, month = divmod(day.year * 12 + day.month - 1 - count, 12)
    last = date(year + (month + 1) // 12, (month + 1) % 12 + 1, 1) - timedelta(1)
    ends = (day + timedelta(1)).day == 1
    return last if ends else last.replace(day=min(day.day, last.day))
