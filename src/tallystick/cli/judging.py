"""``judge`` and ``judgements``: what people say of claims, one by one and in batches."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from tallystick.cli.app import FOUND, Json, LedgerOption, Out, app
from tallystick.cli.ground import existing, policy_of, reader_of, settings
from tallystick.cli.output import answer, json_lines, say
from tallystick.errors import RequestError, StoreError
from tallystick.model.judgements import Verdict

if TYPE_CHECKING:
    from tallystick.model.judgements import Judgement
    from tallystick.settings import Settings
    from tallystick.store import Store


By = Annotated[str | None, typer.Option(help="Your name in the log.")]
Said = Annotated[Verdict | None, typer.Argument(metavar="WORD", help="What you say.")]
Ids = Annotated[
    list[str] | None,
    typer.Argument(metavar="ID", help="Claim, document or judgement ids."),
]
Why = Annotated[str, typer.Option(help="Why; never empty.")]
FieldName = Annotated[str | None, typer.Option(help="For correct: which field.")]
Value = Annotated[str | None, typer.Option(help="For correct: its value, as JSON.")]
Added = Annotated[
    str | None, typer.Option(help="For add: a JSON object with kind, quote and fields.")
]
Masked = Annotated[
    str | None, typer.Option(help="For redact: the words, wherever they stand.")
]
Lines = Annotated[
    Path | None,
    typer.Option(exists=True, dir_okay=False, help="JSON Lines of judgements."),
]


MASKED = (
    "entered in the log: the words are masked for ever, and what was worked out from them "
    "is gone; `tallystick read` and `tallystick derive` work it out again"
)


@app.command()
def judge(
    word: Said = None,
    subjects: Ids = None,
    why: Why = "",
    by: By = None,
    field: FieldName = None,
    value: Value = None,
    claim: Added = None,
    quote: Masked = None,
    batch: Lines = None,
    ledger: LedgerOption = None,
) -> None:
    """Say what you decide about claims, and why. It is applied at the next derive.

    same A B | different A B | accept A | reject A | set_aside A | withdraw JUDGEMENT |
    correct A --field date --value '{"earliest": ...}' |
    add DOCUMENT --claim '{"kind": "tally", "quote": "43 attacks", "fields": {...}}' |
    redact DOCUMENT --quote 'a name': masked when a second person says the same

    Prints the id of the judgement, by which it can be withdrawn. A line of --batch is
    {"word": "same", "ids": [...], "why": "..."}, or what `tallystick judgements` printed.
    """
    from tallystick.clock import now
    from tallystick.views.judging import Spoken, judgement_of

    told = settings()
    person = by or told.by
    if (batch is None) == (word is None):
        came = "nothing" if word is None else "both"
        raise RequestError(f"expected what you say, or --batch; {came} came")
    if batch is not None:
        _judge_all(batch, person, ledger, told)
    elif word is not None:
        ids = tuple(subjects or ())
        spoken = Spoken(word.value, ids, why, person, now(), field, value, claim, quote)
        with existing(ledger, told) as store:
            held = store.ledger(reader_of(told))
            made = judgement_of(held, spoken, policy_of(told))
            say(_enter(store, made, told))
        answer(f"{made.id}\n")


def _enter(store: Store, made: Judgement, told: Settings) -> str:
    """Put a judgement in the log; what to tell of it."""
    from tallystick import commands
    from tallystick.judge import waiting

    new = commands.judge(store, made)
    unsigned = waiting(store.judgements(), policy_of(told).two_people)
    if made in unsigned:
        return "entered in the log; it takes effect when a second person says the same"
    if new and made.verdict is Verdict.REDACT:
        return MASKED
    return "entered in the log" if new else "the log has this already"


def _judge_all(batch: Path, by: str, ledger: str | None, told: Settings) -> None:
    """Enter the lines of a file; those that cannot be are named, the rest goes on."""
    from tallystick import commands
    from tallystick.clock import now
    from tallystick.views.log import Batch

    missed = new = 0
    with existing(ledger, told) as store:
        heard = Batch(store.ledger(reader_of(told)), policy_of(told), by, now())
        for number, line in enumerate(batch.read_bytes().splitlines(), 1):
            if not line.strip():
                continue
            try:
                made = heard.judgement(line)
                new += commands.judge(store, made)
            except (RequestError, StoreError) as error:
                missed += 1
                say(f"not entered: {batch}, line {number}: {error}")
            else:
                answer(f"{made.id}\n")
    say(f"entered {new} in the log")
    if missed:
        raise typer.Exit(FOUND)


@app.command()
def judgements(as_json: Json = False, out: Out = None, ledger: LedgerOption = None) -> None:
    """List the log of judgements in the order said, each with what became of it.

    With --json it is what `judge --batch` takes in: a colleague's log can go on yours.
    """
    from tallystick.views.log import entries, judgement_rows
    from tallystick.views.text import plain

    told = settings()
    with existing(ledger, told) as store:
        held = store.ledger(reader_of(told))
    if as_json or out:
        json_lines(judgement_rows(held, policy_of(told)), out)
        return
    for one in entries(held, policy_of(told)):
        said = one.judgement
        words = (said.id, one.fate, said.at, said.by, said.verdict, *said.subjects)
        answer("\t".join(map(plain, (*words, said.why))) + "\n")
