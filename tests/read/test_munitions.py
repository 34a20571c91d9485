"""How many munitions an attack is told of, and which of them were stopped."""

from __future__ import annotations

import pytest

from read.telling import document, read
from tallystick.model.claims import IncidentClaim
from tallystick.tolls import munitions_told


@pytest.mark.parametrize(
    ("text", "told", "came"),
    [
        (
            "Russia launched 24 attack drones and two missiles at Odesa on Monday.",
            [("uav_one_way", 24, "unknown"), ("missile_guided_other", 2, "unknown")],
            26,
        ),
        (
            "The air force said it shot down 19 of 36 drones over Odesa on Monday.",
            [("uav_unspecified", 36, "unknown")],
            36,
        ),
        (
            "The army said it shot down eleven rockets over Sderot on Monday.",
            [("rocket_unguided", 11, "intercepted")],
            None,
        ),
        (
            "Two car bombs killed nine people in Mosul on Monday.",
            [("vbied", 2, "unknown")],
            2,
        ),
        ("Two men with rifles shot dead a guard in Mosul on Monday.", [], None),
        ("A rocket hit a school in Sderot on Monday.", [], None),
    ],
)
def test_munitions_told_by_number(
    text: str, told: list[tuple[str, int, str]], came: int | None
) -> None:
    claims = [c for c in read(document(text)).claims if isinstance(c, IncidentClaim)]
    found = [
        (m.weapon, m.number.stated, str(m.outcome)) for c in claims for m in c.munitions
    ]
    assert found == told
    said, low, _ = munitions_told(claims[0])
    assert (low if said else None) == came
