"""The tables the directory of actors is read from: the package's, then a user's own.

A user's file is CSV or TSV in UTF-8 with the columns of ``actors.tsv``, ``aliases.tsv``
or ``edges.tsv``; which of them it is, its header says. Optional columns may be left out.
"""

from __future__ import annotations

import csv
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from pathlib import Path

from tallystick.errors import SourceError
from tallystick.schemes import rows, scheme

Row = Mapping[str, str]

EDGE_KINDS = (
    "member_of",
    "operates_under_brand",
    "facade_for_alleged",
    "splinter_of",
    "renamed_to",
    "commanded_by_alleged",
    "state_payroll",
    "allied_with",
    "part_of",
    "speaks_for",
)
GRADES = ("stated", "reported", "alleged")
LARGEST_FILE = 32 * 1024 * 1024
"""Bytes of one user's file; a directory of people's making is far smaller."""


@dataclass(frozen=True, slots=True)
class Rows:
    """The four tables, as text cells; ``-`` is "none"."""

    states: tuple[Row, ...]
    actors: tuple[Row, ...]
    aliases: tuple[Row, ...]
    edges: tuple[Row, ...]


@dataclass(frozen=True, slots=True)
class _Shape:
    """What a table asks of its rows."""

    table: str
    needed: tuple[str, ...]
    optional: tuple[str, ...]
    closed: Mapping[str, tuple[str, ...]]


def _shapes() -> tuple[_Shape, ...]:
    types = tuple(scheme("actor_types"))
    return (
        _Shape("aliases", ("id", "alias"), ("language", "context"), {}),
        _Shape(
            "edges",
            ("subject", "kind", "object"),
            ("start", "end", "grade", "source"),
            {"kind": EDGE_KINDS, "grade": (*GRADES, "-")},
        ),
        _Shape(
            "actors",
            ("id", "name", "actor_type"),
            ("country", "source"),
            {"actor_type": types},
        ),
    )


def package_rows() -> Rows:
    """The tables that the package ships."""
    states, actors, aliases, edges = (
        tuple(rows(f"actors/{name}.tsv"))
        for name in ("states", "actors", "aliases", "edges")
    )
    return Rows(states, actors, aliases, edges)


def user_rows(shipped: Rows, user_files: Iterable[Path]) -> Rows:
    """The tables with the rows of a user's files added at the end.

    Raises:
        SourceError: a file cannot be read, or a row of it is malformed.
    """
    tables = shipped
    for path in user_files:
        shape, added = _read(path)
        match shape.table:
            case "actors":
                tables = replace(tables, actors=(*tables.actors, *added))
            case "aliases":
                tables = replace(tables, aliases=(*tables.aliases, *added))
            case _:
                tables = replace(tables, edges=(*tables.edges, *added))
    return tables


def _read(path: Path) -> tuple[_Shape, tuple[Row, ...]]:
    lines = [line for line in _text(path).splitlines() if line.strip()]
    lines = [line for line in lines if not line.startswith("#")]
    header = lines[0] if lines else ""
    reader = csv.DictReader(lines, delimiter="\t" if "\t" in header else ",")
    shape = _shape_of(path, reader.fieldnames or ())
    return shape, tuple(
        _row(f"{path}, row {number}", shape, row) for number, row in enumerate(reader, 1)
    )


def _text(path: Path) -> str:
    try:
        data = path.read_bytes()
    except OSError as error:
        raise SourceError(
            str(path), "a file of actors", str(error), "check the path"
        ) from error
    if len(data) > LARGEST_FILE:
        raise SourceError(str(path), "at most 32 MiB", f"{len(data)} bytes", "split it")
    try:
        return data.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        raise SourceError(
            str(path), "UTF-8 text", str(error), "save it as UTF-8"
        ) from error


def _shape_of(path: Path, header: Iterable[str]) -> _Shape:
    columns = set(header)
    for shape in _shapes():
        if columns.issuperset(shape.needed):
            return shape
    wanted = " or ".join("+".join(shape.needed) for shape in _shapes())
    came = "the columns " + (", ".join(sorted(columns)) or "(none)")
    raise SourceError(str(path), wanted, came, "name the columns in the first row")


def _row(address: str, shape: _Shape, row: Mapping[str, str | None]) -> Row:
    cells: dict[str, str] = {}
    for column in shape.needed:
        cells[column] = (row.get(column) or "").strip()
        if not cells[column]:
            raise SourceError(address, f"a value for {column}", "nothing", "fill it in")
    for column in shape.optional:
        cells[column] = (row.get(column) or "").strip() or "-"
    for column, codes in shape.closed.items():
        if cells[column] not in codes:
            expected = f"{column} to be one of {', '.join(codes)}"
            raise SourceError(address, expected, repr(cells[column]), "use one of these")
    if cells.get("grade") == "-":
        cells["grade"] = "alleged"
    return cells
