"""Opening the store: which database, is it ours, is its schema current."""

from __future__ import annotations

import os
from pathlib import Path

from roster.store.connection import connect, failures_told, place_of
from roster.store.schema import make_current, version_of
from roster.store.store import Store

DEFAULT_URL = "sqlite:///roster.db"
URL_VARIABLE = "ROSTER_DATABASE_URL"


def address_of(url: str | None) -> str:
    """The address: as given, else the environment's, else roster.db in the current folder."""
    return url or os.environ.get(URL_VARIABLE) or DEFAULT_URL


def is_there(url: str | None = None) -> bool:
    """Whether there is such a store already: a file, or a server's database that has tables.

    Raises RosterError as ``open_store`` does.
    """
    if missing_file(url) is not None:
        return False
    engine = connect(address_of(url))
    try:
        with failures_told(engine):
            return engine.dialect.name == "sqlite" or version_of(engine) is not None
    finally:
        engine.dispose()


def missing_file(url: str | None = None) -> Path | None:
    """The file of a SQLite database that does not exist yet; None for any other database."""
    engine = connect(address_of(url))
    found = engine.url
    engine.dispose()
    name = found.database or ":memory:"
    on_disk = found.get_backend_name() == "sqlite" and not name.startswith((":memory:", "file:"))
    return Path(name) if on_disk and not Path(name).exists() else None


def place(url: str | None = None) -> str:
    """How the database is named to users; without its password."""
    engine = connect(address_of(url))
    engine.dispose()
    return place_of(engine.url)


def open_store(url: str | None = None) -> Store:
    """Open the database, and make or upgrade its schema where needed.

    The address is ``url``, else the environment's ROSTER_DATABASE_URL, else roster.db in the
    current folder. Close the store after use, or use it as a context manager.

    Raises RosterError, having changed nothing, for an address that is not understood, a file that
    is not a database, a database of another program or of a newer version of this one, and for one
    that cannot be opened or stays locked.
    """
    engine = connect(address_of(url))
    try:
        with failures_told(engine):
            make_current(engine)
    except BaseException:
        engine.dispose()
        raise
    return Store(engine)
