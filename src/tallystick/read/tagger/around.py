"""Features of a number from what a first look makes of the other numbers of its document.

Totals come in company: a list of them, a figure and the one it is compared with. So every
number is scored twice, the second time with the first scores of its neighbours (stacked
sequential learning; Cohen and Carvalho 2005).
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import groupby

STEPS = (("left1", -1), ("left2", -2), ("right1", 1), ("right2", 2))
FAR = 3
"""Sentences from which on a neighbour is simply far."""
LEVELS = 5
NONE = "-"


@dataclass(frozen=True)
class Glance:
    """A number's first score, and the index of its sentence."""

    sentence: int
    score: float


def around(numbers: Sequence[Glance]) -> list[tuple[str, ...]]:
    """The features of every number of a document, in the order of the text."""
    total = sum(one.score for one in numbers)
    scores = [one.score for one in numbers]
    highest = _two_highest(scores)
    inside: dict[int, tuple[float, ...]] = {}
    earlier: dict[int, float | None] = {}
    top: float | None = None
    for sentence, group in groupby(numbers, key=lambda one: one.sentence):
        here = [one.score for one in group]
        inside[sentence], earlier[sentence] = _two_highest(here), top
        top = max(here) if top is None else max(top, *here)
    found = []
    for at, one in enumerate(numbers):
        others = len(numbers) - 1
        share = _level((total - one.score) / others if others else None)
        same = _best_other(inside[one.sentence], one.score)
        own = min(int(one.score * 10), 9)
        told = (
            *_neighbours(numbers, at),
            f"same={same}",
            f"share={share}",
            f"most={_best_other(highest, one.score)}",
            f"before={_level(earlier[one.sentence])}",
            f"own={own}",
            f"own={own}&share={share}",
            f"own={_level(one.score)}&same={same}",
        )
        found.append(tuple(f"around {feature}" for feature in told))
    return found


def _neighbours(numbers: Sequence[Glance], at: int) -> Iterator[str]:
    for name, step in STEPS:
        if 0 <= at + step < len(numbers):
            other = numbers[at + step]
            gap = min(abs(other.sentence - numbers[at].sentence), FAR)
            yield f"{name}={_level(other.score)}"
            yield f"{name}={_level(other.score)}:{gap}"
        else:
            yield f"{name}={NONE}"


def _level(score: float | None) -> str:
    return NONE if score is None else str(min(int(score * LEVELS), LEVELS - 1))


def _two_highest(scores: Sequence[float]) -> tuple[float, ...]:
    return tuple(sorted(scores, reverse=True)[:2])


def _best_other(highest: tuple[float, ...], own: float) -> str:
    """The level of the highest score among the others, `highest` holding own, too."""
    if len(highest) < 2:
        return NONE
    return _level(highest[1] if own == highest[0] else highest[0])
