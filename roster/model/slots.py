"""Where and when duties are possible: the month's slots and the windows that visits are counted in.

Both the audit and the solver start from here: this is what the inputs *mean*, not a rule.
"""

from __future__ import annotations

from collections import defaultdict
from datetime import date, timedelta
from typing import TYPE_CHECKING, NamedTuple

from roster.model.calendar import days_between, monday_of
from roster.model.demand import Period, StationDemand
from roster.model.settings import WeekendMarkets

if TYPE_CHECKING:
    from roster.model.calendar import Horizon, Month
    from roster.model.demand import CentreDemand, DayDemand
    from roster.model.people import Category
    from roster.model.problem import Problem
    from roster.model.requests import Duty
    from roster.model.sites import Session


class Slot(NamedTuple):
    """A site's session on a date at which ``persons`` are wanted and ``spare`` more may serve.

    ``short_price`` and ``over_price`` are what one person missing and one beyond those wanted cost (at
    a centre, in units of its rules). ``extra`` marks a visit on a fixed date (加场); every other
    station slot is only a candidate: the solver decides which of them become visits. ``categories``
    empty means anyone.
    """

    site: str
    date: date
    session: Session
    persons: int
    categories: tuple[Category, ...]
    extra: bool = False
    spare: int = 0
    short_price: int = 1
    over_price: int = 1

    @property
    def most(self) -> int:
        """How many may serve at most."""
        return self.persons + self.spare

    @property
    def key(self) -> SlotKey:
        """What identifies it."""
        return SlotKey(self.site, self.date, self.session)


class SlotKey(NamedTuple):
    """Site, date and session."""

    site: str
    date: date
    session: Session

    @classmethod
    def of(cls, duty: Duty) -> SlotKey:
        """The slot a duty is in."""
        return cls(duty.site, duty.date, duty.session)


class Window(NamedTuple):
    """The days of the month in which a station is to have ``need`` visits.

    A week for weekly frequencies (``_planner`` says whose, where it straddles), else the month.
    ``start`` and ``end`` are the period's own first and last day and may lie outside the month;
    ``need`` already leaves out what was published there.
    """

    site: str
    start: date
    end: date
    days: tuple[date, ...]
    need: int


def is_closed(problem: Problem, site: str, day: date, session: Session) -> bool:
    """Whether a closure touches the site's session. A closed centre is not wanted to be staffed; a
    closed station still owes its visits on its other days.
    """
    return any(c.site == site and c.touches(day, session) for c in problem.closures)


def windows(problem: Problem) -> tuple[Window, ...]:
    """Every station's windows, station by station, in order of date (read ``problem.windows``)."""
    return tuple(w for d in problem.station_demands for w in _windows_of(problem, d))


def _windows_of(problem: Problem, demand: StationDemand) -> list[Window]:
    month = problem.month
    if demand.frequency.period is Period.WEEK:
        return [
            _week(problem, demand, monday)
            for monday in _mondays(problem)
            if _planner(problem, demand, monday) == month
        ]
    weeks = [m for m in _mondays(problem) if problem.calendar.week_owner(m, month.at) == month]
    days = tuple(d for d in month.days if _allowed(problem, demand, d))
    need, held = demand.frequency.times, _held(problem, demand.site, days)
    if demand.frequency.period is Period.FORTNIGHT:
        need *= len(_due_weeks(problem, demand, weeks))
        need += held if demand.since else 0  # those are over when the fortnights begin
    need = max(need, held)
    return [Window(demand.site, month.first, month.last, days, need)]


def _week(problem: Problem, demand: StationDemand, monday: date) -> Window:
    """A week's window. Holidays lower what is wanted: a station open on Tuesdays and Thursdays owes one
    visit in a week whose Thursday is a holiday; so does an extra visit on such a day, which takes its
    place. A closure (关闭) does not.
    """
    sunday = monday + timedelta(days=6)
    week = days_between(monday, sunday)
    days = tuple(d for d in week if d in problem.month and _allowed(problem, demand, d))
    extra = {e.date for e in problem.extra_visits if e.site == demand.site}
    possible = sum(_working(problem, demand, d) and d not in extra for d in week)
    wanted = min(demand.frequency.times, possible)
    past = (d for d in problem.history if d.site == demand.site and monday <= d.date <= sunday)
    need = max(0, wanted - len({duty.date for duty in past}))
    if demand.since is not None and sunday < demand.since:
        need = 0  # of a week that was over when the frequency was changed nothing more is wanted
    return Window(demand.site, monday, sunday, days, max(need, _held(problem, demand.site, days)))


def _held(problem: Problem, site: str, days: tuple[date, ...]) -> int:
    """Visits on days that stay as they are: what was held is not too much, whatever is wanted now."""
    return len({d.date for d in problem.fixed if d.site == site and d.date in days})


def _planner(problem: Problem, demand: StationDemand, monday: date) -> Month | Horizon | None:
    """The month that plans the station's visits of a week: the week's owner, unless the station may
    be open only on days of the other month (a Tuesday station in a week whose Monday and Tuesday end
    the month): else nobody would visit it that week.
    """
    owner = problem.calendar.week_owner(monday, problem.month.at)
    week = days_between(monday, monday + timedelta(days=6))
    working = [d for d in week if _working(problem, demand, d) and _free(problem, demand, d)]
    months = [problem.month.at(day) for day in working]
    return owner if owner in months or not months else months[0]


def _mondays(problem: Problem) -> list[date]:
    month = problem.month
    return sorted({monday_of(d) for d in month.days})


def _due_weeks(problem: Problem, demand: StationDemand, weeks: list[date]) -> list[date]:
    """Every second of the weeks, two weeks after the station's last visit where one is known; of a
    frequency changed within the month those that are not over.
    """
    site, since = demand.site, demand.since
    before = [d.date for d in problem.history if d.site == site and d.date < problem.month.first]
    if since is not None:
        before += [d.date for d in problem.fixed if d.site == site]
        weeks = [w for w in weeks if w + timedelta(days=6) >= since]
    due = monday_of(max(before)) + timedelta(weeks=2) if before else None
    found = []
    for week in weeks:
        if due is None or week >= due:
            found.append(week)
            due = week + timedelta(weeks=2)
    return found


def _allowed(problem: Problem, demand: StationDemand, day: date) -> bool:
    """Whether a regular visit may be held: a day on which the station works, or a market on another day
    that it may open for, the site open, and no extra visit there that day.
    """
    works = _working(problem, demand, day) or _market_opens(problem, demand, day)
    return works and _free(problem, demand, day)


def _free(problem: Problem, demand: StationDemand, day: date) -> bool:
    return not is_closed(problem, demand.site, day, demand.session) and not any(
        e.site == demand.site and e.date == day for e in problem.extra_visits
    )


def _market_opens(problem: Problem, demand: StationDemand, day: date) -> bool:
    """Whether a market opens the station on a day off or made up (周末集市): on one of its weekdays, or
    on any Saturday or Sunday. Such days may be chosen; they make no more visits due.
    """
    return (
        problem.settings.weekend_markets is WeekendMarkets.OPEN
        and demand.prefer_market
        and day in problem.site[demand.site].market_days
        and not problem.calendar.keeps_weekday(day)
        and (day.isoweekday() >= 6 or day.isoweekday() in demand.weekdays)
    )


def _working(problem: Problem, demand: StationDemand, day: date) -> bool:
    """Whether the calendar lets the station open: an allowed weekday that is a workday and not made
    up (调休). A Saturday or Sunday that the clerk allows (weekend markets) needs no workday.
    """
    calendar = problem.calendar
    weekend = day.isoweekday() >= 6 and not calendar[day].label
    return day.isoweekday() in demand.weekdays and (calendar.keeps_weekday(day) or weekend)


def slots(problem: Problem) -> dict[SlotKey, Slot]:
    """Every slot of the month by its key, ordered by date, site and session (``problem.slots``)."""
    found = [*_centre_slots(problem), *_visit_slots(problem), *_extra_slots(problem)]
    return {s.key: s for s in sorted(found, key=lambda s: (s.date, s.site, s.session.rank))}


def _centre_slots(problem: Problem) -> list[Slot]:
    changed = {(d.site, d.date): d for d in problem.day_demands}
    found = []
    for demand in problem.centre_demands:
        for day in problem.calendar.workdays(problem.month.first, problem.month.last):
            wanted = changed.get((demand.site, day), demand)
            found += [
                _centre_slot(demand, day, session, wanted)
                for session in demand.sessions
                if wanted.persons + wanted.spare
                and not is_closed(problem, demand.site, day, session)
            ]
    return found


def _centre_slot(
    demand: CentreDemand, day: date, session: Session, wanted: CentreDemand | DayDemand
) -> Slot:
    return Slot(
        demand.site,
        day,
        session,
        wanted.persons,
        demand.categories,
        spare=wanted.spare,
        short_price=wanted.short_price,
        over_price=wanted.over_price,
    )


def _visit_slots(problem: Problem) -> list[Slot]:
    found = []
    for window in problem.windows:
        demand = problem.station_demand[window.site]
        if window.need:
            found += [
                Slot(window.site, day, demand.session, demand.persons, demand.categories)
                for day in window.days
            ]
    return found


def _extra_slots(problem: Problem) -> list[Slot]:
    demands = problem.station_demand
    return [
        Slot(
            e.site,
            e.date,
            e.session,
            e.persons,
            demands[e.site].categories if e.site in demands else (),
            extra=True,
        )
        for e in problem.extra_visits
        if e.date in problem.month and not is_closed(problem, e.site, e.date, e.session)
    ]


def asked_for(problem: Problem) -> dict[str, dict[SlotKey, int]]:
    """The slots for which each person asked by name, with the weight of the wish, the largest where
    several meet (read ``problem.asked_for``).
    """
    at: dict[tuple[str, date], list[SlotKey]] = defaultdict(list)
    for key in problem.slots:
        at[key.site, key.date].append(key)
    found: dict[str, dict[SlotKey, int]] = defaultdict(dict)
    first, last = problem.month.first, problem.month.last
    for wish in problem.wishes:
        if wish.prefer and wish.site is not None:
            asked = found[wish.person]
            for day in days_between(max(first, wish.start), min(last, wish.end)):
                for key in filter(wish.about, at.get((wish.site, day), ())):
                    asked[key] = max(wish.weight, asked.get(key, 0))
    return dict(found)
