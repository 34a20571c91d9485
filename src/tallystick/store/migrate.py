"""Bringing a ledger to the schema of this version. Run when a ledger is opened."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from sqlalchemy import Connection, Engine, Text, column, inspect, select, table

from tallystick.errors import SetupError
from tallystick.store.connect import WRITING
from tallystick.store.schema import HEAD, VERSION_TABLE

if TYPE_CHECKING:
    from alembic.config import Config

MIGRATIONS = Path(__file__).parent / "migrations"

_VERSION = select(column("version_num", Text)).select_from(table(VERSION_TABLE))


def migrate(engine: Engine, target: str = "head") -> None:
    """Create or upgrade the tables, in one transaction.

    Raises:
        SetupError: the database belongs to something else, or to a newer version.
    """
    with engine.begin() as connection:
        if standing(connection) == HEAD:
            return
    with engine.execution_options(**{WRITING: True}).begin() as connection:
        _upgrade(connection, target)


def standing(connection: Connection) -> str | None:
    """The migration that a database stands at; None for an empty one.

    Raises:
        SetupError: there are tables, and they are not a ledger's.
    """
    tables = inspect(connection).get_table_names()
    if VERSION_TABLE in tables:
        return connection.scalar(_VERSION)
    if tables:
        raise SetupError(
            f"{connection.engine.url.database} is a database of something else "
            f"(it has the table {sorted(tables)[0]}): name another file"
        )
    return None


def configuration(connection: Connection | None = None) -> Config:
    """Alembic's configuration, made here: the user needs no file."""
    from alembic.config import Config

    config = Config()
    config.set_main_option("script_location", str(MIGRATIONS).replace("%", "%%"))
    config.attributes["connection"] = connection
    return config


def _upgrade(connection: Connection, target: str) -> None:
    from alembic import command
    from alembic.script import ScriptDirectory

    config = configuration(connection)
    known = [one.revision for one in ScriptDirectory.from_config(config).walk_revisions()]
    at = standing(connection)
    if at is not None and at not in known:
        raise SetupError(
            f"{connection.engine.url.database} was written by a newer tallystick "
            f"(schema {at}; this one knows {HEAD}): upgrade tallystick to open it"
        )
    if at != HEAD:
        command.upgrade(config, target)
