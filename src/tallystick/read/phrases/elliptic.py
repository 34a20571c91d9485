"""Bare numbers that go on with what was counted before them."""

from __future__ import annotations

from tallystick.model.lists import Measure
from tallystick.model.values import Number
from tallystick.read.found import DateShape, FoundNumber, NumberUse
from tallystick.read.phrases.counts import Counted
from tallystick.read.phrases.harm_words import measure_of
from tallystick.read.phrases.lexicon import Hit
from tallystick.read.phrases.page import Sentence
from tallystick.read.rules.totals.over_time import PEOPLE
from tallystick.read.rules.totals.windows import is_stretch

NAMED_REACH = 5
"""Words from a verb of counting to its bare number."""
SMALL = ("at", "on", "of", "over", "since", "by", "and", "including", "break")
"""Cues that open what is no noun of the number before them."""
ASKED_REACH = 3
"""Words from "how many" to the noun that it asks the number of."""


def elliptic(
    sentence: Sentence, number: FoundNumber, before: Counted | None
) -> Counted | None:
    """ "Against 870 a year before", "others speak of 76": a bare number of the same."""
    first, last = sentence.reach(number.start, number.end)
    if before is None or number.number.stated is None or number.use is NumberUse.ORDINAL:
        return None
    if before.asked and stands_bare(sentence, last):
        unit = before.unit
        return Counted(
            number, before.measure, first, last, None, None, unit, compared=before
        )
    stop = _stop_beside(sentence, first, last)
    if stop is not None and before.measure is Measure.MUNITIONS:
        unit = before.unit
        return Counted(number, before.measure, first, last, None, stop, unit, subset=True)
    if not stands_bare(sentence, _with_people(sentence, before, first, last)):
        return None
    told = (
        sentence.cue_before("compare", first, 2)
        or any(0 < first - h.last <= 4 for h in sentence.of("speech"))
        or (sentence.cue_before("total", first, 8) and before.measure in PEOPLE)
        or sentence.cue_before("them", first, 3)
        or _named(sentence, first)
        or any(
            is_stretch(d) and sentence.apart(sentence.at(d.start), first) <= 8
            for d in sentence.dates
        )
        or any(
            d.shape is DateShape.SINCE and 0 < sentence.at(d.start) - last <= 2
            for d in sentence.dates
        )
    )
    if not told:
        return None
    return Counted(
        number, before.measure, first, last, None, None, before.unit, compared=before
    )


def _with_people(sentence: Sentence, before: Counted, first: int, last: int) -> int:
    """The last word of "this figure was 298 people": of people counted before."""
    if before.measure not in PEOPLE or sentence.cue_before("them", first, 3) is None:
        return last
    people = (h for h in sentence.of("persons") if h.first == last + 1)
    return max((h.last for h in people), default=last)


def _named(sentence: Sentence, first: int) -> bool:
    """ "The army counted 73": a verb of counting shortly before a bare number."""
    cue = sentence.cue_before("counts", first, NAMED_REACH)
    return cue is not None and sentence.apart(cue.last, first) <= NAMED_REACH


def asked(sentence: Sentence) -> Counted | None:
    """What a question asks the number of: "how many attacks were there?"."""
    for cue in sentence.cues("how-many"):
        for name in ("units", "triggers", "harm"):
            for hit in sentence.of(name):
                near = 0 < hit.first - cue.last <= ASKED_REACH
                if near and hit.entry.row.get("sort", "noun") in ("noun", "plural"):
                    return _asked(sentence, cue, hit)
    return None


def _asked(sentence: Sentence, cue: Hit, noun: Hit) -> Counted:
    start, end = sentence.words[cue.first].start, sentence.words[cue.last].end
    number = FoundNumber(
        start, end, start, end, Number.vague(), NumberUse.COUNT, "a question"
    )
    unit = sentence.quote(noun.first, noun.last)
    measure = measure_of(noun)
    return Counted(number, measure, cue.first, noun.last, noun, None, unit, asked=True)


def _stop_beside(sentence: Sentence, first: int, last: int) -> Hit | None:
    """ "38 missiles, 30 shot down": the word of stopping right beside a bare number."""
    helping = (*sentence.cues("active"), *sentence.cues("passive"))
    helped = {i for cue in helping for i in range(cue.first, cue.last + 1)}
    last = past_joined(sentence, last)
    while last + 1 in helped or last + 2 in helped:  # "ont respectivement été"
        last += 1
    for hit in sentence.of("triggers"):
        behind = hit.first == last + 1
        before = hit.last == first - 1 and stands_bare(sentence, last)
        if hit["kind"] in ("stop", "target") and (behind or before):
            return hit
    return None


def past_joined(sentence: Sentence, last: int) -> int:
    """Of "442 et 41 ont été interceptés" the last word of the second number."""
    joined = any(cue.first == last + 1 for cue in sentence.cues("and"))
    behind = (n for n in sentence.numbers if sentence.at(n.start) == last + 2)
    after = next(behind, None) if joined else None
    return sentence.reach(after.start, after.end)[1] if after else last


def stands_bare(sentence: Sentence, last: int) -> bool:
    """Whether no noun follows a number: a sign, a small word or a date does."""
    if last + 1 >= len(sentence.words):
        return True
    following = sentence.words[last + 1]
    if any(sign in following.gap for sign in '.,;:،؛()»"\n'):
        return True
    names = SMALL + ("change",) * (sentence.habits.order == "sov")
    small = any(h.first == last + 1 for name in names for h in sentence.cues(name))
    told = any(h.first == last + 1 for h in sentence.of("speech"))
    means = {p[1:] for n in ("with", "at") for p in sentence.habits.has(n) if p[0] == "^"}
    adverb = bool(means) and sentence.folded[last + 1].startswith(tuple(means))
    dated = any(d.start == following.start for d in sentence.dates)
    return small or told or dated or adverb
