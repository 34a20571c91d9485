"""Incidents at scale: time, memory and agreement with the truth, size by size.

    python bench/incidents.py [--sizes 10000 100000 1000000] [--add 20]

Matches and clusters a made ledger (`made.py`) of each size in a process of its own, on one
core, and prints seconds, processor seconds, the most memory used (the ledger included), and
precision, recall and F1 over pairs of claims; then the exponent by which time grows from
the first size to the last. With --add it then enters documents one by one into the largest
ledger, prints how long one takes, and checks that every component that an addition touched
is, byte for byte, the one that a full run over all documents finds.
"""

from __future__ import annotations

import argparse
import json
import os
import resource
import subprocess
import sys
from hashlib import sha256
from math import log
from time import perf_counter, process_time

import numpy as np
from made import Made, MadeActors, made

from tallystick.columns import Rows
from tallystick.excerpt import excerpt
from tallystick.growing import Growing
from tallystick.match.links import Links
from tallystick.match.score import propose
from tallystick.policy import Policy
from tallystick.resolve import by_component, components, event_claims, resolve_all
from tallystick.table import ClaimTable

MIB = 2**20
MAXRSS_UNIT = 1 if sys.platform == "darwin" else 1024
HEAD = f"{'claims':>9}{'seconds':>9}{'cpu s':>8}{'MiB':>7}{'groups':>9}"


def main() -> None:
    """Run every size, then the additions."""
    command = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    command.add_argument("--sizes", nargs="+", type=int, default=[10**4, 10**5, 10**6])
    command.add_argument("--add", type=int, default=20, help="documents added one by one")
    command.add_argument("--one", type=int, help=argparse.SUPPRESS)
    asked = command.parse_args()
    if asked.one:
        print(json.dumps(one_size(asked.one)))
        return
    print(f"{HEAD}{'P':>8}{'R':>8}{'F1':>8}", flush=True)
    told = [in_own_process(size) for size in asked.sizes]
    if len(told) > 1:
        first, last = told[0], told[-1]
        grown = log(last["cpu"] / first["cpu"]) / log(last["claims"] / first["claims"])
        print(f"processor time grows with the size to the power {grown:.2f}", flush=True)
    if asked.add:
        additions(asked.sizes[-1], asked.add)


def in_own_process(size: int) -> dict[str, float]:
    """One size, so that its memory is its own."""
    done = subprocess.run(
        [sys.executable, __file__, "--one", str(size)],
        capture_output=True,
        text=True,
        check=True,
        env={**os.environ, "OMP_NUM_THREADS": "1"},
    )
    told: dict[str, float] = json.loads(done.stdout)
    print(
        f"{told['claims']:>9.0f}{told['seconds']:>9.1f}{told['cpu']:>8.1f}"
        f"{told['mib']:>7.0f}{told['groups']:>9.0f}"
        f"{told['p']:>8.4f}{told['r']:>8.4f}{told['f1']:>8.4f}",
        flush=True,
    )
    return told


def one_size(size: int) -> dict[str, float]:
    """Match and cluster a ledger of one size."""
    ledger, policy, actors = made(size), Policy(), MadeActors()
    started, busy = perf_counter(), process_time()
    links = propose(ledger.table, policy, actors)
    groups = resolve_all(ledger.table, links, policy)
    seconds, cpu = perf_counter() - started, process_time() - busy
    precision, recall = agreement(groups, ledger.truth)
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss * MAXRSS_UNIT / MIB
    return {
        "claims": len(groups),
        "seconds": seconds,
        "cpu": cpu,
        "mib": peak,
        "groups": len(np.unique(groups)),
        "p": precision,
        "r": recall,
        "f1": 2 * precision * recall / (precision + recall),
    }


def agreement(groups: Rows, truth: Rows) -> tuple[float, float]:
    """Precision and recall over pairs of claims."""
    together = pairs_in(groups * (int(truth.max()) + 1) + truth)
    return together / max(1, pairs_in(groups)), together / max(1, pairs_in(truth))


def pairs_in(labels: Rows) -> int:
    """Pairs of rows with one label."""
    sizes = np.unique(labels, return_counts=True)[1]
    return int((sizes * (sizes - 1) // 2).sum())


def additions(size: int, number: int) -> None:
    """Enter the last documents of a ledger one by one."""
    ledger, policy, actors = made(size), Policy(), MadeActors()
    before, documents = held_back(ledger, number)
    started = perf_counter()
    growing = Growing(before, policy, actors)
    print(f"{len(before)} claims entered in {perf_counter() - started:.1f} s", flush=True)
    took: list[float] = []
    touched: dict[str, str] = {}
    for more, repeats in documents:
        started = perf_counter()
        change = growing.add(more, repeats)
        took.append(perf_counter() - started)
        touched = {key: told for key, told in touched.items() if key not in change.gone}
        touched |= dict(told_of(change.table, change.parts))
    print(
        f"a document more: {np.median(took):.3f} s (median), {max(took):.3f} s (longest of "
        f"{len(took)})",
        flush=True,
    )
    full = dict(
        in_full(ledger.table, propose(ledger.table, policy, actors), policy, touched)
    )
    same = sum(full.get(key) == told for key, told in touched.items())
    print(f"{same} of {len(touched)} touched components are those of a full run")


Held = tuple[ClaimTable, list[tuple[ClaimTable, dict[str, str]]]]


def held_back(ledger: Made, number: int) -> Held:
    """The ledger without some documents, and each of these with what its claims repeat."""
    table = ledger.table
    originals = np.unique(table.document[table.twin[table.twin >= 0]])
    free = np.setdiff1d(np.arange(len(table.documents)), originals)
    chosen = free[np.linspace(0, len(free) - 1, number).astype(np.int64)]
    late = np.isin(table.document, chosen)
    documents = []
    for document in chosen.tolist():
        rows = np.flatnonzero(table.document == document)
        repeats = {
            table.ids[row]: table.ids[table.twin[row]]
            for row in rows.tolist()
            if table.twin[row] >= 0
        }
        documents.append((excerpt([table], [rows]), repeats))
    return excerpt([table], [np.flatnonzero(~late)]), documents


def told_of(table: ClaimTable, parts: object) -> list[tuple[str, str]]:
    """The first claim of each component with a hash of its claims and all its links."""
    told = []
    for rows, links in parts:  # type: ignore[attr-defined]
        ids = [table.ids[row] for row in rows]
        words = repr((ids, list(links.proposals(table))))
        told.append((ids[0], sha256(words.encode()).hexdigest()))
    return told


def in_full(
    table: ClaimTable, links: Links, policy: Policy, wanted: dict[str, str]
) -> list[tuple[str, str]]:
    """As `told_of`, for the components of a full run that begin with some claims."""
    first = components(table, links, policy)
    heads = np.array([table.rows[name] for name in wanted], np.int64)
    rows = np.array(event_claims(table), np.int64)
    rows = rows[np.isin(first[rows], heads)]
    return told_of(table, by_component(first, rows, links))


if __name__ == "__main__":
    main()
