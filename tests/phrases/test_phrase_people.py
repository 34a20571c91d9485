"""Names of private persons in languages that are read without a parser."""

from __future__ import annotations

import pytest

from tallystick.model.documents import Document, Published, PublishedBasis
from tallystick.read.rules.extractor import RulesExtractor


def private(text: str, language: str) -> list[str]:
    """The names that published pages would mask."""
    when = Published("2024-05-02", PublishedBasis.ROW)
    document = Document("The Courier", "a1", when, "", text, language)
    return [document.quote(span) for span in RulesExtractor().read(document).private]


@pytest.mark.parametrize(
    ("language", "text", "names"),
    [
        ("fr", "L'attaque a tué l'étudiante Nadia Ferran mardi à Tyr.", ["Nadia Ferran"]),
        ("fr", "La ministre Nadia Ferran a condamné l'attaque de mardi à Tyr.", []),
        ("es", "El ataque mató al campesino Omar Saldívar en Tumaco.", ["Omar Saldívar"]),
        ("es", "El ataque mató a tres campesinos en Puerto Asís.", []),
    ],
)
def test_victims_are_private_and_officials_are_not(
    language: str, text: str, names: list[str]
) -> None:
    assert private(text, language) == names
