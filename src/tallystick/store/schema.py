"""The tables, for SQLite and PostgreSQL alike: text, integers, JSON as text.

Times are ISO 8601 UTC text; there are no booleans, enumerations or naive datetimes. The
migrations create what stands here; a test holds the two side by side.
"""

from __future__ import annotations

from typing import Any

from sqlalchemy import (
    BigInteger,
    CheckConstraint,
    Column,
    ForeignKey,
    Index,
    Integer,
    MetaData,
    Table,
    Text,
    UniqueConstraint,
    text,
)

HEAD = "0005"
"""The newest migration. Opening a ledger that stands there loads no Alembic."""

VERSION_TABLE = "ledger_schema"


WORDS = Text().with_variant(Text(collation="C"), "postgresql")
"""Text that sorts by code point in both, which is SQLite's order."""

metadata = MetaData()


def _words(name: str, *more: Any) -> Column[str]:
    return Column(name, WORDS, *more, nullable=False)


def _key(name: str, *more: Any) -> Column[str]:
    return Column(name, WORDS, *more, primary_key=True, nullable=False)


def _number(name: str) -> Column[int]:
    return Column(name, Integer, primary_key=True, autoincrement=False)


def _utc(table: str) -> CheckConstraint:
    return CheckConstraint("at LIKE '____-__-__T__:__:__Z'", name=f"{table}_at_is_utc")


# Kept for ever: append-only by the triggers of `guards`.

document_text = Table(
    "document_text",
    metadata,
    _key("sha256"),
    _words("text"),
)
"""Texts and titles, by the hash of what they were before any redaction."""

document = Table(
    "document",
    metadata,
    _key("id"),
    _words("sha256", ForeignKey("document_text.sha256")),
    _words("title_sha256", ForeignKey("document_text.sha256")),
    _words("record"),
    Index("document_sha256", "sha256"),
    Index("document_title_sha256", "title_sha256"),
)
"""`record` is JSON of everything but the two strings."""

intake = Table(
    "intake",
    metadata,
    _key("document", ForeignKey("document.id")),
    _key("external_id"),
    _key("origin"),
)

arrival = Table(
    "arrival",
    metadata,
    _key("document", ForeignKey("document.id")),
    _key("at"),
    _utc("arrival"),
)
"""When a document came in; the earliest counts where joined ledgers say different."""

judgement = Table(
    "judgement",
    metadata,
    _number("seq"),
    _words("id"),
    _words("verdict"),
    _words("subjects"),
    _words("readings"),
    _words("by_whom"),
    _words("at"),
    _words("why"),
    _words("detail"),
    UniqueConstraint("id", name="judgement_id"),
    Index("judgement_subjects", "subjects"),
    _utc("judgement"),
)
"""`seq` counts from 1 without gaps: the order in which they were said."""

edition = Table(
    "edition",
    metadata,
    _number("number"),
    _words("title"),
    _words("at"),
    _words("stamp"),
    _words("content"),
    _utc("edition"),
)

run = Table(
    "run",
    metadata,
    _number("seq"),
    _words("id"),
    _words("step"),
    _words("at"),
    _words("counts"),
    _words("why"),
    UniqueConstraint("id", name="run_id"),
    _utc("run"),
)

KEPT = (document_text, document, intake, arrival, judgement, edition, run)

# Worked out: may be dropped and made again.

copy = Table(
    "copy",
    metadata,
    _key("document", ForeignKey("document.id")),
    _words("record"),
    _words("original"),
    Index("copy_original", "original"),
)

reading = Table(
    "reading",
    metadata,
    _key("document", ForeignKey("document.id")),
    _key("extractor"),
    _words("findings"),
    _words("private"),
    Index("reading_extractor", "extractor"),
)

claim = Table(
    "claim",
    metadata,
    _key("document", ForeignKey("document.id")),
    _key("extractor"),
    _number("position"),
    _words("id"),
    _words("kind"),
    _words("record"),
    Index("claim_id", "id"),
)
"""`position` is the claim's place in its reading, from 0."""

book = Table(
    "book",
    metadata,
    _number("number"),
    _words("stamp"),
    _words("sizes"),
)
"""`sizes` is JSON of how many rows each section has, and of what the whole book says in
many places: how many documents and roots were read."""


def _section(name: str) -> Table:
    """Rows of books: `token` tells whether a row would be written the same again.

    A row is in the books from `first_book` to `last_book`; None is "and still is".
    `filed` is what it is put in order or found by, see `binding`. Only rows that have
    ended are indexed as such: a planner may take "still is" for rare.
    """
    ended = text("last_book IS NOT NULL")
    return Table(
        f"book_{name}",
        metadata,
        _key("id"),
        _number("first_book"),
        Column("last_book", Integer),
        _words("token"),
        _words("record"),
        _words("filed"),
        Index(
            f"book_{name}_ended", "last_book", sqlite_where=ended, postgresql_where=ended
        ),
        Index(f"book_{name}_filed", "filed"),
    )


SECTIONS = {
    name: _section(name)
    for name in (
        "component",
        "incident",
        "reconciliation",
        "finding",
        "root",
        "looked_at",
        "share",
    )
}

# What the present book was matched by, so that more documents touch only what they touch.


def _whole(name: str) -> Column[int]:
    return Column(name, Integer, nullable=False)


match_state = Table(
    "match_state",
    metadata,
    _number("book"),
    _words("makers"),
    _whole("judgements"),
)
"""One row: the book that the match tables belong to, what made it, and how many
judgements it had heard. Without it, or with another book's, they are worth nothing."""

match_changed = Table(
    "match_changed",
    metadata,
    _key("document", ForeignKey("document.id")),
)
"""Documents that came, were read, or repeat another since, and perhaps some that did not."""

match_document = Table(
    "match_document",
    metadata,
    _key("document", ForeignKey("document.id")),
    _words("copy"),
    _words("day"),
    _whole("counted"),
    _whole("was_read"),
)
"""Every document as the book saw it: its copy's record ("" if none), its day of publication
("" if none), whether counting may rest on it, whether it had been read."""

match_row = Table(
    "match_row",
    metadata,
    _key("claim"),
    _whole("number"),
    _words("document", ForeignKey("document.id")),
    _words("moment"),
    _words("component"),
    _words("incident"),
    _whole("first_day"),
    _whole("last_day"),
    _words("entered"),
    UniqueConstraint("number", name="match_row_number"),
    Index("match_row_document", "document"),
    Index("match_row_component", "component"),
    Index("match_row_incident", "incident"),
)
"""Claims that land in incidents. `component` is its component's key; `incident` is the
incident that the claim is the first of, "" for others, with the ordinals of the days that
it can have been on; `entered` is JSON of the keys that it entered."""

match_day = Table(
    "match_day",
    metadata,
    _key("day"),
    _whole("documents"),
)
"""How many documents that counting may rest on are of a day, "" for those without one."""

match_total = Table(
    "match_total",
    metadata,
    _key("claim"),
    _words("document", ForeignKey("document.id")),
    _whole("first_day"),
    _whole("last_day"),
    _words("sums"),
    Index("match_total_last_day", "last_day", "first_day"),
)
"""Stated totals that are held against incidents: the days, as ordinals, on which one may
be listed with it (none where its words forbid it), and JSON of `count.sums.Sums`."""

match_key = Table(
    "match_key",
    metadata,
    Column("key", BigInteger, nullable=False),
    _whole("number"),
    _whole("seeks"),
    _whole("first"),
    _whole("cell"),
    Index("match_key_number", "key", "number"),
)
"""`match.block.Entries`, a row an entry; `number` is that of `match_row`."""

MATCHED = (
    *(match_key, match_row, match_total, match_day, match_document),
    *(match_changed, match_state),
)

DERIVED = (*MATCHED, *SECTIONS.values(), book, claim, reading, copy)
"""In an order in which they can be emptied."""
