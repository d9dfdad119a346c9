"""The cheapest month of each of several persons with like limits, by dynamic programming over days.

A month is a path through days. The state after day d is: at work, on the p-th day of the stretch, in a
class of shifts, with counters c; or at rest, on the r-th day off (at most the least rest), with counters
c. A stretch that began on day 0 is known by p = d, so that the rule of the border needs no state of its
own; a Sunday adds a weekend only on the first day of a stretch, since later ones mean that Saturday was
worked. Shifts of equal length, with equal successions and no tracked cap are a class: only the cheapest
of them can matter.

Arrays run over days, place in the stretch, class, counters and persons: work (D, P, K, C + 1, n), rest
(D, R, C + 1, n). Entries INF cannot be.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import numpy as np
import numpy.typing as npt

from roster.solver.patterns.counters import Counters
from roster.solver.patterns.grid import OFF

if TYPE_CHECKING:
    from roster.solver.patterns.counters import Tracking
    from roster.solver.patterns.grid import Bools, Grid, Ints, Limits, Plan

INF = 1e9
HALF = INF / 2
EXACT = 2**13  # a path that costs less is summed exactly in single precision, in steps of 1/1024

Floats = npt.NDArray[np.floating[Any]]


class Months:
    """Persons with the same limits and tracked counters, who may have the shifts ``usable`` (S).

    Prices are ``cost`` (n, D, S) of a duty, ``rest`` (n, D) of a day off, ``weekend`` (n) of a weekend
    touched; all are multiples of 1/1024.
    """

    def __init__(self, grid: Grid, limit: Limits, track: Tracking, usable: Bools) -> None:
        self.limit, self.usable, self.persons = limit, usable, list[int]()
        self._days = grid.days
        self._classes = _classes(grid, track, usable)
        first = [members[0] for members in self._classes]
        self._follow = grid.follows[np.ix_(first, first)]
        self._counters = Counters(grid, limit, track, self._classes)
        self._place = {day: i for weekend in grid.weekends for i, day in enumerate(weekend)}
        self._longest_rest = max(1, limit.min_rest)

    def best(self, cost: Floats, rest: Floats, weekend: Floats) -> tuple[Floats, Plan]:
        """(n) the least cost of a month (INF: there is none) and (n, D) the month."""
        count, final = self._counters.count, np.flatnonzero(self._counters.final)
        if not len(final):  # the least hours are out of reach
            return np.full(len(cost), INF), np.full((len(cost), self._days), OFF, np.int8)
        sweep = _Sweep(self, cost, rest, weekend)
        work, free = sweep.forward()
        last = work[-1].reshape(-1, *work.shape[-2:])
        end = np.concatenate([last, free[-1]])[:, :count][:, final]
        flat = end.reshape(-1, len(cost))
        at = flat.argmin(axis=0)
        values = flat[at, np.arange(len(cost))].astype(np.float64)
        plans = np.full((len(cost), self._days), OFF, np.int8)
        for i in np.flatnonzero(values < HALF):
            row, c = divmod(int(at[i]), len(final))
            sweep.trace(work[..., i], free[..., i], row, int(final[c]), int(i), plans[i])
        return values, plans

    def cell_values(
        self, cost: Floats, rest: Floats, weekend: Floats
    ) -> tuple[Floats, Floats, Floats]:
        """The least cost (n), with the person on a shift (n, D, S), with the day off (n, D)."""
        sweep = _Sweep(self, cost, rest, weekend)
        work, free = sweep.forward()
        more_work, more_free = sweep.backward()
        count = self._counters.count
        of_class = (work + more_work)[:, :, :, :count].min(axis=(1, 3))  # D, K, n
        off = (free + more_free)[:, :, :count].min(axis=(1, 2)).T
        on = np.full(cost.shape, INF)
        for k, members in enumerate(self._classes):
            for s in members:
                on[:, :, s] = of_class[:, k].T + (cost[:, :, s] - sweep.prices[:, k].T)
        least = np.minimum(on.min(axis=2), off).min(axis=1)
        return least, on, off

    @property
    def entries(self) -> int:
        """How large the table of a person's days and states is."""
        states = self.limit.max_run * len(self._classes) + self._longest_rest
        return self._days * states * (self._counters.count + 1)

    def may_end_run(self, day: int) -> list[int]:
        """Places in the stretch (from 0) on which its last day may be that day."""
        limit = self.limit
        return [p for p in range(limit.max_run) if p + 1 >= limit.min_run or p == day]

    def may_end_rest(self, day: int) -> list[int]:
        """The same for days off."""
        last = self._longest_rest - 1
        return [r for r in range(last + 1) if r in (last, day)]

    def weekend_adds(self, day: int) -> tuple[int, int]:
        """What the first day of a stretch, and a later one, adds to the weekends on that day."""
        place = self._place.get(day)
        return (0, 0) if place is None else (1, int(place == 0))


def _classes(grid: Grid, track: Tracking, usable: Bools) -> list[list[int]]:
    if not usable.any():
        return [[0]]  # which nobody of them may have, but then there is a class
    found: dict[tuple[int, int, bytes, bytes], list[int]] = {}
    follows = grid.follows[np.ix_(usable, usable)]
    for i, s in enumerate(map(int, np.flatnonzero(usable))):
        own = s if s in track.caps else -1
        key = (int(grid.minutes[s]), own, follows[i].tobytes(), follows[:, i].tobytes())
        found.setdefault(key, []).append(s)
    return list(found.values())


class _Sweep:
    """Months under one set of prices."""

    def __init__(self, months: Months, cost: Floats, rest: Floats, weekend: Floats) -> None:
        self._m, self._c = months, months._counters
        most = np.abs(np.where(cost < HALF, cost, 0)).max(axis=2, initial=0).sum(axis=1)
        exact = float((most + np.abs(weekend) * len(rest[0])).max(initial=0)) < EXACT
        self._dtype: type[np.floating[Any]] = np.float32 if exact else np.float64
        self.prices, self._which = self._of_classes(cost)
        self._rest, self._weekend = rest.T.astype(self._dtype), weekend.astype(self._dtype)
        counts = (self._c.count + 1, len(cost))
        self._shape = (
            (months._days, months.limit.max_run, len(months._classes), *counts),
            (months._days, months._longest_rest, *counts),
        )
        self._before = [tuple(map(int, np.flatnonzero(column))) for column in months._follow.T]

    def _of_classes(self, cost: Floats) -> tuple[Floats, Ints]:
        """(D, K, n) the cheapest cost in each class, and which shift it is."""
        best, which = [], []
        for members in self._m._classes:
            part = cost[:, :, members]
            at = part.argmin(axis=2)
            which.append(np.array(members)[at])
            best.append(np.take_along_axis(part, at[:, :, None], 2)[:, :, 0])
        prices = np.array(best).transpose(2, 0, 1).astype(self._dtype)
        return prices, np.array(which).transpose(2, 0, 1)

    def _empty(self) -> tuple[Floats, Floats]:
        work, free = self._shape
        return np.full(work, INF, self._dtype), np.full(free, INF, self._dtype)

    def forward(self) -> tuple[Floats, Floats]:
        """The cheapest way to each state, its day's cost included."""
        work, free = self._empty()
        self._first_day(work, free)
        for day in range(1, self._m._days):
            self._go_to_work(day, work, free)
            self._go_to_rest(day, work, free)
        return work, free

    def _first_day(self, work: Floats, free: Floats) -> None:
        low, high = self._c.band[0]
        first, _ = self._m.weekend_adds(0)
        for k in range(len(self._m._classes)):
            at = self._c.following[k, first, 0]
            if at < self._c.count and low <= at < high:
                work[0, 0, k, at] = self.prices[0, k] + first * self._weekend
        if low <= 0 < high:
            free[0, 0, 0] = self._rest[0]

    def _go_to_work(self, day: int, work: Floats, free: Floats) -> None:
        low, high = self._c.band[day]
        first, later = self._m.weekend_adds(day)
        ready = free[day - 1, self._m.may_end_rest(day - 1)].min(axis=0)
        merged: dict[tuple[int, ...], Floats] = {}
        for k, before in enumerate(self._before):
            price, back = self.prices[day, k], self._c.previous[k]
            fresh = ready[back[first, low:high]] + (price + first * self._weekend)
            work[day, 0, k, low:high] = fresh
            if self._m.limit.max_run > 1 and before:
                if before not in merged:
                    merged[before] = _cheapest(work[day - 1, :-1], before)
                on = merged[before].take(back[later, low:high], axis=1)
                work[day, 1:, k, low:high] = on + (price + later * self._weekend)

    def _go_to_rest(self, day: int, work: Floats, free: Floats) -> None:
        (low, high), (low_before, high_before) = self._c.band[day], self._c.band[day - 1]
        at = slice(max(low, low_before), min(high, high_before))
        if at.start >= at.stop:
            return
        price, ends = self._rest[day], self._m.may_end_run(day - 1)
        if ends:
            free[day, 0, at] = work[day - 1, ends, :, at].min(axis=(0, 1)) + price
        free[day, 1:, at] = free[day - 1, :-1, at] + price
        free[day, -1, at] = np.minimum(free[day, -1, at], free[day - 1, -1, at] + price)

    def backward(self) -> tuple[Floats, Floats]:
        """The cheapest completion after each state, its day's own cost left out."""
        work, free = self._empty()
        count, final = self._c.count, self._c.final
        work[-1][:, :, :count][:, :, final] = 0
        free[-1][:, :count][:, final] = 0
        for day in range(self._m._days - 2, -1, -1):
            at = slice(*self._c.band[day])
            start = self._back_from_work(day, work, at)
            end = free[day + 1, 0, at] + self._rest[day + 1]
            for p in self._m.may_end_run(day):
                np.minimum(work[day, p, :, at], end, out=work[day, p, :, at])
            for r in range(len(free[day])):
                onward = min(r + 1, len(free[day]) - 1)
                free[day, r, at] = free[day + 1, onward, at] + self._rest[day + 1]
            for r in self._m.may_end_rest(day):
                np.minimum(free[day, r, at], start, out=free[day, r, at])
        return work, free

    def _back_from_work(self, day: int, work: Floats, at: slice) -> Floats:
        """The cheapest way on from rest to a duty on the next day; and on from one duty to another."""
        first, later = self._m.weekend_adds(day + 1)
        start = np.full((at.stop - at.start, self._shape[0][-1]), INF, self._dtype)
        for k, before in enumerate(self._before):
            price, on = self.prices[day + 1, k], self._c.following[k]
            fresh = work[day + 1, 0, k][on[first, at]] + (price + first * self._weekend)
            np.minimum(start, fresh, out=start)
            if self._m.limit.max_run > 1:
                further = work[day + 1, 1:, k].take(on[later, at], axis=1)
                further += price + later * self._weekend
                for j in before:
                    np.minimum(work[day, :-1, j, at], further, out=work[day, :-1, j, at])
        return start

    def trace(self, work: Floats, free: Floats, row: int, c: int, person: int, plan: Plan) -> None:
        """Write the month that ends in a state into ``plan``, from its last day back."""
        classes = len(self._m._classes)
        working, p, k = row < self._m.limit.max_run * classes, row // classes, row % classes
        r = row - self._m.limit.max_run * classes
        for day in range(self._m._days - 1, -1, -1):
            if working:
                plan[day] = self._which[day, k, person]
            if day == 0:
                return
            first, later = self._m.weekend_adds(day)
            if working and p > 0:
                c = int(self._c.previous[k, later, c])
                options = np.where(self._m._follow[:, k], work[day - 1, p - 1, :, c], INF)
                p, k = p - 1, int(options.argmin())
            elif working:
                c = int(self._c.previous[k, first, c])
                ends = self._m.may_end_rest(day - 1)
                r, working = ends[int(free[day - 1, ends, c].argmin())], False
            else:
                working, p, k, r = self._before_rest(work, free, day, r, c)

    def _before_rest(
        self, work: Floats, free: Floats, day: int, r: int, c: int
    ) -> tuple[bool, int, int, int]:
        """What the day before a day off was: (working, place, class, day off)."""
        last = self._m._longest_rest - 1
        stay = [r - 1] * (r > 0) + [r] * (r == last)
        rested, before = min(((float(free[day - 1, x, c]), x) for x in stay), default=(INF, -1))
        ends = self._m.may_end_run(day - 1) if r == 0 else []
        if ends:
            options = work[day - 1, ends, :, c]
            at = int(options.argmin())
            if options.flat[at] <= rested:
                return True, ends[at // len(self._before)], at % len(self._before), 0
        return False, 0, 0, before


def _cheapest(work: Floats, classes: tuple[int, ...]) -> Floats:
    """The least over some classes: (P, C + 1, n) of (P, K, C + 1, n)."""
    found = work[:, classes[0]].copy()
    for k in classes[1:]:
        np.minimum(found, work[:, k], out=found)
    return found
