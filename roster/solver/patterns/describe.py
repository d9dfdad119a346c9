"""Whether a problem is one of patterns, and the problem in numbers.

It is one where

- there are centres only, one duty a day, and no duties of history around the month;
- no rule limits a person but those that ``Limits`` has, or that forbid single duties;
- exactly one level depends on the roster, and in it no rule but cover at the centre, prices of single
  duties, and the minimum rules, each unit of which is dearer than all the others together can be. So a
  roster that breaks a minimum is never best where there is one that does not.

Prices of single duties are read off the rules' own expressions: a rule that needs a variable of its own
is none.
"""

from __future__ import annotations

from collections import defaultdict
from functools import partial
from typing import TYPE_CHECKING, NamedTuple

import numpy as np
from ortools.sat.python import cp_model

from roster.model.calendar import monday_of
from roster.model.levels import LOWER_LEVELS, UPPER_LEVELS, Level
from roster.model.rules import RULE_BY_KEY, rules_of
from roster.model.slots import SlotKey
from roster.solver.patterns.grid import Grid, Limits
from roster.solver.registry import allowed
from roster.solver.sizes import rule_size
from roster.solver.variables import Variables

if TYPE_CHECKING:
    from datetime import date

    from roster.model.people import Person
    from roster.model.problem import Problem
    from roster.solver.patterns.grid import Bools, Ints
    from roster.solver.variables import Expr

COVER = ("centre_short", "centre_over")
MINIMUM = ("min_consecutive", "min_days_off", "min_hours")


class Pattern(NamedTuple):
    """A problem of patterns: its grid, the one level that counts, what every roster is below that keeps
    the minimum rules and no slot too full, what the other levels come to, and the slot of each day and
    shift (days from the month's first).
    """

    grid: Grid
    level: Level
    dear: int
    others: dict[Level, int]
    slot: dict[tuple[int, int], SlotKey]


def describe(problem: Problem) -> Pattern | None:
    """The problem in numbers; None where it is of another kind."""
    return _Describer(problem).pattern() if _plain(problem) else None


def _plain(problem: Problem) -> bool:
    """Whether it has only such sites and limits, as far as can be said without a model."""
    county, centres = problem.settings, all(not problem.is_station(k.site) for k in problem.slots)
    return (
        bool(problem.slots)
        and centres
        and not problem.history
        and not problem.station_demands
        and county.max_day == 1
        and county.rest_days == 0
        and county.budget is None
        and all(
            (county.max_week if p.max_week is None else p.max_week) >= 7
            and (county.max_month if p.max_month is None else p.max_month) is None
            for p in problem.people
        )
    )


class _Describer:
    """A problem with such sites and limits on its way into numbers."""

    def __init__(self, problem: Problem) -> None:
        self.problem = problem
        self.days = problem.month.days
        kinds = sorted({(k.site, k.session) for k in problem.slots})
        shift = {kind: s for s, kind in enumerate(kinds)}
        day = {date: d for d, date in enumerate(self.days)}
        self.kinds = kinds
        self.person = {person.id: n for n, person in enumerate(problem.people)}
        self.cell = {key: (day[key.date], shift[key.site, key.session]) for key in problem.slots}
        self.longest = len(self.days) * max(map(problem.minutes, self.cell))  # minutes in all
        self.shape = (len(problem.people), len(self.days), len(kinds))
        self.variables = Variables(problem, partial(allowed, problem))

    def pattern(self) -> Pattern | None:
        """The whole; None where anything does not fit."""
        prices, limits = self._prices(), self._limits()
        if prices is None or limits is None:
            return None
        cost, base = prices
        levels = {self._level(rule) for rule in (*self._cover_rules(), *self._minima())}
        levels |= {level for level, costs in cost.items() if costs.any()}
        if len(levels) != 1:
            return None
        (level,) = levels
        total = cost.get(level, np.zeros(self.shape, dtype=np.int64))
        may = self._may()
        cover = self._cover(may, base[level] + int(np.maximum(total, 0).sum()))
        if cover is None:
            return None
        dear, need, under, over = cover
        grid = Grid(
            np.array([self.problem.site[site].minutes(session) for site, session in self.kinds]),
            self._follows(),
            limits,
            *self._pinned(may),
            total,
            base[level],
            need,
            under,
            over,
            self._weekends(),
        )
        others = {other: value for other, value in base.items() if other is not level}
        return Pattern(grid, level, dear, others, {cell: key for key, cell in self.cell.items()})

    def _level(self, rule: str) -> Level:
        return self.problem.settings.levels.get(rule, RULE_BY_KEY[rule].level)

    def _weight(self, rule: str) -> int:
        return self.problem.settings.weight_of(RULE_BY_KEY[rule])

    def _prices(self) -> tuple[dict[Level, Ints], dict[Level, int]] | None:
        """What each duty adds to each level, and what each level costs without any; None where a rule
        is no sum over single duties.
        """
        v, costs, base = self.variables, {}, dict.fromkeys((*UPPER_LEVELS, *LOWER_LEVELS), 0)
        where = {var.index: (self.person[p], *self.cell[key]) for (p, key), var in v.duty.items()}
        for level in base:
            cost = costs[level] = np.zeros(self.shape, dtype=np.int64)
            for rule in rules_of(level, self.problem.settings.levels):
                if rule.key in (*COVER, *MINIMUM) or not v.weight(rule):
                    continue
                terms, offset = _flat(rule_size(v, rule.key))
                if len(v.model.proto.variables) > len(where):
                    return None
                base[level] += v.weight(rule) * offset
                for index, coefficient in terms:
                    cost[where[index]] += v.weight(rule) * coefficient
        return costs, base

    def _limits(self) -> tuple[Limits, ...] | None:
        most = np.full((self.shape[0], self.shape[2]), self.shape[1])
        for limit in self.problem.site_limits:
            shifts = [s for s, (site, _) in enumerate(self.kinds) if site == limit.site]
            if len(shifts) > 1:
                return None
            at = self.person[limit.person], shifts
            most[at] = np.minimum(most[at], limit.most)
        pairs = zip(self.problem.people, most.tolist(), strict=True)
        return tuple(self._limits_of(person, tuple(shifts)) for person, shifts in pairs)

    def _limits_of(self, person: Person, most: tuple[int, ...]) -> Limits:
        county = self.problem.settings
        weekends = county.max_weekends if person.max_weekends is None else person.max_weekends
        minutes = self.problem.most_minutes(person)
        return Limits(
            person.min_consecutive or county.min_consecutive
            if self._weight("min_consecutive")
            else 1,
            person.max_consecutive or county.max_consecutive,
            person.min_days_off or county.min_days_off if self._weight("min_days_off") else 1,
            len(self.days) if weekends is None else weekends,
            self.problem.least_minutes(person) if self._weight("min_hours") else 0,
            self.longest if minutes is None else min(minutes, self.longest),
            most,
        )

    def _may(self) -> Bools:
        may = np.zeros(self.shape, dtype=np.bool_)
        for person, key in self.variables.duty:
            may[(self.person[person], *self.cell[key])] = True
        return may

    def _pinned(self, may: Bools) -> tuple[Bools, Bools]:
        """What is left where someone is pinned: that duty, and no day off."""
        rest = np.ones(self.shape[:2], dtype=np.bool_)
        for pin in self.problem.pins:
            n, (d, s) = self.person[pin.duty.person], self.cell[SlotKey.of(pin.duty)]
            may[n, d] = np.arange(self.shape[2]) == s
            rest[n, d] = False
        return may, rest

    def _cover_rules(self) -> list[str]:
        slots, short, over = self.problem.slots.values(), *map(self._weight, COVER)
        used = (
            any(short * slot.short_price * slot.persons for slot in slots),
            any(over * slot.over_price * slot.spare for slot in slots),
        )
        return [rule for rule, counts in zip(COVER, used, strict=True) if counts]

    def _minima(self) -> list[str]:
        """The minimum rules that ask anything of anyone."""
        limits = self._limits() or ()
        asked = (
            any(limit.min_run > 1 for limit in limits),
            any(limit.min_rest > 1 for limit in limits),
            any(limit.min_minutes for limit in limits),
        )
        return [rule for rule, asks in zip(MINIMUM, asked, strict=True) if asks]

    def _cover(self, may: Bools, rest: int) -> tuple[int, Ints, Ints, Ints] | None:
        """What is dearer than all prices together, persons wanted, and prices of one too few and one too
        many; ``rest`` is the most that all else costs. Where nobody may be too many, that is dear. None
        where some but not all may, or where the minimum rules are not as dear.
        """
        need, under, over = (np.zeros(self.shape[1:], dtype=np.int64) for _ in range(3))
        people, full = may.sum(axis=0), []
        short_weight, over_weight = map(self._weight, COVER)
        for key, slot in self.problem.slots.items():
            cell = self.cell[key]
            need[cell], under[cell] = slot.persons, short_weight * slot.short_price
            over[cell] = over_weight * slot.over_price
            if slot.most < people[cell]:
                if slot.spare:
                    return None
                full.append(cell)
        cells = np.maximum(need * under, np.maximum(people - need, 0) * over)
        dear = 1 + rest + int(cells.sum())
        for cell in full:
            over[cell] = dear
        if any(self._weight(rule) < dear for rule in self._minima()):
            return None
        return dear, need, under, over

    def _follows(self) -> Bools:
        forbidden = {(order.first, order.then) for order in self.problem.successions}
        sites = [site for site, _ in self.kinds]
        return np.array([[(a, b) not in forbidden for b in sites] for a in sites])

    def _weekends(self) -> tuple[tuple[int, ...], ...]:
        weekends: dict[date, list[int]] = defaultdict(list)
        for d, day in enumerate(self.days):
            if day.isoweekday() >= 6:
                weekends[monday_of(day)].append(d)
        return tuple(map(tuple, weekends.values()))


def _flat(size: Expr) -> tuple[list[tuple[int, int]], int]:
    """An expression as (variable's index, coefficient) and what is added to them."""
    if isinstance(size, int):
        return [], size
    flat = cp_model.FlatIntExpr(size)
    return [(var.index, k) for var, k in zip(flat.vars, flat.coeffs, strict=True)], flat.offset
