"""What contradicts what in one incident, and what only seems to."""

from dataclasses import replace

import pytest

from derive.cast import CAST
from tallystick.model.claims import IncidentClaim, Weapon
from tallystick.model.values import Mention, MentionKind
from tallystick.testing import Scene

HERE = "at=harbour on=2024-05-01 killed=16"
TWO = """
doc d1 2024-05-02T08:00 wire
incident a d1 {}
doc d2 2024-05-02T09:00 agency
incident b d2 {}
"""


def codes(left: str, right: str) -> list[str]:
    """The findings of one incident that two outlets tell of."""
    scene = Scene(CAST + TWO.format(left, right))
    book = scene.book()
    assert [len(incident.claims) for incident in book.incidents] == [2]
    return sorted({finding.code for finding in book.findings})


@pytest.mark.parametrize(
    ("left", "right", "expected"),
    [
        (HERE, "at=harbour on=2024-05-03 killed=16", ["contradiction-date"]),
        (HERE, "at=harbour on=2024-05-02 killed=16", []),
        (HERE, "at=harbour on=2024-05-01..2024-05-03 killed=16", []),
        (f"{HERE} type=direct_fire", f"{HERE} type=air_strike", []),
        (f"{HERE} type=uav_attack", f"{HERE} type=air_strike", []),
        (
            f"{HERE} claimed=red-front says=red-front stance=self_claim outcome=impact",
            f"{HERE} outcome=intercepted",
            ["contradiction-outcome"],
        ),
        (f"{HERE} outcome=impact", f"{HERE} outcome=intercepted", []),
        (f"{HERE} injured=30", f"{HERE} injured=41", ["contradiction-injured"]),
        (f"{HERE} injured=30..", f"{HERE} injured=41", []),
    ],
)
def test_two_outlets_contradict_each_other_or_only_seem_to(
    left: str, right: str, expected: list[str]
) -> None:
    assert codes(left, right) == expected
    assert codes(right, left) == expected


def test_a_number_whose_order_is_not_known_is_no_contradiction() -> None:
    scene = Scene(CAST + TWO.format(f"{HERE} injured=30", f"{HERE} injured=41"))
    scene.doc("d3", "-", "Daily")
    scene._enter("incident", "c", "d3", *f"{HERE} injured=52".split())
    found = [
        (one.code, sorted(scene.names[c] for c in one.subjects))
        for one in scene.book().findings
    ]
    assert ("contradiction-injured", ["a", "b"]) in found
    assert {code for code, names in found if "c" in names} == {"evolving-toll"}


def test_two_kinds_of_weapon_that_nobody_mixes_up() -> None:
    told = f"{HERE} injured=40"
    scene = Scene(CAST + TWO.format(f"{told} type=direct_fire", f"{told} type=air_strike"))
    for name, weapon in (("a", "small_arms"), ("b", "aircraft_crewed")):
        claim = scene.claims[name]
        assert isinstance(claim, IncidentClaim)
        seen = Mention(weapon, claim.anchor.span, MentionKind.OBJECT)
        scene.claims[name] = replace(claim, weapons=(Weapon(seen, weapon),))
    assert [finding.code for finding in scene.book().findings] == ["contradiction-weapon"]
