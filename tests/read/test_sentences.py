"""The rules against a table of sentences that a person can read and extend."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from read.telling import document, told

CASES = Path(__file__).parent / "cases" / "sentences.txt"


def cases() -> Iterator[tuple[str, list[str]]]:
    """Each sentence with the lines expected of it."""
    for block in CASES.read_text("utf-8").split("\n\n"):
        lines = [line for line in block.splitlines() if line and not line.startswith("#")]
        if lines:
            yield lines[0], [line.strip() for line in lines[1:]]


@pytest.mark.parametrize(("text", "expected"), list(cases()), ids=lambda v: str(v)[:48])
def test_a_sentence_is_read_as_the_table_says(text: str, expected: list[str]) -> None:
    assert told(document(text)) == expected
