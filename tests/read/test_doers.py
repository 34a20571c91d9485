"""Who attacks, who claims it, who denies it: a table of wordings, in `cases/doers.tsv`."""

from __future__ import annotations

from collections.abc import Iterator
from functools import cache
from pathlib import Path

import pytest

from read.telling import document, read
from tallystick.model.claims import Claim, IncidentClaim, Statement

CASES = Path(__file__).parent / "cases" / "doers.tsv"
ACTS = {"claims": "claim_of_responsibility", "denies": "denial_of_responsibility"}


def cases() -> Iterator[tuple[str, str, str]]:
    """What is asked of a text, the answer, and the text."""
    rows = (row.split("\t") for row in CASES.read_text(encoding="utf-8").splitlines())
    yield from ((row[0], row[1], row[2]) for row in rows if len(row) == 3)


@cache
def claims(text: str) -> tuple[Claim, ...]:
    """What the rules read in a text."""
    return read(document(text)).claims


def answers(asked: str, text: str) -> list[str]:
    """The names that a text gives to what is asked."""
    told = [one for one in claims(text) if isinstance(one, IncidentClaim)]
    if asked == "claimed":
        return [m.text for one in told for m in one.claimed_by]
    if asked == "by":
        return [m.text for one in told for m in (*one.perpetrators, *one.claimed_by)]
    if asked == "target":
        return [target.mention.text for one in told for target in one.targets]
    said = [one for one in claims(text) if isinstance(one, Statement)]
    return [one.issuer.text for one in said if one.issuer and one.act == ACTS[asked]]


@pytest.mark.parametrize(("asked", "who", "text"), [c for c in cases() if c[0] != "asked"])
def test_who_is_told(asked: str, who: str, text: str) -> None:
    """The name is among those given; of nobody, none is given."""
    found = answers(asked, text)
    if who == "nobody":
        assert not found
    else:
        assert any(who.casefold() in name.casefold() for name in found)
