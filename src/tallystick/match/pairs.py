"""Pairs of claims as columns, with the questions that several comparisons ask of them."""

from __future__ import annotations

from dataclasses import dataclass, field
from functools import cached_property
from typing import Protocol, TypeVar

import numpy as np
import numpy.typing as npt

from tallystick.columns import UNIT, Bools, Bytes, Floats, Ints, Rows, Sets, Weighted
from tallystick.match.block import when
from tallystick.policy import MatchPolicy
from tallystick.roots import is_said
from tallystick.table import ClaimTable

T = TypeVar("T", bound=np.generic)

FEW = 3
"""Members up to which two sets are compared one with one; larger ones are joined."""
AT_ONCE = 2**14
"""Pairs whose words are compared together: a few megabytes."""
HASH_BITS = 31
"""See `columns.name_hash`."""


class Actors(Protocol):
    """What matching asks the directory of actors."""

    def related(self, a: str, b: str, day: str | None = None) -> bool:
        """Whether two ids are one side: the same, one under the other, or one state's."""
        ...


@dataclass(frozen=True, eq=False)
class Pairs:
    """Two rows of a table for each pair."""

    table: ClaimTable
    left: Rows
    right: Rows
    policy: MatchPolicy
    actors: Actors
    asked: dict[tuple[str, str], bool | None] = field(default_factory=dict, repr=False)
    """What the directory has answered about two names, for all pairs of one run."""

    def __len__(self) -> int:
        return len(self.left)

    def take(self, which: Rows) -> Pairs:
        """Some of the pairs."""
        left, right = self.left[which], self.right[which]
        return Pairs(self.table, left, right, self.policy, self.actors, self.asked)

    def both(self, column: npt.NDArray[T]) -> tuple[npt.NDArray[T], npt.NDArray[T]]:
        """A column's values of the left and of the right claims."""
        return column[self.left], column[self.right]

    def share(self, sets: Sets) -> Bools:
        """Whether the two sets of each pair have a member in common."""
        ours, theirs = self.both(sets.sizes)
        start, other = self.both(sets.offsets[:-1])
        found = np.zeros(len(self), np.bool_)
        for i in range(min(FEW, int(ours.max(initial=0)))):
            at = np.flatnonzero(ours > i)
            one = sets.values[start[at] + i]
            for j in range(min(FEW, int(theirs.max(initial=0)))):
                both = theirs[at] > j
                pairs = at[both]
                found[pairs] |= one[both] == sets.values[other[pairs] + j]
        many = np.flatnonzero(((ours > FEW) | (theirs > FEW)) & ~found)
        if len(many):
            found[many] = self.take(many).shared(sets) > 0
        return found

    def shared(self, sets: Sets) -> Rows:
        """How many members the two sets of each pair have in common."""
        left, one = self._members(sets, self.left)
        right, other = self._members(sets, self.right)
        size = max(1, len(sets.words))
        ours, theirs = left * size + one, right * size + other
        at = np.searchsorted(theirs, ours)
        hit = np.zeros(len(ours), np.bool_)
        inside = at < len(theirs)
        hit[inside] = theirs[at[inside]] == ours[inside]
        counts: Rows = np.bincount(left[hit], minlength=len(self))
        return counts

    def cosine(self, told: Weighted) -> Floats:
        """How alike the weighted words of each pair are: 0 no word, 1 the same words."""
        starts = range(0, len(self), AT_ONCE)
        parts = (self.take(np.arange(s, min(s + AT_ONCE, len(self)))) for s in starts)
        return np.concatenate([np.empty(0), *(part._cosine(told) for part in parts)])

    def _cosine(self, told: Weighted) -> Floats:
        left, one, ours = _weights(told, self.left)
        right, other, theirs = _weights(told, self.right)
        keys, others = (left << HASH_BITS) | one, (right << HASH_BITS) | other
        at = np.searchsorted(others, keys)
        at[at == len(others)] = 0
        hit = np.flatnonzero(others[at] == keys) if len(others) else at[:0]
        products = ours[hit].astype(np.float64) * theirs[at[hit]]
        total: Floats = np.bincount(left[hit], products, len(self)) / UNIT**2
        return total

    def related(self, sets: Sets) -> tuple[Bools, Bools]:
        """Whether two known actors of each pair are one side, and whether both are known.

        A name that the directory does not know can be compared with nothing.
        """
        left, one = self._members(sets, self.left)
        right, other = self._members(sets, self.right)
        at, inner = _meet(left, right, len(self))
        size = max(1, len(sets.words))
        owner, asked = left[inner], one[inner] * size + other[at]
        unique, back = np.unique(asked, return_inverse=True)
        answers = [self._answer(sets, *divmod(int(key), size)) for key in unique]
        known = np.array([told is not None for told in answers], np.bool_)
        yes = np.array([bool(told) for told in answers], np.bool_)
        return _any(owner[yes[back]], len(self)), _any(owner[known[back]], len(self))

    def _answer(self, sets: Sets, one: int, other: int) -> bool | None:
        """Whether two names are one side; None if the directory knows one of them not."""
        a, b = sets.words[one], sets.words[other]
        if (a, b) not in self.asked:
            known = not (is_said(a) or is_said(b))
            self.asked[a, b] = self.actors.related(a, b) if known else None
        return self.asked[a, b]

    def _members(self, sets: Sets, rows: Rows) -> tuple[Rows, Rows]:
        """The entries of each pair's set on one side: positions of pairs, and members."""
        sizes = sets.sizes[rows]
        owners = np.repeat(np.arange(len(rows)), sizes)
        within = np.arange(sizes.sum()) - np.repeat(np.cumsum(sizes) - sizes, sizes)
        return owners, sets.values[sets.offsets[rows][owners] + within].astype(np.int64)

    @cached_property
    def both_sites(self) -> Bools:
        """Both name a place finer than a first-level division."""
        return np.logical_and(*self.both(self.table.where.sites.sizes > 0))

    @cached_property
    def one_text(self) -> Bools:
        """Both claims stand in one document."""
        return np.equal(*self.both(self.table.document))

    @cached_property
    def left_days(self) -> tuple[Rows, Rows]:
        """First and last day that the left claim can be about; see `block.when`."""
        return when(self.table, self.left, self.policy)

    @cached_property
    def right_days(self) -> tuple[Rows, Rows]:
        """First and last day that the right claim can be about."""
        return when(self.table, self.right, self.policy)

    @cached_property
    def published_apart(self) -> Ints:
        """Days between the two publications; -1 where one is not known."""
        left, right = self.both(self.table.published)
        apart: Ints = np.where((left < 0) | (right < 0), -1, np.abs(left - right))
        return apart


def _weights(told: Weighted, rows: Rows) -> tuple[Rows, Rows, Bytes]:
    """The words of some rows, in order: positions in `rows`, words, weights."""
    sizes = told.sizes[rows]
    owners = np.repeat(np.arange(len(rows)), sizes)
    within = np.arange(sizes.sum()) - np.repeat(np.cumsum(sizes) - sizes, sizes)
    at = np.repeat(told.offsets[rows], sizes) + within
    return owners, told.words[at].astype(np.int64), told.weights[at]


def _any(pairs: Rows, count: int) -> Bools:
    """Which of `count` pairs are among some pairs."""
    return np.bincount(pairs, minlength=count) > 0


def _meet(left: Rows, right: Rows, size: int) -> tuple[Rows, Rows]:
    """Positions in `right` and in `left` of all entries that belong to one pair.

    Both are ascending lists of pair numbers below `size`.
    """
    counts = np.bincount(right, minlength=size)
    starts = np.cumsum(counts) - counts
    sizes = counts[left]
    inner = np.repeat(np.arange(len(left)), sizes)
    within = np.arange(sizes.sum()) - np.repeat(np.cumsum(sizes) - sizes, sizes)
    return starts[left[inner]] + within, inner
