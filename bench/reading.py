"""How fast English is read, beside the bare parser on the same texts in the same run.

    python bench/reading.py [PATH ...] [--extractor NAME]

Without paths the labelled reports of `eval/tally` and of three sets of `train/reports`
(wars, wires, months) are read. First come what two processes read together beside one, and
the most memory of either. Then reports that claim something, all relevant, and a mix with
four ordinary reports (`texts/ordinary.txt`: councils, markets, weather, football) to each of
them; then the share of the full reader's claims that the first gate lets through. With paths,
those documents are one row. Rates are by processor time on one thread; the parser gets the
texts whole, with the same components and batches. Nothing here fails on a slow machine:
compare figures of one run. Needs Linux or macOS.
"""

from __future__ import annotations

import argparse
import json
import os
import resource
import sys
from collections import deque
from collections.abc import Callable, Iterable, Sequence
from itertools import cycle, islice
from multiprocessing import get_context
from pathlib import Path
from time import perf_counter, process_time

from tallystick.commands import read_documents
from tallystick.gather import Gathered, gather
from tallystick.model.documents import Document
from tallystick.parts import DEFAULT_EXTRACTOR, extractor
from tallystick.read.extractor import Extractor
from tallystick.read.rules.extractor import RulesExtractor
from tallystick.read.rules.text.first_gate import every_passage
from tallystick.read.rules.text.scan import parser

ROOT = Path(__file__).parent.parent
REPORTS = ROOT / "train" / "reports"
SETS = (ROOT / "eval" / "tally", *(REPORTS / name for name in ("wars", "wires", "months")))
PARTS = ("tallies", "incidents", "statements")
UNIT = 1 if sys.platform == "darwin" else 1024
"""Bytes in one unit of ``ru_maxrss``."""
IRRELEVANT = 4
"""Documents that claim nothing to each one that claims something, in the mix."""
ROUNDS = 3


def main() -> None:
    """Print every table."""
    command = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    command.add_argument("paths", nargs="*", type=Path)
    command.add_argument("--extractor", default=DEFAULT_EXTRACTOR)
    command.add_argument("--quick", action="store_true", help="without two processes")
    asked = command.parse_args()
    heading = f"{'words a second':24}{'documents':>10}{'words':>9}{'parser':>9}{'reader':>9}  ratio"
    reader = extractor(asked.extractor)
    if asked.paths:
        print(heading)
        rate("these", english(asked.paths), reader)
        return
    relevant = labelled()
    if not asked.quick:
        # First: a process that is started counts its parent's memory as its own.
        together(relevant, asked.extractor)
    mix = relevant + list(islice(cycle(ordinary()), IRRELEVANT * len(relevant)))
    print(heading)
    rate("all relevant", relevant, reader)
    rate("one in five relevant", mix, reader)
    print(
        f"first gate: {let_through(relevant):.4f} of the full reader's claims let through"
    )


def english(paths: Sequence[Path]) -> list[Document]:
    """The English documents of some files and folders."""
    items = gather(list(paths))
    found = [item.document for item in items if isinstance(item, Gathered)]
    return [document for document in found if document.language == "en"]


def labelled() -> list[Document]:
    """Own labelled reports that claim something."""
    found: list[Document] = []
    for path in (folder / "docs.jsonl" for folder in SETS):
        rows = map(json.loads, path.with_name("gold.jsonl").read_text("utf-8").splitlines())
        busy = {row["id"] for row in rows if any(row[part] for part in PARTS)}
        items = [item for item in gather([path]) if isinstance(item, Gathered)]
        found += [i.document for i in items if i.intake.external_id in busy]
    return found


def ordinary() -> list[Document]:
    """Reports of everyday life that claim nothing."""
    texts = (Path(__file__).parent / "texts" / "ordinary.txt").read_text("utf-8")
    return [
        Document("everyday", f"{place}", None, "", text.strip(), "en")
        for place, text in enumerate(texts.split("---\n"))
    ]


def rate(name: str, documents: Sequence[Document], reader: Extractor) -> None:
    """Print words a second of the bare parser and of the reader, the best of some rounds."""
    words = sum(len(document.text.split()) for document in documents)
    texts = [document.text for document in documents]
    parsed = min(spent(lambda: list(parser().pipe(texts))) for _ in range(ROUNDS))
    read = min(
        spent(lambda: list(read_documents(reader, documents))) for _ in range(ROUNDS)
    )
    print(
        f"{name:24}{len(documents):10}{words:9}{words / parsed:9.0f}{words / read:9.0f}"
        f"{parsed / read:7.2f}"
    )


def spent(work: Callable[[], Iterable[object]]) -> float:
    """Processor seconds that some work takes; what it gives is not kept."""
    started = process_time()
    deque(work(), maxlen=0)
    return process_time() - started


def let_through(documents: Sequence[Document]) -> float:
    """The share of the claims of ungated rules that gated rules make as well."""
    full, gated = RulesExtractor(look=every_passage), RulesExtractor()
    asked = kept = 0
    for document in documents:
        here = {claim.id for claim in gated.read(document).claims}
        wanted = {claim.id for claim in full.read(document).claims}
        asked, kept = asked + len(wanted), kept + len(wanted & here)
    return kept / asked


def peak() -> float:
    """The most memory that this process has used, in MiB."""
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss * UNIT / 2**20


def read_half(name: str, half: int, of: int) -> tuple[float, float]:
    """Seconds on the wall for one process's share of the relevant reports; its peak MiB."""
    reader = extractor(name)
    documents = labelled()[half::of]
    reader.read(documents[0])
    started = perf_counter()
    for _ in read_documents(reader, documents):
        pass
    return perf_counter() - started, peak()


def together(documents: Sequence[Document], name: str) -> None:
    """Print what one and two processes read a second, each loading for itself."""
    words = sum(len(document.text.split()) for document in documents)
    rates = []
    for count in (1, 2):
        with get_context("spawn").Pool(count) as pool:
            shares = [(name, one, count) for one in range(count)]
            told = pool.starmap(read_half, shares)
        rates.append(words / max(seconds for seconds, _ in told))
        most = max(memory for _, memory in told)
    cores = (
        len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count()
    )
    print(
        f"one process {rates[0]:.0f}, two {rates[1]:.0f} words a second on the wall: "
        f"{rates[1] / rates[0]:.2f} times ({cores} cores); each at most {most:.0f} MiB"
    )


if __name__ == "__main__":
    os.environ.setdefault("OMP_NUM_THREADS", "1")
    main()
