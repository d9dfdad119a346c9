"""From a database address to an engine; everything that is special to SQLite is here."""

from __future__ import annotations

import sqlite3
import time
from contextlib import contextmanager
from typing import TYPE_CHECKING, Any

from sqlalchemy import create_engine, event, make_url
from sqlalchemy.exc import (
    ArgumentError,
    DatabaseError,
    IntegrityError,
    NoSuchModuleError,
    OperationalError,
)
from sqlalchemy.pool import NullPool, StaticPool

from roster.errors import RosterError
from roster.store import messages

if TYPE_CHECKING:
    from collections.abc import Iterator

    from sqlalchemy import URL, Connection, Engine
    from sqlalchemy.engine.interfaces import DBAPIConnection

BUSY_SECONDS = 30.0  # how long a writer waits for another before it gives up
WAL_ATTEMPTS = 50


def connect(address: str) -> Engine:
    """An engine for the address; no connection is made yet.

    Raises RosterError for an address that is not understood or whose driver is missing.
    """
    try:
        url = make_url(address)
        return _sqlite(url) if url.get_backend_name() == "sqlite" else create_engine(url)
    except (NoSuchModuleError, ImportError) as error:
        raise RosterError(messages.no_driver(url.drivername)) from error
    except (ArgumentError, ValueError) as error:
        raise RosterError(messages.bad_address()) from error


def place_of(url: URL) -> str:
    """How the database is named to users: the file, else the address without its password."""
    if url.get_backend_name() == "sqlite":
        return url.database or ":memory:"
    return url.render_as_string(hide_password=True)


def for_writing(engine: Engine) -> Engine:
    """The same engine, for transactions that will write."""
    return engine.execution_options(roster_writes=True)


@contextmanager
def failures_told(engine: Engine) -> Iterator[None]:
    """Failures of the database become RosterErrors that say what to do.

    A constraint that does not hold stays an IntegrityError, for whoever can try again.
    """
    place = place_of(engine.url)
    try:
        yield
    except OperationalError as error:
        raise RosterError(messages.unusable(place, error.orig)) from error
    except IntegrityError:
        raise
    except DatabaseError as error:
        raise RosterError(messages.not_a_database(place)) from error


def use_wal(engine: Engine) -> None:
    """Let readers and a writer work at once (SQLite's write-ahead log); kept in the file itself.

    Given up without complaint after a second of trying: only some waiting is saved by it.
    """
    connection = engine.raw_connection()
    try:
        for _ in range(WAL_ATTEMPTS):
            try:
                connection.cursor().execute("PRAGMA journal_mode = WAL")
                break
            except sqlite3.OperationalError:  # another is at it, and SQLite does not wait here
                time.sleep(1 / WAL_ATTEMPTS)
    finally:
        connection.close()


def _sqlite(url: URL) -> Engine:
    # Without a pool a file is closed after each transaction: the log is then folded back into it,
    # so that roster.db can be copied as one file, and Windows can move or delete it.
    in_memory = url.database in (None, "", ":memory:")
    engine = create_engine(
        url,
        poolclass=StaticPool if in_memory else NullPool,
        connect_args={"timeout": BUSY_SECONDS},
    )
    event.listen(engine, "connect", _set_up)
    event.listen(engine, "begin", _begin)
    return engine


def _set_up(connection: DBAPIConnection, _record: Any) -> None:
    # Python's sqlite3 opens transactions late, and not at all before DDL: we open them ourselves.
    connection.isolation_level = None
    cursor = connection.cursor()
    cursor.execute("PRAGMA foreign_keys = ON")
    cursor.execute("PRAGMA synchronous = FULL")
    cursor.execute("PRAGMA recursive_triggers = ON")  # or REPLACE would delete past our triggers
    cursor.close()


def _begin(connection: Connection) -> None:
    # A writer takes the lock at once. A lock taken later, after reading, fails without waiting when
    # another has written in between.
    writes = connection.get_execution_options().get("roster_writes")
    connection.exec_driver_sql("BEGIN IMMEDIATE" if writes else "BEGIN")
