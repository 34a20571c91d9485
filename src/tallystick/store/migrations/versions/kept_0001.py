"""The kept tables: texts, documents, intakes, judgements, editions, runs."""

from __future__ import annotations

from typing import Any

import sqlalchemy as sa
from alembic import op

from tallystick.store import guards

revision = "0001"
down_revision = None

WORDS = sa.Text().with_variant(sa.Text(collation="C"), "postgresql")
AT_IS_UTC = "at LIKE '____-__-__T__:__:__Z'"


def _words(name: str, *more: Any) -> sa.Column[str]:
    return sa.Column(name, WORDS, *more, nullable=False)


def _number(name: str) -> sa.Column[int]:
    return sa.Column(name, sa.Integer, primary_key=True, autoincrement=False)


def upgrade() -> None:
    """Create them, and their guards."""
    _documents()
    _log()
    guards.install(op.get_bind())


def _documents() -> None:
    op.create_table(
        "document_text",
        _words("sha256"),
        _words("text"),
        sa.PrimaryKeyConstraint("sha256"),
    )
    op.create_table(
        "document",
        _words("id"),
        _words("sha256", sa.ForeignKey("document_text.sha256")),
        _words("title_sha256", sa.ForeignKey("document_text.sha256")),
        _words("record"),
        sa.PrimaryKeyConstraint("id"),
    )
    op.create_index("document_sha256", "document", ["sha256"])
    op.create_index("document_title_sha256", "document", ["title_sha256"])
    op.create_table(
        "intake",
        _words("document", sa.ForeignKey("document.id")),
        _words("external_id"),
        _words("origin"),
        sa.PrimaryKeyConstraint("document", "external_id", "origin"),
    )


def _log() -> None:
    op.create_table(
        "judgement",
        _number("seq"),
        *map(_words, ("id", "verdict", "subjects", "readings")),
        *map(_words, ("by_whom", "at", "why", "detail")),
        sa.UniqueConstraint("id", name="judgement_id"),
        sa.CheckConstraint(AT_IS_UTC, name="judgement_at_is_utc"),
    )
    op.create_index("judgement_subjects", "judgement", ["subjects"])
    op.create_table(
        "edition",
        _number("number"),
        *map(_words, ("title", "at", "stamp", "content")),
        sa.CheckConstraint(AT_IS_UTC, name="edition_at_is_utc"),
    )
    op.create_table(
        "run",
        _number("seq"),
        *map(_words, ("id", "step", "at", "counts", "why")),
        sa.UniqueConstraint("id", name="run_id"),
        sa.CheckConstraint(AT_IS_UTC, name="run_at_is_utc"),
    )
