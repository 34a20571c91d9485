"""One kind of total said in eight languages is read alike in all of them."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from phrases.compact import claims
from tallystick.model.claims import TallyClaim
from tallystick.model.values import Date
from tallystick.read.phrases.words import LANGUAGES

TABLE = Path(__file__).parent / "totals_in_words.txt"
SINGLE = Path(__file__).parent / "totals_of_one_language.txt"
PUBLISHED = "2024-05-02"


def sentences(table: Path) -> Iterator[tuple[str, str, str, list[str]]]:
    """Kind, language, sentence and the totals expected of it."""
    for block in table.read_text("utf-8").split("\n\n"):
        lines = [line for line in block.splitlines() if line and line[0] != "#"]
        if not lines:
            continue
        said = [line for line in lines if line[:2] in LANGUAGES and line[2] == " "]
        expected = [line for line in lines[1:] if line not in said]
        for line in said:
            yield lines[0][2:], line[:2], line[3:], expected


def told(text: str, language: str) -> list[str]:
    """The totals of a text, each in a short line."""
    found = claims(text, language)
    return sorted(_line(one) for one in found if isinstance(one, TallyClaim))


def _line(total: TallyClaim) -> str:
    number, window = total.number, total.window
    stated = number.stated if number.stated is not None else number.low
    bound = "" if number.bound == "exact" else f"{number.bound} "
    end = _day(window.end).replace(PUBLISHED, "")
    where = " ".join(sorted(total.scope.countries)) or "-"
    parts = "+".join(str(part.number.stated) for part in total.parts)
    line = f"{bound}{stated} {total.measure} {_day(window.start)}..{end} {where} {parts}"
    return line.rstrip()


def _day(date: Date | None) -> str:
    return "" if date is None else str(date.single or date.edtf)


@pytest.mark.parametrize(("kind", "language", "text", "expected"), list(sentences(TABLE)))
def test_a_kind_of_total_is_read_alike_in_every_language(
    kind: str, language: str, text: str, expected: list[str]
) -> None:
    assert told(text, language) == sorted(expected)


@pytest.mark.parametrize(("kind", "language", "text", "expected"), list(sentences(SINGLE)))
def test_totals_are_read_in_the_words_of_one_language(
    kind: str, language: str, text: str, expected: list[str]
) -> None:
    assert told(text, language) == sorted(expected)


def test_every_language_says_most_kinds() -> None:
    kinds = {kind for kind, *_ in sentences(TABLE)}
    for language in LANGUAGES:
        said = {kind for kind, spoken, *_ in sentences(TABLE) if spoken == language}
        assert len(said) >= 0.8 * len(kinds)
