"""Who meets whom by keys that are already known: candidates of a few claims among many."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np

from tallystick.columns import Rows
from tallystick.match.block import Entries, Key, limit_of, meets
from tallystick.policy import MatchPolicy


def partners(
    parts: Sequence[Entries], own: Entries, key: Key, policy: MatchPolicy
) -> tuple[Rows, Rows]:
    """Pairs that some entries make with all known ones of a kind, themselves among them.

    Args:
        parts: all entries of that kind, in one or several sorted lists.
        own: those that are asked about, some of them.

    Returns:
        Rows asked about with the rows that they meet; a pair may come more than once.
    """
    spans = [_spans(part.keys, own.keys) for part in parts]
    shared = np.sum([high - low for low, high in spans], axis=0)
    fit = np.flatnonzero(shared <= limit_of(key, policy))
    found = [(np.empty(0, np.int64), np.empty(0, np.int64))]
    for part, (low, high) in zip(parts, spans, strict=True):
        count = (high - low)[fit]
        at = np.repeat(fit, count)
        within = np.arange(count.sum()) - np.repeat(np.cumsum(count) - count, count)
        to = low[at] + within
        meet = (own.seeks[at] | part.seeks[to]) & meets(key, own, at, part, to)
        found.append((own.rows[at[meet]], part.rows[to[meet]]))
    left, right = zip(*found, strict=True)
    return np.concatenate(left).astype(np.int64), np.concatenate(right).astype(np.int64)


def crowded(parts: Sequence[Entries], new: Entries, key: Key, policy: MatchPolicy) -> Rows:
    """The rows of keys that new entries, counted among `parts`, have made a crowd."""
    keys, more = np.unique(new.keys, return_counts=True)
    spans = [_spans(part.keys, keys) for part in parts]
    now = np.sum([high - low for low, high in spans], axis=0)
    limit = limit_of(key, policy)
    over = (now > limit) & (now - more <= limit)
    rows: set[int] = set()
    for part, (low, high) in zip(parts, spans, strict=True):
        for start, end in zip(low[over], high[over], strict=True):
            rows.update(part.rows[start:end].tolist())
    return np.array(sorted(rows), np.int64)


def _spans(keys: Rows, wanted: Rows) -> tuple[Rows, Rows]:
    """Where each wanted key starts and ends among sorted keys."""
    return np.searchsorted(keys, wanted), np.searchsorted(keys, wanted, "right")
