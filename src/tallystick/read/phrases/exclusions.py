"""What a sentence says that its total leaves out."""

from __future__ import annotations

from collections.abc import Iterator

from tallystick.model.claims import Exclusion
from tallystick.model.lists import Dimension
from tallystick.model.values import Evidence, Field
from tallystick.read.phrases.lexicon import Hit
from tallystick.read.phrases.page import Sentence

LONGEST = 14
"""Words of an exclusion at most."""


def exclusions(sentence: Sentence) -> tuple[Exclusion, ...]:
    """What is left out, typed."""
    return tuple(
        Exclusion(_dimension(sentence, first, last), sentence.quote(first, last))
        for first, last in _stretches(sentence)
    )


def exclusion_evidence(sentence: Sentence) -> list[Evidence]:
    """The words that say so."""
    return [
        Evidence(Field.EXCLUDES, sentence.span(first, last))
        for first, last in _stretches(sentence)
    ]


def _stretches(sentence: Sentence) -> Iterator[tuple[int, int]]:
    for cue in sentence.cues("exclude"):
        last = cue.last
        most = min(len(sentence.words), cue.last + LONGEST)
        while last + 1 < most and sentence.apart(last, last + 1) == 1:
            last += 1
        yield cue.first, last


def _dimension(sentence: Sentence, first: int, last: int) -> Dimension:
    def within(hits: tuple[Hit, ...]) -> bool:
        return any(first <= hit.first <= last for hit in hits)

    start, end = sentence.words[first].start, sentence.words[last].end
    if any(
        hit["kind"] == "stop" and first <= hit.first <= last
        for hit in sentence.of("triggers")
    ):
        return Dimension.OUTCOME
    if any(start <= d.start < end for d in sentence.dates):
        return Dimension.PERIOD
    if any(start <= p.start < end for p in sentence.places):
        return Dimension.AREA
    if within(sentence.cues("suspect")) or within(sentence.of("persons")):
        return Dimension.STATUS
    return Dimension.INCIDENT
