"""Stated totals held against a book that has changed in places.

The law: afterwards every total has the reconciliation of a full run. A total is counted
anew if an incident that went was listed with it, or one that came would be; of the others
only how much was read has changed, and what follows from that alone.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date, timedelta

from sqlalchemy import Connection, func, select

from tallystick.columns import OPEN
from tallystick.components import Derived
from tallystick.count import Ground
from tallystick.count.members import select as select_members
from tallystick.model.claims import TallyClaim
from tallystick.model.derived import (
    Component,
    Count,
    Finding,
    Incident,
    Reconciliation,
    VerdictKind,
)
from tallystick.model.documents import Document
from tallystick.model.lists import ClaimKind
from tallystick.reconcile import contradictions
from tallystick.reconcile.coverage import Coverage, too_thin
from tallystick.reconcile.numbers import counted, width_of
from tallystick.reconcile.verdicts import reconcile_one, verdict
from tallystick.reconcile.window import tested
from tallystick.store import books, documents, matches, schema
from tallystick.store.desk import Desk, decoded
from tallystick.store.growth import Grown

THIN = frozenset({"few_documents", "few_roots", "window_outside_documents"})
"""The reasons of `coverage.too_thin`."""
ROOT_AT = len('["claim-0123456789abcdef",') + 1
"""Where the root stands in a record of the section of roots, from 1."""


@dataclass(frozen=True)
class Totals:
    """What becomes of the stated totals of a book."""

    gone: tuple[str, ...]
    """Ids of reconciliations that are no more."""
    made: tuple[Reconciliation, ...]


class Holding:
    """Stated totals and what they are held against."""

    def __init__(self, desk: Desk, grown: Grown) -> None:
        """Begin; roots and documents of the book are those of the next one."""
        self.desk, self.connection, self.grown = desk, desk.connection, grown
        self.policy = desk.policy.counting
        self.read = coverage_of(self.connection, self.policy.days_covered_by_document)
        self.old: Mapping[str, Reconciliation] = {
            one.claim: one
            for one in books.all_live(self.connection, "reconciliation").values()
        }
        self.tallies = {tally.id: tally for tally in self._tallies()}
        self.documents = self._documents()
        self.fresh = self._ground(grown.derived)

    def _tallies(self) -> Iterable[TallyClaim]:
        """Every total that is counted, as it stands."""
        stand, claim = self.desk.stand, schema.claim
        query = select(claim.c.document, claim.c.record).where(
            claim.c.kind == ClaimKind.TALLY.value,
            claim.c.extractor == self.desk.extractor,
        )
        for row in self.connection.execute(query):
            if row.document not in self.desk.documents:
                yield decoded(TallyClaim, row.record)
        for one in stand.claims:
            if isinstance(one, TallyClaim) and one.id not in stand.aside:
                yield one

    def _documents(self) -> dict[str, Document]:
        """The documents of the totals."""
        known = self.desk.documents
        wanted = {tally.document for tally in self.tallies.values()}
        found = {one: known[one] for one in wanted & known.keys()}
        more = documents.some_documents(self.connection, wanted - known.keys())
        return found | {one.id: one for one in more}

    def _ground(self, derived: Derived) -> Ground:
        return Ground.of(
            derived.incidents,
            self.grown.table,
            self.desk.actors,
            claims=self.desk.stand.claims,
            maybe_same=derived.maybe_same,
        )

    def held(self, gone: Collection[str], changed: Collection[str]) -> Totals:
        """The totals of the next book.

        Args:
            gone: incidents that are no more, or other than before.
            changed: totals that came, went or are read otherwise.
        """
        findings = self._findings(changed)
        anew = [
            tally
            for name, tally in self.tallies.items()
            if name in changed or self._reached(tally, gone)
        ]
        ground = self._wide(anew, gone, changed)
        recounted = {tally.id: self._counted(tally, ground) for tally in anew}
        made = [
            recounted.get(name) or self._as_before(tally)
            for name, tally in self.tallies.items()
        ]
        ids = {f"{one.claim} {one.rule}" for one in made}
        old = (f"{one.claim} {one.rule}" for one in self.old.values())
        return Totals(
            tuple(one for one in old if one not in ids),
            tuple(
                replace(one, findings=tuple(findings.get(one.claim, ()))) for one in made
            ),
        )

    def _findings(self, changed: Collection[str]) -> Mapping[str, Sequence[Finding]]:
        """What contradicts what, by the first of its subjects."""
        if not changed:
            return {name: one.findings for name, one in self.old.items()}
        found: dict[str, list[Finding]] = {}
        told, actors = list(self.tallies.values()), self.desk.actors
        for one in contradictions(told, self.documents, actors, self.policy):
            found.setdefault(one.subjects[0], []).append(one)
        return found

    def _reached(self, tally: TallyClaim, gone: Collection[str]) -> bool:
        """Whether what changed is, or would be, listed with a total."""
        old = self.old.get(tally.id)
        if old is None:
            return True
        if old.count is None:
            return False
        if not listed(old.count).isdisjoint(gone):
            return True
        scope = tested(tally, self.documents[tally.document]).scope
        found = select_members(scope, self.fresh, self.policy)
        return bool(found.members or found.left_out)

    def _wide(
        self, anew: Sequence[TallyClaim], gone: Collection[str], changed: Collection[str]
    ) -> Ground:
        """The ground of some totals: every incident that may be listed with one."""
        if not anew:
            return self.fresh
        new = {one.id: one for one in self.grown.derived.incidents}
        names = new.keys() | self._listed(anew, changed) - set(gone)
        keys = {row.component for row in matches.heads(self.connection, names)}
        made = {one.key for one in self.grown.derived.components}
        parts: list[Component] = books.live(self.connection, "component", keys - made)
        known = {name for part in parts for name in part.incidents}
        there: list[Incident] = books.live(self.connection, "incident", known - new.keys())
        # A whole may be listed without its parts, and counts otherwise for having some.
        told = [one for one in there if one.id in names or one.parent in names]
        told += new.values()
        pairs = [pair for part in parts for pair in part.maybe_same]
        return Ground.of(
            told,
            self.desk.table({name for one in told for name in one.documents}),
            self.desk.actors,
            claims=self.desk.stand.claims,
            maybe_same=(*pairs, *self.grown.derived.maybe_same),
        )

    def _listed(self, anew: Sequence[TallyClaim], changed: Collection[str]) -> set[str]:
        """Incidents that may be listed with some totals, of those that have not changed:
        how an incident stands to a total hangs on the two alone, so these are the ones
        that were; for a total that is read otherwise, all that may lie in its days."""
        names: set[str] = set()
        for tally in anew:
            old = self.old.get(tally.id)
            if old is None or tally.id in changed:
                names |= set(matches.between(self.connection, *self._days(tally)))
            elif old.count is not None:
                names |= listed(old.count)
        return names

    def _days(self, tally: TallyClaim) -> tuple[int, int]:
        """As `count.members` looks for candidates."""
        scope = tested(tally, self.documents[tally.document]).scope
        near, since, until = self.policy.near_days, scope.since, scope.until
        first = since.first.toordinal() - near if since else 0
        return first, until.last.toordinal() + near if until else OPEN

    def _counted(self, tally: TallyClaim, ground: Ground) -> Reconciliation:
        document = self.documents[tally.document]
        made = reconcile_one(tally, ground, document, self.read, self.policy)
        if made.count is None:
            return made
        roots, told = self.read.roots, self.read.documents
        return replace(made, count=replace(made.count, documents=told, roots=roots))

    def _as_before(self, tally: TallyClaim) -> Reconciliation:
        """A total whose count is as it was, under what has been read by now."""
        old = self.old[tally.id]
        if old.count is None:
            return old
        told = replace(old.count, documents=self.read.documents, roots=self.read.roots)
        words = tested(tally, self.documents[tally.document])
        thin = too_thin(words.scope, self.read, self.policy)
        stated = width_of(counted(tally), self.policy)
        kind, uninformative = verdict(stated, told, words, self.policy)
        before = next(
            (n for n, code in enumerate(old.reasons) if code not in THIN), len(old.reasons)
        )
        return replace(
            old,
            count=told,
            verdict=VerdictKind.NOT_TESTED if thin else kind,
            uninformative=uninformative and not thin,
            reasons=(*thin, *old.reasons[before:]),
        )


def listed(count: Count) -> set[str]:
    """Every incident that stands with a count, also those that it leaves out."""
    aside = (name for name, _ in count.set_aside)
    return {*count.incidents, *count.possible, *aside}


def coverage_of(connection: Connection, back: int) -> Coverage:
    """How much was read, by the match tables and the roots of the present book.

    Args:
        back: days that a document can speak about.
    """
    table, root = schema.match_document, schema.SECTIONS["root"]
    of_counted = table.c.counted == 1
    told = connection.scalars(select(table.c.day).where(of_counted).distinct())
    days = {
        date.fromisoformat(day) - timedelta(days=n)
        for day in told
        if day
        for n in range(back)
    }
    number = connection.scalar(select(func.count()).select_from(table).where(of_counted))
    live = select(func.substr(root.c.record, ROOT_AT)).where(root.c.last_book.is_(None))
    roots = connection.scalar(select(func.count()).select_from(live.distinct().subquery()))
    return Coverage(number or 0, roots or 0, frozenset(days))
