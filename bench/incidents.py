"""Incidents at scale: time, memory and agreement with the truth, size by size.

    python bench/incidents.py [--sizes 10000 100000 1000000]

Matches and clusters a made ledger (`made.py`) of each size in a process of its own, on one
core, and prints seconds, processor seconds, the most memory used (the ledger included), and
precision, recall and F1 over pairs of claims; then the exponent by which time grows from
the first size to the last. What a document more costs, `bench/adding.py` measures.
"""

from __future__ import annotations

import argparse
import json
import os
import resource
import subprocess
import sys
from math import log
from time import perf_counter, process_time

import numpy as np
from made import MadeActors, made

from tallystick.columns import Rows
from tallystick.match.score import propose
from tallystick.policy import Policy
from tallystick.resolve import resolve_all

MIB = 2**20
MAXRSS_UNIT = 1 if sys.platform == "darwin" else 1024
HEAD = f"{'claims':>9}{'seconds':>9}{'cpu s':>8}{'MiB':>7}{'groups':>9}"


def main() -> None:
    """Run every size."""
    command = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    command.add_argument("--sizes", nargs="+", type=int, default=[10**4, 10**5, 10**6])
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


if __name__ == "__main__":
    main()
