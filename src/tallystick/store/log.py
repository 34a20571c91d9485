"""Judgements, editions and runs: what was said and done, in that order."""

from __future__ import annotations

import json
from typing import Any

from sqlalchemy import Connection, Row, Table, func, select

from tallystick.codec import decode, dumps, loads
from tallystick.errors import StoreError
from tallystick.model.judgements import Judgement, Verdict
from tallystick.store import schema
from tallystick.store.batches import enter, held
from tallystick.store.records import Edition, Run, Stamp


def say(connection: Connection, judgement: Judgement) -> bool:
    """Put a judgement at the end of the log, unless it is there; whether it was new."""
    if held(connection, schema.judgement, "id", [judgement.id]):
        return False
    row = {
        "seq": _next(connection, schema.judgement),
        "id": judgement.id,
        "verdict": judgement.verdict.value,
        "subjects": dumps(judgement.subjects),
        "readings": dumps(judgement.readings),
        "by_whom": judgement.by,
        "at": judgement.at,
        "why": judgement.why,
        "detail": judgement.detail,
    }
    enter(connection, schema.judgement, [row])
    return True


def _next(connection: Connection, table: Table) -> int:
    # One writer at a time, so that counting on from the last leaves no gap.
    return (connection.scalar(select(func.max(table.c.seq))) or 0) + 1


def all_judgements(connection: Connection) -> tuple[Judgement, ...]:
    """Every judgement, in the order said."""
    query = select(schema.judgement).order_by(schema.judgement.c.seq)
    return tuple(map(judgement_of, connection.execute(query)))


def judgement_of(row: Row[Any]) -> Judgement:
    """The judgement of a row."""
    return Judgement(
        Verdict(row.verdict),
        tuple(json.loads(row.subjects)),
        tuple(json.loads(row.readings)),
        row.by_whom,
        row.at,
        row.why,
        row.detail,
    )


def publish(connection: Connection, edition: Edition) -> bool:
    """Keep an edition, unless it is kept; whether it was new.

    Raises:
        StoreError: another edition has that number, or it is not the next.
    """
    query = select(schema.edition).where(schema.edition.c.number == edition.number)
    row = connection.execute(query).first()
    if row is not None:
        if edition_of(row) == edition:
            return False
        raise StoreError("save an edition", f"edition {edition.number} is another one")
    last = connection.scalar(select(func.max(schema.edition.c.number))) or 0
    if edition.number != last + 1:
        raise StoreError("save an edition", f"the next is number {last + 1}")
    fields = {"number": edition.number, "title": edition.title, "at": edition.at}
    text = {"stamp": dumps(edition.stamp), "content": edition.content}
    enter(connection, schema.edition, [fields | text])
    return True


def all_editions(connection: Connection) -> tuple[Edition, ...]:
    """Every edition, by number."""
    query = select(schema.edition).order_by(schema.edition.c.number)
    return tuple(map(edition_of, connection.execute(query)))


def edition_of(row: Row[Any]) -> Edition:
    """The edition of a row."""
    return Edition(row.number, row.title, row.at, loads(Stamp, row.stamp), row.content)


def record(connection: Connection, run: Run) -> bool:
    """Put a run at the end of the list, unless it is there; whether it was new."""
    if held(connection, schema.run, "id", [run.id]):
        return False
    seq = _next(connection, schema.run)
    row = {"seq": seq, "id": run.id, "step": run.step, "at": run.at}
    text = {"counts": dumps(run.counts), "why": run.why}
    enter(connection, schema.run, [row | text])
    return True


def all_runs(connection: Connection) -> tuple[Run, ...]:
    """Every run, in the order they ended."""
    rows = connection.execute(select(schema.run).order_by(schema.run.c.seq))
    counts = tuple[tuple[str, int], ...]
    return tuple(
        Run(r.step, r.at, decode(counts, json.loads(r.counts)), r.why) for r in rows
    )
