"""The whole problem as one model: each person's month is a unit flow through stretches of work and rest.

Nodes of a person: ready(d), rested enough when day d begins; tired(d), day d is the first one off after
work. Arcs: work on days d to e, from ready(d) to tired(e + 1), as long as a stretch may be (shorter at the
border); the least rest, from tired(d) to ready(d + least); one more day off, from ready(d) to ready(d + 1);
a shorter rest at the border. A duty in some shift is held on each day of the work arcs taken. Network
flows for rosters: Smet et al., PATAT 2014.
"""

from __future__ import annotations

from collections import defaultdict
from typing import TYPE_CHECKING, NamedTuple

import numpy as np
from ortools.sat.python import cp_model

from roster.solver.patterns.grid import OFF

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from roster.solver.patterns.grid import Bools, Grid, Limits, Plan
    from roster.solver.variables import Expr

IntVar = cp_model.IntVar
Node = tuple[str, int]


class _Arc(NamedTuple):
    """A stretch from one node to another, its first and last day, and its variable."""

    start: Node
    end: Node
    first: int
    last: int
    work: bool
    var: IntVar


class Flow:
    """A model in which only the duties ``on`` (N, D, S) and the days off ``off`` (N, D) are possible."""

    def __init__(self, grid: Grid, on: Bools, off: Bools) -> None:
        self.grid, self.model = grid, cp_model.CpModel()
        self._on, self._off = grid.allowed & on, grid.rest_allowed & off
        self._duty: dict[tuple[int, int, int], IntVar] = {}
        for n in range(grid.persons):
            self._person(n)
        cost = [int(grid.cost[cell]) * var for cell, var in self._duty.items() if grid.cost[cell]]
        self.size = sum(cost) + self._cover() + grid.base
        self.model.minimize(self.size)

    def _person(self, n: int) -> None:
        grid, limit = self.grid, self.grid.limits[n]
        mine: dict[int, dict[int, IntVar]] = {day: {} for day in range(grid.days)}
        for d, s in np.argwhere(self._on[n]).tolist():
            mine[d][s] = self._duty[n, d, s] = self.model.new_bool_var("")
        arcs = self._arcs(n, limit)
        self._balance(arcs)
        working = [arc for arc in arcs if arc.work]
        for day, duties in mine.items():
            through = [arc.var for arc in working if arc.first <= day <= arc.last]
            self.model.add(sum(duties.values()) == sum(through))
        self._forbid_orders(mine)
        self._limit(mine, limit)
        if limit.max_weekends < len(grid.weekends):
            touched = [
                arc.var
                for weekend in grid.weekends
                for arc in working
                if arc.first <= weekend[-1] and arc.last >= weekend[0]
            ]
            self.model.add(sum(touched) <= limit.max_weekends)

    def _arcs(self, n: int, limit: Limits) -> list[_Arc]:
        days, rest = self.grid.days, max(1, limit.min_rest)
        may_work, arcs = self._on[n].any(axis=1), []

        def arc(start: Node, end: Node, first: int, last: int, *, work: bool) -> None:
            possible = may_work if work else self._off[n]
            if possible[first : last + 1].all():
                over = last + 1 == days
                var = self.model.new_bool_var("")
                arcs.append(_Arc(start, ("end", 0) if over else end, first, last, work, var))

        for d in range(days):
            start = ("ready", d) if d else ("start", 0)
            for e in range(d, min(days, d + limit.max_run)):
                if e - d + 1 >= limit.min_run or d == 0 or e == days - 1:
                    arc(start, ("tired", e + 1), d, e, work=True)
        for d in range(1, days):
            arc(("tired", d), ("ready", d + rest), d, min(d + rest, days) - 1, work=False)
            arc(("ready", d), ("ready", d + 1), d, d, work=False)
        for d in range(1, min(rest, days) + 1):
            arc(("start", 0), ("ready", d), 0, d - 1, work=False)
        return arcs

    def _balance(self, arcs: list[_Arc]) -> None:
        """One unit goes from the start to the end, and through every node as it comes."""
        out: dict[Node, list[IntVar]] = defaultdict(list)
        into: dict[Node, list[IntVar]] = defaultdict(list)
        for arc in arcs:
            out[arc.start].append(arc.var)
            into[arc.end].append(arc.var)
        ends: tuple[Node, Node] = ("start", 0), ("end", 0)
        self.model.add_exactly_one(out[ends[0]])
        self.model.add_exactly_one(into[ends[1]])
        for node in sorted({*out, *into} - {*ends}):
            self.model.add(sum(into[node]) == sum(out[node]))

    def _forbid_orders(self, mine: Mapping[int, Mapping[int, IntVar]]) -> None:
        """Shifts with the same successors forbidden are put together: one row says it for all of them."""
        alike: dict[tuple[int, ...], list[int]] = defaultdict(list)
        for s, follows in enumerate(self.grid.follows):
            alike[tuple(map(int, np.flatnonzero(~follows)))].append(s)
        for after, before in alike.items():
            for day in range(self.grid.days - 1) if after else ():
                first = [mine[day][s] for s in before if s in mine[day]]
                then = [mine[day + 1][s] for s in after if s in mine[day + 1]]
                if first and then:
                    self.model.add_at_most_one(*first, *then)

    def _limit(self, mine: Mapping[int, Mapping[int, IntVar]], limit: Limits) -> None:
        minutes = sum(
            int(self.grid.minutes[s]) * var for day in mine.values() for s, var in day.items()
        )
        self.model.add_linear_constraint(minutes, limit.min_minutes, limit.max_minutes)
        for s, most in enumerate(limit.max_of):
            duties = [day[s] for day in mine.values() if s in day]
            if len(duties) > most:
                self.model.add(sum(duties) <= most)

    def _cover(self) -> Expr:
        """The prices of too few and too many in each cell."""
        grid = self.grid
        cells: dict[tuple[int, int], list[IntVar]] = defaultdict(list)
        total: list[Expr] = []
        for (_, d, s), var in self._duty.items():
            cells[d, s].append(var)
        for d, s in np.argwhere((grid.under > 0) | (grid.over > 0)).tolist():
            need, here = int(grid.need[d, s]), cells[d, s]
            short = self.model.new_int_var(0, need, "")
            more = self.model.new_int_var(0, max(0, len(here) - need), "")
            self.model.add(sum(here) + short - more == need)
            total.append(int(grid.under[d, s]) * short + int(grid.over[d, s]) * more)
        return sum(total)

    def hint(self, plan: Plan) -> None:
        """Begin at a plan."""
        for (n, d, s), var in self._duty.items():
            self.model.add_hint(var, bool(plan[n, d] == s))

    def read(self, values: Sequence[int]) -> Plan:
        """The plan of a solution's values, by index of variable."""
        plan = np.full((self.grid.persons, self.grid.days), OFF, np.int8)
        for (n, d, s), var in self._duty.items():
            if values[var.index]:
                plan[n, d] = s
        return plan
