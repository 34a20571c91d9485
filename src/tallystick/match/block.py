"""Candidate pairs by exploded equality keys, so that nothing compares all with all.

A key is (what it is about, when, value), packed in one integer. Claims that share a key
are candidates. The law: two claims at most two days apart share a day key, and two points
in cells that touch share a place key, so no pair is lost at the edge of a bucket.

The strong key pairs a time with a grid cell; where more than `MatchPolicy.crowd_rows`
claims share one, they meet by the very day and site instead. Weak keys (a country, a
name, a toll, a place without a time) are dropped above `MatchPolicy.block_rows`.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from enum import IntEnum

import numpy as np

from tallystick.columns import CELL_COLUMNS, NONE, OPEN, Bools, Rows, Sets
from tallystick.policy import MatchPolicy
from tallystick.table import ClaimTable

BUCKET_DAYS = 4
"""Days in a time bucket; each claim enters those of its days and of a day either side."""
LONGEST = 31
"""A claim that spans more days than this is as good as undated."""
NO_TIME = 0
"""The bucket of keys that do not ask when."""


class Key(IntEnum):
    """What a key is about. All but `CELL` and `SITE` are weak."""

    CELL = 0
    TOLL = 1
    COUNTRY = 2
    NAME = 3
    PLACE_ANYTIME = 4
    TOLL_ANYTIME = 5
    SITE = 6


TIMELESS = (Key.PLACE_ANYTIME, Key.TOLL_ANYTIME)
PLACELESS = (Key.COUNTRY, Key.NAME)


@dataclass(frozen=True, eq=False)
class Exploded:
    """One entry for each key of each claim."""

    keys: Rows
    rows: Rows
    seeks: Bools
    """Whether the claim asks to meet the others by this key: those that have a day and
    a cell need no country. A pair is a candidate if one of the two seeks."""


def candidates(table: ClaimTable, rows: Rows, policy: MatchPolicy) -> tuple[Rows, Rows]:
    """Pairs of rows worth comparing, left < right, each once, in ascending order.

    Args:
        rows: the rows that may be joined, ascending.
    """
    parts = [_exploded(table, rows, policy, key) for key in Key]
    pairs = [pair for part in parts for pair in _joined(part)]
    if not pairs:
        empty = np.empty(0, np.int64)
        return empty, empty
    size = len(table)
    packed = np.unique(np.concatenate([low * size + high for low, high in pairs]))
    return packed // size, packed % size


def _exploded(table: ClaimTable, rows: Rows, policy: MatchPolicy, key: Key) -> Exploded:
    owners, buckets = _time(table, rows, policy, key)
    at, values = _values(table, rows, key)
    if key in TIMELESS:
        timed = np.isin(np.arange(len(rows)), owners[buckets != NO_TIME])
        keys = _pack(key, np.full(len(at), NO_TIME), values)
        part = Exploded(keys, rows[at], ~timed[at])
    else:
        which, inner = _product(owners, at, len(rows))
        keys = _pack(key, buckets[which], values[inner])
        fine = table.where.cell[rows[at[inner]]] != NONE
        seeks = ~fine if key in PLACELESS else np.ones(len(keys), np.bool_)
        part = Exploded(keys, rows[at[inner]], seeks)
    strong = key in (Key.CELL, Key.SITE)
    return _rare(part, policy.crowd_rows if strong else policy.block_rows)


def _time(
    table: ClaimTable, rows: Rows, policy: MatchPolicy, key: Key
) -> tuple[Rows, Rows]:
    """Buckets of each claim: positions in `rows`, and the buckets. `SITE` asks the day."""
    first, last = when(table, rows, policy)
    known = last - first <= LONGEST
    reach, size = (0, 1) if key is Key.SITE else (1, BUCKET_DAYS)
    low = np.where(known, (first - reach) // size, NO_TIME)
    high = np.where(known, (last + reach) // size, NO_TIME)
    sizes = high - low + 1
    owners = np.repeat(np.arange(len(rows)), sizes)
    within = np.arange(sizes.sum()) - np.repeat(np.cumsum(sizes) - sizes, sizes)
    return owners, low[owners] + within


def when(table: ClaimTable, rows: Rows, policy: MatchPolicy) -> tuple[Rows, Rows]:
    """First and last day a claim can be about, for finding candidates.

    Publication bounds an event from above, and news is recent; nothing here becomes a
    date of the claim.
    """
    first = table.days.low[rows].astype(np.int64)
    last = table.days.high[rows].astype(np.int64)
    published = table.published[rows].astype(np.int64)
    last = np.where((published != NONE) & (last == OPEN), published + 1, last)
    news = (published != NONE) & ~table.told.background[rows] & (first == 0)
    return np.where(news, last - policy.news_days - 1, first), last


def _values(table: ClaimTable, rows: Rows, key: Key) -> tuple[Rows, Rows]:
    """The values of each claim under one kind of key: positions in `rows`, values."""
    match key:
        case Key.CELL:
            at, word = _entries(table.where.cells, rows)
            cell = np.array([int(gid) for gid in table.where.cells.words], np.int64)[word]
            corners = [0, 1, CELL_COLUMNS, CELL_COLUMNS + 1]
            return np.tile(at, 4), np.concatenate([cell + step for step in corners])
        case Key.TOLL | Key.TOLL_ANYTIME:
            exact = table.killed.said & (table.killed.low == table.killed.high)
            at = np.flatnonzero(exact[rows] & (table.killed.low[rows] > 0))
            return at, table.killed.low[rows][at].astype(np.int64)
        case Key.SITE:
            return _entries(table.where.sites, rows)
        case Key.COUNTRY:
            return _entries(table.where.countries, rows)
        case Key.PLACE_ANYTIME:
            return _entries(table.where.places, rows)
    told = [_entries(sets, rows) for sets in (table.who.perpetrators, table.who.targets)]
    return np.concatenate([a for a, _ in told]), np.concatenate([v for _, v in told])


def _entries(sets: Sets, rows: Rows) -> tuple[Rows, Rows]:
    position = np.full(len(sets.sizes), NONE, np.int64)
    position[rows] = np.arange(len(rows))
    at = position[sets.owners]
    return at[at != NONE], sets.values[at != NONE].astype(np.int64)


def _product(left: Rows, right: Rows, size: int) -> tuple[Rows, Rows]:
    """Every pair of entries of two lists that belong to one claim, as positions."""
    order = np.argsort(left, kind="stable")
    counts = np.bincount(left, minlength=size)
    starts = np.cumsum(counts) - counts
    sizes = counts[right]
    inner = np.repeat(np.arange(len(right)), sizes)
    within = np.arange(sizes.sum()) - np.repeat(np.cumsum(sizes) - sizes, sizes)
    return order[starts[right[inner]] + within], inner


def _pack(key: Key, buckets: Rows, values: Rows) -> Rows:
    return (int(key) << 60) | (buckets.astype(np.int64) << 32) | values


def _rare(part: Exploded, limit: int) -> Exploded:
    """Without the keys that more than `limit` entries share."""
    _, inverse, counts = np.unique(part.keys, return_inverse=True, return_counts=True)
    keep = counts[inverse] <= limit
    return Exploded(part.keys[keep], part.rows[keep], part.seeks[keep])


def _joined(part: Exploded) -> Iterator[tuple[Rows, Rows]]:
    """Pairs of claims that share a key: neighbours in key order, then those two apart."""
    order = np.lexsort((part.rows, part.keys))
    keys, rows, seeks = part.keys[order], part.rows[order], part.seeks[order]
    at, step = np.arange(len(keys)), 1
    while len(at):
        at = at[at + step < len(keys)]
        at = at[keys[at] == keys[at + step]]
        low, high = rows[at], rows[at + step]
        wanted = (low != high) & (seeks[at] | seeks[at + step])
        yield low[wanted], high[wanted]
        step += 1
