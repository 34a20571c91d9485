"""What changes a ledger: gather, read, derive, judge. Every main calls these same few.

Each is repeatable, commits in small steps, says what it did and records its run, also the
empty one. The clock is an argument.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, replace
from hashlib import sha256
from pathlib import Path
from typing import TypeAlias

import tallystick
from tallystick import codec, pipeline
from tallystick.directory import directory
from tallystick.errors import SourceError, TallystickError
from tallystick.gather import Gathered, find_copies, gather
from tallystick.model.derived import Book, Finding
from tallystick.model.documents import Document
from tallystick.model.judgements import Judgement
from tallystick.model.ledger import Ledger, Reading
from tallystick.parts import DEFAULT_EXTRACTOR, extractor
from tallystick.policy import Policy
from tallystick.read.extractor import Extractor
from tallystick.store import Run, Stamp, Store

Progress: TypeAlias = Callable[[str, int, int | None], None]
"""Called with the step, how many are done, and how many there are (None: not known)."""

LONGEST_WORDS = 300
"""Characters that are kept of what an extractor says when it fails."""

BATCH = 64
"""Documents committed at once: what a kill can cost is the work on one batch."""


def silent(step: str, done: int, total: int | None) -> None:
    """Progress that nobody watches."""


@dataclass(frozen=True, slots=True)
class Intake:
    """What gathering did."""

    rows: int
    new: int
    """Documents that the ledger did not hold."""
    refused: tuple[SourceError, ...]
    findings: tuple[Finding, ...]


def gather_into(
    store: Store, inputs: Iterable[Path], *, now: str, progress: Progress = silent
) -> Intake:
    """Gather inputs into a ledger, and work out anew which documents repeat which."""
    refused: list[SourceError] = []
    findings: list[Finding] = []
    rows = new = 0
    for group in _groups(_taken(gather(inputs), refused), BATCH):
        new += store.add([g.document for g in group], [g.intake for g in group], now)
        findings += [f for g in group for f in g.findings]
        rows += len(group)
        progress("gather", rows, None)
    progress("gather", rows, rows)
    if new:
        store.save_copies(find_copies(store.documents()))
    counts = (("rows", rows), ("new documents", new), ("refused", len(refused)))
    store.record(Run("gather", now, counts, "" if rows else "no readable row came"))
    return Intake(rows, new, tuple(refused), tuple(findings))


def _taken(items: Iterable[object], refused: list[SourceError]) -> Iterator[Gathered]:
    for item in items:
        if isinstance(item, Gathered):
            yield item
        else:
            refused.append(item.error)  # type: ignore[attr-defined]


def _groups(items: Iterable[Gathered], size: int) -> Iterator[list[Gathered]]:
    group: list[Gathered] = []
    for item in items:
        group.append(item)
        if len(group) == size:
            yield group
            group = []
    if group:
        yield group


def read_into(
    store: Store, *, now: str, name: str = DEFAULT_EXTRACTOR, progress: Progress = silent
) -> int:
    """Read the documents that an extractor has not read yet; how many those were."""
    waiting = store.unread(name)
    reader = extractor(name) if waiting else None
    for done, document in enumerate(waiting, 1):
        assert reader is not None
        store.save_reading(read_document(reader, document))
        progress("read", done, len(waiting))
    store.record(
        Run("read", now, (("documents", len(waiting)),), "" if waiting else "all read")
    )
    return len(waiting)


def read_document(reader: Extractor, document: Document) -> Reading:
    """What an extractor makes of a document; where it fails, a finding that says so.

    An extractor may be a stranger's, and a text may be one that nobody thought of. The
    rest goes on; a machine that is short of memory, or not set up, is no such case.

    Raises:
        TallystickError: the extractor says that it cannot work here.
    """
    try:
        return reader.read(document)
    except (TallystickError, MemoryError):
        raise
    except Exception as error:  # noqa: BLE001
        words = f"{reader.name} failed: {type(error).__name__}: {error}"
        failed = Finding("extractor-failed", (document.id,), words[:LONGEST_WORDS])
        return Reading(document.id, reader.name, (), (failed,))


def derive_into(
    store: Store,
    policy: Policy,
    *,
    now: str,
    name: str = DEFAULT_EXTRACTOR,
    actor_files: tuple[Path, ...] = (),
) -> tuple[Ledger, Book, Stamp]:
    """Derive the book of a ledger and keep it; only changed components are written.

    Args:
        actor_files: tables of a user's own beside the package's directory of actors.

    Raises:
        SourceError: one of these cannot be read.
    """
    ledger = store.ledger(name)
    actors = directory(actor_files)
    stamp = Stamp.of(ledger, codec.dumps(policy), _versions(actor_files), name)
    last = store.stamp()
    known = store.book() if last and last.makers == stamp.makers else None
    book = pipeline.derive(ledger, policy, known, actors)
    changed = store.save_book(book, stamp)
    store.record(
        Run("derive", now, (("incidents", len(book.incidents)), ("changed", changed)))
    )
    return ledger, book, stamp


def derive_at(
    store: Store,
    policy: Policy,
    moment: str,
    *,
    name: str = DEFAULT_EXTRACTOR,
    actor_files: tuple[Path, ...] = (),
) -> tuple[Ledger, Book]:
    """The ledger and the book as they stood at a past moment; nothing is kept of it.

    What had come in and what had been said are of that moment; reading and policy are of
    today.

    Args:
        moment: UTC, ISO 8601 to the second with a final Z; inclusive.
    """
    held = store.ledger_at(name, moment)
    ledger = replace(held, copies=find_copies(held.documents))
    return ledger, pipeline.derive(ledger, policy, None, directory(actor_files))


def _versions(actor_files: tuple[Path, ...]) -> tuple[tuple[str, str], ...]:
    """What has a hand in a book; a user's own files by their content."""
    own = (sha256(path.read_bytes()).hexdigest() for path in actor_files)
    files = tuple((f"actors {number}", hashed) for number, hashed in enumerate(own, 1))
    return (*files, ("tallystick", tallystick.__version__))


def judge(store: Store, judgement: Judgement) -> bool:
    """Enter a judgement in the log; False if the very same was said before."""
    return store.add_judgement(judgement)


def assemble(
    inputs: Iterable[Path], *, name: str = DEFAULT_EXTRACTOR, progress: Progress = silent
) -> tuple[Ledger, tuple[SourceError, ...]]:
    """A ledger in memory from inputs, for commands that keep nothing."""
    refused: list[SourceError] = []
    gathered = list(_taken(gather(inputs), refused))
    documents: dict[str, Document] = {g.document.id: g.document for g in gathered}
    reader = extractor(name)
    readings = []
    for done, document in enumerate(documents.values(), 1):
        readings.append(read_document(reader, document))
        progress("read", done, len(documents))
    ledger = Ledger(
        documents=tuple(documents.values()),
        intakes=tuple(g.intake for g in gathered),
        copies=find_copies(tuple(documents.values())),
        readings=tuple(readings),
    )
    return ledger, tuple(refused)
