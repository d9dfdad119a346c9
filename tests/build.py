"""Small problems and rosters for tests, built in a line: every default is the plainest that is valid.

The month is 2026-12 (1 December is a Tuesday; 23 workdays, no holiday), the county has one centre C
and no station unless asked for.
"""

from __future__ import annotations

from datetime import UTC, date, datetime, time, timedelta
from typing import TYPE_CHECKING, Any

from roster.model.calendar import Calendar, Day, Month, days_between, monday_of
from roster.model.demand import CentreDemand, Frequency, Period, StationDemand
from roster.model.people import Category, Person
from roster.model.problem import Problem
from roster.model.requests import Duty
from roster.model.roster import Roster, SolverSettings, Visit
from roster.model.settings import Settings
from roster.model.sites import Session, Site, SiteKind, TimeSpan

if TYPE_CHECKING:
    from collections.abc import Iterable

DECEMBER = Month(year=2026, month=12)
MORNING = TimeSpan(start=time(8), end=time(12))
AFTERNOON = TimeSpan(start=time(14), end=time(18))


def day(number: int, month: int = 12) -> date:
    """A day of 2026, of December unless another month is given."""
    return date(2026, month, number)


def calendar(
    month: Month = DECEMBER,
    *,
    start: date | None = None,
    off: Iterable[date] = (),
    made_up: Iterable[date] = (),
    announced: bool = True,
) -> Calendar:
    """Monday to Friday are workdays, less ``off``, plus ``made_up``; from ``start`` (default: the
    first day of the month two before) to the end of the month's last week.
    """
    start = start or (month.first - timedelta(days=45)).replace(day=1)
    end = monday_of(month.last) + timedelta(days=6)
    holidays, extra = set(off), set(made_up)
    return Calendar(
        announced=announced,
        days=tuple(
            Day(
                date=d,
                workday=d in extra or (d.weekday() < 5 and d not in holidays),
                make_up=d in extra,
                label="节日" if d in holidays else "调休上班" if d in extra else "",
            )
            for d in days_between(start, end)
        ),
    )


def person(pid: str, **changes: Any) -> Person:
    """A lawyer who may serve anywhere."""
    return Person(
        **{
            "id": pid,
            "name": f"甲{pid}",
            "category": Category.LAWYER,
            "firm": f"{pid}所",
            **changes,
        }
    )


def centre(**changes: Any) -> Site:
    """The centre C."""
    return Site(
        **{
            "id": "C",
            "name": "沁源县",
            "title": "沁源县公共法律服务中心",
            "kind": SiteKind.CENTRE,
            "address": "沁河镇胜利路12号",
            "morning": MORNING,
            "afternoon": AFTERNOON,
            **changes,
        }
    )


def station(sid: str = "S", **changes: Any) -> Site:
    """A station, half an hour from the county seat."""
    return Site(
        **{
            "id": sid,
            "name": f"{sid}镇",
            "title": f"沁源县{sid}镇公共法律服务工作站",
            "kind": SiteKind.STATION,
            "address": f"{sid}镇政府院内",
            "minutes_from_seat": 30,
            "morning": MORNING,
            "afternoon": AFTERNOON,
            **changes,
        }
    )


def visits(
    sid: str = "S", per: Period = Period.WEEK, times: int = 1, **changes: Any
) -> StationDemand:
    """The demand of a station: weekly on Tuesdays, in the morning, unless changed."""
    frequency = Frequency(period=per, times=times)
    return StationDemand(
        **{
            "site": sid,
            "frequency": frequency,
            "weekdays": (2,),
            "min_gap": frequency.default_min_gap(),
            "max_gap": frequency.default_max_gap(),
            **changes,
        }
    )


def settings(**changes: Any) -> Settings:
    """The settings' defaults for 沁源县."""
    return Settings(
        **{
            "county_id": "qinyuan",
            "county": "沁源县",
            "bureau": "沁源县司法局",
            "city": "长治市",
            **changes,
        }
    )


def problem(
    people: Iterable[Person] | int = 3, stations: Iterable[StationDemand] = (), **changes: Any
) -> Problem:
    """A county with a centre (no demand unless ``centre_demands`` says so) and the stations of the
    given demands; ``people`` may be a number of lawyers P1, P2, …
    """
    if isinstance(people, int):
        people = [person(f"P{i}") for i in range(1, people + 1)]
    demands = tuple(stations)
    sites = changes.pop("sites", (centre(), *(station(d.site) for d in demands)))
    limits = changes.pop("limits", {})
    return Problem(
        **{
            "month": DECEMBER,
            "settings": settings(**limits),
            "calendar": calendar(),
            "people": tuple(people),
            "sites": sites,
            "station_demands": demands,
            **changes,
        }
    )


def duty(pid: str, site: str, on: int | date, session: Session | None = None) -> Duty:
    """A duty: full day at the centre C, a morning elsewhere, unless a session is given."""
    when = on if isinstance(on, date) else day(on)
    return Duty(
        person=pid,
        site=site,
        date=when,
        session=session or (Session.FULL if site == "C" else Session.MORNING),
    )


def roster(of: Problem, duties: Iterable[Duty] = (), **changes: Any) -> Roster:
    """A roster of the problem with these duties, its visits derived from them."""
    ordered = tuple(sorted(duties, key=Duty.order))
    keys = sorted({(d.date, d.site, d.session) for d in ordered if of.is_station(d.site)})
    extra = {(e.date, e.site) for e in of.extra_visits}
    return Roster(
        **{
            "county": of.settings.county_id,
            "month": str(of.month),
            "program_version": "0.0.0",
            "planned_at": datetime(2026, 11, 20, 9, tzinfo=UTC),
            "inputs_digest": of.digest,
            "solver": SolverSettings(workers=1, seed=1, time_limit=10),
            "people": {p.id: p.name for p in of.people},
            "sites": {s.id: s.name for s in of.sites},
            "duties": ordered,
            "visits": tuple(
                Visit(site=s, date=d, session=t, extra=(d, s) in extra) for d, s, t in keys
            ),
            **changes,
        }
    )


def centre_demand(**changes: Any) -> CentreDemand:
    """One person a full day at C."""
    return CentreDemand(**{"site": "C", **changes})
