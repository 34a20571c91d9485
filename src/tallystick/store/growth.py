"""Components of a ledger that changes: worked out anew where a change can reach.

The law: afterwards the components are those of a full run, claim by claim and link by
link. A pair of claims is believed or not by itself, so a change reaches the components of
the claims that came, went, or are judged otherwise; of those that meet one that came; and
of those whose key has become a crowd, or has ceased to be one (`block.limit_of`).
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, replace

import numpy as np
from sqlalchemy import Connection

from tallystick.columns import NONE, OPEN, Rows
from tallystick.components import Derived, Inputs, derive_components
from tallystick.count.ground import facts_of
from tallystick.excerpt import excerpt
from tallystick.match.block import Entries, Key, entries, limit_of, paired
from tallystick.match.links import Links
from tallystick.match.pairs import Pairs
from tallystick.match.partners import partners
from tallystick.match.score import event_rows, objections, weighed
from tallystick.policy import MatchPolicy
from tallystick.resolve import event_claims
from tallystick.store import matches
from tallystick.store.binding import Places
from tallystick.store.desk import Desk, rows_of
from tallystick.store.matches import Fresh, Known, Placed
from tallystick.table import ClaimTable


@dataclass(frozen=True)
class Grown:
    """What a change made of the components that it reached."""

    table: ClaimTable
    """The claims of these components."""
    derived: Derived
    gone: Mapping[str, tuple[int, int]]
    """Keys of the components that they replace, with their first and last days."""
    made: Mapping[str, tuple[int, int]]
    """The same of these components."""


class Growth:
    """The match tables of a ledger, and what a change does to them."""

    def __init__(self, desk: Desk) -> None:
        self.desk, self.connection = desk, desk.connection
        self.policy, self.actors = desk.policy, desk.actors

    def change(self, documents: Collection[str], claims: Collection[str]) -> Grown:
        """Enter what has changed.

        Args:
            documents: those whose claims came, went or read otherwise.
            claims: others that people see otherwise than before.
        """
        gone = matches.of_documents(self.connection, documents)
        lost = matches.forget(self.connection, gone)
        table = self.desk.table(documents)
        fresh = [
            row
            for row in event_claims(table)
            if table.documents[table.document[row]] in documents
        ]
        won = enter_rows(self.connection, table, fresh, self.policy.matching)
        flipped = self._flipped(lost, won)
        originals = [table.ids[table.twin[row]] for row in fresh if table.twin[row] != NONE]
        names = [table.ids[row] for row in fresh]
        asked = sorted({*names, *(row.claim for row in flipped)})
        seeds = {row.component for row in (*gone, *flipped)}
        told = matches.of_claims(self.connection, {*claims, *originals})
        seeds |= {row.component for row in told}
        seeds |= {row.component for row in self._linked(asked)}
        return self._worked_out(seeds - {""}, names, gone)

    def _crowds(self, counts: Mapping[int, int]) -> set[int]:
        policy = self.policy.matching
        return {
            key
            for key, count in counts.items()
            if count > limit_of(matches.kind_of(key), policy)
        }

    def _flipped(self, lost: Counter[int], won: Counter[int]) -> list[Known]:
        """Claims of keys that have become a crowd, or have ceased to be one."""
        keys = {*lost, *won}
        now = self._how_many(keys, max(won.values(), default=0))
        after = {key: now[key] for key in keys}
        before = {key: now[key] - won[key] + lost[key] for key in keys}
        changed = self._crowds(after) ^ self._crowds(before)
        numbers = set(matches.under(self.connection, changed).rows.tolist())
        return matches.of_numbers(self.connection, numbers)

    def _how_many(self, keys: Collection[int], more: int = 0) -> Counter[int]:
        """How often keys are entered, crowds as far as it takes to know them for crowds
        even with fewer entries."""
        enough = max(limit_of(kind, self.policy.matching) for kind in Key) + more + 1
        return matches.how_many(self.connection, keys, enough)

    def _entries(self, table: ClaimTable, rows: Rows) -> Mapping[Key, Entries]:
        """The keys of some rows that are no crowds in the whole ledger."""
        known = entries(table, rows, self.policy.matching)
        keys = {key for part in known.values() for key in part.keys.tolist()}
        crowds = np.array(sorted(self._crowds(self._how_many(keys))), np.int64)
        return {
            kind: part.take(np.flatnonzero(~np.isin(part.keys, crowds)))
            for kind, part in known.items()
        }

    def _linked(self, asked: Collection[str]) -> list[Known]:
        """The claims that links connect with those asked about, these among them."""
        rows = matches.of_claims(self.connection, asked)
        table = self.desk.table({row.document for row in rows})
        numbers = np.full(len(table), NONE, np.int64)
        for row in rows:
            numbers[table.rows[row.claim]] = row.number
        events = np.intersect1d(event_rows(table), rows_of(table, asked))
        met: set[tuple[int, int]] = set()
        for kind, part in self._entries(table, events).items():
            own = part.moved(numbers)
            all_ = matches.under(self.connection, set(own.keys.tolist()))
            left, right = partners(all_, own, kind, self.policy.matching)
            met |= set(zip(left.tolist(), right.tolist(), strict=True))
        return self._believed(met)

    def _believed(self, met: Collection[tuple[int, int]]) -> list[Known]:
        """The ends of those pairs of numbers that are links."""
        known = {
            row.number: row
            for row in matches.of_numbers(
                self.connection, {number for pair in met for number in pair}
            )
        }
        table = self.desk.table({row.document for row in known.values()})
        row_of = {number: table.rows[row.claim] for number, row in known.items()}
        told = sorted(
            {
                (min(row_of[a], row_of[b]), max(row_of[a], row_of[b]))
                for a, b in met
                if a in row_of and b in row_of and a != b
            }
        )
        ends = np.array(told, np.int64).reshape(-1, 2)
        policy = self.policy
        pairs = Pairs(table, ends[:, 0], ends[:, 1], policy.matching, self.actors)
        found = weighed(pairs, policy.matching.propose_at)
        least = min(policy.link_at, policy.part_at, policy.maybe_at, policy.rival_at)
        strong = found.scores >= least
        linked = np.unique(np.concatenate([found.left[strong], found.right[strong]]))
        number_of = {row: number for number, row in row_of.items()}
        return [known[number_of[row]] for row in linked.tolist()]

    def _worked_out(
        self, seeds: Collection[str], fresh: Collection[str], lost: Collection[Known]
    ) -> Grown:
        """The components of some claims, which touch no others.

        Args:
            lost: their claims that are no more.
        """
        members = matches.of_components(self.connection, seeds)
        gone = matches.spans_of((*lost, *members))
        names = {*fresh, *(row.claim for row in members)}
        rows = matches.of_claims(self.connection, names)
        whole = self.desk.table({row.document for row in rows})
        table = excerpt([whole], [rows_of(whole, names)])
        links = self._links(table)
        here = table.rows.keys()
        same = tuple(pair for pair in self.desk.stand.same if here >= set(pair))
        stand = replace(self.desk.stand, same=same)
        inputs = Inputs.of(self.desk.ledger, stand, table, self.policy, self.actors)
        derived = derive_components(inputs, links, None)
        told = list(placed(table, derived))
        matches.place(self.connection, told)
        return Grown(table, derived, gone, matches.spans_of(told))

    def _links(self, table: ClaimTable) -> Links:
        policy = self.policy
        known = self._entries(table, event_rows(table))
        left, right = paired(known, len(table), policy.matching)
        pairs = Pairs(table, left, right, policy.matching, self.actors)
        found = weighed(pairs, policy.matching.propose_at)
        return Links.joined([found, *objections(pairs, found, policy)])


def enter_rows(
    connection: Connection, table: ClaimTable, rows: Sequence[int], policy: MatchPolicy
) -> Counter[int]:
    """Enter rows of a table with their keys; how often each key is theirs."""
    fresh = [
        Fresh(
            table.ids[row],
            table.documents[table.document[row]],
            table.moments[table.document[row]],
        )
        for row in rows
    ]
    at = np.full(len(table), NONE, np.int64)
    at[list(rows)] = np.arange(len(rows))
    events = np.intersect1d(event_rows(table), np.array(rows, np.int64))
    known = entries(table, events, policy)
    return matches.enter(connection, fresh, matches.key_rows(known, at))


def places_of(table: ClaimTable, derived: Derived) -> Places:
    """What incidents and components stand in order by: an incident by its first claim, a
    component by the earliest of all its claims."""

    def place(claim: str) -> str:
        moment = table.moments[table.document[table.rows[claim]]]
        return f"{moment}\x1f{claim}"

    claims = {one.id: one.claims for one in derived.incidents}
    first = {
        one.key: min(place(claim) for name in one.incidents for claim in claims[name])
        for one in derived.components
    }
    return Places({name: place(own[0]) for name, own in claims.items()}, first)


def placed(table: ClaimTable, derived: Derived) -> Iterable[Placed]:
    """Where each claim of some components stands."""
    incidents = {one.id: one for one in derived.incidents}
    for component in derived.components:
        for name in component.incidents:
            facts = facts_of(incidents[name], table)
            first = facts.first.toordinal() if facts.first else 0
            last = facts.last.toordinal() if facts.last else OPEN
            for claim in incidents[name].claims:
                head = name if claim == incidents[name].claims[0] else ""
                yield Placed(claim, component.key, head, first, last)
