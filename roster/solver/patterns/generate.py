"""Generating months: the linear program's value from above, Lagrange's bound from below, until they meet.

Prices are smoothed: a share of the best ones so far is mixed with the linear program's, which swing. Where
the months that this gives are of no use to the program, the share is made smaller, until it is none.
"""

from __future__ import annotations

import time
from math import ceil
from typing import TYPE_CHECKING

import numpy as np

from roster.solver.patterns.months import HALF
from roster.solver.patterns.prices import Bound

if TYPE_CHECKING:
    from roster.solver.patterns.grid import Bools, Plan
    from roster.solver.patterns.master import Master
    from roster.solver.patterns.months import Floats
    from roster.solver.patterns.prices import Prices
    from roster.solver.patterns.pricing import Pricer

TINY = 1e-6
SMOOTH = 0.7  # the share of the best prices so far
NEAR = 0.05  # the program's value and the bound may differ by so much, where no whole number is between


class Generator:
    """Months for a master, until value and bound are as ``close``, or the bound is as good as can be.
    ``bound`` is the best bound so far; None before any.
    """

    def __init__(self, master: Master, pricer: Pricer, close: float = 0.0) -> None:
        self.master, self.pricer, self.grid, self._close = master, pricer, master.grid, close
        self.bound: Bound | None = None

    def run(self, deadline: float) -> bool:
        """Months until the bound is as good as can be, or the time is over. False where somebody has no
        lawful month at all.
        """
        while time.monotonic() < deadline:
            value = self.master.solve()
            useful = self._round()
            if useful is None:
                return False
            if not useful or (self.master.complete and self._met(value)):
                break
        return True

    def _met(self, value: float) -> bool:
        """Whether no better bound is to be had, in whole numbers, by going on."""
        assert self.bound is not None
        bound = self.bound.value
        if value - bound < max(TINY, self._close) or ceil(bound - TINY) >= value - TINY:
            return True
        return ceil(bound - TINY) >= ceil(value - TINY) and value - bound < NEAR

    def _round(self) -> bool | None:
        """Price, and take in what is found; whether any is of use, None where somebody has no month."""
        prices, values = self.master.prices(), self.master.values
        share = SMOOTH if self.bound is not None and self.master.complete else 0.0
        while True:
            at = self.bound.prices.mix(prices, share) if self.bound and share else prices
            clean, months, plans = self.price(at)
            if months.max() >= HALF:
                return None
            self._note(clean.constant(self.grid) + float(months.sum()), clean)
            useful = self.take(plans, prices, values, TINY)
            if useful or not share:
                return useful
            share = share / 2 if share >= 0.2 else 0.0

    def price(self, prices: Prices, only: Bools | None = None) -> tuple[Prices, Floats, Plan]:
        """The prices as used, and the cheapest months under them, of the persons ``only``; INF for who
        has none.
        """
        clean, grid = prices.clean(self.grid), self.grid
        costs = clean.reduced(grid, grid.allowed, grid.rest_allowed)
        return clean, *self.pricer.best(*costs, only)

    def take(
        self, plans: Plan, prices: Prices, values: Floats, least: float, only: Bools | None = None
    ) -> bool:
        """Take in months; whether any is cheaper than its person's value by more than ``least``. Of the
        persons ``only``, where given, nothing but such months is taken.
        """
        useful = False
        for n in range(len(plans)) if only is None else np.flatnonzero(only).tolist():
            cheaper = bool(self.master.reduced_cost(n, plans[n], prices) < values[n] - least)
            if cheaper or only is None:
                useful |= self.master.add(n, plans[n]) and cheaper
        return useful

    def _note(self, bound: float, prices: Prices) -> None:
        if self.bound is None or bound > self.bound.value:
            self.bound = Bound(bound, prices)

    def least(self) -> int:
        """No roster costs less: the bound, rounded up, for all costs are whole numbers."""
        return max(0, ceil(self.bound.value - TINY)) if self.bound else 0

    def cheapest(self, person: int, count: int) -> list[Plan]:
        """The person's months that cost least under the prices of the best bound."""
        assert self.bound is not None
        prices, master = self.bound.prices, self.master
        months = master.months_of(person)
        months.sort(key=lambda month: master.reduced_cost(person, month, prices))
        return months[:count]

    def filter(self, best: int) -> tuple[Bools, Bools]:
        """Duties (N, D, S) and days off (N, D) that a roster cheaper than ``best`` can have: all others
        raise the bound to it.
        """
        assert self.bound is not None
        prices, grid = self.bound.prices, self.grid
        costs = prices.reduced(grid, grid.allowed, grid.rest_allowed)
        least, on, off = self.pricer.cell_values(*costs)
        room = best - 1 - (prices.constant(grid) + float(least.sum())) + TINY
        return on - least[:, None, None] <= room, off - least[:, None] <= room
