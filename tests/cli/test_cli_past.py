"""The book as it stood, and what has changed since: ``--as-of``, ``diff``, editions."""

from __future__ import annotations

import json
import re
from pathlib import Path

import pytest

from cli.terminal import done, run
from tallystick import commands
from tallystick.policy import Policy
from tallystick.store import open_ledger
from tallystick.views.judging import Spoken, judgement_of

DISPATCH = """\
Source: Harbour Dispatch
Url: https://harbour.example/depot
Published: 2031-05-11
Title: Drone hits army depot in Visby

A drone struck an army depot in Visby on 10 May 2031, killing three soldiers.
"""
REGISTER = """\
Source: Evening Register
Url: https://register.example/depot
Published: 2031-05-12
Title: Attack in Visby

On 10 May 2031, a drone attack on an army depot in Visby killed three soldiers.
"""
ONE, TWO, THREE = (f"2031-06-0{day}T09:00:00Z" for day in (1, 2, 3))


@pytest.fixture(scope="module")
def told(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A ledger that took in one report on the first of June, one on the second, and on
    the third a person's word that the two tell of two events."""
    place = tmp_path_factory.mktemp("past")
    (place / "dispatch.txt").write_text(DISPATCH, "utf-8")
    (place / "register.txt").write_text(REGISTER, "utf-8")
    with open_ledger(place / "tallystick.db") as store:
        for name, day in (("dispatch.txt", ONE), ("register.txt", TWO)):
            commands.gather_into(store, [place / name], now=day)
        commands.read_into(store, now=TWO)
        held, book, _ = commands.derive_into(store, Policy(), now=TWO)
        (pair,) = (one.claims for one in book.incidents if len(one.claims) == 2)
        spoken = Spoken("different", pair, "two nights", "A. Reader", THREE)
        store.add_judgement(judgement_of(held, spoken, Policy()))
    return place


@pytest.fixture
def folder(told: Path, tmp_path: Path) -> Path:
    (tmp_path / "tallystick.db").write_bytes((told / "tallystick.db").read_bytes())
    return tmp_path


def sizes(folder: Path, *words: str) -> list[int]:
    return sorted(len(row["claims"]) for row in done(folder, "incidents", *words).rows)


def test_the_book_as_it_stood(folder: Path) -> None:
    assert sizes(folder, "--as-of", "2031-05-31") == []
    assert sizes(folder, "--as-of", "2031-06-01") == [1]
    assert sizes(folder, "--as-of", "2031-06-02") == [2]
    assert sizes(folder, "--as-of", "2031-06-03T08:59:59Z") == [2]
    assert sizes(folder, "--as-of", "2031-06-03T10:00:00+01:00") == [1, 1]
    assert sizes(folder) == [1, 1]


@pytest.mark.parametrize(
    "words", [("incidents",), ("reconcile",), ("count",), ("review", "--format", "md")]
)
def test_as_of_now_is_the_present(folder: Path, words: tuple[str, ...]) -> None:
    now = done(folder, *words).data
    then = done(folder, *words, "--as-of", "2099-01-01").data
    if words[0] == "review":
        then = re.sub(rb"; as it stood on [^,]+, by the documents and [^.\n]+", b"", then)
        then = re.sub(rb"\|[^|\n]*As of[^\n]*\n", b"", then)
    assert then == now


def test_asking_of_the_past_keeps_nothing(folder: Path) -> None:
    done(folder, "derive")
    with open_ledger(folder / "tallystick.db") as store:
        before = store.book()
    ran = done(folder, "derive", "--as-of", "2031-06-01")
    assert "as of 2031-06-01T23:59:59Z: 1 documents, 0 judgements" in ran.talk
    with open_ledger(folder / "tallystick.db") as store:
        assert store.book() == before


def test_a_review_says_of_when_it_is(folder: Path) -> None:
    page = done(folder, "review", "--format", "md", "--as-of", "2031-06-01").data.decode()
    assert re.search("as it stood on [^,]+2031[^,]*, by the documents", page)
    assert "Evening Register" not in page
    page = done(folder, "review", "--format", "json", "--as-of", "2031-06-01").data.decode()
    assert '"2031-06-01T23:59:59Z"' in page


def test_the_difference_between_two_days(folder: Path) -> None:
    (row,) = done(folder, "diff", "2031-06-01", "2031-06-02", "--json").rows
    assert len(row["documents_in"]) == 1
    (change,) = row["incidents"]
    assert change["became"] == "changed"
    assert change["because"] == row["documents_in"]
    (row,) = done(folder, "diff", "2031-06-02", "--json").rows
    (change,) = row["incidents"]
    assert (change["became"], change["because"]) == ("parted", row["judgements_in"])
    assert {one["measure"] for one in row["counts"]} >= {"incidents"}


def test_the_difference_as_text(folder: Path) -> None:
    lines = done(folder, "diff", "2031-06-02").data.decode().splitlines()
    assert lines[0].startswith("+ judgement-")
    assert "incident parted: incident-" in "\n".join(lines)
    assert f"    by {lines[0][2:]}" in lines


@pytest.mark.parametrize("side", ["now", "2031-06-02", "tallystick.db"])
def test_a_ledger_does_not_differ_from_itself(folder: Path, side: str) -> None:
    assert done(folder, "diff", side, side).data == b""


def test_the_difference_between_two_ledgers(folder: Path) -> None:
    (folder / "dispatch.txt").write_text(DISPATCH, "utf-8")
    done(folder, "gather", "dispatch.txt", "--ledger", "other.db")
    (row,) = done(folder, "diff", "other.db", "tallystick.db", "--json").rows
    assert len(row["documents_in"]) == 1
    assert row["documents_out"] == []


def test_an_edition_is_kept_and_compared_with(folder: Path) -> None:
    ran = done(folder, "review", "--format", "md", "--edition", "First", "-o", "first.md")
    assert "kept as edition 1; compare with `tallystick diff edition:1`" in ran.talk
    assert done(folder, "diff", "edition:1").data == b""
    pair = [row["claims"][0] for row in done(folder, "incidents").rows]
    by = ("--why", "one night", "--by", "B. Reader")
    done(folder, "judge", "same", *pair, *by)
    (row,) = done(folder, "diff", "edition:1", "--json").rows
    assert [one["became"] for one in row["incidents"]] == ["joined"]
    with open_ledger(folder / "tallystick.db") as store:
        (edition,) = store.editions()
    assert "Visby" not in edition.content
    assert json.loads(edition.content)["incidents"]


MISTAKES = {
    "no moment": (("incidents", "--as-of", "soon"), "a day like 2024-01-30 or a time"),
    "files of the past": (("count", "a.txt", "--as-of", "2031-06-01"), "asks a ledger"),
    "an edition of the past": (
        ("review", "--as-of", "2031-06-01", "--edition", "x"),
        "--edition came as well",
    ),
    "a review of files of the past": (
        ("review", "a.txt", "--as-of", "2031-06-01"),
        "files came as well",
    ),
    "no such edition": (("diff", "edition:7"), "there are: none; `tallystick review"),
    "no such side": (("diff", "absent.db"), "a day like 2024-01-30"),
}


@pytest.mark.parametrize("name", MISTAKES)
def test_mistakes_are_told_in_words(folder: Path, name: str) -> None:
    words, told = MISTAKES[name]
    (folder / "a.txt").write_text(DISPATCH, "utf-8")
    ran = run(folder, *words)
    assert (ran.code, ran.data) == (2, b"")
    assert told in ran.talk
