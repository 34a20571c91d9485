"""No pair is lost at the edge of a bucket, and no key joins a crowd."""

from datetime import date, timedelta

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from match.pairs import proposal, scene_of, table_of
from tallystick.columns import NONE, cell_of
from tallystick.match.block import candidates
from tallystick.match.score import event_rows, propose
from tallystick.policy import MatchPolicy, Policy
from tallystick.table import build_table
from tallystick.testing import Scene

FEW = settings(max_examples=60, deadline=None, derandomize=True)
START = date(2024, 1, 1)


def day(offset: int) -> str:
    return (START + timedelta(days=offset)).isoformat()


@FEW
@given(st.integers(0, 40), st.integers(0, 2))
def test_two_days_at_most_two_apart_are_candidates(start: int, apart: int) -> None:
    assert proposal(f"at=harbour on={day(start)}", f"at=harbour on={day(start + apart)}")


@FEW
@given(
    st.floats(-80, 80),
    st.floats(-179, 179),
    st.sampled_from([-0.49, 0.0, 0.49]),
    st.sampled_from([-0.49, 0.0, 0.49]),
)
def test_cells_that_touch_share_a_key(
    lat: float, lon: float, north: float, east: float
) -> None:
    scene = Scene(f"""
        place here facility IQ {lat:.2f},{lon:.2f}
        place there facility IQ {lat + north:.2f},{lon + east:.2f}
        doc d1 2024-05-03 North
        doc d2 2024-05-03 South
        incident a d1 at=here on=2024-05-01
        incident b d2 at=there on=2024-05-01
        """)
    table, _ = table_of(scene)
    left, _ = candidates(table, event_rows(table), MatchPolicy())
    assert len(left) == 1


@pytest.mark.parametrize(
    ("left", "right"),
    [
        ("at=harbour on=2024-05-01", "at=land on=2024-05-02"),
        ("at=harbour on=2024-05-01 by=red-front", "on=2024-05-01 by=red-front"),
        ("at=harbour on=2024-05-01 killed=3", "at=fort on=2024-05-01 killed=3"),
        ("at=harbour on=2024-03-01", "at=harbour background=yes"),
        ("at=harbour on=2024-03-01 killed=3", "background=yes killed=3"),
        ("at=harbour on=2024-05-01", "at=harbour"),
        ("on=2024-05-01", "on=2024-05-01"),
        ("at=harbour on=2024-05-01", "on=2024-05-01"),
    ],
)
def test_what_is_told_roughly_still_meets(left: str, right: str) -> None:
    assert proposal(left, right)


@pytest.mark.parametrize(
    ("left", "right"),
    [
        ("at=harbour on=2024-05-01", "at=airfield on=2024-05-01"),
        ("at=harbour on=2024-05-01", "at=harbour on=2024-06-01"),
        ("on=2024-05-01", "on=2024-06-01"),
    ],
)
def test_what_has_nothing_to_do_with_each_other_is_not_compared(
    left: str, right: str
) -> None:
    assert proposal(left, right) is None


def test_a_key_that_a_crowd_shares_joins_nobody() -> None:
    lines = [
        f"doc d{n} 2024-05-03 S{n}\nincident c{n} d{n} at=land on=2024-05-01"
        for n in range(6)
    ]
    scene = Scene("place land country IQ\n" + "\n".join(lines))
    table, actors = table_of(scene)
    assert len(propose(table, Policy(), actors)) == 15
    few = Policy(matching=MatchPolicy(block_rows=5))
    assert len(propose(table, few, actors)) == 0


def test_a_crowd_in_one_cell_meets_by_the_very_day_and_site() -> None:
    told = "doc d{0} 2024-05-03 S{0}\nincident c{0} d{0} at={1} on=2024-05-0{2}"
    where = [("pier", 1), ("pier", 1), ("pier", 2), ("mole", 1), ("mole", 1)]
    lines = [told.format(number, *one) for number, one in enumerate(where)]
    sites = "place pier facility IQ 10.01,20.01\nplace mole facility IQ 10.02,20.02\n"
    table, _ = table_of(Scene(sites + "\n".join(lines)))
    rows = event_rows(table)
    assert len(candidates(table, rows, MatchPolicy())[0]) == 10
    crowded = MatchPolicy(crowd_rows=4)
    left, right = candidates(table, rows, crowded)
    assert len(left) == 2
    assert (table.where.own[left] == table.where.own[right]).all()
    assert (table.days.low[left] == table.days.low[right]).all()


def test_only_events_are_joined() -> None:
    scene = scene_of(
        "at=harbour on=2024-05-01", "at=harbour on=2024-05-01 assertion=planned"
    )
    table, actors = table_of(scene)
    assert len(propose(table, Policy(), actors)) == 0


@pytest.mark.parametrize(
    "airfield", ["13.00,24.00", "10.45,20.45"], ids=["far", "in one cell"]
)
def test_what_speaks_against_a_link_in_a_chain_is_heard(airfield: str) -> None:
    scene = Scene(f"""
        place harbour facility IQ 10.00,20.00
        place airfield facility IQ {airfield}
        place land country IQ
        doc d1 2024-05-03 North
        doc d2 2024-05-03 South
        doc d3 2024-05-03 East
        incident a d1 at=harbour on=2024-05-01 type=uav_attack by=state:IR
        incident b d2 at=airfield on=2024-05-01 type=uav_attack by=state:IR
        incident c d3 at=land on=2024-05-01 type=uav_attack by=state:IR
        """)
    table, actors = table_of(scene)
    pair = {scene.claims["a"].id, scene.claims["b"].id}
    links = propose(table, Policy(), actors).proposals(table)
    found = [p for p in links if {p.left, p.right} == pair]
    assert [dict(p.levels)["place"] for p in found] == ["elsewhere"]
    assert found[0].score < Policy().matching.propose_at


def test_claims_of_an_exact_copy_are_not_matched() -> None:
    here = "at=harbour on=2024-05-01"
    scene = scene_of(here, here)
    scene.doc("d3", "2024-05-09", "East", "copies=d1")
    table, actors = table_of(scene)
    found = tuple(propose(table, Policy(), actors).proposals(table))
    assert len(found) == 1
    assert scene.claims["d3.a"].id not in {found[0].left, found[0].right}


@pytest.mark.parametrize(
    ("lat", "lon", "gid"),
    [
        (-89.75, -179.75, 1),
        (-89.75, 179.75, 720),
        (-89.25, -179.75, 721),
        (89.75, 179.75, 259200),
    ],
)
def test_cells_are_those_of_prio_grid(lat: float, lon: float, gid: int) -> None:
    assert cell_of(lat, lon) == gid


def test_a_table_keeps_its_promises() -> None:
    scene = Scene("""
        place harbour facility IQ 10.00,20.00
        place land country IQ
        doc d2 - South
        doc d1 2024-05-03 North
        incident a d1 at=harbour on=2024-05-01.. killed=3.. says=state:IQ
        incident b d2 at=land killed=0
        total t d1 7 since=2024-01-01 in=IQ,SY
        """)
    table, _ = table_of(scene)
    a, b, t = (table.rows[scene.claims[name].id] for name in "abt")
    assert b == 2, "undated documents stand last"
    assert (table.days.said[a], table.days.high[a] - 2**30) == (True, 0)
    assert table.days.low[a] == date(2024, 5, 1).toordinal()
    assert [table.killed.said[row] for row in (a, b, t)] == [True, True, False]
    assert [table.killed.low[row] for row in (a, b)] == [3, 0]
    assert table.where.countries.words_of(t) == ("IQ", "SY")
    assert (table.where.cell[a] != NONE, table.where.cell[b]) == (True, NONE)
    assert np.isnan(table.where.lat[b])
    assert table.published[b] == NONE
    assert table.roots[table.root[a]] == "state:IQ"
    assert table.roots[table.root[b]] == "said:south"


def test_a_table_refuses_two_claims_of_one_name() -> None:
    scene = scene_of("", "")
    claims = [*scene.claims.values(), *scene.claims.values()]
    with pytest.raises(ValueError, match="share an id"):
        build_table(scene.ledger, claims)
