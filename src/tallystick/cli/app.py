"""The commands of the terminal. Heavy modules are imported inside the command that needs them."""

from __future__ import annotations

import os
import sys
from enum import StrEnum
from pathlib import Path
from typing import Annotated

import typer

from tallystick.errors import RequestError, SetupError, TallystickError

app = typer.Typer(
    name="tallystick",
    no_args_is_help=True,
    add_completion=False,
    pretty_exceptions_enable=False,
    rich_markup_mode=None,
    help="Hold stated totals of reported violence against what the reports support.",
)

DONE, FOUND, USAGE, SETUP = 0, 1, 2, 3

Inputs = Annotated[list[Path], typer.Argument(help="Files and folders of articles.")]
MaybeInputs = Annotated[
    list[Path] | None, typer.Argument(help="Files and folders; or use --ledger.")
]
LedgerOption = Annotated[
    str | None, typer.Option("--ledger", help="The ledger: a file or a database address.")
]
Json = Annotated[bool, typer.Option("--json", help="One JSON object a line.")]
Out = Annotated[
    Path | None, typer.Option("--out", "-o", help="Write here instead of stdout.")
]


class Format(StrEnum):
    """How a review is written."""

    HTML = "html"
    MD = "md"
    JSON = "json"


class Level(StrEnum):
    """At which findings a command ends with exit code 1."""

    INFO = "info"
    WARNING = "warning"
    ERROR = "error"
    NEVER = "never"


FailOn = Annotated[
    Level, typer.Option("--fail-on", help="Exit 1 at findings of this level.")
]


def run() -> None:
    """Run the program; an error of ours becomes one sentence and an exit code."""
    from tallystick.cli import derived, ledgers, reading  # noqa: F401  (enter their commands)
    from tallystick.cli.output import say

    try:
        app()
    except SetupError as error:
        say(f"tallystick: {error}")
        raise SystemExit(SETUP) from None
    except RequestError as error:
        say(f"tallystick: {error}")
        raise SystemExit(USAGE) from None
    except TallystickError as error:
        say(f"tallystick: {error}")
        raise SystemExit(FOUND) from None
    except BrokenPipeError:
        # The reader of our output has gone; nothing more is asked of us.
        sys.stdout = open(os.devnull, "w", encoding="utf-8")
        raise SystemExit(DONE) from None


@app.callback(invoke_without_command=True)
def root(
    version: Annotated[
        bool, typer.Option("--version", help="Print versions and sources.")
    ] = False,
) -> None:
    """Hold stated totals of reported violence against what the reports support."""
    if version:
        from tallystick.cli.about import about
        from tallystick.cli.output import sink

        with sink(None) as out:
            out.write(about().encode("utf-8"))
        raise typer.Exit(DONE)
