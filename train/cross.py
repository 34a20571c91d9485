"""Figures of rules, tagger and both, read document by document by models that never saw its event.

    python train/cross.py --data SETS
    python train/cross.py --data SETS --sweep --fold 0 --encoder FILE
    python train/cross.py --data SETS --part report --weights src/tallystick/data/tagger/en.npz

Without ``--weights`` the models are trained five times, each time without one fold of
events, and read that fold: the table from which ``data/tagger/bars.tsv`` was chosen. With
``--weights`` those weights read the part as they are. An encoder that was trained without a
fold judges beside the models in that fold alone.
"""

from __future__ import annotations

import argparse
import sys
from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from pathlib import Path

from labels import Labelled, labelled, rows
from recipe import pages_of, train

from tallystick.model.documents import Intake
from tallystick.model.ledger import Reading
from tallystick.model.lists import ClaimKind
from tallystick.read.readers import Bars, Scores, bars, one_reading, undoubted
from tallystick.read.rules.extractor import RulesExtractor
from tallystick.read.rules.text.scan import Scan
from tallystick.read.tagger.encoder import Encoder, from_bytes
from tallystick.read.tagger.extractor import TaggerExtractor
from tallystick.read.tagger.weights import Weights, load
from tallystick.read.tagger.words import Masks
from tallystick.views.rows import read_row

sys.path.append(str(Path(__file__).parent.parent / "eval"))
import scoring

STEPS = (0.3, 0.4, 0.5, 0.6, 0.7, 0.8, 0.85, 0.9)
DOUBTS = (0.0, 0.05, 0.12, 0.2)
ONLY = (0.3, 0.4, 0.45, 0.5, 1.1)
"""The last is none: no score reaches it."""


@dataclass(frozen=True)
class Read:
    """One document as both extractors read it."""

    rules: Reading
    tagger: Reading
    scores: Scores
    models: TaggerExtractor

    def merged(self, page: Scan, chosen: Bars) -> Reading:
        """The two made one."""
        kept = undoubted(self.rules, self.tagger, self.scores, chosen)
        both = one_reading("rules+tagger/1", page, kept, self.tagger, chosen)
        return self.models.settled(page, both)


def main(arguments: list[str] | None = None) -> int:
    """Read and print; the exit code."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").partition("\n")[0])
    parser.add_argument("--data", type=Path, nargs="+", required=True)
    parser.add_argument("--part", default="tune")
    parser.add_argument("--weights", type=Path)
    parser.add_argument("--encoder", type=Path)
    parser.add_argument("--fold", type=int)
    parser.add_argument("--sweep", action="store_true")
    options = parser.parse_args(arguments)
    sets = {folder: labelled(folder, options.part) for folder in options.data}
    documents = [one for folder in options.data for one in sets[folder]]
    pages = pages_of(documents)
    weights = load(options.weights) if options.weights else None
    encoder = None
    if options.encoder:
        encoder = from_bytes(options.encoder.read_bytes(), str(options.encoder))
    read = _read(documents, pages, weights, encoder, options.fold)
    sets = {f: [o for o in those if o.name in read] for f, those in sets.items()}
    kept = [n for n, one in enumerate(documents) if one.name in read]
    documents, pages = [documents[n] for n in kept], [pages[n] for n in kept]
    table = {"rules": [r.rules for r in read.values()]}
    table["tagger"] = [r.tagger for r in read.values()]
    for name, chosen in _choices(swept=options.sweep):
        table[name] = [
            r.merged(p, chosen) for r, p in zip(read.values(), pages, strict=True)
        ]
    _print(sets, documents, table)
    return 0


def _choices(*, swept: bool) -> Iterator[tuple[str, Bars]]:
    yield "both", bars()
    for kind in (ClaimKind.TALLY, ClaimKind.INCIDENT) if swept else ():
        for alone in STEPS:
            for doubt in DOUBTS:
                yield (
                    f"{kind} {alone} {doubt}",
                    replace(bars(), alone={kind: alone}, doubt={kind: doubt}),
                )
        for only in ONLY:
            yield f"{kind} only {only}", replace(bars(), only={kind: only})


def _read(
    documents: Sequence[Labelled],
    pages: Sequence[Scan],
    weights: Weights | None,
    encoder: Encoder | None,
    only: int | None,
) -> dict[str, Read]:
    rules = RulesExtractor()
    found: dict[int, Read] = {}
    folds = {one.fold for one in documents} if only is None else {only}
    for fold in sorted(folds):
        rest = [n for n, one in enumerate(documents) if one.fold != fold]
        known = weights or train(
            [documents[n] for n in rest], [pages[n] for n in rest], Masks.PARTIES
        )
        tagger = TaggerExtractor(weights=known, encoder=encoder)
        for n, one in enumerate(documents):
            if one.fold == fold:
                reading, scores = tagger.read_scored(pages[n])
                found[n] = Read(rules.read_page(pages[n]), reading, scores, tagger)
    return {documents[n].name: found[n] for n in sorted(found)}


def _print(
    sets: Mapping[Path, Sequence[Labelled]],
    documents: Sequence[Labelled],
    table: Mapping[str, Sequence[Reading]],
) -> None:
    for kind in ("measure", "type", "act", "status", "bound"):
        known = scoring.WORDS.get(kind, {})
        scoring.WORDS[kind] = defaultdict(frozenset, known)
    for folder, labels in sets.items():
        raw = {
            str(row["id"]): row for file in folder.glob("docs*.jsonl") for row in rows(file)
        }
        names = [one.name for one in labels]
        gold = {one.name: one.gold for one in labels}
        sys.stdout.write(f"\n{folder} ({len(names)} documents)\n")
        for name, readings in table.items():
            told = {
                one.name: read_row(
                    one.document, Intake(one.document.id, one.name, ""), reading
                )
                for one, reading in zip(documents, readings, strict=True)
            }
            parts, _ = scoring.score([raw[n] for n in names], gold, told)
            sys.stdout.write(f"{name:20s} {_line(parts)}\n")


def _line(parts: Mapping[str, scoring.Score]) -> str:
    told = []
    for part in ("tallies", "incidents"):
        figures = parts[part].figures()
        wanted = [k for k in ("precision", "recall", "f1", "full_f1") if k in figures]
        told.append(part + " " + " ".join(f"{k} {figures[k][0]:.3f}" for k in wanted))
    return "   ".join(told)


if __name__ == "__main__":
    sys.exit(main())
