"""The log in and out: what became of each word, and words that come in lines."""

import json

import pytest

from judging.desk import Desk
from judging.test_queue import MAYBE_ONE
from tallystick.codec import dumps
from tallystick.errors import RequestError
from tallystick.model.judgements import Verdict
from tallystick.policy import Policy
from tallystick.views.log import Batch, entries, judgement_rows
from tallystick.views.moments import moment_of

AT = "2024-08-01T00:00:00Z"


def batch(desk: Desk) -> Batch:
    return Batch(desk.ledger, desk.policy, "ben", AT)


def line(**row: object) -> bytes:
    return json.dumps(row).encode()


FATES = {
    "judge reject a": "stands",
    "judge reject a\njudge accept a as=ben": "overtaken stands",
    "judge reject a\njudge withdraw 1": "withdrawn withdraws",
    "judge reject a\njudge withdraw 1\njudge withdraw 2": "stands withdrawn withdraws",
    "judge accept a\njudge same a b": "stands stands",
    "judge same a b": "waiting",
    "judge same a b\njudge same a b as=ben": "overtaken stands",
}


@pytest.mark.parametrize("lines", FATES)
def test_the_log_says_what_became_of_each_word(lines: str) -> None:
    two = (Verdict.SAME,) if lines.startswith("judge same") else ()
    policy = Policy(two_people=two)
    found = entries(Desk(MAYBE_ONE + lines).ledger, policy)
    assert " ".join(one.fate for one in found) == FATES[lines]


def test_stale_and_lost_words_are_told_apart() -> None:
    desk = Desk(MAYBE_ONE + "judge reject a\njudge reject b")
    desk.read_anew("a", event_type="rocket_attack")
    held = desk.ledger
    gone = desk.scene.claims["b"].id
    readings = tuple(r for r in held.readings if all(c.id != gone for c in r.claims))
    from dataclasses import replace

    found = entries(replace(held, readings=readings), Policy())
    assert [one.fate for one in found] == ["stale", "lost"]


def test_what_was_printed_can_be_taken_in_as_it_was_said() -> None:
    said = Desk(MAYBE_ONE + "judge same a b\njudge correct a killed=4\njudge withdraw 1")
    rows = list(judgement_rows(said.ledger, said.policy))
    fresh = Desk(MAYBE_ONE)
    taking = batch(fresh)
    taken = tuple(taking.judgement(json.dumps(row).encode()) for row in rows)
    assert taken == tuple(said.log)


def test_a_line_is_checked_against_those_before_it() -> None:
    desk = Desk(MAYBE_ONE)
    a, taking = desk.scene.claims["a"], batch(desk)
    mended = taking.judgement(
        line(word="correct", ids=[a.id], field="killed", value=[], why="none is told")
    )
    accepted = taking.judgement(line(word="accept", ids=[a.id], why="right now", by="cid"))
    back = taking.judgement(line(word="withdraw", ids=[accepted.id], why="too quick"))
    assert (mended.by, accepted.by) == ("ben", "cid")
    assert back.subjects == (accepted.id,)
    desk.log += [mended, accepted]
    assert [one.fate for one in entries(desk.ledger, desk.policy)] == ["stands", "stands"]


MISTAKES = {
    b"[]": "expected a JSON object, came list",
    b"{": "expected a JSON object, but",
    b'{"word": "same"}': "no list of ids",
    b'{"word": "same", "ids": [], "note": 1}': "came the keys note",
    b'{"word": "agree", "ids": []}': "expected one of same, different",
    b'{"word": "same", "ids": []}': "same takes 2 ids, 0 came",
    b'{"word": "accept", "ids": ["claim-0"], "why": "x"}': "no claim is called",
    b'{"verdict": "same"}': "expected a judgement as it was exported",
}


@pytest.mark.parametrize("row", MISTAKES)
def test_mistakes_are_said(row: bytes) -> None:
    with pytest.raises(RequestError, match=MISTAKES[row]):
        batch(Desk(MAYBE_ONE)).judgement(row)


def test_a_record_that_was_changed_is_refused() -> None:
    desk = Desk(MAYBE_ONE + "judge accept a")
    (row,) = judgement_rows(desk.ledger, desk.policy)
    changed = json.dumps({**row, "why": "somebody else's words"}).encode()
    with pytest.raises(RequestError, match="it was changed"):
        batch(desk).judgement(changed)


MOMENTS = {
    "2024-01-30": "2024-01-30T23:59:59Z",
    "2024-01-30T18:00:00Z": "2024-01-30T18:00:00Z",
    "2024-01-30T18:00": "2024-01-30T18:00:00Z",
    "2024-01-30T18:00:00+02:00": "2024-01-30T16:00:00Z",
}


@pytest.mark.parametrize("text", MOMENTS)
def test_moments_are_in_utc(text: str) -> None:
    assert moment_of(text) == MOMENTS[text]


@pytest.mark.parametrize("text", ["", "yesterday", "2024-13-01", "2024-02-30T10:00:00Z"])
def test_what_is_no_moment_is_said(text: str) -> None:
    with pytest.raises(RequestError, match="a day like 2024-01-30 or a time like"):
        moment_of(text)


def test_the_question_beside_an_answer_changes_no_word() -> None:
    desk = Desk(MAYBE_ONE)
    a = desk.scene.claims["a"]
    detail = dumps({"field": "killed", "value": [], "question": {"id": "question-1"}})
    from tallystick.model.judgements import Judgement

    asked = Judgement(Verdict.CORRECT, (a.id,), (a.reading,), "ben", AT, "none", detail)
    plain = batch(desk).judgement(
        line(word="correct", ids=[a.id], field="killed", value=[], why="none")
    )
    from dataclasses import replace

    policy = Policy(two_people=(Verdict.CORRECT,))
    ledger = replace(desk.ledger, judgements=(asked, replace(plain, by="cid")))
    assert [one.fate for one in entries(ledger, policy)] == ["overtaken", "stands"]
