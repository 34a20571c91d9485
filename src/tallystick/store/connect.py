"""Connections: where a ledger is, and what every connection to it must have set."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from sqlalchemy import Connection, Engine, create_engine, event
from sqlalchemy.engine import URL, make_url
from sqlalchemy.exc import ArgumentError, SQLAlchemyError

from tallystick.errors import SetupError, StoreError
from tallystick.store.batches import Unstorable

PRAGMAS = (
    "PRAGMA busy_timeout = 30000",
    "PRAGMA journal_mode = WAL",
    "PRAGMA synchronous = FULL",
    "PRAGMA foreign_keys = ON",
    # Without it, INSERT OR REPLACE removes a row and fires no DELETE trigger.
    "PRAGMA recursive_triggers = ON",
    # What a redaction or a new reading leaves behind is overwritten, not only unlinked.
    "PRAGMA secure_delete = ON",
)

WRITING = "tallystick_writing"
"""Execution option of connections that will write: they wait at the start, not half way."""

WRITER_LOCK = 0x7A11
"""PostgreSQL advisory lock of the one writer."""


def engine_for(address: str | Path) -> Engine:
    """An engine for a path (SQLite) or a database URL.

    Raises:
        SetupError: there is no such place, or it is no database URL.
    """
    url = _url(address)
    try:
        engine = create_engine(url)
    except ImportError as error:
        raise SetupError(_without_driver(url, error)) from error
    except ArgumentError as error:
        raise SetupError(f"cannot open a ledger at {address}: {error}") from error
    event.listen(engine, "begin", _begin)
    if engine.dialect.name == "sqlite":
        event.listen(engine, "connect", _prepare)
    return engine


def _without_driver(url: URL, error: ImportError) -> str:
    """What to install: an address without a driver means an older one than ours."""
    shown = url.render_as_string()
    if url.get_backend_name() == "postgresql":
        meant = url.set(drivername="postgresql+psycopg").render_as_string()
        return (
            f"cannot open a ledger at {shown}: its driver is not installed ({error}); "
            f"run `pip install 'psycopg[binary]'` and write the address as {meant}"
        )
    return f"cannot open a ledger at {shown}: {error}; install its driver"


def _url(address: str | Path) -> URL:
    if isinstance(address, str) and "://" in address:
        try:
            return make_url(address)
        except ArgumentError as error:
            raise SetupError(f"{address!r} is no database URL: {error}") from error
    path = Path(address)
    if path.is_dir():
        raise SetupError(f"{path} is a folder: name a file, or import the folder")
    if not path.parent.is_dir():
        raise SetupError(f"there is no folder {path.parent} to keep a ledger in: make it")
    return URL.create("sqlite", database=str(path))


def _prepare(connection: Any, _record: object) -> None:
    # Transactions are begun by `_begin`: the driver would leave reads outside of them.
    connection.isolation_level = None
    cursor = connection.cursor()
    for pragma in PRAGMAS:
        cursor.execute(pragma)
    cursor.close()


def _begin(connection: Connection) -> None:
    writing = connection.get_execution_options().get(WRITING)
    if connection.dialect.name == "sqlite":
        connection.exec_driver_sql("BEGIN IMMEDIATE" if writing else "BEGIN")
    elif writing:
        connection.exec_driver_sql(f"SELECT pg_advisory_xact_lock({WRITER_LOCK})")
    else:
        connection.exec_driver_sql("SET TRANSACTION ISOLATION LEVEL REPEATABLE READ")


@contextmanager
def refusing(operation: str) -> Iterator[None]:
    """Turn what a database says, or could not hold, into a `StoreError`."""
    try:
        yield
    except (SQLAlchemyError, sqlite3.Error, Unstorable, UnicodeEncodeError) as error:
        raise StoreError(operation, _reason(error)) from error


def _reason(error: Exception) -> str:
    cause = str(getattr(error, "orig", None) or error)
    if "database is locked" in cause:
        return "another process is writing to this ledger; try again when it is done"
    return cause
