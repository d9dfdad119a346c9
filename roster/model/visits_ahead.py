"""How many visits are still to come in a year: published ones, and where nothing is published those that
the frequencies ask for on the calendar's workdays.
"""

from __future__ import annotations

from collections import defaultdict
from datetime import date, timedelta
from typing import TYPE_CHECKING, NamedTuple

from roster.model.calendar import Month, days_between, monday_of
from roster.model.demand import Period

if TYPE_CHECKING:
    from collections.abc import Collection, Mapping

    from roster.model.demand import StationDemand
    from roster.model.problem import Problem


class Ahead(NamedTuple):
    """The days to the end of a year that nobody has planned yet (``open_days``, workdays or not), and each
    station's days already ``fixed``: held before, or published.
    """

    open_days: frozenset[date]
    fixed: Mapping[str, Collection[date]]


def ahead(
    year: int,
    since: date | None = None,
    published: Collection[Month] = (),
    fixed: Mapping[str, Collection[date]] | None = None,
) -> Ahead:
    """What lies ahead of a year after a day (None: all of it), with the months of which a roster is in
    force.
    """
    start, end = date(year, 1, 1), date(year, 12, 31)
    if since is not None:
        start = max(start, since + timedelta(days=1))
    days = (d for d in days_between(start, end) if Month.of(d) not in published)
    return Ahead(frozenset(days), fixed or {})


def visits_ahead(problem: Problem, demand: StationDemand, of: Ahead) -> dict[Month, int]:
    """The visits that a frequency still asks for, by month, on days that are open."""
    days = sorted(d for d in of.open_days if works(problem, demand, d))
    fixed = sorted(of.fixed.get(demand.site, ()))
    period = demand.frequency.period
    if period is Period.MONTH:
        return _by_months(demand, days, fixed)
    return _by_weeks(problem, demand, days, fixed, every=1 if period is Period.WEEK else 2)


def _by_months(demand: StationDemand, days: list[date], fixed: list[date]) -> dict[Month, int]:
    found: dict[Month, int] = {}
    for month in dict.fromkeys(map(Month.of, days)):
        held = sum(d in month for d in fixed)
        wanted = max(0, demand.frequency.times - held)
        found[month] = min(wanted, sum(d in month for d in days))
    return found


def _by_weeks(
    problem: Problem, demand: StationDemand, days: list[date], fixed: list[date], every: int
) -> dict[Month, int]:
    """Weeks count to the month of their first open day; what a holiday takes is not made up for."""
    found: dict[Month, int] = defaultdict(int)
    due = monday_of(fixed[-1]) + timedelta(weeks=every) if fixed and every > 1 else date.min
    for monday in dict.fromkeys(map(monday_of, days)):
        if monday < due:
            continue
        week = days_between(monday, monday + timedelta(days=6))
        possible = sum(works(problem, demand, d) for d in week)
        held = sum(d in week for d in fixed)
        left = [d for d in days if d in week]
        wanted = min(demand.frequency.times, possible) - held
        found[Month.of(left[0])] += max(0, min(wanted, len(left)))
        if every > 1:
            due = monday + timedelta(weeks=every)
    return dict(found)


def works(problem: Problem, demand: StationDemand, day: date) -> bool:
    """Whether the calendar lets the station open (as ``roster.model.slots`` has it)."""
    calendar = problem.calendar
    weekend = day.isoweekday() >= 6 and not calendar[day].label
    return day.isoweekday() in demand.weekdays and (calendar.keeps_weekday(day) or weekend)


def centre_days_ahead(problem: Problem, of: Ahead) -> dict[Month, int]:
    """The workdays among the open days, by month."""
    found: dict[Month, int] = defaultdict(int)
    for day in sorted(of.open_days):
        found[Month.of(day)] += problem.calendar.is_workday(day)
    return dict(found)
