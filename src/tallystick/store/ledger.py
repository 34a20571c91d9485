"""The door to a ledger. One process writes at a time; any number read beside it."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator
from contextlib import closing, contextmanager
from pathlib import Path
from types import TracebackType
from typing import Self

from sqlalchemy import Connection, Engine
from sqlalchemy.exc import SQLAlchemyError

from tallystick.directory import Directory
from tallystick.errors import NotFound, SetupError
from tallystick.model.derived import Book
from tallystick.model.documents import Copy, Document, Intake
from tallystick.model.judgements import Judgement, Verdict
from tallystick.model.ledger import Ledger, Reading
from tallystick.pipeline import Worked
from tallystick.policy import Policy
from tallystick.store import (
    amending,
    binding,
    books,
    documents,
    log,
    next_book,
    past,
    readings,
    redaction,
)
from tallystick.store.amending import Amended
from tallystick.store.batches import batches
from tallystick.store.binding import Leaves
from tallystick.store.books import Outline
from tallystick.store.connect import WRITING, engine_for, refusing
from tallystick.store.migrate import migrate
from tallystick.store.records import Edition, Run, Stamp


def open_ledger(address: str | Path) -> Store:
    """Open a ledger, making or upgrading its tables where needed.

    Args:
        address: a path (SQLite; the file is made if there is none) or a database URL.

    Raises:
        SetupError: it cannot be opened, is something else, or comes from a newer version.
    """
    engine = engine_for(address)
    try:
        migrate(engine)
    except SQLAlchemyError as error:
        engine.dispose()
        cause = getattr(error, "orig", None) or error
        raise SetupError(f"cannot open {address} as a ledger: {cause}") from error
    except SetupError:
        engine.dispose()
        raise
    return Store(engine)


class Store:
    """An open ledger. Use it in a `with`, or `close` it.

    Every method is one transaction unless it says otherwise: what it has returned from
    is on the disk, and a reader sees all of it or nothing.
    """

    def __init__(self, engine: Engine) -> None:
        self._engine = engine
        self._writer = engine.execution_options(**{WRITING: True})

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        self.close()

    def close(self) -> None:
        """Let go of the database. Closing twice is closing once."""
        self._engine.dispose()

    @contextmanager
    def snapshot(self, operation: str) -> Iterator[Connection]:
        """A transaction that reads one state of the ledger throughout.

        Raises:
            StoreError: the database refused; it carries the operation.
        """
        with refusing(operation), self._engine.begin() as connection:
            yield connection

    @contextmanager
    def transaction(self, operation: str) -> Iterator[Connection]:
        """The one transaction that may write; committed at the end, undone on an error.

        Raises:
            StoreError: the database refused; it carries the operation.
        """
        with refusing(operation), self._writer.begin() as connection:
            yield connection

    # Documents.

    def add(
        self,
        new: Iterable[Document],
        intakes: Iterable[Intake],
        at: str | None = None,
    ) -> int:
        """Keep documents and the rows they came in; how many documents were new.

        Args:
            at: when they came, UTC, ISO 8601 to the second with a final Z; None if that
                is not known: then they stand in every past state of the ledger.

        Idempotent. Committed in batches: after a kill, run it again.

        Raises:
            StoreError: a text that cannot be kept; an intake of an unknown document.
        """
        added = 0
        for batch in batches(new):
            for document in batch:
                documents.refuse_unstorable(document)
            with self.transaction("add documents") as connection:
                added += documents.add_documents(connection, batch, at)
        for rows in batches(intakes):
            with self.transaction("add intakes") as connection:
                documents.add_intakes(connection, rows)
        return added

    def documents(self) -> tuple[Document, ...]:
        """Every document, by id."""
        with self.snapshot("list documents") as connection:
            return documents.all_documents(connection)

    def document(self, name: str) -> Document:
        """The document of an id.

        Raises:
            NotFound: there is none.
        """
        with self.snapshot("show a document") as connection:
            found = documents.one_document(connection, name)
        if found is None:
            raise NotFound("document", name)
        return found

    def intakes(self) -> tuple[Intake, ...]:
        """Every row that was read, by origin, external id and document."""
        with self.snapshot("list intakes") as connection:
            return documents.all_intakes(connection)

    def unread(self, extractor: str) -> tuple[Document, ...]:
        """The documents that an extractor has no reading of, by id."""
        with self.snapshot("list documents") as connection:
            return documents.unread_documents(connection, extractor)

    # What was worked out, and can be again.

    def save_copies(self, copies: Collection[Copy]) -> None:
        """Make these all the copies that are known."""
        with self.transaction("save copies") as connection:
            documents.replace_copies(connection, copies)

    def save_reading(self, reading: Reading) -> None:
        """Keep a reading in the place of an earlier one by the same extractor."""
        with self.transaction("save a reading") as connection:
            readings.replace_reading(connection, reading)

    def readings(self, extractor: str) -> tuple[Reading, ...]:
        """Every reading by an extractor, by document."""
        with self.snapshot("list readings") as connection:
            return readings.all_readings(connection, extractor)

    def ledger(self, extractor: str) -> Ledger:
        """All that derivation starts from, as of one moment."""
        with self.snapshot("read the ledger") as connection:
            return Ledger(
                documents.all_documents(connection),
                documents.all_intakes(connection),
                documents.all_copies(connection),
                readings.all_readings(connection, extractor),
                log.all_judgements(connection),
            )

    def ledger_at(self, extractor: str, moment: str) -> Ledger:
        """The same as it stood at a past moment, without copies; see `past`."""
        with self.snapshot("read a past ledger") as connection:
            return past.ledger_at(connection, extractor, moment)

    def save_book(self, book: Book, stamp: Stamp) -> int:
        """Make a book the present one; how many components were new or had changed.

        Components whose inputs, policy, versions and extractor are the same as in the
        last book are not written again.
        """
        with self.transaction("save a book") as connection:
            return binding.replace_book(connection, Leaves.of(book), stamp)

    def save_worked(
        self, ledger: Ledger, worked: Worked, policy: Policy, stamp: Stamp
    ) -> int:
        """As `save_book`, with what the book was matched by, so that `amend` can go on."""
        with self.transaction("save a book") as connection:
            return next_book.keep_worked(connection, ledger, worked, policy, stamp)

    def amend(self, policy: Policy, actors: Directory, stamp: Stamp) -> Amended | None:
        """Make the book of the ledger as it stands the present one, working out only what
        has changed since the last; None if it must be derived in full.

        Args:
            stamp: see `amending.amend`.
        """
        with self.transaction("derive") as connection:
            return amending.amend(connection, stamp.extractor, policy, actors, stamp)

    def book(self) -> Book | None:
        """The present book, whole; None if nothing was derived yet."""
        with self.snapshot("read the book") as connection:
            number = books.latest(connection)
            return None if number is None else books.read_book(connection, number)

    def incidents(self) -> int:
        """How many incidents the present book has."""
        with self.snapshot("count incidents") as connection:
            number = books.latest(connection)
            return books.sizes(connection, number)["incident"] if number else 0

    def outline(self) -> Outline:
        """What is told of the present book without reading its incidents."""
        with self.snapshot("outline the book") as connection:
            return books.outline(connection)

    def previous_book(self) -> Book | None:
        """The book before the present one: what a judgement changed is the difference."""
        with self.snapshot("read the book before") as connection:
            number = books.latest(connection)
            return None if number is None else books.read_book(connection, number - 1)

    def stamp(self) -> Stamp | None:
        """What the present book was derived under; None if there is none."""
        with self.snapshot("read the stamp") as connection:
            number = books.latest(connection)
            return None if number is None else books.stamp_of(connection, number)

    def drop_derived(self) -> None:
        """Remove readings, claims and books: they can be worked out again."""
        with self.transaction("drop what was derived") as connection:
            redaction.drop_derived(connection)

    # What people said and did.

    def add_judgement(self, judgement: Judgement) -> bool:
        """Put a judgement at the end of the log; False if it was said before.

        The second signature under a redaction carries it out: the text is masked and
        everything derived is dropped.

        Raises:
            StoreError: a redaction of characters that are not there.
        """
        with self.transaction("add a judgement") as connection:
            redacts = judgement.verdict is Verdict.REDACT
            if redacts:
                redaction.require_fitting(connection, judgement)
            new = log.say(connection, judgement)
            masked = redaction.carry_out(connection) if new and redacts else 0
        if masked:
            self.scrub()
        return new

    def judgements(self) -> tuple[Judgement, ...]:
        """Every judgement, in the order said."""
        with self.snapshot("list judgements") as connection:
            return log.all_judgements(connection)

    def save_edition(self, edition: Edition) -> bool:
        """Keep an edition; False if it is kept already.

        Raises:
            StoreError: its number is another's, or not the next.
        """
        with self.transaction("save an edition") as connection:
            return log.publish(connection, edition)

    def editions(self) -> tuple[Edition, ...]:
        """Every edition, by number."""
        with self.snapshot("list editions") as connection:
            return log.all_editions(connection)

    def record(self, run: Run) -> bool:
        """Keep that a step was run; False if that run is kept already."""
        with self.transaction("record a run") as connection:
            return log.record(connection, run)

    def runs(self) -> tuple[Run, ...]:
        """Every run, in the order they ended."""
        with self.snapshot("list runs") as connection:
            return log.all_runs(connection)

    def scrub(self) -> None:
        """Empty the write-ahead log, where the words of before a redaction still lie.

        While a reader holds a state of before it, the log stays until the last process
        closes the ledger. PostgreSQL frees old rows by VACUUM, on its own schedule.
        """
        if self._engine.dialect.name == "sqlite":
            with refusing("clean up"), closing(self._engine.raw_connection()) as raw:
                raw.cursor().execute("PRAGMA wal_checkpoint(TRUNCATE)")
