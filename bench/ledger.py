"""How fast a ledger keeps and gives back, beside plain inserts with the same promises.

    python bench/ledger.py [--documents 2000] [--claims 5]

Prints one line a step: how many a second; for writes also how many a second the standard
library's sqlite3 manages with bare rows in one table, under the same pragmas and with the
same number of rows a transaction.
"""

from __future__ import annotations

import argparse
import sqlite3
from collections.abc import Callable, Iterable, Sequence
from contextlib import closing
from dataclasses import replace
from pathlib import Path
from tempfile import TemporaryDirectory
from time import perf_counter
from typing import TypeVar

from tallystick.codec import dumps
from tallystick.model.claims import Anchor, IncidentClaim, make_evidence
from tallystick.model.derived import Book, Component, Incident
from tallystick.model.documents import Document, Intake
from tallystick.model.judgements import Judgement, Verdict
from tallystick.model.ledger import Reading
from tallystick.model.lists import ClaimKind
from tallystick.model.values import Field, Part, Place, Reader, Span
from tallystick.store import (
    Stamp,
    Store,
    export_folder,
    import_folder,
    open_ledger,
    verify,
)
from tallystick.store.batches import SIZE, batches
from tallystick.store.connect import PRAGMAS

T = TypeVar("T")

EXTRACTOR = "rules/1"
SENTENCE = "A drone struck the depot at Wadi Sefra on Tuesday, officials said. "


def main() -> None:
    """Run every step on a new ledger and print what it took."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--documents", type=int, default=2000)
    parser.add_argument("--claims", type=int, default=5, help="claims of each document")
    arguments = parser.parse_args()
    documents = [report(number) for number in range(arguments.documents)]
    readings = [reading(one, arguments.claims) for one in documents]
    with TemporaryDirectory() as folder, open_ledger(Path(folder, "bench.db")) as store:
        kept(Path(folder), store, documents)
        derived(Path(folder), store, readings)
        folders(Path(folder), store)


def kept(folder: Path, store: Store, documents: list[Document]) -> None:
    """Documents and judgements."""
    rows = [Intake(one.id, one.address, "bench") for one in documents]
    plain = [(one.id, one.title, one.text) for one in documents]
    show(
        "add documents",
        len(documents),
        lambda: store.add(documents, rows),
        lambda: insert(folder / "plain-documents.db", plain, SIZE),
    )
    said = [judgement(number) for number in range(len(documents) // 10)]
    show(
        "add judgements, one a transaction",
        len(said),
        lambda: each(store.add_judgement, said),
        lambda: insert(folder / "plain-judgements.db", [(j.id, j.why) for j in said], 1),
    )
    show("documents()", len(documents), store.documents)


def derived(folder: Path, store: Store, readings: list[Reading]) -> None:
    """Readings and books."""
    number = sum(len(one.claims) for one in readings)
    lines = [(one.document, dumps(one)) for one in readings]
    show(
        "save readings (claims), a document a transaction",
        number,
        lambda: each(store.save_reading, readings),
        lambda: insert(folder / "plain-readings.db", lines, 1),
        len(lines),
    )
    show("ledger() (claims)", number, lambda: store.ledger(EXTRACTOR))
    book = a_book(readings)
    stamp = Stamp("{}", (), EXTRACTOR, None, "")
    incidents = [(one.id, dumps(one)) for one in book.incidents]
    show(
        "save a book (incidents), all new",
        len(incidents),
        lambda: store.save_book(book, stamp),
        lambda: insert(folder / "plain-book.db", incidents, len(incidents)),
    )
    changed = tuple(
        replace(one, inputs="other") if place % 100 == 0 else one
        for place, one in enumerate(book.components)
    )
    later = replace(book, components=changed)
    show(
        "save a book (incidents), one in 100 changed",
        len(incidents),
        lambda: store.save_book(later, stamp),
    )
    show("book() (incidents)", len(incidents), store.book)


def folders(folder: Path, store: Store) -> None:
    """The ledger as a folder, and whether it is sound."""
    number = len(store.documents())
    show("verify() (documents)", number, lambda: verify(store))
    show("export (documents)", number, lambda: export_folder(store, folder / "out"))
    with open_ledger(folder / "second.db") as other:
        show("import (documents)", number, lambda: import_folder(folder / "out", other))


def report(number: int) -> Document:
    """An article of about 3,000 characters, no two alike."""
    text = f"Report {number}. " + SENTENCE * 45
    return Document("Post", f"https://post.example/{number}", None, "Title", text, "en")


def reading(document: Document, claims: int) -> Reading:
    """Claims with the fields that most have."""
    made = []
    for nth in range(claims):
        span = Span(Part.TEXT, 20 + 67 * nth, 26 + 67 * nth)
        made.append(
            IncidentClaim(
                Anchor(document.id, span, ClaimKind.INCIDENT),
                (make_evidence(Field.TRIGGER, Part.TEXT, span.start, span.end),),
                (Reader(EXTRACTOR, 0.9),),
                event_type="uav_attack",
                places=(Place("Wadi Sefra", country="IQ"),),
            )
        )
    return Reading(document.id, EXTRACTOR, tuple(made))


def judgement(number: int) -> Judgement:
    """One judgement of many."""
    why, at = f"read report {number}", "2024-02-01T12:00:00Z"
    return Judgement(Verdict.ACCEPT, (f"claim-{number}",), ("",), "Ann", at, why)


def a_book(readings: Iterable[Reading]) -> Book:
    """An incident and a component for each claim."""
    claims = [claim for one in readings for claim in one.claims]
    return Book(
        incidents=tuple(
            Incident(f"incident-{one.id}", (one.id,), (one.document,), (one.document,))
            for one in claims
        ),
        components=tuple(
            Component(f"incident-{one.id}", "inputs", (f"incident-{one.id}",))
            for one in claims
        ),
    )


def each(do: Callable[[T], object], to: Iterable[T]) -> None:
    """Do the same to every one."""
    for one in to:
        do(one)


def insert(path: Path, rows: Sequence[tuple[str, ...]], size: int) -> None:
    """Plain rows into a plain table, `size` a transaction."""
    marks = ", ".join("?" * len(rows[0]))
    columns = ", ".join(["id TEXT PRIMARY KEY", *(f"c{n}" for n in range(1, len(rows[0])))])
    with closing(sqlite3.connect(path, isolation_level=None)) as connection:
        for pragma in PRAGMAS:
            connection.execute(pragma)
        connection.execute(f"CREATE TABLE plain ({columns})")
        for batch in batches(rows, size):
            connection.execute("BEGIN IMMEDIATE")
            connection.executemany(f"INSERT INTO plain VALUES ({marks})", batch)  # noqa: S608
            connection.execute("COMMIT")


def show(
    step: str,
    number: int,
    ours: Callable[[], object],
    plain: Callable[[], object] | None = None,
    plain_number: int | None = None,
) -> None:
    """Time a step, and the plain way of doing it right after."""
    line = f"{step:<50} {number / seconds(ours):>9,.0f}/s"
    if plain is not None:
        line += f"   plain {(plain_number or number) / seconds(plain):>9,.0f} rows/s"
    print(line, flush=True)


def seconds(do: Callable[[], object]) -> float:
    """How long it took."""
    start = perf_counter()
    do()
    return perf_counter() - start


if __name__ == "__main__":
    main()
