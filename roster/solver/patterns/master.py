"""The linear program over whole months of persons, of which new ones are generated as they are wanted.

    min  Σ cost · x + Σ under · u + over · o
         Σ of a person's months x = 1                          for each person
         Σ of the months with the cell x + u − o = need        for each day and shift

and a row for each counter that pricing leaves out (``Pricer.left_out``).
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import numpy as np
from ortools.linear_solver import pywraplp

from roster.errors import SolverError
from roster.solver.patterns.grid import OFF
from roster.solver.patterns.prices import Prices
from roster.text import Text

if TYPE_CHECKING:
    from collections.abc import Iterator

    from roster.solver.patterns.grid import Grid, Ints, Plan
    from roster.solver.patterns.months import Floats
    from roster.solver.patterns.pricing import Pricer

Row = Any  # pywraplp.Constraint
Var = Any  # pywraplp.Variable


class Master:
    """The months found so far: ``plans`` (days), of whom (``owner``), and ``valid``: whether a month keeps
    to the limits that pricing leaves out. ``picked`` is how much of each the last solution takes,
    ``values`` (N) what each person's month is worth in it.
    """

    def __init__(self, grid: Grid, pricer: Pricer) -> None:
        self.grid, self._left_out = grid, pricer.left_out
        self.plans: list[Plan] = []
        self.owner: list[int] = []
        self.valid: list[bool] = []
        self.picked: Floats = np.zeros(0)
        self.values: Floats = np.zeros(grid.persons)
        self._seen: set[tuple[int, bytes]] = set()
        self._of_person: list[list[int]] = [[] for _ in range(grid.persons)]
        self._vars: list[Var] = []
        self._held: set[int] = set()
        self._moved = False
        self._lp = pywraplp.Solver.CreateSolver("GLOP")
        self._pick = [self._lp.Constraint(1, 1) for _ in range(grid.persons)]
        dear = max(1, int(np.abs(grid.cost).max(initial=0)), int(grid.under.max()))
        self._big = 10.0 * dear * grid.days
        self._cover = self._cover_rows()
        self._counters = self._counter_rows()
        for n, row in enumerate(self._pick):
            low = self._counters.get(("low", n, 0))
            least = {low: grid.limits[n].min_minutes} if low is not None else {}
            self._term(self._var(self._big), {row: 1, **least})

    def _var(self, cost: float) -> Var:
        var = self._lp.NumVar(0, self._lp.infinity(), "")
        self._lp.Objective().SetCoefficient(var, float(cost))
        return var

    @staticmethod
    def _term(var: Var, rows: dict[Row, float]) -> None:
        for row, coefficient in rows.items():
            row.SetCoefficient(var, float(coefficient))

    def _cover_rows(self) -> dict[tuple[int, int], Row]:
        grid, rows = self.grid, {}
        for d, s in np.argwhere((grid.under > 0) | (grid.over > 0)).tolist():
            row = rows[d, s] = self._lp.Constraint(float(grid.need[d, s]), float(grid.need[d, s]))
            self._term(self._var(grid.under[d, s]), {row: 1})
            self._term(self._var(grid.over[d, s]), {row: -1})
        return rows

    def _counter_rows(self) -> dict[tuple[str, int, int], Row]:
        rows, inf = {}, self._lp.infinity()
        for n, (limit, gone) in enumerate(zip(self.grid.limits, self._left_out, strict=True)):
            for s in gone.caps:
                rows["cap", n, s] = self._lp.Constraint(-inf, limit.max_of[s])
            if gone.weekends:
                rows["weekend", n, 0] = self._lp.Constraint(-inf, limit.max_weekends)
            if gone.minutes:
                rows["low", n, 0] = self._lp.Constraint(limit.min_minutes, inf)
                rows["high", n, 0] = self._lp.Constraint(-inf, limit.max_minutes)
        return rows

    def add(self, person: int, plan: Plan) -> bool:
        """Take in a month; False where it is there already."""
        key = person, plan.tobytes()
        if key in self._seen:
            return False
        self._seen.add(key)
        self._of_person[person].append(len(self.plans))
        days = np.flatnonzero(plan != OFF)
        shifts = plan[days]
        var = self._var(int(self.grid.cost[person, days, shifts].sum()))
        cells = zip(days.tolist(), shifts.tolist(), strict=True)
        rows = {self._pick[person]: 1} | {
            self._cover[cell]: 1 for cell in cells if cell in self._cover
        }
        counts = self._counts(person, plan)
        self._term(var, rows | {self._counters[key]: count for key, count in counts.items()})
        self.plans.append(plan.copy())
        self.owner.append(person)
        self.valid.append(all(self._within(key, count) for key, count in counts.items()))
        self._vars.append(var)
        return True

    def _counts(self, n: int, plan: Plan) -> dict[tuple[str, int, int], int]:
        """What the month adds to each of the person's counters in the master."""
        gone, shifts = self._left_out[n], plan[plan != OFF]
        counts = {("cap", n, s): int((shifts == s).sum()) for s in gone.caps}
        if gone.weekends:
            counts["weekend", n, 0] = weekends_of(self.grid, plan)
        if gone.minutes:
            counts["low", n, 0] = counts["high", n, 0] = int(self.grid.minutes[shifts].sum())
        return counts

    def _within(self, key: tuple[str, int, int], count: int) -> bool:
        kind, n, s = key
        limit = self.grid.limits[n]
        if kind == "low":
            return count >= limit.min_minutes
        most = {"cap": limit.max_of[s], "weekend": limit.max_weekends, "high": limit.max_minutes}
        return count <= most[kind]

    def solve(self) -> float:
        """The value with the months there are; sets ``picked`` and ``values``. Raises SolverError where
        the linear solver fails.
        """
        for keep, dual, presolve in self._ways():
            how = pywraplp.MPSolverParameters()
            on = how.INCREMENTALITY_ON if keep else how.INCREMENTALITY_OFF
            how.SetIntegerParam(how.INCREMENTALITY, on)
            self._lp.SetSolverSpecificParametersAsString(
                f"use_dual_simplex:{dual} use_preprocessing:{presolve}".lower()
            )
            if self._lp.Solve(how) == pywraplp.Solver.OPTIMAL:
                self._moved = False
                self.picked = np.array([var.solution_value() for var in self._vars])
                self.values = np.array([row.dual_value() for row in self._pick])
                return float(self._lp.Objective().Value()) + self.grid.base
        raise SolverError(Text("线性规划求解失败", "the linear program could not be solved"))

    def _ways(self) -> Iterator[tuple[bool, bool, bool]]:
        """How to go on: with the dual simplex after bounds moved, with the primal after months came;
        then from scratch, for numerical mishaps.
        """
        yield True, self._moved, False
        yield from ((False, dual, presolve) for dual in (False, True) for presolve in (False, True))

    @property
    def complete(self) -> bool:
        """Whether everyone has a month in the last solution, as far as prices tell."""
        return float(self.values.max()) < self._big / 2

    def prices(self) -> Prices:
        """The prices of the last solution, asked before another month comes in."""
        persons, days, shifts = self.grid.allowed.shape
        found = Prices(
            np.zeros((days, shifts)), np.zeros((persons, shifts)), *np.zeros((3, persons))
        )
        for cell, row in self._cover.items():
            found.cover[cell] = row.dual_value()
        for (kind, n, s), row in self._counters.items():
            if kind == "cap":
                found.cap[n, s] = row.dual_value()
            else:
                getattr(found, kind)[n] = row.dual_value()
        return found

    def reduced_cost(self, person: int, plan: Plan, prices: Prices) -> float:
        """What a month costs under the prices."""
        days = np.flatnonzero(plan != OFF)
        shifts = plan[days]
        minutes = int(self.grid.minutes[shifts].sum())
        return float(
            self.grid.cost[person, days, shifts].sum()
            - prices.cover[days, shifts].sum()
            - prices.cap[person, shifts].sum()
            - (prices.low[person] + prices.high[person]) * minutes
            - prices.weekend[person] * weekends_of(self.grid, plan)
        )

    def months_of(self, person: int) -> list[Plan]:
        """The person's months that are there."""
        return [self.plans[column] for column in self._of_person[person]]

    def hold(self, column: int) -> None:
        """Give a month to its person for certain, until ``release``."""
        self._held.add(column)
        self._vars[column].SetLb(1)
        self._moved = True

    def release(self) -> None:
        """Hold nothing any more."""
        for column in self._held:
            self._vars[column].SetLb(0)
        self._held.clear()
        self._moved = True

    @property
    def held(self) -> frozenset[int]:
        """The months that are held."""
        return frozenset(self._held)


def weekends_of(grid: Grid, plan: Plan) -> int:
    """How many weekends a month touches."""
    return sum(bool((plan[list(weekend)] != OFF).any()) for weekend in grid.weekends)


def persons_in(grid: Grid, plan: Plan) -> Ints:
    """(D, S) how many persons the plan has in each cell."""
    persons, days = np.nonzero(plan != OFF)
    got = np.zeros_like(grid.need)
    np.add.at(got, (days, plan[persons, days]), 1)
    return got
