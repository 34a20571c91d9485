"""Places as tables: what a person who knows a language says that a sentence names."""

from __future__ import annotations

from pathlib import Path

import pytest

from tallystick.model.values import Place
from tallystick.read.found import FoundPlace
from tallystick.read.places import PlaceContext, find_places

CASES = Path(__file__).parent / "cases"
LANGUAGES = ("en", "ar", "fa", "he", "uk", "ru", "fr", "es", "tr")
COLUMNS = (
    *("language", "about", "text", "said"),
    *("name", "country", "precision", "use"),
)


def cases() -> list[dict[str, str]]:
    found = []
    for path in sorted(CASES.glob("*.tsv")):
        lines = path.read_text("utf-8").splitlines()
        rows = [line.split("\t") for line in lines if line and not line.startswith("#")]
        assert tuple(rows[0]) == COLUMNS, path.name
        found += [dict(zip(COLUMNS, row, strict=True)) for row in rows[1:]]
    return found


def country(place: Place) -> str:
    """The country, or both where one name lies on two sides of a border."""
    sides = {one.id: one.country for one in place.alternatives}
    if place.country is None and len(sides) == 1:
        return "|".join(str(one.country) for one in place.alternatives)
    return place.country or "-"


def told(text: str, found: FoundPlace) -> tuple[str, ...]:
    place = found.place
    said = text[found.start : found.end]
    name, precision = place.name or "-", place.precision.value
    return said, name, country(place), precision, found.use.value


@pytest.mark.parametrize("case", cases(), ids=lambda c: f"{c['said']} in {c['text']}")
def test_a_place_is_read_as_the_table_says(case: dict[str, str]) -> None:
    about = () if case["about"] == "-" else tuple(case["about"].split("|"))
    context = PlaceContext(about, case["language"])
    found = [told(case["text"], one) for one in find_places(case["text"], context)]
    if case["said"] == "-":
        assert found == []
    else:
        assert tuple(case[column] for column in COLUMNS[3:]) in found


def test_the_tables_cover_every_language() -> None:
    counted = {name: sum(c["language"] == name for c in cases()) for name in LANGUAGES}
    assert min(counted.values()) >= 20
    assert sum(counted.values()) >= 150
