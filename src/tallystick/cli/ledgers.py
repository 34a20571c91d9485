"""``gather``, ``derive``, ``judge``, ``review`` and the rest that works on a ledger."""

from __future__ import annotations

import os
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from enum import StrEnum
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from tallystick.cli.app import (
    FOUND,
    FailOn,
    Format,
    Inputs,
    LedgerOption,
    Level,
    MaybeInputs,
    Out,
    app,
)
from tallystick.cli.output import Meter, json_lines, say, say_refused, sink
from tallystick.errors import RequestError

if TYPE_CHECKING:
    from tallystick.store import Store


@contextmanager
def opened(ledger: str | None) -> Iterator[Store]:
    """The ledger of a flag, else of the settings."""
    from tallystick.settings import read_settings
    from tallystick.store import open_ledger

    with open_ledger(ledger or read_settings(os.environ).ledger) as store:
        yield store


@app.command()
def gather(inputs: Inputs, ledger: LedgerOption = None) -> None:
    """Gather files and folders into the ledger."""
    from tallystick import commands
    from tallystick.clock import now

    with opened(ledger) as store:
        did = commands.gather_into(store, inputs, now=now(), progress=Meter())
    say(f"gathered {did.rows} rows, {did.new} new documents")
    if say_refused(did.refused):
        raise typer.Exit(FOUND)


def read_ledger(ledger: str | None) -> None:
    """What ``read`` without inputs does: read what the ledger holds unread."""
    from tallystick import commands
    from tallystick.clock import now

    with opened(ledger) as store:
        done = commands.read_into(store, now=now(), progress=Meter())
    say(f"read {done} documents")


@app.command()
def derive(ledger: LedgerOption = None, fail_on: FailOn = Level.NEVER) -> None:
    """Work out incidents, counts and reconciliations anew from the ledger."""
    from tallystick import commands
    from tallystick.cli.derived import finish
    from tallystick.clock import now
    from tallystick.policy import Policy

    with opened(ledger) as store:
        _, book, _ = commands.derive_into(store, Policy(), now=now())
    totals, findings = len(book.reconciliations), len(book.findings)
    say(
        f"derived {len(book.incidents)} incidents, {totals} stated totals, {findings} findings"
    )
    finish(book, fail_on, 0)


class Word(StrEnum):
    """What a person can say; `tallystick judge WORD --help` is in docs/concepts.md."""

    SAME = "same"
    DIFFERENT = "different"
    ACCEPT = "accept"
    REJECT = "reject"
    CORRECT = "correct"
    ADD = "add"
    SET_ASIDE = "set_aside"
    WITHDRAW = "withdraw"


@app.command()
def judge(
    word: Annotated[Word, typer.Argument(help="What you say.")],
    subjects: Annotated[
        list[str], typer.Argument(help="Claim, document or judgement ids.")
    ],
    why: Annotated[str, typer.Option(help="Why; never empty.")],
    by: Annotated[str | None, typer.Option(help="Your name in the log.")] = None,
    field: Annotated[str | None, typer.Option(help="For correct: which field.")] = None,
    value: Annotated[
        str | None, typer.Option(help="For correct: its value, as JSON.")
    ] = None,
    claim: Annotated[
        str | None,
        typer.Option(help="For add: a JSON object with kind, part, start, end, fields."),
    ] = None,
    ledger: LedgerOption = None,
) -> None:
    """Say what you decide about claims, and why. It is applied at the next derive.

    same A B | different A B | accept A | reject A | set_aside A | withdraw JUDGEMENT |
    correct A --field date --value '{"earliest": ...}' |
    add DOCUMENT --claim '{"kind": "tally", "part": "text", "start": 10, "end": 13, ...}'
    """
    from tallystick.clock import now
    from tallystick.settings import read_settings
    from tallystick.views.judging import Spoken, judgement_of

    person = by or read_settings(os.environ).by
    if not person:
        raise RequestError("expected your name, none came; give --by or set TALLYSTICK_BY")
    spoken = Spoken(word.value, tuple(subjects), why, person, now(), field, value, claim)
    with opened(ledger) as store:
        judgement = judgement_of(store.ledger("rules/1"), spoken)
        new = store.add_judgement(judgement)
    say(f"{judgement.id} {'entered' if new else 'was already in the log'}")
    typer.echo(judgement.id)


@app.command()
def review(
    inputs: MaybeInputs = None,
    out: Out = None,
    form: Annotated[
        Format, typer.Option("--format", help="How to write it.")
    ] = Format.HTML,
    ledger: LedgerOption = None,
    fail_on: FailOn = Level.NEVER,
) -> None:
    """Gather, read, derive and write a neutral review, in one go.

    Without -o an HTML review goes to review.html, the others to stdout.
    """
    from tallystick import commands
    from tallystick.cli.derived import finish
    from tallystick.clock import now
    from tallystick.policy import Policy
    from tallystick.review.publish import publish

    meter = Meter()
    with opened(ledger) as store:
        did = commands.gather_into(store, inputs or [], now=now(), progress=meter)
        commands.read_into(store, now=now(), progress=meter)
        held, book, _ = commands.derive_into(store, Policy(), now=now())
        if not held.documents:
            say_refused(did.refused)
            raise RequestError("no document came; name files or folders of articles")
        content = publish(held, book, Policy(), f"{form.value}/1")
    target = out or (Path("review.html") if form is Format.HTML else None)
    with sink(target) as file:
        file.write(content)
    if target is not None:
        say(f"review of {len(held.documents)} documents written to {target}")
    finish(book, fail_on, say_refused(did.refused))


@app.command("export")
def export_ledger(folder: Path, ledger: LedgerOption = None) -> None:
    """Write what the ledger keeps as a folder of JSON Lines: the same bytes every time."""
    from tallystick.store import export_folder

    with opened(ledger) as store:
        export_folder(store, folder)
    say(f"exported to {folder}")


@app.command("import")
def import_ledger(folder: Path, ledger: LedgerOption = None) -> None:
    """Take in a folder that `export` wrote."""
    from tallystick.store import import_folder

    with opened(ledger) as store:
        new = import_folder(folder, store)
    say(f"imported {new} new records from {folder}")


@app.command("verify")
def verify_ledger(ledger: LedgerOption = None) -> None:
    """Check that everything kept is as it was written."""
    from tallystick.store import verify
    from tallystick.views.rows import finding_rows

    with opened(ledger) as store:
        found = verify(store)
    json_lines(finding_rows(found), None)
    if found:
        raise typer.Exit(FOUND)
    say("everything is as it was written")


@app.command("documents")
def list_documents(ledger: LedgerOption = None) -> None:
    """List the documents of the ledger with their ids."""
    from tallystick.views.text import plain

    with opened(ledger) as store:
        for document in store.documents():
            when = document.published.day if document.published else "undated"
            typer.echo(
                f"{document.id}\t{when}\t{plain(document.source)}\t{plain(document.title)}"
            )
    sys.stdout.flush()
