"""Stated totals held against a book that has changed in places.

The law: afterwards every total has the reconciliation of a full run. How an incident
stands to a total hangs on the two alone, so a total is put right by taking away the shares
of the components that went and adding those of the components that came; and only if one
of them lies within its days.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace

from tallystick.columns import OPEN
from tallystick.count import Ground
from tallystick.count.ground import Facts
from tallystick.count.policy import CountPolicy
from tallystick.count.sums import Sums
from tallystick.model.claims import TallyClaim
from tallystick.model.derived import (
    Component,
    Count,
    Finding,
    Incident,
    Reconciliation,
)
from tallystick.model.documents import Document
from tallystick.pipeline import Worked
from tallystick.reconcile import contradictions
from tallystick.reconcile.coverage import Coverage
from tallystick.reconcile.shares import Share
from tallystick.reconcile.verdicts import held_against, without_count
from tallystick.reconcile.window import Tested, tested
from tallystick.store import books, documents, matches, readings, standing, tallied
from tallystick.store.binding import total_id
from tallystick.store.desk import Desk
from tallystick.store.growth import Grown
from tallystick.store.standing import Kept

Parts = Mapping[str, Sequence[Facts]]
"""The incidents of components, by the keys of these."""


@dataclass
class Totals:
    """What becomes of the stated totals of a book."""

    made: list[Reconciliation] = field(default_factory=list)
    """Those that came or are other than before, without their lists."""
    gone: list[str] = field(default_factory=list)
    """Claims of those that are no more."""
    blocks: dict[str, tallied.Shares] = field(default_factory=dict)
    """Rows of shares that are other than before; an empty one is no more."""
    kept: list[Kept] = field(default_factory=list)
    """What is to be kept of those that came, or count otherwise."""

    @property
    def shares(self) -> dict[str, str]:
        """The records of the rows that hold something."""
        return {name: tallied.written(told) for name, told in self.blocks.items() if told}

    @property
    def lost(self) -> dict[str, list[str]]:
        """By section, the ids of rows that are no more."""
        return {
            "reconciliation": [total_id(one, standing.RULE) for one in self.gone],
            "share": [name for name, told in self.blocks.items() if not told],
        }


@dataclass(frozen=True, slots=True)
class _Total:
    """A total with the words that are tested."""

    tally: TallyClaim
    words: Tested

    @classmethod
    def of(cls, tally: TallyClaim, document: Document | None) -> _Total:
        return cls(tally, tested(tally, document))


class Holding:
    """Stated totals, and what they are held against."""

    def __init__(self, desk: Desk, grown: Grown, before: Coverage, read: Coverage) -> None:
        """Begin.

        Args:
            before: how much had been read for the last book.
            read: and by now.
        """
        self.desk, self.connection, self.grown = desk, desk.connection, grown
        self.policy: CountPolicy = desk.policy.counting
        self.before, self.read = before, read
        self.here = {
            one.id: one
            for one in desk.stand.claims
            if isinstance(one, TallyClaim) and one.id not in desk.stand.aside
        }
        self.totals = Totals()

    def held(self, changed: Collection[str]) -> Totals:
        """The totals of the next book.

        Args:
            changed: totals that came, went or are read otherwise.
        """
        self._forget(changed)
        reached = self._reached() - set(changed)
        thin = self._other_coverage() - set(changed)
        told = self._told(reached | thin)
        old = self._old(told)
        fresh = self._ground(self.grown.derived.incidents, self.grown.derived.maybe_same)
        parts = parts_of(fresh, self.grown.derived.components)
        for name, total in told.items():
            before = standing.sums_of(self.connection, name)
            sums = self._put_right(total, fresh, parts, before) if name in reached else None
            if sums is not None or name in thin:
                self._make(total, sums or before, old[name].findings)
        self._count_anew({name: self.here[name] for name in changed if name in self.here})
        if changed:
            self._contradict()
        return self.totals

    # Which totals are to be looked at.

    def _reached(self) -> set[str]:
        """Totals within whose days a component came or went."""
        spans = [*self.grown.gone.values(), *self.grown.made.values()]
        return standing.within(self.connection, spans)

    def _other_coverage(self) -> set[str]:
        """Totals of which another share of the days may have been read."""
        before, read, policy = self.before, self.read, self.policy
        few = [
            (one.documents < policy.min_documents, one.roots < policy.min_roots)
            for one in (before, read)
        ]
        if few[0] != few[1] or bool(before.days) != bool(read.days):
            return standing.within(self.connection, [(0, OPEN)])
        other = before.days ^ read.days
        if not other:
            return set()
        ends = {min(before.days), min(read.days)}
        if len(ends) > 1:
            other |= ends
        days = [day.toordinal() for day in other]
        return standing.within(self.connection, [(min(days), max(days))])

    # What is known of them.

    def _told(self, names: Collection[str]) -> dict[str, _Total]:
        """Totals as they stand, those that can be compared."""
        known = {name: self.here[name] for name in names if name in self.here}
        more = readings.some_tallies(
            self.connection, self.desk.extractor, set(names) - known.keys()
        )
        known |= {one.id: one for one in more}
        pages = self._documents({one.document for one in known.values()})
        told = {
            name: _Total.of(one, pages.get(one.document))
            for name, one in sorted(known.items())
        }
        return {name: one for name, one in told.items() if not one.words.forbids}

    def _documents(self, names: Collection[str]) -> dict[str, Document]:
        known = self.desk.documents
        found = {name: known[name] for name in names if name in known}
        more = documents.some_documents(self.connection, set(names) - found.keys())
        return found | {one.id: one for one in more}

    def _old(self, names: Iterable[str]) -> dict[str, Reconciliation]:
        """What the present book says of totals, without their lists."""
        rows = [total_id(name, standing.RULE) for name in names]
        found = books.live(self.connection, "reconciliation", rows)
        return {one.claim: one for one in found}

    def _ground(
        self, incidents: Iterable[Incident], maybe_same: Iterable[tuple[str, str]]
    ) -> Ground:
        told = tuple(incidents)
        return Ground.of(
            told,
            self.desk.table({name for one in told for name in one.documents}),
            self.desk.actors,
            claims=self.desk.stand.claims,
            maybe_same=maybe_same,
        )

    # How they are put right.

    def _put_right(
        self, total: _Total, fresh: Ground, parts: Parts, before: Sums
    ) -> Sums | None:
        """Put the shares of components that came in the place of those that went.

        Returns:
            What the total comes to by now; None if nothing has changed of it.
        """
        name, scope, sums = total.tally.id, total.words.scope, before
        first, last = standing.days_of(total.words, self.policy)
        met = [
            key
            for key, span in (*self.grown.gone.items(), *self.grown.made.items())
            if span[1] >= first and span[0] <= last
        ]
        rows = sorted({tallied.row_id(name, key) for key in met})
        lines = books.records(self.connection, "share", rows)
        blocks = {row: tallied.read(lines[row]) if row in lines else {} for row in rows}
        other = False
        for key in sorted(set(met)):
            block = blocks[tallied.row_id(name, key)]
            old = block.pop(key, None)
            new = Share.of(scope, fresh, self.policy, among=parts.get(key, ()))
            if new != Share():
                block[key] = new
            if (old or Share()) != new:
                other, sums = True, sums - (old or Share()).sums + new.sums
        if not other:
            return None
        self.totals.blocks |= blocks
        return sums

    def _make(self, total: _Total, sums: Sums, findings: tuple[Finding, ...]) -> None:
        """Hold a total against what it comes to."""
        tally, words = total.tally, total.words
        if words.forbids:
            made = without_count(tally, words)
        else:
            found = Share(sums=sums)
            made = held_against(tally, words, found, self.read, self.policy)
        self.totals.made.append(replace(made, findings=findings))
        self.totals.kept.append(standing.kept(tally, words, sums, self.policy))

    # Totals that came, went or are read otherwise.

    def _forget(self, changed: Collection[str]) -> None:
        """Take totals out with all that they list."""
        known = standing.known(self.connection, changed)
        for name in known:
            rows = standing.rows_of(self.connection, name)
            self.totals.blocks |= {key: {} for key in rows}
        self.totals.gone += sorted(known - self.here.keys())
        standing.forget(self.connection, known)

    def _count_anew(self, tallies: Mapping[str, TallyClaim]) -> None:
        """Ask all incidents of their days how they stand to some totals."""
        if not tallies:
            return
        pages = self._documents({one.document for one in tallies.values()})
        told = [_Total.of(one, pages.get(one.document)) for one in tallies.values()]
        ground, components = self._wide([one for one in told if not one.words.forbids])
        for total in told:
            shares = {}
            if not total.words.forbids:
                shares = shares_in(
                    total.words,
                    ground,
                    parts_of(ground, components),
                    self.policy,
                )
            for key, share in shares.items():
                row = tallied.row_id(total.tally.id, key)
                block = dict(self.totals.blocks.get(row, {}))
                self.totals.blocks[row] = block | {key: share}
            self._make(total, sum((s.sums for s in shares.values()), Sums()), ())

    def _wide(self, told: Sequence[_Total]) -> tuple[Ground, Sequence[Component]]:
        """Every incident that may be listed with some totals, and its component."""
        derived = self.grown.derived
        names: set[str] = set()
        for total in told:
            first, last = standing.days_of(total.words, self.policy)
            names |= set(matches.between(self.connection, first, last))
        keys = {row.component for row in matches.heads(self.connection, names)}
        made = {one.key for one in derived.components}
        parts: list[Component] = books.live(self.connection, "component", keys - made)
        known = [name for part in parts for name in part.incidents]
        there: list[Incident] = books.live(self.connection, "incident", known)
        pairs = [pair for part in parts for pair in part.maybe_same]
        ground = self._ground((*there, *derived.incidents), (*pairs, *derived.maybe_same))
        return ground, (*parts, *derived.components)

    def _contradict(self) -> None:
        """Give every total what contradicts it by now."""
        made = {one.claim: one for one in self.totals.made}
        names = standing.all_known(self.connection) | made.keys()
        known = {name: self.here[name] for name in names if name in self.here}
        more = readings.some_tallies(
            self.connection, self.desk.extractor, names - known.keys()
        )
        told = [*known.values(), *more]
        pages = self._documents({one.document for one in told})
        found: dict[str, list[Finding]] = {}
        for one in contradictions(told, pages, self.desk.actors, self.policy):
            found.setdefault(one.subjects[0], []).append(one)
        standing_now = self._old(names) | made
        for name, total in sorted(standing_now.items()):
            findings = tuple(found.get(name, ()))
            if name in made or total.findings != findings:
                made[name] = replace(total, findings=findings)
        self.totals.made = list(made.values())


def parts_of(ground: Ground, components: Iterable[Component]) -> Parts:
    """The incidents of each component, in the order of their ids."""
    home = {name: one.key for one in components for name in one.incidents}
    found: dict[str, list[Facts]] = {}
    for facts in ground.facts:
        found.setdefault(home[facts.incident.id], []).append(facts)
    return found


def shares_in(
    words: Tested, ground: Ground, parts: Parts, policy: CountPolicy
) -> dict[str, Share]:
    """What each component adds to a total, those left out that add nothing."""
    found = (
        (key, Share.of(words.scope, ground, policy, among=facts))
        for key, facts in parts.items()
    )
    return {key: share for key, share in found if share != Share()}


def laid_apart(worked: Worked, policy: CountPolicy) -> tuple[list[Kept], dict[str, str]]:
    """What is kept of the totals of a book that was worked out in full, and the rows of
    its shares."""
    ground, blocks = worked.ground, dict[str, dict[str, Share]]()
    parts = parts_of(ground, worked.derived.components)
    home = {one.incident.id: key for key, facts in parts.items() for one in facts}
    known: list[Kept] = []
    made = {one.claim: one for one in worked.book.reconciliations}
    for tally in worked.totals:
        words = tested(tally, ground.documents.get(tally.document))
        count = made[tally.id].count
        keys = {home[name] for name in listed(count)} if count else set()
        shares = shares_in(words, ground, {key: parts[key] for key in sorted(keys)}, policy)
        for key, share in shares.items():
            blocks.setdefault(tallied.row_id(tally.id, key), {})[key] = share
        sums = sum((one.sums for one in shares.values()), Sums())
        known.append(standing.kept(tally, words, sums, policy))
    return known, {row: tallied.written(told) for row, told in sorted(blocks.items())}


def listed(count: Count) -> set[str]:
    """Every incident that stands with a count, also those that it leaves out."""
    aside = (name for name, _ in count.set_aside)
    return {*count.incidents, *count.possible, *aside}
