"""Scenes: who must say a thing before it holds, and people who say different things."""

from dataclasses import replace

import pytest
from derive.cast import CAST
from derive.ledgers import judged
from hypothesis import given, settings
from hypothesis import strategies as st

from tallystick import judge
from tallystick.model.judgements import Judgement, Verdict
from tallystick.pipeline import derive
from tallystick.policy import Policy
from tallystick.testing import Scene

TWO = Policy(two_people=(Verdict.REJECT, Verdict.CORRECT, Verdict.SAME))
REPORTS = (
    CAST
    + """
    doc d1 2024-05-02T08:00 wire
    incident a d1 on=2024-05-01 at=harbour killed=2
    doc d2 2024-05-12T09:00 agency
    incident b d2 on=2024-05-11 at=airfield killed=7
    """
)


def stands(lines: str, policy: Policy = TWO) -> tuple[int, list[str]]:
    """How many claims are kept out, and what is amiss in the log."""
    made = judge.judged(Scene(REPORTS + lines).ledger, policy)
    return len(made.aside), sorted(finding.code for finding in made.findings)


SCENES = {
    "one person alone changes nothing": ("judge reject a", 0, ["judgement-unsigned"]),
    "the second person lets it hold": ("judge reject a\njudge reject a as=ben", 1, []),
    "nobody seconds their own word": (
        "judge reject a\njudge reject a as=Ana",
        0,
        ["judgement-unsigned"],
    ),
    "a withdrawn signature is none": (
        "judge reject a\njudge reject a as=ben\njudge withdraw 1",
        0,
        ["judgement-unsigned"],
    ),
    "who has since said otherwise has not signed": (
        "judge reject a\njudge accept a\njudge reject a as=ben",
        0,
        ["judgement-unsigned", "judgements-disagree"],
    ),
    "a verdict that asks for one needs one": ("judge set_aside a", 1, []),
    "two values are no two signatures": (
        "judge correct a killed=3\njudge correct a killed=4 as=ben",
        0,
        ["judgement-unsigned", "judgements-disagree"],
    ),
}


@pytest.mark.parametrize("name", SCENES)
def test_two_people_must_say_it(name: str) -> None:
    lines, aside, codes = SCENES[name]
    assert stands(lines) == (aside, codes)


def test_what_stood_before_stands_until_the_second_has_spoken() -> None:
    lines = "judge set_aside a\njudge reject a as=ben"
    made = judge.judged(Scene(REPORTS + lines).ledger, TWO)
    assert list(made.aside.values()) == ["set aside by ana: as the text says"]


def test_a_correction_by_two_is_a_correction() -> None:
    lines = "judge correct a killed=3\njudge correct a killed=3 as=ben"
    scene = Scene(REPORTS + lines)
    assert scene.book(TWO).incidents == scene.book().incidents
    assert len(judge.standing(scene.log, TWO.two_people)) == 1


DISAGREEING = {
    "two people, two words": "judge accept a\njudge reject a as=ben",
    "two people, two values": "judge correct a killed=3\njudge correct a killed=4 as=ben",
    "joined and parted": "judge same a b\njudge different a b as=ben",
    "kept out and joined": "judge reject a\njudge same a b",
}
AGREEING = {
    "one person thinks again": "judge accept a\njudge reject a",
    "one takes it back": "judge accept a\njudge reject a as=ben\njudge withdraw 1",
    "the other comes round": (
        "judge accept a\njudge reject a as=ben\njudge reject a as=ana"
    ),
    "two fields": "judge correct a killed=3\njudge correct a on=2024-05-02 as=ben",
    "two people, one word": "judge accept a\njudge accept a as=ben",
}


@pytest.mark.parametrize("name", DISAGREEING)
def test_people_who_do_not_agree_are_reported(name: str) -> None:
    found = Scene(REPORTS + DISAGREEING[name]).book().findings
    assert [one.code for one in found] == ["judgements-disagree"]


@pytest.mark.parametrize("name", AGREEING)
def test_people_who_agree_are_not(name: str) -> None:
    assert Scene(REPORTS + AGREEING[name]).book().findings == ()


@settings(max_examples=25, deadline=None, derandomize=True)
@given(judged(), st.sampled_from(list(Verdict)))
def test_saying_and_withdrawing_is_saying_nothing_under_any_policy(
    scene: Scene, verdict: Verdict
) -> None:
    policy = Policy(two_people=(verdict,))
    before = replace(scene.ledger, judgements=())
    undo = tuple(
        Judgement(Verdict.WITHDRAW, (j.id,), ("",), "bo", "2024-07-01T00:00:00Z", "undone")
        for j in dict.fromkeys(scene.log)
    )
    after = replace(scene.ledger, judgements=(*scene.ledger.judgements, *undo))
    actors = scene.directory
    assert derive(after, policy, actors=actors) == derive(before, policy, actors=actors)
