"""Every code of a finding is documented, and every documented contradiction is one."""

import ast
from collections.abc import Iterator
from pathlib import Path

import pytest

from tallystick.components import CODES
from tallystick.schemes import rows

PACKAGE = Path(__file__).parent.parent.parent / "src" / "tallystick"
DOCUMENTED = {row["code"]: row["level"] for row in rows("findings.tsv")}
MAKERS = {"Finding", "between", "within", "finding"}
"""Calls whose first argument is a code."""


def codes_in(path: Path) -> Iterator[str]:
    for node in ast.walk(ast.parse(path.read_text("utf-8"))):
        if not isinstance(node, ast.Call) or not node.args:
            continue
        name = getattr(node.func, "id", getattr(node.func, "attr", ""))
        first = node.args[0]
        if (
            name in MAKERS
            and isinstance(first, ast.Constant)
            and isinstance(first.value, str)
        ):
            yield first.value


@pytest.mark.parametrize("path", sorted(PACKAGE.rglob("*.py")), ids=lambda p: p.name)
def test_every_code_is_documented(path: Path) -> None:
    assert set(codes_in(path)) <= DOCUMENTED.keys()


def test_codes_kept_with_a_component_are_documented() -> None:
    assert DOCUMENTED.keys() >= CODES


def test_levels_are_those_that_the_file_explains() -> None:
    assert set(DOCUMENTED.values()) == {"info", "warning", "error"}
