"""Who meets whom by keys that are already known: candidates of a few claims among many."""

from __future__ import annotations

import numpy as np

from tallystick.columns import Rows
from tallystick.match.block import Entries, Key, limit_of, meets
from tallystick.policy import MatchPolicy


def partners(
    known: Entries, own: Entries, key: Key, policy: MatchPolicy
) -> tuple[Rows, Rows]:
    """Pairs that some entries make with all known ones of a kind, themselves among them.

    Args:
        known: all entries of that kind under the keys that are asked about.
        own: those that are asked about, some of them.

    Returns:
        Rows asked about with the rows that they meet; a pair may come more than once.
    """
    low = np.searchsorted(known.keys, own.keys)
    high = np.searchsorted(known.keys, own.keys, "right")
    fit = np.flatnonzero(high - low <= limit_of(key, policy))
    count = (high - low)[fit]
    at = np.repeat(fit, count)
    within = np.arange(count.sum()) - np.repeat(np.cumsum(count) - count, count)
    to = low[at] + within
    meet = (own.seeks[at] | known.seeks[to]) & meets(key, own, at, known, to)
    left, right = own.rows[at[meet]], known.rows[to[meet]]
    return left.astype(np.int64), right.astype(np.int64)
