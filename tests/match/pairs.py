"""Two claims of two outlets, and what the matcher makes of them."""

import numpy as np

from tallystick.directory import Directory
from tallystick.match.compare import ASPECTS, compare
from tallystick.match.pairs import Pairs
from tallystick.match.score import propose
from tallystick.model.derived import Proposal
from tallystick.policy import MatchPolicy, Policy
from tallystick.table import ClaimTable, build_table
from tallystick.testing import Scene

CAST = """
actor red-front armed IQ
actor red-unit armed IQ
actor green-band armed IQ
edge red-unit part_of red-front
place harbour facility IQ.01 10.00,20.00
place quay facility IQ 10.03,20.03
place town town IQ 10.30,20.30
place airfield facility IQ 13.00,24.00
place fort facility SY 40.00,20.00
place region admin1 IQ.01
place outpost facility SY 10.05,20.05
place land country IQ
place land-sy country SY
place border near IQ/SY
place nowhere unknown
"""


def levels(left: str, right: str, *, one_text: bool = False) -> dict[str, str]:
    """How the two compare, whether or not a key brings them together."""
    return levels_of(*table_of(scene_of(left, right, one_text=one_text)))


def levels_of(table: ClaimTable, actors: Directory) -> dict[str, str]:
    """How the first two claims of a table compare."""
    pair = Pairs(table, np.array([0]), np.array([1]), MatchPolicy(), actors)
    return {one.aspect: one.labels[one.index[0]] for one in compare(pair, ASPECTS, {})}


EVERYTHING = Policy(matching=MatchPolicy(propose_at=0.0))
"""Keeps every pair that is compared."""


def scene_of(left: str, right: str, *, one_text: bool = False) -> Scene:
    """The same day's reports with the fields of two claims."""
    document = "d1" if one_text else "d2"
    return Scene(
        f"{CAST}\ndoc d1 2024-05-03T08:00 North\ndoc d2 2024-05-03T09:00 South\n"
        f"incident a d1 {left}\nincident b {document} {right}"
    )


def table_of(scene: Scene) -> tuple[ClaimTable, Directory]:
    ledger = scene.ledger
    claims = [claim for reading in ledger.readings for claim in reading.claims]
    return build_table(ledger, claims, scene.directory), scene.directory


def proposal(left: str, right: str, *, one_text: bool = False) -> Proposal | None:
    """What is proposed of the two; None if no key brings them together."""
    table, actors = table_of(scene_of(left, right, one_text=one_text))
    return next(propose(table, EVERYTHING, actors).proposals(table), None)
