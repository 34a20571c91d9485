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
