"""Books by component: a new one writes only the rows that differ from the last.

Every row carries the span of books it is valid in and a token, the hash of what it was
made from and of what made it. The present book and the one before it are kept; older
rows go. Order within a book is kept apart, as its layout.
"""

from __future__ import annotations

import json
from bisect import insort
from collections.abc import Callable, Collection, Iterable, Iterator, Mapping
from dataclasses import dataclass
from functools import partial
from typing import Any

from sqlalchemy import (
    ColumnElement,
    Connection,
    Table,
    and_,
    bindparam,
    func,
    or_,
    select,
)

from tallystick.codec import decode, dumps, loads
from tallystick.ids import fingerprint
from tallystick.model.derived import Book, Component, Finding, Incident, Reconciliation
from tallystick.store import schema
from tallystick.store.batches import batches, enter
from tallystick.store.records import Stamp

SUBJECTS = '"subjects":["'
"""What stands before the first subject in the record of a finding, its last field."""
MANY_NEW = 100
"""Findings that are put in their places one by one: more of them cost more than sorting."""


@dataclass(frozen=True, slots=True)
class _Entry:
    """A row to be: its name, what it depends on, and how to write it if need be."""

    id: str
    token: str
    record: Callable[[], str]


def replace_book(connection: Connection, book: Book, stamp: Stamp) -> int:
    """Make a book the present one; how many components were new or had changed."""
    number = (latest(connection) or 0) + 1
    changed = 0
    layout = {}
    for name, entries in _entries(book, stamp.makers).items():
        written = _replace_section(connection, schema.SECTIONS[name], entries, number)
        layout[name] = [entry.id for entry in entries]
        changed += written if name == "component" else 0
    row = {"number": number, "stamp": dumps(stamp), "layout": dumps(layout)}
    enter(connection, schema.book, [row])
    _forget(connection, before=number - 1)
    return changed


def amend(
    connection: Connection,
    number: int,
    gone: Mapping[str, Collection[str]],
    made: Book,
    makers: str,
) -> int:
    """Write what differs of the next book; how many components were new or had changed.

    Args:
        number: of the next book, see `close_book`.
        gone: by section, ids that are not in it, unless they are made again.
        made: what is new, or may be.
        makers: see `Stamp.makers`.
    """
    changed = 0
    for name, entries in _entries(made, makers).items():
        table, lost = schema.SECTIONS[name], gone.get(name, ())
        before = _tokens(connection, table, {*lost, *(entry.id for entry in entries)})
        written = _write_section(connection, table, before, entries, number)
        changed += written if name == "component" else 0
    return changed


def close_book(
    connection: Connection, number: int, stamp: Stamp, layout: Mapping[str, list[str]]
) -> None:
    """Make the next book the present one.

    Args:
        layout: the order of each section.
    """
    row = {"number": number, "stamp": dumps(stamp), "layout": dumps(layout)}
    enter(connection, schema.book, [row])
    _forget(connection, before=number - 1)


@dataclass(frozen=True, slots=True)
class Outline:
    """A book without its incidents."""

    incidents: int
    """How many there are."""
    reconciliations: tuple[Reconciliation, ...]
    findings: tuple[Finding, ...]


def outline(connection: Connection) -> Outline:
    """The outline of the present book, empty if there is none."""
    return Outline(
        size(connection, "incident"),
        tuple(one for _, one in sorted(all_live(connection, "reconciliation").items())),
        tuple(sorted(all_live(connection, "finding").values())),
    )


def _tokens(connection: Connection, table: Table, names: Collection[str]) -> dict[str, str]:
    """The tokens of some rows of the present book."""
    live = select(table.c.id, table.c.token).where(table.c.last_book.is_(None))
    found: dict[str, str] = {}
    for batch in batches(names):
        rows = connection.execute(live.where(table.c.id.in_(batch)))
        found |= {row.id: row.token for row in rows}
    return found


def live(connection: Connection, section: str, names: Collection[str]) -> list[Any]:
    """Some records of the present book; those that are not in it are left out."""
    table = schema.SECTIONS[section]
    kind = next(kind for _, name, kind in FIELDS if name == section)
    present = select(table.c.record).where(table.c.last_book.is_(None))
    found: list[Any] = []
    for batch in batches(names):
        lines = connection.scalars(present.where(table.c.id.in_(batch)))
        found += (decode(kind, json.loads(line)) for line in lines)
    return found


def all_live(connection: Connection, section: str) -> dict[str, Any]:
    """All records of a section of the present book, by id."""
    table = schema.SECTIONS[section]
    kind = next(kind for _, name, kind in FIELDS if name == section)
    present = select(table.c.id, table.c.record).where(table.c.last_book.is_(None))
    rows = connection.execute(present)
    read = _finding if kind is Finding else partial(decode, kind)
    return {row.id: read(json.loads(row.record)) for row in rows}


def _finding(record: dict[str, Any]) -> Finding:
    """As `decode`, for what a book holds most of: there may be more of these than claims."""
    return Finding(record["code"], tuple(record["subjects"]), record["message"])


def findings_about(connection: Connection, names: Collection[str]) -> dict[str, Finding]:
    """The findings of the present book whose first subject is one of some, by id.

    Of the others, of which there may be more than claims, no record is decoded.
    """
    table = schema.SECTIONS["finding"]
    present = select(table.c.id, table.c.record).where(table.c.last_book.is_(None))
    return {
        name: _finding(json.loads(record))
        for name, record in connection.execute(present)
        if record.rpartition(SUBJECTS)[2].partition('"')[0] in names
    }


def findings_in_order(connection: Connection, before: int) -> list[str]:
    """The ids of the findings of the present rows, in the order of a book.

    Args:
        before: number of the last book, in whose order the new ones are put.
    """
    query = select(schema.book.c.layout).where(schema.book.c.number == before)
    known: list[str] = json.loads(connection.execute(query).scalar_one())["finding"]
    there = live_ids(connection, "finding")
    new = set(there).difference(known)
    if len(new) > MANY_NEW:
        found = all_live(connection, "finding")
        return sorted(found, key=found.__getitem__)

    def told(name: str) -> Finding:
        (one,) = live(connection, "finding", [name])
        found: Finding = one
        return found

    still = set(there)
    order = [name for name in known if name in still]
    for name in sorted(new):
        insort(order, name, key=told)
    return order


def size(connection: Connection, section: str) -> int:
    """How many records a section of the present book has."""
    table = schema.SECTIONS[section]
    present = select(func.count()).select_from(table).where(table.c.last_book.is_(None))
    return connection.scalar(present) or 0


def live_ids(connection: Connection, section: str) -> list[str]:
    """The ids of a section of the present book, sorted."""
    table = schema.SECTIONS[section]
    present = select(table.c.id).where(table.c.last_book.is_(None))
    return list(connection.scalars(present.order_by(table.c.id)))


def finding_id(finding: Finding) -> str:
    """The id of a finding's row."""
    return _named(dumps(finding)).id


def _entries(book: Book, makers: str) -> dict[str, list[_Entry]]:
    """The rows of each section in the book's own order.

    What a component was made from vouches for its incidents, so that these are not even
    written out to be compared; everything else vouches for itself.
    """
    inputs = {one: c.inputs for c in book.components for one in c.incidents}
    return {
        "component": [
            _Entry(c.key, fingerprint(makers + c.inputs), partial(dumps, c))
            for c in book.components
        ],
        "incident": [
            _Entry(i.id, fingerprint(makers + inputs[i.id]), partial(dumps, i))
            if i.id in inputs
            else _plain(i.id, dumps(i))
            for i in book.incidents
        ],
        "reconciliation": [
            _plain(f"{r.claim} {r.rule}", dumps(r)) for r in book.reconciliations
        ],
        "finding": [_named(dumps(f)) for f in book.findings],
        "root": [_plain(pair[0], dumps(pair)) for pair in book.roots],
        "looked_at": [_plain(claim, dumps(claim)) for claim in book.looked_at],
    }


def _plain(name: str, record: str) -> _Entry:
    return _Entry(name, fingerprint(record), lambda: record)


def _named(record: str) -> _Entry:
    return _plain(fingerprint(record)[:16], record)


def _replace_section(
    connection: Connection, table: Table, entries: Iterable[_Entry], number: int
) -> int:
    live = select(table.c.id, table.c.token).where(table.c.last_book.is_(None))
    before = {row.id: row.token for row in connection.execute(live)}
    return _write_section(connection, table, before, entries, number)


def _write_section(
    connection: Connection,
    table: Table,
    before: Mapping[str, str],
    entries: Iterable[_Entry],
    number: int,
) -> int:
    """End the rows of `before` that are gone or differ, and write those that are new."""
    wanted = {entry.id: entry for entry in entries}
    ended = [
        name
        for name, token in before.items()
        if name not in wanted or wanted[name].token != token
    ]
    begun = [entry for name, entry in wanted.items() if before.get(name) != entry.token]
    if ended:
        connection.execute(
            table.update()
            .where(table.c.id == bindparam("name"), table.c.last_book.is_(None))
            .values(last_book=number - 1),
            [{"name": name} for name in ended],
        )
    enter(connection, table, [_row(entry, number) for entry in begun])
    return len(begun)


def _row(entry: _Entry, number: int) -> dict[str, Any]:
    return {
        "id": entry.id,
        "first_book": number,
        "last_book": None,
        "token": entry.token,
        "record": entry.record(),
    }


def _forget(connection: Connection, before: int) -> None:
    connection.execute(schema.book.delete().where(schema.book.c.number < before))
    for table in schema.SECTIONS.values():
        connection.execute(table.delete().where(table.c.last_book < before))


def latest(connection: Connection) -> int | None:
    """The number of the present book; None if nothing was derived yet."""
    found: int | None = connection.scalar(select(func.max(schema.book.c.number)))
    return found


def stamp_of(connection: Connection, number: int) -> Stamp | None:
    """What a book was derived under."""
    query = select(schema.book.c.stamp).where(schema.book.c.number == number)
    line = connection.scalar(query)
    return loads(Stamp, line) if line is not None else None


def read_book(connection: Connection, number: int) -> Book | None:
    """The book of a number, if it is still kept."""
    query = select(schema.book.c.layout).where(schema.book.c.number == number)
    line = connection.scalar(query)
    if line is None:
        return None
    layout = json.loads(line)
    return Book(
        **{
            field: tuple(_section(connection, name, kind, number, layout[name]))
            for field, name, kind in FIELDS
        }
    )


def missing(connection: Connection, number: int) -> Iterator[tuple[str, str]]:
    """Section and id of every row that a book's layout names and no table holds."""
    query = select(schema.book.c.layout).where(schema.book.c.number == number)
    for name, order in json.loads(connection.execute(query).scalar_one()).items():
        table = schema.SECTIONS[name]
        there = set(connection.scalars(select(table.c.id).where(_valid(table, number))))
        yield from ((name, one) for one in order if one not in there)


def _valid(table: Table, number: int) -> ColumnElement[bool]:
    ended = table.c.last_book
    return and_(table.c.first_book <= number, or_(ended.is_(None), ended >= number))


FIELDS = (
    ("incidents", "incident", Incident),
    ("components", "component", Component),
    ("reconciliations", "reconciliation", Reconciliation),
    ("findings", "finding", Finding),
    ("roots", "root", tuple[str, str]),
    ("looked_at", "looked_at", str),
)
"""Field of `Book`, the section it is kept in, and what a row of it is."""


def _section(
    connection: Connection, name: str, kind: Any, number: int, order: list[str]
) -> Iterable[Any]:
    table = schema.SECTIONS[name]
    query = select(table.c.id, table.c.record).where(_valid(table, number))
    rows = {r.id: decode(kind, json.loads(r.record)) for r in connection.execute(query)}
    return (rows[one] for one in order)
