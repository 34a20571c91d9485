"""The derived tables: copies, readings, claims, books."""

from __future__ import annotations

from typing import Any

import sqlalchemy as sa
from alembic import op

from tallystick.store import guards

revision = "0002"
down_revision = "0001"

WORDS = sa.Text().with_variant(sa.Text(collation="C"), "postgresql")
SECTIONS = ("component", "incident", "reconciliation", "finding", "root", "looked_at")


def _words(name: str, *more: Any) -> sa.Column[str]:
    return sa.Column(name, WORDS, *more, nullable=False)


def _number(name: str) -> sa.Column[int]:
    return sa.Column(name, sa.Integer, autoincrement=False, nullable=False)


def _document() -> sa.Column[str]:
    return _words("document", sa.ForeignKey("document.id"))


def upgrade() -> None:
    """Create them."""
    _readings()
    _books()
    guards.install(op.get_bind())


def _readings() -> None:
    op.create_table(
        "copy", _document(), _words("record"), sa.PrimaryKeyConstraint("document")
    )
    op.create_table(
        "reading",
        _document(),
        *map(_words, ("extractor", "findings", "private")),
        sa.PrimaryKeyConstraint("document", "extractor"),
    )
    op.create_index("reading_extractor", "reading", ["extractor"])
    op.create_table(
        "claim",
        _document(),
        _words("extractor"),
        _number("position"),
        *map(_words, ("id", "kind", "record")),
        sa.PrimaryKeyConstraint("document", "extractor", "position"),
    )
    op.create_index("claim_id", "claim", ["id"])


def _books() -> None:
    op.create_table(
        "book",
        _number("number"),
        _words("stamp"),
        _words("layout"),
        sa.PrimaryKeyConstraint("number"),
    )
    for section in SECTIONS:
        op.create_table(
            f"book_{section}",
            _words("id"),
            _number("first_book"),
            sa.Column("last_book", sa.Integer),
            *map(_words, ("token", "record")),
            sa.PrimaryKeyConstraint("id", "first_book"),
        )
        op.create_index(f"book_{section}_last_book", f"book_{section}", ["last_book"])
