"""Readings: what one extractor made of one document, one row a claim."""

from __future__ import annotations

import json
from collections import defaultdict
from collections.abc import Collection, Iterable
from typing import Any

from sqlalchemy import Connection, Row, Table, select

from tallystick.codec import decode, dumps
from tallystick.model.claims import Claim, IncidentClaim, Statement, TallyClaim
from tallystick.model.derived import Finding
from tallystick.model.ledger import Reading
from tallystick.model.lists import ClaimKind
from tallystick.model.values import Span
from tallystick.store import schema
from tallystick.store.batches import batches, enter
from tallystick.store.documents import mark_changed

KINDS: dict[str, type[Claim]] = {
    ClaimKind.INCIDENT: IncidentClaim,
    ClaimKind.TALLY: TallyClaim,
    ClaimKind.STATEMENT: Statement,
}


def replace_reading(connection: Connection, made: Reading) -> None:
    """Put a reading in the place of an earlier one by the same extractor."""
    gone = 0
    for table in (schema.claim, schema.reading):
        gone = connection.execute(
            table.delete().where(
                table.c.document == made.document, table.c.extractor == made.extractor
            )
        ).rowcount
    if gone:
        # Another reading of a document that the match tables know: they are worth nothing.
        connection.execute(schema.match_state.delete())
    mark_changed(connection, [made.document])
    row = _key(made) | {"findings": dumps(made.findings), "private": dumps(made.private)}
    enter(connection, schema.reading, [row])
    claims = enumerate(made.claims)
    enter(connection, schema.claim, [_key(made) | _row(n, one) for n, one in claims])


def _key(made: Reading) -> dict[str, str]:
    return {"document": made.document, "extractor": made.extractor}


def _row(position: int, claim: Claim) -> dict[str, Any]:
    return {
        "position": position,
        "id": claim.id,
        "kind": claim.kind.value,
        "record": dumps(claim),
    }


def all_readings(connection: Connection, extractor: str) -> tuple[Reading, ...]:
    """Every reading by an extractor, by document; claims in the order they came in."""
    return _readings(
        extractor,
        _by(connection, schema.claim, extractor, "document", "position"),
        _by(connection, schema.reading, extractor, "document"),
    )


def some_readings(
    connection: Connection, extractor: str, documents: Collection[str]
) -> tuple[Reading, ...]:
    """The readings of some documents by an extractor."""
    found: list[Reading] = []
    for batch in batches(documents):
        claims, made = (
            connection.execute(
                select(table)
                .where(table.c.extractor == extractor, table.c.document.in_(batch))
                .order_by(*(table.c[name] for name in order))
            )
            for table, order in (
                (schema.claim, ("document", "position")),
                (schema.reading, ("document",)),
            )
        )
        found += _readings(extractor, claims, made)
    return tuple(found)


def some_tallies(
    connection: Connection, extractor: str, claims: Collection[str]
) -> list[TallyClaim]:
    """Some stated totals as an extractor read them."""
    table, found = schema.claim, []
    for batch in batches(claims):
        query = select(table.c.record).where(
            table.c.id.in_(batch), table.c.extractor == extractor
        )
        lines = connection.scalars(query)
        found += [decode(TallyClaim, json.loads(line)) for line in lines]
    return found


def _readings(
    extractor: str, claims: Iterable[Row[Any]], made: Iterable[Row[Any]]
) -> tuple[Reading, ...]:
    told: dict[str, list[Claim]] = defaultdict(list)
    for row in claims:
        told[row.document].append(decode(KINDS[row.kind], json.loads(row.record)))
    return tuple(
        Reading(
            row.document,
            extractor,
            tuple(told[row.document]),
            decode(tuple[Finding, ...], json.loads(row.findings)),
            decode(tuple[Span, ...], json.loads(row.private)),
        )
        for row in made
    )


def _by(connection: Connection, table: Table, extractor: str, *order: str) -> Any:
    query = select(table).where(table.c.extractor == extractor)
    return connection.execute(query.order_by(*(table.c[name] for name in order)))
