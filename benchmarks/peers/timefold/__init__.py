"""Timefold Solver (community edition, its last Python release): our rules as its constraints.

A seat is a person wanted at the centre on a day, or at one of a station's visits; the solver gives each
seat a slot and a person, or nobody. Score: one hard level, one soft level for each of ours. Construction
heuristic and local search as the defaults have them (one thread: more need the paid edition).
"""

from __future__ import annotations

import shutil
from importlib import import_module
from importlib.util import find_spec
from typing import TYPE_CHECKING

from benchmarks.entry import Entry

if TYPE_CHECKING:
    from benchmarks.entry import Limits, Recorder
    from roster.model.problem import Problem


SEARCH = "benchmarks.peers.timefold.search"


def _run(problem: Problem, limits: Limits, record: Recorder) -> None:
    import_module(SEARCH).search(problem, limits, record)


def _missing() -> str | None:
    if find_spec("timefold") is None:
        return "the package timefold (extra `benchmarks`)"
    return None if shutil.which("java") else "Java (17 or newer)"


ENTRY = Entry(
    "timefold",
    "Timefold Solver, default configuration",
    _run,
    _missing,
    lambda: import_module(SEARCH).prepare(),
)
