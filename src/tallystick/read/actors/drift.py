"""Spelling drift: names that were carried into Latin script by ear.

"Kataib", "Kata'ib" and "Kataeb" are one name. Two words are one name here when their
skeletons (consonants, folded) are equal and what remains, vowels folded, differs by no
more than a letter or two. Only names that the directory marks as transliterated
(``ar-Latn``) are met this way, and only when the text writes them with capitals.
"""

from __future__ import annotations

from functools import lru_cache

ARTICLES = frozenset(("al", "el", "ul", "as", "ash", "ar", "an", "ad", "at", "az"))

_DIGRAPHS = (
    ("ou", "u"), ("oo", "u"), ("ee", "i"), ("ei", "i"), ("ai", "i"), ("ay", "i"),
    ("ae", "i"), ("kh", "x"), ("gh", "g"), ("dh", "d"), ("th", "t"), ("sh", "s"),
    ("ch", "s"), ("zh", "z"), ("q", "k"), ("c", "k"), ("w", "v"), ("x", "k"),
    ("e", "i"), ("o", "u"), ("y", "i"),
)  # fmt: skip
_VOWELS = frozenset("aiu")


@lru_cache(maxsize=16_384)
def weak(key: str) -> str:
    """A folded word with its vowels and digraphs folded and doubles single."""
    for one, other in _DIGRAPHS:
        key = key.replace(one, other)
    single = [letter for i, letter in enumerate(key) if i == 0 or key[i - 1] != letter]
    return "".join(single)


@lru_cache(maxsize=16_384)
def skeleton(key: str) -> str:
    """The consonants of a folded word after its first letter; a final h falls."""
    folded = weak(key)
    bare = folded[:1] + "".join(c for c in folded[1:] if c not in _VOWELS)
    return bare[:-1] if len(bare) > 2 and bare.endswith("h") else bare


@lru_cache(maxsize=16_384)
def alike(left: str, right: str) -> bool:
    """Whether two folded words may be one name spelt twice."""
    if skeleton(left) != skeleton(right):
        return False
    one, other = weak(left), weak(right)
    return one == other or distance(one, other) <= max(1, len(one) // 4)


def distance(one: str, other: str) -> int:
    """Levenshtein distance of two short words."""
    before = list(range(len(other) + 1))
    for i, a in enumerate(one, 1):
        row = [i]
        for j, b in enumerate(other, 1):
            row.append(min(before[j] + 1, row[-1] + 1, before[j - 1] + (a != b)))
        before = row
    return before[-1]
