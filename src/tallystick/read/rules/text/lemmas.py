"""Parts of speech and lemmas, asked of the parser once for every word that it tags alike.

Two components of the parser are lists of words: one makes parts of speech of tags, one
takes endings away. Nearly every row of theirs looks at one word alone, yet both go through
all rows at every word of a text. Here what they say of a word, its tag and its relation is
kept; texts with words that may be part of a longer row are left to them.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from functools import cache
from importlib import import_module
from typing import Any, TypeAlias

import numpy as np

LISTS = ("attribute_ruler", "lemmatizer")
"""The components that are lists, in their order."""
ASKED = ["ORTH", "TAG", "DEP"]
TOLD = ["TAG", "DEP", "POS", "LEMMA"]
OF_ONE_WORD = frozenset(("LOWER", "TAG", "DEP", "IS_SPACE"))
"""What rows may ask of a word for the answer to hang on `ASKED` alone."""
MOST = 1 << 18
"""Words kept; then all are forgotten."""

_Word: TypeAlias = tuple[int, ...]


def parsed(nlp: Any, texts: Iterable[str]) -> Iterator[Any]:
    """The texts through a pipeline: as its own `pipe` gives them, but for morphology.

    A pipeline without the two lists, or with rows of other kinds, runs as it is.
    """
    lists = _lists_of(nlp)
    if lists is None:
        return iter(nlp.pipe(texts))
    return map(lists.annotated, nlp.pipe(texts, disable=LISTS))


@cache
def _lists_of(nlp: Any) -> _Lists | None:
    if not set(LISTS) <= set(nlp.pipe_names):
        return None
    patterns = [p for row in nlp.get_pipe(LISTS[0]).patterns for p in row["patterns"]]
    known = all(asked.keys() <= OF_ONE_WORD for pattern in patterns for asked in pattern)
    return _Lists(nlp, [p[:1] for p in patterns if len(p) > 1]) if known else None


class _Lists:
    """What the two lists of a pipeline say, by word, tag and relation."""

    def __init__(self, nlp: Any, longer: Sequence[Any]) -> None:
        """Lists of which nothing was asked yet.

        Args:
            longer: the beginnings of the rows that look at several words.
        """
        self._lists = [nlp.get_pipe(name) for name in LISTS]
        self._vocab = nlp.vocab
        self._told: dict[_Word, _Word | None] = {}
        self._longer = import_module("spacy.matcher").Matcher(nlp.vocab)
        if longer:
            self._longer.add("longer", longer)

    def annotated(self, doc: Any) -> Any:
        """A tagged and parsed document with parts of speech and lemmas."""
        words = list(map(tuple, doc.to_array(ASKED).tolist()))
        if len(self._told) > MOST:
            self._told.clear()
        new = [word for word in dict.fromkeys(words) if word not in self._told]
        if new:
            self._told.update(self._asked(new))
        told = [self._told[word] for word in words]
        if None in told:
            return self._through(doc)
        return doc.from_array(TOLD, np.array(told, np.uint64).reshape(-1, len(TOLD)))

    def _asked(self, words: Sequence[_Word]) -> Iterator[tuple[_Word, _Word | None]]:
        """Each word with what the lists tell of it alone; None where it may be one of more."""
        strings = self._vocab.strings
        spaced = [one for word in words for one in (strings[word[0]], " ")]
        doc = import_module("spacy.tokens").Doc(self._vocab, words=spaced)
        asked = np.zeros((len(spaced), len(ASKED) - 1), np.uint64)
        asked[::2] = np.array(words, np.uint64)[:, 1:]
        doc.from_array(ASKED[1:], asked)
        found = self._longer(doc, allow_missing=True) if len(self._longer) else ()
        longer = {start for _, start, _ in found}
        told = map(tuple, self._through(doc).to_array(TOLD)[::2].tolist())
        for place, (word, alone) in enumerate(zip(words, told, strict=True)):
            yield word, None if 2 * place in longer else alone

    def _through(self, doc: Any) -> Any:
        for one in self._lists:
            doc = one(doc)
        return doc
