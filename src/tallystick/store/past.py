"""The ledger as it stood at a past moment: what had come in, and what had been said.

Documents and judgements are kept with the time at which they came, so that any past state
can be had again. Three things are of today: the reading (by the extractor that is asked
for), the policy, and redactions, which nothing brings back. A document whose arrival was
never recorded has always been there.
"""

from __future__ import annotations

from collections.abc import Iterable
from itertools import takewhile

from sqlalchemy import Connection, func, select

from tallystick.model.judgements import Judgement
from tallystick.model.ledger import Ledger
from tallystick.store import documents, log, readings, schema


def ledger_at(connection: Connection, extractor: str, moment: str) -> Ledger:
    """The ledger of a moment, without copies: these hang on all documents together.

    Args:
        moment: UTC, ISO 8601 to the second with a final Z; inclusive.
    """
    late = _later(connection, moment)
    return Ledger(
        tuple(d for d in documents.all_documents(connection) if d.id not in late),
        tuple(i for i in documents.all_intakes(connection) if i.document not in late),
        (),
        tuple(
            reading
            for reading in readings.all_readings(connection, extractor)
            if reading.document not in late
        ),
        said_by(log.all_judgements(connection), moment),
    )


def _later(connection: Connection, moment: str) -> frozenset[str]:
    arrived = schema.arrival
    query = select(arrived.c.document).group_by(arrived.c.document)
    late = query.having(func.min(arrived.c.at) > moment)
    return frozenset(connection.scalars(late))


def said_by(judgements: Iterable[Judgement], moment: str) -> tuple[Judgement, ...]:
    """The log as it stood: its entries before the first that was said later.

    A log's past state is always a beginning of it. Where a person's clock was wrong, the
    state found is an earlier one than asked for, never one that was not.
    """
    return tuple(takewhile(lambda one: one.at <= moment, judgements))
