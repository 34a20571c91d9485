"""``read``, ``places``, ``dates``: what is in the texts, without a ledger."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Annotated, Any

import typer

from tallystick.cli.app import FOUND, Inputs, Json, LedgerOption, Out, app
from tallystick.cli.output import Meter, json_lines, say, say_refused


@app.command()
def read(
    inputs: Annotated[
        list[Path] | None, typer.Argument(help="Files and folders of articles.")
    ] = None,
    as_json: Json = False,
    out: Out = None,
    ledger: LedgerOption = None,
) -> None:
    """Read claims, stated totals and statements, each with the words that say it.

    With inputs, prints what they claim and keeps nothing; with --ledger and no inputs,
    reads the documents of the ledger that were not read yet.
    """
    if not inputs:
        from tallystick.cli.ledgers import read_ledger

        read_ledger(ledger)
        return
    from tallystick.gather import Gathered, gather
    from tallystick.parts import extractor
    from tallystick.views.rows import read_row
    from tallystick.views.text import reading_text

    reader, meter = extractor(), Meter()
    refused = []

    def rows() -> Iterator[tuple[Any, Any, Any]]:
        for done, item in enumerate(gather(inputs), 1):
            if isinstance(item, Gathered):
                yield item.document, item.intake, reader.read(item.document)
            else:
                refused.append(item.error)
            meter("read", done, None)

    if as_json or out:
        json_lines((read_row(*row) for row in rows()), out)
    else:
        for document, _, reading in rows():
            typer.echo(reading_text(document, reading))
    if say_refused(refused):
        raise typer.Exit(FOUND)


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


def _print(inputs: list[Path], make: Any, out: Path | None) -> None:
    from tallystick.gather import Gathered, gather

    refused = []

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
