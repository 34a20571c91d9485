"""Documents, their strings and their intakes, in and out of the tables.

The strings lie apart, each once, under the hash they came with. A document that is known
stands as it was first read: its identity says that the second is no other.
"""

from __future__ import annotations

import json
from collections.abc import Collection, Iterable
from typing import Any

from sqlalchemy import Connection, Row, Select, select

from tallystick.codec import decode, dumps, encode
from tallystick.errors import StoreError
from tallystick.ids import digest, fingerprint
from tallystick.model.documents import Copy, CopyKind, Document, Intake
from tallystick.store import schema
from tallystick.store.batches import Unstorable, batches, enter, held, require_storable


def add_documents(
    connection: Connection, documents: Iterable[Document], at: str | None = None
) -> int:
    """Enter those not known yet, and when they came; how many that were."""
    named = {document.id: document for document in documents}
    known = held(connection, schema.document, "id", named)
    fresh = [document for key, document in named.items() if key not in known]
    add_texts(connection, {text for one in fresh for text in (one.title, one.text)})
    enter(connection, schema.document, [_row(document) for document in fresh])
    mark_changed(connection, [document.id for document in fresh])
    if at is not None:
        add_arrivals(connection, [(document.id, at) for document in fresh])
    return len(fresh)


def mark_changed(connection: Connection, names: Collection[str]) -> None:
    """Say that documents may no longer be as the present book saw them."""
    table = schema.match_changed
    known = held(connection, table, "document", names)
    rows = [{"document": name} for name in sorted(set(names) - known)]
    enter(connection, table, rows)


def add_arrivals(connection: Connection, arrivals: Iterable[tuple[str, str]]) -> None:
    """Enter when documents came in, each time once."""
    table, told = schema.arrival, sorted(set(arrivals))
    known: set[tuple[str, ...]] = set()
    for batch in batches([document for document, _ in told]):
        rows = connection.execute(select(table).where(table.c.document.in_(batch)))
        known.update(tuple(row) for row in rows)
    fresh = [one for one in told if one not in known]
    enter(connection, table, [{"document": d, "at": at} for d, at in fresh])


def all_arrivals(connection: Connection) -> tuple[tuple[str, str], ...]:
    """Every document with the times at which it came in, by document, then time."""
    table = schema.arrival
    rows = connection.execute(select(table).order_by(table.c.document, table.c.at))
    return tuple((row.document, row.at) for row in rows)


def add_texts(connection: Connection, texts: Iterable[str]) -> None:
    """Enter strings under their hashes; one that is known, or redacted, stays."""
    enter_texts(connection, {fingerprint(text): text for text in texts})


def enter_texts(connection: Connection, named: dict[str, str]) -> None:
    """Enter strings under names that the caller vouches for."""
    known = held(connection, schema.document_text, "sha256", named)
    rows = [{"sha256": k, "text": t} for k, t in named.items() if k not in known]
    enter(connection, schema.document_text, rows)


def _row(document: Document) -> dict[str, str]:
    return {
        "id": document.id,
        "sha256": document.sha256,
        "title_sha256": fingerprint(document.title),
        "record": record_of(document),
    }


def record_of(document: Document) -> str:
    """JSON of a document without its two strings."""
    fields = encode(document)
    del fields["title"], fields["text"]
    return dumps(fields)


def checked_record(fields: dict[str, Any]) -> str:
    """The same of fields that came from outside.

    Raises:
        ValueError: they are not those of a document.
    """
    made: Document = decode(Document, {**fields, "title": "", "text": ""})
    return record_of(made)


def name_of(record: str, title_sha256: str, sha256: str) -> str:
    """The id of a document from what is kept of it, whatever became of its strings."""
    fields = json.loads(record)
    published = fields["published"]
    return digest(
        "doc",
        fingerprint(fields["source"]),
        fingerprint(fields["address"]),
        published["value"] if published else None,
        title_sha256,
        sha256,
    )


def refuse_unstorable(document: Document) -> None:
    """Say which document holds a character that a ledger cannot.

    Raises:
        StoreError: a NUL or a lone surrogate.
    """
    for part in (document.title, document.text):
        try:
            require_storable(part)
        except Unstorable as error:
            raise StoreError(f"add {document.address}", str(error)) from None


def all_documents(connection: Connection) -> tuple[Document, ...]:
    """Every document, by id."""
    rows = connection.execute(_query().order_by(schema.document.c.id))
    return tuple(map(_document, rows))


def some_documents(connection: Connection, names: Collection[str]) -> list[Document]:
    """Those of some documents that are kept."""
    found: list[Document] = []
    for batch in batches(names):
        rows = connection.execute(_query().where(schema.document.c.id.in_(batch)))
        found += map(_document, rows)
    return found


def some_copies(connection: Connection, names: Collection[str]) -> list[Copy]:
    """Those of some documents that repeat another."""
    column = schema.copy.c.document
    found: list[Copy] = []
    for batch in batches(names):
        rows = connection.scalars(select(schema.copy.c.record).where(column.in_(batch)))
        found += (decode(Copy, json.loads(row)) for row in rows)
    return found


def one_document(connection: Connection, name: str) -> Document | None:
    """The document of an id, if it is kept."""
    row = connection.execute(_query().where(schema.document.c.id == name)).first()
    return _document(row) if row else None


def unread_documents(connection: Connection, extractor: str) -> tuple[Document, ...]:
    """The documents that an extractor has not read, by id."""
    done = select(schema.reading.c.document).where(schema.reading.c.extractor == extractor)
    query = _query().where(schema.document.c.id.not_in(done))
    return tuple(map(_document, connection.execute(query.order_by(schema.document.c.id))))


def _query() -> Select[Any]:
    kept, texts = schema.document, schema.document_text
    body, head = texts.alias("body"), texts.alias("head")
    return (
        select(kept, body.c.text.label("text"), head.c.text.label("title"))
        .join(body, body.c.sha256 == kept.c.sha256)
        .join(head, head.c.sha256 == kept.c.title_sha256)
    )


def _document(row: Row[Any]) -> Document:
    record = json.loads(row.record)
    made: Document = decode(Document, {**record, "title": row.title, "text": row.text})
    # A redacted string no longer hashes to its name; names stay, so they are not
    # worked out again.
    vars(made).update(id=row.id, sha256=row.sha256)
    return made


def add_intakes(connection: Connection, intakes: Collection[Intake]) -> int:
    """Enter those not known yet; how many that were."""
    table = schema.intake
    known: set[tuple[str, ...]] = set()
    for batch in batches({intake.document for intake in intakes}):
        rows = connection.execute(select(table).where(table.c.document.in_(batch)))
        known.update(tuple(row) for row in rows)
    fresh = {i for i in intakes if (i.document, i.external_id, i.origin) not in known}
    enter(connection, table, [encode(intake) for intake in sorted(fresh, key=_order)])
    return len(fresh)


def _order(intake: Intake) -> tuple[str, str, str]:
    return intake.origin, intake.external_id, intake.document


def all_intakes(connection: Connection) -> tuple[Intake, ...]:
    """Every intake, by origin, external id and document."""
    rows = connection.execute(select(schema.intake))
    return tuple(
        sorted((Intake(r.document, r.external_id, r.origin) for r in rows), key=_order)
    )


def replace_copies(connection: Connection, copies: Collection[Copy]) -> None:
    """Make these the copies that are known."""
    table = schema.copy
    wanted = {one.document: (dumps(one), one.original) for one in copies}
    rows = connection.execute(select(table.c.document, table.c.record))
    known: dict[str, str] = {row.document: row.record for row in rows}
    told = wanted.keys() | known.keys()
    other = sorted(n for n in told if wanted.get(n, ("",))[0] != known.get(n))
    for batch in batches(other):
        connection.execute(table.delete().where(table.c.document.in_(batch)))
    fresh = [(name, *wanted[name]) for name in other if name in wanted]
    names = ("document", "record", "original")
    enter(connection, table, [dict(zip(names, row, strict=True)) for row in fresh])
    mark_changed(connection, other)


def exact_copies_of(connection: Connection, names: Collection[str]) -> set[str]:
    """The documents that repeat some others word for word."""
    table = schema.copy
    told: list[Copy] = []
    for batch in batches(names):
        lines = connection.scalars(
            select(table.c.record).where(table.c.original.in_(batch))
        )
        told += (decode(Copy, json.loads(line)) for line in lines)
    return {one.document for one in told if one.kind is CopyKind.EXACT}


def all_copies(connection: Connection) -> tuple[Copy, ...]:
    """Every copy, by the id of the repeating document."""
    query = select(schema.copy.c.record).order_by(schema.copy.c.document)
    return tuple(decode(Copy, json.loads(r)) for r in connection.scalars(query))
