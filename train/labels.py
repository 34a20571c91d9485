"""Labelled documents of two shapes: reports with claims, and documents with templates.

A folder holds ``docs*.jsonl`` with ``gold*.jsonl`` beside it, line for line by `id`. Rows of
gold with ``templates`` are of the template shape, others of the claim shape. Where
``split.json`` stands, only its ``tune`` part is read; its ``weight``, if it has one, is how much
each document of the folder counts beside those of others. Documents of one event
(``incident_groups.json``) go into one fold.
"""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from tallystick.gather import Gathered, gather
from tallystick.model.documents import Document

Row = Mapping[str, Any]
FOLDS = 5


@dataclass(frozen=True)
class Labelled:
    """A document with its row of gold and the fold it is crossed in."""

    document: Document
    name: str
    gold: Row
    fold: int
    weight: float = 1.0
    """How much it counts in training, in (0, 1]."""

    @property
    def templates(self) -> bool:
        """Whether the gold is of the template shape."""
        return "templates" in self.gold


def labelled(folder: Path, part: str = "tune") -> list[Labelled]:
    """The documents of a folder, in order of their names, with folds by event.

    Raises:
        SystemExit: the folder has no documents with gold.
    """
    pairs = list(_pairs(folder))
    if not pairs:
        raise SystemExit(f"expected docs*.jsonl and gold*.jsonl in {folder}, found none")
    gold = {row["id"]: row for _, file in pairs for row in rows(file)}
    wanted = _part(folder, part, gold)
    folds = _folds(folder, sorted(wanted))
    weight = float(_split(folder).get("weight", 1.0))
    found = [
        Labelled(item.document, name, gold[name], folds[name], weight)
        for docs, _ in pairs
        for item in gather([docs])
        if isinstance(item, Gathered) and (name := str(item.intake.external_id)) in wanted
    ]
    return sorted(found, key=lambda one: one.name)


def rows(file: Path) -> list[Row]:
    """The rows of a JSON Lines file."""
    return [json.loads(line) for line in file.read_text("utf-8").splitlines() if line]


def _pairs(folder: Path) -> Iterator[tuple[Path, Path]]:
    for docs in sorted(folder.glob("docs*.jsonl")):
        gold = docs.with_name(docs.name.replace("docs", "gold", 1))
        if gold.exists():
            yield docs, gold


def _part(folder: Path, part: str, gold: Mapping[str, Row]) -> set[str]:
    split = _split(folder)
    return set(split[part]) & set(gold) if split else set(gold)


def _split(folder: Path) -> Row:
    file = folder / "split.json"
    found: Row = json.loads(file.read_text("utf-8")) if file.exists() else {}
    return found


def _folds(folder: Path, names: list[str]) -> dict[str, int]:
    """Folds of documents; those of one event share theirs."""
    head = {name: name for name in names}
    groups = folder / "incident_groups.json"
    told = json.loads(groups.read_text("utf-8")) if groups.exists() else []
    for group in told["groups"] if isinstance(told, dict) else told:
        mentions = group.get("mentions") or group.get("members") or []
        here = sorted({m["doc"] for m in mentions} & set(names))
        for name in here[1:]:
            old, new = head[name], head[here[0]]
            head = {n: new if h == old else h for n, h in head.items()}
    number = {top: n % FOLDS for n, top in enumerate(sorted(set(head.values())))}
    return {name: number[top] for name, top in head.items()}
