"""Joining what a folder holds to what a ledger holds, in one transaction.

Rows come from outside: every name is worked out again from what it names.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator, Mapping
from contextlib import contextmanager
from typing import Any, TypeVar

from sqlalchemy import Connection

from tallystick.codec import decode
from tallystick.errors import SourceError, StoreError
from tallystick.ids import fingerprint
from tallystick.model.documents import Intake
from tallystick.model.judgements import Judgement, Verdict
from tallystick.store import documents, log, redaction, schema
from tallystick.store.batches import batches, enter, held, require_storable
from tallystick.store.ledger import Store
from tallystick.store.records import Edition, Run

T = TypeVar("T")
Rows = Iterable[tuple[str, dict[str, Any]]]
"""Rows with the file and line that each stands at."""
UTC = re.compile(r"\d{4}-\d\d-\d\dT\d\d:\d\d:\d\dZ")


def merge(store: Store, rows: Mapping[str, Rows]) -> int:
    """Join rows by kind; how many documents were new. See `folder.import_folder`."""
    with store.transaction("import") as connection:
        altered = _texts(connection, rows["texts"])
        added = _documents(connection, rows["documents"])
        for batch in batches(_read(rows["intakes"], _plain(Intake))):
            documents.add_intakes(connection, [intake for _, intake in batch])
        for arrivals in batches(_read(rows["arrivals"], _arrival)):
            documents.add_arrivals(connection, [arrival for _, arrival in arrivals])
        _judgements(connection, _read(rows["judgements"], _named(Judgement)))
        for _, edition in _read(rows["editions"], _plain(Edition)):
            log.publish(connection, edition)
        for _, run in _read(rows["runs"], _named(Run)):
            log.record(connection, run)
        masked = redaction.carry_out(connection)
        _require_explained(connection, altered)
    if masked:
        store.scrub()
    return added


@contextmanager
def _reading(address: str, expected: str) -> Iterator[None]:
    try:
        yield
    except (ValueError, KeyError, TypeError, AttributeError, RecursionError) as error:
        raise SourceError(address, expected, str(error), "export again") from error


def _read(rows: Rows, make: Callable[[dict[str, Any]], T]) -> Iterator[tuple[str, T]]:
    for address, row in rows:
        with _reading(address, "a record of this version"):
            made = make(row)
        yield address, made


def _plain(kind: type[T]) -> Callable[[dict[str, Any]], T]:
    def make(row: dict[str, Any]) -> T:
        made: T = decode(kind, row)
        return made

    return make


def _named(kind: type[T]) -> Callable[[dict[str, Any]], T]:
    def make(row: dict[str, Any]) -> T:
        name = row.pop("id")
        made: T = decode(kind, row)
        _require_name(name, getattr(made, "id"))  # noqa: B009
        return made

    return make


def _require_name(name: str, worked_out: str) -> None:
    if name != worked_out:
        raise ValueError(f"the id {name} where the content makes it {worked_out}")


def _texts(connection: Connection, rows: Rows) -> dict[str, str]:
    """Enter the strings; the addresses of new ones that do not hash to their name."""
    altered: dict[str, str] = {}
    for batch in batches(_read(rows, _text)):
        known = held(connection, schema.document_text, "sha256", {k for _, (k, _) in batch})
        for address, (sha256, text) in batch:
            if sha256 not in known and fingerprint(text) != sha256:
                altered[sha256] = address
        documents.enter_texts(connection, dict(pair for _, pair in batch))
    return altered


def _text(row: dict[str, Any]) -> tuple[str, str]:
    sha256, text = row["sha256"], row["text"]
    if set(row) != {"sha256", "text"} or not isinstance(text, str):
        raise ValueError("other keys than sha256 and text")
    require_storable(text)
    return str(sha256), text


def _documents(connection: Connection, rows: Rows) -> int:
    added = 0
    for batch in batches(_read(rows, _document)):
        fresh = {row["id"]: row for _, row in batch}
        for name in held(connection, schema.document, "id", fresh):
            del fresh[name]
        enter(connection, schema.document, list(fresh.values()))
        documents.mark_changed(connection, fresh)
        added += len(fresh)
    return added


def _document(row: dict[str, Any]) -> dict[str, str]:
    names = {key: str(row.pop(key)) for key in ("id", "sha256", "title_sha256")}
    record = documents.checked_record(row)
    name = documents.name_of(record, names["title_sha256"], names["sha256"])
    _require_name(names["id"], name)
    return {**names, "record": record}


def _arrival(row: dict[str, Any]) -> tuple[str, str]:
    if set(row) != {"document", "at"} or not UTC.fullmatch(row["at"]):
        raise ValueError("expected a document, and when it came as 2024-01-30T12:00:00Z")
    return str(row["document"]), row["at"]


def _judgements(connection: Connection, rows: Iterator[tuple[str, Judgement]]) -> None:
    here = [judgement.id for judgement in log.all_judgements(connection)]
    there = {judgement.id: judgement for _, judgement in rows}
    shared = [name for name in here if name in there]
    if list(there)[: len(here)] != here and list(there) != shared:
        raise StoreError(
            "import",
            "its judgements and this ledger's part ways; put them in one order in "
            "judgements.jsonl, seal the folder, and import it into a new ledger",
        )
    for judgement in list(there.values())[len(shared) :]:
        if judgement.verdict is Verdict.REDACT:
            redaction.require_fitting(connection, judgement)
        log.say(connection, judgement)


def _require_explained(connection: Connection, altered: dict[str, str]) -> None:
    if not altered:
        return
    for sha256 in redaction.unexplained(connection, log.all_judgements(connection)):
        if sha256 in altered:
            raise SourceError(
                altered[sha256],
                f"the text of hash {sha256}",
                "another one, and no redaction explains it",
                "restore the file",
            )
