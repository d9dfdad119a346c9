"""Our solver, as ``roster plan`` runs it: level after level, each answer a roster."""

from __future__ import annotations

from typing import TYPE_CHECKING

from benchmarks.entry import Entry
from roster.model.roster import SolverSettings
from roster.solver.descent import Descent
from roster.solver.solve import build, order_of

if TYPE_CHECKING:
    from benchmarks.entry import Limits, Recorder
    from roster.model.problem import Problem
    from roster.solver.progress import Progress


def run(problem: Problem, limits: Limits, record: Recorder) -> None:
    """The steps of ``roster.solver.solve.solve``; here every level's roster is recorded, and the audit
    that ends them is the benchmark's own.
    """

    def watch(progress: Progress) -> None:
        record.bound(progress.level, progress.bound)

    settings = SolverSettings(workers=limits.workers, seed=limits.seed, time_limit=limits.seconds)
    variables = build(problem)
    record.built()
    descent = Descent(variables, settings, watch)
    for level in order_of(problem):
        descent.minimise(level)
        record.roster(descent.duties())
        record.bound(level, descent.answers[level].bound)


ENTRY = Entry("ours", "roster, as `roster plan` runs it", run)
