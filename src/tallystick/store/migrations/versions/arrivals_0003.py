"""When documents came in. Of those that were there before, nothing is known."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

from tallystick.store import guards

revision = "0003"
down_revision = "0002"

WORDS = sa.Text().with_variant(sa.Text(collation="C"), "postgresql")


def upgrade() -> None:
    """Create the table, and its guards."""
    op.create_table(
        "arrival",
        sa.Column("document", WORDS, sa.ForeignKey("document.id"), nullable=False),
        sa.Column("at", WORDS, nullable=False),
        sa.PrimaryKeyConstraint("document", "at"),
        sa.CheckConstraint("at LIKE '____-__-__T__:__:__Z'", name="arrival_at_is_utc"),
    )
    guards.install(op.get_bind())
