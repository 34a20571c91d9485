"""Whether a ledger is what it says it is: nothing altered, nothing missing, all guarded."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import TypeAlias

from sqlalchemy import Connection, Table, select, text

from tallystick.model.derived import Finding
from tallystick.model.judgements import Judgement
from tallystick.store import books, documents, guards, redaction, schema
from tallystick.store.ledger import Store
from tallystick.store.log import all_judgements, all_runs
from tallystick.store.records import Run

Check: TypeAlias = Callable[[Connection], Iterator[Finding]]


def verify(store: Store) -> tuple[Finding, ...]:
    """Everything wrong with a ledger, sorted; empty for a sound one.

    It finds what chance and carelessness do, and what somebody changed around the
    triggers. It cannot find what was changed by one who made all the hashes fit again.
    """
    with store.snapshot("verify") as connection:
        damage = tuple(_damage(connection))
        if damage:
            return damage
        checks = (_guards, _texts, _documents, _log, _book)
        return tuple(sorted(one for check in checks for one in _made(connection, check)))


def _made(connection: Connection, check: Check) -> Iterator[Finding]:
    """What a check finds; a row that cannot even be read is a finding too."""
    try:
        yield from check(connection)
    except (ValueError, KeyError, TypeError) as error:
        words = f"a row is unreadable while checking {check.__name__[1:]}: {error}"
        yield Finding("ledger-damaged", (), words)


def _damage(connection: Connection) -> Iterator[Finding]:
    if connection.dialect.name != "sqlite":
        return
    for (line,) in connection.execute(text("PRAGMA integrity_check")):
        if line != "ok":
            yield Finding("ledger-damaged", (), str(line))
    for table, _, parent, _ in connection.execute(text("PRAGMA foreign_key_check")):
        words = f"a row of {table} names a row of {parent} that is not there"
        yield Finding("ledger-damaged", (), words)


def _guards(connection: Connection) -> Iterator[Finding]:
    wanted = guards.statements(connection.dialect.name)
    there = guards.present(connection)
    for name, statement in wanted.items():
        if there.get(name, "").strip() != statement:
            words = f"the trigger {name} is missing or altered"
            yield Finding("ledger-unguarded", (), words)


def _texts(connection: Connection) -> Iterator[Finding]:
    for sha256 in redaction.unexplained(connection, all_judgements(connection)):
        words = f"the text {sha256} is not what was kept, and no redaction says why"
        yield Finding("ledger-altered", (), words)


def _documents(connection: Connection) -> Iterator[Finding]:
    for row in connection.execute(select(schema.document)):
        name = documents.name_of(row.record, row.title_sha256, row.sha256)
        if name != row.id:
            words = f"a document's id is {row.id}, its content makes it {name}"
            yield Finding("ledger-altered", (row.id,), words)


def _log(connection: Connection) -> Iterator[Finding]:
    kept: tuple[tuple[Table, tuple[Judgement | Run, ...]], ...] = (
        (schema.judgement, all_judgements(connection)),
        (schema.run, all_runs(connection)),
    )
    for table, records in kept:
        yield from _gaps(connection, table)
        query = select(table.c.id).order_by(table.c.seq)
        for name, record in zip(connection.scalars(query), records, strict=True):
            if name != record.id:
                words = f"a {table.name}'s id is {name}, its content makes it {record.id}"
                yield Finding("ledger-altered", (name,), words)


def _gaps(connection: Connection, table: Table) -> Iterator[Finding]:
    query = select(table.c.seq).order_by(table.c.seq)
    for expected, seq in enumerate(connection.scalars(query), 1):
        if seq != expected:
            words = f"the {table.name} log has no number {expected}"
            yield Finding("ledger-altered", (), words)
            return


def _book(connection: Connection) -> Iterator[Finding]:
    number = books.latest(connection)
    if number is None:
        return
    for section, missing in books.missing(connection, number):
        words = f"the book lacks the {section} {missing}: derive again"
        yield Finding("ledger-book-broken", (missing,), words)
