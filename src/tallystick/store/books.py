"""Books as they are read: whole, in outline, or some rows of the present one.

Every row carries the span of books it is valid in. What stated totals are held against
stands apart from them, in rows of the section of shares, see `tallied`; how many documents
and roots were read stands with the book. `binding` writes them.
"""

from __future__ import annotations

import json
from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass
from functools import partial
from typing import Any

from sqlalchemy import ColumnElement, Connection, Select, Table, and_, func, or_, select

from tallystick.codec import decode, loads
from tallystick.model.derived import Book, Component, Finding, Incident, Reconciliation
from tallystick.store import schema, tallied
from tallystick.store.batches import batches
from tallystick.store.records import Stamp

ORDERED = frozenset({"component", "incident"})
"""Sections in the order of `filed`; findings are sorted, the others are in that of ids."""
FIELDS = (
    ("incidents", "incident", Incident),
    ("components", "component", Component),
    ("reconciliations", "reconciliation", Reconciliation),
    ("findings", "finding", Finding),
    ("roots", "root", tuple[str, str]),
    ("looked_at", "looked_at", str),
)
"""Field of `Book`, the section it is kept in, and what a row of it is."""
KINDS: Mapping[str, Any] = {name: kind for _, name, kind in FIELDS}


@dataclass(frozen=True, slots=True)
class Outline:
    """A book without its incidents."""

    incidents: int
    """How many there are."""
    reconciliations: tuple[Reconciliation, ...]
    findings: tuple[Finding, ...]


def outline(connection: Connection) -> Outline:
    """The outline of the present book, empty if there is none."""
    number = latest(connection)
    if number is None:
        return Outline(0, (), ())
    return Outline(
        sizes(connection, number).get("incident", 0),
        _section(connection, "reconciliation", number),
        _section(connection, "finding", number),
    )


def read_book(connection: Connection, number: int) -> Book | None:
    """The book of a number, if it is still kept."""
    if stamp_of(connection, number) is None:
        return None
    told = {field: _section(connection, name, number) for field, name, _ in FIELDS}
    return Book(**told)


def _section(connection: Connection, name: str, number: int) -> tuple[Any, ...]:
    """A section of a book, in its order."""
    table = schema.SECTIONS[name]
    order = (table.c.filed, table.c.id) if name in ORDERED else (table.c.id,)
    query = select(table.c.record, table.c.filed).where(valid(table, number))
    rows = connection.execute(query.order_by(*order))
    if name == "reconciliation":
        shares = _shares(connection, number)
        held = sizes(connection, number)
        return tuple(tallied.joined(row.record, row.filed, shares, held) for row in rows)
    found = (read(name, row.record) for row in rows)
    return tuple(sorted(found)) if name == "finding" else tuple(found)


def _shares(connection: Connection, number: int) -> Mapping[str, list[str]]:
    """The records of the shares of each stated total."""
    table = schema.SECTIONS["share"]
    query = select(table.c.id, table.c.record).where(valid(table, number))
    found: dict[str, list[str]] = {}
    for row in connection.execute(query):
        found.setdefault(tallied.total_of(row.id), []).append(row.record)
    return found


def read(section: str, record: str) -> Any:
    """What a row of a section holds."""
    if section == "finding":
        # As `decode`, for what a book holds most of: there may be more than claims.
        told = json.loads(record)
        return Finding(told["code"], tuple(told["subjects"]), told["message"])
    return decode(KINDS[section], json.loads(record))


def live(connection: Connection, section: str, names: Collection[str]) -> list[Any]:
    """Some records of the present book; those that are not in it are left out."""
    return list(map(partial(read, section), records(connection, section, names).values()))


def records(connection: Connection, section: str, names: Collection[str]) -> dict[str, str]:
    """The same as they are kept, by id."""
    table = schema.SECTIONS[section]
    present = select(table.c.id, table.c.record).where(table.c.last_book.is_(None))
    return dict(_in(connection, present, table.c.id, names))


def findings_about(connection: Connection, names: Collection[str]) -> dict[str, Finding]:
    """The findings of the present book whose first subject is one of some, by id."""
    table = schema.SECTIONS["finding"]
    present = select(table.c.id, table.c.record).where(table.c.last_book.is_(None))
    told = _in(connection, present, table.c.filed, names)
    return {name: read("finding", record) for name, record in told}


def tokens(connection: Connection, section: str, names: Collection[str]) -> dict[str, str]:
    """The tokens of some rows of the present book."""
    table = schema.SECTIONS[section]
    present = select(table.c.id, table.c.token).where(table.c.last_book.is_(None))
    return dict(_in(connection, present, table.c.id, names))


def _in(
    connection: Connection, query: Select[Any], column: Any, names: Collection[str]
) -> Iterator[tuple[str, str]]:
    for batch in batches(names):
        yield from connection.execute(query.where(column.in_(batch)))


def filed_under(connection: Connection, section: str, names: Collection[str]) -> set[str]:
    """Those of some words under which the present book has a row."""
    table = schema.SECTIONS[section]
    present = select(table.c.id).where(table.c.last_book.is_(None)).limit(1)
    return {
        name
        for name in names
        if connection.scalar(present.where(table.c.filed == name)) is not None
    }


def latest(connection: Connection) -> int | None:
    """The number of the present book; None if nothing was derived yet."""
    found: int | None = connection.scalar(select(func.max(schema.book.c.number)))
    return found


def stamp_of(connection: Connection, number: int) -> Stamp | None:
    """What a book was derived under."""
    query = select(schema.book.c.stamp).where(schema.book.c.number == number)
    line = connection.scalar(query)
    return loads(Stamp, line) if line is not None else None


def sizes(connection: Connection, number: int) -> dict[str, int]:
    """How many rows each section of a book has; and `tallied.READ`."""
    query = select(schema.book.c.sizes).where(schema.book.c.number == number)
    found: dict[str, int] = json.loads(connection.scalar(query) or "{}")
    return found


def valid(table: Table, number: int) -> ColumnElement[bool]:
    """Whether a row of a section is in a book."""
    ended = table.c.last_book
    return and_(table.c.first_book <= number, or_(ended.is_(None), ended >= number))


def missing(connection: Connection, number: int) -> Iterator[tuple[str, str]]:
    """Section and id of the rows that a book should have and no table holds; where only
    their number is known, "" for an id."""
    told = sizes(connection, number)
    for name, table in schema.SECTIONS.items():
        query = select(func.count()).select_from(table).where(valid(table, number))
        short = told.get(name, 0) - (connection.scalar(query) or 0)
        lost = sorted(_lost(connection, number)) if name == "incident" else []
        yield from ((name, one) for one in lost)
        if short and not lost:
            yield name, ""


def _lost(connection: Connection, number: int) -> set[str]:
    """The incidents that components name and that are not there."""
    table = schema.SECTIONS["incident"]
    named = {
        name for one in _section(connection, "component", number) for name in one.incidents
    }
    return named.difference(
        connection.scalars(select(table.c.id).where(valid(table, number)))
    )
