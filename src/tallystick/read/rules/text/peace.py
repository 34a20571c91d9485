"""Reports that use the words of attack for floods, games, computers or labour disputes."""

from __future__ import annotations

import re
from collections import Counter

from tallystick.read.rules.text.first_gate import strong_words
from tallystick.read.rules.text.lexicon import values_of
from tallystick.read.rules.text.scan import Scan

WORD = re.compile(r"[a-z]+")
FEWEST_WORDS = 3
"""So many different words of one kind make a report of that kind ..."""
MOST_STRONG = 6
"""... if it has no more words of violence than that, and no more than words of its kind."""


def peaceful(scan: Scan) -> bool:
    """Whether a report tells of something else than violence, in the words of violence.

    It has several different words of one kind (`data/read/en/peaceful.tsv`) and no more
    words that tell of violence by themselves.
    """
    document = scan.document
    words = Counter(WORD.findall(f"{document.title} {document.text}".lower()))
    known = strong_words()
    strong = sum(n for word, n in words.items() if word in known)
    if strong > MOST_STRONG:
        return False
    for kind in values_of("peaceful", "kind", "word").values():
        told = {word: n for word, n in words.items() if word in kind}
        if len(told) >= FEWEST_WORDS and sum(told.values()) >= strong:
            return True
    return False
