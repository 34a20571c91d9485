"""Documents do not drift from the program: what they name exists, what they show is run."""

from __future__ import annotations

import ast
import re
import shlex
import shutil
import tomllib
from collections.abc import Iterator
from functools import cache
from pathlib import Path
from typing import Any

import pytest
import typer.main
from cli.terminal import run

from tallystick.cli import asking, derived, explaining, judging, ledgers, past, reading
from tallystick.cli.app import app
from tallystick.schemes import rows

ROOT = Path(__file__).parent.parent.parent
PAGES = (
    "README.md",
    "docs/concepts.md",
    "docs/contradictions.md",
    "docs/method.md",
    "examples/README.md",
)
DECISIONS = ROOT / "docs" / "decisions"
ENTERED = (asking, derived, explaining, judging, ledgers, past, reading)
"""Modules that enter their commands when they are imported."""

INLINE = re.compile(r"`(tallystick [^`\n]*)`")
FENCE = re.compile(r"^```(\w*)\n(.*?)^```", re.MULTILINE | re.DOTALL)


@cache
def commands() -> dict[str, Any]:
    """Every command of the program by its name."""
    group: Any = typer.main.get_command(app)
    return dict(group.commands)


def options(name: str) -> set[str]:
    return {word for parameter in commands()[name].params for word in parameter.opts}


def command_lines(page: str) -> Iterator[str]:
    """Every ``tallystick ...`` that a page tells its reader to type."""
    text = (ROOT / page).read_text("utf-8")
    yield from INLINE.findall(text)
    for _, block in FENCE.findall(text):
        for line in block.splitlines():
            typed = line.removeprefix("$ ").removeprefix("uv run ")
            if typed.startswith("tallystick "):
                yield typed


LINES = [(page, line) for page in PAGES for line in dict.fromkeys(command_lines(page))]


@pytest.mark.parametrize(("page", "line"), LINES, ids=[line for _, line in LINES])
def test_commands_in_the_documents_exist(page: str, line: str) -> None:
    _, first, *words = shlex.split(line, comments=True)
    if first.startswith("-"):
        assert first in ("--help", "--version")
        return
    assert first in commands(), page
    flags = {word.partition("=")[0] for word in words if re.match(r"--?[a-z]", word)}
    assert flags <= options(first), page


def test_every_command_is_in_the_table_of_the_readme() -> None:
    named = {line.split()[1] for line in command_lines("README.md")}
    assert set(commands()) <= named


def consoles() -> Iterator[tuple[str, str]]:
    """Commands of the README's worked example with what it says they print."""
    text = (ROOT / "README.md").read_text("utf-8")
    for language, block in FENCE.findall(text):
        if language == "console":
            for part in re.split(r"^\$ ", block, flags=re.MULTILINE)[1:]:
                command, _, printed = part.partition("\n")
                yield command, printed


def test_the_worked_example_prints_what_the_readme_shows(tmp_path: Path) -> None:
    shutil.copytree(ROOT / "examples", tmp_path / "examples")
    shown = list(consoles())
    assert shown
    for command, printed in shown:
        ran = run(tmp_path, *shlex.split(command)[1:])
        assert ran.code == 0, ran.talk
        told = ran.talk + ran.data.decode("utf-8")
        wanted = re.escape(printed.strip()).replace(r"\.\.\.", ".*?")
        assert re.fullmatch(wanted, told.strip(), re.DOTALL), f"{command}\n{told[:3000]}"


def test_the_readme_names_whose_data_is_inside() -> None:
    text = (ROOT / "README.md").read_text("utf-8")
    for row in rows("attribution.tsv"):
        assert row["name"] in text
        assert row["licence"] in text


@pytest.mark.parametrize("page", [*PAGES, "ACCEPTABLE_USE.md"])
def test_links_between_pages_lead_somewhere(page: str) -> None:
    text = (ROOT / page).read_text("utf-8")
    for target in re.findall(r"\]\(([^)#]+)[^)]*\)", text):
        if "://" not in target:
            assert ((ROOT / page).parent / target).exists(), target


def test_decisions_are_numbered_without_gaps() -> None:
    names = sorted(path.name for path in DECISIONS.glob("*.md"))
    assert [name[:5] for name in names] == [f"{n:04}-" for n in range(1, len(names) + 1)]
    for name in names:
        first = (DECISIONS / name).read_text("utf-8").splitlines()[0]
        assert re.match(rf"# 0*{int(name[:4])}\.? ", first), name


def test_every_dependency_has_its_reason() -> None:
    project = tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))
    table = (DECISIONS / "0003-dependencies.md").read_text("utf-8")
    cells = [line.split("|")[1] for line in table.splitlines() if line.startswith("|")]
    reasoned = {name.strip() for cell in cells for name in cell.split(",")}
    for needed in project["project"]["dependencies"]:
        assert re.split(r"[^\w.-]", needed)[0] in reasoned
    for needed in project["build-system"]["requires"]:
        name = re.split(r"[^\w.-]", needed)[0]
        assert name == "hatchling" or name in table


def strings() -> Iterator[tuple[str, str]]:
    """Every text in the code that could be a finding's code, with where it is passed."""
    for path in sorted((ROOT / "src").rglob("*.py")):
        for node in ast.walk(ast.parse(path.read_text("utf-8"))):
            if isinstance(node, ast.Call) and node.args:
                called = ast.unparse(node.func).rpartition(".")[2]
                first = node.args[0]
                if isinstance(first, ast.Constant) and isinstance(first.value, str):
                    yield first.value, called
            if isinstance(node, ast.Constant) and isinstance(node.value, str):
                yield node.value, ""


def test_every_finding_has_a_row_and_every_row_a_finding() -> None:
    listed = {row["code"] for row in rows("findings.tsv")}
    found = set(strings())
    assert listed <= {text for text, _ in found}
    passed = {text for text, called in found if called in ("Finding", "_find")}
    shaped = {
        text for text, _ in found if re.fullmatch(r"contradiction-[a-z-]+[a-z]", text)
    }
    assert passed | shaped <= listed


def test_every_contradiction_has_its_example() -> None:
    page = (ROOT / "docs" / "contradictions.md").read_text("utf-8")
    examples = re.findall(r"^\| `([a-z-]+)` \| \S", page, re.MULTILINE)
    codes = [row["code"] for row in rows("findings.tsv")]
    listed = {code for code in codes if code.startswith("contradiction-")}
    assert listed <= set(examples) <= set(codes)
    assert len(examples) == len(set(examples))
