"""The part of a ledger that somebody works on: documents with all that hangs on them.

The law: what is worked out from a part is what the whole ledger says of the same claims.
A document comes with what it repeats, and every judgement with the documents it is about.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Sequence

from sqlalchemy import Connection, select

from tallystick import judge
from tallystick.columns import Rows
from tallystick.directory import Directory
from tallystick.judge import Judged
from tallystick.model.claims import Claim
from tallystick.model.documents import Copy, Document
from tallystick.model.judgements import Judgement, Verdict
from tallystick.model.ledger import Ledger, Reading
from tallystick.policy import Policy
from tallystick.store import documents, readings, schema
from tallystick.store.batches import batches
from tallystick.table import ClaimTable, build_table


class Desk:
    """Some documents of a ledger; more can be asked for."""

    def __init__(
        self,
        connection: Connection,
        extractor: str,
        policy: Policy,
        actors: Directory,
        log: Sequence[Judgement],
    ) -> None:
        """Take the documents that judgements are about."""
        self.connection, self.extractor = connection, extractor
        self.policy, self.actors, self.log = policy, actors, tuple(log)
        self.documents: dict[str, Document] = {}
        self.copies: dict[str, Copy] = {}
        self.readings: dict[str, Reading] = {}
        self._stand: Judged | None = None
        self.take(self._judged())

    def _judged(self) -> list[str]:
        """The documents that the log is about."""
        about = {name for one in self.log for name in one.subjects}
        column, table = schema.claim.c.id, schema.claim
        found = [name for name in about if name.startswith("doc-")]
        for batch in batches(about):
            query = select(table.c.document).where(column.in_(batch))
            found += self.connection.scalars(
                query.where(table.c.extractor == self.extractor)
            )
        return found

    def take(self, names: Iterable[str]) -> None:
        """Take more documents, each with what it repeats."""
        wanted = set(names) - self.documents.keys()
        if not wanted:
            return
        for copy in documents.some_copies(self.connection, wanted):
            self.copies[copy.document] = copy
            wanted |= {copy.original} - self.documents.keys()
        for document in documents.some_documents(self.connection, wanted):
            self.documents[document.id] = document
        for reading in readings.some_readings(self.connection, self.extractor, wanted):
            self.readings[reading.document] = reading
        self._stand = None

    @property
    def ledger(self) -> Ledger:
        """What has been taken, as a ledger."""
        return Ledger(
            tuple(self.documents.values()),
            (),
            tuple(self.copies.values()),
            tuple(self.readings.values()),
            self.log,
        )

    @property
    def stand(self) -> Judged:
        """The claims of these documents under the whole log."""
        if self._stand is None:
            self._stand = judge.judged(self.ledger, self.policy)
        return self._stand

    def stood(
        self, judgements: int, unknown: Collection[str], unread: Collection[str]
    ) -> Judged:
        """The same as it stood before.

        Args:
            judgements: how many had been said.
            unknown: documents that had not come.
            unread: documents that had not been read.
        """
        before = Ledger(
            tuple(d for d in self.documents.values() if d.id not in unknown),
            (),
            (),
            tuple(r for r in self.readings.values() if r.document not in unread),
            self.log[:judgements],
        )
        return judge.judged(before, self.policy)

    @property
    def lost(self) -> bool:
        """Whether a judgement is about a claim that cannot be found by its id: it may
        have moved anywhere in a document that nobody names."""
        known = {claim.id for claim in self.stand.claims}
        single = judge.PAIRS | judge.STATES | {Verdict.CORRECT}
        asked = {s for one in self.log if one.verdict in single for s in one.subjects}
        return not asked <= known | self._added()

    def _added(self) -> set[str]:
        """Ids of claims that were ever added."""
        made = (
            judge.entered(self.documents[one.subjects[0]], one)
            for one in self.log
            if one.verdict is Verdict.ADD and one.subjects[0] in self.documents
        )
        return {claim.id for claim in made if claim is not None}

    def claims_of(self, names: Collection[str]) -> list[Claim]:
        """All claims of some documents, as they stand."""
        return [claim for claim in self.stand.claims if claim.document in names]

    def table(self, names: Collection[str]) -> ClaimTable:
        """The claims of some documents and of what these repeat."""
        self.take(names)
        there = set(names) | {
            self.copies[one].original for one in names if one in self.copies
        }
        part = Ledger(
            tuple(self.documents[one] for one in sorted(there) if one in self.documents),
            (),
            tuple(self.copies[one] for one in sorted(there) if one in self.copies),
        )
        return build_table(part, self.claims_of(there), self.actors)


def rows_of(table: ClaimTable, names: Collection[str]) -> Rows:
    """The rows of some claims, ascending."""
    import numpy as np

    return np.array(sorted(table.rows[name] for name in names), np.int64)
