"""Counts that go on under a total told before, or under the period of a whole report."""

from __future__ import annotations

from collections.abc import Sequence

from tallystick.model.claims import Window
from tallystick.model.lists import Measure, WindowAnchor
from tallystick.read.phrases.acts import acts
from tallystick.read.phrases.counts import Counted
from tallystick.read.phrases.draft import Draft
from tallystick.read.phrases.frames import frame
from tallystick.read.phrases.lexicon import Hit
from tallystick.read.phrases.page import Page, Sentence
from tallystick.read.phrases.phrases import is_fine
from tallystick.read.phrases.scopes import counted_places
from tallystick.read.rules.totals.over_time import PEOPLE

OPENING = 2
"""Words before attacks in the plural that open a sentence: "as a result of the attacks"."""


def goes_on(page: Page, sentence: Sentence, one: Counted, drafts: Sequence[Draft]) -> bool:
    """Whether a count goes on with what was counted before it, or is of the whole report.

    Args:
        drafts: the totals told before it.
    """
    return (
        _goes_on(page, sentence, drafts)
        or _beside(one, sentence, drafts)
        or _is_label(page, sentence, one)
        or _in_review(page, sentence)
    )


def _goes_on(page: Page, sentence: Sentence, drafts: Sequence[Draft]) -> bool:
    """Whether a sentence goes on counting under the total before it: it tells of no
    attack, no day and no place of its own."""
    last = drafts[-1] if drafts else None
    if last is None or last.claim.headline or not last.run:
        return False
    if sentence.index - last.sentence.index not in (1, 2):
        return False
    between = page.sentences[last.sentence.index + 1 : sentence.index]
    if any(_tells_on_its_own(s) for s in between):
        return False
    return not _tells_on_its_own(sentence)


def _beside(one: Counted, sentence: Sentence, drafts: Sequence[Draft]) -> bool:
    """Whether a total of the same stands in the same sentence, or is gone on from."""
    last = drafts[-1] if drafts else None
    if last is None or last.claim.headline:
        return False
    if one.compared is not None:
        return one.compared.number == last.counted.number
    people = last.claim.measure in PEOPLE and one.measure in (*PEOPLE, Measure.OTHER)
    return last.sentence is sentence and people


def _is_label(page: Page, sentence: Sentence, one: Counted) -> bool:
    """ "Killed: 12." in a report on a month: what such a line counts is of that month."""
    governor = one.governor
    if one.noun is not None or governor is None or governor.last != one.first - 1:
        return False
    set_off = any(sign in sentence.words[one.first].gap for sign in ":–—")
    alone = not sentence.dates and not sentence.of("triggers")
    return set_off and alone and frame(page) != Window()


def _in_review(page: Page, sentence: Sentence) -> bool:
    """Whether a sentence of a report on a month or week tells of no event of its own,
    nor does what stands before it in its paragraph."""
    if page.in_title(sentence) or _tells_on_its_own(sentence):
        return False
    for near in page.before(sentence, sentence.index):
        if "\n" in sentence.source[near.end : sentence.start]:
            break
        if any(d.date is not None and d.date.single for d in near.dates):
            return False
        if acts(near) and any(is_fine(near, p) for p in near.places):
            return False
    return frame(page).anchor is WindowAnchor.CALENDAR


def _tells_on_its_own(sentence: Sentence) -> bool:
    """Whether a sentence tells of an attack, a day or a place that was not told before."""
    if any(cue.first <= 1 for cue in sentence.cues("including")):
        return False
    new = [act for act in acts(sentence) if not _told(sentence, act.hit)]
    return bool(new or sentence.dates or counted_places(sentence, None))


def _told(sentence: Sentence, hit: Hit) -> bool:
    """Whether an attack word tells of nothing new: a run taken up, or a counted noun."""
    counted = any(
        0 <= hit.first - sentence.reach(n.start, n.end)[1] <= 1 for n in sentence.numbers
    )
    return counted or _taken_up(sentence, hit)


def _taken_up(sentence: Sentence, hit: Hit) -> bool:
    """ "In these attacks": the run that was counted before."""
    if hit["sort"] != "plural":
        return False
    if hit.first <= OPENING:
        return True
    behind = sentence.cue_after("definite", hit.last)
    return behind is not None or sentence.cue_before("definite", hit.first) is not None
