"""Answers as bytes on stdout, talk and progress on stderr.

stdout carries UTF-8 with ``\\n`` on every system; stderr is for people. Progress shows only
on a terminal.
"""

from __future__ import annotations

import json
import os
import sys
import time
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any, BinaryIO

from tallystick.errors import RequestError, SourceError


@contextmanager
def sink(out: Path | None) -> Iterator[BinaryIO]:
    """Where bytes of an answer go: a file, or stdout.

    Raises:
        RequestError: the file cannot be written.
        SystemExit: 0, when the reader of stdout has gone: nothing more is asked of us.
    """
    if out is None:
        try:
            yield sys.stdout.buffer
            sys.stdout.buffer.flush()
        except BrokenPipeError:
            # What is still buffered must not be written when Python ends.
            os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
            raise SystemExit(0) from None
        return
    try:
        file = out.open("wb")
    except OSError as error:
        raise RequestError(
            f"cannot write {out}: {error.strerror}; name another file with -o"
        ) from None
    with file:
        yield file


def answer(text: str) -> None:
    """Text as data on stdout, the same bytes on every system."""
    with sink(None) as out:
        out.write(text.encode("utf-8", "replace"))


def json_lines(rows: Iterable[Any], out: Path | None) -> int:
    """Write one JSON object a line; how many."""
    count = 0
    with sink(out) as file:
        for row in rows:
            file.write(
                json.dumps(row, ensure_ascii=False).encode("utf-8", "replace") + b"\n"
            )
            count += 1
    return count


def say(message: str) -> None:
    """One line for the person at the terminal; what would steer the terminal is shown."""
    shown = "".join(c if c.isprintable() else "\ufffd" for c in message)
    sys.stderr.buffer.write(shown.encode("utf-8", "replace") + b"\n")
    sys.stderr.buffer.flush()


def say_refused(refused: Iterable[SourceError]) -> int:
    """Tell of inputs that could not be read; how many."""
    count = 0
    for error in refused:
        say(f"not read: {error}")
        count += 1
    return count


class Meter:
    """Progress on a terminal: one line, rewritten at most ten times a second."""

    def __init__(self) -> None:
        self._last = 0.0
        self._shown = False

    def __call__(self, step: str, done: int, total: int | None) -> None:
        """Show how far a step is."""
        now = time.monotonic()
        if not sys.stderr.isatty() or (now - self._last < 0.1 and done != total):
            return
        self._last, self._shown = now, True
        of = f" of {total}" if total is not None else ""
        sys.stderr.write(f"\r{step}: {done}{of}\x1b[K")
        if done == total:
            sys.stderr.write("\n")
        sys.stderr.flush()
