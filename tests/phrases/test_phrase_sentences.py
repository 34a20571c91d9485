"""The reader without a parser against tables of sentences that a person can read and extend."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from read.telling import line

from tallystick.model.documents import Document, Published, PublishedBasis
from tallystick.read.rules.extractor import RulesExtractor

CASES = Path(__file__).parent / "cases"


def cases() -> Iterator[tuple[str, str, list[str]]]:
    """Each language's sentences with the lines expected of them."""
    for path in sorted(CASES.glob("*.txt")):
        for block in path.read_text("utf-8").split("\n\n"):
            lines = [one for one in block.splitlines() if one and one[0] != "#"]
            if lines:
                yield path.stem, lines[0], [one.strip() for one in lines[1:]]


def told(text: str, language: str) -> list[str]:
    """Each claim of a text published on Thursday, 2 May 2024, in a line."""
    when = Published("2024-05-02", PublishedBasis.ROW)
    document = Document("The Courier", "a1", when, "", text, language)
    return [line(claim) for claim in RulesExtractor().read(document).claims]


@pytest.mark.parametrize(("language", "text", "expected"), list(cases()))
def test_a_sentence_is_read_as_the_table_says(
    language: str, text: str, expected: list[str]
) -> None:
    assert told(text, language) == expected
