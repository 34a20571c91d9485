"""Nothing that was said to be committed is lost, whenever the writer is killed."""

from __future__ import annotations

import json
import random
import subprocess
import sys
import time
from collections import defaultdict
from pathlib import Path

import pytest

from tallystick.store import Store, open_ledger, verify

from . import writer

WRITER = Path(__file__).with_name("writer.py")
SEED = 20240130
KILLS = 20
LONGEST = 0.4
"""Seconds after it is ready to open the ledger within which the writer is killed."""
A_LEDGER = 4
"""Kills that one ledger has to bear: the first of them may fall into its making."""

pytestmark = pytest.mark.crash


def killed_run(path: Path, start: int, moment: float) -> list[dict[str, int]]:
    """What a writer acknowledged before it was killed."""
    process = subprocess.Popen(
        [sys.executable, str(WRITER), str(path), str(start)],
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
    )
    assert process.stdout
    assert process.stderr
    first = process.stdout.readline()
    time.sleep(moment)
    process.kill()  # SIGKILL; TerminateProcess on Windows
    lines = (first + process.stdout.read()).splitlines(keepends=True)
    error = process.stderr.read().decode()
    process.stdout.close()
    process.stderr.close()
    process.wait()
    assert first, error
    return [json.loads(line) for line in lines if line.endswith(b"\n")]


def test_nothing_acknowledged_is_lost(tmp_path: Path) -> None:
    print(f"seed {SEED}")  # noqa: T201
    moments = random.Random(SEED)
    said = 0
    for kill in range(KILLS):
        if kill % A_LEDGER == 0:
            path = tmp_path / f"{kill}.db"
            acknowledged: dict[str, list[int]] = defaultdict(list)
        for line in killed_run(path, 1000 * kill, moments.uniform(0, LONGEST)):
            for what, turn in line.items():
                acknowledged[what].append(turn)
                said += 1
        with open_ledger(path) as store:
            assert verify(store) == ()
            require_kept(store, acknowledged)
    assert said > 2 * KILLS, "the writer was killed before it could write"


def require_kept(store: Store, acknowledged: dict[str, list[int]]) -> None:
    """All that was acknowledged is there, and the last book is whole."""
    documents = {one.id for one in store.documents()}
    assert {one.document for one in store.intakes()} <= documents
    for turn in acknowledged["documents"]:
        assert {one.id for one in writer.documents(turn)} <= documents
    said = store.judgements()
    wanted = [writer.judgement(turn) for turn in acknowledged["judgement"]]
    assert [one for one in said if one in wanted] == wanted
    read = {reading.document for reading in store.readings("rules/1")}
    assert {writer.documents(turn)[0].id for turn in acknowledged["reading"]} <= read
    book = store.book()
    if acknowledged["book"]:
        assert book is not None
    if book is not None:
        turn = int(book.incidents[0].outcome)
        assert book == writer.book(turn)
        assert turn >= max(acknowledged["book"], default=0)
