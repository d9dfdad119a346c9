"""Which schema a database has; making and upgrading it."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from sqlalchemy import String, column, inspect, select, table

from roster.errors import RosterError
from roster.store import messages
from roster.store.connection import MAKING_SCHEMA, alone, for_writing, place_of, use_wal

if TYPE_CHECKING:
    from alembic.config import Config
    from sqlalchemy import Connection, Engine

VERSION_TABLE = "roster_schema"  # not Alembic's default name: that may be another program's
HEAD = "0002"  # the newest of migrations/versions; stated here, to open the store without Alembic


def make_current(engine: Engine) -> None:
    """Make or upgrade the schema where it is not the newest, in one transaction.

    A database that is not ours, or newer than the program, is left as it is. Raises RosterError.
    """
    version = version_of(engine)
    if version == HEAD:
        return
    if version is not None and version not in _known_versions():
        raise RosterError(messages.newer(place_of(engine.url), version))
    if engine.dialect.name == "sqlite":
        use_wal(engine)
    with for_writing(engine).begin() as connection:
        alone(connection, MAKING_SCHEMA)
        _upgrade(connection)


def config() -> Config:
    """Alembic's configuration: our migrations, no file."""
    from alembic.config import Config  # costs a tenth of a second, and is seldom needed

    found = Config()
    folder = str(Path(__file__).with_name("migrations"))
    found.set_main_option("script_location", folder.replace("%", "%%"))
    found.set_main_option("path_separator", "os")
    return found


def version_of(engine: Engine) -> str | None:
    """The schema's version; None for a database without tables.

    Raises RosterError for the database of another program.
    """
    with engine.connect() as connection:
        tables = inspect(connection).get_table_names()
        if VERSION_TABLE in tables:
            found = table(VERSION_TABLE, column("version_num", String))
            return str(connection.execute(select(found.c.version_num)).scalar_one())
    if tables:
        raise RosterError(messages.foreign(place_of(engine.url)))
    return None


def _known_versions() -> set[str]:
    from alembic.script import ScriptDirectory

    return {s.revision for s in ScriptDirectory.from_config(config()).walk_revisions()}


def _upgrade(connection: Connection) -> None:
    from alembic import command

    # Alembic reads the version again inside the transaction: whoever waited for another process
    # that made the schema finds it made.
    with_connection = config()
    with_connection.attributes["connection"] = connection
    command.upgrade(with_connection, "head")
