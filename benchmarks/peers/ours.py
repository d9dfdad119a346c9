"""Our solver, as ``roster plan`` runs it: level after level, every better roster recorded."""

from __future__ import annotations

from typing import TYPE_CHECKING

from benchmarks.entry import Entry
from roster.model.roster import SolverSettings
from roster.solver.solve import build, solve

if TYPE_CHECKING:
    from benchmarks.entry import Limits, Recorder
    from roster.model.problem import Problem
    from roster.solver.progress import Progress


def run(problem: Problem, limits: Limits, record: Recorder) -> None:
    """Solve; the model is built once more beforehand, so that its share of the time is seen."""

    def watch(progress: Progress) -> None:
        if progress.duties is not None:
            record.roster(progress.duties())
        record.bound(progress.level, progress.bound)

    build(problem)
    record.built()
    settings = SolverSettings(workers=limits.workers, seed=limits.seed, time_limit=limits.seconds)
    record.roster(solve(problem, settings, watch).duties)


ENTRY = Entry("ours", "roster, as `roster plan` runs it", run)
