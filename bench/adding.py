"""A document more: what deriving costs on a kept ledger, beside deriving all of it.

    python bench/adding.py [--claims 10000 100000 1000000] [--add 20]

Makes a ledger of each size (`made.py`, one total stated for every thousand claims), derives
it, then adds documents one by one and derives after each. Prints seconds, processor seconds
and the most memory, each step in a process of its own; the exponent by which processor time
for a document more grows from the first size to the last; and, of ledgers that are derived
in full, whether the book that came of the additions is, byte for byte, that of a full run
over everything. A larger ledger is built as one is in life: its first documents are derived
in full, the others come in parts of a tenth, which keeps to the memory of the first.
"""

from __future__ import annotations

import argparse
import json
import os
import resource
import subprocess
import sys
from collections.abc import Iterator
from datetime import date
from functools import cache
from itertools import islice
from math import log
from pathlib import Path
from tempfile import TemporaryDirectory
from time import perf_counter, process_time
from typing import TypeAlias

import numpy as np
from made import Made, made

from tallystick import commands, pipeline
from tallystick.codec import dumps
from tallystick.columns import NONE, OPEN, Ranges
from tallystick.directory import directory
from tallystick.model.claims import (
    Anchor,
    Claim,
    IncidentClaim,
    Responsibility,
    Scope,
    TallyClaim,
    Target,
    Toll,
    Window,
)
from tallystick.model.documents import Document, Published, PublishedBasis
from tallystick.model.ledger import Reading
from tallystick.model.lists import ClaimKind, Measure, ResponsibilityMode
from tallystick.model.values import (
    Bound,
    Date,
    DateBasis,
    Evidence,
    Field,
    Mention,
    MentionKind,
    Number,
    Part,
    Place,
    Reader,
    Span,
)
from tallystick.policy import Policy
from tallystick.schemes import rows
from tallystick.store import Store, open_ledger
from tallystick.store.batches import batches
from tallystick.store.documents import add_documents
from tallystick.store.readings import replace_reading
from tallystick.table import EVENT_TYPES, PRECISIONS

EXTRACTOR, NOW = "bench/1", "2024-02-01T12:00:00Z"
TOTAL_EVERY = 1000
WHOLE, PART = 200_000, 0.09
"""Claims that are derived at once, and the share of a ledger that then comes at a time."""
COMMON = 200
"""Words of the made world's vocabulary that any story may hold, see `made`."""
LETTERS = str.maketrans("0123456789", "abcdefghij")
Told: TypeAlias = tuple[str, float]
"""What a step has to say, and processor seconds for a document more."""
MIB = 2**20
MAXRSS_UNIT = 1 if sys.platform == "darwin" else 1024


def main() -> None:
    """Every size, step by step."""
    command = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    command.add_argument("--claims", nargs="+", type=int, default=[10**4, 10**5])
    command.add_argument("--add", type=int, default=20, help="documents added one by one")
    command.add_argument("--step", nargs=4, help=argparse.SUPPRESS)
    asked = command.parse_args()
    if asked.step:
        step, path, claims, add = asked.step
        print(json.dumps(STEPS[step](Path(path), int(claims), int(add))))
        return
    busy = [one_size(claims, asked.add) for claims in asked.claims]
    if len(busy) > 1:
        larger = log(asked.claims[-1] / asked.claims[0])
        print(f"a document more grows to the power {log(busy[-1] / busy[0]) / larger:.2f}")


def one_size(claims: int, add: int) -> float:
    """Every step on a ledger of a size; processor seconds for a document more."""
    busy = 0.0
    with TemporaryDirectory() as folder:
        path = Path(folder, "ledger.db")
        for step in STEPS:
            if step != "compare" or claims <= WHOLE:
                told, seconds_ = in_own_process(step, path, claims, add)
                print(f"{claims:>9}  {step:<12} {told}", flush=True)
                busy = seconds_ or busy
    return busy


def in_own_process(step: str, path: Path, claims: int, add: int) -> Told:
    """A step, so that its memory is its own."""
    words = [sys.executable, __file__, "--step", step, str(path), str(claims), str(add)]
    done = subprocess.run(
        words,
        capture_output=True,
        text=True,
        check=True,
        env={**os.environ, "OMP_NUM_THREADS": "1"},
    )
    told, busy = json.loads(done.stdout)
    return str(told), float(busy)


def fill(path: Path, claims: int, add: int) -> Told:
    """The documents that are derived at once."""
    started, world = perf_counter(), made(claims)
    first = at_once(world, add)
    with open_ledger(path) as store:
        for batch in batches(islice(reports(world), first), 5000):
            enter(store, batch)
        size = path.stat().st_size / MIB
        return f"{first} documents in {seconds(started)}, {size:.0f} MiB", 0.0


def at_once(world: Made, add: int) -> int:
    """How many documents are derived at once."""
    number, claims = len(world.table.documents), len(world.table)
    return min(number - add, number * WHOLE // claims)


def full(path: Path, claims: int, add: int) -> Told:
    """The first derivation, and those of the parts that come after it."""
    world = made(claims)
    rest = islice(reports(world), at_once(world, add), len(world.table.documents) - add)
    with open_ledger(path) as store:
        started, here = perf_counter(), at_once(world, add)
        derive(store)
        while part := list(islice(rest, int(here * PART))):
            enter(store, part)
            derive(store)
            here += len(part)
        return f"{seconds(started)}, {peak()}, {store.incidents()} incidents", 0.0


def adding(path: Path, claims: int, add: int) -> Told:
    """One document more, and the book after it; again and again."""
    world = made(claims)
    held = list(islice(reports(world), len(world.table.documents) - add, None))
    took, busy = [], []
    with open_ledger(path) as store:
        for one in held:
            started, worked = perf_counter(), process_time()
            enter(store, [one])
            derive(store)
            took.append(perf_counter() - started)
            busy.append(process_time() - worked)
    cpu = float(np.median(busy))
    spent = f"{np.median(took):.2f} s (median), {max(took):.2f} s (longest)"
    return f"{spent}, {cpu:.2f} s of a processor, {peak()}", cpu


def alone(path: Path, claims: int, add: int) -> Told:
    """A process that adds nothing: what a derivation takes in memory and time by itself."""
    with open_ledger(path) as store:
        started = perf_counter()
        derive(store)
        return f"{seconds(started)}, {peak()}", 0.0


def compared(path: Path, claims: int, add: int) -> Told:
    """The book as it was amended beside the book of a full run."""
    with open_ledger(path) as store:
        found, ledger = store.book(), store.ledger(EXTRACTOR)
    same = dumps(found) == dumps(pipeline.derive(ledger, Policy()))
    return "same bytes" if same else "OTHER", 0.0


STEPS = {
    "fill": fill,
    "derive all": full,
    "one more": adding,
    "nothing new": alone,
    "compare": compared,
}


def derive(store: Store) -> None:
    """Bring the book up to date."""
    commands.bring_up_to_date(store, Policy(), now=NOW, name=EXTRACTOR)


def enter(store: Store, held: object) -> None:
    """Documents with their readings, in one transaction."""
    told = list(held)  # type: ignore[call-overload]
    with store.transaction("fill") as connection:
        add_documents(connection, [document for document, _ in told])
        for _, reading in told:
            replace_reading(connection, reading)


def seconds(started: float) -> str:
    """How long it took."""
    return f"{perf_counter() - started:.1f} s"


def peak() -> str:
    """The most memory that this process has used."""
    used = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss * MAXRSS_UNIT / MIB
    return f"{used:.0f} MiB"


def reports(world: Made) -> Iterator[tuple[Document, Reading]]:
    """The documents of a made world, each with its claims."""
    table = world.table
    order = np.argsort(table.document, kind="stable")
    starts = np.flatnonzero(np.diff(table.document[order], prepend=-1))
    for number, own in enumerate(np.split(order, starts[1:])):
        yield report(world, number, own.tolist())


def report(world: Made, number: int, own: list[int]) -> tuple[Document, Reading]:
    """One document: a sentence for each of its claims."""
    table = world.table
    lines = [sentence(world, row) for row in own]
    lead = " ".join(spelt(word) for word in lead_of(world, own[0]))
    day = date.fromordinal(int(table.published[own[0]])).isoformat()
    document = Document(
        source=table.roots[table.root[own[0]]].removeprefix("said:"),
        address=f"https://bench.example/{number}",
        published=Published(day, PublishedBasis.ROW),
        title=f"{spelt(number)} {lead}",
        text="\n".join(lines),
        language="en",
    )

    at = 0
    claims: list[Claim] = []
    for row, line in zip(own, lines, strict=True):
        claims.append(incident(world, row, document.id, at))
        at += len(line) + 1
    if number % TOTAL_EVERY == 0:
        claims.append(total(world, own[0], document.id))
    return document, Reading(document.id, EXTRACTOR, tuple(claims))


def sentence(world: Made, row: int) -> str:
    """Names and words of the story."""
    wording = world.table.wording
    numbers = (spelt(int(name[1:])) for name in wording.names.words_of(row))
    names = ", ".join(f"Na{number} Lo{number}" for number in numbers)
    told = (int(word[1:]) for word in wording.words.words_of(row))
    words = " ".join(common()[n] if n < COMMON else spelt(n) for n in told)
    return f"News {spelt(row)} of {names}: {words}."


def lead_of(world: Made, row: int) -> list[int]:
    """The rarer words of the report of a row, as numbers."""
    lead = world.table.wording.lead
    return lead.words[lead.offsets[row] : lead.offsets[row + 1]].tolist()


@cache
def common() -> list[str]:
    """Words that many reports have, the most common first: what all may share."""
    told = (row for row in rows("match/common_words.tsv") if row["language"] == "en")
    often = {row["word"]: int(row["documents"]) for row in told if row["word"].isalpha()}
    return sorted(often, key=lambda word: (-often[word], word))[:COMMON]


def spelt(number: int) -> str:
    """A number as a word: what mixes letters with digits is no matter of a report."""
    return "qu" + str(number).translate(LETTERS)


def incident(world: Made, row: int, document: str, at: int) -> IncidentClaim:
    """A claim of a row."""
    table = world.table
    span = Span(Part.TEXT, at, at + 4)
    named = tuple(mention(one, span) for one in table.who.perpetrators.words_of(row))
    aims = (mention(one, span) for one in table.who.targets.words_of(row))
    return IncidentClaim(
        Anchor(document, span, ClaimKind.INCIDENT),
        (Evidence(Field.TRIGGER, span),),
        (Reader(EXTRACTOR, 0.9),),
        event_type=EVENT_TYPES[table.told.event_type[row]],
        responsibility=tuple(
            Responsibility(one, ResponsibilityMode.ATTRIBUTES) for one in named
        ),
        targets=tuple(Target(one) for one in aims),
        places=places(world, row),
        date=told_date(table.days, row),
        killed=toll(table.killed, row),
        injured=toll(table.injured, row),
    )


def total(world: Made, row: int, document: str) -> TallyClaim:
    """Attacks in the country of a row, over a month."""
    span, day = Span(Part.TEXT, 5, 6), int(world.table.published[row])
    start, end = (single(day - back) for back in (30, 0))
    return TallyClaim(
        Anchor(document, span, ClaimKind.TALLY, Measure.INCIDENTS),
        (Evidence(Field.COUNT, span),),
        (Reader(EXTRACTOR, 0.9),),
        number=Number.said(40),
        unit="attacks",
        measure=Measure.INCIDENTS,
        window=Window(start, end),
        scope=Scope(countries=world.table.where.countries.words_of(row)),
    )


def mention(actor: str, span: Span) -> Mention:
    """An actor of the made world."""
    return Mention(actor, span, MentionKind.ORGANIZATION, actor)


def places(world: Made, row: int) -> tuple[Place, ...]:
    """The place of a row, if it has one."""
    where = world.table.where
    if where.own[row] == NONE:
        return ()
    name, fine = where.places.words[where.own[row]], not np.isnan(where.lat[row])
    return (
        Place(
            name,
            id=f"site:{name}",
            name=name,
            lat=float(where.lat[row]) if fine else None,
            lon=float(where.lon[row]) if fine else None,
            country=next(iter(where.countries.words_of(row)), None),
            admin1=next(iter(where.admin1.words_of(row)), None),
            precision=PRECISIONS[where.precision[row]],
            radius_km=2.0 if fine else None,
        ),
    )


def told_date(days: Ranges, row: int) -> Date | None:
    """The days of a row."""
    if not days.said[row]:
        return None
    ends = (date.fromordinal(int(d)).isoformat() for d in (days.low[row], days.high[row]))
    low, high = ends
    return Date(low, high, low if low == high else f"{low}/{high}", DateBasis.EXPLICIT)


def single(day: int) -> Date:
    """A day."""
    text = date.fromordinal(day).isoformat()
    return Date(text, text, text, DateBasis.EXPLICIT)


def toll(told: Ranges, row: int) -> tuple[Toll, ...]:
    """People of a row."""
    if not told.said[row]:
        return ()
    low, high = int(told.low[row]), int(told.high[row])
    return (Toll(Number.said(low, Bound.EXACT if high < OPEN else Bound.AT_LEAST)),)


if __name__ == "__main__":
    directory()
    main()
