"""Which totals are held against incidents: on which days, and what they come to."""

from __future__ import annotations

import json
from collections.abc import Collection, Iterable, Iterator
from dataclasses import dataclass
from typing import TypeAlias

from sqlalchemy import Connection, insert, select

from tallystick.codec import dumps
from tallystick.columns import OPEN
from tallystick.count.policy import CountPolicy
from tallystick.count.rules import PerIncident
from tallystick.count.sums import Sums
from tallystick.model.claims import TallyClaim
from tallystick.reconcile.window import Tested
from tallystick.store import schema, tallied
from tallystick.store.batches import batches

TOTAL = schema.match_total
RULE = PerIncident.name
"""The rule by which totals are counted."""
NEVER = (0, -1)
"""The days of a total that cannot be compared."""
Span: TypeAlias = tuple[int, int]
"""First and last day, as ordinals, inclusive; see `Ground.days` for open ends."""


@dataclass(frozen=True, slots=True)
class Kept:
    """What is kept of a total beside its own row."""

    claim: str
    document: str
    days: Span
    sums: Sums


def kept(tally: TallyClaim, words: Tested, sums: Sums, policy: CountPolicy) -> Kept:
    """What is kept of a total."""
    return Kept(tally.id, tally.document, days_of(words, policy), sums)


def days_of(words: Tested, policy: CountPolicy) -> Span:
    """The days on which an incident may be listed with a total, as `count.members` looks
    for candidates."""
    if words.forbids:
        return NEVER
    near, since, until = policy.near_days, words.scope.since, words.scope.until
    first = since.first.toordinal() - near if since else 0
    return first, until.last.toordinal() + near if until else OPEN


def within(connection: Connection, spans: Collection[Span]) -> set[str]:
    """The totals that share a day with one of some spans."""
    if not spans:
        return set()
    first, last = min(one[0] for one in spans), max(one[1] for one in spans)
    query = select(TOTAL.c.claim, TOTAL.c.first_day, TOTAL.c.last_day).where(
        TOTAL.c.last_day >= first, TOTAL.c.first_day <= last
    )
    single = sorted(set(spans))
    return {
        row.claim
        for row in connection.execute(query)
        if any(row.last_day >= a and row.first_day <= b for a, b in single)
    }


def sums_of(connection: Connection, claim: str) -> Sums:
    """What a total comes to."""
    line = connection.scalar(select(TOTAL.c.sums).where(TOTAL.c.claim == claim))
    return tallied.sums_from(json.loads(line or "[]"))


def known(connection: Connection, claims: Collection[str]) -> set[str]:
    """Those of some totals that the book knows."""
    found: set[str] = set()
    for batch in batches(claims):
        query = select(TOTAL.c.claim).where(TOTAL.c.claim.in_(batch))
        found |= set(connection.scalars(query))
    return found


def all_known(connection: Connection) -> set[str]:
    """All totals that the book knows."""
    return set(connection.scalars(select(TOTAL.c.claim)))


def rows_of(connection: Connection, claim: str) -> list[str]:
    """The rows of the present book's shares in a total."""
    table = schema.SECTIONS["share"]
    query = select(table.c.id).where(
        # A space stands before the block, and "!" is the character after it.
        table.c.id > f"{claim} ",
        table.c.id < f"{claim}!",
        table.c.last_book.is_(None),
    )
    return list(connection.scalars(query))


def forget(connection: Connection, claims: Collection[str]) -> None:
    """Take totals out."""
    for batch in batches(claims):
        connection.execute(TOTAL.delete().where(TOTAL.c.claim.in_(batch)))


def enter(connection: Connection, totals: Iterable[Kept]) -> None:
    """Enter totals, in the place of what was kept of them."""
    told = {one.claim: one for one in totals}
    forget(connection, told)
    for batch in batches(_rows(told.values())):
        connection.execute(insert(TOTAL), list(batch))


def _rows(totals: Iterable[Kept]) -> Iterator[dict[str, str | int]]:
    for one in totals:
        yield {
            "claim": one.claim,
            "document": one.document,
            "first_day": one.days[0],
            "last_day": one.days[1],
            "sums": dumps(tallied.sums_of(one.sums)),
        }
