"""The next book from the present one: only what a change can reach is worked out.

The law: the book is, byte for byte, that of a full run. Where that cannot be promised
(another policy or version, a judgement whose claim has moved, a change too large to be
worth it) nothing is done, and the ledger is derived in full.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from sqlalchemy import Connection, and_, func, insert, or_, select

from tallystick.codec import dumps
from tallystick.components import CODES
from tallystick.directory import Directory
from tallystick.ids import fingerprint
from tallystick.judge import Judged
from tallystick.model.claims import Claim, Statement, TallyClaim
from tallystick.model.derived import Book, Finding
from tallystick.model.documents import Document
from tallystick.model.ledger import Ledger, Reading
from tallystick.notices import notice_of
from tallystick.pipeline import UNREAD, Worked
from tallystick.policy import Policy
from tallystick.resolve import event_claims
from tallystick.store import books, documents, log, matches, schema
from tallystick.store.batches import batches
from tallystick.store.desk import Desk, exact_copies_of
from tallystick.store.growth import Grown, Growth, enter_rows, placed
from tallystick.store.records import Stamp
from tallystick.store.totals import Holding

FEW = 200
"""Documents that may have changed in any ledger."""
SHARE = 0.1
"""And in a large one, the share of them: a full run costs less than many changes."""


@dataclass(frozen=True, slots=True)
class Amended:
    """What became of the present book."""

    stamp: Stamp
    components: int
    """How many were new or had changed."""


@dataclass(frozen=True)
class _Change:
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


def amend(
    connection: Connection, extractor: str, policy: Policy, actors: Directory, stamp: Stamp
) -> Amended | None:
    """Make the next book the present one; None if it must be derived in full.

    Args:
        stamp: what a full run would be stamped with, its inputs and log left out.
    """
    number, heard = _standing(connection, stamp.makers)
    if number is None:
        return None
    seen = _changed_documents(connection, extractor)
    said = log.all_judgements(connection)
    held = connection.scalar(select(func.count()).select_from(schema.document)) or 0
    if len(seen) > max(FEW, SHARE * held) or len(said) < heard:
        return None
    desk = Desk(connection, extractor, policy, actors, said)
    change = _change(desk, seen, heard)
    if change is None:
        return None
    _write_documents(desk, change.seen)
    grown = Growth(desk).change(change.documents, change.claims)
    changed = _write_book(desk, change, grown, number + 1, stamp)
    last = said[-1].id if said else None
    now = Stamp(
        stamp.policy,
        stamp.versions,
        extractor,
        last,
        _since(connection, number, desk, change),
    )
    books.close_book(connection, number + 1, now, _layout(connection, number))
    _stand(connection, number + 1, stamp.makers, len(said))
    return Amended(now, changed)


def _standing(connection: Connection, makers: str) -> tuple[int | None, int]:
    """The present book, if the match tables are its own and made by the same; and how
    many judgements it had heard."""
    row = connection.execute(select(schema.match_state)).first()
    fits = row is not None and row.makers == makers and row.book == books.latest(connection)
    return (row.book, row.judgements) if row is not None and fits else (None, 0)


def _stand(connection: Connection, book: int, makers: str, judgements: int) -> None:
    table = schema.match_state
    connection.execute(table.delete())
    row = {"book": book, "makers": makers, "judgements": judgements}
    connection.execute(insert(table), [row])


def _changed_documents(connection: Connection, extractor: str) -> set[str]:
    """Documents that came, were read, or repeat another than when the book was made."""
    kept, copy, read = schema.document, schema.copy, schema.reading
    known = schema.match_document
    query = (
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
    return set(connection.scalars(query))


def _change(desk: Desk, seen: Collection[str], heard: int) -> _Change | None:
    """What differs; None where only a full run can tell."""
    desk.take({*seen, *exact_copies_of(desk.connection, seen)})
    known = _known_documents(desk.connection, desk.documents)
    unknown = desk.documents.keys() - known.keys()
    unread = {name for name in desk.documents if not known.get(name)}
    if desk.lost or not _plain([desk.documents[name] for name in seen]):
        return None
    if len(_languages([*desk.documents.values(), *_one_known(desk)])) > 1:
        return None
    before, after = desk.stood(heard, unknown, unread), desk.stand
    other = _otherwise(before.claims, after.claims)
    others = {*seen, *other}
    others |= exact_copies_of(desk.connection, others)
    desk.take(others)
    if not others <= desk.documents.keys() or desk.stand is not after:
        return _change(desk, {*seen, *others}, heard)
    pairs = {*before.same} ^ {*after.same} | before.different ^ after.different
    claims = {name for pair in pairs for name in pair}
    claims |= {name for name, _ in before.aside.items() ^ after.aside.items()}
    claims |= before.looked_at ^ after.looked_at
    if not _joins_events(desk, after) or _announces(before, after, others | claims):
        return None
    return _Change(
        frozenset(others),
        frozenset(claims),
        before,
        frozenset(name for name in unread if name in desk.readings),
        frozenset(seen),
    )


def _plain(told: Iterable[Document]) -> bool:
    """Whether no document says that it takes back or mends another: what a notice is about
    is looked for among all documents."""
    return all(notice_of(one) is None for one in told)


def _languages(told: Iterable[Document]) -> set[str]:
    """The languages of documents. Where there are two, one may translate any other."""
    return {one.language for one in told}


def _one_known(desk: Desk) -> list[Document]:
    """A document that the book knew, which has the language of all; if there is one."""
    name = desk.connection.scalar(select(schema.match_document.c.document).limit(1))
    found = documents.one_document(desk.connection, name) if name else None
    return [found] if found else []


def _announces(before: Judged, after: Judged, names: Collection[str]) -> bool:
    """Whether a statement has changed: announcements are held against all others."""
    return any(
        isinstance(claim, Statement) and not {claim.id, claim.document}.isdisjoint(names)
        for stand in (before, after)
        for claim in stand.claims
    )


def _joins_events(desk: Desk, stand: Judged) -> bool:
    """Whether people join only what can be joined: another claim between two events
    would connect their components."""
    named = {name for pair in stand.same for name in pair}
    where = {claim.id: claim.document for claim in stand.claims if claim.id in named}
    table = desk.table(set(where.values()))
    events = {table.ids[row] for row in event_claims(table)}
    return named <= events


def _known_documents(connection: Connection, names: Collection[str]) -> dict[str, bool]:
    """Documents that the book knew, each with whether it had been read."""
    table = schema.match_document
    found: dict[str, bool] = {}
    for batch in batches(names):
        rows = connection.execute(select(table).where(table.c.document.in_(batch)))
        found |= {row.document: bool(row.was_read) for row in rows}
    return found


def _otherwise(before: Collection[Claim], after: Collection[Claim]) -> set[str]:
    """The documents whose claims differ."""
    old, new = ({claim.id: claim for claim in claims} for claims in (before, after))
    return {
        claim.document
        for mine, theirs in ((old, new), (new, old))
        for name, claim in mine.items()
        if theirs.get(name) != claim
    }


# What is written.


def _write_documents(desk: Desk, names: Collection[str]) -> None:
    table = schema.match_document
    for batch in batches(names):
        desk.connection.execute(table.delete().where(table.c.document.in_(batch)))
    rows = [
        _document_row(desk.documents[name], desk.copies.get(name), desk.readings.get(name))
        for name in names
    ]
    _insert(desk.connection, table, rows)


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


def _write_book(
    desk: Desk, change: _Change, grown: Grown, number: int, stamp: Stamp
) -> int:
    """Write what differs; how many components were new or had changed."""
    connection, before, after = desk.connection, change.before, desk.stand
    parts = books.live(connection, "component", grown.gone)
    lost = [one for part in parts for one in part.incidents]
    incidents = books.live(connection, "incident", lost)
    inside = {claim for one in incidents for claim in one.claims}
    gone = {
        "component": [part.key for part in parts],
        "incident": lost,
        "finding": _gone_findings(desk, change, inside),
        "root": [c.id for c in before.claims if c.document in change.documents],
        "looked_at": before.looked_at - after.looked_at,
    }
    made = Book(
        incidents=grown.derived.incidents,
        components=grown.derived.components,
        findings=tuple(_made_findings(desk, change, grown)),
        roots=tuple(_roots(desk, change.documents)),
        looked_at=tuple(after.looked_at),
    )
    changed = books.amend(connection, number, gone, made, stamp.makers)
    totals = Holding(desk, grown).held(lost, _changed_totals(change, after))
    rest = Book(reconciliations=totals.made)
    books.amend(connection, number, {"reconciliation": totals.gone}, rest, stamp.makers)
    return changed


def _gone_findings(desk: Desk, change: _Change, inside: Collection[str]) -> list[str]:
    """Ids of the findings about components that were, and about judgements as they were."""
    told: list[Finding] = list(change.before.findings)
    found = books.findings_about(desk.connection, inside)
    names = [name for name, one in found.items() if one.code in CODES]
    return names + [books.finding_id(one) for one in told]


def _made_findings(desk: Desk, change: _Change, grown: Grown) -> list[Finding]:
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


def _changed_totals(change: _Change, after: Judged) -> set[str]:
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


def _layout(connection: Connection, before: int) -> Mapping[str, list[str]]:
    """The order of each section, as a full run gives it; `before` is the last book."""
    components, incidents = matches.in_order(connection)
    plain = ("reconciliation", "root", "looked_at")
    return {
        "component": components,
        "incident": incidents,
        "finding": books.findings_in_order(connection, before),
        **{name: books.live_ids(connection, name) for name in plain},
    }


def _since(connection: Connection, book: int, desk: Desk, change: _Change) -> str:
    """Hash of the last book's inputs and of what came since."""
    last = books.stamp_of(connection, book)
    told = [desk.readings[name] for name in sorted(change.new)]
    log_ = [one.id for one in desk.log]
    return fingerprint(
        dumps([last.inputs if last else "", sorted(change.seen), told, log_])
    )


def keep_matches(
    connection: Connection, ledger: Ledger, worked: Worked, policy: Policy, stamp: Stamp
) -> None:
    """Keep what a book was matched by, in the place of what was kept before."""
    for table in schema.MATCHED:
        connection.execute(table.delete())
    number = books.latest(connection)
    told = ledger.documents
    if number is None or len(_languages(told)) > 1 or not _plain(told):
        return
    copies = {copy.document: copy for copy in ledger.copies}
    read = {reading.document: reading for reading in ledger.readings}
    rows = [_document_row(d, copies.get(d.id), read.get(d.id)) for d in ledger.documents]
    _insert(connection, schema.match_document, rows)
    enter_rows(connection, worked.table, event_claims(worked.table), policy.matching)
    matches.place(connection, list(placed(worked.table, worked.derived)))
    _stand(connection, number, stamp.makers, len(ledger.judgements))
