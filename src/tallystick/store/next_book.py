"""What is written of the next book, and what is kept beside it to make the one after it."""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from sqlalchemy import Connection, Select, and_, func, insert, or_, select

from tallystick.codec import dumps
from tallystick.components import CODES
from tallystick.ids import fingerprint
from tallystick.judge import Judged
from tallystick.model.claims import TallyClaim
from tallystick.model.derived import Book, Finding
from tallystick.model.documents import Document
from tallystick.model.ledger import Ledger, Reading
from tallystick.notices import notice_of
from tallystick.pipeline import UNREAD, Worked
from tallystick.policy import Policy
from tallystick.reconcile.coverage import Coverage
from tallystick.resolve import event_claims
from tallystick.store import (
    binding,
    books,
    covered,
    documents,
    matches,
    schema,
    standing,
)
from tallystick.store.batches import batches
from tallystick.store.binding import Leaves, Places, Written
from tallystick.store.desk import Desk
from tallystick.store.growth import Grown, enter_rows, placed, places_of
from tallystick.store.records import Stamp
from tallystick.store.tallied import READ
from tallystick.store.totals import Holding, laid_apart


@dataclass(frozen=True)
class Change:
    """What differs between the ledger as the book saw it and the ledger."""

    documents: frozenset[str]
    """Whose claims came, went or read otherwise."""
    claims: frozenset[str]
    """Others that people see otherwise."""
    before: Judged
    new: frozenset[str]
    """Documents that have been read since."""
    seen: frozenset[str]
    """Documents of which something is to be written down."""


def write_documents(desk: Desk, names: Collection[str]) -> Counter[str]:
    """Enter documents as they are seen by now; how many of each day count more."""
    table, more = schema.match_document, Counter[str]()
    for batch in batches(names):
        query = select(table.c.day).where(table.c.document.in_(batch))
        more.subtract(desk.connection.scalars(query.where(table.c.counted == 1)))
        desk.connection.execute(table.delete().where(table.c.document.in_(batch)))
    rows = [
        _document_row(desk.documents[name], desk.copies.get(name), desk.readings.get(name))
        for name in names
    ]
    _insert(desk.connection, table, rows)
    more.update(row["day"] for row in rows if row["counted"])
    covered.count_days(desk.connection, more)
    return more


def _document_row(document: Document, copy: Any, reading: Reading | None) -> dict[str, Any]:
    unread = reading is not None and any(f.code in UNREAD for f in reading.findings)
    return {
        "document": document.id,
        "copy": dumps(copy) if copy is not None else "",
        "day": document.published.day if document.published else "",
        "counted": int(not unread),
        "was_read": int(reading is not None),
    }


def _insert(connection: Connection, table: Any, rows: list[dict[str, Any]]) -> None:
    for batch in batches(rows):
        connection.execute(insert(table), list(batch))


class NextBook:
    """The next book, section by section."""

    def __init__(
        self, desk: Desk, change: Change, grown: Grown, number: int, makers: str
    ) -> None:
        self.desk, self.connection, self.change = desk, desk.connection, change
        self.grown, self.number, self.makers = grown, number, makers
        self.written = Written()

    def write_components(self) -> int:
        """Write what differs of all but totals; how many roots there are more."""
        derived, roots = self.grown.derived, _roots(self.desk, self.change.documents)
        gone = self._gone()
        before = books.records(self.connection, "root", gone["root"])
        names = {json.loads(line)[1] for line in before.values()}
        names |= {root for _, root in roots}
        known = books.filed_under(self.connection, "root", names)
        made = Book(
            incidents=derived.incidents,
            components=derived.components,
            findings=tuple(_made_findings(self.desk, self.change, self.grown)),
            roots=tuple(roots),
            looked_at=tuple(self.desk.stand.looked_at),
        )
        places = places_of(self.grown.table, derived)
        self._amend(gone, Leaves(made, places, {}))
        return len(books.filed_under(self.connection, "root", names)) - len(known)

    def write_totals(self, before: Coverage, read: Coverage) -> None:
        """Write the totals that have changed."""
        changed = _changed_totals(self.change, self.desk.stand)
        totals = Holding(self.desk, self.grown, before, read).held(changed)
        made = Book(reconciliations=tuple(totals.made))
        self._amend(totals.lost, Leaves(made, Places(), totals.shares))
        standing.enter(self.connection, totals.kept)

    def _amend(self, gone: Mapping[str, Collection[str]], made: Leaves) -> None:
        binding.amend(self.connection, self.number, gone, made, self.makers, self.written)

    def _gone(self) -> dict[str, Collection[str]]:
        """By section, the rows that are no more unless they are made again."""
        before, after = self.change.before, self.desk.stand
        parts = books.live(self.connection, "component", self.grown.gone)
        lost = [one for part in parts for one in part.incidents]
        incidents = books.live(self.connection, "incident", lost)
        inside = {claim for one in incidents for claim in one.claims}
        documents_ = self.change.documents
        return {
            "component": [part.key for part in parts],
            "incident": lost,
            "finding": _gone_findings(self.desk, self.change, inside),
            "root": [c.id for c in before.claims if c.document in documents_],
            "looked_at": before.looked_at - after.looked_at,
        }


def _gone_findings(desk: Desk, change: Change, inside: Collection[str]) -> list[str]:
    """Ids of the findings about components that were, and about judgements as they were."""
    told: list[Finding] = list(change.before.findings)
    found = books.findings_about(desk.connection, inside)
    names = [name for name, one in found.items() if one.code in CODES]
    return names + [binding.finding_id(one) for one in told]


def _made_findings(desk: Desk, change: Change, grown: Grown) -> list[Finding]:
    read = (desk.readings[name].findings for name in sorted(change.new))
    return sorted(
        {
            *(one for findings in read for one in findings),
            *desk.stand.findings,
            *grown.derived.findings,
        }
    )


def _roots(desk: Desk, names: Collection[str]) -> list[tuple[str, str]]:
    table = desk.table(names)
    return [
        (table.ids[row], table.roots[table.root[row]])
        for row in range(len(table))
        if table.documents[table.document[row]] in names
    ]


def _changed_totals(change: Change, after: Judged) -> set[str]:
    """Totals that came, went, read otherwise or are kept out by now."""
    old, new = (
        {
            claim.id: claim
            for claim in stand.claims
            if isinstance(claim, TallyClaim) and claim.id not in stand.aside
        }
        for stand in (change.before, after)
    )
    other = {name for name in {*old, *new} if old.get(name) != new.get(name)}
    return other | {name for name in new if new[name].document in change.seen}


def inputs_since(connection: Connection, book: int, desk: Desk, change: Change) -> str:
    """Hash of the last book's inputs and of what came since."""
    last = books.stamp_of(connection, book)
    told = [desk.readings[name] for name in sorted(change.new)]
    log_ = [one.id for one in desk.log]
    return fingerprint(
        dumps([last.inputs if last else "", sorted(change.seen), told, log_])
    )


def plain(told: Iterable[Document]) -> bool:
    """Whether no document says that it takes back or mends another: what a notice is about
    is looked for among all documents."""
    return all(notice_of(one) is None for one in told)


def languages(told: Iterable[Document]) -> set[str]:
    """The languages of documents. Where there are two, one may translate any other."""
    return {one.language for one in told}


def otherwise_seen(extractor: str) -> Select[Any]:
    """Every document that is not as the book saw it."""
    kept, copy, read = schema.document, schema.copy, schema.reading
    known = schema.match_document
    return (
        select(kept.c.id)
        .join(copy, copy.c.document == kept.c.id, isouter=True)
        .join(
            read,
            and_(read.c.document == kept.c.id, read.c.extractor == extractor),
            isouter=True,
        )
        .join(known, known.c.document == kept.c.id, isouter=True)
        .where(
            or_(
                known.c.document.is_(None),
                known.c.copy != func.coalesce(copy.c.record, ""),
                and_(known.c.was_read == 0, read.c.document.is_not(None)),
                and_(known.c.was_read == 1, read.c.document.is_(None)),
            )
        )
    )


def stand_by(connection: Connection, book: int, makers: str, judgements: int) -> None:
    """Say which book the match tables belong to, see `schema.match_state`."""
    table = schema.match_state
    connection.execute(table.delete())
    row = {"book": book, "makers": makers, "judgements": judgements}
    connection.execute(insert(table), [row])


def keep_matches(
    connection: Connection, ledger: Ledger, worked: Worked, policy: Policy, stamp: Stamp
) -> None:
    """Keep what a book was matched by, in the place of what was kept before."""
    for table in schema.MATCHED:
        connection.execute(table.delete())
    number = books.latest(connection)
    told = ledger.documents
    if number is None or len(languages(told)) > 1 or not plain(told):
        return
    copies = {copy.document: copy for copy in ledger.copies}
    read = {reading.document: reading for reading in ledger.readings}
    rows = [_document_row(d, copies.get(d.id), read.get(d.id)) for d in ledger.documents]
    _insert(connection, schema.match_document, rows)
    covered.count_days(connection, Counter(row["day"] for row in rows if row["counted"]))
    enter_rows(connection, worked.table, event_claims(worked.table), policy.matching)
    matches.place(connection, list(placed(worked.table, worked.derived)))
    # What came while this was worked out is no part of it.
    other = connection.scalars(otherwise_seen(stamp.extractor))
    documents.mark_changed(connection, set(other))
    stand_by(connection, number, stamp.makers, len(ledger.judgements))


def keep_worked(
    connection: Connection, ledger: Ledger, worked: Worked, policy: Policy, stamp: Stamp
) -> int:
    """Make a book the present one with what it was worked out on; how many components
    were new or had changed."""
    places = places_of(worked.table, worked.derived)
    if not _in_order(worked.book, places):
        # People join what is no event, and components stand by its moment: see `amending`.
        for table in schema.MATCHED:
            connection.execute(table.delete())
        return binding.replace_book(connection, Leaves.of(worked.book), stamp)
    kept, shares = laid_apart(worked, policy.counting)
    leaves = Leaves(worked.book, places, shares)
    ground = worked.ground
    read = dict(zip(READ, (len(ground.documents), len(ground.table.roots)), strict=True))
    changed = binding.replace_book(connection, leaves, stamp, read)
    keep_matches(connection, ledger, worked, policy, stamp)
    standing.enter(connection, kept)
    return changed


def _in_order(book: Book, places: Places) -> bool:
    """Whether a book has the order of its places."""
    told = (
        [places.incidents[one.id] for one in book.incidents],
        [places.components[one.key] for one in book.components],
    )
    return all(order == sorted(order) for order in told)
