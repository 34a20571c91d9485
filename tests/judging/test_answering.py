"""Scenes: somebody sits down and answers; what they say goes into the log."""

import json
from collections.abc import Callable

import pytest
from derive.ledgers import judged
from hypothesis import given, settings
from hypothesis import strategies as st

from judging.desk import OPEN, Desk
from judging.test_queue import MAYBE_ONE, UNSURE
from tallystick.codec import dumps
from tallystick.errors import RequestError
from tallystick.model.claims import IncidentClaim
from tallystick.model.judgements import Judgement, Verdict
from tallystick.pipeline import derive
from tallystick.policy import Policy
from tallystick.views.answering import ASKS, Given, Round, answers_to
from tallystick.views.question_text import brief, question_text
from tallystick.views.queue import Kind

THREE = (
    MAYBE_ONE
    + """
    doc d3 2024-05-02T10:00 Daily
    incident c d3 on=2024-05-01 at=harbour
    """
)


def joined(desk: Desk) -> list[list[str]]:
    """The incidents, as the scene names their claims."""
    names = desk.scene.names
    book = derive(desk.ledger, desk.policy, actors=desk.scene.directory)
    return sorted(sorted(names[c] for c in one.claims) for one in book.incidents)


def test_one_key_joins_and_the_log_keeps_what_was_asked() -> None:
    desk = Desk(MAYBE_ONE, OPEN)
    round_ = desk.sit_down()
    asked = round_.question
    assert asked is not None
    made = round_.give(Given("s"))
    assert desk.log == [made]
    assert (made.verdict, made.by) == (Verdict.SAME, "ben")
    assert made.readings == tuple(one.reading for one in asked.shown)
    assert made.why == f"answered as asked: {ASKS[Kind.SAME_EVENT]}"
    kept = json.loads(made.detail)["question"]
    assert (kept["id"], kept["score"]) == (asked.id, asked.score)
    assert kept["levels"] == [[one.aspect, one.level] for one in asked.reasons]
    assert round_.question is None
    assert joined(desk) == [["a", "b"]]


def test_an_undone_answer_can_be_given_again_in_the_same_second() -> None:
    desk = Desk(MAYBE_ONE, OPEN)
    before = joined(desk)
    round_ = desk.sit_down()
    round_._clock = lambda: "2024-08-01T00:00:00Z"
    round_.give(Given("s"))
    assert round_.undo() is not None
    assert joined(desk) == before
    assert round_.place[0] == 1
    round_.give(Given("s"))
    assert joined(desk) == [["a", "b"]]
    assert [one.verdict for one in desk.log] == ["same", "withdraw", "same"]
    times = [one.at for one in desk.log]
    assert times == sorted(times)


def test_what_was_answered_settles_what_follows_from_it() -> None:
    desk = Desk(THREE, OPEN)
    round_ = desk.sit_down()
    assert round_.place == (1, 3)
    round_.give(Given("same"))
    round_.give(Given("same"))
    assert round_.question is None
    assert len(desk.log) == 2
    assert joined(desk) == [["a", "b", "c"]]


def test_two_groups_told_apart_once_are_apart() -> None:
    desk = Desk(THREE, OPEN)
    round_ = desk.sit_down()
    round_.give(Given("s"))
    round_.give(Given("d"))
    assert round_.question is None


def test_a_rejected_claim_is_asked_no_more() -> None:
    desk = Desk(THREE, OPEN)
    desk.read_anew("a", readers=UNSURE)
    round_ = desk.sit_down()
    reading = next(one for one in desk.questions() if one.kind is Kind.AS_READ)
    round_.go_to(reading.id)
    round_.give(Given("r", "a drill"))
    left = [q for q in round_._questions if not round_._settled(q)]
    assert reading.subjects[0] not in {name for q in left for name in q.subjects}
    round_.undo()
    assert round_.question == reading


def test_a_field_is_corrected_and_what_cannot_be_is_refused() -> None:
    desk = Desk("doc d1 2024-05-02T08:00 wire\nincident a d1 on=2024-05-01 killed=3")
    desk.read_anew("a", readers=UNSURE)
    round_ = desk.sit_down()
    assert round_.corrects
    with pytest.raises(RequestError, match="write --value in the form"):
        round_.give(Given("c", "", "killed", "7"))
    with pytest.raises(RequestError, match="field: expected one of"):
        round_.give(Given("c", "", "deaths", "[]"))
    assert desk.log == []
    round_.give(Given("c", "no toll is told", "killed", "[]"))
    (incident,) = derive(desk.ledger, Policy(), actors=desk.scene.directory).incidents
    assert incident.killed is None
    assert incident.looked_at


def test_a_stale_word_still_holds_when_somebody_says_so() -> None:
    desk = Desk(MAYBE_ONE + "judge set_aside a", OPEN)
    desk.read_anew("a", event_type="rocket_attack")
    round_ = desk.sit_down()
    assert round_.question is not None
    assert round_.question.kind is Kind.AGAIN
    made = round_.give(Given("y"))
    assert (made.verdict, made.by) == (Verdict.SET_ASIDE, "ben")
    assert desk.asked() == []
    book = derive(desk.ledger, desk.policy, actors=desk.scene.directory)
    assert [one.set_aside for one in book.incidents if one.set_aside] == [
        "set aside by ben: answered as asked: " + ASKS[Kind.AGAIN]
    ]


def test_a_stale_word_is_taken_back() -> None:
    desk = Desk(MAYBE_ONE + "judge set_aside a", OPEN)
    desk.read_anew("a", event_type="rocket_attack")
    round_ = desk.sit_down()
    round_.give(Given("w"))
    assert desk.log[-1].subjects == (desk.log[0].id,)
    assert not [line for line in desk.asked() if line.startswith("again")]


def test_of_contradicting_words_one_is_withdrawn() -> None:
    desk = Desk(MAYBE_ONE + "judge reject a\njudge accept a as=cid", OPEN)
    round_ = desk.sit_down()
    assert round_.question is not None
    assert [a.key for a in answers_to(round_.question)] == ["1", "2"]
    round_.give(Given("1"))
    assert desk.log[-1].subjects == (desk.log[0].id,)
    assert not [line for line in desk.asked() if line.startswith("conflict")]


def test_a_torn_chain_is_mended_by_taking_back_any_of_its_words() -> None:
    text = MAYBE_ONE + (
        "doc d3 2024-06-02T09:00 agency\nincident c d3 on=2024-06-01 at=airfield\n"
        "judge same a b\njudge same b c\njudge different a c"
    )
    for key in ("1", "2", "3"):
        desk = Desk(text)
        round_ = desk.sit_down()
        assert round_.question is not None
        assert round_.question.kind is Kind.CONFLICT
        round_.give(Given(key))
        assert not [line for line in desk.asked() if line.startswith("conflict")]


def test_the_second_person_signs() -> None:
    policy = Policy(two_people=(Verdict.REJECT,))
    desk = Desk(MAYBE_ONE + "judge reject a", policy)
    round_ = desk.sit_down()
    round_.give(Given("y"))
    book = derive(desk.ledger, policy, actors=desk.scene.directory)
    assert len([one for one in book.incidents if one.set_aside]) == 1


def test_the_round_stays_where_it_was_if_the_log_refuses() -> None:
    desk = Desk(MAYBE_ONE, OPEN)
    round_ = desk.sit_down()

    def refuse(_: Judgement) -> None:
        raise RequestError("no room")

    round_._enter = refuse
    with pytest.raises(RequestError, match="no room"):
        round_.give(Given("s"))
    assert round_.place == (1, 1)
    assert round_.said == ()


MISTAKES: dict[str, tuple[Callable[[Round], object], str]] = {
    "no such answer": (lambda r: r.give(Given("z")), "expected s .same., d .different."),
    "nothing to undo": (lambda r: r.undo(), "nothing to undo"),
    "no such question": (lambda r: r.go_to("question-0"), "no open question"),
}


@pytest.mark.parametrize("name", MISTAKES)
def test_mistakes_are_said(name: str) -> None:
    act, told = MISTAKES[name]
    with pytest.raises(RequestError, match=told):
        act(Desk(MAYBE_ONE, OPEN).sit_down())


def test_a_question_reads_as_text() -> None:
    (asked,) = Desk(MAYBE_ONE, OPEN).questions()
    text = "\n".join(question_text(asked, (1, 1)))
    assert "Do these two tell of one event?" in text
    assert "wire, 2024-05-02T08:00, en: d1" in text
    assert "⟦report000⟧" in text
    assert "date same day" in text
    assert "an answer could move incidents in all reports by 50%" in text
    assert brief(asked).endswith(f"[{asked.id}]")


def test_words_from_outside_do_not_steer_the_terminal() -> None:
    desk = Desk(MAYBE_ONE, OPEN)
    name = "d1"
    from dataclasses import replace

    hostile = desk.scene.docs[name].text.replace("report003", "\x1b[2J\u202e")
    desk.scene.docs[name] = replace(desk.scene.docs[name], text=hostile)
    claim = desk.scene.claims["a"]
    anchor = replace(claim.anchor, document=desk.scene.docs[name].id)
    assert isinstance(claim, IncidentClaim)
    desk.scene.claims["a"] = replace(claim, anchor=anchor)
    (asked,) = desk.questions()
    text = "\n".join(question_text(asked, (1, 1)))
    assert "\x1b" not in text
    assert "\u202e" not in text
    assert "\ufffd[2J\ufffd" in text


@settings(max_examples=15, deadline=None, derandomize=True)
@given(judged(), st.lists(st.sampled_from("sdarxyw1uk"), max_size=6))
def test_answering_and_undoing_everything_is_saying_nothing(scene, keys) -> None:  # type: ignore[no-untyped-def]
    desk = Desk("")
    desk.scene, desk.log = scene, list(scene.log)
    before = derive(desk.ledger, desk.policy, actors=scene.directory)
    round_ = desk.sit_down()
    sat: Round = round_
    for key in keys:
        if sat.question is None:
            break
        if key in {answer.key for answer in answers_to(sat.question)}:
            sat.give(Given(key))
        else:
            sat.skip()
    while sat._steps:
        sat.undo()
    after = derive(desk.ledger, desk.policy, actors=scene.directory)
    assert dumps(after) == dumps(before)
