"""The day and the place of incidents, against a table that a person can read and extend."""

from __future__ import annotations

import csv
from pathlib import Path

import pytest

from read.telling import document, read, titled
from tallystick.model.claims import IncidentClaim
from tallystick.model.lists import Assertion

TABLE = Path(__file__).parent / "cases" / "days_and_places.tsv"


def cases() -> list[tuple[str, str]]:
    """Each paragraph with what is expected of it."""
    lines = TABLE.read_text("utf-8").splitlines()
    told = csv.DictReader((x for x in lines if not x.startswith("#")), delimiter="\t")
    return [(row["text"].replace("//", "\n\n"), row["told"]) for row in told]


def when_and_where(claim: IncidentClaim) -> str:
    """Day, place as written, country; "-" for what is not said."""
    place = claim.place
    day = claim.date.edtf[:10] if claim.date else "-"
    return f"{day} {place.text if place else '-'} {(place and place.country) or '-'}"


@pytest.mark.parametrize(("text", "expected"), cases(), ids=lambda v: str(v)[:48])
def test_an_event_is_dated_and_placed_as_the_table_says(text: str, expected: str) -> None:
    claims = read(document(text)).claims
    real = [c for c in claims if isinstance(c, IncidentClaim)]
    told = [when_and_where(c) for c in real if c.assertion is Assertion.OCCURRED]
    assert "; ".join(told) == expected


def test_a_weekly_summary_dates_what_it_tells_without_a_day() -> None:
    doc = titled(
        "Weekly summary, 21-27 April",
        "The army told of two raids at Kelmuda in Niger in which it killed eleven herders.",
    )
    claim = next(c for c in read(doc).claims if isinstance(c, IncidentClaim))
    assert claim.date is not None
    assert (claim.date.earliest, claim.date.latest) == ("2024-04-21", "2024-04-27")
