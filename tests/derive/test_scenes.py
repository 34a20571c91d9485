"""Scenes: a few documents and claims, and what becomes of them. Read them as the manual.

Each is one thing that must hold, written so that a reader needs no Python. The cast is
the same in all: a group, an army, their media, two outlets that serve neither.
"""

from textwrap import dedent

import pytest

from tallystick.testing import derived

CAST = """
actor red-front armed XA
actor blue-army force XB
actor wire media GB
actor agency media FR
actor red-radio media XA
edge red-radio state_payroll red-front
place harbour facility XA 10.00,20.00
place depot facility XA 10.05,20.05
place airfield facility XA 13.00,24.00
place fort facility XB 10.30,20.30
place border near XA/XB
place xa country XA
"""

SCENES = {
    "two outlets, one event": (
        """
        doc d1 2024-05-02T08:00 wire
        doc d2 2024-05-02T09:00 agency
        incident a d1 on=2024-05-01 at=harbour by=red-front target=blue-army type=uav_attack killed=2
        incident b d2 on=2024-05-01 at=harbour target=blue-army type=uav_attack killed=2
        """,
        """
        incident a b
          on 2024-05-01
          at harbour
          by red-front
          killed 2
          occurrence corroborated
          responsibility single_root
          effect corroborated
        """,
    ),
    "five attacks claimed in one statement stay five": (
        """
        doc d1 2024-05-02T08:00 red-front
        incident a d1 on=2024-05-01 at=harbour claimed=red-front says=red-front stance=self_claim type=uav_attack
        incident b d1 on=2024-05-01 at=depot claimed=red-front says=red-front stance=self_claim type=uav_attack
        incident c d1 on=2024-05-01 at=airfield claimed=red-front says=red-front stance=self_claim type=uav_attack
        incident d d1 on=2024-05-01 at=fort claimed=red-front says=red-front stance=self_claim type=uav_attack
        doc d2 2024-05-02T09:00 wire
        incident e d2 on=2024-05-01 at=airfield by=red-front type=uav_attack
        """,
        """
        incident b
          on 2024-05-01
          at depot
          by red-front
          occurrence self_claim
          responsibility self_claim
        incident a
          on 2024-05-01
          at harbour
          by red-front
          occurrence self_claim
          responsibility self_claim
        incident c e
          on 2024-05-01
          at airfield
          by red-front
          occurrence corroborated
          responsibility corroborated
        incident d
          on 2024-05-01
          at fort
          by red-front
          occurrence self_claim
          responsibility self_claim
        """,
    ),
    "an exact copy adds nothing": (
        """
        doc d1 2024-05-02T08:00 wire
        incident a d1 on=2024-05-01 at=harbour killed=2
        doc d2 2024-05-04T09:00 Daily copies=d1
        """,
        """
        incident a d2.a
          on 2024-05-01
          at harbour
          killed 2
        """,
    ),
    "a near copy adds no root": (
        """
        doc d1 2024-05-02T08:00 wire
        incident a d1 on=2024-05-01 at=harbour killed=2
        doc d2 2024-05-04T09:00 Daily resembles=d1
        incident b d2 on=2024-05-01 at=harbour killed=2
        """,
        """
        incident a b
          on 2024-05-01
          at harbour
          killed 2
        """,
    ),
    "a late copy does not bring back an old toll": (
        """
        doc d1 2024-05-02T08:00 wire
        incident a d1 on=2024-05-01 at=harbour target=blue-army killed=2
        doc d2 2024-05-03T09:00 wire
        incident b d2 on=2024-05-01 at=harbour target=blue-army killed=5 stance=corrects
        doc d3 2024-05-04T10:00 Daily resembles=d1
        incident c d3 on=2024-05-01 at=harbour target=blue-army killed=2
        """,
        """
        incident a b c
          on 2024-05-01
          at harbour
          killed 5
          occurrence single_root
          effect single_root
        """,
    ),
    "at least is not contradicted by more": (
        """
        doc d1 2024-05-02T08:00 wire
        incident a d1 on=2024-05-01 at=harbour target=blue-army killed=12..
        doc d2 2024-05-02T09:00 agency
        incident b d2 on=2024-05-01 at=harbour target=blue-army killed=14
        """,
        """
        incident a b
          on 2024-05-01
          at harbour
          killed 14
          occurrence corroborated
          effect corroborated
        """,
    ),
    "two counts of one day contradict each other": (
        """
        doc d1 2024-05-02T08:00 wire
        incident a d1 on=2024-05-01 at=harbour target=blue-army killed=12
        doc d2 2024-05-02T09:00 agency
        incident b d2 on=2024-05-01 at=harbour target=blue-army killed=14
        """,
        """
        incident a b
          on 2024-05-01
          at harbour
          killed 12..14
          occurrence corroborated
          effect corroborated
        ! contradiction-killed a b
        """,
    ),
    "a later higher count grew": (
        """
        doc d1 2024-05-02T08:00 wire
        incident a d1 on=2024-05-01 at=harbour target=blue-army killed=12
        doc d2 2024-05-04T09:00 agency
        incident b d2 on=2024-05-01 at=harbour target=blue-army killed=14
        """,
        """
        incident a b
          on 2024-05-01
          at harbour
          killed 12..14
          occurrence corroborated
          effect corroborated
        ! evolving-toll a b
        """,
    ),
    "one event on two sides of a border": (
        """
        doc d1 2024-05-02T08:00 wire
        incident a d1 on=2024-05-01 at=harbour target=blue-army type=uav_attack killed=3
        doc d2 2024-05-02T09:00 red-radio
        incident b d2 on=2024-05-01 at=fort target=blue-army type=uav_attack killed=3
        doc d3 2024-05-02T10:00 agency
        incident c d3 on=2024-05-01 at=border target=blue-army type=uav_attack killed=3
        """,
        """
        incident a b c
          on 2024-05-01
          at harbour, fort, border
          killed 3
          occurrence corroborated
          effect corroborated
        ! contradiction-place a b
        """,
    ),
    "a wave is a parent of the sites it names": (
        """
        doc d1 2024-05-02T08:00 wire
        incident w d1 on=2024-05-01 at=harbour,airfield,fort by=red-front several=sites:3 killed=9
        doc d2 2024-05-02T09:00 agency
        incident a d2 on=2024-05-01 at=harbour by=red-front
        incident b d2 on=2024-05-01 at=airfield by=red-front
        """,
        """
        incident w
          on 2024-05-01
          at harbour, airfield, fort
          by red-front
          killed 9
          occurrence single_root
          responsibility single_root
          effect single_root
        incident a  part of w
          on 2024-05-01
          at harbour
          by red-front
          occurrence single_root
          responsibility single_root
        incident b  part of w
          on 2024-05-01
          at airfield
          by red-front
          occurrence single_root
          responsibility single_root
        """,
    ),
    "a denial beside a claim": (
        """
        doc d1 2024-05-02T08:00 red-radio
        incident a d1 on=2024-05-01 at=harbour target=blue-army claimed=red-front says=red-front stance=self_claim
        doc d2 2024-05-02T09:00 agency
        incident b d2 on=2024-05-01 at=harbour target=blue-army says=blue-army stance=denies_event assertion=did_not_occur
        """,
        """
        incident a b
          on 2024-05-01
          at harbour
          by red-front
          counts 0..1
          occurrence self_claim contested
          responsibility self_claim
        ! contradiction-occurrence a b
        """,
    ),
    "both sides say so": (
        """
        doc d1 2024-05-02T08:00 red-radio
        incident a d1 on=2024-05-01 at=harbour target=blue-army claimed=red-front says=red-front stance=self_claim
        doc d2 2024-05-02T09:00 agency
        incident b d2 on=2024-05-01 at=harbour target=blue-army by=red-front says=blue-army
        """,
        """
        incident a b
          on 2024-05-01
          at harbour
          by red-front
          occurrence agreed
          responsibility agreed
        """,
    ),
    "an unknown speaker is never independent": (
        """
        doc d1 2024-05-02T08:00 "Some Channel"
        incident a d1 on=2024-05-01 at=harbour by=red-front
        doc d2 2024-05-02T09:00 "Another Channel"
        incident b d2 on=2024-05-01 at=harbour by=red-front
        """,
        """
        incident a b
          on 2024-05-01
          at harbour
          by red-front
        """,
    ),
    "an agency that a paper repeats is one root": (
        """
        doc d1 2024-05-02T08:00 wire
        incident a d1 on=2024-05-01 at=harbour by=red-front
        doc d2 2024-05-02T09:00 Daily via=wire
        incident b d2 on=2024-05-01 at=harbour by=red-front
        """,
        """
        incident a b
          on 2024-05-01
          at harbour
          by red-front
          occurrence single_root
          responsibility single_root
        """,
    ),
    "people outrank the matcher": (
        """
        doc d1 2024-05-02T08:00 wire
        incident a d1 on=2024-05-01 at=harbour killed=2
        doc d2 2024-05-02T09:00 agency
        incident b d2 on=2024-05-01 at=harbour killed=2
        judge different a b
        """,
        """
        incident a
          on 2024-05-01
          at harbour
          killed 2
        incident b
          on 2024-05-01
          at harbour
          killed 2
        """,
    ),
    "people join what nothing else does": (
        """
        doc d1 2024-05-02T08:00 wire
        incident a d1 on=2024-05-01 at=harbour
        incident b d1 on=2024-05-03 at=fort
        judge same a b
        """,
        """
        incident b a
          on 2024-05-01..2024-05-03
          at fort, harbour
        """,
    ),
    "people who contradict each other are told so": (
        """
        doc d1 2024-05-02T08:00 wire
        incident a d1 on=2024-05-01 at=harbour
        doc d2 2024-06-02T09:00 wire
        incident b d2 on=2024-06-01 at=harbour
        doc d3 2024-07-02T10:00 wire
        incident c d3 on=2024-07-01 at=harbour
        judge same a b
        judge same b c
        judge different a c
        """,
        """
        incident a b
          on 2024-05-01..2024-06-01
          at harbour
        incident c
          on 2024-07-01
          at harbour
        ! judgements-conflict b c
        """,
    ),
    "the last word stands, and a withdrawn one was never said": (
        """
        doc d1 2024-05-02T08:00 wire
        incident a d1 on=2024-05-01 at=harbour killed=2
        judge reject a
        judge accept a
        judge correct a killed=4
        judge withdraw 3
        """,
        """
        incident a
          on 2024-05-01
          at harbour
          killed 2
        """,
    ),
    "rejected and set aside claims are kept and not counted": (
        """
        doc d1 2024-05-02T08:00 wire
        incident a d1 on=2024-05-01 at=harbour killed=2
        doc d2 2024-05-02T09:00 agency
        incident b d2 on=2024-05-01 at=harbour killed=2
        total t d2 7 since=2024-01-01 until=2024-05-30
        judge reject b
        """,
        """
        incident a
          on 2024-05-01
          at harbour
          killed 2
        incident b
          rejected by ana: as the text says
          on 2024-05-01
          at harbour
          killed 2
        total t not_tested 1..1
        """,
    ),
    "a correction changes its field alone": (
        """
        doc d1 2024-05-02T08:00 wire
        incident a d1 on=2024-05-01 at=harbour killed=20
        judge correct a killed=2
        judge correct a on=2024-04-30
        """,
        """
        incident a
          on 2024-04-30
          at harbour
          killed 2
        """,
    ),
    "a person adds what was missed": (
        """
        doc d1 2024-05-02T08:00 wire
        incident a d1 on=2024-05-01 at=harbour killed=20
        judge add b d1 on=2024-04-20 at=fort killed=1
        """,
        """
        incident b
          on 2024-04-20
          at fort
          killed 1
        incident a
          on 2024-05-01
          at harbour
          killed 20
        """,
    ),
    "two claimants": (
        """
        actor green-band armed XA
        doc d1 2024-05-02T08:00 wire
        incident a d1 on=2024-05-01 at=harbour claimed=red-front killed=3
        doc d2 2024-05-02T09:00 agency
        incident b d2 on=2024-05-01 at=harbour claimed=green-band killed=3
        """,
        """
        incident a b
          on 2024-05-01
          at harbour
          by red-front, green-band
          killed 3
          occurrence corroborated
          responsibility self_claim contested
          effect corroborated
        ! contradiction-responsibility a b
        """,
    ),
    "a text that comes back to its event tells of one": (
        """
        doc d1 2024-05-02T08:00 wire
        incident a d1 on=2024-05-01 at=harbour by=red-front type=uav_attack killed=3
        incident b d1 at=harbour killed=3
        incident c d1 on=2024-05-01 at=fort by=red-front type=uav_attack
        """,
        """
        incident c
          on 2024-05-01
          at fort
          by red-front
          occurrence single_root
          responsibility single_root
        incident b a
          on 2024-05-01
          at harbour
          by red-front
          killed 3
          occurrence single_root
          responsibility single_root
          effect single_root
        """,
    ),
    "silence joins nothing": (
        """
        doc d1 2024-05-02T08:00 wire
        incident a d1
        doc d2 2024-05-02T09:00 agency
        incident b d2
        """,
        """
        incident a
        incident b
        """,
    ),
    "a coarse report fits two sites and joins neither": (
        """
        doc d1 2024-05-02T08:00 wire
        incident a d1 on=2024-05-01 at=harbour by=red-front type=uav_attack
        doc d2 2024-05-02T09:00 agency
        incident b d2 on=2024-05-01 at=airfield by=red-front type=uav_attack
        doc d3 2024-05-02T10:00 Daily
        incident c d3 on=2024-05-01 at=xa by=red-front type=uav_attack
        """,
        """
        incident a
          on 2024-05-01
          at harbour
          by red-front
          occurrence single_root
          responsibility single_root
        incident b
          on 2024-05-01
          at airfield
          by red-front
          occurrence single_root
          responsibility single_root
        incident c
          on 2024-05-01
          at xa
          by red-front
        """,
    ),
    "a coarse report with one site to fit joins it": (
        """
        doc d1 2024-05-02T08:00 wire
        incident a d1 on=2024-05-01 at=harbour by=red-front type=uav_attack
        doc d2 2024-05-02T09:00 agency
        incident b d2 on=2024-05-01 at=xa by=red-front type=uav_attack
        """,
        """
        incident a b
          on 2024-05-01
          at harbour, xa
          by red-front
          occurrence corroborated
          responsibility corroborated
        """,
    ),
    "another day is another event": (
        """
        doc d1 2024-05-02T08:00 wire
        incident a d1 on=2024-05-01 at=harbour by=red-front type=uav_attack
        doc d2 2024-05-09T09:00 agency
        incident b d2 on=2024-05-08 at=harbour by=red-front type=uav_attack
        """,
        """
        incident a
          on 2024-05-01
          at harbour
          by red-front
          occurrence single_root
          responsibility single_root
        incident b
          on 2024-05-08
          at harbour
          by red-front
          occurrence single_root
          responsibility single_root
        """,
    ),
    "what is threatened or planned is no incident": (
        """
        doc d1 2024-05-02T08:00 wire
        incident a d1 on=2024-05-01 at=harbour assertion=threatened
        incident b d1 on=2024-05-01 at=harbour assertion=planned
        """,
        """

        """,
    ),
    "a source takes back what it said": (
        """
        doc d1 2024-05-02T08:00 wire
        incident a d1 on=2024-05-01 at=harbour by=red-front target=blue-army killed=2
        doc d2 2024-05-03T09:00 wire
        incident b d2 on=2024-05-01 at=harbour by=red-front target=blue-army stance=retracts killed=2
        """,
        """
        incident a b
          on 2024-05-01
          at harbour
          by red-front
          killed 2
          counts 0..1
          occurrence discounted contested
          responsibility single_root
          effect discounted
        """,
    ),
    "the side that was hit acknowledges it": (
        """
        doc d1 2024-05-02T08:00 wire
        incident a d1 on=2024-05-01 at=harbour target=blue-army says=blue-army stance=acknowledges_hit type=uav_attack
        """,
        """
        incident a
          on 2024-05-01
          at harbour
          occurrence agreed
        """,
    ),
    "state media are no witness to their own side": (
        """
        doc d1 2024-05-02T08:00 red-radio
        incident a d1 on=2024-05-01 at=fort claimed=red-front target=blue-army
        """,
        """
        incident a
          on 2024-05-01
          at fort
          by red-front
          occurrence self_claim
          responsibility self_claim
        """,
    ),
    "unknown is not nought": (
        """
        doc d1 2024-05-02T08:00 wire
        incident a d1 on=2024-05-01 at=harbour by=red-front target=blue-army
        doc d2 2024-05-02T09:00 agency
        incident b d2 on=2024-05-01 at=harbour by=red-front target=blue-army killed=0
        """,
        """
        incident a b
          on 2024-05-01
          at harbour
          by red-front
          killed 0
          occurrence corroborated
          responsibility corroborated
          effect single_root
        """,
    ),
}


@pytest.mark.parametrize("name", SCENES)
def test_scene(name: str) -> None:
    scene, expected = SCENES[name]
    assert derived(CAST + dedent(scene)) == dedent(expected).strip()
