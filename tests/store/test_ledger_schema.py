"""The schema: what the migrations make is what the tables say, in both databases."""

from __future__ import annotations

import re
import subprocess
import sys
from pathlib import Path

import pytest
from alembic.autogenerate import compare_metadata
from alembic.migration import MigrationContext
from alembic.script import ScriptDirectory
from sqlalchemy.dialects import postgresql
from sqlalchemy.schema import CreateIndex, CreateTable

from tallystick.errors import SetupError
from tallystick.store import guards, open_ledger
from tallystick.store.migrate import configuration
from tallystick.store.schema import HEAD, KEPT, VERSION_TABLE, metadata

from .scenes import fill, raw


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
