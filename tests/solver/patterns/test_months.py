"""The cheapest months, against all months tried one by one."""

from __future__ import annotations

import numpy as np
import pytest

from roster.solver.patterns import pricing
from roster.solver.patterns.grid import OFF
from roster.solver.patterns.months import EXACT, HALF, INF
from roster.solver.patterns.pricing import Pricer
from tests.solver.patterns.cases import lawful, months, random_grid


@pytest.mark.parametrize("seed", range(25))
@pytest.mark.parametrize("scale", [1, EXACT])  # single precision, and double where sums are large
def test_no_month_is_cheaper(seed: int, scale: int) -> None:
    grid = random_grid(seed)
    random = np.random.default_rng(seed)
    cost = np.round(random.normal(0, 20, grid.allowed.shape) * 1024) / 1024 * scale
    rest = np.where(grid.rest_allowed, 0.0, INF)
    weekend = np.round(random.uniform(0, 5, grid.persons) * 1024) / 1024 * scale
    pricer = Pricer(grid)
    prices = np.where(grid.allowed, cost, INF), rest, weekend
    values, plans = pricer.best(*prices)
    least, on, off = pricer.cell_values(*prices)
    for n in range(grid.persons):
        every = list(months(grid, n))
        costs = [_cost(grid.weekends, cost[n], weekend[n], month) for month in every]
        if not every:
            assert values[n] >= HALF
            continue
        assert values[n] == pytest.approx(min(costs), abs=1e-3)
        assert least[n] == pytest.approx(min(costs), abs=1e-3)
        assert lawful(grid, n, plans[n])
        assert _cost(grid.weekends, cost[n], weekend[n], plans[n]) == pytest.approx(values[n])
        for day in range(grid.days):
            _same(off[n, day], [c for c, m in zip(costs, every, strict=True) if m[day] == OFF])
            for s in range(grid.shifts):
                _same(on[n, day, s], [c for c, m in zip(costs, every, strict=True) if m[day] == s])


def _cost(weekends: object, cost: np.ndarray, weekend: float, month: np.ndarray) -> float:
    days = np.flatnonzero(month != OFF)
    touched = sum(any(month[d] != OFF for d in days_) for days_ in weekends)  # type: ignore[attr-defined]
    return float(cost[days, month[days]].sum()) + weekend * touched


def _same(found: float, costs: list[float]) -> None:
    if costs:
        assert found == pytest.approx(min(costs), abs=1e-3)
    else:
        assert found >= HALF / 2


def test_only_the_persons_asked_for_are_priced() -> None:
    grid = random_grid(3)
    zero = np.zeros(grid.persons)
    cost = np.where(grid.allowed, -1.0, INF)
    only = np.arange(grid.persons) == 1
    values, plans = Pricer(grid).best(cost, np.zeros(cost.shape[:2]), zero, only)
    assert values[0] == INF
    assert (plans[0] == OFF).all()
    assert values[1] < 0


def test_persons_are_priced_one_by_one_where_tables_are_large(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    grid = random_grid(4)
    prices = np.where(grid.allowed, -1.0, INF), np.zeros(grid.allowed.shape[:2])
    together = Pricer(grid).best(*prices, np.zeros(grid.persons))
    monkeypatch.setattr(pricing, "MOST_ENTRIES", 1)
    apart = Pricer(grid).best(*prices, np.zeros(grid.persons))
    assert (together[0] == apart[0]).all()
    assert (together[1] == apart[1]).all()
