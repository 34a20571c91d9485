"""One kind of statement said in eight languages is read alike in all of them."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from phrases.compact import claims
from tallystick.model.claims import Statement
from tallystick.read.phrases.words import LANGUAGES

TABLE = Path(__file__).parent / "statements_in_words.txt"
SINGLE = Path(__file__).parent / "statements_of_one_language.txt"
NONE = "-"


def sentences(table: Path) -> Iterator[tuple[str, str, str, str]]:
    """Kind, act, language and sentence."""
    for block in table.read_text("utf-8").split("\n\n"):
        lines = [line for line in block.splitlines() if line and line[0] != "#"]
        for line in lines[2:]:
            yield lines[0][2:], lines[1], line[:2], line[3:]


def statements(text: str, language: str) -> list[Statement]:
    """The statements that are read in a text, in order."""
    return [one for one in claims(text, language) if isinstance(one, Statement)]


@pytest.mark.parametrize(("kind", "act", "language", "text"), list(sentences(TABLE)))
def test_a_kind_of_statement_is_read_alike_in_every_language(
    kind: str, act: str, language: str, text: str
) -> None:
    found = statements(text, language)
    assert [one.act for one in found] == [act]
    assert found[0].issuer is not None


@pytest.mark.parametrize(("kind", "act", "language", "line"), list(sentences(SINGLE)))
def test_statements_are_read_in_the_words_of_one_language(
    kind: str, act: str, language: str, line: str
) -> None:
    issuer, _, text = line.partition(": ")
    read = [(one.act, one.issuer and one.issuer.text) for one in statements(text, language)]
    assert read == ([] if act == NONE else [(act, issuer)])


def test_every_language_says_most_kinds_of_statements() -> None:
    kinds = {kind for kind, *_ in sentences(TABLE)}
    for language in LANGUAGES:
        said = {kind for kind, _, spoken, _ in sentences(TABLE) if spoken == language}
        assert len(said) >= 0.7 * len(kinds)
