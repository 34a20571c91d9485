"""What goes into a ledger comes out of it, once, and nothing else does."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest

from tallystick.errors import NotFound, SetupError, StoreError
from tallystick.model.documents import Copy, CopyKind, Intake
from tallystick.model.ledger import Reading
from tallystick.store import Edition, Run, Store, connect, open_ledger
from tallystick.store.batches import SIZE

from .scenes import NOW, STAMP, fresh, raw, report, row_of, says


@pytest.fixture
def store(tmp_path: Path) -> Iterator[Store]:
    with fresh(tmp_path / "ledger.db") as opened:
        yield opened


def test_a_document_is_kept_once_however_often_it_comes(store: Store) -> None:
    one = report()
    rows = [row_of(one), Intake(one.id, "again", "more.csv")]
    assert store.add([one, one], rows) == 1
    assert store.add([one], rows) == 0
    assert store.documents() == (one,)
    assert store.intakes() == tuple(sorted(rows, key=lambda row: row.origin))


def test_a_changed_text_is_another_document(store: Store) -> None:
    store.add([report(), report(text="Three drones fell near Wadi Sefra.")], [])
    assert len(store.documents()) == 2


def test_what_identity_leaves_out_stands_as_first_read(store: Store) -> None:
    # Language and body are readings of the same two strings, not another publication.
    store.add([report()], [])
    store.add([replace(report(), language="ar", body_start=3)], [])
    assert store.documents() == (report(),)
    assert store.documents()[0].language == "en"


def test_more_documents_than_a_statement_has_room_for(store: Store) -> None:
    many = [report(f"a{n}", f"Text {n}.") for n in range(2 * SIZE + 1)]
    assert store.add(iter(many), map(row_of, many)) == len(many)
    assert store.add(many, []) == 0
    assert len(store.intakes()) == len(store.unread("rules/1")) == len(many)


def test_a_document_that_is_not_there_is_said_by_name(store: Store) -> None:
    with pytest.raises(NotFound, match="no document is called 'doc-0'"):
        store.document("doc-0")


@pytest.mark.parametrize("bad", ["nul \x00 here", "half \ud83d a pair"])
def test_a_text_that_no_database_holds_is_refused_by_address(
    store: Store, bad: str
) -> None:
    with pytest.raises(StoreError, match=r"refused to add b: a (NUL|lone surrogate)"):
        store.add([report("b", bad)], [])
    with pytest.raises(StoreError, match="add a judgement"):
        store.add_judgement(says(why=bad))
    assert store.documents() == ()
    assert store.judgements() == ()


def test_a_row_of_no_document_is_refused(store: Store) -> None:
    with pytest.raises(StoreError, match="add intakes"):
        store.add([], [Intake("doc-0", "1", "rows.csv")])


def test_a_reading_takes_the_place_of_the_last_by_the_same_extractor(store: Store) -> None:
    one, two = report("a"), report("b")
    store.add([one, two], [])
    store.save_reading(Reading(one.id, "rules/1"))
    store.save_reading(Reading(one.id, "rules/1"))
    store.save_reading(Reading(two.id, "tagger/1"))
    assert store.readings("rules/1") == (Reading(one.id, "rules/1"),)
    assert store.unread("rules/1") == (two,)
    assert store.unread("tagger/1") == (one,)


def test_copies_are_saved_whole(store: Store) -> None:
    one, two, three = report("a"), report("b"), report("c")
    store.add([one, two, three], [])
    first = Copy(two.id, one.id, CopyKind.EXACT, 1.0)
    second = Copy(three.id, one.id, CopyKind.NEAR, 0.91)
    store.save_copies([first])
    store.save_copies([second])
    assert store.ledger("rules/1").copies == (second,)


def test_judgements_keep_the_order_they_were_said_in(store: Store) -> None:
    # Bo's clock is behind: the log's order decides, not `at`.
    ann = says("Ann", "first")
    bo = replace(says("Bo", "second"), at="2023-01-01T00:00:00Z")
    assert store.add_judgement(ann)
    assert store.add_judgement(bo)
    assert not store.add_judgement(ann)
    assert store.judgements() == (ann, bo)


def test_a_time_without_its_zone_is_refused(store: Store) -> None:
    with pytest.raises(StoreError, match="judgement_at_is_utc"):
        store.add_judgement(replace(says(), at="2024-02-01 12:00"))


def test_editions_are_numbered_on_and_never_reissued(store: Store) -> None:
    first = Edition(1, "First", NOW, STAMP, "{}")
    assert store.save_edition(first)
    assert not store.save_edition(first)
    with pytest.raises(StoreError, match="edition 1 is another one"):
        store.save_edition(replace(first, title="First, quietly mended"))
    with pytest.raises(StoreError, match="the next is number 2"):
        store.save_edition(replace(first, number=3))
    assert store.editions() == (first,)


def test_a_run_that_did_nothing_is_recorded_too(store: Store) -> None:
    idle = Run("gather", NOW, (("documents", 0),), "the folder holds nothing new")
    assert store.record(idle)
    assert not store.record(idle)
    assert store.runs() == (idle,)


def test_a_ledger_opens_again_as_it_was(tmp_path: Path) -> None:
    path = tmp_path / "a folder" / "50 %.db"
    path.parent.mkdir()
    with open_ledger(path) as store:
        store.add([report()], [])
        store.close()
    with open_ledger(f"sqlite:///{path}") as store:
        assert store.documents() == (report(),)


def test_an_error_undoes_the_whole_transaction(store: Store) -> None:
    store.add([report("a")], [])
    fits, unknown = Reading(report("a").id, "rules/1"), Reading("doc-0", "rules/1")
    store.save_reading(fits)
    with pytest.raises(StoreError, match="FOREIGN KEY"):
        store.save_reading(unknown)
    with pytest.raises(StoreError, match="FOREIGN KEY"):
        store.save_copies([Copy("doc-0", "doc-0", CopyKind.NEAR, 0.9)])
    assert store.readings("rules/1") == (fits,)


def test_a_second_writer_is_told_that_another_writes(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = tmp_path / "ledger.db"
    with fresh(path) as first:
        impatient = (*connect.PRAGMAS, "PRAGMA busy_timeout = 10")
        monkeypatch.setattr(connect, "PRAGMAS", impatient)
        with open_ledger(path) as second, first.transaction("write for long"):
            assert second.documents() == ()
            with pytest.raises(StoreError, match="another process is writing"):
                second.add([report()], [])


def test_places_where_no_ledger_can_be_are_named(tmp_path: Path) -> None:
    with pytest.raises(SetupError, match="is a folder"):
        open_ledger(tmp_path)
    with pytest.raises(SetupError, match="there is no folder"):
        open_ledger(tmp_path / "no" / "ledger.db")
    (tmp_path / "notes.txt").write_text("Not a database at all. " * 99, "utf-8")
    with pytest.raises(SetupError, match="not a database"):
        open_ledger(tmp_path / "notes.txt")
    with pytest.raises(SetupError, match="cannot open"):
        open_ledger("nosuch://host/ledger")
    with raw(tmp_path / "other.db") as connection:
        connection.execute("CREATE TABLE recipes (name TEXT)")
    with pytest.raises(SetupError, match="has the table recipes"):
        open_ledger(tmp_path / "other.db")
