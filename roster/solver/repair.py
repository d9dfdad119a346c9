"""Repair: a month that is being changed, solved with the fewest changes; then what else could be done."""

from __future__ import annotations

from itertools import islice
from typing import TYPE_CHECKING

from roster.model.audit import audit, violations
from roster.model.levels import Level
from roster.model.proposals import changed, with_settings
from roster.model.requests import Duty
from roster.solver.progress import Start
from roster.solver.solve import Solution, solve

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Sequence

    from roster.model.problem import Problem
    from roster.model.roster import LevelScore, SolverSettings
    from roster.solver.progress import Progress

FURTHER = 2  # proposals beside the first
MORE = 2  # changes more than needed that are tried
PART = 0.1  # of the time, for each further proposal


def fewest(
    problem: Problem,
    settings: SolverSettings,
    watch: Callable[[Progress], None] = lambda progress: None,
) -> Solution:
    """The repair with the fewest changes. ``problem`` has a baseline (``roster.model.amending``).

    Raises as ``solve`` does; KeyboardInterrupt at Ctrl-C, because half an answer would mislead.
    """
    return _solved(problem, settings, watch, kept(problem))


def further(
    problem: Problem,
    best: Solution,
    settings: SolverSettings,
    watch: Callable[[Progress], None] = lambda progress: None,
) -> list[Solution]:
    """At most two repairs that trade otherwise than the one with the fewest changes: one change or two
    beyond that for a lower level, or as few changes and another lower level first. Each of at most four
    tries takes a tenth of the settings' time. Raises as ``fewest`` does.
    """
    return list(islice(_others(problem, best, settings, watch), FURTHER))


def kept(problem: Problem) -> list[Duty]:
    """As many duties of the roster being changed as are lawful together with those that have to be: where
    the search starts.
    """
    assert problem.baseline is not None
    have_to = {*problem.fixed, *(pin.duty for pin in problem.pins)}
    whole = {*have_to, *(d for d in problem.baseline.duties if not _broken(problem, [d]))}
    if not _broken(problem, whole):
        return sorted(whole, key=Duty.order)
    found = sorted(have_to, key=Duty.order)
    for duty in sorted(whole - have_to, key=Duty.order):
        if not _broken(problem, [*found, duty]):
            found.append(duty)
    return found


def _broken(problem: Problem, duties: Iterable[Duty]) -> bool:
    """Whether the duties break anything but that pins and fixed ones are missing among them."""
    return any(f.duties for f in violations(problem, duties))


def _solved(
    problem: Problem,
    settings: SolverSettings,
    watch: Callable[[Progress], None],
    duties: Iterable[Duty],
) -> Solution:
    solution = solve(problem, settings, watch, Start(tuple(duties), ()))
    if solution.interrupted:
        raise KeyboardInterrupt
    return solution


def _others(
    problem: Problem,
    best: Solution,
    settings: SolverSettings,
    watch: Callable[[Progress], None],
) -> Iterator[Solution]:
    """Repairs that are better than those before on some lower level, in the order of the changes they
    make.
    """
    found = [best]
    short = settings.model_copy(update={"time_limit": settings.time_limit * PART})
    for variant in _variants(problem, _value(best.levels, Level.STABILITY)):
        solution = _solved(variant, short, watch, best.duties)
        told = Solution(solution.duties, _scores(problem, solution, best))
        if all(_better_somewhere(told, other) for other in found):
            found.append(told)
            yield told


def _variants(problem: Problem, needed: int) -> Iterator[Problem]:
    """The problem with changes to spare, and with another lower level first; in turn."""
    assert problem.baseline is not None
    first, *rest = problem.settings.level_order
    orders = [(other, first, *(x for x in rest if x is not other)) for other in rest[:-1]]
    for more in range(1, MORE + 1):
        spare = problem.baseline.model_copy(update={"free": needed + more})
        yield changed(problem, baseline=spare)
        if more <= len(orders):
            yield with_settings(problem, level_order=orders[more - 1])


def _scores(problem: Problem, solution: Solution, best: Solution) -> tuple[LevelScore, ...]:
    """The levels as the county counts them. What was proven of the best holds as far as the values are the
    same; nothing is known below.
    """
    values, same, found = audit(problem, solution.duties).values, True, []
    for score in best.levels:
        value = values[score.level]
        bound = score.bound if same else 0
        found.append(
            score.model_copy(
                update={"value": value, "bound": min(bound, value), "optimal": value <= bound}
            )
        )
        same = same and value == score.value
    return tuple(found)


def _better_somewhere(one: Solution, other: Solution) -> bool:
    values = {score.level: score.value for score in other.levels}
    return any(score.value < values[score.level] for score in one.levels)


def _value(scores: Sequence[LevelScore], level: Level) -> int:
    return next(score.value for score in scores if score.level is level)
