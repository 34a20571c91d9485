"""The window of a stated total, from its own words or from what stands around it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from datetime import date

from tallystick.model.claims import Window
from tallystick.model.lists import Measure
from tallystick.model.values import Date, DateBasis
from tallystick.read.dates import earlier
from tallystick.read.found import DateShape, NumberUse
from tallystick.read.phrases.counts import Counted
from tallystick.read.phrases.draft import Draft
from tallystick.read.phrases.frames import frame, framed, rolled
from tallystick.read.phrases.page import Page, Sentence
from tallystick.read.phrases.periods import Period, lent

BACK = {"XXXX-WXX": "W", "XXXX-XX": "M"}
"""What "a week earlier" is back, by its TimeML value where nothing told settles it."""
OF_ONE_DAY = (Measure.MUNITIONS, Measure.SITES)
"""What is counted in one attack, on the day of the attack."""


def counted_window(
    page: Page,
    sentence: Sentence,
    one: Counted,
    here: Sequence[Counted],
    told: Period,
    before: Draft | None,
) -> Window:
    """The period of a total.

    Its own, else a length up to publication, that of the total it goes on from, the day of
    the attack told before it, or the period that the whole report is on.

    Args:
        here: all counts of the sentence.
        told: what its own sentence says of its period.
        before: the total that it goes on from.
    """
    window = told.window
    if window == Window():
        window = rolled(page, sentence, one, here)
    window = framed(page, window)
    if window == Window():
        window = _back(sentence, before.claim.window if before else frame(page))
    if before is not None and window == Window() and _may_take(sentence, before):
        window = before.claim.window
    if one.number.use is NumberUse.ORDINAL and window.start == window.end:
        window = replace(window, start=None)
    if one.measure in OF_ONE_DAY and not told.dates and window == Window():
        window = lent(page, sentence, told)
    if window == Window() and not sentence.dates:
        window = frame(page)
    return _so_far(page, window)


def _back(sentence: Sentence, told: Window) -> Window:
    """ "A week earlier there were 190": the period told, moved by the unit named."""
    unit = next(
        (
            BACK[d.timex_value]
            for d in sentence.dates
            if d.shape is DateShape.EVENT and d.timex_value in BACK
        ),
        None,
    )
    first = told.start.first_day if told.start else None
    last = told.end.last_day if told.end else None
    if unit is None or first is None or last is None or first == last:
        return Window()
    moved = earlier(first, last, unit)
    if moved is None:
        return Window()
    start, end = (Date(d, d, d, DateBasis.RELATIVE) for d in map(str, moved))
    return replace(told, start=start, end=end)


def _so_far(page: Page, window: Window) -> Window:
    """ "Eight this year": what was counted, up to publication and no farther."""
    published, end = page.document.published, window.end
    day = date.fromisoformat(published.value[:10]) if published else None
    if day is None or end is None or end.last_day is None or end.last_day <= day:
        return window
    start = window.start.first_day if window.start else None
    if start is None or start > day:
        return window
    told = day.isoformat()
    return replace(window, end=Date(told, told, told, DateBasis.RELATIVE))


def _may_take(sentence: Sentence, before: Draft) -> bool:
    """Whether nothing says that a total has a beginning of its own."""
    return before.sentence is sentence or not sentence.cues("since")
