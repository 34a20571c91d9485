"""The match tables in and out: which claims met by which keys, and in which components."""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Collection, Iterable, Iterator, Mapping
from dataclasses import dataclass
from typing import Any

import numpy as np
from sqlalchemy import (
    Connection,
    Row,
    bindparam,
    delete,
    func,
    insert,
    select,
    text,
    update,
)

from tallystick.columns import Rows
from tallystick.match.block import Entries, Key
from tallystick.store import schema
from tallystick.store.batches import batches

ROW, KEY = schema.match_row, schema.match_key
KIND_BITS = 58
"""Where the kind of a packed key stands, see `match.block`."""


@dataclass(frozen=True, slots=True)
class Known:
    """A claim of the match tables."""

    claim: str
    number: int
    document: str
    component: str
    incident: str
    """See `Placed`."""
    first_day: int
    last_day: int


@dataclass(frozen=True, slots=True)
class Fresh:
    """A claim to be entered."""

    claim: str
    document: str
    moment: str


@dataclass(frozen=True, slots=True)
class Placed:
    """Where a claim has come to stand."""

    claim: str
    component: str
    incident: str
    """The incident that it is the first claim of; "" for others."""
    first_day: int
    last_day: int


def kind_of(key: int) -> Key:
    """What a packed key is about."""
    return Key(key >> KIND_BITS)


def _known(rows: Iterable[Row[Any]]) -> Iterator[Known]:
    return (
        Known(
            *(row.claim, row.number, row.document, row.component),
            *(row.incident, row.first_day, row.last_day),
        )
        for row in rows
    )


def _where(connection: Connection, column: Any, wanted: Collection[Any]) -> list[Known]:
    found: list[Known] = []
    for batch in batches(wanted):
        found += _known(connection.execute(ROW.select().where(column.in_(batch))))
    return found


def of_claims(connection: Connection, names: Collection[str]) -> list[Known]:
    """The rows of some claims, those that have one."""
    return _where(connection, ROW.c.claim, names)


def of_documents(connection: Connection, names: Collection[str]) -> list[Known]:
    """The rows of some documents."""
    return _where(connection, ROW.c.document, names)


def of_components(connection: Connection, names: Collection[str]) -> list[Known]:
    """The rows of some components."""
    return _where(connection, ROW.c.component, names)


def of_numbers(connection: Connection, numbers: Collection[int]) -> list[Known]:
    """The rows of some numbers."""
    return _where(connection, ROW.c.number, numbers)


def forget(connection: Connection, rows: Collection[Known]) -> Counter[int]:
    """Remove rows with their keys; how often each key was theirs."""
    lost: Counter[int] = Counter()
    for batch in batches([row.claim for row in rows]):
        lines = connection.scalars(select(ROW.c.entered).where(ROW.c.claim.in_(batch)))
        lost.update(key for line in lines for key in json.loads(line))
        connection.execute(delete(ROW).where(ROW.c.claim.in_(batch)))
    for keys in batches(lost):
        for numbers in batches([row.number for row in rows]):
            connection.execute(
                delete(KEY).where(KEY.c.key.in_(keys), KEY.c.number.in_(numbers))
            )
    return lost


def enter(
    connection: Connection, fresh: Collection[Fresh], keys: Mapping[int, list[list[int]]]
) -> Counter[int]:
    """Enter rows with their keys; how often each key is theirs.

    Args:
        fresh: numbered from the next number on, in their order.
        keys: by position in `fresh`, each with key, seeks, first and cell.
    """
    start = next_number(connection)
    rows = []
    won: Counter[int] = Counter()
    for at, one in enumerate(fresh):
        own = [key for key, *_ in keys.get(at, [])]
        won.update(own)
        rows.append(
            {
                "claim": one.claim,
                "number": start + at,
                "document": one.document,
                "moment": one.moment,
                "component": "",
                "incident": "",
                "first_day": 0,
                "last_day": 0,
                "entered": json.dumps(own),
            }
        )
    names = [column.name for column in KEY.columns]
    told = (
        dict(zip(names, (entry[0], start + at, *entry[1:]), strict=True))
        for at, several in keys.items()
        for entry in several
    )
    _insert(connection, ROW, rows)
    _insert(connection, KEY, told)
    return won


def _insert(connection: Connection, table: Any, rows: Iterable[dict[str, Any]]) -> None:
    for batch in batches(rows, 20_000):
        connection.execute(insert(table), list(batch))


def next_number(connection: Connection) -> int:
    """A number that no row has had since the tables were made anew."""
    last: int | None = connection.scalar(select(func.max(ROW.c.number)))
    return 0 if last is None else last + 1


_LISTED = {
    "sqlite": "SELECT value AS key FROM json_each(:keys)",
    "postgresql": (
        "SELECT CAST(value AS bigint) AS key "
        "FROM json_array_elements_text(CAST(:keys AS json))"
    ),
}
_COUNTED = """
SELECT asked.key, (SELECT count(*) FROM (
    SELECT 1 FROM match_key AS entry WHERE entry.key = asked.key LIMIT :enough) AS found) AS entries
FROM (%s) AS asked
"""


def how_many(connection: Connection, keys: Collection[int], enough: int) -> Counter[int]:
    """How often each key is entered, counted up to a number: a crowd may be as large as
    the ledger is."""
    if not keys:
        return Counter()
    query = text(_COUNTED % _LISTED[connection.dialect.name])
    asked = {"keys": json.dumps(sorted(keys)), "enough": enough}
    rows = connection.execute(query, asked)
    return Counter({row.key: row.entries for row in rows})


def under(connection: Connection, keys: Collection[int]) -> Entries:
    """All entries of some keys."""
    rows: list[Row[Any]] = []
    for batch in batches(keys):
        rows += connection.execute(KEY.select().where(KEY.c.key.in_(batch)))
    told = np.array([tuple(row) for row in rows], np.int64).reshape(-1, 5)
    seeks = told[:, 2].astype(np.bool_)
    return Entries.of(told[:, 0], told[:, 1], seeks, told[:, 3], told[:, 4])


def place(connection: Connection, placed: Collection[Placed]) -> None:
    """Say where claims have come to stand."""
    if not placed:
        return
    rows = [
        {
            "name": one.claim,
            "component": one.component,
            "incident": one.incident,
            "first_day": one.first_day,
            "last_day": one.last_day,
        }
        for one in placed
    ]
    connection.execute(update(ROW).where(ROW.c.claim == bindparam("name")), rows)


def spans_of(rows: Iterable[Known | Placed]) -> dict[str, tuple[int, int]]:
    """First and last day of each component, from all claims that its incidents begin with."""
    found: dict[str, tuple[int, int]] = {}
    for row in rows:
        if row.incident:
            first, last = found.get(row.component, (row.first_day, row.last_day))
            found[row.component] = min(first, row.first_day), max(last, row.last_day)
    return found


def between(connection: Connection, first: int, last: int) -> Iterator[str]:
    """Ids of the incidents that may lie between two days, as ordinals, inclusive."""
    query = select(ROW.c.incident).where(
        ROW.c.incident != "", ROW.c.last_day >= first, ROW.c.first_day <= last
    )
    yield from connection.scalars(query)


def key_rows(known: Mapping[Key, Entries], numbers: Rows) -> dict[int, list[list[int]]]:
    """The entries of each claim, by its position.

    Args:
        numbers: for each row of the table its position.
    """
    found: dict[int, list[list[int]]] = {}
    for part in known.values():
        at = numbers[part.rows].tolist()
        columns = (part.keys, part.seeks.astype(np.int64), part.first, part.cell)
        for position, *entry in zip(at, *(c.tolist() for c in columns), strict=True):
            found.setdefault(position, []).append(entry)
    return found


def heads(connection: Connection, incidents: Collection[str]) -> list[Known]:
    """The first claims of some incidents."""
    return _where(connection, ROW.c.incident, incidents)
