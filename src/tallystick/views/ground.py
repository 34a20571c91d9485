"""What counting stands on, from a ledger and the book that was derived from it."""

from __future__ import annotations

from tallystick import judge
from tallystick.count import Ground
from tallystick.directory import Directory
from tallystick.model.derived import Book
from tallystick.model.ledger import Ledger
from tallystick.pipeline import documents_read
from tallystick.policy import Policy
from tallystick.table import build_table


def ground_of(ledger: Ledger, book: Book, actors: Directory, policy: Policy) -> Ground:
    """The ground of a book: every question that is asked of it is counted from this."""
    stand = judge.judged(ledger, policy)
    return Ground.of(
        book.incidents,
        build_table(ledger, stand.claims, actors),
        actors,
        documents=documents_read(ledger),
        claims=stand.claims,
        maybe_same=(pair for part in book.components for pair in part.maybe_same),
    )
