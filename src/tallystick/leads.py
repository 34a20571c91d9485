"""What a report is about: the rarer words of its headline and lead, weighed.

Two reports of one event share names, streets, ages and odd details, however each tells
the rest. Rarity is frozen (``data/match/common_words.tsv``): a ledger's own counts would
let one more document touch everything. Words of languages without counts are not weighed,
so nothing is said of such reports.

Source: weighting by log frequency and inverse document frequency (Salton and Buckley 1988).
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable, Iterator, Mapping
from functools import cache
from heapq import nsmallest
from math import log
from types import MappingProxyType

from tallystick.model.documents import Document
from tallystick.schemes import rows

ALL_REPORTS = "*"
"""Stands for a word in the counts of reports: how many were counted."""
LEAD = 1500
"""Characters of a text in which a report has told its matter."""
MOST_WORDS = 24
"""Words kept of a report, the heaviest."""
SHORT = 3
"""Words below this length are form, not matter; figures of any length are matter."""
NAMED = 1.5
"""Names and figures weigh more than other words as rare: they tell events apart."""

_WORD = re.compile(r"\w+")
_NAME = re.compile(r"(?<=[\w,;:)’'”\"] )[^\W\d_a-z]\w+")
"""A capital after a word, not after the end of a sentence."""


def words_of(text: str) -> Iterator[str]:
    """The words of a text that can be its matter, as often as they stand.

    Letters with digits ("5pm", "21st") are form.
    """
    for word in _WORD.findall(text.casefold()):
        if word.isdigit() or (len(word) >= SHORT and word.isalpha()):
            yield word


@cache
def _counts() -> Mapping[str, Mapping[str, int]]:
    """How many reports have a word, by language."""
    counts: dict[str, dict[str, int]] = {}
    for row in rows("match/common_words.tsv"):
        counts.setdefault(row["language"], {})[row["word"]] = int(row["documents"])
    return MappingProxyType(counts)


def rarely(language: str) -> Callable[[str], bool]:
    """Whether few reports of a language say a word, as far as they were counted."""
    counts = _counts().get(language, {})
    return lambda word: word not in counts


def matter(document: Document) -> dict[str, float]:
    """The words that tell what a report is about, with their weights.

    Empty where the language has no counts.
    """
    counts = _counts().get(document.language)
    if counts is None:
        return {}
    lead = document.text[:LEAD]
    names = {name.casefold() for name in _NAME.findall(lead)}
    weights = {}
    for word, often in Counter(words_of(f"{document.title} {lead}")).items():
        rarity = log((counts[ALL_REPORTS] + 1) / (counts.get(word, 0) + 1))
        named = NAMED if word in names or word.isdigit() else 1.0
        weights[word] = named * rarity * (1 + log(often))
    heaviest = nsmallest(MOST_WORDS, weights.items(), key=lambda one: (-one[1], one[0]))
    return {word: weight for word, weight in heaviest if weight > 0}
