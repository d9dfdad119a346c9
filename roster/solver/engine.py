"""One run of CP-SAT: watched, interruptible, with the parameters that proved best (docs/solving.md)."""

from __future__ import annotations

import threading
from collections.abc import Callable, Sequence
from concurrent.futures import Future, wait
from math import ceil
from typing import TYPE_CHECKING, NamedTuple

from ortools.sat.python import cp_model

if TYPE_CHECKING:
    from roster.solver.clock import Clock

Watch = Callable[[int | None, int, Sequence[int] | None], None]
"""Told (value or None, bound, all variables' values where they are new) whenever one gets better."""


class Answer(NamedTuple):
    """What a run found: the value of every variable by index, None where nothing was found;
    ``infeasible`` when it proved that there is nothing.
    """

    values: list[int] | None
    objective: int
    bound: int
    seconds: float
    infeasible: bool = False

    @property
    def proven(self) -> bool:
        """Whether nothing better exists."""
        return self.infeasible or (self.values is not None and self.objective <= self.bound)


class _Watcher(cp_model.CpSolverSolutionCallback):
    def __init__(self, watch: Watch) -> None:
        super().__init__()
        self._watch = watch
        self._value: int | None = None

    def on_solution_callback(self) -> None:
        self._value = round(self.objective_value)
        values = list(self.response_proto.solution)  # what it shows is gone after the call
        self._watch(self._value, round(self.best_objective_bound), values)

    def on_bound(self, bound: float) -> None:
        self._watch(self._value, round(bound), None)


def run(model: cp_model.CpModel, clock: Clock, seconds: float, watch: Watch) -> Answer:
    """Minimise the model's objective for at most ``seconds`` by the clock, of which there may be none
    left. Ctrl-C stops the search and
    the clock; the answer is then what was found so far.
    """
    settings = clock.settings
    solver = cp_model.CpSolver()
    _configure(solver, clock, settings.workers, seconds)
    if settings.workers == 1:
        solver.parameters.linearization_level = 2
    elif settings.workers < 8:
        solver.parameters.subsolvers.append("max_lp")
    return _solve(solver, model, _Watcher(watch), clock)


def ask(model: cp_model.CpModel, clock: Clock, seconds: float) -> Answer:
    """The same for a small question, of which there are many: one worker and the solver's own
    parameters, which took half the time (groups.py) and less.
    """
    solver = cp_model.CpSolver()
    _configure(solver, clock, 1, seconds)
    return _solve(solver, model, _Watcher(lambda *now: None), clock)


def better_of(answer: Answer, before: Answer | None) -> Answer:
    """The answer, or the one before where it is better, with the larger bound: the solver may lose a
    hint.
    """
    if before is not None and before.values is not None:
        bound = max(answer.bound, before.bound)
        if answer.values is None or before.objective < answer.objective:
            return before._replace(bound=min(bound, before.objective))
        return answer._replace(bound=min(bound, answer.objective))
    return answer


def _solve(
    solver: cp_model.CpSolver, model: cp_model.CpModel, watcher: _Watcher, clock: Clock
) -> Answer:
    if clock.stopped:
        return Answer(None, 0, 0, 0.0)
    solver.best_bound_callback = watcher.on_bound
    start = clock.now
    status = _interruptible(solver, model, watcher, clock)
    clock.spend(solver.response_proto.deterministic_time)
    spent = clock.now - start
    bound = max(0, ceil(solver.best_objective_bound - 1e-6))  # sizes are never negative
    if status not in (cp_model.OPTIMAL, cp_model.FEASIBLE):
        return Answer(None, 0, bound, spent, status == cp_model.INFEASIBLE)
    values = list(solver.response_proto.solution)
    return Answer(values, round(solver.objective_value), bound, spent)


def _configure(solver: cp_model.CpSolver, clock: Clock, workers: int, seconds: float) -> None:
    parameters, settings, seconds = solver.parameters, clock.settings, max(seconds, 0.0)
    parameters.num_workers = workers
    parameters.random_seed = settings.seed
    parameters.catch_sigint_signal = False
    if settings.deterministic:
        parameters.max_deterministic_time = seconds
        parameters.interleave_search = workers > 1
    else:
        parameters.max_time_in_seconds = seconds


def _interruptible(
    solver: cp_model.CpSolver, model: cp_model.CpModel, watcher: _Watcher, clock: Clock
) -> cp_model.CpSolverStatus:
    """Solve in a thread, so that the main thread still hears Ctrl-C on every system."""
    outcome: Future[cp_model.CpSolverStatus] = Future()

    def search() -> None:
        try:
            outcome.set_result(solver.solve(model, watcher))
        except Exception as error:  # what a watch raises reaches the caller
            outcome.set_exception(error)

    thread = threading.Thread(target=search, daemon=True)
    try:
        thread.start()
        while not wait([outcome], 0.1).done:
            pass
    except KeyboardInterrupt:
        clock.stop()
        while thread.is_alive() and not wait([outcome], 0.05).done:
            solver.stop_search()
        if not outcome.done():  # it came before the search began
            raise
    return outcome.result()
