"""Time and peak memory of each step and of the whole program, beside a baseline.

    python bench/steps.py [PATH ...]        examples/ unless paths are given

The upper table runs the steps in one process, in order: seconds of each, seconds of all
cores, and the most memory that the process has used by then. The lower table starts
processes cold: what the program costs, beside what bare Python and the bare parser cost on
the same texts. Needs Linux or macOS. Nothing here fails on a slow machine: compare lines
of one run.
"""

from __future__ import annotations

import argparse
import os
import resource
import sys
from collections.abc import Callable
from pathlib import Path
from tempfile import TemporaryDirectory
from time import perf_counter, process_time
from typing import TypeVar

T = TypeVar("T")

EXAMPLES = Path(__file__).parent.parent / "examples"
MIB = 2**20
MAXRSS_UNIT = 1 if sys.platform == "darwin" else 1024
"""Bytes in one unit of ``ru_maxrss``."""
HEAD = f"{'seconds':>9}{'cpu s':>8}{'peak MiB':>10}"

PROGRAM = "from tallystick.cli import main; main()"
PARSER = """
import sys
from pathlib import Path
from tallystick.gather import Gathered, gather
items = gather(map(Path, sys.argv[1:]))
texts = [i.document.text for i in items if isinstance(i, Gathered)]
from tallystick.read.rules.text.scan import parser
for _ in parser().pipe(texts):
    pass
"""


def main() -> None:
    """Print both tables."""
    command = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    command.add_argument("paths", nargs="*", type=Path, default=[EXAMPLES])
    command.add_argument("--steps-only", action="store_true", help=argparse.SUPPRESS)
    asked = command.parse_args()
    paths = [path.resolve() for path in asked.paths]
    if asked.steps_only:
        steps(paths)
        return
    names = [str(path) for path in paths]
    cold(None, __file__, "--steps-only", *names)
    print(f"\n{'a cold process':<44}{HEAD}")
    with TemporaryDirectory() as folder:
        os.chdir(folder)
        cold("baseline: python -c pass", "-c", "pass")
        cold("baseline: gather and parse the same texts", "-c", PARSER, *names)
        cold("tallystick --help", "-c", PROGRAM, "--help")
        cold("tallystick review", "-c", PROGRAM, "review", *names)
        cold("tallystick review, again: all is read", "-c", PROGRAM, "review", *names)


def cold(name: str | None, *words: str) -> None:
    """Run Python in a new process and print what it took, unless it has no name."""
    started = perf_counter()
    quiet = [(os.POSIX_SPAWN_OPEN, fd, os.devnull, os.O_WRONLY, 0) for fd in (1, 2)]
    process = os.posix_spawn(
        sys.executable,
        [sys.executable, *words],
        os.environ,
        file_actions=quiet if name else [],
    )
    _, status, used = os.wait4(process, 0)
    seconds = perf_counter() - started
    if name:
        code = os.waitstatus_to_exitcode(status)
        ended = f"  (exit {code})" if code else ""
        print(line(name, seconds, used.ru_utime + used.ru_stime, used.ru_maxrss) + ended)


def line(name: str, seconds: float, cpu: float, rss: int) -> str:
    """A row of a table: elapsed seconds, seconds of all cores, and peak memory."""
    return f"{name:<44}{seconds:>9.2f}{cpu:>8.2f}{rss * MAXRSS_UNIT / MIB:>10.0f}"


def steps(paths: list[Path]) -> None:
    """Every step of a review in this process, with what each worked on."""
    print(f"{'a step of one process':<44}{HEAD}  on", flush=True)
    timed("import everything, load the parser", load, lambda _: "")
    from tallystick.gather import Gathered, find_copies, gather
    from tallystick.model.ledger import Ledger
    from tallystick.parts import extractor
    from tallystick.pipeline import derive
    from tallystick.policy import Policy
    from tallystick.review.publish import publish

    found = timed(
        "gather",
        lambda: [one for one in gather(paths) if isinstance(one, Gathered)],
        lambda rows: f"{len(rows)} rows",
    )
    documents = tuple({one.document.id: one.document for one in found}.values())
    characters = sum(len(one.text) for one in documents)
    copies = timed("copies", lambda: find_copies(documents), lambda c: f"{len(c)} copies")
    readings = timed(
        "read",
        lambda: tuple(extractor().read(one) for one in documents),
        lambda all_: f"{len(all_)} documents, {characters} characters",
    )
    ledger = Ledger(documents, tuple(one.intake for one in found), copies, readings)
    claims = sum(len(one.claims) for one in readings)
    book = timed(
        "derive",
        lambda: derive(ledger, Policy()),
        lambda made: f"{claims} claims, {len(made.incidents)} incidents",
    )
    timed(
        "render html",
        lambda: publish(ledger, book, Policy()),
        lambda page: f"{len(page)} bytes",
    )


def load() -> None:
    """Import what is heavy; the parser reads a word, so that it is there."""
    from tallystick import commands  # noqa: F401
    from tallystick.read.rules.text.scan import parser
    from tallystick.review import publish  # noqa: F401

    parser()("Ready.")


def timed(name: str, work: Callable[[], T], told: Callable[[T], str]) -> T:
    """Do a step and print its seconds, the peak so far, and what it worked on."""
    started, busy = perf_counter(), process_time()
    result = work()
    seconds, cpu = perf_counter() - started, process_time() - busy
    rss = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    print(f"{line(name, seconds, cpu, rss)}  {told(result)}".rstrip(), flush=True)
    return result


if __name__ == "__main__":
    main()
