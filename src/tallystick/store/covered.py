"""How much was read, kept as counts: a document more is an addition, not a survey."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping
from datetime import date, timedelta

from sqlalchemy import Connection, insert, select

from tallystick.reconcile.coverage import Coverage
from tallystick.store import schema
from tallystick.store.batches import batches

DAY = schema.match_day


def documents_by_day(connection: Connection) -> Counter[str]:
    """How many documents that counting may rest on are of each day, "" for no day."""
    return Counter({row.day: row.documents for row in connection.execute(select(DAY))})


def count_days(connection: Connection, more: Mapping[str, int]) -> None:
    """Enter how many documents each of some days has more, or less."""
    days = [day for day, number in more.items() if number]
    known: dict[str, int] = {}
    for batch in batches(days):
        rows = connection.execute(select(DAY).where(DAY.c.day.in_(batch)))
        known |= {row.day: row.documents for row in rows}
        connection.execute(DAY.delete().where(DAY.c.day.in_(batch)))
    told = [(day, known.get(day, 0) + more[day]) for day in sorted(days)]
    rows_ = [{"day": day, "documents": number} for day, number in told if number]
    if rows_:
        connection.execute(insert(DAY), rows_)


def coverage_of(by_day: Mapping[str, int], roots: int, back: int) -> Coverage:
    """What was read.

    Args:
        by_day: see `documents_by_day`.
        roots: independent origins.
        back: days that a document can speak about.
    """
    days = {
        date.fromisoformat(day) - timedelta(days=n)
        for day in by_day
        if day
        for n in range(back)
    }
    return Coverage(sum(by_day.values()), roots, frozenset(days))
