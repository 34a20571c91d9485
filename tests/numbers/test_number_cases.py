"""Numbers as tables: what a person who knows a language says a text means."""

from __future__ import annotations

from pathlib import Path

import pytest

from tallystick.read.found import FoundNumber
from tallystick.read.numbers import find_numbers

CASES = Path(__file__).parent / "cases"
LANGUAGES = ("en", "ar", "fa", "he", "uk", "ru", "fr", "es", "tr")
COLUMNS = ("language", "text", "said", "numeral", "use", "bound", "low", "high", "stated")


def cases() -> list[dict[str, str]]:
    found = []
    for path in sorted(CASES.glob("*.tsv")):
        lines = path.read_text("utf-8").splitlines()
        rows = [line.split("\t") for line in lines if line and not line.startswith("#")]
        assert tuple(rows[0]) == COLUMNS, path.name
        found += [dict(zip(COLUMNS, row, strict=True)) for row in rows[1:]]
    return found


def told(text: str, found: FoundNumber) -> tuple[str, ...]:
    number = found.number
    ends = ("-" if end is None else str(end) for end in (number.low, number.high))
    stated = "-" if number.stated is None else str(number.stated)
    return (
        text[found.start : found.end],
        text[found.head_start : found.head_end],
        found.use.value,
        number.bound.value,
        *ends,
        stated,
    )


@pytest.mark.parametrize(
    "case", cases(), ids=lambda case: f"{case['language']} {case['text']}"
)
def test_a_number_means_what_the_table_says(case: dict[str, str]) -> None:
    found = [
        told(case["text"], one) for one in find_numbers(case["text"], case["language"])
    ]
    if case["said"] == "-":
        assert found == []
    else:
        assert tuple(case[column] for column in COLUMNS[2:]) in found


def test_the_tables_cover_every_language() -> None:
    counted = {name: sum(c["language"] == name for c in cases()) for name in LANGUAGES}
    assert min(counted.values()) >= 15
    assert sum(counted.values()) >= 150
