"""What the solver's tests share: settings, a plain descent without any trick, and brute force."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from hypothesis import HealthCheck, settings

from roster.model.audit import audit
from roster.model.levels import LOWER_LEVELS, UPPER_LEVELS, Level
from roster.model.problem import Problem
from roster.model.roster import SolverSettings
from roster.solver.clock import Clock
from roster.solver.engine import run
from roster.solver.sizes import level_size
from tests.build import centre_demand, person, problem, visits
from tests.random_problems import broken, lawful_duties

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Sequence

    from ortools.sat.python import cp_model

    from roster.model.requests import Duty, Pin
    from roster.solver.engine import Answer
    from roster.solver.variables import Variables

QUICK = SolverSettings(workers=1, seed=1, time_limit=60, deterministic=True)
SCORED = (*UPPER_LEVELS, *LOWER_LEVELS)


def trials(count: int) -> settings:
    """The same ``count`` examples on every run, however long the machine takes for them."""
    return settings(
        max_examples=count,
        derandomize=True,
        database=None,
        deadline=None,
        suppress_health_check=[HealthCheck.too_slow, HealthCheck.filter_too_much],
    )


def with_pins(problem: Problem, pins: Sequence[Pin] = ()) -> Problem:
    """The problem with other pins, made anew: a copy would keep what the old one has worked out."""
    fields = {name: getattr(problem, name) for name in Problem.model_fields}
    return Problem(**{**fields, "pins": tuple(pins)})


def busy() -> Problem:
    """December whole: a centre, two stations, six persons of three firms, many equal rosters."""
    return problem(
        [person(f"P{n}", firm=f"{n % 3}所") for n in range(6)],
        [visits("S", weekdays=(2, 4)), visits("T", weekdays=(1, 3, 5), persons=2)],
        centre_demands=(centre_demand(),),
    )


def after_the_first_level(real: Any, spoil: Callable[[Answer], Answer]) -> Any:
    """A search that is spoilt on every level but the first; what completes an answer is not."""
    searched: list[cp_model.CpModel] = []

    def run(model: cp_model.CpModel, *rest: Any) -> Answer:
        answer: Answer = real(model, *rest)
        if not searched:
            searched.append(model)
            return answer
        return spoil(answer) if model is searched[0] else answer

    return run


def silent(*_: object) -> None:
    """A watch that looks away."""


def minimum(v: Variables, level: Level) -> tuple[int, list[int]]:
    """The level's proven minimum in the model as it stands, and the values that reach it."""
    size = level_size(v, level)
    v.model.minimize(size)
    answer = run(v.model, Clock(QUICK), 60, silent)
    assert answer.values is not None
    assert answer.objective == answer.bound, "a tiny problem must be solved to the end"
    return answer.objective, answer.values


def fix(v: Variables, levels: Sequence[Level]) -> tuple[dict[Level, int], list[int]]:
    """Minimise and fix the levels one by one; their minima, and the last values."""
    found: dict[Level, int] = {}
    values: list[int] = []
    for level in levels:
        found[level], values = minimum(v, level)
        v.model.add(level_size(v, level) <= found[level])
    return found, values


def lawful_sets(problem: Problem) -> Iterator[tuple[Duty, ...]]:
    """Every set of duties that breaks no hard rule, pins aside, by the audit alone.

    Leaving a duty out never breaks a rule (rule book), so what grows from a broken set is skipped.
    """

    def grow(kept: tuple[Duty, ...], rest: list[Duty]) -> Iterator[tuple[Duty, ...]]:
        yield kept
        for n, duty in enumerate(rest):
            if not broken(problem, [*kept, duty]):
                yield from grow((*kept, duty), rest[n + 1 :])

    return grow((), lawful_duties(problem))


def best_by_brute_force(
    problem: Problem, order: Sequence[Level]
) -> tuple[tuple[int, ...], list[tuple[Duty, ...]]] | None:
    """The levels' values of the best rosters and these rosters; None where pins allow no roster."""
    best: tuple[int, ...] | None = None
    rosters: list[tuple[Duty, ...]] = []
    pinned = {pin.duty for pin in problem.pins}
    for duties in lawful_sets(problem):
        if pinned <= set(duties):
            report = audit(problem, duties)
            assert not report.violations
            values = tuple(report.values[level] for level in order)
            if best is None or values < best:
                best, rosters = values, []
            if values == best:
                rosters.append(duties)
    return None if best is None else (best, rosters)
