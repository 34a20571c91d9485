"""A person judges at the terminal: what is said holds at the next derivation."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from cli.terminal import Ran, articles, done, run

ME = {"TALLYSTICK_BY": "A. Reader"}


@pytest.fixture(scope="module")
def read_once(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A ledger that has been read and derived, to be copied by each test."""
    place = tmp_path_factory.mktemp("judging")
    done(place, "review", articles(place), "--format", "json", "-o", "first.json")
    return place / "tallystick.db"


@pytest.fixture
def folder(read_once: Path, tmp_path: Path) -> Path:
    (tmp_path / "tallystick.db").write_bytes(read_once.read_bytes())
    return tmp_path


def judge(folder: Path, *words: str) -> str:
    """Say something; the id of the judgement."""
    ran = done(folder, "judge", *words, "--why", "I looked", **ME)
    assert ran.talk == "entered in the log\n"
    return ran.data.decode().strip()


def drone_claims(folder: Path) -> list[str]:
    """The two claims of the drone in Visby."""
    (row,) = [one for one in incidents(folder) if len(one["claims"]) == 2]
    return [str(one) for one in row["claims"]]


def incidents(folder: Path) -> list[Any]:
    return done(folder, "incidents").rows


def sizes(folder: Path) -> list[int]:
    return sorted(len(one["claims"]) for one in incidents(folder))


def tallies(folder: Path) -> dict[int, dict[str, Any]]:
    rows = done(folder, "read", "--json").rows
    return {one["count"]["stated"]: one for row in rows for one in row["tallies"]}


def document(folder: Path, source: str) -> str:
    lines = done(folder, "documents").data.decode("utf-8").splitlines()
    return next(one for one in lines if source in one).split("\t")[0]


def test_different_parts_what_was_joined_and_withdrawing_joins_it_again(
    folder: Path,
) -> None:
    assert sizes(folder) == [1, 2]
    before = done(folder, "incidents").data
    said = judge(folder, "different", *drone_claims(folder))
    assert sizes(folder) == [1, 1, 1]
    judge(folder, "withdraw", said)
    assert done(folder, "incidents").data == before


def test_same_joins_what_was_apart(folder: Path) -> None:
    apart = [one["claims"][0] for one in incidents(folder)]
    judge(folder, "same", *apart)
    assert sizes(folder) == [3]


@pytest.mark.parametrize("word", ["reject", "set_aside"])
def test_what_is_kept_out_is_counted_no_more(folder: Path, word: str) -> None:
    (alone,) = [one for one in incidents(folder) if len(one["claims"]) == 1]
    judge(folder, word, alone["claims"][0])
    (row,) = done(folder, "count").rows
    assert (row["low"], row["high"]) == (1, 1)


def test_accept_changes_no_count_and_is_counted_as_looked_at(folder: Path) -> None:
    before = done(folder, "count").data
    judge(folder, "accept", drone_claims(folder)[0])
    assert done(folder, "count").data == before
    page = done(folder, "review", "--format", "md").data.decode("utf-8")
    assert "[0](" not in next(line for line in page.splitlines() if "looked at" in line)


def test_correct_replaces_a_field(folder: Path) -> None:
    total = tallies(folder)[15]
    value = '{"low": 50, "high": 50, "bound": "exact", "stated": 50}'
    judge(folder, "correct", total["id"], "--field", "number", "--value", value)
    page = json.loads(done(folder, "review", "--format", "json").data)
    assert (
        '"50"' in json.dumps(page)
        or " 50" in json.dumps(page)
        or ": 50" in json.dumps(page)
    )


def test_add_enters_a_total_that_was_missed(folder: Path) -> None:
    claim = {
        "kind": "tally",
        "quote": "four soldiers",
        "fields": {
            "unit": "soldiers",
            "measure": "killed",
            "number": {"low": 4, "high": 4, "bound": "exact", "stated": 4},
        },
    }
    before = len(done(folder, "reconcile").rows)
    place = document(folder, "Evening Register")
    judge(folder, "add", place, "--claim", json.dumps(claim))
    assert len(done(folder, "reconcile").rows) == before + 1


def test_a_judgement_on_a_reading_that_changed_is_reported_and_not_applied(
    folder: Path,
) -> None:
    total = tallies(folder)[15]["id"]
    value = '{"low": 50, "high": 50, "bound": "exact", "stated": 50}'
    first = judge(folder, "correct", total, "--field", "number", "--value", value)
    judge(folder, "set_aside", total)
    assert total not in {row["claim"] for row in done(folder, "reconcile").rows}
    judge(folder, "withdraw", first)
    ran = done(folder, "reconcile")
    assert total in {row["claim"] for row in ran.rows}
    assert ran.talk.startswith(
        "stale-judgement: set aside by A. Reader quotes another reading and is not applied "
        f"({total} judgement-"
    )


def test_a_review_says_that_a_judgement_does_not_hold_as_said(folder: Path) -> None:
    total = tallies(folder)[15]["id"]
    value = '{"low": 50, "high": 50, "bound": "exact", "stated": 50}'
    first = judge(folder, "correct", total, "--field", "number", "--value", value)
    judge(folder, "set_aside", total)
    told = "some judgements do not hold as they were said"
    assert told not in done(folder, "review", "--format", "md").data.decode()
    judge(folder, "withdraw", first)
    for form in ("md", "html"):
        ran = done(folder, "review", "--format", form, "-o", "page")
        assert told in (folder / "page").read_text("utf-8")
        assert "stale-judgement" in ran.talk


def redact(folder: Path, by: str, quote: str) -> Ran:
    place = document(folder, "Evening Register")
    words = ("judge", "redact", place, "--quote", quote, "--why", "in danger")
    return run(folder, *words, "--by", by)


def test_two_people_redact_and_one_does_not(folder: Path) -> None:
    for by in ("A. Reader", "a. reader "):
        ran = redact(folder, by, "eleven days")
        assert ran.code == 0
        assert ran.talk.endswith("it takes effect when a second person says the same\n")
    assert "eleven days" in done(folder, "read", "--json").data.decode()
    (asked, *_) = done(folder, "queue", "--json", "--by", "B. Reader").rows
    assert (asked["kind"], asked["passages"][0]["words"]) == ("redaction", "eleven days")
    assert (
        "the words are masked for ever" in redact(folder, "B. Reader", "eleven days").talk
    )
    assert "eleven days" not in done(folder, "read", "--json").data.decode()
    assert done(folder, "verify").talk == "everything is as it was written\n"


def test_the_second_signature_can_be_given_as_an_answer(folder: Path) -> None:
    redact(folder, "A. Reader", "eleven days")
    (folder / "answers.txt").write_text("y", "utf-8")
    done(folder, "adjudicate", "--answers", "answers.txt", "--by", "B. Reader")
    assert "eleven days" not in done(folder, "read", "--json").data.decode()


def test_a_batch_is_entered_line_by_line(folder: Path) -> None:
    one, other = drone_claims(folder)
    lines = (
        {"word": "different", "ids": [one, other], "why": "two nights"},
        {"word": "accept", "ids": ["claim-0"], "why": "no such"},
        {"word": "accept", "ids": [one], "why": "as printed", "by": "C. Reader"},
    )
    (folder / "batch.jsonl").write_text("\n".join(map(json.dumps, lines)), "utf-8")
    before = len(incidents(folder))
    ran = run(folder, "judge", "--batch", "batch.jsonl", **ME)
    assert ran.code == 1
    assert "not entered: batch.jsonl, line 2: no claim is called 'claim-0'" in ran.talk
    assert "entered 2 in the log" in ran.talk
    said = done(folder, "judgements", "--json").rows
    assert [(row["verdict"], row["by"]) for row in said] == [
        ("different", "A. Reader"),
        ("accept", "C. Reader"),
    ]
    assert len(incidents(folder)) == before + 1


def test_a_log_goes_to_another_ledger_and_does_the_same_there(
    folder: Path, tmp_path: Path
) -> None:
    (tmp_path / "other.db").write_bytes((folder / "tallystick.db").read_bytes())
    judge(folder, "different", *drone_claims(folder))
    done(folder, "judgements", "-o", "log.jsonl")
    for new in (1, 0):
        words = ("judge", "--batch", "log.jsonl", "--ledger", "other.db")
        assert f"entered {new} in the log" in done(folder, *words).talk
    there = done(folder, "incidents", "--ledger", "other.db").data
    assert there == done(folder, "incidents").data


def test_a_policy_may_ask_for_two_people(folder: Path) -> None:
    (folder / "policy.json").write_text('{"two_people": ["different"]}', "utf-8")
    two, before = {"TALLYSTICK_POLICY": "policy.json"}, len(incidents(folder))
    words = ("judge", "different", *drone_claims(folder), "--why", "two nights", "--by")
    assert "when a second person says" in done(folder, *words, "A. Reader", **two).talk
    assert len(done(folder, "incidents", **two).rows) == before
    assert len(incidents(folder)) == before + 1
    done(folder, *words, "B. Reader", **two)
    assert len(done(folder, "incidents", **two).rows) == before + 1


@pytest.mark.parametrize(
    "text", ["[]", "{", '{"link_att": 1}', '{"two_people": ["agree"]}']
)
def test_a_policy_that_is_none(folder: Path, text: str) -> None:
    (folder / "policy.json").write_text(text, "utf-8")
    ran = run(folder, "derive", TALLYSTICK_POLICY="policy.json")
    assert ran.code == 3
    assert "TALLYSTICK_POLICY: expected JSON with fields of the policy" in ran.talk


def test_the_same_word_twice_is_one_word(folder: Path) -> None:
    words = ("judge", "accept", drone_claims(folder)[0], "--why", "checked")
    first = done(folder, *words, **ME)
    again = done(folder, *words, **ME)
    assert first.talk == "entered in the log\n"
    assert again.data.startswith(b"judgement-")


MISTAKES = {
    "nobody's name": (("accept", "CLAIM", "--by", ""), "give --by or set TALLYSTICK_BY"),
    "no reason": (("accept", "CLAIM", "--why", " "), "say it with --why"),
    "too few": (("same", "CLAIM"), "same takes 2 ids, 1 came"),
    "too many": (("reject", "CLAIM", "CLAIM"), "reject takes 1 id, 2 came"),
    "one twice": (("different", "CLAIM", "CLAIM"), "two different ids"),
    "no such claim": (("accept", "claim-0"), "`tallystick read --json` prints the ids"),
    "a claim for a document": (("add", "CLAIM"), "`tallystick documents` lists them"),
    "no such judgement": (("withdraw", "judgement-0"), "no judgement is called"),
    "no field": (("correct", "CLAIM", "--value", "3"), "takes --field and --value"),
    "no such field": (
        ("correct", "CLAIM", "--field", "nmber", "--value", "3"),
        "field: expected one of speaker, chain, ",
    ),
    "no such value": (
        ("correct", "CLAIM", "--field", "number", "--value", "3"),
        'in the form of what stands: {"bound":"exact","high":15,"low":15,"stated":15}',
    ),
    "no JSON": (
        ("add", "DOCUMENT", "--claim", "kind=tally"),
        "came 'kind=tally'; write it",
    ),
    "a quote of all": (
        ("add", "DOCUMENT", "--claim", '{"kind": "tally", "quote": "on"}'),
        "expected a quote that stands once",
    ),
    "a quote of nothing": (
        ("add", "DOCUMENT", "--claim", '{"kind": "tally", "quote": "zeppelin"}'),
        "this one stands 0 times",
    ),
    "no quote": (("redact", "DOCUMENT"), "redact takes --quote"),
    "words that are not there": (
        ("redact", "DOCUMENT", "--quote", "zeppelin"),
        "they do not stand in it",
    ),
    "nothing": ((), "expected what you say, or --batch; nothing came"),
    "no such kind": (
        (
            "add",
            "DOCUMENT",
            "--claim",
            '{"kind": "war", "part": "text", "start": 0, "end": 2}',
        ),
        "expected kind (incident, tally, statement)",
    ),
}


def test_mistakes_are_said_and_nothing_is_kept(folder: Path) -> None:
    names = {"CLAIM": tallies(folder)[15]["id"], "DOCUMENT": document(folder, "Evening")}
    done(folder, "export", "before")
    for name, (words, told) in MISTAKES.items():
        ran = _said(folder, [names.get(word, word) for word in words])
        assert (ran.code, ran.data) == (2, b""), name
        assert told in ran.talk, name
        assert ran.talk.count("\n") == 1, name
    done(folder, "export", "after")
    log = "judgements.jsonl"
    assert (folder / "before" / log).read_bytes() == (folder / "after" / log).read_bytes()


def _said(folder: Path, words: list[str]) -> Ran:
    why = () if "--why" in words else ("--why", "I looked")
    by = () if "--by" in words else ("--by", "A. Reader")
    return run(folder, "judge", *words, *why, *by)
