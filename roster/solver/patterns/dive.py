"""A roster from the linear program: give out the months it takes most of, generate for the rest, again."""

from __future__ import annotations

import time
from typing import TYPE_CHECKING

import numpy as np

from roster.solver.patterns.grid import value
from roster.solver.patterns.master import persons_in
from roster.solver.patterns.months import INF

if TYPE_CHECKING:
    from roster.solver.patterns.generate import Generator
    from roster.solver.patterns.grid import Bools, Plan
    from roster.solver.patterns.prices import Prices

ROUNDS = 20  # of generating at each step
SURE = 0.85  # a month taken so far is given at once
CLOSE = 0.3  # so near to its bound the program of a step need not be solved any further
SMOOTH = 0.5
SCANT = 0.01  # a month that helps by less is not taken in


def dive(
    generator: Generator, deadline: float, random: np.random.Generator | None = None
) -> Plan | None:
    """A plan (N, D), or None where it found none in time. ``random`` shuffles what is near."""
    master = generator.master
    only = np.ones(generator.grid.persons, dtype=np.bool_)
    try:
        while only.any():
            if not _generate(generator, only, deadline) or time.monotonic() > deadline:
                return None
            chosen = _choose(generator, only, random)
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


def _choose(generator: Generator, only: Bools, random: np.random.Generator | None) -> list[int]:
    """The months to give next, those taken most first; of one person perhaps several."""
    master = generator.master
    weight = (
        master.picked
        if random is None
        else master.picked * random.uniform(0.8, 1, len(master.picked))
    )
    left = [
        int(column)
        for column in np.argsort(-weight)
        if master.picked[column] > 1e-9 and master.valid[column] and only[master.owner[column]]
    ]
    sure = [column for column in left if weight[column] > SURE] or left[:1]
    if sure and master.picked[sure[0]] > 0.999:
        return sure
    return sure[: max(3, int(only.sum()) // 8)]


def _generate(generator: Generator, only: Bools, deadline: float) -> bool:
    """Some rounds of months for the persons ``only``; False where one of them has none."""
    master, centre, lower = generator.master, None, -np.inf
    for last in range(ROUNDS, -1, -1):
        level = master.solve()
        if not last or time.monotonic() > deadline:
            break
        prices, values = master.prices(), master.values
        useful = False
        for share in (0.0,) if centre is None else (SMOOTH, 0.0):
            found = generator.price(centre.mix(prices, share) if centre else prices, only)
            if found is None:
                return False
            clean, months, plans = found
            bound = clean.constant(generator.grid) + float(months[only].sum())
            bound += sum(_held_cost(generator, column, clean) for column in master.held)
            if bound > lower:
                lower, centre = bound, clean
            useful = generator.take(plans, prices, values, SCANT, only)
            if useful:
                break
        if not useful or level - lower < CLOSE:
            break
    return True


def _held_cost(generator: Generator, column: int, prices: Prices) -> float:
    master = generator.master
    return master.reduced_cost(master.owner[column], master.plans[column], prices)


def polish(generator: Generator, plan: Plan, deadline: float) -> Plan:
    """Each person's month made the best for the others' as they are, in turn, until nothing improves."""
    best, again = plan.copy(), True
    while again and time.monotonic() < deadline:
        again = False
        for n in range(len(best)):
            trial = _one_better(generator, best, n)
            if value(generator.grid, trial) < value(generator.grid, best):
                best, again = trial, True
    return best


def _one_better(generator: Generator, plan: Plan, person: int) -> Plan:
    """The plan with another month for the person: exact for months that pricing counts in full."""
    grid, pricer = generator.grid, generator.pricer
    others = plan.copy()
    others[person] = -1
    step = np.where(persons_in(grid, others) < grid.need, -grid.under, grid.over)
    cost = np.full(grid.cost.shape, INF)
    cost[person] = np.where(grid.allowed[person], grid.cost[person] + step, INF)
    rest = np.where(grid.rest_allowed, 0.0, INF)
    only = np.arange(len(plan)) == person
    _, plans = pricer.best(cost, rest, np.zeros(len(plan)), only)
    gone = pricer.left_out[person]
    if not (gone.minutes or gone.weekends or gone.caps):
        others[person] = plans[person]
        return others
    return plan
