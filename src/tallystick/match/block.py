"""Candidate pairs by exploded equality keys, so that nothing compares all with all.

A key is (what it is about, when, value), packed in one integer. Claims that share a key
are candidates. The law: two claims at most two days apart share a day key, and two points
in cells that touch share a place key, so no pair is lost at the edge of a bucket.

The strong keys pair a time with a grid cell or a site; where more than
`MatchPolicy.crowd_rows` entries share a cell, claims meet by the very day and site
instead. Weak keys are dropped where many share them: a country in the same days above
`MatchPolicy.block_rows`; what is told as if it were rare (a toll, a number of munitions,
a name, a place without a time) above `MatchPolicy.rare_rows`.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from enum import IntEnum

import numpy as np

from tallystick.columns import CELL_COLUMNS, NONE, OPEN, Bools, Ints, Rows, Sets
from tallystick.policy import MatchPolicy
from tallystick.table import ClaimTable

BUCKET_DAYS = 4
"""Days in a time bucket; each claim enters those of its days and of a day either side."""
LONGEST = 31
"""A claim that spans more days than this is as good as undated."""
NO_TIME = 0
"""The bucket of keys that do not ask when."""
CORNERS = (0, 1, CELL_COLUMNS, CELL_COLUMNS + 1)
"""From a cell's gid to the names of the four blocks of four cells that it stands in."""
VALUES = (1 << 32) - 1
"""The bits of a key that hold its value."""
CHUNK = 2**22
"""Pairs that are held before repetitions among them are dropped."""


class Key(IntEnum):
    """What a key is about."""

    CELL = 0
    TOLL = 1
    COUNTRY = 2
    NAME = 3
    PLACE_ANYTIME = 4
    TOLL_ANYTIME = 5
    SITE = 6
    WORDING = 7
    MUNITIONS = 8
    NOWHERE = 9
    """Claims that name no place meet all of their days."""
    STORY = 10
    """Reports that are about the same people meet whenever they come: at a trial, at an
    anniversary."""


STRONG = (Key.CELL, Key.SITE)
TIMELESS = (Key.PLACE_ANYTIME, Key.TOLL_ANYTIME, Key.STORY)
PLACELESS = (Key.COUNTRY, Key.NAME, Key.NOWHERE)


@dataclass(frozen=True, eq=False)
class Entries:
    """One entry for each key of each claim, for one kind of key: sorted by key; those
    that seek before those that do not. Among these any order makes the same pairs."""

    keys: Rows
    rows: Ints
    seeks: Bools
    """Whether the claim asks to meet the others by this key: those that have a day and
    a cell need no country. A pair is a candidate if one of the two seeks."""
    first: Ints
    """The first bucket that the claim enters: two claims meet in the later of theirs."""
    cell: Ints
    """The cell behind a key of `Key.CELL`; 0 for other keys."""

    def moved(self, rows: Rows) -> Entries:
        """The same entries under other numbers of their rows."""
        return Entries(
            self.keys, rows[self.rows].astype(np.int32), self.seeks, self.first, self.cell
        )

    def take(self, which: Rows | Bools) -> Entries:
        """Some of the entries, in the order given."""
        return Entries(
            self.keys[which],
            self.rows[which],
            self.seeks[which],
            self.first[which],
            self.cell[which],
        )

    @property
    def columns(self) -> tuple[Rows, Ints, Bools, Ints, Ints]:
        """All columns, in the order of the fields."""
        return self.keys, self.rows, self.seeks, self.first, self.cell

    @classmethod
    def of(cls, keys: Rows, rows: Rows, seeks: Bools, first: Rows, cell: Rows) -> Entries:
        """Entries, put in order."""
        part = cls(
            keys,
            rows.astype(np.int32),
            seeks,
            first.astype(np.int32),
            cell.astype(np.int32),
        )
        return part.take(np.argsort((keys << 1) | ~seeks))


def entries(table: ClaimTable, rows: Rows, policy: MatchPolicy) -> Mapping[Key, Entries]:
    """All keys of some claims, those of crowds among them.

    Args:
        rows: the rows that may be joined, ascending.
    """
    times = _times(table, rows, policy, reach=1, size=BUCKET_DAYS)
    days = _times(table, rows, policy, reach=0, size=1)
    return {
        key: _exploded(table, rows, key, days if key is Key.SITE else times) for key in Key
    }


def candidates(table: ClaimTable, rows: Rows, policy: MatchPolicy) -> tuple[Rows, Rows]:
    """Pairs of rows worth comparing, left < right, each once, in ascending order.

    Args:
        rows: the rows that may be joined, ascending.
    """
    return paired(entries(table, rows, policy), len(table), policy)


def paired(
    known: Mapping[Key, Entries], size: int, policy: MatchPolicy
) -> tuple[Rows, Rows]:
    """The pairs that some entries make, of a table of `size` rows."""
    parts = (
        low * size + high
        for key, part in known.items()
        for low, high in _joined(key, _rare(part, limit_of(key, policy)))
    )
    packed = _distinct(parts)
    return packed // size, packed % size


def limit_of(key: Key, policy: MatchPolicy) -> int:
    """Entries above which a key of some kind joins nobody."""
    if key in STRONG:
        return policy.crowd_rows
    return policy.block_rows if key is Key.COUNTRY else policy.rare_rows


def _distinct(parts: Iterator[Rows]) -> Rows:
    """All numbers, each once, ascending."""
    done: list[Rows] = [np.empty(0, np.int64)]
    held: list[Rows] = []
    for part in parts:
        held.append(part)
        if sum(map(len, held)) > CHUNK:
            done.append(each_once(np.concatenate(held)))
            held = []
    return each_once(np.concatenate([*done, *held]))


def each_once(numbers: Rows) -> Rows:
    """The numbers, each once, ascending. `np.unique` hashes, which takes five times as
    long for numbers that mostly stand once."""
    numbers.sort()
    once: Rows = numbers[np.diff(numbers, prepend=-1) != 0]
    return once


@dataclass(frozen=True, eq=False)
class _Times:
    """The buckets of claims: one entry for each bucket of each claim."""

    owners: Rows
    """Positions in the rows asked about, ascending."""
    buckets: Rows
    first: Rows
    """The first bucket of each claim."""

    @property
    def timed(self) -> Bools:
        """Which claims have a time."""
        return np.not_equal(self.first, NO_TIME)


def _times(
    table: ClaimTable, rows: Rows, policy: MatchPolicy, *, reach: int, size: int
) -> _Times:
    first, last = when(table, rows, policy)
    known = last - first <= LONGEST
    low = np.where(known, (first - reach) // size, NO_TIME)
    high = np.where(known, (last + reach) // size, NO_TIME)
    sizes = high - low + 1
    owners = np.repeat(np.arange(len(rows)), sizes)
    within = np.arange(sizes.sum()) - np.repeat(np.cumsum(sizes) - sizes, sizes)
    return _Times(owners, low[owners] + within, low)


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


def _exploded(table: ClaimTable, rows: Rows, key: Key, times: _Times) -> Entries:
    at, values = _values(table, rows, key)
    if key in TIMELESS:
        never = np.full(len(at), NO_TIME)
        packed = _pack(key, never, values)
        seeks = np.logical_or(~times.timed[at], key is Key.STORY)
        return Entries.of(packed, rows[at], seeks, never, never)
    cell = np.zeros(len(at), np.int64)
    if key is Key.CELL:
        cell = values - np.repeat(CORNERS, len(at) // len(CORNERS))
    which, inner = _product(times.owners, at, len(rows))
    at = at[inner]
    return Entries.of(
        _pack(key, times.buckets[which], values[inner]),
        rows[at],
        _seeks(table, rows, key)[at],
        times.first[at],
        cell[inner],
    )


def _seeks(table: ClaimTable, rows: Rows, key: Key) -> Bools:
    """Which claims ask to meet others by a kind of key that needs no place."""
    if key is Key.NOWHERE:
        return np.equal(table.where.places.sizes[rows], 0)
    if key in PLACELESS:
        return np.equal(table.where.cell[rows], NONE)
    return np.ones(len(rows), np.bool_)


def _values(table: ClaimTable, rows: Rows, key: Key) -> tuple[Rows, Rows]:
    """The values of each claim under one kind of key: positions in `rows`, values."""
    match key:
        case Key.CELL:
            at, word = _members(table.where.cells, rows)
            gids = np.array([int(gid) for gid in table.where.cells.words], np.int64)
            corners = [gids[word] + step for step in CORNERS]
            return np.tile(at, len(CORNERS)), np.concatenate(corners)
        case Key.TOLL | Key.TOLL_ANYTIME:
            return _exact(table.killed.low, table.killed.high, rows, 3)
        case Key.MUNITIONS:
            return _exact(table.munitions.low, table.munitions.high, rows, 3)
        case Key.SITE:
            return _entries(table.where.sites, rows)
        case Key.COUNTRY:
            return _entries(table.where.countries, rows)
        case Key.PLACE_ANYTIME:
            return _entries(table.where.places, rows)
        case Key.WORDING:
            return _entries(table.wording.names, rows)
        case Key.STORY:
            leading = np.flatnonzero(table.wording.leading[rows])
            at, names = _entries(table.wording.names, rows[leading])
            return leading[at], names
        case Key.NOWHERE:
            return np.arange(len(rows)), np.zeros(len(rows), np.int64)
    told = [_entries(sets, rows) for sets in (table.who.perpetrators, table.who.targets)]
    return np.concatenate([a for a, _ in told]), np.concatenate([v for _, v in told])


def _exact(low: Ints, high: Ints, rows: Rows, least: int) -> tuple[Rows, Rows]:
    """Numbers that are told exactly and are no less than `least`."""
    at = np.flatnonzero((low[rows] == high[rows]) & (low[rows] >= least))
    return at, low[rows][at].astype(np.int64)


def _entries(sets: Sets, rows: Rows) -> tuple[Rows, Rows]:
    """Positions in `rows` with the hashed members of their sets: names that hold
    whatever else a table contains."""
    at, members = _members(sets, rows)
    return at, sets.hashes[members]


def _members(sets: Sets, rows: Rows) -> tuple[Rows, Rows]:
    """Positions in `rows` with the members of their sets."""
    sizes = sets.sizes[rows]
    at = np.repeat(np.arange(len(rows)), sizes)
    within = np.arange(sizes.sum()) - np.repeat(np.cumsum(sizes) - sizes, sizes)
    return at, sets.values[sets.offsets[rows][at] + within].astype(np.int64)


def _product(left: Rows, right: Rows, size: int) -> tuple[Rows, Rows]:
    """Every pair of entries of two lists that belong to one claim, as positions.

    The left list is ascending.
    """
    counts = np.bincount(left, minlength=size)
    starts = np.cumsum(counts) - counts
    sizes = counts[right]
    inner = np.repeat(np.arange(len(right)), sizes)
    within = np.arange(sizes.sum()) - np.repeat(np.cumsum(sizes) - sizes, sizes)
    return starts[right[inner]] + within, inner


def _pack(key: Key, buckets: Rows, values: Rows) -> Rows:
    return (int(key) << 58) | (buckets.astype(np.int64) << 32) | values


def _bucket(keys: Rows) -> Rows:
    return (keys >> 32) & ((1 << 26) - 1)


def _block(one: Ints, other: Ints) -> Rows:
    """The north-eastern of the blocks of four cells that two cells share."""
    row = np.maximum((one - 1) // CELL_COLUMNS, (other - 1) // CELL_COLUMNS)
    column = np.maximum((one - 1) % CELL_COLUMNS, (other - 1) % CELL_COLUMNS)
    block: Rows = row.astype(np.int64) * CELL_COLUMNS + column + 1
    return block


def _rare(part: Entries, limit: int) -> Entries:
    """Without the keys that more than `limit` entries share."""
    _, sizes = _blocks(part.keys)
    keep = np.repeat((sizes > 1) & (sizes <= limit), sizes)
    return part.take(np.flatnonzero(keep))


def _blocks(keys: Rows) -> tuple[Rows, Rows]:
    """Where each key starts among sorted keys, and how often it stands there."""
    starts = np.flatnonzero(np.diff(keys, prepend=-1))
    return starts, np.diff(starts, append=len(keys))


def _joined(key: Key, part: Entries) -> Iterator[tuple[Rows, Rows]]:
    """Pairs of claims that share a key: whoever seeks meets all that stand behind.

    Two claims share every bucket that both enter and every block that both cells stand
    in, and meet in one of them.
    """
    starts, sizes = _blocks(part.keys)
    ends = np.repeat(starts + sizes, sizes)
    seekers = np.flatnonzero(part.seeks)
    behind = ends[seekers] - seekers - 1
    for at in _portions(seekers, behind):
        count = ends[at] - at - 1
        low = np.repeat(at, count)
        within = np.arange(count.sum()) - np.repeat(np.cumsum(count) - count, count)
        yield _met(key, part, low, low + 1 + within)


def _portions(seekers: Rows, behind: Rows) -> Iterator[Rows]:
    """Seekers in portions that meet about `CHUNK` others."""
    portion = np.cumsum(behind) // CHUNK
    cuts = np.flatnonzero(np.diff(portion)) + 1
    yield from np.split(seekers, cuts)


def _met(key: Key, part: Entries, one: Rows, other: Rows) -> tuple[Rows, Rows]:
    """The rows of two lists of entries that meet here, low and high."""
    here = meets(key, part, one, part, other)
    left, right = part.rows[one[here]], part.rows[other[here]]
    low, high = np.minimum(left, right), np.maximum(left, right)
    return low.astype(np.int64), high.astype(np.int64)


def meets(key: Key, ours: Entries, one: Rows, theirs: Entries, other: Rows) -> Bools:
    """Which pairs of entries that share a key meet in it and not in another that they
    share: two claims meet in one bucket and one block."""
    first = np.maximum(ours.first[one], theirs.first[other])
    here: Bools = np.equal(first, _bucket(ours.keys[one]))
    here &= ours.rows[one] != theirs.rows[other]
    if key is Key.CELL:
        block = _block(ours.cell[one], theirs.cell[other])
        here &= block == ours.keys[one] & VALUES
    return here
