"""Dates as tables: what a person who knows a language says a text means."""

from __future__ import annotations

from pathlib import Path

import pytest

from tallystick.read.dates import find_dates
from tallystick.read.found import FoundDate

CASES = Path(__file__).parent / "cases"
LANGUAGES = ("en", "ar", "fa", "he", "uk", "ru", "fr", "es", "tr")
COLUMNS = (
    *("language", "published", "text", "said"),
    *("shape", "earliest", "latest", "basis", "value"),
)


def cases() -> list[dict[str, str]]:
    found = []
    for path in sorted(CASES.glob("*.tsv")):
        lines = path.read_text("utf-8").splitlines()
        rows = [line.split("\t") for line in lines if line and not line.startswith("#")]
        assert tuple(rows[0]) == COLUMNS, path.name
        found += [dict(zip(COLUMNS, row, strict=True)) for row in rows[1:]]
    return found


def told(text: str, found: FoundDate) -> tuple[str, ...]:
    date = found.date
    ends = (date.earliest, date.latest, date.basis.value) if date else (None, None, None)
    said = text[found.start : found.end]
    return said, found.shape.value, *(end or "-" for end in ends), found.timex_value


@pytest.mark.parametrize("case", cases(), ids=lambda c: f"{c['published']} {c['text']}")
def test_a_date_means_what_the_table_says(case: dict[str, str]) -> None:
    published = None if case["published"] == "-" else case["published"]
    dates = find_dates(case["text"], published, case["language"])
    found = [told(case["text"], one) for one in dates]
    if case["said"] == "-":
        assert found == []
    else:
        assert tuple(case[column] for column in COLUMNS[3:]) in found


def test_the_tables_cover_every_language() -> None:
    counted = {name: sum(c["language"] == name for c in cases()) for name in LANGUAGES}
    assert min(counted.values()) >= 25
    assert sum(counted.values()) >= 250
