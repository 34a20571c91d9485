"""What stated totals are held against, kept by blocks of components.

A total may list much of a ledger. So its row says what it comes to, and the lists lie in
rows of their own: one for each total and block of components, which holds the share of
every component that adds to it. A component that changes rewrites one block of each total
that it reaches.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping
from dataclasses import astuple, fields, replace
from typing import Any

from tallystick.codec import dumps, loads
from tallystick.count.sums import Sums
from tallystick.model.derived import Reconciliation
from tallystick.reconcile.shares import Share

APART = "apart"
"""What a total's row is filed under where its lists lie in shares."""
READ = ("documents", "roots")
"""How much was read, kept beside the sizes of a book's sections: all totals say so."""
BLOCK = 2
"""Last characters of a component's key that name its block, one of 256."""

Shares = Mapping[str, Share]
"""Shares of one total, by the keys of their components."""


def row_id(total: str, component: str) -> str:
    """The id of the row where the share of a component in a total lies."""
    return f"{total} {component[-BLOCK:]}"


def total_of(row: str) -> str:
    """The total that a row belongs to."""
    return row.rpartition(" ")[0]


def written(shares: Shares) -> str:
    """The record of one row."""
    return dumps(
        {
            key: [one.incidents, one.possible, one.set_aside, sums_of(one.sums)]
            for key, one in sorted(shares.items())
        }
    )


def read(record: str) -> dict[str, Share]:
    """The shares of one row."""
    return {key: _share(told) for key, told in json.loads(record).items()}


def _share(told: Any) -> Share:
    incidents, possible, aside, sums = told
    pairs = tuple((name, reason) for name, reason in aside)
    return Share(tuple(incidents), tuple(possible), pairs, sums_from(sums))


_NAMES = tuple(one.name for one in fields(Sums) if one.name != "sites")


def sums_of(sums: Sums) -> list[Any]:
    """Sums as plain values; those of nothing as none."""
    return [] if sums == Sums() else list(astuple(sums))


def sums_from(told: list[Any]) -> Sums:
    """What `sums_of` wrote."""
    if not told:
        return Sums()
    *numbers, sites = told
    return Sums(**dict(zip(_NAMES, numbers, strict=True)), sites=tuple(sites))


def without_lists(one: Reconciliation) -> Reconciliation:
    """A total as its own row keeps it."""
    if one.count is None:
        return one
    bare = replace(one.count, incidents=(), possible=(), set_aside=(), documents=0, roots=0)
    return replace(one, count=bare)


def joined(
    record: str, filed: str, shares: Mapping[str, Iterable[str]], held: Mapping[str, int]
) -> Reconciliation:
    """A total with all that it lists.

    Args:
        record: its own row, with what it is filed under.
        shares: the records of every total's shares.
        held: how much was read, see `READ`.
    """
    one = loads(Reconciliation, record)
    if filed != APART or one.count is None:
        return one
    told = [s for line in shares.get(one.claim, ()) for s in json.loads(line).values()]
    aside = sorted((name, reason) for share in told for name, reason in share[2])
    count = replace(
        one.count,
        incidents=tuple(sorted(name for share in told for name in share[0])),
        possible=tuple(sorted(name for share in told for name in share[1])),
        set_aside=tuple(aside),
        documents=held["documents"],
        roots=held["roots"],
    )
    return replace(one, count=count)
