"""How many were killed and hurt, against a table of sentences."""

from __future__ import annotations

import csv
from collections.abc import Sequence
from pathlib import Path

import pytest

from read.telling import document, read
from tallystick.model.claims import IncidentClaim, Toll
from tallystick.tolls import people

TABLE = Path(__file__).parent / "cases" / "hurt.tsv"


def cases() -> list[tuple[str, str, str]]:
    """Each report with how many it says were killed and injured."""
    lines = [line for line in TABLE.read_text("utf-8").splitlines() if line[:1] != "#"]
    rows = csv.DictReader(lines, delimiter="\t", quoting=csv.QUOTE_NONE)
    return [(row["text"], row["killed"], row["injured"]) for row in rows]


def said(entries: Sequence[Toll]) -> str:
    """The sum over groups of people: "3", "3-5", "3-", "-5", or "-" where nothing is said."""
    numbers = [toll.number for toll in people(entries)]
    if not numbers:
        return "-"
    lows = [n.low for n in numbers if n.low is not None]
    highs = [n.high for n in numbers if n.high is not None]
    low = str(sum(lows)) if len(lows) == len(numbers) else ""
    high = str(sum(highs)) if len(highs) == len(numbers) else ""
    return low if low == high else f"{low}-{high}"


@pytest.mark.parametrize(("text", "killed", "injured"), cases(), ids=lambda v: str(v)[:60])
def test_the_hurt_of_an_event_are_counted_as_the_table_says(
    text: str, killed: str, injured: str
) -> None:
    claims = [c for c in read(document(text)).claims if isinstance(c, IncidentClaim)]
    assert [(said(c.killed), said(c.injured)) for c in claims] == [(killed, injured)]
