"""``gather``, ``derive``, ``review`` and the rest that works on a ledger."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from tallystick.cli.app import (
    FOUND,
    AsOf,
    FailOn,
    Format,
    Inputs,
    LedgerOption,
    Level,
    MaybeInputs,
    Out,
    app,
)
from tallystick.cli.ground import (
    actors_of,
    existing,
    opened,
    policy_of,
    reader_of,
    settings,
)
from tallystick.cli.output import Meter, answer, json_lines, say, say_refused, sink
from tallystick.errors import RequestError

if TYPE_CHECKING:
    from tallystick.model.derived import Book
    from tallystick.model.ledger import Ledger
    from tallystick.store import Store


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
def derive(
    ledger: LedgerOption = None, fail_on: FailOn = Level.NEVER, as_of: AsOf = None
) -> None:
    """Work out incidents, counts and reconciliations anew from the ledger."""
    from tallystick import commands
    from tallystick.cli.derived import finish, stood
    from tallystick.clock import now
    from tallystick.model.derived import Book

    told = settings()
    actors_of(told)
    name = reader_of(told)
    with existing(ledger, told) as store:
        unread = len(store.unread(name))
        if as_of:
            _, book = stood(store, told, as_of)
            incidents, told_of = len(book.incidents), book
        else:
            policy, files = policy_of(told), told.actors
            commands.bring_up_to_date(
                store, policy, now=now(), name=name, actor_files=files
            )
            outline = store.outline()
            incidents = outline.incidents
            told_of = Book(
                reconciliations=outline.reconciliations, findings=outline.findings
            )
    if unread and not as_of:
        say(f"{unread} documents are not read yet; `tallystick read` reads them")
    found = {
        "incidents": incidents,
        "stated totals": len(told_of.reconciliations),
        "findings": len(told_of.findings),
    }
    say("derived " + ", ".join(f"{number} {name}" for name, number in found.items()))
    finish(told_of, fail_on, 0)


@app.command()
def review(
    inputs: MaybeInputs = None,
    out: Out = None,
    form: Annotated[
        Format, typer.Option("--format", help="How to write it.")
    ] = Format.HTML,
    ledger: LedgerOption = None,
    fail_on: FailOn = Level.NEVER,
    as_of: AsOf = None,
    edition: Annotated[
        str | None,
        typer.Option(metavar="TITLE", help="Keep it as the next edition, for `diff`."),
    ] = None,
) -> None:
    """Gather, read, derive and write a neutral review, in one go.

    Without -o an HTML review goes to review.html, the others to stdout.
    """
    from tallystick import commands
    from tallystick.cli.derived import finish, stood
    from tallystick.clock import now
    from tallystick.review.publish import publish
    from tallystick.views.moments import moment_of

    if as_of and (inputs or edition is not None):
        other = "files" if inputs else "--edition"
        raise RequestError(f"--as-of asks what the ledger held, {other} came as well")
    told, policy = settings(), policy_of(settings())
    actors = actors_of(told)
    with opened(ledger, told) if inputs else existing(ledger, told) as store:
        did = commands.gather_into(store, inputs or [], now=now(), progress=Meter())
        refused = say_refused(did.refused)
        held, book = stood(store, told, as_of)
        if not held.documents:
            raise RequestError("no document came; name files or folders of articles")
        moment = moment_of(as_of) if as_of else None
        kind = f"{form.value}/1"
        content = publish(held, book, policy, kind, actors=actors, as_of=moment)
        target = out or (Path("review.html") if form is Format.HTML else None)
        with sink(target) as file:
            file.write(content)
        if edition is not None:
            _keep_edition(store, held, book, edition)
    if target is not None:
        say(
            f"review of {len(held.documents)} documents, {did.new} of them new, "
            f"written to {target}"
        )
    finish(book, fail_on, refused)


def _keep_edition(store: Store, held: Ledger, book: Book, title: str) -> None:
    from tallystick.cli.past import snapshot_of
    from tallystick.clock import now
    from tallystick.codec import dumps
    from tallystick.store import Edition

    stamp = store.stamp()
    assert stamp is not None, "a book that was just derived has a stamp"
    number = len(store.editions()) + 1
    content = dumps(snapshot_of(held, book).to_keep())
    store.save_edition(Edition(number, title, now(), stamp, content))
    say(f"kept as edition {number}; compare with `tallystick diff edition:{number}`")


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
