"""The period of a stated total: which of a sentence's dates bound it."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import timedelta

from tallystick.model.claims import Window
from tallystick.model.lists import Measure
from tallystick.read.found import DateShape, FoundDate, NumberUse
from tallystick.read.phrases.counts import Counted
from tallystick.read.phrases.page import Page, Sentence
from tallystick.read.rules.totals.windows import day_of, is_stretch, window_of

SPANS = (DateShape.SINCE, DateShape.UNTIL, DateShape.RANGE, DateShape.ROLLING)
MOST_WORDS_OF_SINCE = 10
"""Words from "since" to its day: "since the fighting flared up on 10 May"."""
MOST_WORDS_OF_WAR = 16
"""Words from "since" to its day where what broke out stands between."""
BEHIND_A_SIGN = 7
"""What signs and clauses between the two may cost."""
MANY = 20
"""People hurt since clashes began on a day are a total from here on."""
MOST_WORDS_OF_EVENT = 5
"""Words from a day to the "since" behind its event."""
_AGO = re.compile(r"-\d+ [WMY] from")
""""Two months ago" is one day told roughly, no stretch."""
_UNIT = {len("2025-03"): "P1M", len("2025"): "P1Y"}
"""How long a month and a year are, by the length of their TimeML values."""
LONG = 6
"""Days of a stretch that is more than one event's."""
MOST_SENTENCES_BACK = 2
NIGHT = "TNI"
"""How a TimeML value of a night ends."""
OPENING = 12
"""How far from a day that opens a sentence its verb of saying may stand."""
COMPARED = 9
"""Words from "against" to the period of what is compared with."""
TOLD_BEFORE = "from the date spoken of before it"
"""Why a stretch is dated that is as long as one told before: "the same period of 2023"."""
BESIDE = 4
"""Words between such a stretch and its count."""
OTHER_SEGMENT = 25
"""So far apart stand words with a semicolon between them."""


@dataclass(frozen=True, slots=True)
class Period:
    """What bounds a total in its sentence."""

    dates: tuple[FoundDate, ...]
    said: FoundDate | None
    """The day on which it was said, if told."""

    @property
    def window(self) -> Window:
        """The window that the dates make together."""
        return window_of(self.dates, self.said)

    @property
    def spans(self) -> bool:
        """Whether it has a stated start or end, or both."""
        return any(one.shape in SPANS for one in self.dates)

    @property
    def long(self) -> bool:
        """Whether it is more than a few days, or open."""
        return any(_spans(one) for one in self.dates)


def period(sentence: Sentence, one: Counted, others: Sequence[Counted]) -> Period:
    """The dates that bound a count, nearest first, and the day on which it was said."""
    if sentence.lead is not None and not sentence.dates:
        return Period(tuple(d for d in sentence.lead.dates if d.date and _spans(d)), None)
    dates = (
        _since(sentence, _morning_after(d), one)
        for d in sentence.dates
        if d.date is not None
    )
    near = [
        d
        for d in dates
        if sentence.apart(sentence.at(d.start), one.first) < OTHER_SEGMENT
        or (d.shape in SPANS and not _parted(sentence, d, one))
    ]
    own = [d for d in near if _bracketed(sentence, d, one)]
    own = own or [d for d in near if _right_after(sentence, d, one)]
    if own:
        return Period(tuple(own), None)
    rest = [
        d
        for d in near
        if not any(_right_after(sentence, d, other) for other in others if other is not one)
        and not _opens_another(sentence, d, one, others)
        and not _of_an_example(sentence, d, one)
        and not _superlative(sentence, d)
        and not _compared(sentence, d, one, others)
    ]
    spoken = (d for d in sentence.dates if day_of(d) and of_speech(sentence, d))
    said = next((d for d in spoken if not _parted(sentence, d, one)), None)
    if said is None and any(d.shape is DateShape.SINCE for d in rest):
        said = next((d for d in rest if day_of(d)), None)
    nearest = sorted(
        (d for d in rest if said is None or d.start != said.start),
        key=lambda d: (
            not _spans(d),
            sentence.apart(sentence.at(d.start), one.first),
            d.start,
        ),
    )
    return Period(_of_one_stretch(sentence, _named_length(_not_over(nearest))), said)


def _not_over(nearest: Sequence[FoundDate]) -> list[FoundDate]:
    """Without what was over before the day since which is counted."""
    starts = [d.date.first_day for d in nearest if d.shape is DateShape.SINCE and d.date]
    start = next((day for day in starts if day is not None), None)
    return [
        d
        for d in nearest
        if start is None
        or d.shape is DateShape.SINCE
        or d.date is None
        or d.date.last_day is None
        or d.date.last_day > start
    ]


def _named_length(nearest: Sequence[FoundDate]) -> list[FoundDate]:
    """ "March was hard: 143 drones in a month": the length is that of the month named."""
    named = {_UNIT.get(len(d.timex_value)) for d in nearest if _is_plain_stretch(d)}
    return [
        d for d in nearest if d.shape is not DateShape.ROLLING or d.timex_value not in named
    ]


def _of_one_stretch(
    sentence: Sentence, nearest: Sequence[FoundDate]
) -> tuple[FoundDate, ...]:
    """Of several months the nearest: "24 in April, twice as many as the 12 of March"."""
    own = next((d for d in nearest if _is_plain_stretch(d)), None)
    if own is None:
        return tuple(nearest)
    return tuple(
        d
        for d in nearest
        if d is own or not _is_plain_stretch(d) or _beside(sentence, own, d)
    )


def _beside(sentence: Sentence, one: FoundDate, other: FoundDate) -> bool:
    """Whether two dates stand together: "in October and November"."""
    first, last = sorted((one, other), key=lambda d: d.start)
    return sentence.apart(sentence.at(first.end - 1), sentence.at(last.start)) <= 3


def _is_plain_stretch(found: FoundDate) -> bool:
    return found.shape is DateShape.POINT and is_stretch(found)


def lent(page: Page, sentence: Sentence, own: Period) -> Window:
    """The day that the sentences before tell: of drones shot down the night of the attack.

    What somebody said on a day to have struck was struck on that day.
    """
    if own.said is not None and own.said.date is not None:
        return Window(own.said.date, own.said.date)
    for near in page.before(sentence, MOST_SENTENCES_BACK):
        days = [_morning_after(d) for d in near.dates if not of_speech(near, d)]
        told = [day for day in map(day_of, days) if day is not None]
        if told:
            return Window(told[0], told[0])
    return Window()


def _morning_after(found: FoundDate) -> FoundDate:
    """A night as the day on which it ended: "в ночь на 23 февраля" is the 23rd."""
    date = found.date
    if found.shape is not DateShape.POINT or not found.timex_value.endswith(NIGHT):
        return found
    if date is None or date.first_day is None or date.last_day is None:
        return found
    nights = (date.last_day - date.first_day).days
    day = date.last_day - timedelta(days=nights // 2)
    told = day.isoformat()
    return replace(found, date=replace(date, earliest=told, latest=told, edtf=told))


def _spans(found: FoundDate) -> bool:
    present = found.timex_value == "PRESENT_REF"
    return (found.shape in SPANS and not present) or _long(found)


def _parted(sentence: Sentence, found: FoundDate, one: Counted) -> bool:
    """Whether a semicolon stands between a day and a count."""
    low, high = sorted((one.number.start, found.start))
    return any(sign in sentence.source[low:high] for sign in ";؛")


def _since(sentence: Sentence, found: FoundDate, one: Counted) -> FoundDate:
    """ "Since the war began on 7 October": the day begins the period."""
    if found.shape is DateShape.SINCE and _than(sentence, found):
        return replace(found, shape=DateShape.POINT)
    if found.shape is not DateShape.POINT:
        return found
    if found.timex_value == "PRESENT_REF":  # "now stands at": the end, not the whole
        return replace(found, shape=DateShape.UNTIL)
    first, last = sentence.reach(found.start, found.end)
    if sentence.habits.order == "sov" and _since_behind(sentence, last):
        return replace(found, shape=DateShape.SINCE)
    if _begun(sentence, first, last) and _is_many(one):
        return replace(found, shape=DateShape.SINCE)
    cue = sentence.cue_before("since", first, MOST_WORDS_OF_SINCE)
    if cue is not None and sentence.apart(cue.last, first) <= first - cue.last + 1:
        return replace(found, shape=DateShape.SINCE)
    return replace(found, shape=DateShape.SINCE) if _broke_out(sentence, first) else found


def _than(sentence: Sentence, found: FoundDate) -> bool:
    """Ukrainian "порівняно з": a "with" that is written as "since" is."""
    first = sentence.at(found.start)
    return any(cue.first < first <= cue.last for cue in sentence.cues("compare"))


def _broke_out(sentence: Sentence, first: int) -> bool:
    """ "Since the war between A and B broke out, on 16 January": the day behind a sign."""
    cue = sentence.cue_before("since", first, MOST_WORDS_OF_WAR)
    starts = [sentence.at(d.start) for d in sentence.dates]
    if cue is None or any(cue.last < at < first for at in starts):
        return False
    return any(
        cue.last <= begun.first <= begun.last < first
        and sentence.apart(cue.last, first) - (first - cue.last) <= BEHIND_A_SIGN
        for begun in sentence.cues("began")
    )


def _begun(sentence: Sentence, first: int, last: int) -> bool:
    """ "The clashes that broke out in Syria on 13 July": the day on which they began."""
    ahead = sentence.cue_before("began", first, MOST_WORDS_OF_EVENT)
    if ahead is not None:
        return sentence.apart(ahead.last, first) == first - ahead.last
    behind = sentence.cue_after("began-after", last, MOST_WORDS_OF_EVENT)
    return behind is not None and sentence.apart(last, behind.first) == behind.first - last


def _is_many(one: Counted) -> bool:
    """Whether more is counted than one event's day tells of: fewer are mostly its own."""
    number = one.number.number
    least = number.stated if number.stated is not None else number.low
    return one.measure is Measure.INCIDENTS or (least or 0) >= MANY


def _since_behind(sentence: Sentence, last: int) -> bool:
    """ "Temmuz 2023 darbesinden bu yana": "since" behind the event whose day is told."""
    cue = sentence.cue_after("since-after", last, MOST_WORDS_OF_EVENT)
    return cue is not None and sentence.apart(last, cue.first) == cue.first - last


def _bracketed(sentence: Sentence, found: FoundDate, one: Counted) -> bool:
    """ "Twice as many as in May (22)": a stretch right before a number in brackets."""
    last = sentence.at(found.end - 1)
    opening = sentence.source[found.end : one.number.start]
    return is_stretch(found) and one.first == last + 1 and "(" in opening


def _right_after(sentence: Sentence, found: FoundDate, one: Counted) -> bool:
    """ "24 in October", "54 attacks in July": the stretch follows the count itself."""
    first = sentence.at(found.start)
    if found.reason.endswith(TOLD_BEFORE):
        return _beside_count(sentence, found, one)
    if _dated_ahead(sentence, one, first) or _counts_between(sentence, one, first):
        return False
    return (
        found.shape is DateShape.POINT
        and is_stretch(found)
        and one.last < first
        and not _signed(sentence, one.last, first)
        and sentence.apart(one.last, first) <= 3
    )


def _signed(sentence: Sentence, low: int, high: int) -> bool:
    """Whether a comma stands between two words."""
    gaps = (word.gap for word in sentence.words[low + 1 : high + 1])
    return any(sign in gap for gap in gaps for sign in ",،")


def _beside_count(sentence: Sentence, found: FoundDate, one: Counted) -> bool:
    """ "Against 62 in the same period of 2023": no other count stands between."""
    first, last = sentence.reach(found.start, found.end)
    low, high = sorted((one.first, first))
    between = any(low < sentence.at(n.start) < high for n in sentence.numbers)
    edge = (one.last, first) if one.last < first else (last, one.first)
    gap = edge[1] - edge[0]
    signs = sentence.apart(*edge) > gap
    return not between and not signs and 0 < gap <= BESIDE


def _counts_between(sentence: Sentence, one: Counted, first: int) -> bool:
    """ "95 attacks against 60 last year": the year of the count right before it."""
    return any(
        one.last < sentence.at(n.start) < first
        for n in sentence.numbers
        if n.use is NumberUse.COUNT and n.number.stated != 1
    )


def _dated_ahead(sentence: Sentence, one: Counted, first: int) -> bool:
    """ "In January 18, in February 16": months that stand before their counts."""
    ends = [sentence.at(d.end - 1) for d in sentence.dates if is_stretch(d)]
    counts = [sentence.at(n.start) for n in sentence.numbers if n.use is NumberUse.COUNT]
    if not ends or not counts or ends[0] > counts[0]:
        return False
    last = next((end for end in ends if end >= first), first)
    own = any(0 < one.first - end <= 2 for end in ends)
    return own and any(0 < at - last <= 2 for at in counts)


def _opens_another(
    sentence: Sentence, found: FoundDate, one: Counted, others: Sequence[Counted]
) -> bool:
    """ "Two were killed; since January eleven": the period of the count right behind it."""
    first, last = sentence.reach(found.start, found.end)
    if first < one.first:
        return False
    if sentence.cue_after("and", last) is not None and one.last < first:
        return False  # "189 acts since Saturday and 65 arrests": of both
    return any(
        o.first > last and sentence.apart(last, o.first) <= 3
        for o in others
        if o is not one and not o.subset
    )


def _of_an_example(sentence: Sentence, found: FoundDate, one: Counted) -> bool:
    """ "189 attacks, the worst of them on 21 July": the day of one, in a clause of its own."""
    first = sentence.at(found.start)
    if found.shape is not DateShape.POINT or is_stretch(found) or first < one.last:
        return False
    worst = (*sentence.cues("superlative"), *sentence.cues("break"))
    return any(one.last < cue.first < first for cue in worst)


def of_speech(sentence: Sentence, found: FoundDate) -> bool:
    """ "Said on Tuesday": a day beside a verb of saying, nearer to it than to any act."""
    first, last = sentence.reach(found.start, found.end)
    verbs = [h for h in sentence.of("speech") if h["sort"] == "verb"]
    near = min((_gap(sentence, h.first, first, last) for h in verbs), default=99)
    acts = (*sentence.of("triggers"), *sentence.of("harm"))
    other = min((_gap(sentence, h.first, first, last) for h in acts), default=99)
    opening = first == 0 or (first == 1 and sentence.habits.order == "svo")
    return near <= (OPENING if opening else 3) and near <= other


def _gap(sentence: Sentence, word: int, first: int, last: int) -> int:
    return min(sentence.apart(word, first), sentence.apart(word, last))


def _superlative(sentence: Sentence, found: FoundDate) -> bool:
    """ "The highest since 2014" bounds the comparison, not the total."""
    if found.shape is not DateShape.SINCE:
        return False
    return sentence.cue_before("superlative", sentence.at(found.start), 6) is not None


def _compared(
    sentence: Sentence, found: FoundDate, one: Counted, others: Sequence[Counted]
) -> bool:
    """ "Against 54 in July": the period of what is compared with."""
    first, last = sentence.reach(found.start, found.end)
    told = any(other.first < first for other in others)
    if told and 0 < one.first - last <= COMPARED:
        return False  # "than in March, when there were 12": its own
    if sentence.cue_before("than", first, 3) is not None:
        return True
    cue = sentence.cue_before("compare", first, COMPARED)
    if cue is None or cue.first < one.first or found.shape is DateShape.SINCE:
        return False
    starts = {sentence.at(n.start) for n in sentence.numbers}
    return bool(starts & {cue.last + 1, cue.last + 2}) or first - cue.last <= 2


def _long(found: FoundDate) -> bool:
    date = found.date
    if date is None or date.first_day is None or date.last_day is None:
        return False
    if _AGO.match(found.reason) and not found.reason.endswith(TOLD_BEFORE):
        return False
    return (date.last_day - date.first_day).days >= LONG
