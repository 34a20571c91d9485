"""How many things must be different when some pairs of them may be one."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

EXACT_UP_TO = 24
"""A cluster of doubtful pairs up to this size is solved exactly; a larger one by a rule
that may answer less, never more."""


def heaviest_distinct(
    weights: Mapping[str, int], maybe_same: Iterable[tuple[str, str]]
) -> int:
    """The greatest weight of members no two of which may be the same.

    That is a lower bound of the truth: whatever pairs turn out to be one, members of an
    independent set of the graph of doubts stay apart. Taking a member away never
    raises it (within a cluster of `EXACT_UP_TO`).

    Args:
        weights: what each member adds, not negative.
        maybe_same: unordered pairs of members; pairs with strangers are ignored.
    """
    near: dict[str, frozenset[str]] = {name: frozenset() for name in weights}
    for left, right in maybe_same:
        if left in near and right in near and left != right:
            near[left] |= {right}
            near[right] |= {left}
    return sum(
        _exact(cluster, weights, near)
        if len(cluster) <= EXACT_UP_TO
        else _greedy(cluster, weights, near)
        for cluster in _clusters(near)
    )


def _clusters(near: Mapping[str, frozenset[str]]) -> list[frozenset[str]]:
    found: list[frozenset[str]] = []
    seen: set[str] = set()
    for start in sorted(near):
        if start in seen:
            continue
        cluster, todo = {start}, [start]
        while todo:
            fresh = near[todo.pop()] - cluster
            cluster |= fresh
            todo.extend(sorted(fresh))
        seen |= cluster
        found.append(frozenset(cluster))
    return found


def _exact(
    left: frozenset[str], weights: Mapping[str, int], near: Mapping[str, frozenset[str]]
) -> int:
    """Branch on the member with most neighbours: with it, or without it."""
    if not left:
        return 0
    pivot = max(sorted(left), key=lambda name: len(near[name] & left))
    if not near[pivot] & left:
        return sum(weights[name] for name in left)
    without = _exact(left - {pivot}, weights, near)
    return max(
        without, weights[pivot] + _exact(left - near[pivot] - {pivot}, weights, near)
    )


def _greedy(
    left: frozenset[str], weights: Mapping[str, int], near: Mapping[str, frozenset[str]]
) -> int:
    """Take the least doubted first, then what no taken one may be."""
    taken: set[str] = set()
    for name in sorted(left, key=lambda name: (len(near[name]), -weights[name], name)):
        if not near[name] & taken:
            taken.add(name)
    return sum(weights[name] for name in taken)
