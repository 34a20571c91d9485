"""What changes a ledger: gather, read, derive, judge. Every main calls these same few.

Each is repeatable, commits in small steps, says what it did and records its run, also the
empty one. The clock is an argument.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from functools import cache
from hashlib import sha256
from importlib.resources import files
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
from tallystick.read.extractor import Extractor, Preparing
from tallystick.store import Run, Stamp, Store

Progress: TypeAlias = Callable[[str, int, int | None], None]
"""Called with the step, how many are done, and how many there are (None: not known)."""

FAILED = "extractor-failed"
"""The finding of a document that an extractor fell over."""
LONGEST_WORDS = 300
"""Characters that are kept of what an extractor says when it fails."""

BATCH = 64
"""Documents committed at once: what a kill can cost is the work on one batch."""
AHEAD = 60_000
"""Code points that an extractor may prepare at once: more is no faster, and memory is short."""


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
    for group in in_groups(taken(gather(inputs), refused), BATCH):
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


def taken(items: Iterable[object], refused: list[SourceError]) -> Iterator[Gathered]:
    """What could be read of some inputs; errors of the rest go into `refused`."""
    for item in items:
        if isinstance(item, Gathered):
            yield item
        else:
            refused.append(item.error)  # type: ignore[attr-defined]


def in_groups(items: Iterable[Gathered], size: int) -> Iterator[list[Gathered]]:
    """Items in lists of `size`, in order; the last may be shorter."""
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
    if reader is not None:
        for done, reading in enumerate(read_documents(reader, waiting), 1):
            store.save_reading(reading)
            progress("read", done, len(waiting))
    store.record(
        Run("read", now, (("documents", len(waiting)),), "" if waiting else "all read")
    )
    return len(waiting)


def read_documents(reader: Extractor, documents: Sequence[Document]) -> Iterator[Reading]:
    """What an extractor makes of each document, in their order; see `read_document`."""
    for here in _ahead(documents):
        if isinstance(reader, Preparing):
            _prepare(reader, here)
        for document in here:
            yield read_document(reader, document)


def _ahead(documents: Sequence[Document]) -> Iterator[list[Document]]:
    """Documents in groups of at most `AHEAD` code points, one at least, in order."""
    group: list[Document] = []
    size = 0
    for document in documents:
        if group and size + len(document.text) > AHEAD:
            yield group
            group, size = [], 0
        group.append(document)
        size += len(document.text)
    if group:
        yield group


def _prepare(reader: Preparing, documents: Sequence[Document]) -> None:
    """Let an extractor prepare some documents; one that fails is told of when it is read."""
    try:
        reader.prepare(documents)
    except (TallystickError, MemoryError):
        raise
    except Exception:  # noqa: BLE001
        return


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
        failed = Finding(FAILED, (document.id,), words[:LONGEST_WORDS])
        return Reading(document.id, reader.name, (), (failed,))


def derive_into(
    store: Store,
    policy: Policy,
    *,
    now: str,
    name: str = DEFAULT_EXTRACTOR,
    actor_files: tuple[Path, ...] = (),
) -> tuple[Ledger, Book, Stamp]:
    """Bring the book of a ledger up to date and keep it; see `bring_up_to_date`.

    Args:
        actor_files: tables of a user's own beside the package's directory of actors.

    Raises:
        SourceError: one of these cannot be read.
    """
    stamp = bring_up_to_date(store, policy, now=now, name=name, actor_files=actor_files)
    book = store.book()
    assert book is not None, "a book that was just derived is there"
    return store.ledger(name), book, stamp


def bring_up_to_date(
    store: Store,
    policy: Policy,
    *,
    now: str,
    name: str = DEFAULT_EXTRACTOR,
    actor_files: tuple[Path, ...] = (),
) -> Stamp:
    """Make the present book that of the ledger as it stands, working out what has changed.

    A ledger without a book, one whose book was made under another policy or by other
    versions, and one that has changed in most of its documents is derived in full.

    Raises:
        SourceError: a table of actors cannot be read.
    """
    actors = directory(actor_files)
    makers = Stamp(codec.dumps(policy), _versions(actor_files), name, None, "")
    amended = store.amend(policy, actors, makers)
    if amended is not None:
        stamp, changed = amended.stamp, amended.components
    else:
        ledger = store.ledger(name)
        stamp = Stamp.of(ledger, makers.policy, makers.versions, name)
        last = store.stamp()
        known = store.book() if last and last.makers == stamp.makers else None
        worked = pipeline.work(ledger, policy, known, actors)
        changed = store.save_worked(ledger, worked, policy, stamp)
    counts = ("incidents", store.incidents()), ("changed", changed)
    store.record(Run("derive", now, counts))
    return stamp


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
    made = Stamp(codec.dumps(policy), _versions(actor_files), name, None, "")
    last = store.stamp()
    known = store.book() if last and last.makers == made.makers else None
    return ledger, pipeline.derive(ledger, policy, known, directory(actor_files))


def _versions(actor_files: tuple[Path, ...]) -> tuple[tuple[str, str], ...]:
    """What has a hand in a book; a user's own files by their content."""
    own = (sha256(path.read_bytes()).hexdigest() for path in actor_files)
    told = tuple((f"actors {number}", hashed) for number, hashed in enumerate(own, 1))
    return (*told, ("data", _data()), ("tallystick", tallystick.__version__))


@cache
def _data() -> str:
    """Hash of the package's weights, cues, families and actors: they move figures."""
    home = files("tallystick").joinpath("data")
    told = sha256()
    for folder in ("actors", "match"):
        for file in sorted(home.joinpath(folder).iterdir(), key=lambda one: one.name):
            told.update(file.name.encode())
            told.update(file.read_bytes())
    return told.hexdigest()


def judge(store: Store, judgement: Judgement) -> bool:
    """Enter a judgement in the log; False if the very same was said before."""
    return store.add_judgement(judgement)


def assemble(
    inputs: Iterable[Path], *, name: str = DEFAULT_EXTRACTOR, progress: Progress = silent
) -> tuple[Ledger, tuple[SourceError, ...]]:
    """A ledger in memory from inputs, for commands that keep nothing."""
    refused: list[SourceError] = []
    gathered = list(taken(gather(inputs), refused))
    documents: dict[str, Document] = {g.document.id: g.document for g in gathered}
    reader = extractor(name)
    readings = []
    for done, reading in enumerate(read_documents(reader, tuple(documents.values())), 1):
        readings.append(reading)
        progress("read", done, len(documents))
    ledger = Ledger(
        documents=tuple(documents.values()),
        intakes=tuple(g.intake for g in gathered),
        copies=find_copies(tuple(documents.values())),
        readings=tuple(readings),
    )
    return ledger, tuple(refused)
