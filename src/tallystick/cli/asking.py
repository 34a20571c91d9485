"""``queue`` and ``adjudicate``: the next questions for a person, and their answers."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from tallystick.cli.app import FOUND, AsOf, Json, LedgerOption, Out, app
from tallystick.cli.ground import actors_of, existing, policy_of, settings
from tallystick.cli.judging import By
from tallystick.cli.output import answer, json_lines, say
from tallystick.errors import RequestError, StoreError

if TYPE_CHECKING:
    from tallystick.model.judgements import Judgement
    from tallystick.settings import Settings
    from tallystick.store import Store
    from tallystick.views.answering import Given, Round
    from tallystick.views.queue import Question

ROUND = 50
"""Questions of one sitting unless told otherwise: what they are worth changes as they are
answered, so they are asked anew after that."""
SKIP, UNDO, QUIT, REASON = "k", "u", "q", "?"
KEYS = "  k  skip    u  undo    ?  give a reason with the next answer    q  quit"
WORDS = {"skip": SKIP, "undo": UNDO, "quit": QUIT}

Limit = Annotated[int, typer.Option(min=1, help="How many at most.")]


@app.command()
def queue(
    limit: Limit = ROUND,
    by: By = None,
    as_json: Json = False,
    out: Out = None,
    ledger: LedgerOption = None,
    as_of: AsOf = None,
) -> None:
    """List the next questions for a person: those that could move our numbers most.

    Ordered by effect on the published numbers times doubt.
    """
    from tallystick.views.question_text import brief

    told = settings()
    with existing(ledger, told) as store:
        asked = _questions(store, told, by or told.by, limit, as_of)
    if as_json or out:
        from tallystick.codec import encode

        rows = ({"priority": one.priority, **encode(one)} for one in asked)
        json_lines(rows, out)
        return
    for question in asked:
        answer(brief(question) + "\n")
    if not asked:
        say("nothing is left to ask")


def _questions(
    store: Store, told: Settings, by: str, limit: int, as_of: str | None = None
) -> tuple[Question, ...]:
    from tallystick.cli.derived import stood
    from tallystick.views.queue import questions

    held, book = stood(store, told, as_of)
    policy, actors = policy_of(told), actors_of(told)
    return questions(held, book, policy, actors, by=by, limit=limit)


@app.command()
def adjudicate(
    limit: Limit = ROUND,
    by: By = None,
    answers: Annotated[
        Path | None,
        typer.Option(exists=True, dir_okay=False, help="Answers, a line each."),
    ] = None,
    ledger: LedgerOption = None,
) -> None:
    """Answer the next questions: one key an answer, the whole evidence before you.

    Without a terminal, answers come from --answers or from stdin, a line each:
    `same`, `d two bases`, `skip`, `undo`, `quit`, `c killed [] no toll is told`, or with the
    question's id first: `question-1f... same`. Prints the ids of the judgements.
    """
    from tallystick.cli.ground import reader_of
    from tallystick.clock import now
    from tallystick.views.answering import Round
    from tallystick.views.judging import Judging

    told = settings()
    person = by or told.by
    if not person.strip():
        raise RequestError("expected your name, none came; give --by or set TALLYSTICK_BY")
    with existing(ledger, told) as store:
        asked = _questions(store, told, person, limit)
        judging = Judging(store.ledger(reader_of(told)), policy_of(told))
        table = _Table(Round(asked, judging, person, now, store.add_judgement))
        if answers is None and sys.stdin.isatty():
            table.talk()
        else:
            lines = answers.read_bytes() if answers else sys.stdin.buffer.read()
            table.hear(lines.decode("utf-8", "replace").splitlines())
    said = len(table.round.said)
    stand = "1 answer stands; it is" if said == 1 else f"{said} answers stand; they are"
    say(f"{stand} applied at the next derive" if said else "nothing was entered")
    if table.refused:
        raise typer.Exit(FOUND)


class _Table:
    """Where questions are put and answers taken."""

    def __init__(self, round_: Round) -> None:
        self.round = round_
        self.refused = False

    def talk(self) -> None:
        """Put each question on the terminal and wait for a key."""
        shown = None
        while (question := self.round.question) is not None:
            if question is not shown:
                self._show()
                shown = question
            try:
                given = self._typed()
                if given == QUIT:
                    return
                self._do(given)
            except (RequestError, StoreError) as error:
                say(str(error))
        say("nothing is left to ask")

    def _typed(self) -> str | Given:
        from tallystick.cli.keys import key, line, single_keys
        from tallystick.views.answering import Given

        with single_keys():
            pressed, reason = key(), ""
        if pressed == REASON:
            reason = line("because: ")
            with single_keys():
                pressed = key()
        if pressed in (SKIP, UNDO, QUIT, ""):
            return pressed or QUIT
        if pressed == "c" and self.round.corrects:
            field = line("field: ").strip()
            say(f"now {field} is {self.round.stands(field)}")
            return Given(pressed, reason, field, line("value, as JSON: "))
        return Given(pressed, reason)

    def _show(self) -> None:
        from tallystick.views.question_text import question_text

        question = self.round.question
        assert question is not None, "only an open question is shown"
        say("")
        for line in question_text(question, self.round.place):
            say(line)
        say(KEYS)

    def hear(self, lines: list[str]) -> None:
        """Take answers line by line, up to the first that is none.

        Those after it may have been meant for other questions.
        """
        for number, line in enumerate(lines, 1):
            if not line.strip() or line.startswith("#"):
                continue
            try:
                given = self._said(line)
                if given == QUIT:
                    return
                self._do(given)
            except (RequestError, StoreError) as error:
                say(f"line {number}: {error}; nothing after it was heard")
                self.refused = True
                return

    def _said(self, line: str) -> str | Given:
        from tallystick.views.answering import Given

        word, _, rest = line.strip().partition(" ")
        if word.startswith("question-"):
            self.round.go_to(word.rstrip(":"))
            word, _, rest = rest.strip().partition(" ")
        if WORDS.get(word, word) in (SKIP, UNDO, QUIT):
            return WORDS.get(word, word)
        if word in ("c", "correct"):
            field, value, why = _correction(rest)
            return Given(word, why, field, value)
        return Given(word, rest.strip())

    def _do(self, given: str | Given) -> None:
        if given == SKIP:
            self.round.skip()
        elif given == UNDO:
            _tell(self.round.undo())
        elif not isinstance(given, str):
            _tell(self.round.give(given))


def _tell(made: Judgement | None) -> None:
    if made is not None:
        answer(f"{made.id}\n")


def _correction(rest: str) -> tuple[str, str, str]:
    """A field, its value as JSON, and the reason after it."""
    import json

    field, _, told = rest.strip().partition(" ")
    try:
        _, end = json.JSONDecoder().raw_decode(told)
    except (ValueError, RecursionError):
        raise RequestError(
            f"expected a field and its value as JSON, came {rest[:40]!r}"
        ) from None
    return field, told[:end], told[end:].strip()
