"""The words of a sentence that make statements, with what must stand beside them."""

from __future__ import annotations

from tallystick.read.phrases.lexicon import Hit, alternatives, lexicon, stands_in
from tallystick.read.phrases.page import Sentence

CLAUSE = 16
"""How far from its word the words of a statement may stand."""
NO_ACT = "-"
"""What words that look like a statement and make none are listed under."""
ATTACK = "@attack"
"""What stands in a list for any word of an attack."""


def found_in(sentence: Sentence) -> list[Hit]:
    """The words of a sentence that make statements, with what must stand beside them."""
    taken: set[int] = set()
    kept: list[Hit] = []
    for hit in sorted(sentence.of("statements"), key=lambda h: (h.first, h.entry.place)):
        if hit.first in taken or not _complete(sentence, hit):
            continue
        taken |= set(range(hit.first, hit.last + 1))
        if hit["act"] != NO_ACT:
            kept.append(hit)
    return kept


def _complete(sentence: Sentence, hit: Hit) -> bool:
    cell = hit["with"]
    if cell == "-":
        return True
    if ATTACK in cell.split("|") and _attack_beside(sentence, hit):
        return True
    language = sentence.habits.language
    lists = lexicon(language)
    near = [
        lists.atoms_of(word.raw)
        for i, word in enumerate(sentence.words)
        if not hit.first <= i <= hit.last and sentence.apart(i, hit.first) <= CLAUSE
    ]
    return any(
        phrase and stands_in(phrase, near) for phrase in alternatives(cell, language)
    )


def _attack_beside(sentence: Sentence, hit: Hit) -> bool:
    """Whether a word of an attack, or of what totals of attacks count, stands near."""
    units = (h for h in sentence.of("units") if h["measure"] == "incidents")
    return any(
        sentence.apart(word.first, hit.first) <= CLAUSE
        for word in (*sentence.of("triggers"), *units)
        if not hit.first <= word.first <= hit.last
    )
