"""CP-SAT on the flow model, in a thread of its own."""

from __future__ import annotations

import time

import pytest

from benchmarks.nrp import FOLDER, read_instance
from roster.model.roster import SolverSettings
from roster.solver import solve  # noqa: F401  (registers the rules)
from roster.solver.patterns.describe import describe
from roster.solver.patterns.grid import Grid, value
from roster.solver.patterns.prover import Prover

SETTINGS = SolverSettings(workers=2, seed=1, time_limit=60)


def first() -> Grid:
    pattern = describe(read_instance(FOLDER / "Instance1.txt"))
    assert pattern is not None
    return pattern.grid


def waited(prover: Prover, workers: int, seconds: float = 60) -> Prover:
    prover.start(SETTINGS, workers, seconds)
    end = time.monotonic() + 60
    while not prover.finished and time.monotonic() < end:
        time.sleep(0.02)
    prover.stop()
    return prover


@pytest.mark.parametrize("workers", [1, 2])
def test_it_finds_the_best_plan_and_proves_it(workers: int) -> None:
    grid = first()
    prover = waited(Prover(grid, (grid.allowed, grid.rest_allowed), 558, None), workers)
    assert prover.plan is not None
    assert value(grid, prover.plan) == prover.bound == 607


@pytest.mark.parametrize(("best", "bound"), [(608, 607), (607, 607), (600, 600)])
def test_it_knows_whether_anything_better_is_left(best: int, bound: int) -> None:
    grid = first()
    prover = waited(Prover(grid, (grid.allowed, grid.rest_allowed), 558, best), 1)
    assert prover.bound == bound
    assert (prover.plan is not None) is (best > 607)


def test_it_can_be_stopped_before_it_knows() -> None:
    grid = first()
    prover = Prover(grid, (grid.allowed, grid.rest_allowed), 0, None)
    prover.start(SETTINGS, 1, 60)
    prover.stop()
    assert 0 <= prover.bound <= 607
