"""The next book from the present one: only what a change can reach is worked out.

The law: the book is, byte for byte, that of a full run. Where that cannot be promised
(another policy or version, a judgement whose claim has moved, a change too large to be
worth it) nothing is done, and the ledger is derived in full.
"""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass

from sqlalchemy import Connection, func, select

from tallystick.directory import Directory
from tallystick.judge import Judged
from tallystick.model.claims import Claim, Statement
from tallystick.model.documents import Document
from tallystick.policy import Policy
from tallystick.resolve import event_claims
from tallystick.store import (
    binding,
    books,
    covered,
    documents,
    log,
    schema,
)
from tallystick.store.batches import batches
from tallystick.store.desk import Desk
from tallystick.store.growth import Growth
from tallystick.store.next_book import (
    Change,
    NextBook,
    inputs_since,
    languages,
    otherwise_seen,
    plain,
    stand_by,
    write_documents,
)
from tallystick.store.records import Stamp

FEW = 200
"""Documents that may have changed in any ledger."""
SHARE = 0.1
"""And in a large one, the share of them: a full run costs less than many changes."""


@dataclass(frozen=True, slots=True)
class Amended:
    """What became of the present book."""

    stamp: Stamp
    components: int
    """How many were new or had changed."""


def amend(
    connection: Connection, extractor: str, policy: Policy, actors: Directory, stamp: Stamp
) -> Amended | None:
    """Make the next book the present one; None if it must be derived in full.

    Args:
        stamp: what a full run would be stamped with, its inputs and log left out.
    """
    number, heard = _standing(connection, stamp.makers)
    if number is None:
        return None
    seen = _changed_documents(connection, extractor)
    said = log.all_judgements(connection)
    if _too_many(connection, seen) or len(said) < heard:
        return None
    desk = Desk(connection, extractor, policy, actors, said)
    change = _change(desk, seen, heard)
    if change is None:
        return None
    back = policy.counting.days_covered_by_document
    sizes = books.sizes(connection, number)
    by_day = covered.documents_by_day(connection)
    before = covered.coverage_of(by_day, sizes["roots"], back)
    by_day.update(write_documents(desk, change.seen))
    grown = Growth(desk).change(change.documents, change.claims)
    next_ = NextBook(desk, change, grown, number + 1, stamp.makers)
    roots = sizes["roots"] + next_.write_components()
    next_.write_totals(before, covered.coverage_of(+by_day, roots, back))
    sizes |= {"documents": by_day.total(), "roots": roots}
    last = said[-1].id if said else None
    now = Stamp(
        stamp.policy,
        stamp.versions,
        extractor,
        last,
        inputs_since(connection, number, desk, change),
    )
    binding.close_book(connection, number + 1, now, next_.written.onto(sizes))
    stand_by(connection, number + 1, stamp.makers, len(said))
    connection.execute(schema.match_changed.delete())
    return Amended(now, next_.written.begun["component"])


def _too_many(connection: Connection, seen: Collection[str]) -> bool:
    """Whether a full run costs less than to follow what has changed."""
    if len(seen) <= FEW:
        return False
    held = connection.scalar(select(func.count()).select_from(schema.document)) or 0
    return len(seen) > max(FEW, SHARE * held)


def _standing(connection: Connection, makers: str) -> tuple[int | None, int]:
    """The present book, if the match tables are its own and made by the same; and how
    many judgements it had heard."""
    row = connection.execute(select(schema.match_state)).first()
    fits = row is not None and row.makers == makers and row.book == books.latest(connection)
    return (row.book, row.judgements) if row is not None and fits else (None, 0)


def _changed_documents(connection: Connection, extractor: str) -> set[str]:
    """Documents that came, were read, or repeat another than when the book was made."""
    marked = select(schema.match_changed.c.document)
    query = otherwise_seen(extractor).where(schema.document.c.id.in_(marked))
    return set(connection.scalars(query))


def _change(desk: Desk, seen: Collection[str], heard: int) -> Change | None:
    """What differs; None where only a full run can tell."""
    desk.take({*seen, *documents.exact_copies_of(desk.connection, seen)})
    known = _known_documents(desk.connection, desk.documents)
    unknown = desk.documents.keys() - known.keys()
    unread = {name for name in desk.documents if not known.get(name)}
    if desk.lost or not plain([desk.documents[name] for name in seen]):
        return None
    if len(languages([*desk.documents.values(), *_one_known(desk)])) > 1:
        return None
    before, after = desk.stood(heard, unknown, unread), desk.stand
    other = _otherwise(before.claims, after.claims)
    others = {*seen, *other}
    others |= documents.exact_copies_of(desk.connection, others)
    desk.take(others)
    if not others <= desk.documents.keys() or desk.stand is not after:
        return _change(desk, {*seen, *others}, heard)
    pairs = {*before.same} ^ {*after.same} | before.different ^ after.different
    claims = {name for pair in pairs for name in pair}
    claims |= {name for name, _ in before.aside.items() ^ after.aside.items()}
    claims |= before.looked_at ^ after.looked_at
    if not _joins_events(desk, after) or _announces(before, after, others | claims):
        return None
    return Change(
        frozenset(others),
        frozenset(claims),
        before,
        frozenset(name for name in unread if name in desk.readings),
        frozenset(seen),
    )


def _one_known(desk: Desk) -> list[Document]:
    """A document that the book knew, which has the language of all; if there is one."""
    name = desk.connection.scalar(select(schema.match_document.c.document).limit(1))
    found = documents.one_document(desk.connection, name) if name else None
    return [found] if found else []


def _announces(before: Judged, after: Judged, names: Collection[str]) -> bool:
    """Whether a statement has changed: announcements are held against all others."""
    return any(
        isinstance(claim, Statement) and not {claim.id, claim.document}.isdisjoint(names)
        for stand in (before, after)
        for claim in stand.claims
    )


def _joins_events(desk: Desk, stand: Judged) -> bool:
    """Whether people join only what can be joined: another claim between two events
    would connect their components."""
    named = {name for pair in stand.same for name in pair}
    where = {claim.id: claim.document for claim in stand.claims if claim.id in named}
    table = desk.table(set(where.values()))
    events = {table.ids[row] for row in event_claims(table)}
    return named <= events


def _known_documents(connection: Connection, names: Collection[str]) -> dict[str, bool]:
    """Documents that the book knew, each with whether it had been read."""
    table = schema.match_document
    found: dict[str, bool] = {}
    for batch in batches(names):
        rows = connection.execute(select(table).where(table.c.document.in_(batch)))
        found |= {row.document: bool(row.was_read) for row in rows}
    return found


def _otherwise(before: Collection[Claim], after: Collection[Claim]) -> set[str]:
    """The documents whose claims differ."""
    old, new = ({claim.id: claim for claim in claims} for claims in (before, after))
    return {
        claim.document
        for mine, theirs in ((old, new), (new, old))
        for name, claim in mine.items()
        if theirs.get(name) != claim
    }
