"""One kind of statement said in eight languages is read alike in all of them."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from phrases.compact import claims
from tallystick.model.claims import Statement
from tallystick.read.phrases.words import LANGUAGES

TABLE = Path(__file__).parent / "statements_in_words.txt"


def sentences() -> Iterator[tuple[str, str, str, str]]:
    """Kind, act, language and sentence."""
    for block in TABLE.read_text("utf-8").split("\n\n"):
        lines = [line for line in block.splitlines() if line and line[0] != "#"]
        for line in lines[2:]:
            yield lines[0][2:], lines[1], line[:2], line[3:]


@pytest.mark.parametrize(("kind", "act", "language", "text"), list(sentences()))
def test_a_kind_of_statement_is_read_alike_in_every_language(
    kind: str, act: str, language: str, text: str
) -> None:
    found = [one for one in claims(text, language) if isinstance(one, Statement)]
    assert [one.act for one in found] == [act]
    assert found[0].issuer is not None


def test_every_language_says_most_kinds_of_statements() -> None:
    kinds = {kind for kind, *_ in sentences()}
    for language in LANGUAGES:
        said = {kind for kind, _, spoken, _ in sentences() if spoken == language}
        assert len(said) >= 0.7 * len(kinds)
