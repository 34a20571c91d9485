"""Scenes: two books beside each other, and what made the one of the other."""

from dataclasses import replace

import pytest
from derive.ledgers import judged
from hypothesis import given, settings

from judging.desk import Desk
from tallystick import codec
from tallystick.model.ledger import Ledger
from tallystick.pipeline import derive
from tallystick.policy import Policy
from tallystick.testing import Scene
from tallystick.views.differences import Became, Differences, differences
from tallystick.views.snapshot import Snapshot, snapshot

BASE = """
doc d1 2024-05-02T08:00 wire
incident a d1 on=2024-05-01 at=harbour killed=2 target=blue-army
doc d2 2024-05-22T08:00 wire
incident b d2 on=2024-05-21 at=airfield
total t d2 7 since=2024-01-01 until=2024-05-30
"""
SECOND = """
doc d3 2024-05-02T09:00 agency
incident c d3 on=2024-05-01 at=harbour killed=2 target=blue-army
"""


def taken(scene: Scene, ledger: Ledger | None = None) -> Snapshot:
    held = ledger or scene.ledger
    book = derive(held, Policy(), actors=scene.directory)
    return snapshot(held, book, Policy(), scene.directory)


def between(before: str, after: str) -> tuple[Differences, Scene]:
    old, new = Desk(before).scene, Desk(after).scene
    return differences(taken(old), taken(new)), new


def names_of(scene: Scene, ids: tuple[str, ...]) -> list[str]:
    return sorted(scene.names.get(one, one) for one in ids)


def test_a_second_root_changes_a_grade_and_is_named() -> None:
    found, scene = between(BASE, BASE + SECOND)
    (change,) = found.incidents
    assert change.became is Became.CHANGED
    fields = {one.name: (one.before, one.after) for one in change.fields}
    assert fields["occurrence"] == ("single_root", "corroborated")
    assert names_of(scene, change.because) == ["d3"]
    assert names_of(scene, found.documents_in) == ["d3"]
    assert found.counts == ()


def test_a_new_incident_moves_the_counts_and_the_totals_it_lies_in() -> None:
    other = SECOND.replace("2024-05-01", "2024-03-01").replace("harbour", "fort")
    found, scene = between(BASE, BASE + other)
    assert [one.became for one in found.incidents] == [Became.NEW]
    assert {one.measure for one in found.counts} == {"incidents", "killed"}
    (total,) = found.totals
    assert scene.names[total.claim] == "t"
    assert names_of(scene, total.because) == ["d3"]
    back, _ = between(BASE + other, BASE)
    assert [one.became for one in back.incidents] == [Became.GONE]
    assert back.documents_out == found.documents_in


JUDGED = {
    "same": ("judge same a b", Became.JOINED),
    "reject": ("judge reject a", Became.CHANGED),
    "correct": ("judge correct a killed=3", Became.CHANGED),
    "add": ("judge add z d1 on=2024-04-01 at=fort", Became.NEW),
}


@pytest.mark.parametrize("name", JUDGED)
def test_a_judgement_is_named_for_what_it_did(name: str) -> None:
    line, became = JUDGED[name]
    found, scene = between(BASE, BASE + line)
    (change,) = found.incidents
    assert change.became is became
    assert change.because == (scene.log[0].id,)
    assert found.judgements_in == (scene.log[0].id,)


def test_a_withdrawal_is_named_for_what_it_undid() -> None:
    said, undone = BASE + "judge same a b", BASE + "judge same a b\njudge withdraw 1"
    found, scene = between(said, undone)
    (change,) = found.incidents
    assert change.became is Became.PARTED
    assert change.because == (scene.log[1].id,)


def test_what_another_policy_did_has_no_document_behind_it() -> None:
    scene = Desk(BASE + SECOND).scene
    held, actors = scene.ledger, scene.directory
    strict = Policy(link_at=0.9999, sure_at=0.9999)
    other = snapshot(held, derive(held, strict, actors=actors), strict, actors)
    (change,) = differences(taken(scene), other).incidents
    assert (change.became, change.because) == (Became.PARTED, ())


@settings(max_examples=20, deadline=None, derandomize=True)
@given(judged())
def test_a_book_does_not_differ_from_itself(scene: Scene) -> None:
    one = taken(scene)
    assert differences(one, one) == Differences()
    assert codec.loads(Snapshot, codec.dumps(one)) == one


@settings(max_examples=20, deadline=None, derandomize=True)
@given(judged())
def test_there_and_back_are_each_other_reversed(scene: Scene) -> None:
    one = taken(scene)
    other = taken(scene, replace(scene.ledger, judgements=()))
    there, back = differences(other, one), differences(one, other)
    assert there.judgements_in == back.judgements_out
    assert [(c.before, c.after) for c in there.incidents] == [
        (c.after, c.before) for c in back.incidents
    ]
    assert [(c.measure, c.before, c.after) for c in there.counts] == [
        (c.measure, c.after, c.before) for c in back.counts
    ]
    if there.incidents:
        assert there.judgements_in


def test_an_edition_repeats_no_incidents_for_its_totals() -> None:
    kept = taken(Desk(BASE).scene).to_keep()
    assert all(total.incidents == () for total in kept.totals)
    assert differences(kept, taken(Desk(BASE).scene)) == Differences()
