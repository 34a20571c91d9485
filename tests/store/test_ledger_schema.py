"""The schema: what the migrations make is what the tables say, in both databases."""

from __future__ import annotations

import re
import subprocess
import sys
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from alembic.autogenerate import compare_metadata
from alembic.migration import MigrationContext
from alembic.script import ScriptDirectory
from sqlalchemy.dialects import postgresql
from sqlalchemy.schema import CreateIndex, CreateTable

from tallystick.codec import dumps
from tallystick.errors import SetupError
from tallystick.ids import fingerprint
from tallystick.model.derived import Book, Count, Reconciliation, VerdictKind
from tallystick.model.documents import Copy, CopyKind, Document
from tallystick.model.lists import Measure
from tallystick.store import guards, open_ledger, verify
from tallystick.store.connect import engine_for
from tallystick.store.documents import exact_copies_of, record_of
from tallystick.store.migrate import configuration, migrate
from tallystick.store.schema import HEAD, KEPT, VERSION_TABLE, metadata

from .scenes import STAMP, a_book, fill, raw, report


def test_the_newest_migration_is_the_one_that_is_skipped() -> None:
    assert ScriptDirectory.from_config(configuration()).get_current_head() == HEAD


def test_the_migrations_make_the_tables_as_declared(tmp_path: Path) -> None:
    options = {"version_table": VERSION_TABLE, "compare_type": True}
    with (
        open_ledger(tmp_path / "ledger.db") as store,
        store.snapshot("compare") as connection,
    ):
        context = MigrationContext.configure(connection, opts=options)
        assert compare_metadata(context, metadata) == []


def test_an_older_ledger_opens_with_its_book(tmp_path: Path) -> None:
    """A ledger of the schema before this one, in which a book lay in the order of its
    layout and stated totals held their lists."""
    path = tmp_path / "ledger.db"
    engine = engine_for(path)
    migrate(engine, "0004")
    one, two = report("a"), report("b")
    book = replace(a_book(("b", "1"), ("a", "1"), note="one"), reconciliations=(HELD,))
    with engine.begin() as connection:
        for statement in (*as_kept(one, two), *as_bound(book)):
            connection.exec_driver_sql(*statement)
    engine.dispose()
    with open_ledger(path) as store:
        assert store.book() == book
        assert store.previous_book() is None
        assert store.documents() == tuple(sorted((one, two), key=lambda d: d.id))
        assert store.incidents() == 2
        with store.snapshot("look") as connection:
            assert exact_copies_of(connection, [one.id]) == {two.id}
        assert verify(store) == ()
        later = a_book(("c", "1"))
        store.save_book(later, STAMP)
        assert (store.book(), store.previous_book()) == (later, book)


HELD = Reconciliation(
    "claim-t",
    "per_incident/1",
    Count(
        *(Measure.INCIDENTS, "per_incident/1", 1, 1, 2),
        *(("incident-a",), ("incident-b",), (("incident-c", "other_day"),), 9, 3),
    ),
    VerdictKind.OVERLAPS,
    False,
    0,
    1,
    (),
)


def as_kept(one: Document, two: Document) -> Iterator[tuple[str, tuple[str, ...]]]:
    """Two documents, of which the second repeats the first, as statements."""
    for name in {one.text, two.text, one.title, two.title}:
        yield "INSERT INTO document_text VALUES (?, ?)", (fingerprint(name), name)
    for kept in (one, two):
        hashes = kept.sha256, fingerprint(kept.title)
        row = (kept.id, *hashes, record_of(kept))
        yield "INSERT INTO document VALUES (?, ?, ?, ?)", row
    copy = dumps(Copy(two.id, one.id, CopyKind.EXACT, 1.0))
    yield "INSERT INTO copy VALUES (?, ?)", (two.id, copy)


def as_bound(book: Book) -> Iterator[tuple[str, tuple[Any, ...]]]:
    """A book as it was written once, with a row of the book before it."""
    told: dict[str, list[tuple[str, Any]]] = {
        "component": [(one.key, one) for one in book.components],
        "incident": [(one.id, one) for one in book.incidents],
        "reconciliation": [(f"{r.claim} {r.rule}", r) for r in book.reconciliations],
        "finding": [(fingerprint(dumps(one))[:16], one) for one in book.findings],
        "root": [(pair[0], pair) for pair in book.roots],
        "looked_at": [],
    }
    for section, rows in told.items():
        for name, one in rows:
            words = ("INSERT INTO", f"book_{section}", "VALUES (?, ?, ?, ?, ?)")
            yield " ".join(words), (name, 2, None, "token", dumps(one))
    gone = ("incident-x", 1, 1, "token", dumps(book.incidents[0]))
    yield "INSERT INTO book_incident VALUES (?, ?, ?, ?, ?)", gone
    layout = {section: [name for name, _ in rows] for section, rows in told.items()}
    for number in (1, 2):
        row = (number, dumps(STAMP), dumps(layout))
        yield "INSERT INTO book VALUES (?, ?, ?)", row


def test_a_ledger_of_a_newer_version_is_left_alone(tmp_path: Path) -> None:
    path = tmp_path / "ledger.db"
    open_ledger(path).close()
    with raw(path) as connection:
        connection.execute("UPDATE ledger_schema SET version_num = '0099'")
    with pytest.raises(SetupError, match=r"schema 0099; this one knows 0005.*upgrade"):
        open_ledger(path)


def test_opening_a_ledger_that_stands_at_the_head_loads_no_alembic(tmp_path: Path) -> None:
    path = tmp_path / "ledger.db"
    open_ledger(path).close()
    program = (
        "import sys; from tallystick.store import open_ledger; "
        "open_ledger(sys.argv[1]).close(); sys.exit('alembic' in sys.modules)"
    )
    subprocess.run([sys.executable, "-c", program, str(path)], check=True)


def test_every_connection_is_set_to_lose_nothing(tmp_path: Path) -> None:
    expected = {
        "journal_mode": "wal",
        "synchronous": 2,
        "foreign_keys": 1,
        "recursive_triggers": 1,
        "secure_delete": 1,
        "busy_timeout": 30000,
    }
    with (
        open_ledger(tmp_path / "ledger.db") as store,
        store.snapshot("first") as one,
        store.snapshot("second") as two,
    ):
        for connection in (one, two):
            for name, value in expected.items():
                query = connection.exec_driver_sql(f"PRAGMA {name}")
                assert query.scalar() == value, name


def test_postgresql_takes_the_same_tables() -> None:
    dialect = postgresql.dialect()  # type: ignore[no-untyped-call]
    for table in metadata.sorted_tables:
        words = str(CreateTable(table).compile(dialect=dialect))
        columns = re.findall(r"^\t(\w+) (\w+)( COLLATE \"C\")?", words, re.MULTILINE)
        for name, kind, collation in columns:
            if name not in ("PRIMARY", "CONSTRAINT", "FOREIGN", "UNIQUE", "CHECK"):
                assert (kind, bool(collation)) in {
                    ("TEXT", True),
                    ("INTEGER", False),
                    ("BIGINT", False),
                }
        for index in table.indexes:
            assert str(CreateIndex(index).compile(dialect=dialect))


@pytest.mark.parametrize("table", [table.name for table in KEPT])
def test_postgresql_guards_against_truncate_too(table: str) -> None:
    written = guards.statements("postgresql")
    assert "FOR EACH ROW" in written[f"{table}_update"]
    assert "FOR EACH ROW" in written[f"{table}_delete"]
    assert "FOR EACH STATEMENT" in written[f"{table}_truncate"]


def test_no_guard_is_left_with_a_gap_to_fill() -> None:
    for dialect in ("sqlite", "postgresql"):
        for words in guards.statements(dialect).values():
            assert "%(" not in words


def test_one_of_everything_can_be_kept(tmp_path: Path) -> None:
    with open_ledger(tmp_path / "ledger.db") as store:
        fill(store)
        with store.snapshot("count") as connection:
            for table in KEPT:
                assert connection.execute(table.select()).first() is not None, table.name
