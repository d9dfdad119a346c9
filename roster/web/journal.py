"""The log of requests: without secrets, and never more than a few lines a second."""

from __future__ import annotations

import logging
import time
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Callable

MOST = 10  # lines a second; what is beyond is counted, and the count told with the next line
HIDDEN = "…"
logger = logging.getLogger("roster.web")


class Journal:
    """Writes a line for a request: method, path, status.

    Only paths of public feeds are written as they are: all others may hold a secret address, or
    whatever somebody sends to make the log say something else. No address of an asker is written.
    """

    def __init__(self, clock: Callable[[], float] = time.monotonic, most: int = MOST) -> None:
        self._clock, self._most = clock, most
        self._second, self._lines, self._left_out = -1, 0, 0

    def note(self, method: str, path: str | None, status: int) -> None:
        """A request was answered; ``path`` is None where it must not be seen."""
        second = int(self._clock())
        if second != self._second:
            self._second, self._lines = second, 0
        self._lines += 1
        if self._lines > self._most:
            self._left_out += 1
            return
        if self._left_out:
            logger.info("%d requests not listed", self._left_out)
            self._left_out = 0
        logger.info("%s %s %d", method, path or HIDDEN, status)
