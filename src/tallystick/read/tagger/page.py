"""A whole document, as the models see it: is it about attacks at all?"""

from __future__ import annotations

from collections.abc import Sequence
from itertools import pairwise

from tallystick.read.rules.text import grammar as g
from tallystick.read.rules.text.scan import Scan, Sentence, Token
from tallystick.read.tagger.words import Lens, classes

LEVELS = 8
"""Steps in which the score of a document is told to the other models."""
LEAD = 3
"""Sentences that say what a report is about."""


def page_features(page: Scan, lens: Lens) -> list[str]:
    """Words, pairs of words and triggers of a document."""
    found: set[str] = set()
    for sentence in page.sentences:
        tokens = [t for t in sentence.tokens if not t.is_punct and not t.is_stop]
        told = [lens.word(sentence, t) for t in tokens]
        found |= {f"word={w}" for w in told}
        found |= {f"pair={a} {b}" for a, b in pairwise(told)}
        if sentence.index < LEAD:
            found |= {f"lead={w}" for w in told}
        for token in tokens:
            if kinds := classes(token):
                found |= _trigger(sentence, token, kinds, lens)
    return sorted(found)


def _trigger(
    sentence: Sentence, token: Token, kinds: Sequence[str], lens: Lens
) -> set[str]:
    events = [c for c in kinds if c.startswith("E:")]
    if not events:
        return set()
    found = {events[0], f"{events[0]}:{g.clause_verb(token).tag_}"}
    for child in token.children:
        noun = g.child(child, "pobj") or child
        stem = f"{events[0]}:{child.dep_}"
        found.add(f"{stem}:{lens.word(sentence, noun)}")
        found |= {f"{stem}:{c}" for c in classes(noun)}
    return found


def level(score: float) -> int:
    """The step that a document's score falls in, 0 to `LEVELS`."""
    return int(score * LEVELS)
