"""Words of a text with their offsets, and what stands between them."""

from __future__ import annotations

import re
from functools import lru_cache
from typing import NamedTuple

from tallystick.read.places.keys import exact_key

_LONGEST = 60
"""Letters of the longest word that is looked at; longer ones are no words."""
_MARKS = "\u0300-\u036f\u0591-\u05c7\u0610-\u061a\u064b-\u065f\u0670\u0640"
_WORD = re.compile(
    r"(?:[A-Za-z]\.){2,}(?![a-z])|[A-Z]\. ?[A-Z][a-z]\."
    rf"|[^\W_][\w{_MARKS}]*(?:['’ʼ`‘ʻ״\"׳][^\W\d_][\w{_MARKS}]*)*"
)
_POSSESSIVE = re.compile(r"['’](?:s|S)$")
_ELIDED = re.compile(r"(?:[dl]|qu)['’](?=[^\W\d_])")
_FRENCH = re.compile(r"(?:[dlDL]|[qQ]u)['’](?=[^\W\d_])")
_TURKISH = re.compile(r"['’](?=[a-zçğıöşü]{1,8}$)")


class Token(NamedTuple):
    """A word.

    Attributes:
        gap: what stands between the word before and this one.
        tail: a possessive or case ending cut from its end ("'s", "'da").
    """

    text: str
    start: int
    end: int
    gap: str
    tail: str
    key: str
    capital: bool
    cased: bool
    """Its script knows capitals."""


def tokens(text: str, language: str) -> list[Token]:
    """The words of a text in order.

    Args:
        text: any string; what is not part of a word is kept as gaps.
        language: ISO 639-1; Turkish endings behind an apostrophe and French articles
            before one are cut off.
    """
    found: list[Token] = []
    last = 0
    cut = _TURKISH if language == "tr" else _POSSESSIVE
    elided = _FRENCH if language == "fr" else _ELIDED
    for match in _WORD.finditer(text):
        start, whole = match.start(), match.group()
        marked = "'" in whole or "’" in whole
        article = elided.match(whole) if marked else None
        if article:
            start, whole = start + article.end(), whole[article.end() :]
        tail = cut.search(whole) if marked else None
        word = whole[: tail.start()] if tail and tail.start() else whole
        end = start + len(word)
        rest = whole[len(word) :] if tail else ""
        found.append(Token(word, start, end, text[last:start], rest, *_known(word)))
        last = end
    return found


@lru_cache(maxsize=65536)
def _known(word: str) -> tuple[str, bool, bool]:
    """A word's key, and whether it begins with a capital, and could."""
    first = word[0]
    key = exact_key(word) if len(word) <= _LONGEST else ""
    return key, first.isupper() or first.istitle(), first.lower() != first.upper()
