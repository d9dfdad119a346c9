"""The database as the commands use it: asking never makes one, only keeping a draft does."""

from __future__ import annotations

import os
from pathlib import Path

from roster.errors import RosterError, UnknownError
from roster.store import Store, open_store
from roster.store.connection import connect
from roster.store.opening import DEFAULT_URL, URL_VARIABLE
from roster.text import Text


def stored(address: str | None) -> Store | None:
    """The store; None where it is a file that is not there yet. Raises as ``open_store`` does."""
    file = _missing(address)
    return open_store(address) if file is None else None


def existing(address: str | None) -> Store:
    """The store, to read from. Raises UnknownError where there is none, else as ``open_store``."""
    file = _missing(address)
    if file is None:
        return open_store(address)
    raise UnknownError(
        Text(
            f"没有数据库“{file}”。请先运行 roster plan，或用 --store 指明",
            f"there is no database “{file}”; run roster plan first, or name it with --store",
        )
    )


def require_savable(address: str | None) -> None:
    """Refuse before the solve what would be refused after it: a folder that cannot be written.

    Raises RosterError.
    """
    file = _missing(address)
    if file is None:
        return
    folder = file.resolve().parent
    if not folder.is_dir() or not os.access(folder, os.W_OK):
        raise RosterError(
            Text(
                f"数据库“{file}”建不起来：文件夹“{folder}”不存在或不能写入",
                f"the database “{file}” cannot be made: the folder “{folder}” does not exist "
                "or cannot be written",
            )
        )


def _missing(address: str | None) -> Path | None:
    """The file of a SQLite database that does not exist yet; None for any other database."""
    engine = connect(address or os.environ.get(URL_VARIABLE) or DEFAULT_URL)
    url = engine.url
    engine.dispose()
    name = url.database or ":memory:"
    on_disk = url.get_backend_name() == "sqlite" and not name.startswith((":memory:", "file:"))
    return Path(name) if on_disk and not Path(name).exists() else None
