"""``incidents``, ``reconcile``, ``count``: what follows from the claims."""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer

from tallystick.cli.app import (
    FOUND,
    AsOf,
    FailOn,
    Json,
    LedgerOption,
    Level,
    MaybeInputs,
    Out,
    app,
)
from tallystick.cli.output import Meter, json_lines, say, say_refused
from tallystick.errors import RequestError, UnknownPart

if TYPE_CHECKING:
    from tallystick.model.derived import Book
    from tallystick.model.ledger import Ledger
    from tallystick.settings import Settings
    from tallystick.store import Store
    from tallystick.views.book_rows import Counter

Countries = Annotated[list[str] | None, typer.Option(help="ISO code; may be repeated.")]
Division = Annotated[
    str | None, typer.Option(help="First-level division, by code or name.")
]
Types = Annotated[
    list[str] | None, typer.Option("--type", help="Event type, `killing` or `injuring`.")
]
Questions = Annotated[
    Path | None,
    typer.Option(exists=True, dir_okay=False, help="JSON Lines of questions, in order."),
]


@app.command()
def incidents(
    inputs: MaybeInputs = None,
    ledger: LedgerOption = None,
    as_json: Json = False,
    out: Out = None,
    fail_on: FailOn = Level.NEVER,
    as_of: AsOf = None,
) -> None:
    """Join claims of one event: one incident an object, with its grades."""
    from tallystick.cli.ground import settings
    from tallystick.views.book_rows import incident_rows

    held, book, refused = derived(inputs, ledger, settings(), as_of)
    json_lines(incident_rows(held, book), out)
    finish(book, fail_on, refused)


@app.command()
def reconcile(
    inputs: MaybeInputs = None,
    ledger: LedgerOption = None,
    as_json: Json = False,
    out: Out = None,
    fail_on: FailOn = Level.NEVER,
    as_of: AsOf = None,
) -> None:
    """Hold each stated total against the count of its own scope."""
    from tallystick.cli.ground import settings
    from tallystick.views.book_rows import reconciliation_rows

    held, book, refused = derived(inputs, ledger, settings(), as_of)
    json_lines(reconciliation_rows(held, book), out)
    finish(book, fail_on, refused)


@app.command()
def count(
    inputs: MaybeInputs = None,
    ledger: LedgerOption = None,
    actor: Annotated[str | None, typer.Option(help="Who did it, by name or id.")] = None,
    target: Annotated[str | None, typer.Option(help="Against whom, by name or id.")] = None,
    country: Countries = None,
    admin1: Division = None,
    place: Annotated[str | None, typer.Option(help="A place, by name or id.")] = None,
    event_type: Types = None,
    since: Annotated[str | None, typer.Option(help="First day, YYYY-MM-DD.")] = None,
    until: Annotated[str | None, typer.Option(help="Last day, YYYY-MM-DD.")] = None,
    measure: Annotated[str, typer.Option(help="What to count.")] = "incidents",
    rule: Annotated[str, typer.Option(help="The counting rule.")] = "per_incident/1",
    questions: Questions = None,
    as_json: Json = False,
    out: Out = None,
    as_of: AsOf = None,
) -> None:
    """Count what the reports support in a scope, as a lower and an upper bound."""
    from tallystick.cli.ground import actors_of, policy_of, settings
    from tallystick.views.book_rows import Counter
    from tallystick.views.questions import question_of

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
    question = question_of(asked)
    told = settings()
    held, book, refused = derived(inputs, ledger, told, as_of)
    counter = Counter(held, book, actors_of(told), policy_of(told))
    if questions is not None:
        refused += _answer_all(counter, questions, out)
    else:
        json_lines([counter.answer(question)], out)
    if refused:
        raise typer.Exit(FOUND)


def _answer_all(counter: Counter, questions: Path, out: Path | None) -> int:
    """Write the answers to a file of questions; how many could not be answered."""
    missed: list[str] = []
    json_lines(_answers(counter, questions, missed), out)
    for message in missed:
        say(f"not answered: {message}")
    return len(missed)


def _answers(counter: Counter, path: Path, missed: list[str]) -> Iterator[dict[str, Any]]:
    """An answer to each line; a line that asks nothing answerable goes to `missed`."""
    from tallystick.views.questions import question_of

    for number, line in enumerate(path.read_bytes().splitlines(), 1):
        if not line.strip():
            continue
        try:
            asked = _object(line)
            yield {"id": asked.get("id"), **counter.answer(question_of(asked))}
        except (RequestError, UnknownPart) as error:
            missed.append(f"{path}, line {number}: {error}")


def _object(line: bytes) -> dict[str, Any]:
    try:
        asked = json.loads(line)
    except (ValueError, RecursionError) as error:
        raise RequestError(f"expected a JSON object, but {error}; correct it") from None
    if not isinstance(asked, dict):
        raise RequestError(
            f"expected a JSON object, came {type(asked).__name__}; write one object a line"
        )
    return asked


def derived(
    inputs: list[Path] | None, ledger: str | None, told: Settings, as_of: str | None = None
) -> tuple[Ledger, Book, int]:
    """The book of some inputs, or of a ledger; and how many inputs were refused."""
    from tallystick import commands
    from tallystick.cli.ground import actors_of, existing, policy_of, reader_of
    from tallystick.pipeline import derive

    if inputs and ledger:
        raise RequestError(
            "expected files or --ledger, both came; gather the files into the ledger first"
        )
    if not inputs:
        with existing(ledger, told) as store:
            return *stood(store, told, as_of), 0
    if as_of:
        raise RequestError("--as-of asks a ledger, files came; gather them into one first")
    actors, name = actors_of(told), reader_of(told)
    held, refused = commands.assemble(inputs, name=name, progress=Meter())
    return held, derive(held, policy_of(told), actors=actors), say_refused(refused)


def stood(store: Store, told: Settings, as_of: str | None) -> tuple[Ledger, Book]:
    """What a ledger holds, read and derived, as it is or as it stood at a past moment."""
    from tallystick import commands
    from tallystick.cli.ground import policy_of, reader_of
    from tallystick.clock import now
    from tallystick.views.moments import moment_of

    policy, name, moment = policy_of(told), reader_of(told), as_of and moment_of(as_of)
    commands.read_into(store, now=now(), name=name, progress=Meter())
    if not moment:
        held, book, _ = commands.derive_into(
            store, policy, now=now(), name=name, actor_files=told.actors
        )
        return held, book
    held, book = commands.derive_at(
        store, policy, moment, name=name, actor_files=told.actors
    )
    say(
        f"as of {moment}: {len(held.documents)} documents, "
        f"{len(held.judgements)} judgements"
    )
    return held, book


def finish(book: Book, fail_on: Level, refused: int) -> None:
    """Tell of judgements that do not hold as said and of failures, then end a command.

    Raises:
        typer.Exit: 1, at findings of a level or above, or refused inputs.
    """
    from tallystick.commands import FAILED
    from tallystick.judge import UNHELD
    from tallystick.schemes import rows

    for one in book.findings:
        if one.code in UNHELD or one.code == FAILED:
            say(f"{one.code}: {one.message} ({' '.join(one.subjects)})")
    if fail_on is not Level.NEVER:
        levels = [level.value for level in (Level.INFO, Level.WARNING, Level.ERROR)]
        bad = levels[levels.index(fail_on.value) :]
        codes = {row["code"] for row in rows("findings.tsv") if row["level"] in bad}
        totals = (one for total in book.reconciliations for one in total.findings)
        met = {one for one in (*book.findings, *totals) if one.code in codes}
        if met:
            say(f"findings of level {fail_on.value} or above: {len(met)}")
            raise typer.Exit(FOUND)
    if refused:
        raise typer.Exit(FOUND)
