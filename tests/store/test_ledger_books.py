"""Books are written by component and read whole."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path
from threading import Thread

import pytest

from tallystick.model.derived import Book
from tallystick.model.documents import Copy, CopyKind
from tallystick.model.ledger import Reading
from tallystick.store import Stamp, Store, open_ledger, verify
from tallystick.store.schema import SECTIONS

from .scenes import STAMP, a_book, fresh, raw, report, row_of, says


@pytest.fixture
def store(tmp_path: Path) -> Iterator[Store]:
    with fresh(tmp_path / "ledger.db") as opened:
        yield opened


def spans(store: Store) -> dict[str, tuple[int, int | None]]:
    """Of each incident, the books that its newest row is valid in."""
    table = SECTIONS["incident"]
    with store.snapshot("look") as connection:
        rows = connection.execute(table.select().order_by(table.c.first_book))
        return {row.id[-1]: (row.first_book, row.last_book) for row in rows}


def test_only_what_has_changed_is_written(store: Store) -> None:
    assert store.save_book(a_book(("a", "1"), ("b", "1")), STAMP) == 2
    assert store.save_book(a_book(("a", "1"), ("b", "2"), ("c", "1")), STAMP) == 2
    assert spans(store) == {"a": (1, None), "b": (2, None), "c": (2, None)}
    assert store.save_book(a_book(("a", "1")), STAMP) == 0
    assert spans(store) == {"a": (1, None), "b": (2, 2), "c": (2, 2)}
    assert store.book() == a_book(("a", "1"))
    assert store.previous_book() == a_book(("a", "1"), ("b", "2"), ("c", "1"))


def test_books_older_than_the_one_before_are_forgotten(store: Store) -> None:
    for number in range(5):
        store.save_book(a_book(("a", str(number)), note=str(number)), STAMP)
    with store.snapshot("look") as connection:
        for name in ("component", "incident", "finding"):
            rows = connection.execute(SECTIONS[name].select()).all()
            assert len(rows) == 2, name
    assert store.previous_book() == a_book(("a", "3"), note="3")


def test_another_policy_writes_every_component_again(store: Store) -> None:
    book = a_book(("a", "1"), ("b", "1"))
    store.save_book(book, STAMP)
    assert store.save_book(book, replace(STAMP, inputs="other")) == 0
    stricter = replace(STAMP, policy='{"link_at":1}')
    other = replace(book, incidents=tuple(replace(i, low=0) for i in book.incidents))
    assert store.save_book(other, stricter) == 2
    assert store.book() == other


def test_findings_change_though_their_component_does_not(store: Store) -> None:
    store.save_book(a_book(("a", "1"), note="one copy"), STAMP)
    assert store.save_book(a_book(("a", "1"), note="two copies"), STAMP) == 0
    assert store.book() == a_book(("a", "1"), note="two copies")


def test_what_comes_back_after_it_was_gone_is_written_again(store: Store) -> None:
    for book in (a_book(("a", "1")), Book(), a_book(("a", "1"))):
        store.save_book(book, STAMP)
        assert store.book() == book


def test_a_stamp_changes_with_everything_that_derivation_starts_from(
    store: Store,
) -> None:
    def stamp() -> Stamp:
        return Stamp.of(store.ledger("rules/1"), "{}", (), "rules/1")

    one, two = report("a"), report("b")
    stamps = [stamp(), stamp()]
    assert stamps.pop() == stamps[0]
    for change in (
        lambda: store.add([one, two], []),
        lambda: store.add([], [row_of(one)]),
        lambda: store.save_copies([Copy(two.id, one.id, CopyKind.EXACT, 1.0)]),
        lambda: store.save_reading(Reading(one.id, "rules/1")),
        lambda: store.add_judgement(says()),
    ):
        change()
        stamps.append(stamp())
    assert len({one.inputs for one in stamps}) == len(stamps)
    assert stamps[-1].last_judgement == says().id
    store.save_reading(Reading(one.id, "tagger/1"))
    assert stamp() == stamps[-1]


def test_a_ledger_without_a_book_says_so(store: Store) -> None:
    assert (store.book(), store.stamp(), store.previous_book()) == (None, None, None)
    store.save_book(Book(), STAMP)
    assert (store.book(), store.stamp(), store.previous_book()) == (Book(), STAMP, None)
    store.drop_derived()
    assert (store.book(), store.stamp()) == (None, None)


def test_a_book_with_a_leaf_torn_out_is_reported(tmp_path: Path) -> None:
    path = tmp_path / "ledger.db"
    with open_ledger(path) as store:
        store.save_book(a_book(("a", "1"), ("b", "1")), STAMP)
    with raw(path) as connection:
        connection.execute("DELETE FROM book_incident WHERE id = 'incident-b'")
    with open_ledger(path) as store:
        (finding,) = verify(store)
    assert (finding.code, finding.subjects) == ("ledger-book-broken", ("incident-b",))


def test_a_reader_beside_a_writer_sees_whole_books(tmp_path: Path) -> None:
    path = tmp_path / "ledger.db"
    wholes = [
        a_book(*((f"{half}{n}", half) for n in range(40)), note=half) for half in "xy"
    ]
    stamps = [replace(STAMP, inputs=half) for half in "xy"]
    seen: list[Book | None] = []
    with open_ledger(path) as writer, open_ledger(path) as reader:
        writer.save_book(wholes[0], stamps[0])

        def write() -> None:
            for turn in range(1, 30):
                writer.save_book(wholes[turn % 2], stamps[turn % 2])

        thread = Thread(target=write)
        thread.start()
        while thread.is_alive():
            seen.append(reader.book())
        thread.join()
    assert seen
    assert all(book in wholes for book in seen)


def test_a_reader_keeps_the_state_it_began_with(tmp_path: Path) -> None:
    path = tmp_path / "ledger.db"
    with open_ledger(path) as writer, open_ledger(path) as reader:
        writer.save_book(a_book(("a", "1")), STAMP)
        with reader.snapshot("read slowly") as connection:
            query = SECTIONS["incident"].select()
            before = connection.execute(query).all()
            writer.save_book(a_book(("b", "1")), STAMP)
            assert connection.execute(query).all() == before
        assert reader.book() == a_book(("b", "1"))
