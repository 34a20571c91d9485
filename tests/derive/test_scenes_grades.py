"""Scenes: how well an incident is supported."""

import pytest

from derive.cast import holds

SCENES = {
    "a denial beside a claim": (
        """
        doc d1 2024-05-02T08:00 red-radio
        incident a d1 on=2024-05-01 at=harbour target=blue-army claimed=red-front \
            says=red-front stance=self_claim
        doc d2 2024-05-02T09:00 agency
        incident b d2 on=2024-05-01 at=harbour target=blue-army says=blue-army \
            stance=denies_event assertion=did_not_occur
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
        incident a d1 on=2024-05-01 at=harbour target=blue-army claimed=red-front \
            says=red-front stance=self_claim
        doc d2 2024-05-02T09:00 agency
        incident b d2 on=2024-05-01 at=harbour target=blue-army by=red-front \
            says=blue-army
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
    "a backer is no outsider": (
        """
        actor green-force force XC
        edge red-front allied_with green-force
        doc d1 2024-05-02T08:00 wire
        incident a d1 on=2024-05-01 at=fort by=red-front target=blue-army says=red-front
        doc d2 2024-05-02T09:00 agency
        incident b d2 on=2024-05-01 at=fort by=red-front target=blue-army says=green-force
        """,
        """
        incident a b
          on 2024-05-01
          at fort
          by red-front
          occurrence self_claim
          responsibility self_claim
        """,
    ),
    "an actor who denies its part contests it": (
        """
        doc d1 2024-05-02T08:00 wire
        incident a d1 on=2024-05-01 at=harbour by=red-front target=blue-army killed=3
        doc d2 2024-05-02T09:00 agency
        incident b d2 on=2024-05-01 at=harbour denied=red-front target=blue-army \
            says=red-front killed=3
        """,
        """
        incident a b
          on 2024-05-01
          at harbour
          by red-front
          killed 3
          occurrence corroborated
          responsibility single_root contested
          effect corroborated
        ! contradiction-responsibility a b
        """,
    ),
    "two organs of one side are one origin": (
        """
        actor green-force force XC
        actor green-spokesman office XC
        edge green-spokesman speaks_for green-force
        doc d1 2024-05-02T08:00 wire
        incident a d1 on=2024-05-01 at=harbour by=red-front target=blue-army \
            says=green-force
        doc d2 2024-05-02T09:00 agency
        incident b d2 on=2024-05-01 at=harbour by=red-front target=blue-army \
            says=green-spokesman
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
    "a suspicion is no attribution": (
        """
        doc d1 2024-05-02T08:00 wire
        incident a d1 on=2024-05-01 at=harbour suspects=red-front target=blue-army
        """,
        """
        incident a
          on 2024-05-01
          at harbour
          by red-front
          occurrence single_root
        """,
    ),
    "two who are no parties refute what one party says": (
        """
        doc d1 2024-05-02T08:00 red-radio
        incident a d1 on=2024-05-01 at=fort claimed=red-front target=blue-army
        doc d2 2024-05-02T09:00 agency
        incident b d2 on=2024-05-01 at=fort target=blue-army assertion=did_not_occur
        doc d3 2024-05-02T10:00 wire
        incident c d3 on=2024-05-01 at=fort target=blue-army assertion=did_not_occur
        """,
        """
        incident a b c
          on 2024-05-01
          at fort
          by red-front
          counts 0..1
          occurrence discounted contested
          responsibility self_claim
        ! contradiction-occurrence a b
        ! contradiction-occurrence a c
        """,
    ),
    "the other side's denial refutes nothing": (
        """
        doc d1 2024-05-02T08:00 red-radio
        incident a d1 on=2024-05-01 at=harbour claimed=red-front target=blue-army
        doc d2 2024-05-02T09:00 agency
        incident b d2 on=2024-05-01 at=harbour target=blue-army says=blue-army \
            assertion=did_not_occur
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
    "nobody killed is a denial of the dead": (
        """
        doc d1 2024-05-02T08:00 red-radio
        incident a d1 on=2024-05-01 at=harbour claimed=red-front target=blue-army \
            type=uav_attack killed=9
        doc d2 2024-05-02T09:00 agency
        incident b d2 on=2024-05-01 at=harbour target=blue-army says=blue-army \
            type=uav_attack killed=0
        """,
        """
        incident a b
          on 2024-05-01
          at harbour
          by red-front
          killed 0..9
          occurrence agreed
          responsibility self_claim
          effect self_claim contested
        ! contradiction-killed a b
        """,
    ),
    "a source takes back what it said": (
        """
        doc d1 2024-05-02T08:00 wire
        incident a d1 on=2024-05-01 at=harbour by=red-front target=blue-army killed=2
        doc d2 2024-05-03T09:00 wire
        incident b d2 on=2024-05-01 at=harbour by=red-front target=blue-army \
            stance=retracts killed=2
        """,
        """
        incident a b
          on 2024-05-01
          at harbour
          by red-front
          killed 2
          counts 0..1
          occurrence discounted
          responsibility discounted
          effect discounted
        """,
    ),
    "the side that was hit acknowledges it": (
        """
        doc d1 2024-05-02T08:00 wire
        incident a d1 on=2024-05-01 at=harbour target=blue-army says=blue-army \
            stance=acknowledges_hit type=uav_attack
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
}


@pytest.mark.parametrize("name", SCENES)
def test_scene(name: str) -> None:
    holds(*SCENES[name])
