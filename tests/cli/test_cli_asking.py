"""Questions at the terminal: listed, answered from a file, and answered key by key."""

from __future__ import annotations

import os
import select
import sys
from pathlib import Path
from typing import Any

import pytest

from cli.terminal import done, run
from cli.test_cli_past import DISPATCH

PATIENCE = 60.0
"""Seconds of silence after which a terminal is taken to hang."""
REGISTER = """\
Source: Evening Register
Url: https://register.example/depot
Published: 2031-05-12
Title: Attack reported

On 10 May 2031 four people were killed in an attack on Gotland.
"""
"""May tell of the attack that the dispatch tells of: nobody can be sure."""
WIRE = """\
Source: Coast Wire
Url: https://coast.example/bridge
Published: 2031-05-09
Title: Rocket hits bridge in Lund

A rocket hit a bridge in Lund on 8 May 2031, killing two people.
"""
ME = {"TALLYSTICK_BY": "A. Reader"}


@pytest.fixture(scope="module")
def read_once(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A ledger that has been read and derived, to be copied by each test."""
    place = tmp_path_factory.mktemp("asking")
    (place / "articles").mkdir()
    for number, text in enumerate((DISPATCH, REGISTER, WIRE)):
        (place / "articles" / f"{number}.txt").write_text(text, "utf-8")
    done(place, "review", "articles", "--format", "json", "-o", "first.json")
    return place / "tallystick.db"


@pytest.fixture
def folder(read_once: Path, tmp_path: Path) -> Path:
    (tmp_path / "tallystick.db").write_bytes(read_once.read_bytes())
    return tmp_path


def asked(folder: Path, *words: str) -> list[Any]:
    return done(folder, "queue", "--json", *words).rows


def log(folder: Path) -> list[Any]:
    return done(folder, "judgements", "--json").rows


KEYS = {
    *("priority", "id", "kind", "subjects", "effect", "doubt", "moves", "stands", "shown"),
    *("score", "reasons", "findings", "judgements", "passages"),
}


def test_the_queue_in_falling_order_and_the_same_each_time(folder: Path) -> None:
    rows = asked(folder)
    assert rows == asked(folder)
    assert all(set(row) == KEYS for row in rows)
    priorities = [row["priority"] for row in rows]
    assert priorities == sorted(priorities, reverse=True)
    assert asked(folder, "--limit", "2") == rows[:2]
    text = done(folder, "queue").data.decode()
    assert [line.rsplit("[")[-1].rstrip("]") for line in text.splitlines()] == [
        row["id"] for row in rows
    ]


def scripted(folder: Path, *lines: str) -> Any:
    (folder / "answers.txt").write_text("\n".join(lines), "utf-8")
    return run(folder, "adjudicate", "--answers", "answers.txt", **ME)


def test_answers_from_a_file(folder: Path) -> None:
    rows = asked(folder)
    pair = next(row for row in rows if row["kind"] == "same_event")
    read = next(row for row in rows if row["kind"] == "as_read")
    first = read["subjects"][0]
    before = len(done(folder, "incidents").rows)
    ran = scripted(
        folder,
        "# what we found on Monday",
        f"{read['id']} accept seen on the page",
        "skip",
        "undo",
        f"{pair['id']}: d two nights",
    )
    assert ran.code == 0, ran.talk
    assert "2 answers stand" in ran.talk
    accepted, parted = log(folder)
    assert ran.data.decode().split() == [accepted["id"], parted["id"]]
    assert (accepted["verdict"], accepted["subjects"]) == ("accept", [first])
    assert (accepted["by"], accepted["why"]) == ("A. Reader", "seen on the page")
    assert (parted["verdict"], parted["subjects"]) == ("different", pair["subjects"])
    assert len(done(folder, "incidents").rows) == before + 1
    left = {row["id"] for row in asked(folder)}
    assert not left & {read["id"], pair["id"]}


def test_a_correction_from_a_file(folder: Path) -> None:
    row = next(row for row in asked(folder) if killed(row))
    ran = scripted(folder, f"{row['id']} correct killed [] no toll is told")
    assert ran.code == 0, ran.talk
    (said,) = log(folder)
    assert said["verdict"] == "correct"
    assert said["why"] == "no toll is told"
    assert '"field":"killed"' in said["detail"]


def killed(row: Any) -> bool:
    """Whether it is asked of a claim that tells of dead."""
    told = dict(row["shown"][0]["fields"]) if row["kind"] == "as_read" else {}
    return "killed" in told


@pytest.mark.parametrize(
    ("line", "told"),
    [
        ("z", "line 2: expected "),
        ("question-0 a", "line 2: no open question is called 'question-0'"),
        ("c killed nothing", "line 2: expected a field and its value as JSON"),
    ],
)
def test_nothing_is_heard_after_a_line_that_is_no_answer(
    folder: Path, line: str, told: str
) -> None:
    ran = scripted(folder, "a", line, "r", "r")
    assert ran.code == 1
    assert told in ran.talk
    assert [one["verdict"] for one in log(folder)] == ["accept"]


def test_answers_ask_for_a_name(folder: Path) -> None:
    (folder / "answers.txt").write_text("a", "utf-8")
    ran = run(folder, "adjudicate", "--answers", "answers.txt")
    assert ran.code == 2
    assert "give --by or set TALLYSTICK_BY" in ran.talk


@pytest.mark.skipif(sys.platform == "win32", reason="there are no pseudo-terminals")
class TestATerminal:
    """A person at a terminal, as far as the program can tell."""

    def talk(self, folder: Path, *said: tuple[str, str]) -> str:
        """Wait for what each pair names, then type what it says; all that was shown."""
        import pty

        child, terminal = pty.fork()
        if child == 0:  # pragma: no cover
            os.chdir(folder)
            os.environ["TALLYSTICK_BY"] = "A. Reader"
            program = "from tallystick.cli import main; main()"
            os.execv(sys.executable, [sys.executable, "-c", program, "adjudicate"])
        shown = ""
        for wanted, keys in said:
            shown += until(terminal, wanted)
            os.write(terminal, keys.encode())
        shown += until(terminal, None)
        _, status = os.waitpid(child, 0)
        os.close(terminal)
        assert os.waitstatus_to_exitcode(status) == 0, shown
        return shown

    def test_one_key_is_one_answer(self, folder: Path) -> None:
        asked_first = asked(folder)[0]
        shown = self.talk(
            folder,
            ("q  quit", "r"),
            ("2 of ", "k"),
            ("4 of ", "u"),
            ("2 of ", "u"),
            ("1 of ", "A"),
            ("2 of ", "k"),
            ("3 of ", "z"),
            ("came 'z'", "q"),
        )
        sentence = asked_first["shown"][0]["sentence"]
        start, end = asked_first["shown"][0]["mark"]
        marked = f"{sentence[:start]}⟦{sentence[start:end]}⟧{sentence[end:]}"
        assert " ".join(marked.split()) in " ".join(shown.split())
        assert "1 answer stands; it is applied at the next derive" in shown
        _, rejected, _, again = shown.split("2 of ")
        assert "4 of " in rejected
        assert "3 of " not in rejected, "of a claim that is rejected no pair is asked"
        assert again.count("3 of ") == 1, "a slip of the finger is no new question"
        assert [one["verdict"] for one in log(folder)] == ["reject", "withdraw", "accept"]
        assert [one["fate"] for one in log(folder)] == ["withdrawn", "withdraws", "stands"]

    def test_a_reason_and_a_correction_are_typed(self, folder: Path) -> None:
        shown = self.talk(
            folder,
            ("q  quit", "?"),
            ("because: ", "it was a drill, says Größe\n"),
            ("Größe\r\n", "r"),
            ("2 of ", "c"),
            ("field: ", "kiled\n"),
            ("came 'kiled'", "c"),
            ("field: ", "killed\n"),
            ("value, as JSON: ", "[]\n"),
            ("4 of ", "\x04"),
        )
        assert "now killed is [{" in shown
        rejected, corrected = log(folder)
        assert rejected["why"] == "it was a drill, says Größe"
        assert '"field":"killed"' in corrected["detail"]

    def test_keys_typed_ahead_are_answers_too(self, folder: Path) -> None:
        self.talk(folder, ("q  quit", "aasq"))
        assert [one["verdict"] for one in log(folder)] == ["accept", "accept", "same"]


def until(terminal: int, wanted: str | None) -> str:
    """What the terminal shows up to some words; to the end without any."""
    shown = b""
    while wanted is None or wanted.encode() not in shown:
        ready, _, _ = select.select([terminal], [], [], PATIENCE)
        assert ready, f"waiting for {wanted!r} after {shown.decode('utf-8', 'replace')}"
        try:
            came = os.read(terminal, 1)
        except OSError:
            came = b""
        if not came:
            assert wanted is None, shown.decode("utf-8", "replace")
            break
        shown += came
    return shown.decode("utf-8", "replace")
