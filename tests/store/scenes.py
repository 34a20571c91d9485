"""Small invented things to keep, and a way to keep them."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator
from contextlib import closing, contextmanager
from functools import cache
from pathlib import Path
from tempfile import TemporaryDirectory

from tallystick.model.derived import Book, Component, Finding, Incident
from tallystick.model.documents import Document, Intake
from tallystick.model.judgements import Judgement, Verdict
from tallystick.model.values import Part, Span
from tallystick.store import Edition, Run, Stamp, Store, open_ledger, redaction_detail

NOW = "2024-02-01T12:00:00Z"
STAMP = Stamp("{}", (("tallystick", "0"),), "rules/1", None, "inputs")


def report(address: str = "a", text: str = "Two drones fell near Wadi Sefra.") -> Document:
    """A report by an invented paper."""
    return Document("The Harbour Post", address, None, "Drones fall", text, "en")


def row_of(document: Document) -> Intake:
    """The row that a report came in."""
    return Intake(document.id, f"row {document.address}", "rows.csv")


def says(by: str = "Ann", why: str = "read both", subject: str = "claim-1") -> Judgement:
    """Somebody accepts a claim."""
    return Judgement(Verdict.ACCEPT, (subject,), ("reading-1",), by, NOW, why)


def redacts(document: Document, by: str, *words: str) -> Judgement:
    """Somebody wants words out of a report's text."""
    spans = []
    for word in words:
        start = document.text.index(word)
        spans.append(Span(Part.TEXT, start, start + len(word)))
    detail = redaction_detail(document, spans)
    return Judgement(Verdict.REDACT, (document.id,), ("",), by, NOW, "in danger", detail)


def withdraws(judgement: Judgement, by: str = "Ann") -> Judgement:
    """Somebody takes a judgement back."""
    return Judgement(Verdict.WITHDRAW, (judgement.id,), ("",), by, NOW, "a mistake")


def a_book(*parts: tuple[str, str], note: str = "") -> Book:
    """A book of one incident a component: (key, hash of its inputs)."""
    return Book(
        incidents=tuple(
            Incident(f"incident-{key}", (f"claim-{key}",), (), (), outcome=inputs)
            for key, inputs in parts
        ),
        components=tuple(Component(k, i, (f"incident-{k}",)) for k, i in parts),
        findings=(Finding("undated-claim", (), note),) if note else (),
        roots=tuple(sorted((f"claim-{key}", "root") for key, _ in parts)),
    )


def fill(store: Store) -> None:
    """Put one of everything kept into a ledger."""
    document = report()
    store.add([document], [row_of(document)], NOW)
    store.add_judgement(says())
    store.save_edition(Edition(1, "First", NOW, STAMP, "{}"))
    store.record(Run("gather", NOW, (("documents", 1),)))


def fresh(path: Path) -> Store:
    """A new ledger; its file is copied, since making the tables is the slow part."""
    path.write_bytes(_empty())
    return open_ledger(path)


@cache
def _empty() -> bytes:
    with TemporaryDirectory() as folder:
        path = Path(folder, "ledger.db")
        open_ledger(path).close()
        return path.read_bytes()


@contextmanager
def raw(path: Path) -> Iterator[sqlite3.Connection]:
    """Another program's connection: it knows nothing of our pragmas."""
    with closing(sqlite3.connect(path, isolation_level=None)) as connection:
        yield connection
