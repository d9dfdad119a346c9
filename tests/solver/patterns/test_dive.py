"""Dives, and polishing what they find."""

from __future__ import annotations

import time

import numpy as np
import pytest

from roster.solver.patterns import pricing
from roster.solver.patterns.dive import CAREFUL, Diver, Manner, polish
from roster.solver.patterns.generate import Generator
from roster.solver.patterns.grid import OFF, value
from roster.solver.patterns.master import Master
from tests.solver.patterns.cases import lawful, months, random_grid

SEEDS = (2, 4, 5, 6, 9, 10)  # in which everybody has a lawful month


def generator(seed: int) -> Generator:
    grid = random_grid(seed)
    pricer = pricing.Pricer(grid)
    made = Generator(Master(grid, pricer), pricer)
    assert made.run(time.monotonic() + 60)
    return made


@pytest.mark.parametrize("seed", SEEDS)
@pytest.mark.parametrize("manner", [CAREFUL, Manner(1, 0.5, 1)])
def test_a_dive_is_lawful_and_not_below_the_bound(seed: int, manner: Manner) -> None:
    made = generator(seed)
    diver = Diver(made, np.random.default_rng(1))
    for shuffled in (False, True):
        plan = diver.dive(time.monotonic() + 60, manner, shuffled=shuffled)
        assert plan is not None
        assert all(lawful(made.grid, n, month) for n, month in enumerate(plan))
        assert value(made.grid, plan) >= made.least()
    assert made.master.held == frozenset()


def test_a_dive_without_time_gives_up_and_holds_nothing() -> None:
    made = generator(2)
    assert Diver(made, np.random.default_rng(1)).dive(0.0, CAREFUL, shuffled=False) is None
    assert made.master.held == frozenset()


@pytest.mark.parametrize("most", [pricing.MOST_STATES, 1])
@pytest.mark.parametrize("seed", SEEDS)
def test_polishing_leaves_nobody_with_a_better_month(
    seed: int, most: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(pricing, "MOST_STATES", most)
    made = generator(seed)
    grid, first = made.grid, np.full((made.grid.persons, made.grid.days), OFF, np.int8)
    for n in range(grid.persons):
        first[n] = next(months(grid, n))
    plan = polish(made, first, time.monotonic() + 60)
    assert value(grid, plan) <= value(grid, first)
    for n in range(grid.persons):
        gone = made.pricer.left_out[n]
        if gone.minutes or gone.weekends or gone.caps:
            assert (plan[n] == first[n]).all(), "months that pricing does not count in full stay"
            continue
        for month in months(grid, n):
            other = plan.copy()
            other[n] = month
            assert value(grid, other) >= value(grid, plan)
