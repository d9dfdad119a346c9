"""An instance in our own terms: employees are persons, each shift is a centre, every day is a workday.

| instance | problem |
|---|---|
| shift types, minutes | centres, their hours |
| most shifts of a type | ``SiteLimit``; a ban where it is none |
| shifts that cannot follow | ``Succession`` |
| minutes, shifts in a row, days off in a row, weekends | the person's own limits |
| days off | ``Leave`` |
| requests | ``Wish`` for or against a site, with a weight |
| cover, both ways | ``DayDemand`` with prices |

All penalties count in one level, cover. The instance's minimum rules are hard, ours are scored (a roster
exists always), so they count in that level too, each unit dearer than everything else together could
be: a value below ``price_of_minimum`` keeps them all, and is the instance's penalty.

By the authors' convention a stretch of work or rest at the border of the horizon need not have its least
length. That is what our rules say where nothing is known of the days around the planned ones: there is
no history.
"""

from __future__ import annotations

from collections import Counter
from datetime import date, time, timedelta
from typing import TYPE_CHECKING

from benchmarks.nrp.parse import InstanceError, parse
from roster.model.calendar import Calendar, Day, Horizon, days_between, monday_of
from roster.model.demand import CentreDemand, DayDemand
from roster.model.levels import Level
from roster.model.people import Category, Person
from roster.model.problem import Problem
from roster.model.requests import Ban, Leave, SiteLimit, Succession, Wish
from roster.model.rules import RULES
from roster.model.settings import Settings
from roster.model.sites import Site, SiteKind, TimeSpan

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator
    from pathlib import Path

    from benchmarks.nrp.parse import Employee, Instance, Request, Shift
    from roster.model.requests import Duty

FIRST = date(2024, 1, 1)  # a Monday, as day 0 of every instance is
PRICED = ("centre_short", "centre_over", "avoided_day", "request_missed")
MINIMUM = ("min_consecutive", "min_days_off", "min_hours")
NOON = 12 * 60


def read_instance(path: Path) -> Problem:
    """The problem of an instance file; person and site ids are the file's own.

    Raises InstanceError, which names file and line.
    """
    try:
        return to_problem(parse(path))
    except InstanceError as error:
        raise InstanceError(
            str(error) if path.name in str(error) else f"{path.name}: {error}"
        ) from error


def cell_roster(problem: Problem, duties: Iterable[Duty]) -> dict[tuple[str, int], str]:
    """Who has which shift on which day, as the instance names them."""
    return {(d.person, (d.date - problem.month.first).days): d.site for d in duties}


def to_problem(instance: Instance) -> Problem:
    """The instance's problem. Raises InstanceError for a shift that does not fit into a day."""
    horizon = Horizon(first=FIRST, last=_date(instance.days - 1))
    sunday = monday_of(horizon.last) + timedelta(days=6)
    return Problem(
        month=horizon,
        settings=_settings(price_of_minimum(instance)),
        calendar=Calendar(
            days=tuple(Day(date=d, workday=True) for d in days_between(FIRST, sunday))
        ),
        people=tuple(_person(employee) for employee in instance.staff),
        sites=tuple(_site(shift) for shift in instance.shifts),
        centre_demands=tuple(CentreDemand(site=shift.id) for shift in instance.shifts),
        day_demands=tuple(_day_demands(instance)),
        leaves=tuple(
            Leave(person=who, start=_date(day), end=_date(day))
            for who, days in instance.days_off.items()
            for day in days
        ),
        wishes=(*_wishes(instance.on, prefer=True), *_wishes(instance.off, prefer=False)),
        bans=tuple(_bans(instance)),
        site_limits=tuple(
            SiteLimit(person=employee.id, site=shift, most=most)
            for employee in instance.staff
            for shift, most in employee.most_shifts.items()
            if 0 < most < instance.days
        ),
        successions=tuple(
            Succession(first=shift.id, then=after)
            for shift in instance.shifts
            for after in shift.not_next
        ),
    )


def price_of_minimum(instance: Instance) -> int:
    """More than a roster that keeps the minimum rules can cost."""
    people = len(instance.staff)
    cover = sum(max(c.wanted * c.under, max(0, people - c.wanted) * c.over) for c in instance.cover)
    return 1 + cover + sum(request.weight for request in (*instance.on, *instance.off))


def _date(day: int) -> date:
    return FIRST + timedelta(days=day)


def _settings(dear: int) -> Settings:
    return Settings(
        county_id="nrp",
        county="NRP",
        bureau="NRP",
        max_week=7,
        max_consecutive=31,
        weights={
            rule.key: dear if rule.key in MINIMUM else int(rule.key in PRICED)
            for rule in RULES
            if rule.weighable and rule.level is not Level.COVER
        },
        levels=dict.fromkeys((*MINIMUM, *PRICED), Level.COVER),
    )


def _person(employee: Employee) -> Person:
    return Person(
        id=employee.id,
        name=employee.id,
        category=Category.LAWYER,
        max_consecutive=max(1, employee.most_in_a_row),
        min_consecutive=max(1, employee.least_in_a_row),
        min_days_off=max(1, employee.least_days_off),
        max_weekends=employee.most_weekends,
        max_minutes=employee.most_minutes,
        min_minutes=employee.least_minutes,
    )


def _site(shift: Shift) -> Site:
    """A centre whose day lasts as long as the shift: one half before noon, one after."""
    first = shift.minutes // 2
    if not 0 < first <= shift.minutes - first < NOON:
        raise InstanceError(f"shift {shift.id} lasts {shift.minutes} minutes")
    return Site(
        id=shift.id,
        name=shift.id,
        title=shift.id,
        kind=SiteKind.CENTRE,
        morning=TimeSpan(start=time(0), end=_time(first)),
        afternoon=TimeSpan(start=time(12), end=_time(NOON + shift.minutes - first)),
    )


def _time(minutes: int) -> time:
    return time(*divmod(minutes, 60))


def _day_demands(instance: Instance) -> Iterator[DayDemand]:
    """Every day of every shift, so that a centre's plain demand is asked nowhere."""
    wanted = {(c.shift, c.day): c for c in instance.cover}
    if len(wanted) < len(instance.cover):
        raise InstanceError("the cover of a shift on a day is given twice")
    people = len(instance.staff)
    for shift in instance.shifts:
        for day in range(instance.days):
            cover = wanted.get((shift.id, day))
            yield DayDemand(
                site=shift.id,
                date=_date(day),
                persons=cover.wanted if cover else 0,
                spare=max(0, people - cover.wanted) if cover else people,
                short_price=cover.under if cover else 0,
                over_price=cover.over if cover else 0,
            )


def _wishes(requests: Iterable[Request], *, prefer: bool) -> Iterator[Wish]:
    """Wishes of one day each; what is asked twice weighs both."""
    weights: Counter[tuple[str, int, str]] = Counter()
    for request in requests:
        weights[request[:3]] += request.weight
    for (who, day, shift), weight in weights.items():
        if weight:
            on = _date(day)
            yield Wish(person=who, prefer=prefer, site=shift, start=on, end=on, weight=weight)


def _bans(instance: Instance) -> Iterator[Ban]:
    """Shifts that an employee never has."""
    for employee in instance.staff:
        for shift in instance.shifts:
            if employee.most_shifts.get(shift.id) == 0:
                last = _date(instance.days - 1)
                yield Ban(person=employee.id, site=shift.id, start=FIRST, end=last)
