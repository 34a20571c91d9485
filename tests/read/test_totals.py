"""Stated totals against a table of passages that a person can read and extend."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from read.telling import document, told
from tallystick.gather.article import Article, gathered_file
from tallystick.gather.gathered import Limits

HERE = Path(__file__).parent
CASES = (HERE / "totals.txt", HERE / "total_fields.txt")


def cases() -> Iterator[tuple[str, list[str]]]:
    """Each passage with the totals expected of it."""
    for block in "\n\n".join(p.read_text("utf-8") for p in CASES).split("\n\n"):
        lines = [line for line in block.splitlines() if line and not line.startswith("#")]
        if lines:
            yield lines[0], [line.strip() for line in lines[1:]]


@pytest.mark.parametrize(("text", "expected"), list(cases()), ids=lambda v: str(v)[:48])
def test_the_totals_of_a_passage_are_as_the_table_says(
    text: str, expected: list[str]
) -> None:
    assert [line for line in told(document(text)) if line.startswith("total ")] == expected


def test_a_list_under_a_headed_period_is_of_that_period() -> None:
    text = (
        "Attacks on clinics, 1 January to 31 March 2024:\n"
        "- Incidents that hit health care in the six districts: 41\n"
        "- of which with mortars: 15\n"
        "- Nurses killed: 8\n"
        "- Nurses detained: 6\n"
    )
    found = [line for line in told(document(text)) if line.startswith("total ")]
    assert [line.split(" (")[0] for line in found] == [
        "total 41 Incidents",
        "total 8 killed",
        "total 6 detained",
    ]


def test_a_numbered_update_is_of_the_period_in_its_heading() -> None:
    text = (
        "Situation update No. 7 - North Darfur, 5 - 11 May 2025\n\n"
        "Prepared by the cell.\n\n"
        "- 19 security incidents recorded.\n"
        "- On 8 May an airstrike hit a market in Kutum.\n"
    )
    lines = told(gathered_file(Article("note.txt", "note.txt", text), Limits()).document)
    assert "total 19 incidents (incidents) since 2025-05-05 to 2025-05-11 in [SD]" in lines
    assert "air_strike on 2025-05-08 at Kutum (SD)" in lines


def test_figures_by_others_go_on_with_the_total_before_them() -> None:
    text = (
        "In 2023 the agency recorded 71 attacks on schools in Mali. The teachers' union "
        "arrives at 90. In the first two months of 2024 there were 12."
    )
    found = [line for line in told(document(text)) if line.startswith("total ")]
    assert found == [
        "total 71 attacks (incidents) since 2023-01-01 to 2023-12-31 in [ML] says agency",
        "total 90 attacks (incidents) since 2023-01-01 to 2023-12-31 in [ML]",
        "total 12 attacks (incidents) since 2024-01-01 to 2024-02-29 in [ML]",
    ]


def test_a_toll_of_one_attack_told_otherwise_is_no_total() -> None:
    text = (
        "A mortar shell killed 14 people at the market in Rafah on Monday. "
        "The hospital has 17 names."
    )
    assert not [line for line in told(document(text)) if line.startswith("total ")]


@pytest.mark.parametrize(
    "text",
    [
        "The union has struck eleven times since March: wages, overtime and pickets.",
        "Flood toll reaches 173: the river and the reservoir attacked 30 villages; 12 drowned.",
        "The striker has struck 14 times this season; the match ended with two penalty goals.",
    ],
)
def test_words_of_attack_in_peaceful_reports_count_nothing(text: str) -> None:
    assert not [line for line in told(document(text)) if line.startswith("total ")]
