"""Hold the reading to its floors on our own labelled reports.

    python eval/gate.py             # figures by language; exit 1 when one is below its floor
    python eval/gate.py --errors    # and what went wrong, in `tune` only
    python eval/gate.py --update    # raise floors and pin the labelled sets as they stand
    python eval/gate.py --update --allow-regression    # floors may fall, too
    python eval/gate.py --extractor rules/1            # one extractor alone

Where TALLYSTICK_BENCH names a folder with a further labelled set and its scorer
(`score_tally.py`, `tally/`), that set is read and held to floors of its own, too.
Floors stand in `floors.json`. README.md says how the sets were made and what is scored.
"""

from __future__ import annotations

import argparse
import hashlib
import json
import math
import os
import subprocess
import sys
from collections.abc import Iterable, Iterator, Mapping
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

from scoring import Miss, Row, Score, score

from tallystick.gather import Gathered, gather
from tallystick.parts import extractor
from tallystick.read.extractor import Extractor
from tallystick.views.rows import read_row

HERE = Path(__file__).parent
REPORTS = HERE.parent / "train" / "reports"
ENGLISH = tuple(
    REPORTS / name
    for name in (
        "wars unrest series wires counts attacks months versions shootings tolls voices "
        "ledgers monitors acts doers harms sums wheres retold"
    ).split()
)
SETS = (HERE / "tally", HERE / "languages", *ENGLISH)
FLOORS = HERE / "floors.json"
SUBSETS = ("tune", "report")
"""Open for mending rules and for training; held out, only counted."""
LEAST = 10
"""A figure over fewer cases has no floor."""
FEW = 30
"""A figure over fewer cases is printed in brackets."""
OWN_EXTRACTORS = ("rules/1", "tagger/1", "rules+tagger/1")
ROWS = ("tallies", "claims", "statements")
"""What a row of a reading holds; a language of which nothing is read has no figures."""
BENCH = "TALLYSTICK_BENCH"
"""The variable that names a folder with a further labelled set."""

Figures = dict[str, tuple[float, int]]
"""``language/subset/part/measure`` to the figure and its support."""


def main(arguments: list[str] | None = None) -> int:
    """Score, print, compare; the exit code."""
    options = _options(arguments)
    floors = json.loads(FLOORS.read_text("utf-8")) if FLOORS.exists() else {}
    faults = []
    for name in options.extractor or OWN_EXTRACTORS:
        pinned = floors.setdefault(name, {})
        for part, (figures, digest) in _measured(name, options).items():
            sys.stdout.write(f"\n{name}, {part}\n")
            _say_table(figures)
            held = pinned.get(part, {})
            faults += [f"{name}: {fault}" for fault in below(figures, held, digest=digest)]
            if options.update:
                lower = options.allow_regression
                pinned[part] = pin(figures, held, lower=lower, digest=digest)
    if options.update:
        FLOORS.write_text(json.dumps(floors, indent=1, sort_keys=True) + "\n", "utf-8")
        return 0
    sys.stdout.writelines(f"{fault}\n" for fault in faults)
    return 1 if faults else 0


def _measured(name: str, options: argparse.Namespace) -> dict[str, tuple[Figures, str]]:
    """Figures of one extractor on our own sets, and on a further one where there is one."""
    reader = extractor(name)
    figures, misses = measure(reader)
    if options.errors:
        _say_misses(misses)
    measured = {"own": (figures, sets_digest(SETS))}
    bench = os.environ.get(BENCH)
    if bench:
        further = measure_bench(reader, Path(bench))
        measured["bench"] = (further, sets_digest([Path(bench, "tally")]))
    return measured


def _options(arguments: list[str] | None) -> argparse.Namespace:
    parser = argparse.ArgumentParser(description=(__doc__ or "").partition("\n")[0])
    parser.add_argument("--extractor", action="append", help="a name; may come again")
    parser.add_argument("--errors", action="store_true")
    parser.add_argument("--update", action="store_true")
    parser.add_argument("--allow-regression", action="store_true")
    return parser.parse_args(arguments)


def _rows(path: Path) -> list[Row]:
    return [json.loads(line) for line in path.read_text("utf-8").splitlines()]


def _subsets() -> Iterator[tuple[str, list[Row], dict[str, Row]]]:
    """Documents and labels by ``language/subset``, over all sets, languages in order."""
    found: dict[str, list[Row]] = {}
    labels: dict[str, Row] = {}
    for folder in SETS:
        split = json.loads((folder / "split.json").read_text("utf-8"))
        labels |= {row["id"]: row for row in _rows(folder / "gold.jsonl")}
        for document in _rows(folder / "docs.jsonl"):
            subset = next(name for name in SUBSETS if document["id"] in split[name])
            found.setdefault(f"{document['language']}/{subset}", []).append(document)
    for name in sorted(found):
        yield name, found[name], labels


def measure(reader: Extractor) -> tuple[Figures, list[Miss]]:
    """Figures of every language and subset; what went wrong in `tune` alone."""
    read = read_all(reader, [folder / "docs.jsonl" for folder in SETS])
    figures: Figures = {}
    shown: list[Miss] = []
    for name, documents, labels in _subsets():
        if not any(read[d["id"]][part] for d in documents for part in ROWS):
            continue
        parts, misses = score(documents, labels, read)
        figures |= flat(name, parts)
        if name.endswith("tune"):
            shown += misses
    return figures, shown


def read_all(reader: Extractor, paths: list[Path]) -> dict[str, Row]:
    """What an extractor reads in the labelled reports, by document id."""
    read: dict[str, Row] = {}
    for item in gather(paths):
        if isinstance(item, Gathered):
            row = read_row(item.document, item.intake, reader.read(item.document))
            read[str(item.intake.external_id)] = row
    return read


def measure_bench(reader: Extractor, folder: Path) -> Figures:
    """Figures of the held-out half of a further set, by its own scorer."""
    figures: Figures = {}
    with TemporaryDirectory() as scratch:
        out = Path(scratch, "read.jsonl")
        rows = read_all(reader, [folder / "tally" / "docs.jsonl"]).values()
        out.write_text("".join(json.dumps(row) + "\n" for row in rows), "utf-8")
        for language in ("en", "non-en"):
            command = [
                sys.executable,
                "score_tally.py",
                "--gold",
                "tally",
                "--pred",
                str(out),
            ]
            command += ["--lang", language, "--half", "report"]
            told = subprocess.run(command, cwd=folder, check=True, capture_output=True)
            figures |= _bench_figures(language, json.loads(told.stdout.splitlines()[-1]))
    return figures


def _bench_figures(language: str, told: Row) -> Figures:
    figures: Figures = {}
    for part in ("tallies", "incidents", "statements"):
        for measure in ("detect", "full"):
            if measure in told[part]:
                one = told[part][measure]
                figures[f"{language}/report/{part}/{measure}"] = (one["f1"], one["gold"])
        for name, one in told[part].get("fields", {}).items():
            if one["accuracy"] is not None:
                figures[f"{language}/report/{part}/{name}"] = (one["accuracy"], one["of"])
    return figures


def flat(subset: str, parts: Mapping[str, Score]) -> Figures:
    """Figures under one name each; detection is not asked of evidence."""
    return {
        f"{subset}/{part}/{measure}": figure
        for part, counts in parts.items()
        for measure, figure in counts.figures().items()
        if part != "evidence" or measure == "offsets"
    }


def sets_digest(folders: Iterable[Path]) -> str:
    """SHA-256 of texts, labels and splits, so that a floor names what it was measured on."""
    whole = hashlib.sha256()
    for folder in folders:
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
    split = [name.split("/", 2) for name in figures]
    subsets = dict.fromkeys(f"{language}/{subset}" for language, subset, _ in split)
    rows = dict.fromkeys(row for _, _, row in split)
    for first in range(0, len(subsets), 6):
        shown = list(subsets)[first : first + 6]
        sys.stdout.write(f"{'':32}" + "".join(f"{name:>16}" for name in shown) + "\n")
        for row in rows:
            cells = [_cell(figures.get(f"{name}/{row}")) for name in shown]
            sys.stdout.write(f"{row:32}" + "".join(f"{c:>16}" for c in cells) + "\n")


def _cell(figure: tuple[float, int] | None) -> str:
    if figure is None:
        return "-"
    share, support = figure
    shown = f"{share:.3f} n={support}"
    return shown if support >= FEW else f"({shown})"


def _say_misses(misses: list[Miss]) -> None:
    for miss in sorted(misses, key=lambda m: (m.part, m.kind, m.document)):
        sys.stdout.write(f"{miss.part}\t{miss.kind}\t{miss.document}\t{miss.what}\n")


if __name__ == "__main__":
    sys.exit(main())
