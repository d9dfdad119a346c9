"""Prices of duties, read off the master's linear program, and the bound that any prices give.

For prices π of a person in a cell (day, shift) with −over ≤ π ≤ under, and prices of the right sign on the
counters that the master keeps, Lagrange's bound

    base + Σ π · need + Σ counters' price × limit + Σ persons: the cheapest month under the prices

is below the value of every roster, however the prices were found. They are rounded to 1/1024, so that sums
along a month are exact.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

import numpy as np

from roster.solver.patterns.months import INF, Floats

if TYPE_CHECKING:
    from roster.solver.patterns.grid import Bools, Grid

STEP = 1024.0


class Prices(NamedTuple):
    """Of a person in a cell (D, S); of a duty under a cap (N, S) ≤ 0; of a weekend (N) ≤ 0; of a minute
    towards the least (N) ≥ 0 and the most (N) ≤ 0.
    """

    cover: Floats
    cap: Floats
    weekend: Floats
    low: Floats
    high: Floats

    def mix(self, other: Prices, share: float) -> Prices:
        """``share`` of these, the rest of the others."""
        pairs = zip(self, other, strict=True)
        return Prices(*(share * own + (1 - share) * its for own, its in pairs))

    def clean(self, grid: Grid) -> Prices:
        """Rounded, and with the right signs."""
        cover, cap, weekend, low, high = (np.round(part * STEP) / STEP for part in self)
        return Prices(
            np.clip(cover, -grid.over, grid.under),
            np.minimum(cap, 0),
            np.minimum(weekend, 0),
            np.maximum(low, 0),
            np.minimum(high, 0),
        )

    def reduced(self, grid: Grid, open_: Bools, rest_open: Bools) -> tuple[Floats, Floats, Floats]:
        """What duties (N, D, S), days off (N, D) and weekends (N) cost a person's month under them."""
        minute = (self.low + self.high)[:, None] * grid.minutes
        cost = grid.cost - self.cover[None] - (self.cap + minute)[:, None, :]
        return np.where(open_, cost, INF), np.where(rest_open, 0.0, INF), -self.weekend

    def constant(self, grid: Grid) -> float:
        """The bound without the persons' months."""
        counters = sum(
            float(
                self.cap[n] @ np.array(limit.max_of)
                + self.weekend[n] * limit.max_weekends
                + self.low[n] * limit.min_minutes
                + self.high[n] * limit.max_minutes
            )
            for n, limit in enumerate(grid.limits)
        )
        return grid.base + float((self.cover * grid.need).sum()) + counters


class Bound(NamedTuple):
    """A lower bound and the prices that give it."""

    value: float
    prices: Prices
