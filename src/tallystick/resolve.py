"""Claims to incidents: constrained clustering, and which incidents are parts of which.

The law: what people call one event is joined first; what they keep apart is never joined,
whatever else speaks for it; then links are tried from the strongest down, and one is
refused where two groups would hold claims that contradict being one event, or claims that
one text tells apart. Every event claim lands in exactly one group.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field

import numpy as np

from tallystick.columns import NONE, Bools, Rows
from tallystick.match.apart import joinable, objecting, presumed, retelling
from tallystick.match.compare import wholes
from tallystick.match.links import Links
from tallystick.match.score import connected, event_rows
from tallystick.model.derived import Finding
from tallystick.policy import Policy
from tallystick.table import ClaimTable

SITES = ("same site", "within the uncertainty", "around", "named region contains it")
"""Levels of place at which a part lies where its whole is said to be."""
DAYS = ("same day", "same days", "unsaid", "fresh news", "fits the news")
"""Levels of date at which a part may belong to its whole."""


@dataclass(frozen=True, slots=True)
class Group:
    """The claims of one incident."""

    rows: tuple[int, ...]
    """Rows of the table, ascending; the first names the incident."""
    parent: int | None = None
    """First row of the group that this one is a part of."""


@dataclass(frozen=True, slots=True)
class Rulings:
    """What people said of pairs and of single claims, as ids."""

    same: tuple[tuple[str, str], ...] = ()
    different: frozenset[tuple[str, str]] = frozenset()
    """Pairs, each sorted."""
    aside: Mapping[str, str] = field(default_factory=dict)
    """Claims that are kept but not counted: each is a group of its own."""


def resolve(
    table: ClaimTable,
    rows: Iterable[int],
    links: Links,
    rulings: Rulings,
    policy: Policy,
) -> tuple[tuple[Group, ...], tuple[Finding, ...]]:
    """Join event claims into groups.

    Args:
        rows: event claims and their twins, see `event_claims`; all that could be joined
            with one of them is among them.
        links: of any two rows at most once; others are passed over.
        rulings: what people said; claims that are not among `rows` are passed over.

    Returns:
        Groups in the order of their first claims, and a finding for each pair that a
        person joined against what another keeps apart.
    """
    clusters = _Clusters(table, _own_rows(table, rows, rulings), links, rulings, policy)
    findings = clusters.join_as_told()
    clusters.join_as_weighed()
    parents = _parents(clusters)
    groups = clusters.groups()
    return (
        tuple(Group(rows, parents.get(rows[0])) for rows in groups),
        tuple(sorted(findings)),
    )


def resolve_all(table: ClaimTable, links: Links, policy: Policy) -> Rows:
    """The groups of a whole table that nobody has judged, as columns.

    A component in which every pair was compared and speaks for one event is one group;
    only the others are worked out claim by claim. For measuring, and for questions that
    need no incidents.

    Returns:
        For each row the first row of its group; a row that tells of no event has itself.
    """
    rows = np.array(event_claims(table), np.int64)
    first = components(table, links, policy)
    inside = first[links.left] == first[links.right]
    clear = (links.scores >= policy.link_at) & joinable(links)
    size = len(table)
    events = np.bincount(first[rows[table.twin[rows] == NONE]], minlength=size)
    heads = first[links.left[inside]]
    compared = np.bincount(heads, minlength=size)
    agreeing = np.bincount(heads[clear[inside]], minlength=size)
    plain = (agreeing == compared) & (compared == events * (events - 1) // 2)
    group = np.where(plain[first], first, np.arange(size))
    for part_rows, part in by_component(first, rows[~plain[first[rows]]], links):
        for one in resolve(table, part_rows, part, Rulings(), policy)[0]:
            group[list(one.rows)] = min(one.rows)
    return group


def components(
    table: ClaimTable, links: Links, policy: Policy, same: Rows | None = None
) -> Rows:
    """For each row, the first row of its component: what can be worked out alone.

    Args:
        same: pairs of rows that people call one event, one pair a row.
    """
    least = min(policy.link_at, policy.part_at, policy.maybe_at, policy.rival_at)
    strong = links.scores >= least
    told = np.empty((0, 2), np.int64) if same is None else same
    copies = np.flatnonzero(table.twin != NONE)
    left = np.concatenate([links.left[strong], told[:, 0], copies])
    right = np.concatenate([links.right[strong], told[:, 1], table.twin[copies]])
    return connected(len(table), left, right)


def by_component(
    first: Rows, rows: Rows, links: Links
) -> Iterator[tuple[tuple[int, ...], Links]]:
    """Rows by component with the links inside it, in the order of their first rows.

    Args:
        first: of `components`.
        rows: those wanted, ascending; whole components.
    """
    inside = links.take(first[links.left] == first[links.right])
    heads = first[inside.left]
    inside = inside.take(np.argsort(heads, kind="stable"))
    heads = np.sort(heads, kind="stable")
    order = rows[np.argsort(first[rows], kind="stable")]
    wanted, starts = np.unique(first[order], return_index=True)
    ends = np.append(starts, len(order))[1:]
    low, high = np.searchsorted(heads, wanted), np.searchsorted(heads, wanted + 1)
    for start, end, a, b in zip(starts, ends, low, high, strict=True):
        yield tuple(order[start:end].tolist()), inside.take(slice(a, b))


@dataclass(frozen=True, slots=True)
class _Link:
    """What is believed of two rows, as far as joining asks."""

    score: float
    joinable: bool
    """Whether the two may be one event at all, whatever the score."""
    part: bool
    """Whether one may be a part of the other."""
    against: bool
    """Whether it keeps two groups apart whatever else connects them."""
    presumed: bool
    """Whether it does so by presumption alone."""
    retelling: bool
    """Whether presumptions give way to it."""
    left: int
    right: int


class _Clusters:
    """Groups under construction: every row knows the number of its group."""

    def __init__(
        self,
        table: ClaimTable,
        own: Mapping[int, int],
        links: Links,
        rulings: Rulings,
        policy: Policy,
    ) -> None:
        self.table, self.own, self.policy, self.rulings = table, own, policy, rulings
        events = sorted({row for row in own.values() if self._joins(row)})
        self.members = {row: [row] for row in events}
        self.group = {row: row for row in events}
        self.weighed: dict[int, dict[int, _Link]] = {row: {} for row in events}
        """Row to row to what is believed of the two, both ways."""
        self.links = list(self._heard(links))
        self.apart: dict[int, set[int]] = {row: set() for row in events}
        for a, b in self._rows(rulings.different):
            self.apart[a].add(b)
            self.apart[b].add(a)
        several = wholes(table, np.array(events, np.int64))
        self.wholes = {row for row, whole in zip(events, several, strict=True) if whole}

    def _heard(self, links: Links) -> Iterator[_Link]:
        """Enter what the matcher believes."""
        columns = (
            *(links.scores, joinable(links), _parts(links)),
            *(objecting(links, self.policy), presumed(links)),
            *(retelling(links, self.policy), links.left, links.right),
        )
        for values in zip(*(column.tolist() for column in columns), strict=True):
            link = _Link(*values)
            if link.left in self.group and link.right in self.group:
                self.weighed[link.left][link.right] = link
                self.weighed[link.right][link.left] = link
                yield link

    def _joins(self, row: int) -> bool:
        return self.table.ids[row] not in self.rulings.aside

    def _rows(self, pairs: Iterable[tuple[str, str]]) -> list[tuple[int, int]]:
        """Pairs of claims as the rows that stand for them, those that may be joined."""
        known = self.table.rows
        rows = [
            (self.own.get(known[a], -1), self.own.get(known[b], -1))
            for a, b in sorted(pairs)
            if a in known and b in known
        ]
        return [(a, b) for a, b in rows if a != b and a in self.group and b in self.group]

    def join_as_told(self) -> list[Finding]:
        """Join what people call one event; report what others keep apart."""
        findings = []
        for a, b in self._rows(self.rulings.same):
            one, other = self.group[a], self.group[b]
            if one == other:
                continue
            if self._kept_apart(one, other):
                subjects = tuple(sorted((self.table.ids[a], self.table.ids[b])))
                message = "called one event, but a judgement keeps the two apart"
                findings.append(Finding("judgements-conflict", subjects, message))
            else:
                self._join(one, other)
        return findings

    def join_as_weighed(self) -> None:
        """Join by belief, strongest first, where nothing speaks against it.

        Equal scores are taken in the order of the claims' ids, as any other order that
        does not hang on when they came.
        """
        ids = self.table.ids
        strong = [k for k in self.links if k.score >= self.policy.link_at and k.joinable]
        for link in sorted(strong, key=lambda k: (-k.score, ids[k.left], ids[k.right])):
            one, other = self.group[link.left], self.group[link.right]
            if one == other or self._excludes(one, other, link):
                continue
            if self._agree(one, other) and not self._torn(one, other, link.score):
                self._join(one, other)

    def _kept_apart(self, one: int, other: int) -> bool:
        few, many = sorted((self.members[one], self.members[other]), key=len)
        return any(
            self.group[apart] == self.group[many[0]]
            for row in few
            for apart in self.apart[row]
        )

    def part_and_whole(self, link: _Link) -> tuple[int, int]:
        """The groups of the part and of the whole that a link is about."""
        a, b = link.left, link.right
        part, of = (b, a) if a in self.wholes else (a, b)
        return self.group[part], self.group[of]

    def may_be_part(self, child: int, parent: int) -> bool:
        """Whether a group may be a part of another: no whole is, nor what people deny."""
        whole = not self.wholes.isdisjoint(self.members[child])
        return child != parent and not whole and not self._kept_apart(child, parent)

    def _torn(self, one: int, other: int, score: float) -> bool:
        """Whether either group has a link nearly as good to a third that excludes
        this one, and the link itself is not sure.

        A report that fits two events equally well belongs to neither until somebody says.
        """
        least = max(self.policy.link_at, score - self.policy.clear_by)
        return score < self.policy.sure_at and any(
            self._excludes(rival, there)
            for here, there in ((one, other), (other, one))
            for rival in self._rivals(here, least)
            if rival != there
        )

    def _rivals(self, group: int, least: float) -> set[int]:
        """Groups that a member has a link of some strength to, and could be joined with."""
        linked = {
            self.group[row]
            for member in self.members[group]
            for row, link in self.weighed[member].items()
            if link.score >= least and link.joinable
        }
        return {rival for rival in linked - {group} if not self._excludes(group, rival)}

    def _excludes(self, one: int, other: int, by: _Link | None = None) -> bool:
        """Whether a judgement or a pair of claims forbids that two groups are one event.

        Args:
            by: the link that would join them, if any.
        """
        gives_way = by is not None and by.retelling
        return self._kept_apart(one, other) or any(
            link.against and not (gives_way and link.presumed)
            for link in self._between(one, other)
        )

    def _agree(self, one: int, other: int) -> bool:
        """Whether enough of the pairs between two groups speak for one event."""
        scores = [link.score for link in self._between(one, other)]
        agreeing = sum(score >= self.policy.link_at for score in scores)
        return agreeing >= self.policy.agree_share * len(scores)

    def _between(self, one: int, other: int) -> Iterator[_Link]:
        for a in self.members[one]:
            yield from (
                self.weighed[a][b] for b in self.members[other] if b in self.weighed[a]
            )

    def _join(self, one: int, other: int) -> None:
        few, many = sorted((one, other), key=lambda g: (len(self.members[g]), g))
        for row in self.members[few]:
            self.group[row] = many
        self.members[many] += self.members.pop(few)

    def groups(self) -> tuple[tuple[int, ...], ...]:
        """All event claims in groups, copies beside their originals, by first row."""
        found: dict[int, list[int]] = {}
        for row, stands in sorted(self.own.items()):
            found.setdefault(self.group.get(stands, stands), []).append(row)
        return tuple(
            sorted(tuple(_first_hand(self.table, rows)) for rows in found.values())
        )


def _parts(links: Links) -> Bools:
    """Which links are of a part and its whole: see `_parents`."""
    near = links.at("place", *SITES) | links.at("document", "its parts")
    return links.at("several", "whole and part") & links.at("date", *DAYS) & near


def event_claims(table: ClaimTable) -> tuple[int, ...]:
    """The rows that land in incidents, twins among them, ascending."""
    rows = event_rows(table)
    twins = np.flatnonzero(np.isin(table.twin, rows))
    return tuple(np.union1d(rows, twins).tolist())


def _own_rows(table: ClaimTable, rows: Iterable[int], rulings: Rulings) -> dict[int, int]:
    """Each event row and the row that stands for it: a twin's original, else itself.

    A person can part a twin from its original, or set one of the two aside.
    """

    def stands_for(row: int) -> int:
        original = int(table.twin[row])
        if original == NONE or table.ids[row] in rulings.aside:
            return row
        low, high = sorted((table.ids[row], table.ids[original]))
        return row if (low, high) in rulings.different else original

    return {row: stands_for(row) for row in sorted(rows)}


def _first_hand(table: ClaimTable, rows: Sequence[int]) -> list[int]:
    """Rows in order of publication, those that only copy last: a copy names nothing."""
    return sorted(rows, key=lambda row: (table.twin[row] != NONE, row))


def _parents(clusters: _Clusters) -> dict[int, int]:
    """First row of each group that is a part, and of the group that it is a part of.

    A part lies on the whole's days and at its sites, or stands in the same text; of
    several wholes it belongs to the one that scores best, then to the first.
    """
    best: dict[int, tuple[float, int]] = {}
    for link in clusters.links:
        if link.score < clusters.policy.part_at or not link.part:
            continue
        child, parent = clusters.part_and_whole(link)
        if clusters.may_be_part(child, parent):
            best[child] = min(best.get(child, (0.0, parent)), (-link.score, parent))
    first = {group: min(rows) for group, rows in clusters.members.items()}
    return {first[child]: first[parent] for child, (_, parent) in best.items()}
