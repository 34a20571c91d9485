"""``read``, ``places``, ``dates``: what is in the texts."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path
from typing import TYPE_CHECKING, Any

import typer

from tallystick.cli.app import FOUND, Inputs, Json, LedgerOption, MaybeInputs, Out, app
from tallystick.cli.output import Meter, answer, json_lines, say, say_refused
from tallystick.errors import RequestError, SourceError

if TYPE_CHECKING:
    from tallystick.model.documents import Document, Intake
    from tallystick.model.ledger import Reading


@app.command()
def read(
    inputs: MaybeInputs = None,
    as_json: Json = False,
    out: Out = None,
    ledger: LedgerOption = None,
) -> None:
    """Read claims, stated totals and statements, each with the words that say it.

    With inputs, prints what they claim and keeps nothing. Without, reads the documents
    of the ledger that were not read yet, and with --json prints all that it holds.
    """
    if inputs and ledger:
        raise RequestError(
            "expected files or --ledger, both came; gather the files into the ledger first"
        )
    refused: list[SourceError] = []
    found = _files_read(inputs, refused) if inputs else _ledger_read(ledger)
    if as_json or out:
        from tallystick.views.rows import read_row

        json_lines((read_row(*row) for row in found), out)
    elif inputs:
        from tallystick.views.text import reading_text

        for document, _, reading in found:
            answer(reading_text(document, reading) + "\n")
    if say_refused(refused):
        raise typer.Exit(FOUND)


def _files_read(
    inputs: list[Path], refused: list[SourceError]
) -> Iterator[tuple[Document, Intake, Reading]]:
    from tallystick.cli.ground import reader_of, settings
    from tallystick.commands import BATCH, in_groups, read_documents, taken
    from tallystick.gather import gather
    from tallystick.parts import extractor

    reader, meter, done = extractor(reader_of(settings())), Meter(), 0
    for group in in_groups(taken(gather(inputs), refused), BATCH):
        documents = [one.document for one in group]
        for one, reading in zip(group, read_documents(reader, documents), strict=True):
            _tell_failure(one.document, reading)
            yield one.document, one.intake, reading
            done += 1
            meter("read", done, None)
    meter("read", done, done)


def _tell_failure(document: Document, reading: Reading) -> None:
    from tallystick.commands import FAILED

    for found in reading.findings:
        if found.code == FAILED:
            say(f"{found.code}: {found.message} ({document.address})")


def _ledger_read(ledger: str | None) -> list[tuple[Document, Intake, Reading]]:
    from tallystick import commands
    from tallystick.cli.ground import existing, reader_of, settings
    from tallystick.clock import now

    told = settings()
    name = reader_of(told)
    with existing(ledger, told) as store:
        done = commands.read_into(store, now=now(), name=name, progress=Meter())
        held = store.ledger(name)
    say(f"read {done} documents")
    documents = {one.id: one for one in held.documents}
    readings = {one.document: one for one in held.readings}
    return [(documents[i.document], i, readings[i.document]) for i in held.intakes]


@app.command()
def places(inputs: Inputs, as_json: Json = False, out: Out = None) -> None:
    """Find the places that the texts name, with the readings that were not chosen."""
    from tallystick.views.found import place_rows

    _print(inputs, place_rows, out)


@app.command()
def dates(inputs: Inputs, as_json: Json = False, out: Out = None) -> None:
    """Find the dates that the texts tell, with what each rests on."""
    from tallystick.views.found import date_rows

    _print(inputs, date_rows, out)


def _print(
    inputs: list[Path], make: Callable[[Document, Intake], Any], out: Path | None
) -> None:
    from tallystick.gather import Gathered, gather

    refused: list[SourceError] = []

    def rows() -> Iterator[Any]:
        for item in gather(inputs):
            if isinstance(item, Gathered):
                yield make(item.document, item.intake)
            else:
                refused.append(item.error)

    written = json_lines(rows(), out)
    if out:
        say(f"{written} rows written to {out}")
    if say_refused(refused):
        raise typer.Exit(FOUND)
