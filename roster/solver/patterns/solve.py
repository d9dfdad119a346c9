"""Solving a problem of patterns: in numbers, and back to duties."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING, NamedTuple

import numpy as np

from roster.model.audit import audit
from roster.model.requests import Duty
from roster.model.slots import SlotKey
from roster.solver.clock import Clock
from roster.solver.engine import Answer
from roster.solver.patterns.describe import describe
from roster.solver.patterns.grid import OFF, value
from roster.solver.patterns.search import Search
from roster.solver.progress import Progress

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from roster.model.levels import Level
    from roster.model.problem import Problem
    from roster.model.roster import SolverSettings
    from roster.solver.patterns.describe import Pattern
    from roster.solver.patterns.grid import Plan
    from roster.solver.progress import Start


class Found(NamedTuple):
    """What a solve came to: duties, what each level came to, whether the user stopped it, and the seconds
    it did not need.
    """

    duties: list[Duty]
    answers: dict[Level, Answer]
    interrupted: bool
    left: float


def solve_pattern(
    problem: Problem,
    settings: SolverSettings,
    watch: Callable[[Progress], None] = lambda progress: None,
    start: Start | None = None,
) -> Found | None:
    """The best roster of a problem of patterns; None where it is of another kind, or where no roster was
    found that keeps the minimum rules, so that breaking them has to be weighed.
    """
    pattern = describe(problem) if problem.afresh else None
    if pattern is None:
        return None
    clock = Clock(settings)

    def tell(plan: Plan | None, cost: int | None, bound: int) -> None:
        duties = None if plan is None else partial(_duties, problem, pattern, plan)
        watch(Progress(pattern.level, cost, bound, clock.now, duties))

    search = Search(pattern.grid, clock, tell)
    if start is not None:
        _begin_with(search, problem, pattern, start)
    if not search.run() or search.plan is None or search.best is None:
        return None
    if search.best >= pattern.dear:
        return None
    answers = {level: Answer([], cost, cost, 0.0) for level, cost in pattern.others.items()}
    bound = min(search.bound, search.best)
    answers[pattern.level] = Answer([], search.best, bound, clock.now)
    duties = list(_duties(problem, pattern, search.plan))
    return Found(duties, answers, clock.stopped, clock.left)


def _duties(problem: Problem, pattern: Pattern, plan: Plan) -> Iterator[Duty]:
    for n, day in np.argwhere(plan != OFF).tolist():
        key = pattern.slot[day, int(plan[n, day])]
        person = problem.people[n].id
        yield Duty(person=person, site=key.site, date=key.date, session=key.session)


def _begin_with(search: Search, problem: Problem, pattern: Pattern, start: Start) -> None:
    """Take over an earlier roster, where it is lawful and keeps the minimum rules, and its bound."""
    cells = {key: cell for cell, key in pattern.slot.items()}
    person = {p.id: n for n, p in enumerate(problem.people)}
    plan = np.full((pattern.grid.persons, pattern.grid.days), OFF, np.int8)
    report = audit(problem, start.duties)
    if report.violations:
        return
    for duty in start.duties:
        day, shift = cells[SlotKey.of(duty)]
        plan[person[duty.person], day] = shift
    if report.values[pattern.level] == value(pattern.grid, plan):
        search.begin(
            plan, max((s.bound for s in start.levels if s.level is pattern.level), default=0)
        )
