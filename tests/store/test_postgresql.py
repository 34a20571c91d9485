"""The same ledger in a real PostgreSQL: the same bytes out, and the same attacks refused.

Where there is no server, or no driver, these tests are left out and the summary says so.
"""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from alembic.autogenerate import compare_metadata
from alembic.migration import MigrationContext
from sqlalchemy import create_engine, text
from sqlalchemy.exc import DBAPIError

from tallystick.errors import StoreError
from tallystick.model.ledger import Reading
from tallystick.store import (
    Store,
    export_folder,
    import_folder,
    open_ledger,
    verify,
)
from tallystick.store.schema import KEPT, VERSION_TABLE, metadata
from tallystick.testing import Scene

from .scenes import (
    NOW,
    STAMP,
    a_book,
    fill,
    fresh,
    redacts,
    report,
    row_of,
    says,
    withdraws,
)
from .server import serving
from .test_amending import CROWDED, Desk

pytestmark = pytest.mark.postgresql


@pytest.fixture(scope="module")
def server() -> Iterator[str]:
    with serving() as address:
        yield address


@pytest.fixture
def address(server: str, request: pytest.FixtureRequest) -> str:
    """An empty database of the test's own."""
    name = request.node.name.partition("[")[0][:60]
    engine = create_engine(server.format("postgres"), isolation_level="AUTOCOMMIT")
    with engine.connect() as connection:
        connection.execute(text(f'DROP DATABASE IF EXISTS "{name}"'))
        connection.execute(text(f'CREATE DATABASE "{name}"'))
    engine.dispose()
    return server.format(name)


@pytest.fixture
def store(address: str) -> Iterator[Store]:
    with open_ledger(address) as held:
        yield held


def written(folder: Path) -> dict[str, bytes]:
    files = (file for file in folder.rglob("*") if file.is_file())
    return {file.relative_to(folder).as_posix(): file.read_bytes() for file in files}


def a_life(store: Store) -> None:
    """Everything that a ledger goes through."""
    fill(store)
    names = report("b", "Anna Lind saw two drones fall near Öland. Straße, ﬁre, 🜁.")
    store.add([names], [row_of(names)], NOW)
    store.save_reading(Reading(names.id, "rules/1"))
    said = says("Ben", "looked again", "claim-2")
    store.add_judgement(said)
    store.add_judgement(withdraws(said))
    for person in ("Ann", "Ben"):
        store.add_judgement(redacts(names, person, "Anna Lind"))
    store.save_book(a_book(("1", "one"), ("2", "two")), STAMP)
    store.save_book(a_book(("1", "one"), ("3", "three"), note="later"), STAMP)


def test_the_migrations_make_the_tables_as_declared(store: Store) -> None:
    options = {"version_table": VERSION_TABLE, "compare_type": True}
    with store.snapshot("compare") as connection:
        context = MigrationContext.configure(connection, opts=options)
        assert compare_metadata(context, metadata) == []


def test_the_same_life_leaves_the_same_folder(store: Store, tmp_path: Path) -> None:
    a_life(store)
    with fresh(tmp_path / "ledger.db") as other:
        a_life(other)
        export_folder(other, tmp_path / "sqlite")
        assert other.book() == store.book()
        assert other.previous_book() == store.previous_book()
        assert other.ledger("rules/1") == store.ledger("rules/1")
        assert other.ledger_at("rules/1", NOW) == store.ledger_at("rules/1", NOW)
    export_folder(store, tmp_path / "postgresql")
    assert written(tmp_path / "sqlite") == written(tmp_path / "postgresql")
    assert list(verify(store)) == []


def test_a_folder_of_one_is_taken_in_by_the_other(store: Store, tmp_path: Path) -> None:
    with fresh(tmp_path / "ledger.db") as other:
        a_life(other)
        export_folder(other, tmp_path / "folder")
    import_folder(tmp_path / "folder", store)
    export_folder(store, tmp_path / "again")
    assert written(tmp_path / "folder") == written(tmp_path / "again")


LIFE = """
actor red-front armed XA
actor wire media GB
place harbour facility IQ 10.00,20.00
place fort facility SY 10.30,20.30
doc d1 2024-05-02 wire
incident a d1 at=harbour on=2024-05-01 killed=3
total s d1 4 since=2024-05-01 until=2024-05-09 where=IQ
doc d2 2024-05-03 Daily
incident b d2 at=harbour on=2024-05-01 killed=3 by=red-front
incident c d2 at=fort on=2024-05-08
doc d3 2024-05-04 Echo
incident d d3 where=IQ killed=5
total t d3 9 measure=killed since=2024-05-01 where=IQ
doc copy 2024-05-06 Mirror copies=d1
judge different a b
judge set_aside c
judge withdraw 1
"""


def test_every_edit_amends_the_book_to_that_of_a_full_run(store: Store) -> None:
    desk = Desk(Scene(LIFE), CROWDED, store)
    desk.derive()
    for name in ("d1", "d3", "copy", "d2"):
        if name in desk.scene.docs:
            desk.document(name)
            desk.derive()
    for judgement in desk.scene.log:
        desk.say(judgement)
        desk.derive()
    assert desk.amended >= 6


@pytest.mark.parametrize(
    "way", ["UPDATE {0} SET {1} = {1}", "DELETE FROM {0}", "TRUNCATE {0} CASCADE"]
)
def test_nothing_kept_can_be_changed(store: Store, address: str, way: str) -> None:
    fill(store)
    engine = create_engine(address)
    for table in KEPT:
        column = next(iter(table.columns)).name
        with pytest.raises(DBAPIError, match=r"append-only|kept"), engine.begin() as attack:
            attack.execute(text(way.format(table.name, column)))
    engine.dispose()
    assert list(verify(store)) == []


def test_a_redacted_name_is_gone_and_cannot_come_back(store: Store) -> None:
    document = report("b", "Anna Lind saw it fall.")
    store.add([document], [row_of(document)], NOW)
    for person in ("Ann", "Ben"):
        store.add_judgement(redacts(document, person, "Anna Lind"))
    store.add([document], [row_of(document)], NOW)
    kept = store.document(document.id).text
    assert "Anna" not in kept
    assert len(kept) == len(document.text)
    with pytest.raises(StoreError):
        store.add_judgement(
            redacts(report("c", "Carl Berg was there."), "Ann", "Carl Berg")
        )


def test_two_writers_wait_for_each_other(address: str) -> None:
    with open_ledger(address) as one, open_ledger(address) as two:
        one.add([report("x")], [row_of(report("x"))], NOW)
        two.add([report("y", "Another text.")], [row_of(report("y", "Another text."))], NOW)
        for nth, store in enumerate((one, two, one, two)):
            assert store.add_judgement(says(why=f"word {nth}"))
        assert [j.why for j in one.judgements()] == [f"word {nth}" for nth in range(4)]
