"""Reads the tables of cases, which anybody who knows a language can mend."""

from __future__ import annotations

from pathlib import Path

CASES = Path(__file__).parent / "cases"


def cases(name: str) -> list[tuple[str, ...]]:
    """The rows of a table without its header; lines that begin with # are notes."""
    lines = (CASES / f"{name}.tsv").read_text("utf-8").splitlines()
    header, *found = [line.split("\t") for line in lines if line and line[0] != "#"]
    assert all(len(row) == len(header) for row in found), f"{name}: a row has other columns"
    return [tuple(row) for row in found]
