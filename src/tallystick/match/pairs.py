"""Pairs of claims as columns, with the questions that several comparisons ask of them."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property
from typing import Protocol, TypeVar

import numpy as np
import numpy.typing as npt

from tallystick.columns import Bools, Ints, Rows, Sets, codes
from tallystick.match.block import when
from tallystick.policy import MatchPolicy
from tallystick.roots import is_said
from tallystick.table import ClaimTable

T = TypeVar("T", bound=np.generic)


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

    def both(self, column: npt.NDArray[T]) -> tuple[npt.NDArray[T], npt.NDArray[T]]:
        """A column's values of the left and of the right claims."""
        return column[self.left], column[self.right]

    def share(self, sets: Sets) -> Bools:
        """Whether the two sets of each pair have a member in common."""
        left, one = self._members(sets, self.left)
        right, other = self._members(sets, self.right)
        size = len(sets.words)
        common = np.isin(left * size + one, right * size + other)
        return _any(left[common], len(self.left))

    def related(self, sets: Sets) -> tuple[Bools, Bools]:
        """Whether two known actors of each pair are one side, and whether both are known.

        A name that the directory does not know can be compared with nothing.
        """
        known = np.array([not is_said(word) for word in sets.words], np.bool_)
        left, one = self._members(sets, self.left)
        right, other = self._members(sets, self.right)
        at, inner = _meet(left, right, len(self.left))
        keep = known[one[inner]] & known[other[at]]
        owner, a, b = left[inner][keep], one[inner][keep], other[at][keep]
        size = len(sets.words)
        asked, back = np.unique(a * size + b, return_inverse=True)
        answers = np.array(
            [
                self.actors.related(sets.words[k // size], sets.words[k % size])
                for k in asked
            ],
            np.bool_,
        )
        yes = owner[answers[back]] if len(owner) else owner
        count = len(self.left)
        return np.bincount(yes, minlength=count) > 0, np.bincount(
            owner, minlength=count
        ) > 0

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
    def admin1(self) -> Ints:
        """First-level divisions of the table as numbers."""
        told = self.table.where.admin1
        return codes(sorted({one for one in told if one}), told)

    @cached_property
    def _days(self) -> tuple[Rows, Rows]:
        return when(self.table, np.arange(len(self.table)), self.policy)

    @property
    def first_day(self) -> Rows:
        """The first day each claim can be about; see `block.when`."""
        return self._days[0]

    @property
    def last_day(self) -> Rows:
        """The last day each claim can be about; see `block.when`."""
        return self._days[1]


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
