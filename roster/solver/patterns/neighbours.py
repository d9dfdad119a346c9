"""A better plan near a known one: some persons get other months, the rest keep theirs.

What the rest leave is a grid of its own, with a linear program of its own: it holds few months, so that it
is quick. Where its bound says that nothing better is to be had, no dive is made.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from roster.solver.patterns.dive import Diver, Manner
from roster.solver.patterns.generate import Generator
from roster.solver.patterns.grid import OFF, value
from roster.solver.patterns.master import Master, persons_in
from roster.solver.patterns.pricing import Pricer

if TYPE_CHECKING:
    from roster.solver.patterns.grid import Grid, Plan

MANNER = Manner(12, 0.85, 4)
DIVES = 2
CLOSE = 0.5  # the small program need not be solved any nearer to its bound
KNOWN = 12  # months that each person begins with, the cheapest under the best prices


def part_of(grid: Grid, plan: Plan, freed: list[int]) -> Grid:
    """What is left for the persons ``freed`` where all others keep their months of the plan."""
    others = plan.copy()
    others[freed] = OFF
    got = persons_in(grid, others)
    persons, days = np.nonzero(others != OFF)
    kept = int(grid.cost[persons, days, others[persons, days]].sum())
    over = int((grid.over * np.maximum(got - grid.need, 0)).sum())
    return grid._replace(
        limits=tuple(grid.limits[n] for n in freed),
        allowed=grid.allowed[freed],
        rest_allowed=grid.rest_allowed[freed],
        cost=grid.cost[freed],
        base=grid.base + kept + over,
        need=np.maximum(grid.need - got, 0),
    )


def better(
    generator: Generator,
    plan: Plan,
    freed: list[int],
    deadline: float,
    random: np.random.Generator,
) -> Plan | None:
    """The plan with other months for the persons ``freed``, if one is found that costs less."""
    best = value(generator.grid, plan)
    part = part_of(generator.grid, plan, freed)
    pricer = Pricer(part)
    small = Generator(Master(part, pricer), pricer, CLOSE)
    for place, n in enumerate(freed):
        small.master.add(place, plan[n])
        for month in generator.cheapest(n, KNOWN):
            small.master.add(place, month)
    if not small.run(deadline) or small.least() >= best:
        return None
    diver = Diver(small, random)
    for number in range(DIVES):
        found = diver.dive(deadline, MANNER, shuffled=number > 0, limit=best - 1)
        if found is not None and value(part, found) < best:
            changed = plan.copy()
            changed[freed] = found
            return changed
    return None
