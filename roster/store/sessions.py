"""Transactions on one database: what every part of the store stands on."""

from __future__ import annotations

from contextlib import contextmanager
from typing import TYPE_CHECKING, Self, TypeVar

from sqlalchemy.exc import IntegrityError
from sqlalchemy.orm import Session

from roster.errors import RosterError
from roster.store.connection import failures_told, for_reading, for_writing

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from datetime import datetime

    from sqlalchemy import Engine

    from roster.text import Text

ATTEMPTS = 5  # to number something, where the database lets two writers begin at once

Found = TypeVar("Found")


class Sessions:
    """An open database. Close it after use, or use it as a context manager."""

    def __init__(self, engine: Engine) -> None:
        self._engine = for_reading(engine)
        self._writing = for_writing(engine)

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self.close()

    def close(self) -> None:
        """Give the connections back; the store is not used afterwards."""
        self._engine.dispose()

    @contextmanager
    def _session(self, engine: Engine | None = None) -> Iterator[Session]:
        """One transaction: committed at the end of the block, undone by any exception."""
        engine = engine or self._engine
        with failures_told(engine), Session(engine) as session, session.begin():
            yield session

    def _written(self, write: Callable[[Session], Found], contended: Text) -> Found:
        """What ``write`` gives, done in one transaction; again where another took its number first.

        Raises RosterError with ``contended`` where others keep taking it; nothing is written then.
        """
        clash = None
        for _ in range(ATTEMPTS):
            try:
                with self._session(self._writing) as session:
                    return write(session)
            except IntegrityError as error:
                clash = error
        raise RosterError(contended) from clash


def require_aware(moment: datetime) -> None:
    """Raise ValueError for a moment without time zone."""
    if moment.utcoffset() is None:
        raise ValueError(f"a moment without time zone: {moment.isoformat()}")
