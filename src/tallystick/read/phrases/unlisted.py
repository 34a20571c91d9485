"""Places that no gazetteer lists, known by their preposition and their capital letter."""

from __future__ import annotations

from collections.abc import Iterator

from tallystick.model.values import Place
from tallystick.read.found import FoundPlace, PlaceUse
from tallystick.read.phrases.page import Sentence

LONGEST_NAME = 3
"""Words of a name."""


def unlisted_places(sentence: Sentence) -> Iterator[FoundPlace]:
    """Capitalised words behind "in", "near": a place of which nothing more is known.

    Only in scripts that know capitals; nothing that is read as something else.
    """
    taken = _taken(sentence)
    for start_at in sorted({*_behind_at(sentence), *_behind_things(sentence)}):
        first = last = start_at
        while last < len(sentence.words) and last - first < LONGEST_NAME:
            if last in taken or not _name(sentence, last, first):
                break
            last += 1
        if last == first:
            continue
        start, end = sentence.words[first].start, sentence.words[last - 1].end
        place = Place(sentence.source[start:end])
        why = "a capitalised name behind a preposition, listed nowhere"
        yield FoundPlace(start, end, PlaceUse.LITERAL, place, why)


def _behind_at(sentence: Sentence) -> Iterator[int]:
    for cue in sentence.cues("at"):
        yield cue.last + 1


def _behind_things(sentence: Sentence) -> Iterator[int]:
    """ "The village of X", "the police station of X"."""
    things = {hit.last for hit in sentence.of("targets")}
    for cue in sentence.cues("of"):
        if cue.first - 1 in things:
            yield cue.last + 1


def _name(sentence: Sentence, at: int, first: int) -> bool:
    word = sentence.words[at]
    joined = word.gap.strip(" -") == ""
    named = word.raw[0].isupper() and not word.raw.isupper() and len(word.raw) > 2
    return named and joined and at > 0 and (at == first or word.gap in (" ", "-"))


def _taken(sentence: Sentence) -> set[int]:
    """Words that are read as something else than a place of that kind."""
    taken = {
        i
        for hit in sentence.hits
        if hit.list != "cues"
        for i in range(hit.first, hit.last + 1)
    }
    finds = [
        *((f.start, f.end) for f in sentence.places),
        *((f.start, f.end) for f in sentence.dates),
        *((f.start, f.end) for f in sentence.actors),
    ]
    for start, end in finds:
        first, last = sentence.reach(start, end)
        taken |= set(range(first, last + 1))
    return taken
