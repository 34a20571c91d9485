"""Runs the program as a terminal does, in this process: the parser is loaded once."""

from __future__ import annotations

import io
import json
import os
import sys
from collections.abc import Iterator
from contextlib import chdir, contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from tallystick.cli import main

DISPATCH = """\
Source: Harbour Dispatch
Url: https://harbour.example/depot
Published: 2031-05-11
Title: Drone hits army depot in Visby

A drone struck an army depot in Visby on 10 May 2031, killing three soldiers, the defence \
ministry said.

Since 1 May 2031, armed groups have carried out 12 attacks on soldiers in Sweden, the \
ministry said.

The Tide Brigades announced that they suspend attacks on soldiers.
"""
LEDGER = """\
Source: Evening Register
Url: https://register.example/twelve
Published: 2031-05-12
Title: Fifteen attacks in eleven days

Armed groups have carried out 15 attacks on soldiers in Sweden since 1 May 2031.

On 10 May 2031, a drone attack on an army depot in Visby killed four soldiers.

Gunmen attacked a patrol seven times near Lund, a villager said.
"""
ROWS = (
    {
        "id": "row-1",
        "source": "Coast Wire",
        "url": "https://coast.example/1",
        "published": "2031-05-09",
        "title": "Rocket lands near Malmö",
        "text": "A rocket hit a bridge near Malmö on 8 May 2031, injuring two people, "
        "police said.",
    },
    {
        "id": "row-2",
        "source": "Küstenblatt",
        "url": "https://kuesten.example/2",
        "published": "2031-05-09",
        "title": "Rakete trifft Brücke",
        "text": "Bei Malmö hat am 8. Mai 2031 eine Rakete eine Brücke getroffen, teilte "
        "die Polizei mit.",
        "language": "de",
    },
)


@dataclass(frozen=True)
class Ran:
    """What a command left behind."""

    code: int
    data: bytes
    """stdout."""
    talk: str
    """stderr."""

    @property
    def rows(self) -> list[Any]:
        """stdout as JSON Lines."""
        return [json.loads(line) for line in self.data.splitlines()]


def articles(folder: Path) -> Path:
    """Three files of articles in a new folder."""
    place = folder / "articles"
    place.mkdir()
    (place / "dispatch.txt").write_bytes(DISPATCH.encode("utf-8"))
    (place / "register.txt").write_bytes(LEDGER.encode("utf-8"))
    lines = (json.dumps(row, ensure_ascii=False) + "\n" for row in ROWS)
    (place / "rows.jsonl").write_bytes("".join(lines).encode("utf-8"))
    return place


def run(folder: Path, *words: object, **environment: str) -> Ran:
    """Run ``tallystick`` with some words in a folder; settings come from the call alone."""
    out, talk = (io.TextIOWrapper(io.BytesIO(), "ascii") for _ in range(2))
    with chdir(folder), _streams(out, talk), _environment(environment):
        sys.argv = ["tallystick", *map(str, words)]
        try:
            main()
            code = 0
        except SystemExit as end:
            code = end.code if isinstance(end.code, int) else 0
    return Ran(code, _bytes(out), _bytes(talk).decode("utf-8"))


def done(folder: Path, *words: object, **environment: str) -> Ran:
    """As `run`, for what must succeed."""
    ran = run(folder, *words, **environment)
    assert ran.code == 0, ran.talk
    return ran


def _bytes(stream: io.TextIOWrapper) -> bytes:
    stream.flush()
    raw = stream.buffer
    assert isinstance(raw, io.BytesIO)
    return raw.getvalue()


@contextmanager
def _streams(out: io.TextIOWrapper, talk: io.TextIOWrapper) -> Iterator[None]:
    kept = sys.stdout, sys.stderr, sys.argv
    sys.stdout, sys.stderr = out, talk
    try:
        yield
    finally:
        sys.stdout, sys.stderr, sys.argv = kept


@contextmanager
def _environment(told: dict[str, str]) -> Iterator[None]:
    kept = {n: v for n, v in os.environ.items() if n.startswith("TALLYSTICK_")}
    for name in kept:
        del os.environ[name]
    os.environ.update(told)
    try:
        yield
    finally:
        for name in told:
            del os.environ[name]
        os.environ.update(kept)
