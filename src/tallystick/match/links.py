"""What the matcher believes of pairs of claims, as columns: scores with their levels.

Each pair keeps the level that every aspect came to, so that any link, and any link that
was nearly one, can say why.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import TypeAlias

import numpy as np
import numpy.typing as npt

from tallystick.columns import Bools, Floats, Ints, Rows
from tallystick.match.levels import Levels
from tallystick.model.derived import Proposal
from tallystick.table import ClaimTable

Matrix: TypeAlias = npt.NDArray[np.uint8]


@dataclass(frozen=True, eq=False)
class Links:
    """Pairs of rows, each once, left < right, ascending."""

    left: Ints
    right: Ints
    scores: Floats
    """Probabilities with four decimals."""
    levels: Matrix
    """A row a pair, a column an aspect: indices into `labels`."""
    aspects: tuple[str, ...]
    labels: tuple[tuple[str, ...], ...]
    matcher: str

    def __len__(self) -> int:
        return len(self.left)

    @classmethod
    def of(
        cls,
        rows: tuple[Rows, Rows],
        scores: Floats,
        levels: Sequence[Levels],
        matcher: str,
    ) -> Links:
        """Links of compared pairs."""
        return cls(
            rows[0].astype(np.int32),
            rows[1].astype(np.int32),
            scores,
            np.stack([one.index for one in levels], axis=1),
            tuple(one.aspect for one in levels),
            tuple(one.labels for one in levels),
            matcher,
        )

    @classmethod
    def joined(cls, parts: Sequence[Links]) -> Links:
        """Links of several lists that share no pair, in order; one list at least."""
        left = np.concatenate([part.left for part in parts])
        right = np.concatenate([part.right for part in parts])
        order = np.lexsort((right, left))
        return Links(
            left[order],
            right[order],
            np.concatenate([part.scores for part in parts])[order],
            np.concatenate([part.levels for part in parts])[order],
            parts[0].aspects,
            parts[0].labels,
            parts[0].matcher,
        )

    def take(self, which: Rows | Bools | slice) -> Links:
        """Some of the links, by position, mask or stretch, in the order given."""
        return Links(
            self.left[which],
            self.right[which],
            self.scores[which],
            self.levels[which],
            self.aspects,
            self.labels,
            self.matcher,
        )

    def at(self, aspect: str, *labels: str) -> Bools:
        """Which links came to one of some levels in an aspect."""
        column = self.aspects.index(aspect)
        wanted = np.array([one in labels for one in self.labels[column]], np.bool_)
        fit: Bools = wanted[self.levels[:, column]]
        return fit

    def proposal(self, table: ClaimTable, position: int) -> Proposal:
        """One link with the names of its claims and of its levels."""
        levels = zip(self.aspects, self.labels, self.levels[position], strict=True)
        return Proposal(
            left=table.ids[self.left[position]],
            right=table.ids[self.right[position]],
            score=float(self.scores[position]),
            levels=tuple((aspect, labels[level]) for aspect, labels, level in levels),
            matcher=self.matcher,
        )

    def proposals(self, table: ClaimTable) -> Iterator[Proposal]:
        """All links, in order."""
        return (self.proposal(table, position) for position in range(len(self)))
