"""The commands of the terminal. What is heavy is imported in the command that needs it."""

from __future__ import annotations

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
)

DONE, FOUND, USAGE, SETUP = 0, 1, 2, 3


def _writable(path: Path | None) -> Path | None:
    """Say before the work, not after it, that its result could not be written."""
    if path is not None and path.is_dir():
        raise typer.BadParameter(f"expected a file to write, {path} is a folder")
    if path is not None and not path.parent.is_dir():
        raise typer.BadParameter(f"there is no folder {path.parent}; make it first")
    return path


Inputs = Annotated[
    list[Path], typer.Argument(metavar="INPUT", help="Files and folders of articles.")
]
MaybeInputs = Annotated[
    list[Path] | None,
    typer.Argument(
        metavar="INPUT", help="Files and folders of articles; without any, the ledger."
    ),
]
LedgerOption = Annotated[
    str | None,
    typer.Option(
        "--ledger",
        help="A file or a database address; else TALLYSTICK_LEDGER, else tallystick.db.",
    ),
]
AsOf = Annotated[
    str | None,
    typer.Option(
        "--as-of",
        metavar="MOMENT",
        help="As the ledger stood: a day (to its end, UTC) or a time like "
        "2024-01-30T18:00:00Z.",
    ),
]
Json = Annotated[bool, typer.Option("--json", help="One JSON object a line.")]
Out = Annotated[
    Path | None,
    typer.Option("--out", "-o", callback=_writable, help="Write here, not to stdout."),
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
    from tallystick.cli import (  # noqa: F401  (enter their commands)
        asking,
        derived,
        explaining,
        judging,
        ledgers,
        past,
        reading,
    )
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
    except OSError as error:
        say(f"tallystick: {error}; check the path, the rights and the room on the disk")
        raise SystemExit(SETUP) from None


@app.callback(invoke_without_command=True)
def root(
    version: Annotated[
        bool, typer.Option("--version", help="Print versions and sources.")
    ] = False,
) -> None:
    """Hold stated totals of reported violence against what the reports support.

    Begin with `tallystick review FOLDER`: it writes review.html.
    """
    if version:
        from tallystick.cli.about import about
        from tallystick.cli.output import answer

        answer(about())
        raise typer.Exit(DONE)
