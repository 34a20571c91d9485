"""The kept tables withstand whatever SQL may try, at every step of the schema."""

from __future__ import annotations

import sqlite3
from pathlib import Path
from string import Template
from typing import TypeAlias

import pytest
from alembic import command
from alembic.script import ScriptDirectory

from tallystick.store import open_ledger, verify
from tallystick.store.connect import WRITING, engine_for
from tallystick.store.migrate import configuration
from tallystick.store.schema import KEPT

from .scenes import fill, raw

Row: TypeAlias = dict[str, str | int]

REVISIONS = [
    one.revision
    for one in reversed(list(ScriptDirectory.from_config(configuration()).walk_revisions()))
]

ROWS: dict[str, Row] = {
    "document_text": {"sha256": "aa", "text": "It fell."},
    "document": {"id": "doc-1", "sha256": "aa", "title_sha256": "aa", "record": "{}"},
    "intake": {"document": "doc-1", "external_id": "1", "origin": "rows.csv"},
    "arrival": {"document": "doc-1", "at": "2024-02-01T12:00:00Z"},
    "judgement": {
        "seq": 1,
        "id": "judgement-1",
        "verdict": "accept",
        "subjects": '["claim-1"]',
        "readings": '[""]',
        "by_whom": "Ann",
        "at": "2024-02-01T12:00:00Z",
        "why": "read it",
        "detail": "",
    },
    "edition": {
        "number": 1,
        "title": "First",
        "at": "2024-02-01T12:00:00Z",
        "stamp": "{}",
        "content": "{}",
    },
    "run": {
        "seq": 1,
        "id": "run-1",
        "step": "read",
        "at": "2024-02-01T12:00:00Z",
        "counts": "[]",
        "why": "",
    },
}
"""One row of every kept table, in an order in which they can be entered."""


NAMED_BY = {
    table: tuple(row)[: {"intake": 3, "arrival": 2}.get(table, 1)]
    for table, row in ROWS.items()
}

BLUNT = (
    "UPDATE $table SET $last = '9'",
    "UPDATE OR REPLACE $table SET $last = '9'",
    "UPDATE $table SET $last = $last",
    "DELETE FROM $table",
    "REPLACE INTO $table ($columns) VALUES ($marks)",
    "INSERT INTO $table ($columns) VALUES ($marks) "
    "ON CONFLICT ($key) DO UPDATE SET $last = '9'",
)
INSERT = "INSERT INTO $table ($columns) VALUES ($marks)"
REPLACE = "INSERT OR REPLACE INTO $table ($columns) VALUES ($marks)"


def fill_in(form: str, table: str, row: Row) -> str:
    """A statement about a table, with a named parameter for every value of a row."""
    return Template(form).substitute(
        table=table,
        columns=", ".join(row),
        marks=", ".join(f":{column}" for column in row),
        key=", ".join(name for name in NAMED_BY[table]),
        last=list(ROWS[table])[-1],
    )


def keys(connection: sqlite3.Connection, table: str) -> list[tuple[str, ...]]:
    """All that SQLite says can name one row of a table, the hidden number included."""
    indexes = connection.execute("SELECT name FROM pragma_index_list(?)", (table,))
    columns = "SELECT name FROM pragma_index_info(?)"
    unique = 'SELECT 1 FROM pragma_index_list(?) WHERE name = ? AND "unique"'
    found = [
        tuple(column for (column,) in connection.execute(columns, (name,)))
        for (name,) in indexes.fetchall()
        if connection.execute(unique, (table, name)).fetchone()
    ]
    first = NAMED_BY[table][0]
    return [*found, (first,) if isinstance(ROWS[table][first], int) else ("rowid",)]


def attacks(connection: sqlite3.Connection, table: str) -> list[tuple[str, Row]]:
    """Every way that SQLite has of changing or removing a row that is there."""
    row = ROWS[table]
    found = [(fill_in(form, table, row), row) for form in BLUNT]
    for key in keys(connection, table):
        # A new row that takes the place of the old one by this key alone.
        fresh = {name: row[name] if name in key else other(row[name]) for name in row}
        fresh |= {"at": row["at"]} if "at" in row else {}
        fresh |= {"rowid": 1} if key == ("rowid",) else {}
        found.append((fill_in(REPLACE, table, fresh), fresh))
    return found


def other(value: str | int) -> str | int:
    """Another value of the same type."""
    return f"{value} more" if isinstance(value, str) else 7


@pytest.mark.parametrize("revision", REVISIONS)
@pytest.mark.parametrize("pragmas", ["ours", "none"])
def test_no_statement_changes_what_is_kept(
    tmp_path: Path, revision: str, pragmas: str
) -> None:
    path = tmp_path / "ledger.db"
    engine = engine_for(path)
    with engine.execution_options(**{WRITING: True}).begin() as connection:
        command.upgrade(configuration(connection), revision)
    engine.dispose()
    with raw(path) as connection:
        there = {name for (name,) in connection.execute("SELECT name FROM sqlite_master")}
        kept = {table: row for table, row in ROWS.items() if table in there}
        for table, row in kept.items():
            connection.execute(fill_in(INSERT, table, row), row)
        if pragmas == "ours":
            connection.execute("PRAGMA recursive_triggers = ON")
            connection.execute("PRAGMA foreign_keys = ON")
        before = list(connection.iterdump())
        for table in kept:
            for statement, values in attacks(connection, table):
                with pytest.raises(sqlite3.IntegrityError, match=r"append-only"):
                    connection.execute(statement, values)
                assert list(connection.iterdump()) == before, statement


def test_the_attacks_reach_every_kept_table() -> None:
    assert set(ROWS) == {table.name for table in KEPT}


@pytest.mark.parametrize("table", ["document", "judgement"])
def test_a_removed_trigger_is_reported(tmp_path: Path, table: str) -> None:
    # Whoever may write the file may remove a trigger. That cannot be stopped, but seen.
    path = tmp_path / "ledger.db"
    with open_ledger(path) as store:
        fill(store)
        assert verify(store) == ()
    with raw(path) as connection:
        connection.execute(f"DROP TRIGGER {table}_delete")
    with open_ledger(path) as store:
        assert [finding.code for finding in verify(store)] == ["ledger-unguarded"]
