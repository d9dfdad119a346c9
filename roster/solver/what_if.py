"""What if: the month solved twice in the same time, as it is and with the changes. Nothing is kept."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from roster.model.shortages import find_shortages
from roster.solver.solve import solve

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable

    from roster.model.problem import Problem
    from roster.model.proposals import Proposal
    from roster.model.requests import Duty
    from roster.model.roster import LevelScore, Shortage, SolverSettings
    from roster.solver.progress import Progress, Start


class Case(NamedTuple):
    """A problem and what solving it came to."""

    problem: Problem
    duties: tuple[Duty, ...]
    levels: tuple[LevelScore, ...]
    shortages: tuple[Shortage, ...]


class Comparison(NamedTuple):
    """The month as it is, and as it would be."""

    now: Case
    then: Case


def what_if(
    problem: Problem,
    proposals: Iterable[Proposal],
    settings: SolverSettings,
    watch: Callable[[Progress], None] = lambda progress: None,
    draft: Start | None = None,
) -> Comparison:
    """Solve both, each in the settings' time and from the draft: it had more time, and neither shall
    look worse for having less.

    Raises KeyboardInterrupt at Ctrl-C, PinConflictError where the changes contradict the pins,
    ValueError where they make no valid problem.
    """
    changed = problem
    for proposal in proposals:
        changed = proposal.apply(changed)
    hint = (
        None if draft is None else draft._replace(levels=())
    )  # what was proven of it may not hold
    return Comparison(_case(problem, settings, watch, draft), _case(changed, settings, watch, hint))


def _case(
    problem: Problem,
    settings: SolverSettings,
    watch: Callable[[Progress], None],
    start: Start | None,
) -> Case:
    solution = solve(problem, settings, watch, start)
    if solution.interrupted:  # half an answer would mislead
        raise KeyboardInterrupt
    return Case(problem, solution.duties, solution.levels, find_shortages(problem, solution.duties))
