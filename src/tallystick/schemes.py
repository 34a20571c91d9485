"""Closed taxonomies, kept as data: one code a row, with its definition and crosswalks.

The files in ``data/schemes`` are tab-separated with a header row; lines that begin with
``#`` say where a scheme comes from. A person can read and mend them in a text editor.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from functools import cache
from importlib.resources import files
from types import MappingProxyType


def rows(path: str) -> Iterator[dict[str, str]]:
    """The rows of a tab-separated data file of the package, header names as keys.

    Args:
        path: below ``tallystick/data``, with forward slashes.

    Raises:
        ValueError: a row has more or fewer cells than the header.
    """
    text = files("tallystick").joinpath("data", *path.split("/")).read_text("utf-8")
    header: list[str] | None = None
    for number, line in enumerate(text.splitlines(), 1):
        if not line.strip() or line.startswith("#"):
            continue
        cells = [cell.strip() for cell in line.split("\t")]
        if header is None:
            header = cells
        elif len(cells) != len(header):
            raise ValueError(
                f"{path}:{number}: expected {len(header)} cells, came {len(cells)}"
            )
        else:
            yield dict(zip(header, cells, strict=True))


@cache
def scheme(name: str) -> Mapping[str, Mapping[str, str]]:
    """The codes of a scheme in the order of its file, each with its row."""
    found = {row["code"]: MappingProxyType(row) for row in rows(f"schemes/{name}.tsv")}
    return MappingProxyType(found)
