"""One kind of incident said in eight languages is read alike in all of them."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from pathlib import Path

import pytest

from phrases.compact import claims
from tallystick.model.claims import IncidentClaim, Toll

TABLE = Path(__file__).parent / "incidents_in_words.txt"


def sentences() -> Iterator[tuple[str, str, str, str]]:
    """Kind, language, sentence and the incident expected of it."""
    for block in TABLE.read_text("utf-8").split("\n\n"):
        lines = [line for line in block.splitlines() if line and line[0] != "#"]
        for line in lines[2:]:
            yield lines[0][2:], line[:2], line[3:], lines[1]


def _line(one: IncidentClaim) -> str:
    day = one.date.edtf if one.date else "-"
    country = one.place.country if one.place else None
    return f"{day} {country or '-'} K{_sum(one.killed)} W{_sum(one.injured)}"


def _sum(tolls: Sequence[Toll]) -> str:
    own = [toll.number.low for toll in tolls if toll.of is None]
    return str(sum(low or 0 for low in own)) if own else "-"


@pytest.mark.parametrize(("kind", "language", "text", "expected"), list(sentences()))
def test_a_kind_of_incident_is_read_alike_in_every_language(
    kind: str, language: str, text: str, expected: str
) -> None:
    found = [one for one in claims(text, language) if isinstance(one, IncidentClaim)]
    assert [_line(one) for one in found] == [expected]
