"""Imports point one way, the core needs numpy alone, and files fit a head. The list below
is the architecture: a new module has no place until somebody gives it one."""

import ast
import subprocess
import sys
from collections.abc import Iterator
from functools import cache
from pathlib import Path

import pytest

PACKAGE = Path(__file__).parent.parent / "src" / "tallystick"

LAYERS = [
    {"ids", "errors", "clock"},
    {"registry", "schemes", "codec"},
    {"model"},
    {"directory_files"},
    {"directory"},
    {"columns", "roots", "leads", "distance"},
    {"tolls", "wording", "notices", "translations"},
    {"table"},
    {"excerpt"},
    {"count"},
    {"policy"},
    {"gather", "read", "match", "judge"},
    {"resolve", "voices", "parts"},
    {"grade"},
    {"fuse"},
    {"conflicts", "reconcile"},
    {"components"},
    {"pipeline"},
    {"testing", "store"},
    {"commands", "settings"},
    {"views"},
    {"review"},
    {"cli"},
    {"__main__"},
]
"""What may import what: a module imports its own package and the layers before its own."""

RANK = {name: rank for rank, layer in enumerate(LAYERS) for name in layer}
RULES = (
    *("text", "harm", "actors", "counts", "attacks", "places", "days"),
    *("totals", "events", "statements", "incidents", "extractor"),
)
"""The folders of the English rules: each knows those before it alone."""
CORE = {
    *("ids", "errors", "registry", "schemes", "codec", "model", "directory_files"),
    *("directory", "columns", "roots", "table", "count", "policy", "match", "judge"),
    *("resolve", "voices", "grade", "fuse", "conflicts", "reconcile", "components"),
    *("pipeline", "testing", "tolls", "wording", "leads", "distance"),
    *("excerpt", "notices", "translations"),
}
"""What must still run in ten years: the standard library and numpy, and nothing else."""

LONGEST_FILE = 400
LONGEST_FUNCTION = 50


def part_of(path: Path) -> str:
    """The part of the package that a file belongs to, "" for the package's own head."""
    first = path.relative_to(PACKAGE).parts[0]
    return "" if first == "__init__.py" else first.removesuffix(".py")


@cache
def parsed(path: Path) -> ast.Module:
    return ast.parse(path.read_text("utf-8"))


def imported(path: Path) -> Iterator[str]:
    """Every module that a file imports, by its full name, also inside functions."""
    for node in ast.walk(parsed(path)):
        if isinstance(node, ast.Import):
            yield from (alias.name for alias in node.names)
        elif isinstance(node, ast.ImportFrom) and node.module:
            yield node.module
            yield from (f"{node.module}.{alias.name}" for alias in node.names)


def own_parts(path: Path) -> set[str]:
    names = (name.split(".") for name in imported(path))
    return {name[1] for name in names if name[0] == "tallystick" and len(name) > 1}


FILES = sorted(PACKAGE.rglob("*.py"))
MODULES = [path for path in FILES if part_of(path)]


def named(path: Path) -> str:
    return str(path.relative_to(PACKAGE))


def test_every_part_has_a_layer() -> None:
    assert {part_of(path) for path in MODULES} <= RANK.keys()


@pytest.mark.parametrize("path", MODULES, ids=named)
def test_imports_point_down(path: Path) -> None:
    own = part_of(path)
    for name in own_parts(path) & RANK.keys() - {own}:
        assert RANK[name] < RANK[own], f"{named(path)} must not import {name}"


@pytest.mark.parametrize("path", sorted((PACKAGE / "read/rules").rglob("*.py")), ids=named)
def test_rules_import_down_too(path: Path) -> None:
    own = path.relative_to(PACKAGE / "read/rules").parts[0].removesuffix(".py")
    allowed = {*RULES[: RULES.index(own) + 1], "name"} if own in RULES else {"name"}
    names = (name.split(".") for name in imported(path))
    used = {
        name[3]
        for name in names
        if name[:3] == ["tallystick", "read", "rules"] and len(name) > 3
    }
    assert used <= allowed


@pytest.mark.parametrize("path", [p for p in MODULES if part_of(p) in CORE], ids=named)
def test_the_core_needs_numpy_alone(path: Path) -> None:
    known = {*sys.stdlib_module_names, "numpy", "tallystick"}
    assert {name.partition(".")[0] for name in imported(path)} <= known


@pytest.mark.parametrize("path", FILES, ids=named)
def test_files_and_functions_fit_a_head(path: Path) -> None:
    assert len(path.read_text("utf-8").splitlines()) <= LONGEST_FILE
    for node in ast.walk(parsed(path)):
        if isinstance(node, ast.FunctionDef):
            lines = (node.end_lineno or 0) - node.lineno + 1
            assert lines <= LONGEST_FUNCTION, f"{node.name} has {lines} lines"


def test_importing_the_package_imports_nothing_heavy() -> None:
    heavy = {"spacy", "sqlalchemy", "trafilatura", "jinja2", "numpy", "rensa", "vl_convert"}
    code = f"import sys, tallystick; print(*sorted({heavy!r} & set(sys.modules)))"
    done = subprocess.run(
        [sys.executable, "-c", code], capture_output=True, text=True, check=True
    )
    assert done.stdout.split() == []
