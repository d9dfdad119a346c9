"""The time of a solve: how much is spent and left, and whether it has been stopped."""

from __future__ import annotations

import time
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from roster.model.roster import SolverSettings


class Clock:
    """Counts seconds of wall time or, where the settings ask for it, of the solver's deterministic time:
    work that was done, which is the same on any machine. ``stopped`` once the user has had enough.
    """

    def __init__(self, settings: SolverSettings) -> None:
        self.settings = settings
        self.stopped = False
        self._start = time.monotonic()
        self._work = 0.0

    @property
    def now(self) -> float:
        """Seconds since the start."""
        return self._work if self.settings.deterministic else time.monotonic() - self._start

    @property
    def left(self) -> float:
        """Seconds until the time limit; 0 past it, and once stopped."""
        return 0.0 if self.stopped else max(0.0, self.settings.time_limit - self.now)

    def spend(self, work: float) -> None:
        """Book deterministic time that a run of the solver took."""
        self._work += work

    def stop(self) -> None:
        """Let every question from now on go unanswered."""
        self.stopped = True
