"""The public page on method names every word that our numbers are qualified by."""

from __future__ import annotations

from pathlib import Path

import pytest

from tallystick.count import counting_rules
from tallystick.model.derived import Grade, VerdictKind
from tallystick.schemes import rows, scheme

PAGE = (Path(__file__).parents[2] / "docs" / "method.md").read_text("utf-8")
TOTALS = ("parts", "total", "headline")

WORDS = (
    *VerdictKind,
    *Grade,
    *counting_rules,
    *(
        row["code"]
        for row in rows("findings.tsv")
        if any(word in row["code"] for word in TOTALS)
    ),
)


@pytest.mark.parametrize("word", WORDS)
def test_the_method_page_explains(word: str) -> None:
    assert f"`{word}`" in PAGE


def test_every_event_type_and_weapon_has_its_counting_rule() -> None:
    told = {row["code"] for row in rows("count/event_types.tsv")}
    assert told == set(scheme("event_types"))
    named = {
        code for row in rows("count/event_types.tsv") for code in row["may_be"].split()
    }
    assert named - {"*", "-"} <= told
    arms = {code for row in rows("count/weapons.tsv") for code in row["may_be"].split()}
    assert arms | {row["code"] for row in rows("count/weapons.tsv")} <= set(
        scheme("weapons")
    )
