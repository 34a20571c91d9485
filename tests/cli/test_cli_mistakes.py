"""What is said to somebody who asks in the wrong way: what was expected, came, to do."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from cli.terminal import run

USAGE, SETUP = 2, 3

MISTAKES = {
    "an unknown command": (("reveiw", "."), USAGE, "Did you mean 'review'?"),
    "an unknown option": (("count", "--contry", "SE"), USAGE, "--country"),
    "nothing to gather": (("gather",), USAGE, "Missing argument 'INPUT'"),
    "no ledger here": (
        ("count",),
        USAGE,
        "a ledger at tallystick.db, there is none; make it with `tallystick review",
    ),
    "no ledger there": (
        ("verify", "--ledger", "typo.db"),
        USAGE,
        "at typo.db, there is none",
    ),
    "files and a ledger": (("read", "a.txt", "--ledger", "b.db"), USAGE, "both came"),
    "an output in no folder": (
        ("read", "a.txt", "-o", "no/x"),
        USAGE,
        "no folder no; make",
    ),
    "a folder as output": (("review", "-o", "."), USAGE, "expected a file to write"),
    "a day that is none": (
        ("count", "--since", "2031-02-30"),
        USAGE,
        "a day like 2024-01-30",
    ),
    "a window backwards": (
        ("count", "--since", "2031-02-02", "--until", "2031-01-01"),
        USAGE,
        "until: expected 2031-02-02 or later",
    ),
    "a country's name": (
        ("count", "--country", "Sweden"),
        USAGE,
        "came 'Sweden'; write SE",
    ),
    "a kind of event": (
        ("count", "--type", "bombing"),
        USAGE,
        "expected one of air_strike",
    ),
    "a measure": (("count", "--measure", "dead"), USAGE, "one of incidents, killed"),
    "a rule": (("count", "--rule", "mine/1"), USAGE, "one of per_incident/1"),
    "no questions": (("count", "--questions", "q.jsonl"), USAGE, "does not exist"),
    "a form": (("review", "--format", "pdf"), USAGE, "'html', 'md', 'json'"),
    "a ledger that is a text": (
        ("derive", "--ledger", "text.txt"),
        SETUP,
        "not a database",
    ),
    "an unknown database": (
        ("derive", "--ledger", "odd://x"),
        SETUP,
        "cannot open a ledger",
    ),
    "a folder as ledger": (("gather", "text.txt", "--ledger", "."), SETUP, "name a file"),
    "a file as export": (("import", "text.txt"), SETUP, "is no exported ledger"),
}


@pytest.mark.parametrize("name", MISTAKES)
def test_a_mistake_is_told_in_words(name: str, tmp_path: Path) -> None:
    words, code, told = MISTAKES[name]
    (tmp_path / "text.txt").write_text("This is no ledger, it is a sentence.", "utf-8")
    ran = run(tmp_path, *words)
    assert ran.code == code, ran.talk
    assert told in ran.talk
    assert ran.data == b""
    assert not (tmp_path / "typo.db").exists()


@pytest.mark.parametrize("name", ["TALLYSTICK_ACTORS", "TALLYSTICK_SITES"])
def test_a_setting_that_names_no_file(name: str, tmp_path: Path) -> None:
    ran = run(tmp_path, "review", ".", **{name: "absent.tsv"})
    assert ran.code == SETUP
    assert f"{name} names absent.tsv, which is no file; correct or unset it" in ran.talk


def test_a_file_of_actors_that_is_none(tmp_path: Path) -> None:
    (tmp_path / "own.csv").write_text("name,age\nTide,7\n", "utf-8")
    ran = run(tmp_path, "review", ".", TALLYSTICK_ACTORS=str(tmp_path / "own.csv"))
    assert ran.code == SETUP
    assert "TALLYSTICK_ACTORS: " in ran.talk
    assert "the columns age, name" in ran.talk


def test_names_from_outside_do_not_steer_the_terminal(tmp_path: Path) -> None:
    title = "Calm \x1b[2J\x07 day"
    row = f'{{"id": "a", "title": {json.dumps(title)}, "text": "All was calm in Lund."}}'
    (tmp_path / "a.jsonl").write_text(row, "utf-8")
    ran = run(tmp_path, "read", "a.jsonl", "\x1b[2Jabsent.txt")
    shown = ran.data.decode("utf-8") + ran.talk
    assert "Calm \ufffd[2J\ufffd day" in shown
    assert "not read: \ufffd[2Jabsent.txt" in shown
    assert "\x1b" not in shown


def test_a_folder_without_articles(tmp_path: Path) -> None:
    (tmp_path / "empty").mkdir()
    ran = run(tmp_path, "review", "empty")
    assert ran.code == USAGE
    assert "no document came; name files or folders of articles" in ran.talk


def test_a_question_that_cannot_be_answered_is_named_and_the_rest_goes_on(
    tmp_path: Path,
) -> None:
    (tmp_path / "a.txt").write_text("A calm day in Lund.\n\nNothing happened.", "utf-8")
    lines = ('{"id": 1, "measure": "dead"}', "[]", '{"id":', "\udce9", "", '{"id": "last"}')
    data = "\n".join(lines).encode("utf-8", "surrogateescape")
    (tmp_path / "q.jsonl").write_bytes(data)
    ran = run(tmp_path, "count", "a.txt", "--questions", "q.jsonl")
    assert ran.code == 1
    assert [row["id"] for row in ran.rows] == ["last"]
    for number in (1, 2, 3, 4):
        assert f"not answered: q.jsonl, line {number}: " in ran.talk
