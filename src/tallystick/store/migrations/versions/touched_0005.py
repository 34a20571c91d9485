"""What a document more touches is found by an index; no row holds a whole book's order."""

from __future__ import annotations

import json
from collections.abc import Iterator
from typing import Any

import sqlalchemy as sa
from alembic import op

from tallystick.store import guards

revision = "0005"
down_revision = "0004"

WORDS = sa.Text().with_variant(sa.Text(collation="C"), "postgresql")
SECTIONS = ("component", "incident", "reconciliation", "finding", "root", "looked_at")
MATCHED = ("match_key", "match_row", "match_document", "match_state")


def _words(name: str, *more: Any, **options: Any) -> sa.Column[str]:
    return sa.Column(name, WORDS, *more, nullable=False, **options)


def _whole(name: str) -> sa.Column[int]:
    return sa.Column(name, sa.Integer, autoincrement=False, nullable=False)


def upgrade() -> None:
    """Keep the present book in its order; the next derivation fills the match tables."""
    connection = op.get_bind()
    for name in MATCHED:
        connection.execute(sa.table(name).delete())
    _sections(connection)
    _books(connection)
    _copies(connection)
    _matches()
    guards.install(connection)


def _sections(connection: sa.Connection) -> None:
    """Number what stood in an order; the book before the present one goes."""
    book = sa.table("book", *map(sa.column, ("number", "layout")))
    last = connection.execute(sa.select(book).order_by(book.c.number.desc())).first()
    layout = json.loads(last.layout) if last else {}
    for section in SECTIONS:
        name = f"book_{section}"
        op.add_column(name, _words("filed", server_default=""))
        rows = sa.table(name, *map(sa.column, ("id", "last_book", "record", "filed")))
        connection.execute(rows.delete().where(rows.c.last_book.is_not(None)))
        filed = list(_filed(connection, section, rows, layout))
        if filed:
            query = rows.update().where(rows.c.id == sa.bindparam("name"))
            connection.execute(query.values(filed=sa.bindparam("told")), filed)
        op.create_index(f"{name}_filed", name, ["filed"])
        op.drop_index(f"{name}_last_book", name)
        _index_ended(name)
    op.create_table(
        "book_share",
        _words("id"),
        _whole("first_book"),
        sa.Column("last_book", sa.Integer),
        *map(_words, ("token", "record", "filed")),
        sa.PrimaryKeyConstraint("id", "first_book"),
    )
    _index_ended("book_share")
    op.create_index("book_share_filed", "book_share", ["filed"])


def _index_ended(name: str) -> None:
    ended = sa.text("last_book IS NOT NULL")
    op.create_index(
        f"{name}_ended",
        name,
        ["last_book"],
        sqlite_where=ended,
        postgresql_where=ended,
    )


def _filed(
    connection: sa.Connection, section: str, rows: Any, layout: dict[str, list[str]]
) -> Iterator[dict[str, str]]:
    """What each row is put in order or found by."""
    if section in ("component", "incident"):
        for number, name in enumerate(layout.get(section, ())):
            yield {"name": name, "told": f"{number:012d}"}
    elif section in ("finding", "root"):
        for row in connection.execute(sa.select(rows.c.id, rows.c.record)).all():
            record = json.loads(row.record)
            told = record["subjects"][:1] if section == "finding" else record[1:]
            yield {"name": row.id, "told": told[0] if told else ""}


def _books(connection: sa.Connection) -> None:
    """How long each section is stands in the place of its order."""
    book = sa.table("book", *map(sa.column, ("number", "layout", "sizes")))
    last = connection.scalar(sa.select(sa.func.max(book.c.number)))
    connection.execute(book.delete().where(book.c.number != last))
    op.add_column("book", _words("sizes", server_default="{}"))
    for layout in connection.scalars(sa.select(book.c.layout)).all():
        sizes = {name: len(order) for name, order in json.loads(layout).items()}
        connection.execute(book.update().values(sizes=json.dumps(sizes)))
    with op.batch_alter_table("book") as batch:
        batch.drop_column("layout")


def _copies(connection: sa.Connection) -> None:
    copy = sa.table("copy", *map(sa.column, ("document", "record", "original")))
    op.add_column("copy", _words("original", server_default=""))
    for row in connection.execute(sa.select(copy.c.document, copy.c.record)).all():
        original = json.loads(row.record)["original"]
        query = copy.update().where(copy.c.document == row.document)
        connection.execute(query.values(original=original))
    op.create_index("copy_original", "copy", ["original"])


def _matches() -> None:
    op.create_table(
        "match_changed",
        _words("document", sa.ForeignKey("document.id")),
        sa.PrimaryKeyConstraint("document"),
    )
    op.create_table(
        "match_day",
        _words("day"),
        _whole("documents"),
        sa.PrimaryKeyConstraint("day"),
    )
    op.create_table(
        "match_total",
        _words("claim"),
        _words("document", sa.ForeignKey("document.id")),
        *map(_whole, ("first_day", "last_day")),
        _words("sums"),
        sa.PrimaryKeyConstraint("claim"),
    )
    op.create_index("match_total_last_day", "match_total", ["last_day", "first_day"])
    op.drop_index("match_key_key", "match_key")
    op.create_index("match_key_number", "match_key", ["key", "number"])
