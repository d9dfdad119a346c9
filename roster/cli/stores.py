"""The database as the commands use it: asking never makes one, only keeping a draft does."""

from __future__ import annotations

import os

from roster.errors import RosterError, UnknownError
from roster.store import Store, open_store
from roster.store.opening import is_there, missing_file, place
from roster.text import Text


def stored(address: str | None) -> Store | None:
    """The store; None where it is not there yet: no file, or nothing in the server's database.

    Raises as ``open_store`` does.
    """
    return open_store(address) if is_there(address) else None


def existing(address: str | None) -> Store:
    """The store, to read from. Raises UnknownError where there is none, else as ``open_store``."""
    found = stored(address)
    if found is not None:
        return found
    name = place(address)
    raise UnknownError(
        Text(
            f"没有数据库“{name}”。请先运行 roster plan，或用 --store 指明",
            f"there is no database “{name}”; run roster plan first, or name it with --store",
        )
    )


def require_savable(address: str | None) -> None:
    """Refuse before the solve what would be refused after it: a folder that cannot be written.

    Raises RosterError.
    """
    file = missing_file(address)
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
