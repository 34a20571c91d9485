"""Scenes: which claims become one incident."""

import pytest

from derive.cast import holds

SCENES = {
    "two outlets, one event": (
        """
        doc d1 2024-05-02T08:00 wire
        doc d2 2024-05-02T09:00 agency
        incident a d1 on=2024-05-01 at=harbour by=red-front target=blue-army \
            type=uav_attack killed=2
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
        incident a d1 on=2024-05-01 at=harbour claimed=red-front says=red-front \
            stance=self_claim type=uav_attack
        incident b d1 on=2024-05-01 at=depot claimed=red-front says=red-front \
            stance=self_claim type=uav_attack
        incident c d1 on=2024-05-01 at=airfield claimed=red-front says=red-front \
            stance=self_claim type=uav_attack
        incident d d1 on=2024-05-01 at=fort claimed=red-front says=red-front \
            stance=self_claim type=uav_attack
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
        incident w d1 on=2024-05-01 at=harbour,airfield,fort by=red-front \
            several=sites:3 killed=9
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
    "a text that may come back to its event leaves the count open": (
        """
        doc d1 2024-05-02T08:00 wire
        incident a d1 on=2024-05-01 at=harbour by=red-front target=blue-army \
            type=uav_attack
        incident b d1 on=2024-05-01 by=red-front type=uav_attack
        total t d1 2 since=2024-05-01 until=2024-05-02
        """,
        """
        incident b
          on 2024-05-01
          by red-front
          occurrence single_root
          responsibility single_root
        incident a
          on 2024-05-01
          at harbour
          by red-front
          occurrence single_root
          responsibility single_root
        total t not_tested 1..2
        """,
    ),
    "two attacks on one site that a text tells apart": (
        """
        doc d1 2024-05-02T08:00 wire
        incident a d1 on=2024-05-01 at=harbour target=blue-army killed=3
        incident b d1 on=2024-05-01 at=harbour target=blue-army killed=9
        doc d2 2024-05-02T09:00 agency
        incident c d2 on=2024-05-01 at=harbour target=blue-army killed=3
        """,
        """
        incident b
          on 2024-05-01
          at harbour
          killed 9
          occurrence single_root
          effect single_root
        incident a c
          on 2024-05-01
          at harbour
          killed 3
          occurrence corroborated
          effect corroborated
        """,
    ),
    "a faction and its brand tell of one operation": (
        """
        actor red-brand brand XA
        edge red-front operates_under_brand red-brand
        doc d1 2024-05-02T08:00 wire
        incident a d1 on=2024-05-01 at=harbour claimed=red-brand type=uav_attack
        doc d2 2024-05-02T09:00 agency
        incident b d2 on=2024-05-01 at=harbour claimed=red-front type=uav_attack
        """,
        """
        incident a b
          on 2024-05-01
          at harbour
          by red-brand, red-front
          occurrence corroborated
          responsibility self_claim
        ! actor-at-two-levels a b
        """,
    ),
    "a nearby site across a border without a toll stays apart": (
        """
        doc d1 2024-05-02T08:00 wire
        incident a d1 on=2024-05-01 at=harbour target=blue-army type=uav_attack
        doc d2 2024-05-02T09:00 agency
        incident b d2 on=2024-05-01 at=fort target=blue-army type=uav_attack
        """,
        """
        incident a
          on 2024-05-01
          at harbour
          occurrence single_root
        incident b
          on 2024-05-01
          at fort
          occurrence single_root
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
}


@pytest.mark.parametrize("name", SCENES)
def test_scene(name: str) -> None:
    holds(*SCENES[name])
