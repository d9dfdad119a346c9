"""Where people are too few before anything is planned, by counting alone.

For any days S of a period, whatever the roster: the duties that cannot be held on other days need so many
persons, and each person can give no more than their free days in S and their limits allow. Where the first
number is larger, no roster can do it (Hall's condition, the cut of a transportation problem). Sessions,
roads and the firms of persons are left out: a month without a tight day may still have shortages.
"""

from __future__ import annotations

from collections import defaultdict
from datetime import date, timedelta
from enum import StrEnum
from itertools import combinations
from typing import TYPE_CHECKING, NamedTuple

from roster.model.calendar import monday_of
from roster.model.shares import on_leave
from roster.text import Text

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable, Iterator

    from roster.model.people import Category, Person
    from roster.model.problem import Problem

MOST = 99  # duties a month where nothing limits them


class Part(StrEnum):
    """The duties that are counted: all, or those of one kind of site."""

    ALL = "all"
    CENTRE = "centre"
    STATIONS = "stations"


PART_NAMES = {
    Part.ALL: Text("中心和站点", "centre and stations"),
    Part.CENTRE: Text("中心", "centre"),
    Part.STATIONS: Text("站点", "stations"),
}


class Limit(StrEnum):
    """What keeps persons from giving more."""

    LEAVE = "leave"
    BAN = "ban"
    POOL = "pool"
    PART = "part"
    WEEK = "week"
    MONTH = "month"
    RUN = "run"


class Need(NamedTuple):
    """``visits`` of ``persons`` each, on different ones of ``days``."""

    part: Part
    days: frozenset[date]
    visits: int
    persons: int

    def within(self, days: Collection[date]) -> int:
        """Person-duties that must fall on ``days``, however the visits are spread."""
        elsewhere = len(self.days.difference(days))
        return self.persons * max(0, min(self.visits, len(self.days)) - elsewhere)


class TightDays(NamedTuple):
    """The tightest days of the period from ``start`` to ``end``: ``need`` person-duties of ``part`` cannot
    be held on others, ``capacity`` is what the people can give there, ``largest`` what one of them gives.
    """

    start: date
    end: date
    days: tuple[date, ...]
    part: Part
    need: int
    capacity: int
    largest: int

    @property
    def spare(self) -> int:
        """What is left; negative where people are short for certain."""
        return self.capacity - self.need

    @property
    def short(self) -> bool:
        """Whether no roster can meet the demand."""
        return self.spare < 0

    @property
    def frail(self) -> bool:
        """Whether one more absence makes it short."""
        return 0 <= self.spare < self.largest

    @property
    def tight(self) -> bool:
        """Whether it is worth telling: short, frail, or four fifths of the people's capacity are wanted."""
        return self.short or self.frail or 5 * self.need >= 4 * self.capacity

    def order(self) -> tuple[float, float, int, int]:
        """The tighter the smaller: what is missing most, else the larger part of the capacity that is
        wanted, else the fewer days.
        """
        wanted = self.need / self.capacity if self.capacity else float(self.need > 0)
        return (min(0, self.spare), -wanted, len(self.days), list(Part).index(self.part))


class Supply:
    """What each person can give on given days; the limits in ``without`` are taken as lifted."""

    def __init__(self, problem: Problem, part: Part, without: Collection[Limit] = ()) -> None:
        self._problem, self._part, self._without = problem, part, frozenset(without)
        self._free: dict[str, frozenset[date]] = {}

    def of(self, person: Person, days: Iterable[date]) -> int:
        """Duties that the person can give on these days at most."""
        if person.id not in self._free:
            self._free[person.id] = frozenset(d for d in self._days() if self._can(person, d))
        weeks: dict[date, list[date]] = defaultdict(list)
        for day in sorted(self._free[person.id].intersection(days)):
            weeks[monday_of(day)].append(day)
        given = sum(self._week(person, monday, free) for monday, free in weeks.items())
        limit = self._problem.settings.max_month if person.max_month is None else person.max_month
        return given if limit is None or Limit.MONTH in self._without else min(given, limit)

    def total(self, days: Collection[date]) -> int:
        """Duties that all persons together can give."""
        return sum(self.of(person, days) for person in self._problem.people)

    def _days(self) -> Iterator[date]:
        return iter({key.date for key in self._problem.slots})

    def _can(self, person: Person, day: date) -> bool:
        problem, without = self._problem, self._without
        if Limit.POOL not in without and person.disqualified(day) is not None:
            return False
        if Limit.PART not in without and not serves(problem, person, self._part):
            return False
        if Limit.BAN not in without and any(
            b.site is None and b.covers(day) and len(b.session.halves) == 2
            for b in problem.bans_at(person.id, "")
        ):
            return False
        return Limit.LEAVE in without or not on_leave(problem, person, day)

    def _week(self, person: Person, monday: date, free: list[date]) -> int:
        settings = self._problem.settings
        run = settings.max_consecutive if person.max_consecutive is None else person.max_consecutive
        days = len(free)
        if Limit.RUN not in self._without:
            days = most_days(free, run, settings.rest_days)
        given = days * settings.max_day
        if Limit.WEEK in self._without:
            return given
        limit = settings.max_week if person.max_week is None else person.max_week
        sunday = monday + timedelta(days=6)
        done = sum(monday <= d.date <= sunday for d in self._problem.history_of[person.id])
        return min(given, max(0, limit - done))


def serves(problem: Problem, person: Person, part: Part) -> bool:
    """Whether the person may serve at any site of the part."""
    at_centre = person.serves_centre and _wanted(
        person, [d.categories for d in problem.centre_demands]
    )
    at_stations = person.serves_stations and _wanted(
        person, [d.categories for d in problem.station_demands]
    )
    return {
        Part.ALL: at_centre or at_stations,
        Part.CENTRE: at_centre,
        Part.STATIONS: at_stations,
    }[part]


def _wanted(person: Person, categories: list[tuple[Category, ...]]) -> bool:
    return not categories or any(not some or person.category in some for some in categories)


def most_days(days: list[date], run: int, rest: int) -> int:
    """How many of the days (in order) can be served when at most ``run`` follow one another and ``rest``
    free days lie between two: taking each day that may be taken is best.
    """
    taken: list[date] = []
    for day in days:
        gap = (day - taken[-1]).days if taken else MOST
        row = taken[-run:]
        full = len(row) == run and gap == 1 and (row[-1] - row[0]).days == run - 1
        if gap > rest and not full:
            taken.append(day)
    return len(taken)


def needs(problem: Problem) -> list[Need]:
    """Everything the month wants, slot by slot and window by window."""
    found = []
    for slot in problem.slots.values():
        if not problem.is_station(slot.site):
            found.append(Need(Part.CENTRE, frozenset([slot.date]), 1, slot.persons))
        elif slot.extra:
            found.append(Need(Part.STATIONS, frozenset([slot.date]), 1, slot.persons))
    for window in problem.windows:
        persons = problem.station_demand[window.site].persons
        found.append(Need(Part.STATIONS, frozenset(window.days), window.need, persons))
    return found


def tightest_by_week(problem: Problem) -> list[TightDays]:
    """The tightest days of every week that wants anything, in order."""
    wanted = needs(problem)
    days = sorted({day for need in wanted for day in need.days if need.visits})
    weeks: dict[date, list[date]] = defaultdict(list)
    for day in days:
        weeks[monday_of(day)].append(day)
    supplies = {part: Supply(problem, part) for part in Part}
    found = (_tightest(problem, wanted, supplies, week) for week in weeks.values())
    return [tight for tight in found if tight is not None]


def tightest_of_month(problem: Problem) -> TightDays | None:
    """The tightest weekdays of the whole month; None where nothing is wanted. Counts what a month limits,
    and visits that are wanted once a month or fortnight.
    """
    wanted = needs(problem)
    days = sorted({day for need in wanted for day in need.days if need.visits})
    supplies = {part: Supply(problem, part) for part in Part}
    by_weekday: dict[int, list[date]] = defaultdict(list)
    for day in days:
        by_weekday[day.isoweekday()].append(day)
    return _tightest(problem, wanted, supplies, days, list(by_weekday.values()))


def _tightest(
    problem: Problem,
    wanted: list[Need],
    supplies: dict[Part, Supply],
    days: list[date],
    groups: list[list[date]] | None = None,
) -> TightDays | None:
    """Of all sets of groups of the days (default: each day by itself) the tightest."""
    units = groups or [[day] for day in days]
    found = []
    for size in range(1, len(units) + 1):
        for chosen in combinations(units, size):
            within = tuple(sorted(day for unit in chosen for day in unit))
            for part, supply in supplies.items():
                need = sum(n.within(within) for n in wanted if part in (Part.ALL, n.part))
                if need:
                    gives = [supply.of(person, within) for person in problem.people]
                    largest = max(gives, default=0)
                    found.append(
                        TightDays(days[0], days[-1], within, part, need, sum(gives), largest)
                    )
    return min(found, key=TightDays.order, default=None)
