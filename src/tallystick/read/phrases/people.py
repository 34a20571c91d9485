"""Names of private persons, so that published pages can mask them.

Only scripts that know capitals show where a name stands: a name beside a word for people,
beside a word of harm, or before an age, unless its bearer is told of in a role.
"""

from __future__ import annotations

from collections.abc import Iterator

from tallystick.model.values import Span
from tallystick.read.actors import find_roles
from tallystick.read.found import NumberUse
from tallystick.read.phrases.page import Page, Sentence

LONGEST_NAME = 4
"""Words of a name; one capitalised word alone is none."""
BESIDE = 2
"""How far from a name the word for a person or of harm may stand."""


def private_spans(page: Page) -> tuple[Span, ...]:
    """The spans of private persons' names, in order."""
    officials = _official_names(page)
    found = [
        sentence.span(first, last)
        for sentence in page.sentences
        for first, last in _names(sentence)
        if _described(sentence, first, last)
        and not {w.raw for w in sentence.words[first : last + 1]} & officials
    ]
    return tuple(sorted(set(found), key=lambda s: (s.part, s.start, s.end)))


def _official_names(page: Page) -> set[str]:
    """Words of the names of persons in role."""
    names: set[str] = set()
    for part in dict.fromkeys(s.part for s in page.sentences):
        text = page.document.string(part)
        for role in find_roles(text, page.document.language):
            names |= set(text[role.person_start : role.person_end].split())
    return names


def _names(sentence: Sentence) -> Iterator[tuple[int, int]]:
    """Runs of two or more capitalised words that are read as nothing else."""
    taken = _taken(sentence)
    at = 0
    while at < len(sentence.words):
        last = at
        while last < len(sentence.words) and last - at < LONGEST_NAME:
            word = sentence.words[last]
            joined = last == at or word.gap in (" ", "-")
            if last in taken or not joined or not _capital(word.raw):
                break
            last += 1
        if last - at > 1:
            yield at, last - 1
        at = max(last, at + 1)


def _capital(raw: str) -> bool:
    return raw[0].isupper() and not raw.isupper() and raw.isalpha()


def _taken(sentence: Sentence) -> set[int]:
    finds = [
        *((f.start, f.end) for f in sentence.places),
        *((f.start, f.end) for f in sentence.dates),
        *((f.start, f.end) for f in sentence.actors),
    ]
    reaches = (sentence.reach(start, end) for start, end in finds)
    taken = {i for first, last in reaches for i in range(first, last + 1)}
    listed = (hit for hit in sentence.hits if hit.list != "cues")
    return taken | {i for hit in listed for i in range(hit.first, hit.last + 1)}


def _described(sentence: Sentence, first: int, last: int) -> bool:
    """Whether a word for people or of harm, or an age, stands beside a name."""
    hits = (*sentence.of("persons"), *sentence.of("harm"))
    near = any(
        0 < first - hit.last <= BESIDE or 0 < hit.first - last <= BESIDE for hit in hits
    )
    aged = any(
        n.use is NumberUse.AGE and 0 < sentence.at(n.start) - last <= BESIDE
        for n in sentence.numbers
    )
    return near or aged
