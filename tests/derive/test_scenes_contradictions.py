"""What contradicts what in one incident, and what only seems to."""

from dataclasses import replace

import pytest

from derive.cast import CAST
from tallystick.model.claims import IncidentClaim, Response, Weapon
from tallystick.model.lists import ResponseAct
from tallystick.model.values import Field, Mention, MentionKind
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


SITES = """
place mill town XA 10.00,20.00
place weir town XA 10.90,20.00
place dam town XA 10.30,20.00
place county admin1 XA 10.90,20.00
"""


@pytest.mark.parametrize(
    ("left", "right", "found"),
    [
        ("at=mill", "at=weir", True),
        ("at=mill", "at=dam", False),
        ("at=mill", "at=county", False),
        ("at=mill", "at=mill,weir", False),
        ("at=mill several=sites:2", "at=weir", False),
        ("at=mill", "", False),
    ],
)
def test_two_sites_of_one_country(left: str, right: str, found: bool) -> None:
    told = TWO.format(f"on=2024-05-01 {left}", f"on=2024-05-01 {right}")
    book = Scene(CAST + SITES + told + "judge same a b").book()
    assert ("contradiction-place" in {one.code for one in book.findings}) is found


def test_how_many_sites() -> None:
    told = TWO.format(f"{HERE} several=sites:3", f"{HERE} several=sites:5")
    book = Scene(CAST + told + "judge same a b").book()
    assert [one.code for one in book.findings] == ["contradiction-count"]


@pytest.mark.parametrize(
    ("hours", "expected"), [("12", "contradiction-injured"), ("16", "evolving-toll")]
)
def test_a_toll_may_grow_within_a_day(hours: str, expected: str) -> None:
    told = TWO.format(f"{HERE} injured=30", f"{HERE} injured=41")
    book = Scene(
        CAST + told.replace("02T09:00", f"02T{hours}:00").replace("T08", "T11")
    ).book()
    assert [one.code for one in book.findings] == [expected]


@pytest.mark.parametrize(
    ("act", "field", "expected"),
    [
        (ResponseAct.DENIES_EVENT, None, "contradiction-occurrence"),
        (ResponseAct.DENIES_EFFECT, None, "contradiction-outcome"),
        (ResponseAct.DISPUTES_FIELD, Field.PLACE, "contradiction-place"),
        (ResponseAct.DISPUTES_FIELD, Field.DATE, "contradiction-date"),
        (ResponseAct.DISPUTES_FIELD, Field.WEAPON, "contradiction-weapon"),
        (ResponseAct.DENIES_ROLE, None, "contradiction-responsibility"),
        (ResponseAct.DECLINES, None, None),
        (ResponseAct.SILENCE_REPORTED, None, None),
    ],
)
def test_an_answer_within_one_text(
    act: ResponseAct, field: Field | None, expected: str | None
) -> None:
    scene = Scene(CAST + f"doc d1 2024-05-02 wire\nincident a d1 {HERE} by=red-front")
    claim = scene.claims["a"]
    assert isinstance(claim, IncidentClaim)
    by = claim.responsibility[0].actor
    scene.claims["a"] = replace(claim, response=(Response(by, act, field),))
    assert [one.code for one in scene.book().findings] == ([expected] if expected else [])


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


RIVALS = """
doc d1 2024-05-02T08:00 wire
incident a d1 on=2024-05-01 at=harbour type=ied_mine {}
doc d2 2024-05-02T07:00 agency
incident b d2 on=2024-05-01 at=xa type=ied_mine {}
"""


@pytest.mark.parametrize(
    ("left", "right", "said", "found"),
    [
        ("killed=2", "killed=11", "", True),
        ("killed=2", "killed=11", "judge different a b", False),
        ("killed=11", "killed=2", "", False),
    ],
    ids=["two tolls", "ruled two", "it may have grown"],
)
def test_two_accounts_that_were_not_joined(
    left: str, right: str, said: str, found: bool
) -> None:
    book = Scene(CAST + RIVALS.format(left, right) + said).book()
    assert len(book.incidents) == 2
    codes = {one.code for one in book.findings}
    assert ("contradiction-rival-accounts" in codes) is found
