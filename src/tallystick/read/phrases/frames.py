"""Periods that a sentence does not name: lengths up to publication, and those of a report."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace
from datetime import date

from tallystick.model.claims import Window
from tallystick.model.lists import WindowAnchor
from tallystick.model.values import Date, DateBasis
from tallystick.read.dates.spans import moved
from tallystick.read.found import DateShape, FoundDate
from tallystick.read.phrases.counts import Counted
from tallystick.read.phrases.page import Page, Sentence
from tallystick.read.phrases.phrases import has_prefix
from tallystick.read.rules.totals.windows import is_stretch, window_of

LENGTH_REACH = 12
"""How far from its count a length of time may stand."""
MOST_SENTENCES = 2
"""Sentences of the body that may name the period of a whole report."""
OPENS_REACH = 3
"""Words from a length to the count that it opens: "and in ten days about 140"."""
SHORTEST = 4
"""Days of a report's period at least: fewer are those of one event."""
LATEST = 4
"""Days from the end of a report's period to its publication, at most."""
LONGEST = 370
_LENGTH = re.compile(r"P(\d{1,3})([DWMY])|PT(\d{1,3})H")


def rolled(page: Page, sentence: Sentence, one: Counted, here: Sequence[Counted]) -> Window:
    """ "291 in 12 days": so long back from publication; an empty window without a length.

    Args:
        here: all counts of the sentence: a length right before one of them is its own.
    """
    published = page.document.published
    if _changed(sentence, one):
        return Window()
    for found in sentence.dates:
        first, last = sentence.reach(found.start, found.end)
        near = min(sentence.apart(one.last, first), sentence.apart(last, one.first))
        length = _LENGTH.fullmatch(found.timex_value)
        counted = found.shape is DateShape.DURATION and lasts(sentence, found)
        others = (o.first - last for o in here if o is not one and not o.subset)
        if one.first < first and any(0 < gap <= OPENS_REACH for gap in others):
            continue
        if published is None or length is None or not counted or near > LENGTH_REACH:
            continue
        end = date.fromisoformat(published.value[:10])
        days, unit, hours = length.groups()
        count = int(days) if days else -(-int(hours) // 24)
        start = moved(end, -count, unit or "D")
        if start is not None:
            return Window(_day(start), _day(end), WindowAnchor.ROLLING)
    return Window()


def _changed(sentence: Sentence, one: Counted) -> bool:
    """ "From 34 to 23 in a year": the length of a change, not of the count."""
    others = (n for n in sentence.numbers if not n.start <= one.number.start < n.end)
    lengths = [(d.start, d.end) for d in sentence.dates]
    starts = [
        sentence.at(n.start)
        for n in others
        if not any(start <= n.start < end for start, end in lengths)
    ]
    near = any(0 < abs(one.first - at) <= 3 for at in starts)
    return bool(sentence.cues("change")) and near


def lasts(sentence: Sentence, found: FoundDate) -> bool:
    """Whether something is told to have happened in a length of time, not for so long."""
    first, last = sentence.reach(found.start, found.end)
    if sentence.cue_before("superlative", first) is not None:
        return False
    if any(sentence.cue_before(name, first, 2) for name in ("over", "at", "since")):
        return True
    if sentence.cue_after("over-after", last) is not None:
        return True
    inside = (*sentence.cues("over"), *sentence.cues("at"))
    if any(first <= cue.first <= last for cue in inside):
        return True
    if has_prefix(sentence, first, found.start, "at"):
        return True
    cases = tuple(form for form in sentence.habits.has("at") if form[0] != "^")
    return bool(cases) and sentence.folded[last].endswith(cases)


def _day(one: date) -> Date:
    told = one.isoformat()
    return Date(told, told, told, DateBasis.RELATIVE)


def frame(page: Page) -> Window:
    """The period that a report is on, told in its headline or first sentences.

    "Incidents in October", "the week of 3 to 9 March": what such a report counts without
    a day of its own is counted over that period.
    """
    for sentence in _openings(page):
        for found in sentence.dates:
            if _frames(sentence, found):
                whole = window_of((found,), None)
                return replace(whole, anchor=WindowAnchor.CALENDAR)
    return Window()


def framed(page: Page, window: Window) -> Window:
    """A length up to publication as the report's own period, where that is as long.

    "In the past week" of a review of 3 to 9 March, published on the 10th, is that week.
    """
    if window.anchor not in (WindowAnchor.ROLLING, WindowAnchor.CALENDAR):
        return window
    own, told = frame(page), _days(window)
    whole = _days(own)
    if not told or not whole:
        return window
    (first, last), (start, end) = whole, told
    same = abs((last - first).days - (end - start).days) <= 1
    return own if same and 0 < (end - last).days <= 2 * LATEST else window


def _days(window: Window) -> tuple[date, date] | None:
    """The first and last day of a window; None if an end is open."""
    first = window.start.first_day if window.start else None
    last = window.end.last_day if window.end else None
    return (first, last) if first and last else None


def _openings(page: Page) -> Iterator[Sentence]:
    titles = [s for s in page.sentences if page.in_title(s)]
    body = [s for s in page.sentences if not page.in_title(s)]
    yield from titles
    yield from body[:MOST_SENTENCES]


def _frames(sentence: Sentence, found: FoundDate) -> bool:
    when = found.date
    if when is None or when.first_day is None or when.last_day is None:
        return False
    if found.shape is not DateShape.RANGE and not (
        found.shape is DateShape.POINT and is_stretch(found)
    ):
        return False
    first, _ = sentence.reach(found.start, found.end)
    aside = ("compare", "than", "since", "superlative", "history", "planned")
    if any(sentence.cue_before(name, first, 3) for name in aside):
        return False
    return SHORTEST <= (when.last_day - when.first_day).days <= LONGEST
