"""Labelled levels: what every comparison of two claims comes to."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import TypeAlias

import numpy as np
import numpy.typing as npt

from tallystick.columns import Bools, Rows
from tallystick.match.pairs import Pairs

Index: TypeAlias = npt.NDArray[np.uint8]
Case: TypeAlias = tuple[str, Bools]
"""A level and the pairs that fit it, unless an earlier case took them."""
Told: TypeAlias = Mapping[str, "Levels"]
"""Levels of the aspects that were compared before, by aspect."""

Aspect: TypeAlias = Callable[[Pairs, Told], "Levels"]


@dataclass(frozen=True, eq=False)
class Levels:
    """The level of every pair in one aspect."""

    aspect: str
    labels: tuple[str, ...]
    index: Index
    """Into `labels`."""

    @classmethod
    def choose(cls, aspect: str, cases: list[Case], otherwise: str) -> Levels:
        """The first case that fits each pair."""
        labels = (*(label for label, _ in cases), otherwise)
        index = np.full(len(cases[0][1]), len(cases), np.uint8)
        for nth, (_, fit) in reversed(list(enumerate(cases))):
            np.copyto(index, np.uint8(nth), where=fit)
        return cls(aspect, labels, index)

    def take(self, which: Rows) -> Levels:
        """The levels of some pairs."""
        return Levels(self.aspect, self.labels, self.index[which])

    def at(self, *labels: str) -> Bools:
        """The pairs that came to one of some levels."""
        wanted = np.array([label in labels for label in self.labels], np.bool_)
        fit: Bools = wanted[self.index]
        return fit
