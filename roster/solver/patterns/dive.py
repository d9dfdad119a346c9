"""A roster from the linear program: give out the months it takes most of, generate for the rest, again."""

from __future__ import annotations

import time
from typing import TYPE_CHECKING, NamedTuple

import numpy as np

from roster.solver.patterns.grid import OFF
from roster.solver.patterns.master import persons_in
from roster.solver.patterns.months import INF

if TYPE_CHECKING:
    from roster.solver.patterns.generate import Generator
    from roster.solver.patterns.grid import Bools, Grid, Ints, Plan
    from roster.solver.patterns.prices import Prices

CLOSE = 0.3  # so near to its bound the program of a step need not be solved any further
SMOOTH = 0.5
SCANT = 0.01  # a month that helps by less is not taken in


class Manner(NamedTuple):
    """How to dive: rounds of generating at each step, from which share on a month is given at once, and
    which part of the persons left may be given theirs in one step.
    """

    rounds: int
    sure: float
    part: int


QUICK, CAREFUL = Manner(4, 0.6, 3), Manner(20, 0.85, 8)


class Diver:
    """Dives with a generator's months; ``random`` shuffles what is near."""

    def __init__(self, generator: Generator, random: np.random.Generator) -> None:
        self._generator, self._random = generator, random
        self._master, self._grid = generator.master, generator.grid

    def dive(
        self, deadline: float, manner: Manner, *, shuffled: bool, limit: float = np.inf
    ) -> Plan | None:
        """A plan (N, D); None where none was found in time, or the program's value passed the ``limit``."""
        master, only = self._master, np.ones(self._grid.persons, dtype=np.bool_)
        try:
            while only.any():
                level = self._generate(only, manner, deadline)
                if level > limit + 1e-6 or time.monotonic() > deadline:
                    return None
                chosen = self._choose(only, manner, shuffled)
                if not chosen:
                    return None
                for column in chosen:
                    if only[master.owner[column]]:
                        master.hold(column)
                        only[master.owner[column]] = False
            months = {master.owner[column]: master.plans[column] for column in master.held}
            return np.array([months[n] for n in range(len(only))])
        finally:
            master.release()

    def _choose(self, only: Bools, manner: Manner, shuffled: bool) -> list[int]:
        """The months to give next, those taken most first; of one person perhaps several."""
        master, weight = self._master, self._master.picked
        if shuffled:
            weight = weight * self._random.uniform(0.8, 1, len(weight))
        left = [
            int(column)
            for column in np.argsort(-weight)
            if master.picked[column] > 1e-9 and master.valid[column] and only[master.owner[column]]
        ]
        sure = [column for column in left if weight[column] > manner.sure] or left[:1]
        if sure and master.picked[sure[0]] > 0.999:
            return sure
        return sure[: max(3, int(only.sum()) // manner.part)]

    def _generate(self, only: Bools, manner: Manner, deadline: float) -> float:
        """Some rounds of months for the persons ``only``; the program's value."""
        master, centre, lower = self._master, None, -np.inf
        for last in range(manner.rounds, -1, -1):
            level = master.solve()
            if not last or time.monotonic() > deadline:
                break
            prices, values = master.prices(), master.values
            useful = False
            for share in (0.0,) if centre is None else (SMOOTH, 0.0):
                at = centre.mix(prices, share) if centre else prices
                clean, months, plans = self._generator.price(at, only)
                bound = clean.constant(self._grid) + float(months[only].sum()) + self._held(clean)
                if bound > lower:
                    lower, centre = bound, clean
                useful = self._generator.take(plans, prices, values, SCANT, only)
                if useful:
                    break
            if not useful or level - lower < CLOSE:
                break
        return level

    def _held(self, prices: Prices) -> float:
        """What the months held cost under the prices."""
        master = self._master
        return sum(
            master.reduced_cost(master.owner[column], master.plans[column], prices)
            for column in master.held
        )


def rounded(generator: Generator) -> Plan | None:
    """Everybody's month of which the program last took most; None where somebody has none to have."""
    master = generator.master
    months: dict[int, Plan] = {}
    for column in np.argsort(-master.picked).tolist():
        if master.valid[column]:
            months.setdefault(master.owner[column], master.plans[column])
    persons = range(generator.grid.persons)
    return np.array([months[n] for n in persons]) if len(months) == len(persons) else None


def polish(generator: Generator, plan: Plan, deadline: float) -> Plan:
    """Each person's month made the best for the others' as they are, in turn, until nothing improves. Those
    whose months pricing does not count in full keep theirs.
    """
    grid, left_out = generator.grid, generator.pricer.left_out
    plan, got = plan.copy(), persons_in(grid, plan)
    full = [
        n for n, gone in enumerate(left_out) if not (gone.minutes or gone.weekends or gone.caps)
    ]
    waiting = list(full)
    while waiting and time.monotonic() < deadline:
        n = waiting.pop(0)
        _move(got, plan[n], -1)
        month = _best_month(generator, got, n)
        if _cost(grid, got, n, month) < _cost(grid, got, n, plan[n]):
            plan[n] = month
            waiting = [other for other in [*full[full.index(n) + 1 :], *full] if other != n]
        _move(got, plan[n], 1)
    return plan


def _best_month(generator: Generator, others: Ints, person: int) -> Plan:
    """The cheapest month for the person where the others are as they are."""
    grid = generator.grid
    cost = np.full(grid.cost.shape, INF)
    cost[person] = np.where(grid.allowed[person], grid.cost[person] + _steps(grid, others), INF)
    rest = np.where(grid.rest_allowed, 0.0, INF)
    only = np.arange(grid.persons) == person
    _, plans = generator.pricer.best(cost, rest, np.zeros(grid.persons), only)
    month: Plan = plans[person]
    return month


def _steps(grid: Grid, others: Ints) -> Ints:
    """(D, S) what one person more costs in each cell."""
    return np.where(others < grid.need, -grid.under, grid.over)


def _cost(grid: Grid, others: Ints, person: int, month: Plan) -> int:
    days = np.flatnonzero(month != OFF)
    shifts = month[days]
    steps = _steps(grid, others)
    return int((grid.cost[person, days, shifts] + steps[days, shifts]).sum())


def _move(got: Ints, month: Plan, by: int) -> None:
    days = np.flatnonzero(month != OFF)
    got[days, month[days]] += by
