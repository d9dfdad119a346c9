"""The main path: a problem goes in, level after level is minimised and fixed, a solution comes out."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING, NamedTuple

from roster.errors import AuditMismatchError
from roster.model.audit import audit, describe
from roster.model.levels import LEVEL_NAMES, Level
from roster.model.requests import Duty
from roster.model.roster import LevelScore
from roster.solver import (  # noqa: F401  (registers the rules)
    constraints,
    demand,
    limits,
    objectives,
    stability,
    stretches,
)
from roster.solver.descent import Descent
from roster.solver.engine import Answer
from roster.solver.patterns.solve import Found, solve_pattern
from roster.solver.pins import refuse_conflicting_pins
from roster.solver.registry import CONSTRAINTS, allowed
from roster.solver.variables import Variables
from roster.text import Text, join

if TYPE_CHECKING:
    from collections.abc import Callable

    from roster.model.problem import Problem
    from roster.model.roster import SolverSettings
    from roster.solver.progress import Progress, Start


class Solution(NamedTuple):
    """The duties, ordered, and each level's score in the order in which levels were minimised;
    ``interrupted`` when the user stopped the search, ``left`` the seconds it did not need.
    """

    duties: tuple[Duty, ...]
    levels: tuple[LevelScore, ...]
    interrupted: bool = False
    left: float = 0.0


def solve(
    problem: Problem,
    settings: SolverSettings,
    watch: Callable[[Progress], None] = lambda progress: None,
    start: Start | None = None,
) -> Solution:
    """The best roster that the time allows; always one, with its shortages. Interrupted by Ctrl-C it
    is the best so far. ``start`` is where an earlier solve of the problem stopped.

    Raises PinConflictError when pins contradict; AuditMismatchError when the audit finds a broken
    hard rule or counts a level otherwise than the solver, which would be a mistake of ours.
    """
    refuse_conflicting_pins(problem)
    found = solve_pattern(problem, settings, watch, start)
    if found is None:
        found = _descend(problem, settings, watch, start)
    duties = tuple(sorted(found.duties, key=Duty.order))
    levels = _audited(problem, duties, found.answers)
    return Solution(duties, levels, found.interrupted, found.left)


def _descend(
    problem: Problem,
    settings: SolverSettings,
    watch: Callable[[Progress], None] = lambda progress: None,
    start: Start | None = None,
) -> Found:
    """Level after level, minimised and fixed."""
    descent = Descent(build(problem), settings, watch, start)
    for level in problem.levels:
        descent.minimise(level)
    clock = descent.clock
    return Found(list(descent.duties()), descent.answers, clock.stopped, clock.left)


def build(problem: Problem) -> Variables:
    """The model of the hard rules: every person and slot that no rule excludes, then the constraints."""
    variables = Variables(problem, partial(allowed, problem))
    for rule, constrain in CONSTRAINTS.items():
        constrain(variables.counted_by(rule))
    return variables


def _audited(
    problem: Problem, duties: tuple[Duty, ...], answers: dict[Level, Answer]
) -> tuple[LevelScore, ...]:
    """The levels as the audit counts them, after it agreed with the solver."""
    report = audit(problem, duties)
    if report.violations:
        raise AuditMismatchError(
            join(
                [
                    Text(
                        "求解结果违反硬性规则，请报告此问题：",
                        "the solved roster breaks hard rules, please report:",
                    ),
                    *(describe(problem, finding) for finding in report.violations),
                ],
                zh="\n",
                en="\n",
            )
        )
    scores = []
    for level in problem.levels:
        value = report.values[level]
        answer = answers.get(level) or Answer(None, value, 0, 0.0)  # no time was left for it
        proven = answer.objective <= answer.bound
        if value > answer.objective or (proven and value < answer.bound):
            name = LEVEL_NAMES[level]
            raise AuditMismatchError(
                Text(
                    f"“{name.zh}”层：求解器得{answer.objective}，复核得{value}，请报告此问题",
                    f"level {name.en}: the solver counts {answer.objective}, the audit {value}; "
                    "please report",
                )
            )
        scores.append(
            LevelScore(
                level=level,
                value=value,
                bound=min(value, answer.bound),
                optimal=value <= answer.bound,
                seconds=round(answer.seconds, 3),
            )
        )
    return tuple(scores)
