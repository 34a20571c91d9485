"""Long lists in pieces: databases limit how many values one statement may hold."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator
from itertools import islice
from typing import Any, TypeVar

from sqlalchemy import Connection, Table, insert, select

T = TypeVar("T")

SIZE = 500
"""Under SQLite's old limit of 999 values; also the documents of one transaction."""


class Unstorable(ValueError):
    """A string that a ledger cannot keep."""


def batches(items: Iterable[T], size: int = SIZE) -> Iterator[tuple[T, ...]]:
    """The items in tuples of `size`, the last one shorter, without holding them all."""
    rest = iter(items)
    while batch := tuple(islice(rest, size)):
        yield batch


def held(
    connection: Connection, table: Table, key: str, names: Collection[str]
) -> set[str]:
    """Those of the names that a table holds in a column."""
    column = table.c[key]
    found: set[str] = set()
    for batch in batches(names):
        found.update(connection.scalars(select(column).where(column.in_(batch))))
    return found


def enter(connection: Connection, table: Table, rows: Collection[dict[str, Any]]) -> None:
    """Insert rows, if there are any.

    Raises:
        Unstorable: one of their strings cannot be kept.
    """
    for row in rows:
        for value in row.values():
            if isinstance(value, str):
                require_storable(value)
    if rows:
        connection.execute(insert(table), list(rows))


def require_storable(text: str) -> None:
    """Refuse what one of the databases would refuse, or cut short.

    Gathering replaces these characters; whatever else brings them is at fault.

    Raises:
        Unstorable: NUL or a lone surrogate, with its offset.
    """
    at = text.find("\x00")
    if at >= 0:
        raise Unstorable(f"a NUL character at offset {at}")
    try:
        text.encode("utf-8")
    except UnicodeEncodeError as error:
        raise Unstorable(f"a lone surrogate at offset {error.start}") from None
