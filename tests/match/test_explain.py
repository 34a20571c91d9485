"""Every link can say why, and so can what was nearly one."""

import numpy as np
import pytest

from match.pairs import CAST, EVERYTHING, proposal, scene_of, table_of
from tallystick.match.explain import Ending, close_calls, why
from tallystick.match.score import propose
from tallystick.policy import Policy
from tallystick.resolve import resolve_all
from tallystick.testing import Scene

HERE = "at=harbour on=2024-05-01"


@pytest.mark.parametrize(
    ("left", "right", "one_text", "joined", "ending"),
    [
        (HERE, HERE, False, True, Ending.JOINED),
        (
            "at=land on=2024-05-01",
            "at=land on=2024-05-02",
            False,
            True,
            Ending.JOINED_BY_OTHERS,
        ),
        (f"{HERE} several=sites:3", HERE, False, False, Ending.WHOLE_AND_PART),
        (f"{HERE} killed=3", f"{HERE} killed=9", True, False, Ending.TOLD_APART),
        (HERE, "at=harbour on=2024-05-20", False, False, Ending.AGAINST),
        ("at=land on=2024-05-01", "at=land on=2024-05-02", False, False, Ending.WEAK),
        (HERE, HERE, False, False, Ending.OUTVOTED),
    ],
)
def test_a_pair_says_what_became_of_it(
    left: str, right: str, one_text: bool, joined: bool, ending: Ending
) -> None:
    found = proposal(
        f"{left} type=uav_attack", f"{right} type=uav_attack", one_text=one_text
    )
    if found is None:
        pytest.skip("no key brings the two together")
    assert why(found, Policy(), joined=joined).ending is ending


def test_reasons_add_up_to_the_score_and_the_heaviest_comes_first() -> None:
    found = proposal(f"{HERE} killed=12", f"{HERE} killed=12")
    assert found is not None
    told = why(found, Policy(), joined=True)
    odds = told.prior + sum(reason.weight for reason in told.reasons)
    assert round(1 / (1 + 2**-odds), 4) == found.score
    assert told.reasons[0].level == "same, ten or more"
    weights = [abs(reason.weight) for reason in told.reasons]
    assert weights == sorted(weights, reverse=True)


def test_close_calls_are_pairs_of_two_groups_the_closest_first() -> None:
    scene = Scene(f"""{CAST}
        doc d1 2024-05-03T08:00 North
        doc d2 2024-05-03T09:00 South
        doc d3 2024-05-03T10:00 East
        incident a d1 at=harbour on=2024-05-01 type=uav_attack
        incident b d2 at=airfield on=2024-05-01 type=uav_attack
        incident c d3 at=land on=2024-05-01 type=uav_attack
        """)
    table, actors = table_of(scene)
    links = propose(table, Policy(), actors)
    groups = resolve_all(table, links, Policy())
    told = list(close_calls(table, links, groups, Policy()))
    pairs = [
        {scene.names[one.proposal.left], scene.names[one.proposal.right]} for one in told
    ]
    assert sorted(map(sorted, pairs)) == [["a", "c"], ["b", "c"]]
    scores = [one.proposal.score for one in told]
    assert scores == sorted(scores, reverse=True)


def test_one_group_has_no_close_calls() -> None:
    table, actors = table_of(scene_of(HERE, HERE))
    links = propose(table, EVERYTHING, actors)
    assert not list(close_calls(table, links, np.zeros(len(table), np.int64), Policy()))
