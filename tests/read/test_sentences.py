"""The rules against tables of sentences that a person can read and extend."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from read.telling import document, told

CASES = sorted((Path(__file__).parent / "cases").glob("*.txt"))


def cases() -> Iterator[tuple[str, list[str]]]:
    """Each sentence with the lines expected of it."""
    blocks = (block for path in CASES for block in path.read_text("utf-8").split("\n\n"))
    for block in blocks:
        lines = [line for line in block.splitlines() if line and not line.startswith("#")]
        if lines:
            yield lines[0], [line.strip() for line in lines[1:]]


@pytest.mark.parametrize(("text", "expected"), list(cases()), ids=lambda v: str(v)[:48])
def test_a_sentence_is_read_as_the_table_says(text: str, expected: list[str]) -> None:
    assert told(document(text)) == expected
