"""Opening the store: which database, is it ours, is its schema current."""

from __future__ import annotations

import os

from roster.store.connection import connect, failures_told
from roster.store.schema import make_current
from roster.store.store import Store

DEFAULT_URL = "sqlite:///roster.db"
URL_VARIABLE = "ROSTER_DATABASE_URL"


def open_store(url: str | None = None) -> Store:
    """Open the database, and make or upgrade its schema where needed.

    The address is ``url``, else the environment's ROSTER_DATABASE_URL, else roster.db in the
    current folder. Close the store after use, or use it as a context manager.

    Raises RosterError, having changed nothing, for an address that is not understood, a file that
    is not a database, a database of another program or of a newer version of this one, and for one
    that cannot be opened or stays locked.
    """
    engine = connect(url or os.environ.get(URL_VARIABLE) or DEFAULT_URL)
    try:
        with failures_told(engine):
            make_current(engine)
    except BaseException:
        engine.dispose()
        raise
    return Store(engine)
