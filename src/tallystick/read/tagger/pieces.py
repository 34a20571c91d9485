"""A page as the encoder sees it: pieces of words by number, names masked by their class.

Words are cut as BERT cuts them (WordPiece; Devlin et al. 2019): lower case, without accents,
the longest known piece first.
"""

from __future__ import annotations

import unicodedata
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import groupby
from types import MappingProxyType
from typing import TypeAlias

from tallystick.model.values import Part
from tallystick.read.rules.text.scan import Scan, Sentence, Token
from tallystick.read.tagger.words import Lens

Spot: TypeAlias = tuple[Part, int]
"""Where a word or an expression begins: the part of the document, code points."""

UNKNOWN, FIRST, LAST = "[UNK]", "[CLS]", "[SEP]"
INSIDE = "##"
"""Before pieces that go on with a word."""
MASKED: Mapping[str, str] = MappingProxyType(
    {
        "PARTY": "[unused1]",
        "PARTYISH": "[unused2]",
        "ACTOR": "[unused3]",
        "PLACE": "[unused4]",
        "NAME-PERSON": "[unused5]",
        "NAME-ORG": "[unused6]",
        "NAME-GPE": "[unused7]",
        "NAME-DATE": "[unused8]",
        "NAME-": "[unused9]",
    }
)
"""The piece that stands for a class of names (`words.name_class`); other names are `NAME-`."""
LONGEST = 320
"""Pieces of a window at most, with its marks; longer pages are read in several."""
LONGEST_WORD = 64
"""Characters of a word that are looked at."""


@dataclass(frozen=True)
class Window:
    """A stretch of whole sentences, the title first in the first."""

    ids: tuple[int, ...]
    places: Mapping[Spot, int]
    """Where each word's first piece stands in `ids`."""


def windows(page: Scan, lens: Lens, vocabulary: Mapping[str, int]) -> Iterator[Window]:
    """A page in windows of at most `LONGEST` pieces; no word stands in two."""
    first, last = vocabulary[FIRST], vocabulary[LAST]
    ids, places = [first], dict[Spot, int]()
    for sentence in page.sentences:
        here, starts = _sentence(sentence, lens, vocabulary)
        if len(ids) + len(here) + 2 > LONGEST and len(ids) > 1:
            yield Window((*ids, last), places)
            ids, places = [first], {}
        room = LONGEST - 3
        places |= {at: len(ids) + n for at, n in starts.items() if n < room}
        ids += here[:room]
        if page.in_title(sentence):
            ids.append(last)
    if len(ids) > 1:
        yield Window((*ids, last), places)


def _sentence(
    sentence: Sentence, lens: Lens, vocabulary: Mapping[str, int]
) -> tuple[list[int], dict[Spot, int]]:
    """The pieces of a sentence and where each word begins in them; a name is one piece."""
    ids: list[int] = []
    starts: dict[Spot, int] = {}
    words = [t for t in sentence.tokens if not t.is_space]
    for mask, group in groupby(words, key=lambda t: _mask(sentence, t, lens)):
        for token in group:
            at = sentence.part, sentence.at(token)
            if mask is None:
                starts[at] = len(ids)
                ids += cut(token.text, vocabulary)
            else:
                if not ids or ids[-1] != vocabulary[mask]:
                    ids.append(vocabulary[mask])
                starts[at] = len(ids) - 1
    return ids, starts


def _mask(sentence: Sentence, token: Token, lens: Lens) -> str | None:
    seen = lens.word(sentence, token)
    if seen.startswith("NAME-"):
        return MASKED.get(seen, MASKED["NAME-"])
    return MASKED.get(seen)


def cut(word: str, vocabulary: Mapping[str, int]) -> Sequence[int]:
    """The pieces of one word: its longest known beginning, and so on with the rest."""
    ids: list[int] = []
    for run in _runs(word[:LONGEST_WORD]):
        ids += _longest_first(run, vocabulary)
    return ids or [vocabulary[UNKNOWN]]


def _runs(word: str) -> Iterator[str]:
    """A word without case and accents, cut at punctuation, whose marks stand alone."""
    bare = "".join(
        c
        for c in unicodedata.normalize("NFD", word.lower())
        if unicodedata.category(c) != "Mn"
    )
    for alone, group in groupby(bare, key=_is_mark):
        run = "".join(group)
        yield from (run if alone else (run,))


def _is_mark(character: str) -> bool:
    known = character.isascii() and not character.isalnum() and not character.isspace()
    return known or unicodedata.category(character).startswith("P")


def _longest_first(run: str, vocabulary: Mapping[str, int]) -> list[int]:
    ids: list[int] = []
    start = 0
    while start < len(run):
        mark = INSIDE if start else ""
        ends = range(len(run), start, -1)
        end = next((e for e in ends if mark + run[start:e] in vocabulary), None)
        if end is None:
            return [vocabulary[UNKNOWN]]
        ids.append(vocabulary[mark + run[start:end]])
        start = end
    return ids
