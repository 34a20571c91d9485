"""Levels to a probability: the sum of their weights, and nothing hidden."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from functools import cache
from types import MappingProxyType
from typing import TypeAlias

import numpy as np

from tallystick.columns import NONE, Bools, Floats, Rows
from tallystick.match.block import candidates
from tallystick.match.compare import Levels, compare
from tallystick.match.pairs import Actors, Pairs
from tallystick.model.derived import Proposal
from tallystick.model.lists import Assertion, ClaimKind
from tallystick.policy import Policy
from tallystick.registry import Registry
from tallystick.schemes import rows as data_rows
from tallystick.table import ASSERTIONS, ClaimTable

Weigh: TypeAlias = Callable[[Sequence[Levels]], Floats]
"""Levels of pairs, aspect by aspect, to probabilities with four decimals."""

matchers: Registry[Weigh] = Registry("matcher")

EVENTS = tuple(
    ASSERTIONS.index(one) for one in (Assertion.OCCURRED, Assertion.DID_NOT_OCCUR)
)
"""Only what is said to have happened, or not to have, can be one event."""


@cache
def weights() -> Mapping[tuple[str, str], float]:
    """Weight of each aspect and level, log2, from ``data/match/weights.tsv``."""
    rows = data_rows("match/weights.tsv")
    return MappingProxyType(
        {(row["aspect"], row["level"]): float(row["weight"]) for row in rows}
    )


@matchers.register("weights/1")
def weigh(levels: Sequence[Levels]) -> Floats:
    """The prior and the weight of each level, added up as log2 odds."""
    known = weights()
    odds = np.full(len(levels[0].index), known["prior", "candidate"])
    for one in levels:
        odds += np.array([known[one.aspect, label] for label in one.labels])[one.index]
    scores: Floats = np.round(1 / (1 + np.exp2(-odds)), 4)
    return scores


def event_rows(table: ClaimTable) -> Rows:
    """The rows that may be joined into incidents, ascending; twins follow their own."""
    incidents = table.of_kind(ClaimKind.INCIDENT)
    told = np.isin(table.told.assertion[incidents], EVENTS)
    rows: Rows = incidents[told & (table.twin[incidents] == NONE)]
    return rows


def propose(
    table: ClaimTable, policy: Policy, actors: Actors, rows: Rows | None = None
) -> tuple[Proposal, ...]:
    """Beliefs that two claims tell of one event, each with its reasons.

    Claims that links connect are compared with one another even where no key brought
    them together: what speaks against a link in a chain must be heard.

    Args:
        rows: the rows to consider, ascending; `event_rows` unless given.

    Returns:
        By left and right row: the pairs that score at or above
        ``policy.matching.propose_at``, and every pair within a connected group.
    """
    rows = event_rows(table) if rows is None else rows
    left, right = candidates(table, rows, policy.matching)
    pairs = Pairs(table, left, right, policy.matching, actors)
    levels, scores = _weighed(pairs)
    linked = scores >= min(policy.link_at, policy.part_at)
    groups = connected(len(table), left[linked], right[linked])
    inner_left, inner_right = _within(groups, policy.matching.closed_rows)
    keep = (scores >= policy.matching.propose_at) | (groups[left] == groups[right])
    new = ~np.isin(inner_left * len(table) + inner_right, left * len(table) + right)
    extra = Pairs(table, inner_left[new], inner_right[new], policy.matching, actors)
    more, more_scores = _weighed(extra)
    found = [*_proposals(pairs, levels, scores, keep)]
    found += _proposals(extra, more, more_scores, np.ones(len(more_scores), np.bool_))
    return tuple(sorted(found, key=lambda p: (table.rows[p.left], table.rows[p.right])))


def connected(size: int, left: Rows, right: Rows) -> Rows:
    """For each of `size` rows, the least row that links connect it with."""
    least = np.arange(size)

    def root(row: int) -> int:
        while least[row] != row:
            least[row] = least[least[row]]
            row = int(least[row])
        return row

    for one, other in zip(left.tolist(), right.tolist(), strict=True):
        a, b = root(one), root(other)
        least[max(a, b)] = min(a, b)
    return np.array([root(row) for row in range(size)], np.int64)


def _within(groups: Rows, limit: int) -> tuple[Rows, Rows]:
    """All pairs of rows within each group of two to `limit` members, left < right."""
    order = np.argsort(groups, kind="stable")
    _, starts, sizes = np.unique(groups[order], return_index=True, return_counts=True)
    lefts, rights = [np.empty(0, np.int64)], [np.empty(0, np.int64)]
    for start, size in zip(starts.tolist(), sizes.tolist(), strict=True):
        if 2 <= size <= limit:
            low, high = np.triu_indices(size, 1)
            members = order[start : start + size]
            lefts.append(members[low])
            rights.append(members[high])
    return np.concatenate(lefts), np.concatenate(rights)


def _weighed(pairs: Pairs) -> tuple[tuple[Levels, ...], Floats]:
    if not len(pairs.left):
        return (), np.empty(0, np.float64)
    levels = compare(pairs)
    return levels, matchers[pairs.policy.matcher](levels)


def _proposals(
    pairs: Pairs, levels: Sequence[Levels], scores: Floats, keep: Bools
) -> Iterator[Proposal]:
    for i in np.flatnonzero(keep).tolist():
        yield Proposal(
            left=pairs.table.ids[pairs.left[i]],
            right=pairs.table.ids[pairs.right[i]],
            score=float(scores[i]),
            levels=tuple((one.aspect, one.labels[one.index[i]]) for one in levels),
            matcher=pairs.policy.matcher,
        )
