"""A name can be taken out of a text by two people, and nothing else can."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import replace
from pathlib import Path

import pytest

from tallystick.codec import dumps
from tallystick.errors import StoreError
from tallystick.model.documents import Document
from tallystick.model.judgements import Judgement
from tallystick.model.ledger import Reading
from tallystick.model.values import Part, Span
from tallystick.store import (
    MARK,
    Store,
    export_folder,
    import_folder,
    open_ledger,
    redaction_detail,
    verify,
)

from .scenes import STAMP, a_book, fresh, raw, redacts, report, row_of, withdraws

NAME = "Tamsin Orrery"
TEXT = f"The driver, {NAME}, 34, saw two drones 🛸 fall. {NAME} was unhurt."
AFTER = f"The driver, {MARK * 13}, 34, saw two drones 🛸 fall. {NAME} was unhurt."


@pytest.fixture
def store(tmp_path: Path) -> Iterator[Store]:
    with fresh(tmp_path / "ledger.db") as opened:
        opened.add([report(text=TEXT)], [row_of(report(text=TEXT))])
        yield opened


def kept(store: Store) -> Document:
    (document,) = store.documents()
    return document


def test_two_people_redact_and_every_name_and_offset_stays(store: Store) -> None:
    before = report(text=TEXT)
    store.save_reading(Reading(before.id, "rules/1"))
    store.save_book(a_book(("a", "1")), STAMP)
    store.add_judgement(redacts(before, "Ann", NAME))
    assert kept(store).text == TEXT
    store.add_judgement(redacts(before, "Bo", NAME))
    after = kept(store)
    assert after.text == AFTER
    assert (after.id, after.sha256) == (before.id, before.sha256)
    assert after.quote(Span(Part.TEXT, 31, 34)) == before.quote(Span(Part.TEXT, 31, 34))
    # What repeats the words is worked out again.
    assert (store.readings("rules/1"), store.book()) == ((), None)
    assert verify(store) == ()


def test_the_same_text_by_another_paper_is_redacted_with_it(store: Store) -> None:
    before = report(text=TEXT)
    store.add([replace(before, source="Copy Daily")], [])
    for by in ("Ann", "Bo"):
        store.add_judgement(redacts(before, by, NAME))
    assert {document.text for document in store.documents()} == {AFTER}


def test_bringing_the_document_again_brings_no_word_back(store: Store) -> None:
    before = report(text=TEXT)
    for by in ("Ann", "Bo"):
        store.add_judgement(redacts(before, by, NAME))
    assert store.add([before], [row_of(before)]) == 0
    assert store.add([replace(before, source="Copy Daily")], []) == 1
    assert {document.text for document in store.documents()} == {AFTER}


@pytest.mark.parametrize(
    "second",
    [
        pytest.param(redacts(report(text=TEXT), " ann ", NAME), id="the same person again"),
        pytest.param(redacts(report(text=TEXT), "Bo", "drones"), id="other words"),
        pytest.param(redacts(report(text=TEXT), "Bo", NAME, "drones"), id="more words"),
    ],
)
def test_one_signature_is_not_enough(store: Store, second: Judgement) -> None:
    store.add_judgement(redacts(report(text=TEXT), "Ann", NAME))
    store.add_judgement(second)
    assert kept(store).text == TEXT


def test_a_withdrawn_signature_does_not_count(store: Store) -> None:
    first = redacts(report(text=TEXT), "Ann", NAME)
    store.add_judgement(first)
    store.add_judgement(withdraws(first))
    store.add_judgement(redacts(report(text=TEXT), "Bo", NAME))
    assert kept(store).text == TEXT
    store.add_judgement(replace(first, at="2024-02-02T00:00:00Z"))
    assert kept(store).text == AFTER


def test_a_withdrawal_afterwards_brings_nothing_back(store: Store) -> None:
    signatures = [redacts(report(text=TEXT), by, NAME) for by in ("Ann", "Bo")]
    for judgement in (*signatures, withdraws(signatures[0])):
        store.add_judgement(judgement)
    assert kept(store).text == AFTER
    assert verify(store) == ()


def test_a_second_redaction_adds_to_the_first(store: Store) -> None:
    before = report(text=TEXT)
    for words in ((NAME,), ("The driver", "two drones 🛸")):
        for by in ("Ann", "Bo"):
            store.add_judgement(redacts(before, by, *words))
    assert kept(store).text == (
        f"{MARK * 10}, {MARK * 13}, 34, saw {MARK * 12} fall. {NAME} was unhurt."
    )
    assert verify(store) == ()


@pytest.mark.parametrize(
    "text",
    [
        pytest.param(AFTER.replace("two", "six"), id="another word changed too"),
        pytest.param(AFTER.replace("34", "43"), id="a figure beside it changed too"),
        pytest.param(TEXT.replace(NAME, "Somebody Else", 1), id="another name put in"),
        pytest.param(AFTER[:-1], id="shorter"),
        pytest.param(AFTER + ".", id="longer"),
        pytest.param(AFTER.replace(NAME, MARK * 13), id="more masked than signed"),
        pytest.param("t" + AFTER[1:], id="the first character changed too"),
        pytest.param("", id="emptied"),
    ],
)
def test_the_trigger_lets_nothing_but_the_redaction_through(
    tmp_path: Path, text: str
) -> None:
    before = report(text=TEXT)
    with half_signed(tmp_path) as connection:
        with pytest.raises(sqlite3.IntegrityError, match="append-only"):
            connection.execute(UPDATE, (AFTER, before.sha256))
        enter(connection, 2, redacts(before, "Bo", NAME))
        with pytest.raises(sqlite3.IntegrityError, match="append-only"):
            connection.execute(UPDATE, (text, before.sha256))
        connection.execute(UPDATE, (AFTER, before.sha256))


def test_the_trigger_counts_people_by_itself(tmp_path: Path) -> None:
    before = report(text=TEXT)
    with half_signed(tmp_path) as connection:
        enter(connection, 2, redacts(before, " ANN", NAME))
        enter(connection, 3, redacts(before, "Bo", NAME))
        enter(connection, 4, withdraws(redacts(before, "Bo", NAME)))
        with pytest.raises(sqlite3.IntegrityError, match="append-only"):
            connection.execute(UPDATE, (AFTER, before.sha256))
        enter(connection, 5, redacts(before, "Cy", NAME))
        connection.execute(UPDATE, (AFTER, before.sha256))


UPDATE = "UPDATE document_text SET text = ? WHERE sha256 = ?"


@contextmanager
def half_signed(folder: Path) -> Iterator[sqlite3.Connection]:
    """A stranger's connection to a ledger in which one of two people has signed."""
    with fresh(folder / "raw.db") as store:
        store.add([report(text=TEXT)], [])
        store.add_judgement(redacts(report(text=TEXT), "Ann", NAME))
    with raw(folder / "raw.db") as connection:
        yield connection


def enter(connection: sqlite3.Connection, seq: int, judgement: Judgement) -> None:
    """Put a judgement into the table behind the back of our code."""
    row = (
        seq,
        judgement.id,
        judgement.verdict,
        dumps(judgement.subjects),
        dumps(judgement.readings),
        judgement.by,
        judgement.at,
        judgement.why,
        judgement.detail,
    )
    connection.execute("INSERT INTO judgement VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)", row)


def test_no_byte_of_the_name_is_left_in_the_files(tmp_path: Path) -> None:
    path = tmp_path / "ledger.db"
    # Long enough to lie on pages of their own, and changed before, so that pages are freed.
    before = report(text=TEXT.replace(NAME, f"{NAME} " + "and then " * 2000, 1))
    before = replace(before, text=before.text.replace(f"{NAME} was", "She was"))
    with open_ledger(path) as store:
        store.add([before, report("b", "Nothing to hide. " * 500)], [])
        for by in ("Ann", "Bo"):
            store.add_judgement(redacts(before, by, NAME))
        for file in tmp_path.iterdir():
            assert NAME.encode() not in file.read_bytes(), file.name


PLAIN = Document(
    "The Harbour Post",
    "plain.txt",
    None,
    f"{NAME} unhurt",
    f"{NAME} unhurt\n\nShe saw it fall.",
    "en",
    title_span=Span(Part.TEXT, 0, 20),
)


@pytest.mark.parametrize(
    "named", [Span(Part.TEXT, 0, 13), Span(Part.TITLE, 0, 13)], ids=["text", "title"]
)
def test_a_title_that_stands_in_the_text_is_redacted_in_both(
    store: Store, named: Span
) -> None:
    store.add([PLAIN], [])
    detail = redaction_detail(PLAIN, [named])
    for by in ("Ann", "Bo"):
        judgement = replace(
            redacts(report(text=TEXT), by, NAME), subjects=(PLAIN.id,), detail=detail
        )
        store.add_judgement(judgement)
    after = store.document(PLAIN.id)
    assert after.title == f"{MARK * 13} unhurt"
    assert after.text == f"{MARK * 13} unhurt\n\nShe saw it fall."
    assert verify(store) == ()


@pytest.mark.parametrize(
    ("detail", "reason"),
    [
        ("", "cannot be used"),
        ("[]", "cannot be used"),
        ('{"spans":[]}', "at least one span"),
        ('{"spans":[{"end":999,"part":"text","start":3}]}', "there is no text 3:999"),
        ('{"spans": [{"end":9,"part":"text","start":3}]}', "must be written as"),
        ("[" * 9999, "cannot be used"),
    ],
)
def test_a_redaction_that_cannot_be_done_is_refused(
    store: Store, detail: str, reason: str
) -> None:
    judgement = replace(redacts(report(text=TEXT), "Ann", NAME), detail=detail)
    with pytest.raises(StoreError, match=reason):
        store.add_judgement(judgement)
    unknown = replace(redacts(report(text=TEXT), "Ann", NAME), subjects=("doc-0",))
    with pytest.raises(StoreError, match="its subject is one document"):
        store.add_judgement(unknown)
    assert store.judgements() == ()


def test_a_redaction_travels_with_the_folder(tmp_path: Path, store: Store) -> None:
    before = report(text=TEXT)
    with fresh(tmp_path / "elsewhere.db") as other:
        other.add([before], [])
        for by in ("Ann", "Bo"):
            store.add_judgement(redacts(before, by, NAME))
        export_folder(store, tmp_path / "folder")
        words = [f.read_bytes() for f in (tmp_path / "folder").rglob("*.jsonl")]
        assert not any(f"driver, {NAME}".encode() in content for content in words)
        # Elsewhere the text stands in full, until the signatures arrive.
        import_folder(tmp_path / "folder", other)
        assert kept(other).text == AFTER
        assert verify(other) == ()
    with fresh(tmp_path / "new.db") as new:
        import_folder(tmp_path / "folder", new)
        assert kept(new).text == AFTER
        assert verify(new) == ()
