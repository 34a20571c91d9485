"""Scenes: what is asked first, and what is not asked at all."""

import pytest
from derive.ledgers import judged
from hypothesis import given, settings

from judging.desk import OPEN, Desk
from tallystick import codec
from tallystick.model.derived import Finding
from tallystick.model.judgements import Verdict
from tallystick.model.values import Reader
from tallystick.policy import Policy
from tallystick.testing import Scene
from tallystick.views.queue import Kind, questions

MAYBE_ONE = """
doc d1 2024-05-02T08:00 wire
incident a d1 on=2024-05-01 at=harbour
doc d2 2024-05-02T09:00 agency
incident b d2 on=2024-05-01 at=harbour killed=3
"""
UNSURE = (Reader("scene/1", 0.7),)


def test_a_pair_that_may_be_one_event_is_asked_and_shown_in_full() -> None:
    desk = Desk(MAYBE_ONE, OPEN)
    (one,) = desk.questions()
    assert (one.kind, one.stands) == (Kind.SAME_EVENT, "kept apart")
    assert one.score is not None
    assert one.doubt == round(min(1.0, 2 * one.score), 4)
    assert one.priority == round(one.effect * one.doubt, 4)
    assert [(moved.figure, moved.share) for moved in one.moves] == [("incidents", 0.5)]
    assert {"date", "place"} <= {reason.aspect for reason in one.reasons}
    claims = {claim.id: claim for claim in desk.scene.claims.values()}
    documents = {document.id: document for document in desk.scene.docs.values()}
    for shown in one.shown:
        document, claim = documents[shown.document], claims[shown.claim]
        assert shown.source in ("wire", "agency")
        assert document.text[shown.start :].startswith(shown.sentence)
        start, end = shown.mark
        assert shown.sentence[start:end] == document.quote(claim.anchor.span)


def test_what_was_judged_is_asked_no_more() -> None:
    assert len(Desk(MAYBE_ONE, OPEN).asked()) == 1
    for word in ("same", "different"):
        assert Desk(MAYBE_ONE + f"judge {word} a b", OPEN).asked() == []


def test_a_link_that_an_incident_hangs_on_is_asked() -> None:
    desk = Desk(
        """
        doc d1 2024-05-02T08:00 wire
        incident a d1 on=2024-05-01 at=harbour
        doc d2 2024-05-02T09:00 agency
        incident b d2 on=2024-05-01 at=harbour
        """
    )
    (one,) = [q for q in desk.questions() if q.kind is Kind.SAME_EVENT]
    assert one.stands == "taken for one event"


def test_the_larger_effect_is_asked_first() -> None:
    desk = Desk(
        """
        doc d1 2024-05-02T08:00 wire
        incident few d1 on=2024-05-01 at=harbour killed=2
        doc d2 2024-05-20T09:00 agency
        incident many d2 on=2024-05-19 at=airfield killed=200
        """
    )
    for name in ("few", "many"):
        desk.read_anew(name, readers=UNSURE)
    assert desk.asked() == ["as_read many", "as_read few"]
    first, second = desk.questions()
    assert first.priority > second.priority


def test_what_is_certain_or_moves_nothing_is_not_asked() -> None:
    desk = Desk(
        """
        doc d1 2024-05-02T08:00 wire
        incident a d1 on=2024-05-01 at=harbour killed=2
        statement s d1 halt_announced by=red-front
        """
    )
    assert desk.asked() == []


@pytest.mark.parametrize(("findings", "doubt"), [(0, 0.6), (1, 0.8), (2, 0.9)])
def test_each_finding_about_a_claim_halves_what_is_certain_of_it(
    findings: int, doubt: float
) -> None:
    desk = Desk("doc d1 2024-05-02T08:00 wire\nincident a d1 on=2024-05-01 at=harbour")
    desk.read_anew("a", readers=UNSURE)
    about = (desk.scene.claims["a"].id,)
    for number in range(findings):
        desk.found.append(Finding("read-two-ways", about, f"reader {number}"))
    desk.found.append(Finding("undated-claim", about, "worth knowing, no more"))
    (one,) = desk.questions()
    assert (one.doubt, len(one.findings)) == (doubt, findings)


PEOPLE = {
    "contradicting words are asked": (
        MAYBE_ONE + "judge reject a\njudge accept a as=cid",
        "conflict a",
    ),
    "a chain that is torn is asked as a whole": (
        MAYBE_ONE
        + """
        doc d3 2024-06-02T09:00 agency
        incident c d3 on=2024-06-01 at=airfield
        judge same a b
        judge same b c
        judge different a c
        """,
        "conflict a b c",
    ),
}


@pytest.mark.parametrize("name", PEOPLE)
def test_what_people_said_is_asked_again(name: str) -> None:
    text, expected = PEOPLE[name]
    desk = Desk(text)
    found = [" ".join([k, *sorted(n)]) for k, *n in map(str.split, desk.asked())]
    assert expected in found
    asked = next(q for q in desk.questions() if q.kind == expected.split()[0])
    assert asked.doubt == 1.0
    assert asked.judgements


def test_the_second_person_is_asked_and_not_the_first() -> None:
    policy = Policy(two_people=(Verdict.REJECT,))
    desk = Desk(MAYBE_ONE + "judge reject a as=Ben", policy=policy)
    assert "second_person a" in desk.asked("cid")
    assert "second_person a" not in desk.asked("ben ")


def test_a_stale_word_is_asked_again() -> None:
    desk = Desk(MAYBE_ONE + "judge set_aside a", OPEN)
    assert desk.asked() == []
    desk.read_anew("a", event_type="rocket_attack")
    one = next(one for one in desk.questions() if one.kind is Kind.AGAIN)
    assert one.judgements == tuple(desk.log)
    assert (one.doubt, one.stands) == (1.0, "it is not applied")


@settings(max_examples=20, deadline=None, derandomize=True)
@given(judged())
def test_the_queue_is_a_function_of_its_book_in_falling_order(scene: Scene) -> None:
    book, policy, actors = scene.book(), Policy(), scene.directory
    asked = questions(scene.ledger, book, policy, actors)
    assert asked == questions(scene.ledger, book, policy, actors)
    assert asked[:2] == questions(scene.ledger, book, policy, actors, limit=2)
    priorities = [one.priority for one in asked]
    assert priorities == sorted(priorities, reverse=True)
    assert len({one.id for one in asked}) == len(asked)
    for one in asked:
        assert 0 <= one.doubt <= 1
        assert all(0 < moved.share <= 1 for moved in one.moves)
        assert set(one.subjects) >= {shown.claim for shown in one.shown}
        assert codec.loads(type(one), codec.dumps(one)) == one
