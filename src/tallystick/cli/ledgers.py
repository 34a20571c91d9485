"""``gather``, ``derive``, ``judge``, ``review`` and the rest that works on a ledger."""

from __future__ import annotations

from enum import StrEnum
from pathlib import Path
from typing import Annotated

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
from tallystick.cli.ground import actors_of, existing, opened, reader_of, settings
from tallystick.cli.output import Meter, answer, json_lines, say, say_refused, sink
from tallystick.errors import RequestError


@app.command()
def gather(inputs: Inputs, ledger: LedgerOption = None) -> None:
    """Gather files and folders into the ledger."""
    from tallystick import commands
    from tallystick.clock import now

    with opened(ledger, settings()) as store:
        did = commands.gather_into(store, inputs, now=now(), progress=Meter())
    say(f"gathered {did.rows} rows, {did.new} new documents")
    if say_refused(did.refused):
        raise typer.Exit(FOUND)


@app.command()
def derive(ledger: LedgerOption = None, fail_on: FailOn = Level.NEVER) -> None:
    """Work out incidents, counts and reconciliations anew from the ledger."""
    from tallystick import commands
    from tallystick.cli.derived import finish
    from tallystick.clock import now
    from tallystick.policy import Policy

    told = settings()
    actors_of(told)
    name = reader_of(told)
    with existing(ledger, told) as store:
        unread = len(store.unread(name))
        _, book, _ = commands.derive_into(
            store, Policy(), now=now(), name=name, actor_files=told.actors
        )
    if unread:
        say(f"{unread} documents are not read yet; `tallystick read` reads them")
    found = {
        "incidents": len(book.incidents),
        "stated totals": len(book.reconciliations),
        "findings": len(book.findings),
    }
    say("derived " + ", ".join(f"{number} {name}" for name, number in found.items()))
    finish(book, fail_on, 0)


class Word(StrEnum):
    """What a person can say."""

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
    word: Annotated[Word, typer.Argument(metavar="WORD", help="What you say.")],
    subjects: Annotated[
        list[str],
        typer.Argument(metavar="ID", help="Claim, document or judgement ids."),
    ],
    why: Annotated[str, typer.Option(help="Why; never empty.")],
    by: Annotated[str | None, typer.Option(help="Your name in the log.")] = None,
    field: Annotated[str | None, typer.Option(help="For correct: which field.")] = None,
    value: Annotated[
        str | None, typer.Option(help="For correct: its value, as JSON.")
    ] = None,
    claim: Annotated[
        str | None,
        typer.Option(help="For add: a JSON object with kind, quote and fields."),
    ] = None,
    ledger: LedgerOption = None,
) -> None:
    """Say what you decide about claims, and why. It is applied at the next derive.

    same A B | different A B | accept A | reject A | set_aside A | withdraw JUDGEMENT |
    correct A --field date --value '{"earliest": ...}' |
    add DOCUMENT --claim '{"kind": "tally", "quote": "43 attacks", "fields": {...}}'

    Prints the id of the judgement, by which it can be withdrawn.
    """
    from tallystick import commands
    from tallystick.clock import now
    from tallystick.views.judging import Spoken, judgement_of

    told = settings()
    person = by or told.by
    if not person.strip():
        raise RequestError("expected your name, none came; give --by or set TALLYSTICK_BY")
    spoken = Spoken(word.value, tuple(subjects), why, person, now(), field, value, claim)
    with existing(ledger, told) as store:
        judgement = judgement_of(store.ledger(reader_of(told)), spoken)
        new = commands.judge(store, judgement)
    say("entered in the log" if new else "the log has this already")
    answer(f"{judgement.id}\n")


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

    told, meter = settings(), Meter()
    actors, name = actors_of(told), reader_of(told)
    with opened(ledger, told) if inputs else existing(ledger, told) as store:
        did = commands.gather_into(store, inputs or [], now=now(), progress=meter)
        refused = say_refused(did.refused)
        commands.read_into(store, now=now(), name=name, progress=meter)
        held, book, _ = commands.derive_into(
            store, Policy(), now=now(), name=name, actor_files=told.actors
        )
    if not held.documents:
        raise RequestError("no document came; name files or folders of articles")
    content = publish(held, book, Policy(), f"{form.value}/1", actors=actors)
    target = out or (Path("review.html") if form is Format.HTML else None)
    with sink(target) as file:
        file.write(content)
    if target is not None:
        say(
            f"review of {len(held.documents)} documents, {did.new} of them new, "
            f"written to {target}"
        )
    finish(book, fail_on, refused)


@app.command("export")
def export_ledger(
    folder: Annotated[Path, typer.Argument(help="Made, or an earlier export.")],
    ledger: LedgerOption = None,
) -> None:
    """Write what the ledger keeps as a folder of JSON Lines: the same bytes every time."""
    from tallystick.store import export_folder

    with existing(ledger, settings()) as store:
        export_folder(store, folder)
    say(f"exported to {folder}")


@app.command("import")
def import_ledger(
    folder: Annotated[Path, typer.Argument(help="What `export` wrote.")],
    ledger: LedgerOption = None,
) -> None:
    """Take in a folder that `export` wrote."""
    from tallystick.store import import_folder

    with opened(ledger, settings()) as store:
        new = import_folder(folder, store)
    say(f"imported {new} new documents from {folder}")


@app.command("verify")
def verify_ledger(ledger: LedgerOption = None) -> None:
    """Check that everything kept is as it was written."""
    from tallystick.store import verify
    from tallystick.views.rows import finding_rows

    with existing(ledger, settings()) as store:
        found = verify(store)
    json_lines(finding_rows(found), None)
    if found:
        raise typer.Exit(FOUND)
    say("everything is as it was written")


@app.command("documents")
def list_documents(ledger: LedgerOption = None) -> None:
    """List the documents of the ledger with their ids."""
    from tallystick.views.text import plain

    with existing(ledger, settings()) as store:
        held = store.documents()
    for one in held:
        day = one.published.day if one.published else "undated"
        answer("\t".join((one.id, day, plain(one.source), plain(one.title))) + "\n")
