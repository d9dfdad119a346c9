"""From a database address to an engine; everything that is special to SQLite or PostgreSQL is here."""

from __future__ import annotations

import sqlite3
import time
from contextlib import contextmanager
from typing import TYPE_CHECKING, Any

from sqlalchemy import create_engine, event, func, make_url, select
from sqlalchemy.exc import (
    ArgumentError,
    DBAPIError,
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
ANSWER_SECONDS = 10  # how long a server may take to answer the first time
MAKING_SCHEMA = 0x726F73746572  # "roster": PostgreSQL's number of a lock; for making the schema,
NUMBERING_SWAPS = MAKING_SCHEMA + 1  # and for numbering swaps, which go over all counties
WAL_ATTEMPTS = 50


def connect(address: str) -> Engine:
    """An engine for the address; no connection is made yet.

    Raises RosterError for an address that is not understood or whose driver is missing.
    """
    try:
        url = _with_driver(make_url(address))
        engines = {"sqlite": _sqlite, "postgresql": _postgresql}
        return engines.get(url.get_backend_name(), create_engine)(url)
    except (NoSuchModuleError, ImportError) as error:
        raise RosterError(messages.no_driver(url.drivername)) from error
    except (ArgumentError, ValueError) as error:
        raise RosterError(messages.bad_address()) from error


def place_of(url: URL) -> str:
    """How the database is named to users: the file, else the address without its password."""
    if url.get_backend_name() == "sqlite":
        return url.database or ":memory:"
    plain = url.set(drivername=url.get_backend_name(), query={})  # options may hold a password too
    return plain.render_as_string(hide_password=True)


def for_writing(engine: Engine) -> Engine:
    """The same engine, for transactions that will write: each statement sees what is committed by
    then, so that whoever waited for a lock sees what the other did.
    """
    return engine.execution_options(roster_writes=True)


def for_reading(engine: Engine) -> Engine:
    """The same engine, for transactions that only read: all of them as of one moment."""
    if engine.dialect.name == "postgresql":
        return engine.execution_options(isolation_level="REPEATABLE READ")
    return engine


def alone(connection: Connection, at: int) -> None:
    """Wait until nobody else is at the same thing (one of the numbers above); held until the
    transaction ends. A writing transaction on SQLite is alone anyway.
    """
    if connection.dialect.name == "postgresql":
        connection.execute(select(func.pg_advisory_xact_lock(at)))


@contextmanager
def failures_told(engine: Engine) -> Iterator[None]:
    """Failures of the database become RosterErrors that say what to do.

    A constraint that does not hold stays an IntegrityError, for whoever can try again.
    """
    place = place_of(engine.url)
    try:
        yield
    except DBAPIError as error:
        if isinstance(error, IntegrityError):
            raise
        if engine.dialect.name != "sqlite":
            raise RosterError(messages.unreachable(place, error.orig)) from error
        raise _told(place, error) from error


def _told(place: str, error: DBAPIError) -> RosterError:
    """A failure of SQLite."""
    if isinstance(error, OperationalError):
        return RosterError(messages.unusable(place, error.orig))
    return RosterError(messages.not_a_database(place))


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


def _with_driver(url: URL) -> URL:
    """PostgreSQL by psycopg, where no driver is named. Raises ValueError for a host with an @ in it:
    that is a piece of a password, and no message should repeat it.
    """
    if "@" in (url.host or ""):
        raise ValueError("a password with @ in it must be written %40")
    if url.drivername in ("postgresql", "postgres"):
        return url.set(drivername="postgresql+psycopg")
    return url


def _postgresql(url: URL) -> Engine:
    engine = create_engine(
        url,
        isolation_level="READ COMMITTED",  # whatever the server's default is
        pool_pre_ping=True,
        connect_args={"client_encoding": "utf8", "connect_timeout": ANSWER_SECONDS},
    )
    event.listen(engine, "connect", _wait_so_long)
    return engine


def _wait_so_long(connection: DBAPIConnection, _record: Any) -> None:
    cursor = connection.cursor()
    cursor.execute(f"SET lock_timeout = '{BUSY_SECONDS:.3f}s'")
    cursor.close()
    connection.commit()


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
