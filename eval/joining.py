"""How well reports of one event are joined, on our own labelled reports that tell events twice.

    python eval/joining.py

Reads each set that has `incident_groups.json`, joins its claims as `tallystick incidents`
does, and compares pairs of documents: those that a group names together with those that an
incident holds together. Prints pairs right, read and labelled, with precision, recall and F1,
for the open and the held-out part of each set.
"""

from __future__ import annotations

import json
import sys
from collections.abc import Iterable
from itertools import combinations
from pathlib import Path

from tallystick.commands import assemble
from tallystick.model.derived import Book
from tallystick.model.ledger import Ledger
from tallystick.parts import DEFAULT_EXTRACTOR
from tallystick.pipeline import derive
from tallystick.policy import Policy
from tallystick.views.book_rows import incident_rows

REPORTS = Path(__file__).parent.parent / "train" / "reports"
SETS = ("shootings", "retold", "versions", "wires", "echoes")
PARTS = ("tune", "report")

Pairs = set[tuple[str, str]]


def main() -> None:
    """Print a line for each part of each set."""
    for name in SETS:
        folder = REPORTS / name
        ledger, _ = assemble([folder / "docs.jsonl"], name=DEFAULT_EXTRACTOR)
        split = json.loads((folder / "split.json").read_text("utf-8"))
        groups = json.loads((folder / "incident_groups.json").read_text("utf-8"))
        labelled = pairs({one["doc"] for one in group["mentions"]} for group in groups)
        joined = told_together(ledger, derive(ledger, Policy()))
        for part in PARTS:
            wanted, found = within(labelled, split[part]), within(joined, split[part])
            sys.stdout.write(f"{name:10} {part:7} {line(found, wanted)}\n")


def told_together(ledger: Ledger, book: Book) -> Pairs:
    """Pairs of documents that an incident holds together, by their names."""
    return pairs(map(str, row["documents"]) for row in incident_rows(ledger, book))


def pairs(sets: Iterable[Iterable[str]]) -> Pairs:
    """Every two members of each set, in order."""
    return {pair for one in sets for pair in combinations(sorted(set(one)), 2)}


def within(found: Pairs, names: Iterable[str]) -> Pairs:
    """The pairs of which both are among some documents."""
    known = set(names)
    return {pair for pair in found if known.issuperset(pair)}


def line(found: Pairs, wanted: Pairs) -> str:
    """Right, found and labelled pairs, with precision, recall and F1."""
    right = len(found & wanted)
    precision, recall = right / max(1, len(found)), right / max(1, len(wanted))
    f1 = 2 * right / max(1, len(found) + len(wanted))
    counts = f"{right:3} of {len(found):3} found, {len(wanted):3} labelled"
    return f"{counts}   P {precision:.3f}  R {recall:.3f}  F1 {f1:.3f}"


if __name__ == "__main__":
    main()
