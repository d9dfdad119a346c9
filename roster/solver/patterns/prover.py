"""CP-SAT on the flow model beside the other search: it closes what is left between value and bound.

It runs in a thread of its own, with the workers that are to spare; while it searches, Python is free. Each
time a better plan is found, months and duties that cannot be in a still better one are left out, and it
begins anew.
"""

from __future__ import annotations

import threading
from math import ceil
from typing import TYPE_CHECKING

from ortools.sat.python import cp_model

from roster.solver.patterns.flow import Flow

if TYPE_CHECKING:
    from collections.abc import Callable

    from roster.model.roster import SolverSettings
    from roster.solver.patterns.grid import Bools, Grid, Plan


class Prover:
    """A search for plans that cost less than ``best``, and for the proof that there is none. What it finds
    is asked for: ``plan``, ``bound``; ``finished`` when it knows.
    """

    def __init__(
        self, grid: Grid, possible: tuple[Bools, Bools], least: int, best: int | None
    ) -> None:
        self._flow, self._best = Flow(grid, *possible), best
        self._flow.model.add(self._flow.size >= least)
        if best is not None:
            self._flow.model.add(self._flow.size <= best - 1)
        self._solver = cp_model.CpSolver()
        self._values: list[int] | None = None
        self._status: cp_model.CpSolverStatus | None = None
        self._bound = least
        self._thread = threading.Thread(target=self._run, daemon=True)

    def start(self, settings: SolverSettings, workers: int, seconds: float) -> None:
        """Begin, with so many workers, for so long at most."""
        parameters = self._solver.parameters
        parameters.num_workers = workers
        parameters.random_seed = settings.seed
        parameters.max_time_in_seconds = max(seconds, 0.1)
        parameters.catch_sigint_signal = False
        if workers == 1:
            parameters.linearization_level = 2
        elif workers < 8:
            parameters.subsolvers.append("max_lp")
        self._solver.best_bound_callback = self._on_bound
        self._thread.start()

    def _run(self) -> None:
        self._status = self._solver.solve(self._flow.model, _Listener(self._on_values))
        if self._status == cp_model.OPTIMAL:
            self._on_bound(self._solver.objective_value)

    def _on_bound(self, bound: float) -> None:
        self._bound = max(self._bound, ceil(bound - 1e-6))

    def _on_values(self, values: list[int]) -> None:
        self._values = values

    def stop(self) -> None:
        """End the search and wait until it has."""
        while self._thread.is_alive():
            self._solver.stop_search()
            self._thread.join(0.05)

    @property
    def finished(self) -> bool:
        """Whether it knows the answer: its plan is the best of all, or none is better than was known."""
        return self._status in (cp_model.OPTIMAL, cp_model.INFEASIBLE)

    @property
    def plan(self) -> Plan | None:
        """The best plan found so far."""
        return None if self._values is None else self._flow.read(self._values)

    @property
    def bound(self) -> int:
        """No plan costs less, as far as is proven: at most the value that was known before."""
        if self._best is None:
            return self._bound
        return self._best if self._status == cp_model.INFEASIBLE else min(self._bound, self._best)


class _Listener(cp_model.CpSolverSolutionCallback):
    def __init__(self, tell: Callable[[list[int]], None]) -> None:
        super().__init__()
        self._tell = tell

    def on_solution_callback(self) -> None:
        self._tell(list(self.response_proto.solution))
