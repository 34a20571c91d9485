"""People told of one by one, without a number."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from tallystick.model.values import Number
from tallystick.read.found import FoundNumber, NumberUse
from tallystick.read.phrases.counts import Counted
from tallystick.read.phrases.harm_words import (
    WRONG_SIDE,
    harm_measure,
    opens_a_clause,
    wrong_side,
)
from tallystick.read.phrases.lexicon import Hit
from tallystick.read.phrases.page import Sentence

NEAR_HARM = 7
"""How far from one person without a number the word of harm may stand."""


def singles(sentence: Sentence, here: Sequence[Counted]) -> tuple[Counted, ...]:
    """ "A soldier was killed": people told of one by one, without a number."""
    taken = {i for one in here for i in range(one.first, one.last + 1)}
    found = []
    for first, last in _lone(sentence):
        harm = _beside(sentence, first, last, here)
        if harm is None or taken & set(range(first, last + 1)):
            continue
        taken |= set(range(first, last + 1))
        start, end = sentence.words[first].start, sentence.words[last].end
        why = "one person told of"
        number = FoundNumber(start, end, start, end, Number.said(1), NumberUse.COUNT, why)
        unit = sentence.quote(last, last)
        found.append(Counted(number, harm_measure(harm), first, last, None, harm, unit))
    return tuple(found)


def _lone(sentence: Sentence) -> Iterator[tuple[int, int]]:
    """Words that may stand for one person: "a soldier", "one died", or a noun listed so."""
    things = {
        i
        for name in ("targets", "units", "weapons", "triggers", "harm", "speech")
        for hit in sentence.of(name)
        for i in range(hit.first, hit.last + 1)
    }
    people = {hit.first for hit in sentence.of("persons")}
    dying = {hit.first for hit in sentence.of("harm") if hit["sort"] == "passive"}
    for hit in sentence.cues("one"):
        noun = hit.last + 1
        if noun < len(sentence.words) and (noun in people or noun not in things):
            yield hit.first, noun
        elif noun in dying:
            yield hit.first, hit.last
    for hit in sentence.cues("person"):
        yield hit.first, hit.last


def _beside(
    sentence: Sentence, first: int, last: int, here: Sequence[Counted]
) -> Hit | None:
    """The nearest word of harm to a person, on the side where the language has it."""
    best: tuple[int, int, Hit] | None = None
    known = any(first <= p.first <= last for p in sentence.of("persons"))
    reach = NEAR_HARM if known else 2
    for harm in sentence.of("harm"):
        if harm["measure"] == "other" or first <= harm.first <= last:
            continue
        left = harm.last < first
        edge = (harm.last, first) if left else (last, harm.first)
        cost = sentence.apart(*edge)
        cost += WRONG_SIDE * wrong_side(sentence, harm, left=left)
        cost += WRONG_SIDE * (left and opens_a_clause(sentence, first, last))
        low, high = min(edge), max(edge)
        between = any(low < one.first < high for one in here)
        if (
            cost <= reach
            and not between
            and (best is None or (cost, harm.first) < best[:2])
        ):
            best = (cost, harm.first, harm)
    return best[2] if best else None
