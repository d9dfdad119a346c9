"""What takes part: an entry is given a problem and limits, and records every roster it would hand out.

The clock runs from the call of ``run``, so an entry's modules are imported before it (and counted as
``ready``), its model is built after it (and counted as ``build``).
"""

from __future__ import annotations

import json
import time
from typing import TYPE_CHECKING, Any, NamedTuple, TextIO

from roster.model.requests import Duty

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable

    from roster.model.levels import Level
    from roster.model.problem import Problem


class Limits(NamedTuple):
    """What every entry has: wall seconds from the call of ``run``, threads, a seed."""

    seconds: float
    workers: int = 2
    seed: int = 1


class Recorder:
    """Writes down what an entry says and when, a JSON line each: nothing is lost if it is killed."""

    def __init__(self, file: TextIO) -> None:
        self._file, self._start = file, time.monotonic()

    @property
    def seconds(self) -> float:
        """Since the clock began to run."""
        return time.monotonic() - self._start

    def restart(self) -> None:
        """The clock begins to run."""
        self._start = time.monotonic()

    def write(self, event: str, **more: Any) -> None:
        """Anything else there is to say."""
        line = {"event": event, "seconds": round(self.seconds, 4), **more}
        self._file.write(json.dumps(line, ensure_ascii=False) + "\n")
        self._file.flush()

    def built(self) -> None:
        """The model stands; what follows is search."""
        self.write("built")

    def roster(self, duties: Iterable[Duty]) -> None:
        """A roster that the entry would hand out if it were stopped now. The audit scores it."""
        rows = [(d.person, d.site, d.date.isoformat(), d.session.value) for d in duties]
        self.write("roster", duties=rows)

    def bound(self, level: Level, bound: int) -> None:
        """No roster has less on the level, given what the entry reached on the levels above."""
        self.write("bound", level=level.value, bound=bound)


class Entry(NamedTuple):
    """``run`` searches until the limit; ``missing`` says what has to be installed first, if anything;
    ``prepare`` imports what is slow to import, before the clock runs.
    """

    name: str
    title: str
    run: Callable[[Problem, Limits, Recorder], None]
    missing: Callable[[], str | None] = lambda: None
    prepare: Callable[[], object] = lambda: None


def duties_of(rows: Iterable[tuple[str, str, str, str]]) -> list[Duty]:
    """The duties of a recorded roster."""
    return [
        Duty.model_validate({"person": person, "site": site, "date": day, "session": session})
        for person, site, day, session in rows
    ]
