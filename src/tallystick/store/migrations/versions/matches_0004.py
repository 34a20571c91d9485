"""What a book was matched by: keys, rows and documents."""

from __future__ import annotations

from typing import Any

import sqlalchemy as sa
from alembic import op

from tallystick.store import guards

revision = "0004"
down_revision = "0003"

WORDS = sa.Text().with_variant(sa.Text(collation="C"), "postgresql")


def _words(name: str, *more: Any) -> sa.Column[str]:
    return sa.Column(name, WORDS, *more, nullable=False)


def _whole(name: str) -> sa.Column[int]:
    return sa.Column(name, sa.Integer, autoincrement=False, nullable=False)


def upgrade() -> None:
    """Create them, empty: the next derivation fills them."""
    op.create_table(
        "match_state",
        _whole("book"),
        _words("makers"),
        _whole("judgements"),
        sa.PrimaryKeyConstraint("book"),
    )
    op.create_table(
        "match_document",
        _words("document", sa.ForeignKey("document.id")),
        *map(_words, ("copy", "day")),
        *map(_whole, ("counted", "was_read")),
        sa.PrimaryKeyConstraint("document"),
    )
    op.create_table(
        "match_row",
        _words("claim"),
        _whole("number"),
        _words("document", sa.ForeignKey("document.id")),
        *map(_words, ("moment", "component", "incident")),
        *map(_whole, ("first_day", "last_day")),
        _words("entered"),
        sa.PrimaryKeyConstraint("claim"),
        sa.UniqueConstraint("number", name="match_row_number"),
    )
    op.create_index("match_row_document", "match_row", ["document"])
    op.create_index("match_row_component", "match_row", ["component"])
    op.create_index("match_row_incident", "match_row", ["incident"])
    op.create_table(
        "match_key",
        sa.Column("key", sa.BigInteger, nullable=False),
        *map(_whole, ("number", "seeks", "first", "cell")),
    )
    op.create_index("match_key_key", "match_key", ["key"])
    guards.install(op.get_bind())
