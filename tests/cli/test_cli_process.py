"""The program as its own process: bytes, exit codes, pipes, and what starting it costs."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest

HEAVY = (
    *("numpy", "spacy", "thinc", "sqlalchemy", "alembic", "trafilatura", "lxml"),
    *("jinja2", "rensa", "vl_convert", "py3langid", "hijridate", "rich"),
)
TEXT = "Source: Küstenblatt\nPublished: 2031-05-09\n\nOn 8 May 2031 all was calm in Lund.\n"


def start(folder: Path, *words: str) -> subprocess.CompletedProcess[bytes]:
    """Run ``tallystick`` as a process, in a locale that knows ASCII alone."""
    return subprocess.run(
        [sys.executable, "-m", "tallystick", *words],
        cwd=folder,
        env={**os.environ, "PYTHONUTF8": "0", "PYTHONIOENCODING": "ascii", "LC_ALL": "C"},
        capture_output=True,
        check=False,
    )


def test_help_imports_nothing_heavy(tmp_path: Path) -> None:
    probe = (
        "import sys; from tallystick.cli import main\n"
        "try: main()\n"
        f"finally: print(sorted(set(sys.modules) & {set(HEAVY)!r}), file=sys.stderr)"
    )
    for words in (["--help"], ["review", "--help"], ["count", "--help"]):
        ran = subprocess.run(
            [sys.executable, "-c", probe, *words],
            cwd=tmp_path,
            capture_output=True,
            text=True,
            check=True,
        )
        assert "Usage: " in ran.stdout
        assert ran.stderr == "[]\n"


def test_help_names_every_command(tmp_path: Path) -> None:
    told = start(tmp_path, "--help").stdout.decode()
    for command in (
        *("gather", "read", "derive", "review", "judge", "incidents", "reconcile"),
        *("count", "places", "dates", "documents", "export", "import", "verify"),
    ):
        assert f"\n  {command} " in told


def test_version_prints_whose_data_is_inside(tmp_path: Path) -> None:
    ran = start(tmp_path, "--version")
    assert ran.returncode == 0
    for name in (b"tallystick ", b"GeoNames (CC BY 4.0)", b"Natural Earth", b"OurAirports"):
        assert name in ran.stdout


def test_stdout_is_data_and_stderr_is_talk(tmp_path: Path) -> None:
    (tmp_path / "ä.txt").write_bytes(TEXT.encode())
    ran = start(tmp_path, "dates", "ä.txt", "absent.txt", "--json")
    assert ran.returncode == 1
    (line,) = ran.stdout.splitlines(keepends=True)
    assert line.endswith(b"}\n")
    assert not line.endswith(b"\r\n")
    assert json.loads(line)["document"]["source"] == "Küstenblatt"
    assert "Küstenblatt".encode() in line
    assert ran.stderr.startswith(b"not read: absent.txt: ")


@pytest.mark.skipif(sys.platform == "win32", reason="pipes break in another way there")
def test_a_reader_who_has_gone_is_no_error(tmp_path: Path) -> None:
    row = json.dumps({"id": "a", "text": "On 8 May 2031 it rained. " * 2000})
    (tmp_path / "rows.jsonl").write_text(f"{row}\n" * 40, "utf-8")
    process = subprocess.Popen(
        [sys.executable, "-m", "tallystick", "dates", "rows.jsonl"],
        cwd=tmp_path,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
    )
    assert process.stdout is not None
    assert process.stderr is not None
    process.stdout.read(10)
    process.stdout.close()
    with process.stderr as talk:
        assert (talk.read(), process.wait()) == (b"", 0)


@pytest.mark.skipif(sys.platform == "win32", reason="needs a pseudo-terminal")
def test_progress_is_shown_on_a_terminal(tmp_path: Path) -> None:
    import pty

    (tmp_path / "in").mkdir()
    for name in ("a", "b"):
        (tmp_path / "in" / f"{name}.txt").write_bytes(TEXT.encode() + name.encode())
    screen, terminal = pty.openpty()
    with open(screen, "rb", buffering=0) as shown:
        subprocess.run(
            [sys.executable, "-m", "tallystick", "gather", "in"],
            cwd=tmp_path,
            stderr=terminal,
            check=True,
        )
        os.close(terminal)
        told = shown.read(4096)
    assert told.replace(b"\x1b[K", b"").endswith(
        b"\rgather: 2 of 2\r\ngathered 2 rows, 2 new documents\r\n"
    )
