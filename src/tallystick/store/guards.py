"""The triggers that keep what is kept, in the words of each database.

They are the last line, not the first: nothing in this package tries to change a kept row.
Each refuses one way of doing it from outside:

- UPDATE and DELETE are refused outright.
- INSERT OR REPLACE, upserts and a given rowid are refused because a row with that key
  is there. This holds on connections that do not set ``recursive_triggers``.
- TRUNCATE (PostgreSQL) is refused by a trigger on the statement.

One kind of UPDATE passes: masking the spans of a text that a redaction names, when two
different people have said that redaction and nobody has withdrawn it (`redaction`).
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from sqlalchemy import DDL, Connection, Table, inspect, text

from tallystick.store import schema

MARK = "\u2588"
"""What stands for each redacted character: FULL BLOCK, one for one."""

KEYS: Mapping[str, tuple[tuple[str, ...], ...]] = {
    "document_text": (("sha256",), ("rowid",)),
    "document": (("id",), ("rowid",)),
    "intake": (("document", "external_id", "origin"), ("rowid",)),
    "arrival": (("document", "at"), ("rowid",)),
    "judgement": (("seq",), ("id",)),
    "edition": (("number",),),
    "run": (("seq",), ("id",)),
}
"""Everything that names one row of a kept table, and by which it could be replaced."""

_REFUSE_SQLITE = """
CREATE TRIGGER %(name)s BEFORE %(event)s ON %(table)s
WHEN %(condition)s
BEGIN SELECT RAISE(ABORT, '%(table)s is append-only'); END
"""

_TAKEN = "EXISTS (SELECT 1 FROM %(table)s AS k WHERE %(same)s)"

_FUNCTION_POSTGRESQL = """
CREATE OR REPLACE FUNCTION tallystick_refuse() RETURNS trigger LANGUAGE plpgsql AS
$$ BEGIN RAISE EXCEPTION USING MESSAGE = TG_TABLE_NAME || ' is append-only'; END $$
"""

_REFUSE_POSTGRESQL = """
CREATE TRIGGER %(name)s BEFORE %(event)s ON %(table)s
FOR EACH %(each)s EXECUTE FUNCTION tallystick_refuse()
"""

# Who may mask what: two judgements with the same subject and detail by different people,
# neither withdrawn, on a document that holds this string; between and around the spans
# nothing changes, within them everything becomes the mark. Overlapping spans never fit.
_SIGNED = """
EXISTS (
  SELECT 1 FROM judgement AS a
  JOIN judgement AS b ON b.subjects = a.subjects AND b.detail = a.detail
  JOIN document AS d ON a.subjects = '["' || d.id || '"]'
  WHERE a.verdict = 'redact' AND b.verdict = 'redact'
  AND lower(trim(a.by_whom)) <> lower(trim(b.by_whom))
  AND (d.sha256 = OLD.sha256 OR d.title_sha256 = OLD.sha256)
  AND NOT EXISTS (
    SELECT 1 FROM judgement AS w WHERE w.verdict = 'withdraw'
    AND w.subjects IN ('["' || a.id || '"]', '["' || b.id || '"]'))
  AND substr(NEW.text, 1, (SELECT min(s.start_at) FROM (%(spans)s) AS s))
    = substr(OLD.text, 1, (SELECT min(s.start_at) FROM (%(spans)s) AS s))
  AND NOT EXISTS (
    SELECT 1 FROM (%(spans)s) AS s
    WHERE replace(substr(NEW.text, s.start_at + 1, s.end_at - s.start_at), '%(mark)s', '')
      <> ''
    OR substr(NEW.text, s.end_at + 1, coalesce(
        (SELECT min(t.start_at) FROM (%(spans)s) AS t WHERE t.start_at >= s.end_at),
        length(OLD.text)) - s.end_at)
      <> substr(OLD.text, s.end_at + 1, coalesce(
        (SELECT min(t.start_at) FROM (%(spans)s) AS t WHERE t.start_at >= s.end_at),
        length(OLD.text)) - s.end_at)))
"""

_PARTS = """((%(part)s = 'text' AND d.sha256 = OLD.sha256)
  OR (%(part)s = 'title' AND d.title_sha256 = OLD.sha256))"""

_SPANS_SQLITE = (
    "SELECT json_extract(e.value, '$.start') AS start_at, "
    "json_extract(e.value, '$.end') AS end_at "
    "FROM json_each(a.detail, '$.spans') AS e WHERE "
    + _PARTS
    % {"part": "json_extract(e.value, '$.part')"}
)

_SPANS_POSTGRESQL = (
    "SELECT (e.value ->> 'start')::int AS start_at, (e.value ->> 'end')::int AS end_at "
    "FROM json_array_elements(a.detail::json -> 'spans') AS e WHERE "
    + _PARTS
    % {"part": "(e.value ->> 'part')"}
)

_REDACT_POSTGRESQL = """
CREATE OR REPLACE FUNCTION tallystick_redact() RETURNS trigger LANGUAGE plpgsql AS
$$ BEGIN
  IF %(allowed)s THEN RETURN NEW; END IF;
  RAISE EXCEPTION USING MESSAGE = 'document_text is append-only';
END $$
"""

_CALL_REDACT_POSTGRESQL = """
CREATE TRIGGER %(name)s BEFORE UPDATE ON document_text
FOR EACH ROW EXECUTE FUNCTION tallystick_redact()
"""


def statements(dialect: str) -> dict[str, str]:
    """The text of every trigger that a ledger must have, by name."""
    return {name: words for table in schema.KEPT for name, words in _of(table, dialect)}


def present(connection: Connection) -> dict[str, str]:
    """The triggers that a database has, by name, each as it was created.

    PostgreSQL keeps them in words of its own: a name that is there is taken to be right.
    """
    if connection.dialect.name == "sqlite":
        query = text("SELECT name, sql FROM sqlite_master WHERE type = 'trigger'")
        return {row.name: row.sql for row in connection.execute(query)}
    expected = statements(connection.dialect.name)
    rows = connection.scalars(text("SELECT tgname FROM pg_trigger WHERE tgenabled <> 'D'"))
    return {name: expected[name] for name in rows if name in expected}


def install(connection: Connection) -> None:
    """Set every guard of the kept tables that are there, anew.

    To be called at the end of every migration: one that copies and renames a table
    leaves it without triggers.
    """
    dialect = connection.dialect.name
    there = set(inspect(connection).get_table_names())
    if dialect == "postgresql":
        for function in (_FUNCTION_POSTGRESQL, _redact_postgresql()):
            _execute(connection, schema.document_text, function)
    for table in schema.KEPT:
        if table.name not in there:
            continue
        for name, words in _of(table, dialect):
            place = f" ON {table.name}" if dialect == "postgresql" else ""
            _execute(connection, table, f"DROP TRIGGER IF EXISTS {name}{place}")
            _execute(connection, table, words)


def _execute(connection: Connection, table: Table, words: str) -> None:
    # `DDL` fills in percent signs; there are none left to fill in.
    literal = DDL(words.replace("%", "%%"))  # type: ignore[no-untyped-call]
    literal.execute_if(dialect=connection.dialect.name)(table, connection)


def _of(table: Table, dialect: str) -> Iterator[tuple[str, str]]:
    of = _sqlite if dialect == "sqlite" else _postgresql
    for name, words in of(table.name):
        yield name, words.strip()


def _sqlite(table: str) -> Iterator[tuple[str, str]]:
    allowed = "0"
    if table == "document_text":
        signed = _SIGNED % {"spans": _SPANS_SQLITE, "mark": MARK}
        same = "NEW.rowid = OLD.rowid AND NEW.sha256 = OLD.sha256"
        allowed = f"{same} AND length(NEW.text) = length(OLD.text) AND {signed.strip()}"
    conditions = {
        "update": f"({allowed}) IS NOT 1",
        "delete": "1",
        "insert": " OR ".join(_taken(table, key) for key in KEYS[table]),
    }
    for event, condition in conditions.items():
        name = f"{table}_{event}"
        yield (
            name,
            _REFUSE_SQLITE
            % {
                "name": name,
                "event": event.upper(),
                "table": table,
                "condition": condition,
            },
        )


def _taken(table: str, key: tuple[str, ...]) -> str:
    same = " AND ".join(f"k.{column} = NEW.{column}" for column in key)
    return _TAKEN % {"table": table, "same": same}


def _postgresql(table: str) -> Iterator[tuple[str, str]]:
    for event, each in (("update", "ROW"), ("delete", "ROW"), ("truncate", "STATEMENT")):
        name = f"{table}_{event}"
        form = _REFUSE_POSTGRESQL
        if (table, event) == ("document_text", "update"):
            form = _CALL_REDACT_POSTGRESQL
        yield (
            name,
            form
            % {
                "name": name,
                "event": event.upper(),
                "table": table,
                "each": each,
            },
        )


def _redact_postgresql() -> str:
    signed = _SIGNED % {"spans": _SPANS_POSTGRESQL, "mark": MARK}
    same = "NEW.sha256 = OLD.sha256 AND length(NEW.text) = length(OLD.text)"
    return _REDACT_POSTGRESQL % {"allowed": f"{same} AND {signed.strip()}"}
