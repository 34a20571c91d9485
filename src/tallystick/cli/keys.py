"""Single keys from a terminal, none of them lost between two questions."""

from __future__ import annotations

import os
import sys
from codecs import getincrementaldecoder
from collections.abc import Iterator
from contextlib import contextmanager

ENDS = ("\x04", "\x00")
"""Control-D, and what the system makes of one that was typed ahead."""


@contextmanager
def single_keys() -> Iterator[None]:
    """Keys come as they are pressed, unseen, until the end of the block.

    Where there is no POSIX terminal, `key` asks the system for each.
    """
    if sys.platform == "win32":
        yield
        return
    import termios
    import tty

    terminal = sys.stdin.fileno()
    before = termios.tcgetattr(terminal)
    # Not flushed: what was typed ahead is an answer too.
    tty.setcbreak(terminal, termios.TCSADRAIN)
    try:
        yield
    finally:
        termios.tcsetattr(terminal, termios.TCSADRAIN, before)


def key() -> str:
    """The next key within `single_keys`, in lower case; "" where none will come."""
    try:
        if sys.platform == "win32":
            import click

            return click.getchar().lower()
        return _character().lower()
    except (EOFError, KeyboardInterrupt):
        return ""


def _character() -> str:
    decoder = getincrementaldecoder("utf-8")("replace")
    while byte := os.read(sys.stdin.fileno(), 1):
        if character := decoder.decode(byte):
            return "" if character in ENDS else character
    return ""


def line(prompt: str) -> str:
    """A line that a person types; outside of `single_keys`."""
    sys.stderr.write(prompt)
    sys.stderr.flush()
    return sys.stdin.readline().strip()
