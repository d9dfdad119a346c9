"""Solving a problem of patterns: in numbers, and back to duties."""

from __future__ import annotations

import time
from typing import TYPE_CHECKING

import numpy as np

from roster.model.requests import Duty
from roster.solver.descent import Progress
from roster.solver.engine import Answer
from roster.solver.patterns.describe import describe
from roster.solver.patterns.grid import OFF
from roster.solver.patterns.search import Search

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from roster.model.levels import Level
    from roster.model.problem import Problem
    from roster.model.roster import SolverSettings
    from roster.solver.patterns.describe import Pattern
    from roster.solver.patterns.grid import Plan


def solve_pattern(
    problem: Problem, settings: SolverSettings, watch: Callable[[Progress], None]
) -> tuple[list[Duty], dict[Level, Answer]] | None:
    """The duties and what each level came to; None where the problem is of another kind, or where no roster
    was found that keeps the minimum rules, so that breaking them has to be weighed.
    """
    pattern = describe(problem)
    if pattern is None:
        return None
    start = time.monotonic()

    def tell(value: int | None, bound: int) -> None:
        watch(Progress(pattern.level, value, bound, time.monotonic() - start))

    search = Search(pattern.grid, settings, tell)
    if not search.run() or search.plan is None or search.best is None:
        return None
    if search.best >= pattern.dear:
        return None
    answers = {level: Answer([], value, value, 0.0) for level, value in pattern.others.items()}
    spent = time.monotonic() - start
    answers[pattern.level] = Answer([], search.best, min(search.bound, search.best), spent)
    return list(_duties(problem, pattern, search.plan)), answers


def _duties(problem: Problem, pattern: Pattern, plan: Plan) -> Iterator[Duty]:
    for n, day in np.argwhere(plan != OFF).tolist():
        key = pattern.slot[day, int(plan[n, day])]
        person = problem.people[n].id
        yield Duty(person=person, site=key.site, date=key.date, session=key.session)
