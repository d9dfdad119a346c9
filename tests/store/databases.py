"""Databases for tests, made, copied and removed in the same way on SQLite and on PostgreSQL."""

from __future__ import annotations

import shutil
from itertools import count
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Callable

    from tests.store.postgres import Server


class Databases(NamedTuple):
    """``new`` gives the address of an empty one, ``copy`` that of a copy of one that nobody has open."""

    kind: str
    new: Callable[[], str]
    copy: Callable[[str], str]
    drop: Callable[[str], None]


def file_of(url: str) -> Path:
    """The file of a SQLite database."""
    return Path(url.removeprefix("sqlite:///"))


def on_sqlite(folder: Path) -> Databases:
    """Files below the folder, each in a folder of its own."""
    numbers = count(1)

    def new() -> str:
        place = folder / str(next(numbers))
        place.mkdir()
        return f"sqlite:///{(place / 'roster.db').as_posix()}"

    def copy(url: str) -> str:
        made = new()
        shutil.copy(file_of(url), file_of(made))
        return made

    def drop(url: str) -> None:
        shutil.rmtree(file_of(url).parent)

    return Databases("sqlite", new, copy, drop)


def on_postgresql(server: Server) -> Databases:
    """Databases of the server."""
    return Databases("postgresql", server.database, server.database, server.drop)
