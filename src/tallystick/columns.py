"""Columns of a table: sets and ranges by row, places by grid cell."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from itertools import chain
from math import sqrt
from typing import TypeAlias
from zlib import crc32

import numpy as np
import numpy.typing as npt

Ints: TypeAlias = npt.NDArray[np.int32]
Floats: TypeAlias = npt.NDArray[np.float64]
Bools: TypeAlias = npt.NDArray[np.bool_]
Rows: TypeAlias = npt.NDArray[np.int64]
Bytes: TypeAlias = npt.NDArray[np.uint8]
Span: TypeAlias = tuple[bool, int, int]
"""Whether it was said, its inclusive low end, its inclusive high end."""

NONE = -1
"""In an index column: the claim says nothing."""
OPEN = 2**30
"""High end of a range that has none."""
UNSAID: Span = (False, 0, OPEN)
UNIT = 255
"""Length of the vectors of `Weighted`, whose weights are single bytes."""

CELL_COLUMNS = 720
"""Half-degree cells in a row of PRIO-GRID (Tollefsen, Strand, Buhaug 2012)."""


def name_hash(word: str) -> int:
    """A number below 2**31 for a word, the same on every machine."""
    return crc32(word.encode()) & 0x7FFFFFFF


@dataclass(frozen=True, eq=False)
class Sets:
    """One set of vocabulary indices for each row (compressed sparse rows).

    The set of row ``r`` is ``values[offsets[r]:offsets[r + 1]]``: ascending, each once.
    """

    words: tuple[str, ...]
    """The vocabulary, sorted."""
    offsets: Rows
    values: Ints

    @classmethod
    def of_words(cls, rows: Sequence[Iterable[str]], words: Iterable[str] = ()) -> Sets:
        """Sets from the words of each row; `words` are entered in the vocabulary too."""
        vocabulary = tuple(sorted({*words, *chain.from_iterable(rows)}))
        index = {word: i for i, word in enumerate(vocabulary)}
        sets = [sorted({index[word] for word in row}) for row in rows]
        offsets = np.zeros(len(sets) + 1, np.int64)
        np.cumsum([len(one) for one in sets], out=offsets[1:])
        return cls(vocabulary, offsets, ints(chain.from_iterable(sets)))

    def of(self, row: int) -> Ints:
        """The indices of one row."""
        return self.values[self.offsets[row] : self.offsets[row + 1]]

    def words_of(self, row: int) -> tuple[str, ...]:
        """The words of one row, sorted."""
        return tuple(self.words[i] for i in self.of(row))

    @cached_property
    def sizes(self) -> Rows:
        """How many indices each row has."""
        return np.diff(self.offsets)

    @cached_property
    def hashes(self) -> Rows:
        """`name_hash` of each word: names a word whatever else stands in a vocabulary."""
        return np.fromiter(map(name_hash, self.words), np.int64, len(self.words))


@dataclass(frozen=True, eq=False)
class Weighted:
    """One set of weighted words for each row, as a vector of length `UNIT`.

    The words of row ``r`` are ``words[offsets[r]:offsets[r + 1]]``, ascending, each once.
    They are `name_hash`es: no vocabulary is needed, nothing but likeness is asked of them.
    """

    offsets: Rows
    words: Ints
    weights: Bytes

    @classmethod
    def of_rows(cls, rows: Sequence[Mapping[str, float]]) -> Weighted:
        """Sets from the words of each row with weights above 0."""
        sets = [_unit(row) for row in rows]
        offsets = np.zeros(len(sets) + 1, np.int64)
        np.cumsum([len(one) for one in sets], out=offsets[1:])
        told = list(chain.from_iterable(sets))
        weights = np.fromiter((weight for _, weight in told), np.uint8, len(told))
        return cls(offsets, ints(word for word, _ in told), weights)

    @cached_property
    def sizes(self) -> Rows:
        """How many words each row has."""
        return np.diff(self.offsets)


def _unit(row: Mapping[str, float]) -> list[tuple[int, int]]:
    """Hashed words in order, with whole weights; two words of one hash are one."""
    length = sqrt(sum(weight * weight for weight in row.values())) or 1.0
    told = {name_hash(word): round(UNIT * row[word] / length) for word in sorted(row)}
    return sorted(told.items())


@dataclass(frozen=True, eq=False)
class Ranges:
    """An inclusive range for each row; see the head of the module."""

    said: Bools
    low: Ints
    high: Ints

    @classmethod
    def of_spans(cls, spans: Sequence[Span]) -> Ranges:
        """Ranges from one span a row."""
        said = np.array([span[0] for span in spans], np.bool_)
        return cls(said, ints(s[1] for s in spans), ints(s[2] for s in spans))


def cell_of(lat: float, lon: float) -> int:
    """PRIO-GRID gid of a point in WGS84 degrees: 1 at the south-west, rows eastwards."""
    row = min(int((lat + 90) * 2), CELL_COLUMNS // 2 - 1)
    return row * CELL_COLUMNS + int((lon + 180) * 2) % CELL_COLUMNS + 1


def ints(values: Iterable[int]) -> Ints:
    """A column of integers."""
    return np.fromiter(values, np.int32)


def codes(words: Sequence[str], told: Iterable[str | None]) -> Ints:
    """A column of indices into a list; NONE for what is not said."""
    index = {word: i for i, word in enumerate(words)}
    return ints(NONE if one is None else index[one] for one in told)
