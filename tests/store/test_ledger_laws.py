"""Laws of the ledger over values of the model drawn at random."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from tempfile import TemporaryDirectory

from hypothesis import given, settings
from hypothesis import strategies as st

from tallystick.model.derived import Book
from tallystick.model.documents import Document
from tallystick.model.judgements import Judgement
from tallystick.model.ledger import Reading
from tallystick.store import (
    Edition,
    Run,
    Stamp,
    Store,
    export_folder,
    import_folder,
    verify,
)

from . import strategies
from .scenes import fresh

few = settings(max_examples=8, deadline=None, derandomize=True)
some_documents = st.lists(strategies.documents, max_size=4).map(tuple)


@contextmanager
def ledger() -> Iterator[Store]:
    with TemporaryDirectory() as folder, fresh(Path(folder, "ledger.db")) as store:
        yield store


@few
@given(some_documents, st.data())
def test_documents_and_rows_come_back_as_they_went_in(
    documents: tuple[Document, ...], data: st.DataObject
) -> None:
    rows = data.draw(strategies.intakes(documents))
    with ledger() as store:
        store.add(documents, rows)
        store.add(reversed(documents), reversed(rows))
        # The first reading of an identity stands.
        first = {one.id: one for one in reversed(documents)}
        assert {one.id for one in store.documents()} == set(first)
        for kept in store.documents():
            assert any(kept == one for one in documents if one.id == kept.id)
        assert set(store.intakes()) == set(rows)
        assert verify(store) == ()


@few
@given(strategies.documents, st.data())
def test_readings_come_back_as_they_went_in(
    document: Document, data: st.DataObject
) -> None:
    claims = st.lists(strategies.claims(document.id), max_size=3).map(tuple)
    fixed = {"document": st.just(document.id), "extractor": st.just("rules/1")}
    reading = data.draw(strategies.records(Reading, claims=claims, **fixed))
    with ledger() as store:
        store.add([document], [])
        store.save_reading(reading)
        assert store.ledger("rules/1").readings == (reading,)
        kept = store.readings("rules/1")[0].claims
        assert [one.id for one in kept] == [one.id for one in reading.claims]
        assert [one.reading for one in kept] == [one.reading for one in reading.claims]


@few
@given(st.lists(strategies.books(), min_size=1, max_size=4), strategies.stamps)
def test_a_book_comes_back_whole_whatever_was_there_before(
    books: list[Book], stamp: Stamp
) -> None:
    with ledger() as store:
        before: Book | None = None
        for number, book in enumerate(books):
            # Inputs vouch for incidents: other incidents need other inputs.
            new = Stamp(str(number), stamp.versions, stamp.extractor, None, stamp.inputs)
            store.save_book(book, new)
            assert (store.book(), store.previous_book()) == (book, before)
            assert store.stamp() == new
            assert store.save_book(book, new) == 0
            before = book
        assert verify(store) == ()


@few
@given(
    some_documents,
    st.lists(strategies.judgements, max_size=5),
    st.lists(strategies.runs, max_size=3),
    strategies.editions(1),
    st.data(),
)
def test_export_and_import_are_identity(
    documents: tuple[Document, ...],
    judgements: list[Judgement],
    runs: list[Run],
    edition: Edition,
    data: st.DataObject,
) -> None:
    with ledger() as store, ledger() as other, TemporaryDirectory() as folder:
        store.add(documents, data.draw(strategies.intakes(documents)))
        for judgement in judgements:
            store.add_judgement(judgement)
        for run in runs:
            store.record(run)
        store.save_edition(edition)
        one, two = Path(folder, "one"), Path(folder, "two")
        export_folder(store, one)
        assert import_folder(one, other) == len(store.documents())
        assert import_folder(one, other) == 0
        export_folder(other, two)
        assert contents(one) == contents(two)
        assert other.ledger("rules/1") == store.ledger("rules/1")
        assert (other.editions(), other.runs()) == (store.editions(), store.runs())
        assert verify(other) == ()


def contents(folder: Path) -> dict[str, bytes]:
    files = (file for file in folder.rglob("*") if file.is_file())
    return {file.relative_to(folder).as_posix(): file.read_bytes() for file in files}
