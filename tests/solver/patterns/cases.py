"""Small random instances of person patterns, and what is best in them by trying every month."""

from __future__ import annotations

from itertools import pairwise, product
from random import Random
from typing import TYPE_CHECKING

import numpy as np

from benchmarks.nrp.parse import Cover, Employee, Instance, Request, Shift
from benchmarks.nrp.translate import to_problem
from roster.solver import solve  # noqa: F401  (registers the rules)
from roster.solver.patterns.describe import describe
from roster.solver.patterns.grid import OFF

if TYPE_CHECKING:
    from collections.abc import Iterator

    from roster.model.problem import Problem
    from roster.solver.patterns.grid import Grid, Plan


def random_instance(seed: int, days: int = 9, staff: int = 4) -> Instance:
    """Up to so many days and employees, up to three shifts; limits that bind, mostly lawful for all."""
    random = Random(seed)
    count = random.randint(1, 3)
    days = random.randint(5, days)
    names = [f"s{i}" for i in range(count)]
    shifts = tuple(
        Shift(
            name,
            random.choice((480, 480, 240, 300)),
            tuple(other for other in names if random.random() < 0.25),
        )
        for name in names
    )
    people = tuple(_employee(random, n, names, days) for n in range(random.randint(2, staff)))
    asks = [
        Request(random.choice(people).id, random.randrange(days), random.choice(names), weight)
        for weight in (1, 2, 3, 4, 5, 6)
    ]
    return Instance(
        days,
        shifts,
        people,
        {p.id: (random.randrange(days),) for p in people if random.random() < 0.5},
        tuple(asks[:3]),
        tuple(asks[3:]),
        tuple(
            Cover(day, name, random.randint(0, 2), random.choice((0, 5, 10)), random.randint(0, 3))
            for day in range(days)
            for name in names
            if random.random() < 0.9
        ),
    )


def _employee(random: Random, number: int, names: list[str], days: int) -> Employee:
    least = random.choice((0, 0, 480, 960))
    return Employee(
        f"E{number}",
        {name: random.choice((days, days, 2, 1, 0)) for name in names},
        random.choice((days * 480, 1920, 1440)),
        least,
        random.randint(2, 4),
        random.randint(1, 2),
        random.randint(1, 3),
        random.choice((1, 2, 0)),
    )


def random_problem(seed: int, days: int = 9, staff: int = 4) -> Problem:
    """The instance as a problem."""
    return to_problem(random_instance(seed, days, staff))


def random_grid(seed: int, days: int = 7) -> Grid:
    """The instance in numbers."""
    pattern = describe(random_problem(seed, days))
    assert pattern is not None
    return pattern.grid


def months(grid: Grid, n: int) -> Iterator[Plan]:
    """Every lawful month of a person."""
    options = [
        [OFF] * bool(grid.rest_allowed[n, d]) + np.flatnonzero(grid.allowed[n, d]).tolist()
        for d in range(grid.days)
    ]
    for month in product(*options):
        plan = np.array(month, np.int8)
        if lawful(grid, n, plan):
            yield plan


def lawful(grid: Grid, n: int, plan: Plan) -> bool:
    """Whether a month keeps to the person's limits, counted day by day."""
    limit, shifts = grid.limits[n], plan[plan != OFF]
    words = "".join("w" if s != OFF else "-" for s in plan)
    inner = words.strip("w") if words[:1] == "w" or words[-1:] == "w" else words
    runs = words.replace("-", " ").split()
    whole_runs = inner.replace("-", " ").split()
    whole_rests = words.strip("-").replace("w", " ").split()
    weekends = sum(any(plan[d] != OFF for d in weekend) for weekend in grid.weekends)
    minutes = sum(int(grid.minutes[s]) for s in shifts)
    return (
        all(len(run) <= limit.max_run for run in runs)
        and all(len(run) >= limit.min_run for run in whole_runs)
        and all(len(rest) >= limit.min_rest for rest in whole_rests)
        and weekends <= limit.max_weekends
        and limit.min_minutes <= minutes <= limit.max_minutes
        and all((shifts == s).sum() <= most for s, most in enumerate(limit.max_of))
        and all(OFF in (a, b) or grid.follows[a, b] for a, b in pairwise(plan))
    )
