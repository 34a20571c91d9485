"""Levels to a probability: the sum of their weights, and nothing hidden."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from functools import cache
from types import MappingProxyType
from typing import TypeAlias

import numpy as np

from tallystick.columns import NONE, Floats, Ints, Rows
from tallystick.match.block import candidates, each_once
from tallystick.match.compare import ASPECTS, compare
from tallystick.match.levels import Levels
from tallystick.match.links import Links
from tallystick.match.pairs import Actors, Pairs
from tallystick.model.lists import Assertion, ClaimKind
from tallystick.policy import Policy
from tallystick.registry import Registry
from tallystick.schemes import rows as data_rows
from tallystick.table import ASSERTIONS, ClaimTable

Weights: TypeAlias = Mapping[tuple[str, str], float]
"""Log2 weight of each aspect and level, with the prior under ``prior``, ``candidate``."""

matchers: Registry[Callable[[], Weights]] = Registry("matcher")

EVENTS = tuple(
    ASSERTIONS.index(one) for one in (Assertion.OCCURRED, Assertion.DID_NOT_OCCUR)
)
"""Only what is said to have happened, or not to have, can be one event."""
SLOW = ("names", "borne", "words", "story")
"""Aspects that cost more than all others: asked only where they can still matter."""
MOST_LIFT = 8.0
"""Log2 odds beyond which slow aspects are not hoped to lift a pair together: reports that
differ so much in all else are not worth reading for their words."""
AT_ONCE = 2**18
"""Pairs that are compared together: their columns fit the processor's cache."""


@matchers.register("weights/6")
@cache
def weights() -> Weights:
    """The weights of ``data/match/weights.tsv``."""
    rows = data_rows("match/weights.tsv")
    return MappingProxyType(
        {(row["aspect"], row["level"]): float(row["weight"]) for row in rows}
    )


def odds(levels: Sequence[Levels], known: Weights) -> Floats:
    """The weights of some levels, added up, without the prior."""
    total = np.zeros(len(levels[0].index))
    for one in levels:
        total += np.array([known[one.aspect, label] for label in one.labels])[one.index]
    return total


def probability(log_odds: Floats) -> Floats:
    """Log2 odds as probabilities with four decimals."""
    scores: Floats = np.round(1 / (1 + np.exp2(-log_odds)), 4)
    return scores


def event_rows(table: ClaimTable) -> Rows:
    """The rows that may be joined into incidents, ascending; twins follow their own."""
    incidents = table.of_kind(ClaimKind.INCIDENT)
    told = np.isin(table.told.assertion[incidents], EVENTS)
    rows: Rows = incidents[told & (table.twin[incidents] == NONE)]
    return rows


def propose(
    table: ClaimTable, policy: Policy, actors: Actors, rows: Rows | None = None
) -> Links:
    """Beliefs that two claims tell of one event, each with its reasons.

    Claims that links connect are compared with one another even where no key brought
    them together: what speaks against a link in a chain must be heard.

    Args:
        rows: the rows to consider, ascending; `event_rows` unless given.

    Returns:
        The pairs that score at or above ``policy.matching.propose_at``, and every pair
        within a connected group.
    """
    rows = event_rows(table) if rows is None else rows
    left, right = candidates(table, rows, policy.matching)
    pairs = Pairs(table, left, right, policy.matching, actors)
    found = weighed(pairs, policy.matching.propose_at)
    return Links.joined([found, *objections(pairs, found, policy)])


def weighed(pairs: Pairs, least: float) -> Links:
    """The pairs that score at or above `least`."""
    starts = range(0, max(1, len(pairs)), AT_ONCE)
    parts = (pairs.take(np.arange(s, min(s + AT_ONCE, len(pairs)))) for s in starts)
    return Links.joined([_weighed(part, least) for part in parts])


def _weighed(pairs: Pairs, least: float) -> Links:
    """As `weighed`. Slow aspects are asked of pairs that they could still lift."""
    known = matchers[pairs.policy.matcher]()
    quick = [aspect for aspect in ASPECTS if aspect not in SLOW]
    levels = compare(pairs, quick, {})
    total = known["prior", "candidate"] + odds(levels, known)
    for nth, aspect in enumerate(SLOW):
        spare = min(MOST_LIFT, sum(_best(known, later) for later in SLOW[nth:]))
        hope = np.flatnonzero(probability(total + spare) >= least)
        pairs, total = pairs.take(hope), total[hope]
        levels = tuple(one.take(hope) for one in levels)
        (more,) = compare(pairs, [aspect], {one.aspect: one for one in levels})
        total = total + odds([more], known)
        levels = (*levels, more)
    scores = probability(total)
    links = Links.of((pairs.left, pairs.right), scores, levels, pairs.policy.matcher)
    return links.take(scores >= least)


def _best(known: Weights, aspect: str) -> float:
    return max(weight for (one, _), weight in known.items() if one == aspect)


def objections(pairs: Pairs, found: Links, policy: Policy) -> Iterator[Links]:
    """The pairs of connected groups that are not among those found.

    Groups larger than ``policy.matching.closed_rows`` hear those pairs only that a key
    brought together.
    """
    size = len(pairs.table)
    linked = found.scores >= min(policy.link_at, policy.part_at)
    groups = connected(size, found.left[linked], found.right[linked])
    left, right = _within(groups, policy.matching.closed_rows)
    together = groups[pairs.left] == groups[pairs.right]
    packed = [left * size + right, pairs.left[together] * size + pairs.right[together]]
    known = found.left.astype(np.int64) * size + found.right
    wanted = each_once(np.concatenate(packed))
    at = np.minimum(np.searchsorted(known, wanted), max(len(known) - 1, 0))
    wanted = wanted[known[at] != wanted] if len(known) else wanted
    extra = Pairs(pairs.table, wanted // size, wanted % size, pairs.policy, pairs.actors)
    yield weighed(extra, 0.0)


def connected(size: int, left: Rows | Ints, right: Rows | Ints) -> Rows:
    """For each of `size` rows, the least row that links connect it with.

    Every round each row takes the least name among its neighbours', and then the name
    of that name, until nothing changes.
    """
    least = np.arange(size)
    ends = np.concatenate([left, right]).astype(np.int64)
    others = np.concatenate([right, left]).astype(np.int64)
    while len(ends):
        before = least[ends]
        np.minimum.at(least, before, least[others])
        least = _settled(least)
        open_ = least[ends] != least[others]
        ends, others = ends[open_], others[open_]
    return _settled(least)


def _settled(least: Rows) -> Rows:
    while True:
        further = least[least]
        if np.array_equal(further, least):
            return least
        least = further


def _within(groups: Rows, limit: int) -> tuple[Rows, Rows]:
    """All pairs of rows within each group of two to `limit` members, left < right."""
    order = np.argsort(groups, kind="stable")
    starts = np.flatnonzero(np.diff(groups[order], prepend=-1))
    sizes = np.diff(starts, append=len(order))
    sizes_of = np.repeat(sizes, sizes)
    ends = np.repeat(starts + sizes, sizes)
    place = np.arange(len(order))
    later = np.where((sizes_of >= 2) & (sizes_of <= limit), ends - place - 1, 0)
    left = np.repeat(place, later)
    step = np.arange(later.sum()) - np.repeat(np.cumsum(later) - later, later)
    return order[left], order[left + 1 + step]
