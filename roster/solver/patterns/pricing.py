"""The cheapest months of all persons, in groups with like limits."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from roster.solver.patterns.counters import Tracking, binding, count_states
from roster.solver.patterns.grid import OFF
from roster.solver.patterns.months import INF, Months

if TYPE_CHECKING:
    from collections.abc import Iterator

    from roster.solver.patterns.grid import Bools, Grid, Limits, Plan
    from roster.solver.patterns.months import Floats

MOST_ENTRIES = 30_000_000  # of the tables of days and states
MOST_STATES = 4000  # of counters; those that would make more are left to the master

Key = tuple["Limits", Tracking, tuple[int, ...]]


class Pricer:
    """All persons. ``left_out`` says for each which counters the master has to keep instead."""

    def __init__(self, grid: Grid) -> None:
        self._grid, self._most = grid, MOST_STATES
        self.left_out = [Tracking(False, False, ())] * grid.persons
        usable: Bools = np.any(grid.allowed, axis=1)
        members: dict[Key, list[int]] = {}
        for n, limit in enumerate(grid.limits):
            full = binding(grid, limit, usable[n])
            caps = tuple(limit.max_of[s] for s in full.caps)
            members.setdefault((limit._replace(max_of=()), full, caps), []).append(n)
        self.groups = [
            self._group(key, who, np.any(usable[who], axis=0)) for key, who in members.items()
        ]

    def _group(self, key: Key, who: list[int], usable: Bools) -> Months:
        full, limit = key[1], self._grid.limits[who[0]]
        kept = self._kept(limit, full, usable)
        for n in who:
            self.left_out[n] = Tracking(
                full.minutes and not kept.minutes,
                full.weekends and not kept.weekends,
                tuple(s for s in full.caps if s not in kept.caps),
            )
        group = Months(self._grid, limit, kept, usable)
        group.persons = who
        return group

    def _kept(self, limit: Limits, full: Tracking, usable: Bools) -> Tracking:
        """As many of the counters as the states suffice for."""
        track = full._replace(caps=())
        if self._too_many(limit, track, usable):
            track = track._replace(weekends=False)
            if self._too_many(limit, track, usable):
                return track._replace(minutes=False)
        for s in full.caps:
            more = track._replace(caps=(*track.caps, s))
            if self._too_many(limit, more, usable):
                break
            track = more
        return track

    def _too_many(self, limit: Limits, track: Tracking, usable: Bools) -> bool:
        return count_states(self._grid, limit, track, usable, self._most) > self._most

    def _some(self, only: Bools | None) -> Iterator[tuple[Months, list[int]]]:
        """Groups with the persons ``only`` of them, no more at once than memory allows."""
        for group in self.groups:
            who = [n for n in group.persons if only is None or only[n]]
            at_once = max(1, MOST_ENTRIES // group.entries)
            for start in range(0, len(who), at_once):
                yield group, who[start : start + at_once]

    def best(
        self, cost: Floats, rest: Floats, weekend: Floats, only: Bools | None = None
    ) -> tuple[Floats, Plan]:
        """(N) the least cost of a month of the persons ``only`` (INF: none), and (N, D) the month."""
        values = np.full(self._grid.persons, INF)
        plans = np.full((self._grid.persons, self._grid.days), OFF, np.int8)
        for group, who in self._some(only):
            values[who], plans[who] = group.best(cost[who], rest[who], weekend[who])
        return values, plans

    def cell_values(
        self, cost: Floats, rest: Floats, weekend: Floats
    ) -> tuple[Floats, Floats, Floats]:
        """The least cost (N), with each duty (N, D, S), with each day off (N, D)."""
        least, on, off = np.full(len(cost), INF), np.full(cost.shape, INF), np.full(rest.shape, INF)
        for group, who in self._some(None):
            least[who], on[who], off[who] = group.cell_values(cost[who], rest[who], weekend[who])
        return least, on, off
