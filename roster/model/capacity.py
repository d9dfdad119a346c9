"""Capacity against demand before planning, week by week: where the month will be tight."""

from __future__ import annotations

from datetime import date, timedelta
from typing import TYPE_CHECKING, NamedTuple

from roster.model.calendar import days_between, monday_of
from roster.model.shares import can_serve
from roster.model.tightness import needs

if TYPE_CHECKING:
    from roster.model.people import Person
    from roster.model.problem import Problem


class WeekCapacity(NamedTuple):
    """One week of the month, in person-duties.

    ``capacity`` sums for each person the days they could serve, at most their weekly limit less what
    was published; ``tightest`` is the workday with the fewest persons free, ``free`` how many.
    """

    start: date
    end: date
    centre: int
    stations: int
    capacity: int
    tightest: date
    free: int

    @property
    def demand(self) -> int:
        """Person-duties wanted."""
        return self.centre + self.stations

    @property
    def spare(self) -> int:
        """What is left; negative when people are short."""
        return self.capacity - self.demand


class DayCapacity(NamedTuple):
    """One day: how many persons are ``free``, and the person-duties wanted: at the centre and for extra
    visits, and each station's visits spread evenly over the days on which they may be held.
    """

    date: date
    free: int
    demand: float


def capacity_by_day(problem: Problem) -> list[DayCapacity]:
    """Every day of the month on which anything may be wanted, in order."""
    wanted: dict[date, float] = {}
    for need in needs(problem):
        visits = min(need.visits, len(need.days))
        for day in need.days if visits else ():
            wanted[day] = wanted.get(day, 0) + need.persons * visits / len(need.days)
    return [
        DayCapacity(day, sum(can_serve(problem, p, day) for p in problem.people), wanted[day])
        for day in sorted(wanted)
    ]


def capacity_by_week(problem: Problem) -> list[WeekCapacity]:
    """Every week that holds workdays of the month, with its days inside the month. Visits that are
    counted by the month (fortnightly, monthly) are shown in the weeks of their share of days.
    """
    month = problem.month
    weeks = []
    for monday in sorted({monday_of(d) for d in month.days}):
        start, end = max(monday, month.first), min(monday + timedelta(days=6), month.last)
        days = problem.calendar.workdays(start, end)
        if not days:
            continue
        free = {day: sum(can_serve(problem, p, day) for p in problem.people) for day in days}
        tightest = min(days, key=lambda day: free[day])
        weeks.append(
            WeekCapacity(
                start,
                end,
                _centre(problem, start, end),
                _stations(problem, start, end),
                sum(_duties_left(problem, p, start, end) for p in problem.people),
                tightest,
                free[tightest],
            )
        )
    return weeks


def _centre(problem: Problem, start: date, end: date) -> int:
    return sum(
        slot.persons
        for slot in problem.slots.values()
        if start <= slot.date <= end and not problem.is_station(slot.site)
    )


def _stations(problem: Problem, start: date, end: date) -> int:
    """Person-visits wanted; a window's need is spread over its days, rounded to the nearest."""
    wanted = 0.0
    for window in problem.windows:
        inside = sum(start <= day <= end for day in window.days)
        if inside:
            persons = problem.station_demand[window.site].persons
            wanted += persons * min(window.need, len(window.days)) * inside / len(window.days)
    extra = sum(s.persons for s in problem.slots.values() if s.extra and start <= s.date <= end)
    return round(wanted) + extra


def _duties_left(problem: Problem, person: Person, start: date, end: date) -> int:
    limit = problem.settings.max_week if person.max_week is None else person.max_week
    monday = monday_of(start)
    done = sum(
        monday <= d.date <= monday + timedelta(days=6) for d in problem.history_of[person.id]
    )
    days = sum(
        problem.calendar.is_workday(day) and can_serve(problem, person, day)
        for day in days_between(start, end)
    )
    return min(days * problem.settings.max_day, max(0, limit - done))
