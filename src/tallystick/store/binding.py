"""Books by component: a new one writes only the rows that differ from the last.

Every row carries the span of books it is valid in and a token, the hash of what it was
made from and of what made it. The present book and the one before it are kept; older
rows go.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Collection, Iterable, Mapping
from dataclasses import dataclass, field
from functools import partial
from typing import Any

from sqlalchemy import Connection, Table, bindparam, select

from tallystick.codec import dumps
from tallystick.ids import fingerprint
from tallystick.model.derived import Book, Finding
from tallystick.store import books, schema, tallied
from tallystick.store.batches import enter
from tallystick.store.records import Stamp


@dataclass(frozen=True)
class Places:
    """What incidents and components are put in order by, by their ids and keys: the key
    of a component is the id of its first incident."""

    incidents: Mapping[str, str] = field(default_factory=dict)
    components: Mapping[str, str] = field(default_factory=dict)


@dataclass(frozen=True)
class Leaves:
    """A book, or what is new of one, with what is kept beside it."""

    book: Book
    places: Places
    shares: Mapping[str, str] | None = None
    """The rows of the section of shares, see `tallied`; None if totals keep their lists."""

    @classmethod
    def of(cls, book: Book) -> Leaves:
        """A book of which nothing else is known: everything stands where it stands."""
        incidents = (one.id for one in book.incidents)
        components = (one.key for one in book.components)
        return cls(book, Places(_numbered(incidents), _numbered(components)))


def _numbered(names: Iterable[str]) -> dict[str, str]:
    return {name: f"{number:012d}" for number, name in enumerate(names)}


@dataclass(frozen=True)
class Written:
    """How many rows of each section began and ended."""

    begun: Counter[str] = field(default_factory=Counter)
    ended: Counter[str] = field(default_factory=Counter)

    def onto(self, sizes: Mapping[str, int]) -> dict[str, int]:
        """The sizes of the sections afterwards."""
        more = {
            name: sizes.get(name, 0) + self.begun[name] - self.ended[name]
            for name in schema.SECTIONS
        }
        return {**sizes, **more}


@dataclass(frozen=True, slots=True)
class _Entry:
    """A row to be: its name, what it depends on, how to write it if need be, and what it
    is filed under."""

    id: str
    token: str
    record: Callable[[], str]
    filed: str = ""


def replace_book(
    connection: Connection,
    leaves: Leaves,
    stamp: Stamp,
    read: Mapping[str, int] | None = None,
) -> int:
    """Make a book the present one; how many components were new or had changed.

    Args:
        read: how much was read, see `tallied.READ`, where totals do not say so.
    """
    number = (books.latest(connection) or 0) + 1
    written = Written()
    sizes = dict(read or {})
    for name, entries in _entries(leaves, stamp.makers).items():
        table = schema.SECTIONS[name]
        live = select(table.c.id, table.c.token).where(table.c.last_book.is_(None))
        before = {row.id: row.token for row in connection.execute(live)}
        _write_section(connection, name, before, entries, number, written)
        sizes[name] = len({entry.id for entry in entries})
    close_book(connection, number, stamp, sizes)
    return written.begun["component"]


def amend(
    connection: Connection,
    number: int,
    gone: Mapping[str, Collection[str]],
    made: Leaves,
    makers: str,
    written: Written,
) -> None:
    """Write what differs of the next book.

    Args:
        number: of the next book, see `close_book`.
        gone: by section, ids that are not in it, unless they are made again.
        made: what is new, or may be.
        makers: see `Stamp.makers`.
        written: to be told of what was written.
    """
    for name, entries in _entries(made, makers).items():
        lost = gone.get(name, ())
        before = books.tokens(connection, name, {*lost, *(entry.id for entry in entries)})
        _write_section(connection, name, before, entries, number, written)


def close_book(
    connection: Connection, number: int, stamp: Stamp, sizes: Mapping[str, int]
) -> None:
    """Make the next book the present one; see `books.sizes`."""
    row = {"number": number, "stamp": dumps(stamp), "sizes": dumps(dict(sizes))}
    enter(connection, schema.book, [row])
    before = number - 1
    connection.execute(schema.book.delete().where(schema.book.c.number < before))
    for table in schema.SECTIONS.values():
        connection.execute(table.delete().where(table.c.last_book < before))


def finding_id(finding: Finding) -> str:
    """The id of a finding's row."""
    return _named(finding).id


def total_id(claim: str, rule: str) -> str:
    """The id of a stated total's row."""
    return f"{claim} {rule}"


def _entries(leaves: Leaves, makers: str) -> dict[str, list[_Entry]]:
    """The rows of each section.

    What a component was made from vouches for its incidents, so that these are not even
    written out to be compared; everything else vouches for itself.
    """
    book, places = leaves.book, leaves.places
    inputs = {one: c.inputs for c in book.components for one in c.incidents}

    def made_from(name: str, told: str, one: Any, place: str) -> _Entry:
        return _Entry(name, fingerprint(makers + told + place), partial(dumps, one), place)

    return {
        "component": [
            made_from(c.key, c.inputs, c, places.components[c.key]) for c in book.components
        ],
        "incident": [
            made_from(i.id, inputs.get(i.id) or dumps(i), i, places.incidents[i.id])
            for i in book.incidents
        ],
        "reconciliation": _totals(leaves),
        "finding": [_named(one) for one in book.findings],
        "root": [_plain(name, dumps((name, of)), of) for name, of in book.roots],
        "looked_at": [_plain(claim, dumps(claim)) for claim in book.looked_at],
        "share": [_plain(*told) for told in (leaves.shares or {}).items()],
    }


def _totals(leaves: Leaves) -> list[_Entry]:
    told, apart = leaves.book.reconciliations, leaves.shares is not None
    return [
        _plain(
            total_id(one.claim, one.rule),
            dumps(tallied.without_lists(one) if apart else one),
            tallied.APART if apart else "",
        )
        for one in told
    ]


def _plain(name: str, record: str, filed: str = "") -> _Entry:
    return _Entry(name, fingerprint(record + filed), lambda: record, filed)


def _named(finding: Finding) -> _Entry:
    record = dumps(finding)
    return _plain(fingerprint(record)[:16], record, "".join(finding.subjects[:1]))


def _write_section(
    connection: Connection,
    name: str,
    before: Mapping[str, str],
    entries: Iterable[_Entry],
    number: int,
    written: Written,
) -> None:
    """End the rows of `before` that are gone or differ, and write those that are new."""
    table = schema.SECTIONS[name]
    wanted = {entry.id: entry for entry in entries}
    ended = [
        one
        for one, token in before.items()
        if one not in wanted or wanted[one].token != token
    ]
    begun = [entry for one, entry in wanted.items() if before.get(one) != entry.token]
    _end(connection, table, ended, number)
    enter(connection, table, [_row(entry, number) for entry in begun])
    written.begun[name] += len(begun)
    written.ended[name] += len(ended)


def _end(connection: Connection, table: Table, names: list[str], number: int) -> None:
    if names:
        connection.execute(
            table.update()
            .where(table.c.id == bindparam("name"), table.c.last_book.is_(None))
            .values(last_book=number - 1),
            [{"name": name} for name in names],
        )


def _row(entry: _Entry, number: int) -> dict[str, Any]:
    return {
        "id": entry.id,
        "first_book": number,
        "last_book": None,
        "token": entry.token,
        "record": entry.record(),
        "filed": entry.filed,
    }
