"""Hold the reading to its floors on our own labelled reports.

    python eval/gate.py             # figures by subset; exit 1 when one is below its floor
    python eval/gate.py --errors    # and what went wrong, in `tune` only
    python eval/gate.py --update    # raise floors and pin the labelled set as it stands
    python eval/gate.py --update --allow-regression    # floors may fall, too

Floors stand in `floors.json`. README.md says how the set was made and what is scored.
"""

from __future__ import annotations

import argparse
import hashlib
import json
import math
import sys
from collections.abc import Mapping
from pathlib import Path
from typing import Any

from scoring import Miss, Row, Score, score

from tallystick.gather import Gathered, gather
from tallystick.parts import DEFAULT_EXTRACTOR, extractor
from tallystick.views.rows import read_row

HERE = Path(__file__).parent
SET = HERE / "tally"
FLOORS = HERE / "floors.json"
SUBSETS = ("tune", "report", "all")
"""Open for mending rules; held out, only counted; both."""
LEAST = 30
"""A figure over fewer cases is printed in brackets and has no floor."""

Figures = dict[str, tuple[float, int]]
"""``subset/part/measure`` to the figure and its support."""


def main(arguments: list[str] | None = None) -> int:
    """Score, print, compare; the exit code."""
    options = _options(arguments)
    labels = {row["id"]: row for row in _rows(SET / "gold.jsonl")}
    figures, misses = measure(labels, read_all(options.extractor))
    if options.errors:
        _say_misses(misses)
    _say_table(figures)
    floors = json.loads(FLOORS.read_text("utf-8")) if FLOORS.exists() else {}
    pinned = floors.get(options.extractor, {})
    if options.update:
        floors[options.extractor] = pin(
            figures, pinned, lower=options.allow_regression, digest=set_digest(SET)
        )
        FLOORS.write_text(json.dumps(floors, indent=1, sort_keys=True) + "\n", "utf-8")
        return 0
    faults = below(figures, pinned, digest=set_digest(SET))
    sys.stdout.writelines(f"{fault}\n" for fault in faults)
    return 1 if faults else 0


def _options(arguments: list[str] | None) -> argparse.Namespace:
    parser = argparse.ArgumentParser(description=(__doc__ or "").partition("\n")[0])
    parser.add_argument("--extractor", default=DEFAULT_EXTRACTOR)
    parser.add_argument("--errors", action="store_true")
    parser.add_argument("--update", action="store_true")
    parser.add_argument("--allow-regression", action="store_true")
    return parser.parse_args(arguments)


def _rows(path: Path) -> list[Row]:
    return [json.loads(line) for line in path.read_text("utf-8").splitlines()]


def _subsets() -> dict[str, list[Row]]:
    documents = _rows(SET / "docs.jsonl")
    split = json.loads((SET / "split.json").read_text("utf-8"))
    split["all"] = split["tune"] + split["report"]
    return {name: [d for d in documents if d["id"] in split[name]] for name in SUBSETS}


def measure(
    labels: Mapping[str, Row], read: Mapping[str, Row]
) -> tuple[Figures, list[Miss]]:
    """Figures of every subset; what went wrong in `tune` alone."""
    figures: Figures = {}
    shown: list[Miss] = []
    for subset, documents in _subsets().items():
        parts, misses = score(documents, labels, read)
        figures |= flat(subset, parts)
        if subset == "tune":
            shown = misses
    return figures, shown


def read_all(name: str) -> dict[str, Row]:
    """What an extractor reads in the labelled reports, by document id."""
    reader = extractor(name)
    read: dict[str, Row] = {}
    for item in gather([SET / "docs.jsonl"]):
        if isinstance(item, Gathered):
            row = read_row(item.document, item.intake, reader.read(item.document))
            read[str(item.intake.external_id)] = row
    return read


def flat(subset: str, parts: Mapping[str, Score]) -> Figures:
    """Figures under one name each; detection is not asked of evidence."""
    return {
        f"{subset}/{part}/{measure}": figure
        for part, counts in parts.items()
        for measure, figure in counts.figures().items()
        if part != "evidence" or measure == "offsets"
    }


def set_digest(folder: Path) -> str:
    """SHA-256 of texts, labels and split, so that a floor names what it was measured on."""
    whole = hashlib.sha256()
    for name in ("docs.jsonl", "gold.jsonl", "split.json"):
        whole.update((folder / name).read_bytes())
    return whole.hexdigest()


def pin(
    figures: Figures, pinned: Mapping[str, Any], *, lower: bool, digest: str
) -> dict[str, Any]:
    """Floors at today's figures. Without `lower`, a floor that stands higher stays."""
    old = pinned.get("floors", {})
    floors = {}
    for name, (figure, support) in figures.items():
        if support >= LEAST:
            stood = 0.0 if lower else old.get(name, {}).get("floor", 0.0)
            one_label = 0.0 if "/evidence/" in name else 1 / support
            floors[name] = {
                "floor": max(figure, stood),
                "support": support,
                "epsilon": math.ceil(one_label * 10_000) / 10_000,
            }
    return {"digest": digest, "floors": floors}


def below(figures: Figures, pinned: Mapping[str, Any], *, digest: str) -> list[str]:
    """Every figure that fell below its floor by more than one flipped label."""
    if pinned.get("digest") != digest:
        return [
            "the labelled set is not the one that the floors were measured on: --update"
        ]
    faults = []
    for name, pin_ in pinned["floors"].items():
        figure, support = figures.get(name, (0.0, 0))
        if figure < pin_["floor"] - pin_["epsilon"]:
            faults.append(
                f"below its floor: {name} {figure} < {pin_['floor']} (n={support})"
            )
    return faults


def _say_table(figures: Figures) -> None:
    rows = dict.fromkeys(name.partition("/")[2] for name in figures)
    sys.stdout.write(f"{'':26}" + "".join(f"{name:>16}" for name in SUBSETS) + "\n")
    for row in rows:
        cells = [_cell(figures.get(f"{name}/{row}")) for name in SUBSETS]
        sys.stdout.write(f"{row:26}" + "".join(f"{c:>16}" for c in cells) + "\n")


def _cell(figure: tuple[float, int] | None) -> str:
    if figure is None:
        return "-"
    share, support = figure
    shown = f"{share:.3f} n={support}"
    return shown if support >= LEAST else f"({shown})"


def _say_misses(misses: list[Miss]) -> None:
    for miss in sorted(misses, key=lambda m: (m.part, m.kind, m.document)):
        sys.stdout.write(f"{miss.part}\t{miss.kind}\t{miss.document}\t{miss.what}\n")


if __name__ == "__main__":
    sys.exit(main())
