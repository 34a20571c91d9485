"""``incidents``, ``reconcile``, ``count``: what follows from the claims."""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer

from tallystick.cli.app import (
    FOUND,
    FailOn,
    Json,
    LedgerOption,
    Level,
    MaybeInputs,
    Out,
    app,
)
from tallystick.cli.output import Meter, json_lines, say, say_refused
from tallystick.errors import RequestError

if TYPE_CHECKING:
    from tallystick.model.derived import Book, Question
    from tallystick.model.ledger import Ledger


@app.command()
def incidents(
    inputs: MaybeInputs = None,
    ledger: LedgerOption = None,
    as_json: Json = False,
    out: Out = None,
    fail_on: FailOn = Level.NEVER,
) -> None:
    """Join claims of one event: one incident an object, with its grades."""
    from tallystick.views.book_rows import incident_rows

    held, book, refused = derived(inputs, ledger)
    json_lines(incident_rows(held, book), out)
    finish(book, fail_on, refused)


@app.command()
def reconcile(
    inputs: MaybeInputs = None,
    ledger: LedgerOption = None,
    as_json: Json = False,
    out: Out = None,
    fail_on: FailOn = Level.NEVER,
) -> None:
    """Hold each stated total against the count of its own scope."""
    from tallystick.views.book_rows import reconciliation_rows

    held, book, refused = derived(inputs, ledger)
    json_lines(reconciliation_rows(held, book), out)
    finish(book, fail_on, refused)


@app.command()
def count(
    inputs: MaybeInputs = None,
    ledger: LedgerOption = None,
    actor: Annotated[str | None, typer.Option(help="Who did it, by name or id.")] = None,
    target: Annotated[str | None, typer.Option(help="Against whom, by name or id.")] = None,
    country: Annotated[
        list[str] | None, typer.Option(help="ISO code; may be repeated.")
    ] = None,
    admin1: Annotated[
        str | None, typer.Option(help="First-level division, by code or name.")
    ] = None,
    place: Annotated[str | None, typer.Option(help="A place, by name or id.")] = None,
    event_type: Annotated[
        list[str] | None,
        typer.Option("--type", help="Event type, `killing` or `injuring`."),
    ] = None,
    since: Annotated[str | None, typer.Option(help="First day, YYYY-MM-DD.")] = None,
    until: Annotated[str | None, typer.Option(help="Last day, YYYY-MM-DD.")] = None,
    measure: Annotated[str, typer.Option(help="What to count.")] = "incidents",
    rule: Annotated[str, typer.Option(help="The counting rule.")] = "per_incident/1",
    questions: Annotated[
        Path | None, typer.Option(help="JSON Lines of questions, answered in order.")
    ] = None,
    as_json: Json = False,
    out: Out = None,
) -> None:
    """Count what the reports support in a scope, as a lower and an upper bound."""
    from tallystick.views.book_rows import Counter
    from tallystick.views.questions import question_of

    held, book, refused = derived(inputs, ledger)
    counter = Counter(held, book)
    if questions is not None:
        json_lines(_answers(counter, questions), out)
    else:
        asked = {
            "actor": actor,
            "target": target,
            "country": country,
            "admin1": admin1,
            "place": place,
            "type": event_type,
            "since": since,
            "until": until,
            "measure": measure,
            "rule": rule,
        }
        json_lines([counter.answer(question_of(asked))], out)
    if refused:
        raise typer.Exit(FOUND)


def _answers(counter: Any, path: Path) -> Iterator[dict[str, Any]]:
    from tallystick.views.questions import question_of

    for number, line in enumerate(path.read_text("utf-8").splitlines(), 1):
        if not line.strip():
            continue
        try:
            asked = json.loads(line)
        except json.JSONDecodeError as error:
            raise RequestError(
                f"{path}:{number}: expected one JSON object a line, but {error.msg}; correct it"
            ) from None
        question: Question = question_of(asked)
        yield {"id": asked.get("id"), **counter.answer(question)}


def derived(inputs: list[Path] | None, ledger: str | None) -> tuple[Ledger, Book, int]:
    """The book of some inputs, or of a ledger; and how many inputs were refused."""
    from tallystick import commands
    from tallystick.pipeline import derive
    from tallystick.policy import Policy

    if inputs:
        held, refused = commands.assemble(inputs, progress=Meter())
        return held, derive(held, Policy()), say_refused(refused)
    if ledger is None:
        raise RequestError("expected inputs or --ledger, none came; name files or a ledger")
    from tallystick.cli.ledgers import opened
    from tallystick.clock import now

    with opened(ledger) as store:
        commands.read_into(store, now=now(), progress=Meter())
        held, book, _ = commands.derive_into(store, Policy(), now=now())
    return held, book, 0


def finish(book: Book, fail_on: Level, refused: int) -> None:
    """End a command: exit 1 at findings of a level or above, or refused inputs."""
    from tallystick.schemes import rows

    levels = {row["code"]: row["level"] for row in rows("findings.tsv")}
    order = [Level.INFO.value, Level.WARNING.value, Level.ERROR.value]
    if fail_on is not Level.NEVER:
        bar = order.index(fail_on.value)
        met = [f for f in book.findings if order.index(levels.get(f.code, "info")) >= bar]
        if met:
            say(f"{len(met)} findings of level {fail_on.value} or above")
            raise typer.Exit(FOUND)
    if refused:
        raise typer.Exit(FOUND)
