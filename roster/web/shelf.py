"""The library that is served, kept current with the store."""

from __future__ import annotations

import asyncio
import logging
from typing import TYPE_CHECKING

from roster.errors import RosterError
from roster.web.library import read_library

if TYPE_CHECKING:
    from roster.store import Store
    from roster.text import Lang

EVERY = 2.0  # seconds between two looks at the store; a look is one short question
logger = logging.getLogger("roster.web")


class Shelf:
    """Holds one library after another: each is read whole, then put in the place of the last.

    Raises RosterError where the store cannot be read at the start. Later failures are logged, once
    for each new reason, and what is there goes on being served.
    """

    def __init__(self, store: Store, lang: Lang) -> None:
        self._store, self._lang = store, lang
        self.library = read_library(store, lang)
        self._failed = ""
        self._tell_size()

    def refresh(self) -> bool:
        """Look at the store; whether there was something new."""
        try:
            if self._store.feed_marks() == self.library.marks:
                return False
            self.library = read_library(self._store, self._lang, self.library)
        except RosterError as error:
            self._tell(str(error))
            return False
        self._failed = ""
        self._tell_size()
        return True

    async def keep_current(self, every: float = EVERY) -> None:
        """Refresh for ever, in a thread: requests are answered meanwhile."""
        while True:
            await asyncio.sleep(every)
            await asyncio.to_thread(self.refresh)

    def _tell_size(self) -> None:
        found = self.library
        logger.info("%d public feeds, %d addresses", len(found.public), len(found.secret))

    def _tell(self, why: str) -> None:
        if why != self._failed:
            logger.warning("the store cannot be read: %s", why)
            self._failed = why
