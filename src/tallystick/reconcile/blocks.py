"""Totals brought together by what they share, so that not every pair is looked at."""

from __future__ import annotations

from collections.abc import Callable, Hashable, Iterable, Iterator, Mapping
from itertools import combinations

from tallystick.model.claims import TallyClaim
from tallystick.model.derived import Finding

Key = tuple[Hashable, ...]


def blocks(
    tallies: Iterable[TallyClaim], key: Callable[[TallyClaim], Key | None]
) -> Mapping[Key, list[TallyClaim]]:
    """Totals by a key, in the order given; those without a key are left out."""
    found: dict[Key, list[TallyClaim]] = {}
    for tally in tallies:
        if (name := key(tally)) is not None:
            found.setdefault(name, []).append(tally)
    return found


def pairs(
    tallies: Iterable[TallyClaim], key: Callable[[TallyClaim], Key | None]
) -> Iterator[tuple[TallyClaim, TallyClaim]]:
    """Every pair of totals that share a key."""
    for group in blocks(tallies, key).values():
        yield from combinations(group, 2)


def finding(code: str, message: str, *tallies: TallyClaim) -> Finding:
    """A finding about some totals: its subjects are their ids, sorted."""
    return Finding(code, tuple(sorted({tally.id for tally in tallies})), message)
