"""What is known of a ledger's links, kept so that more documents touch only what they touch.

The law: after every addition the components are those that a full run finds, claim by
claim and level by level. What follows from a component is a pure function of it
(`components`), so the same inputs give the same bytes.

A pair of claims is believed or not by itself, whatever else the ledger holds; only the
limits of crowds are shared (`block.limit_of`). So an addition can change nothing but the
components of the claims that meet a new one, and of those whose key has become a crowd.
Rows are numbered in the order in which they came and keep their numbers; everything is
compared, joined and named on an excerpt in the order of publication.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace

import numpy as np

from tallystick.columns import NONE, Rows, ints
from tallystick.excerpt import excerpt
from tallystick.match.block import Entries, Key, entries, paired
from tallystick.match.links import Links
from tallystick.match.pairs import Actors, Pairs
from tallystick.match.partners import crowded, partners
from tallystick.match.score import event_rows, objections, weighed
from tallystick.policy import Policy
from tallystick.resolve import by_component, components, event_claims
from tallystick.table import ClaimTable


@dataclass(frozen=True, eq=False)
class Touched:
    """The components that an addition made or changed, on a table of their own."""

    table: ClaimTable
    links: Links
    """All links inside and between these components."""
    parts: tuple[tuple[tuple[int, ...], Links], ...]
    """Rows of `table` and links of each component, in the order of their first claims."""
    gone: frozenset[str]
    """First claims of the components that they replace."""


class Growing:
    """The components of a ledger that grows."""

    def __init__(self, table: ClaimTable, policy: Policy, actors: Actors) -> None:
        self.policy, self.actors = policy, actors
        self.tables: list[ClaimTable] = [table]
        self.starts = [0]
        """The number of the first row of each table."""
        rows = event_rows(table)
        known = entries(table, rows, policy.matching)
        pairs = Pairs(
            table, *paired(known, len(table), policy.matching), policy.matching, actors
        )
        found = weighed(pairs, policy.matching.propose_at)
        self.links = Links.joined([found, *objections(pairs, found, policy)])
        """Of the first table; later ones are not kept, see `add`."""
        self.keys: Mapping[Key, tuple[Entries, ...]] = {
            key: (part,) for key, part in known.items()
        }
        self.repeats = {
            table.ids[row]: table.ids[table.twin[row]]
            for row in np.flatnonzero(table.twin != NONE).tolist()
        }
        """Claims of exact copies with the claims that they repeat."""
        self.first = components(table, self.links, policy)
        """For each row the number of a row that names its component."""
        self._order = np.argsort(self.first, kind="stable")
        self._sorted = self.first[self._order]
        self._renamed: dict[int, set[int]] = {}
        """Components that are not those of the first table, by name."""

    def add(self, more: ClaimTable, repeats: Mapping[str, str] | None = None) -> Touched:
        """Enter the claims of more documents; what they touch is worked out anew.

        Args:
            more: none of its documents is one of which an earlier one turns out to be a
                copy; such ledgers are derived in full.
            repeats: claims of `more` that repeat a claim of an exact copy's original,
                with that claim, see `roots.twins`. The twins of `more` are not looked at.
        """
        self.repeats |= repeats or {}
        new = self._enter(more)
        asked = np.union1d(new, self._crowds(more, new))
        met = self._met(asked)
        originals = [self._number(name) for name in (repeats or {}).values()]
        near = [asked, self._linked(asked, met), np.array(originals, np.int64)]
        return self._worked_out(self._members(np.concatenate(near)), new)

    def _enter(self, more: ClaimTable) -> Rows:
        """Number the rows of a table; those that may be joined."""
        start = self.starts[-1] + len(self.tables[-1])
        self.tables.append(more)
        self.starts.append(start)
        numbers = np.arange(start, start + len(more))
        self.first = np.concatenate([self.first, numbers])
        for number in numbers.tolist():
            self._renamed[number] = {number}
        return numbers

    def _crowds(self, more: ClaimTable, new: Rows) -> Rows:
        """Enter keys; the rows that fewer keys bring together than before."""
        policy = self.policy.matching
        lost = [np.empty(0, np.int64)]
        grown = {}
        for key, own in entries(more, self._events(more), policy).items():
            part = own.moved(new)
            base, *later = self.keys[key]
            fresh = Entries.joined(later[0], part) if later else part
            grown[key] = (base, fresh)
            lost.append(crowded(grown[key], part, key, policy))
        self.keys = grown
        return np.unique(np.concatenate(lost))

    def _events(self, table: ClaimTable) -> Rows:
        """The rows of a table that may be joined."""
        rows = event_rows(table)
        known = [table.ids[row] not in self.repeats for row in rows.tolist()]
        return rows[np.array(known, np.bool_)]

    def _met(self, rows: Rows) -> tuple[Rows, Rows]:
        """The candidates of some rows, as pairs of numbers; each pair at least once."""
        policy, wanted = self.policy.matching, self.excerpt_of(rows)
        numbers = self._numbers(wanted)
        left, right = [np.empty(0, np.int64)], [np.empty(0, np.int64)]
        for key, part in entries(wanted, self._events(wanted), policy).items():
            own = part.moved(numbers)
            one, other = partners(self.keys[key], own, key, policy)
            left.append(one)
            right.append(other)
        return np.concatenate(left), np.concatenate(right)

    def _linked(self, asked: Rows, met: tuple[Rows, Rows]) -> Rows:
        """The rows that links connect with those asked about."""
        table = self.excerpt_of(np.unique(np.concatenate([asked, *met])))
        pairs = self._pairs(table, met)
        policy = self.policy
        found = weighed(pairs, policy.matching.propose_at)
        least = min(policy.link_at, policy.part_at, policy.maybe_at)
        strong = found.scores >= least
        ends = np.concatenate([found.left[strong], found.right[strong]])
        linked: Rows = self._numbers(table)[np.unique(ends)]
        return linked

    def _pairs(self, table: ClaimTable, met: tuple[Rows, Rows]) -> Pairs:
        """Pairs of numbers as pairs of rows of an excerpt, those that lie in it."""
        numbers = self._numbers(table)
        order = np.argsort(numbers)
        at = [np.searchsorted(numbers[order], ends) for ends in met]
        at = [np.minimum(one, len(order) - 1) for one in at]
        inside = np.logical_and(
            *(numbers[order][one] == ends for one, ends in zip(at, met, strict=True))
        )
        one, other = (order[ends[inside]] for ends in at)
        packed = np.unique(np.minimum(one, other) * len(table) + np.maximum(one, other))
        left, right = packed // len(table), packed % len(table)
        return Pairs(table, left, right, self.policy.matching, self.actors)

    def _members(self, rows: Rows) -> Rows:
        """All rows of the components of some rows."""
        found: set[int] = set()
        for name in np.unique(self.first[rows]).tolist():
            if name in self._renamed:
                found |= self._renamed[name]
            else:
                low = np.searchsorted(self._sorted, name)
                high = np.searchsorted(self._sorted, name, "right")
                found.update(self._order[low:high].tolist())
        return np.array(sorted(found), np.int64)

    def _worked_out(self, rows: Rows, new: Rows) -> Touched:
        """The components of some rows, which touch no others."""
        table = self.excerpt_of(rows)
        pairs = self._pairs(table, self._met(rows))
        found = weighed(pairs, self.policy.matching.propose_at)
        links = Links.joined([found, *objections(pairs, found, self.policy)])
        first = components(table, links, self.policy)
        numbers = self._numbers(table)
        before = np.setdiff1d(self.first[rows], new)
        gone = frozenset(self._id(number) for number in before.tolist())
        for head in np.unique(first).tolist():
            members = numbers[first == head]
            self.first[members] = numbers[head]
            self._renamed[int(numbers[head])] = set(members.tolist())
        events = np.array(event_claims(table), np.int64)
        parts = tuple(by_component(first, events, links))
        return Touched(table, links, parts, gone)

    def excerpt_of(self, rows: Rows) -> ClaimTable:
        """A table of some rows, by their numbers."""
        ends = [*self.starts[1:], len(self.first)]
        chosen = [
            rows[(rows >= start) & (rows < end)] - start
            for start, end in zip(self.starts, ends, strict=True)
        ]
        some = [number for number, part in enumerate(chosen) if len(part)] or [0]
        table = excerpt([self.tables[i] for i in some], [chosen[i] for i in some])
        originals = (table.rows.get(self.repeats.get(name, ""), NONE) for name in table.ids)
        return replace(table, twin=ints(originals))

    def _numbers(self, table: ClaimTable) -> Rows:
        """The numbers of an excerpt's rows."""
        return np.array([self._number(name) for name in table.ids], np.int64)

    def _number(self, claim: str) -> int:
        return next(
            start + table.rows[claim]
            for start, table in zip(self.starts, self.tables, strict=True)
            if claim in table.rows
        )

    def _id(self, number: int) -> str:
        nth = int(np.searchsorted(self.starts, number, "right")) - 1
        return self.tables[nth].ids[number - self.starts[nth]]
