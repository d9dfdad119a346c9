"""The county set: forty seeded counties with real townships and invented people, from easy to impossible.

A county's knobs say how hard it is; everything else is drawn from its seed. Ten counties of each class:

- ``ample``: nobody is limited but by the week, few are away, few wishes;
- ``usual``: as our two samples: court dates and leave, wishes, market days, twice-a-week stations;
- ``tight``: everyone gives so many duties a month that together they hardly suffice, a third with wishes;
- ``short``: together they give a fifth less than is wanted, so that there is no complete roster.

Sizes run from 15 persons and 9 sites to 31 persons and 15 sites within each class (docs: README here).
"""

from __future__ import annotations

from collections import defaultdict
from datetime import date, time, timedelta
from random import Random
from typing import NamedTuple

from roster.io.packaged.townships import townships
from roster.io.workdays import Adjustments, build_calendar
from roster.model.calendar import Month
from roster.model.demand import CentreDemand, Frequency, Period, StationDemand
from roster.model.people import Category, Person
from roster.model.problem import Problem
from roster.model.requests import Duty, Leave, Wish
from roster.model.settings import Settings
from roster.model.sites import Session, Site, SiteKind, TimeSpan
from tools.sample_history import Clerk

MORNING, AFTERNOON = TimeSpan(start=time(8), end=time(12)), TimeSpan(start=time(14), end=time(18))
WEEKDAYS = ((2, 4), (1, 3, 5), (2, 3, 5), (1, 2, 3, 4, 5))  # policies that counties practise (F1)


class Knobs(NamedTuple):
    """What makes a county easy or hard.

    ``supply`` is how many duties all persons together may do a month, in parts of what is wanted
    (None: only the weekly limit of three). ``away`` is the share of a person's workdays taken by leave
    and court dates, ``wishing`` the share of persons with wishes, ``busy`` the share of stations that
    want more than one visit a week, ``remote`` of those that want one less often, ``market`` of those
    that ask for market days; ``weekdays`` the allowed weekdays of every station; ``past`` how many
    months of history there are.
    """

    name: str
    seed: int
    persons: int
    stations: int
    month: Month
    supply: float | None
    away: float
    wishing: float
    busy: float
    remote: float
    market: float
    weekdays: tuple[int, ...]
    past: int


class _Class(NamedTuple):
    name: str
    supply: float | None
    away: float
    wishing: float
    busy: float
    remote: float
    market: float


CLASSES = (
    _Class("ample", None, 0.02, 0.1, 0.0, 0.2, 0.2),
    _Class("usual", None, 0.08, 0.25, 0.1, 0.2, 0.3),
    _Class("tight", 1.1, 0.12, 0.35, 0.15, 0.15, 0.3),
    _Class("short", 0.8, 0.12, 0.35, 0.15, 0.15, 0.3),
)
EACH = 10  # counties a class
MONTHS = (3, 5, 7, 9, 12)  # of 2026: with and without holidays and make-up workdays


def _knobs(kind: _Class, number: int) -> Knobs:
    """The number-th county of a class; its size grows with the number."""
    step = number / (EACH - 1)
    return Knobs(
        name=f"{kind.name}-{number + 1:02d}",
        seed=CLASSES.index(kind) * EACH + number + 1,
        persons=round(15 + 16 * step),
        stations=8 + (number * 3) % 7,
        month=Month(year=2026, month=MONTHS[number % len(MONTHS)]),
        supply=kind.supply,
        away=kind.away,
        wishing=kind.wishing,
        busy=kind.busy,
        remote=kind.remote,
        market=kind.market,
        weekdays=WEEKDAYS[number % len(WEEKDAYS)],
        past=number % 3,
    )


COUNTIES: tuple[Knobs, ...] = tuple(
    _knobs(kind, number) for kind in CLASSES for number in range(EACH)
)


def problem(knobs: Knobs) -> Problem:
    """The county's month: the same for the same knobs on any machine."""
    random = Random(knobs.seed)
    sites = _sites(knobs, random)
    demands = [_demand(knobs, site, random) for site in sites[1:]]
    people = _people(knobs, sites, random)
    months = [_month_before(knobs.month, back) for back in range(knobs.past, -1, -1)]
    history: list[Duty] = []
    favoured, spared = ({p.id for p in random.sample(people, 2)} for _ in range(2))
    made = None
    for month in months:
        made = _problem(knobs, month, people, sites, demands, history, random)
        if month == knobs.month and knobs.supply is not None:
            made = _limited(made, knobs.supply, random)
        elif month != knobs.month:
            history += [d for d in Clerk(made, history, favoured, spared).month()]
    assert made is not None
    return made


def _month_before(month: Month, back: int) -> Month:
    for _ in range(back):
        month = Month.of(month.first - timedelta(days=1))
    return month


def _townships(count: int, random: Random) -> tuple[str, list[str]]:
    """A real county with at least so many townships, and so many of them."""
    counties: dict[str, list[str]] = defaultdict(list)
    for township in townships():
        counties[township.county].append(township.name)
    county = random.choice(sorted(c for c, names in counties.items() if len(set(names)) >= count))
    return county, random.sample(sorted(set(counties[county])), count)


def _sites(knobs: Knobs, random: Random) -> list[Site]:
    """The centre at the county seat, then the stations."""
    county, townships = _townships(knobs.stations, random)
    centre = _site("Z00", county, SiteKind.CENTRE, 0, ())
    stations = []
    for number, township in enumerate(townships, 1):
        days: tuple[date, ...] = ()
        if random.random() < knobs.market:  # every fifth day of the month, as 逢五、十
            first = random.randrange(1, 6)
            days = tuple(d for d in knobs.month.days if d.day % 5 == first % 5)
        road = random.randrange(15, 91, 5)
        stations.append(_site(f"Z{number:02d}", township, SiteKind.STATION, road, days))
    return [centre, *stations]


def _site(key: str, name: str, kind: SiteKind, road: int, market_days: tuple[date, ...]) -> Site:
    return Site(
        id=key,
        name=name,
        title=f"{name}公共法律服务{'中心' if kind is SiteKind.CENTRE else '工作站'}",
        kind=kind,
        morning=MORNING,
        afternoon=AFTERNOON,
        minutes_from_seat=road,
        market_days=market_days,
    )


def _demand(knobs: Knobs, site: Site, random: Random) -> StationDemand:
    """Weekly, but for the busy and the remote stations."""
    draw = random.random()
    frequency = Frequency(period=Period.WEEK)
    if draw < knobs.busy:
        frequency = Frequency(period=Period.WEEK, times=2)
    elif draw < knobs.busy + knobs.remote:
        frequency = random.choice(
            (Frequency(period=Period.FORTNIGHT), Frequency(period=Period.MONTH, times=2))
        )
    return StationDemand(
        site=site.id,
        frequency=frequency,
        session=random.choice((Session.MORNING, Session.AFTERNOON)),
        weekdays=knobs.weekdays,
        usual_weekday=random.choice((None, random.choice(knobs.weekdays))),
        min_gap=frequency.default_min_gap(),
        max_gap=frequency.default_max_gap(),
        prefer_market=bool(site.market_days),
    )


def _people(knobs: Knobs, sites: list[Site], random: Random) -> list[Person]:
    """Four in ten lawyers of a few firms, two in ten legal workers, the rest retired officers; a third
    live in a township; few do half a share, or serve only the centre or only stations.
    """
    firms = [f"第{number}律师事务所" for number in range(1, max(3, knobs.persons // 4) + 1)]
    people = []
    for number in range(1, knobs.persons + 1):
        part = number / knobs.persons
        category = (
            Category.LAWYER
            if part <= 0.4
            else Category.LEGAL_WORKER
            if part <= 0.6
            else Category.RETIRED
        )
        only = random.random()
        people.append(
            Person(
                id=f"P{number:02d}",
                name=f"甲{number:02d}",
                category=category,
                firm={
                    Category.LAWYER: random.choice(firms),
                    Category.LEGAL_WORKER: "县法律服务所",
                }.get(category, ""),
                service_years=20 if category is Category.RETIRED else None,
                home=random.choice(sites[1:]).id if random.random() < 1 / 3 else None,
                serves_centre=only >= 0.06,
                serves_stations=not 0.06 <= only < 0.12,
                share_percent=50 if random.random() < 0.1 else 100,
            )
        )
    return people


def _problem(
    knobs: Knobs,
    month: Month,
    people: list[Person],
    sites: list[Site],
    demands: list[StationDemand],
    history: list[Duty],
    random: Random,
) -> Problem:
    calendar = build_calendar(month, Adjustments({}, {}, frozenset()))
    days = calendar.workdays(month.first, month.last)
    leaves = [leave for person in people for leave in _leaves(knobs, person, days, random)]
    return Problem(
        month=month,
        settings=Settings(county_id=knobs.name, county=sites[0].name, bureau="县司法局"),
        calendar=calendar,
        people=tuple(people),
        sites=tuple(sites),
        centre_demands=(CentreDemand(site=sites[0].id),),
        station_demands=tuple(demands),
        leaves=tuple(leaves),
        wishes=tuple(_wishes(knobs, month, people, random)),
        history=tuple(history),
    )


def _leaves(knobs: Knobs, person: Person, days: tuple[date, ...], random: Random) -> list[Leave]:
    """Court dates of a day or half of one, now and then a week's leave: ``away`` of the workdays in all."""
    left, found = round(random.uniform(0, 2 * knobs.away) * len(days)), []
    while left > 0:
        length = 5 if left >= 5 and random.random() < 0.4 else 1
        start = random.choice(days)
        session = random.choice((Session.FULL, Session.MORNING)) if length == 1 else Session.FULL
        found.append(
            Leave(
                person=person.id,
                start=start,
                end=start + timedelta(days=length - 1),
                session=session,
            )
        )
        left -= length
    return found


def _wishes(knobs: Knobs, month: Month, people: list[Person], random: Random) -> list[Wish]:
    """Weekdays that a person avoids or prefers all month."""
    return [
        Wish(
            person=person.id,
            start=month.first,
            end=month.last,
            weekdays=tuple(sorted(random.sample(range(1, 6), random.choice((1, 2))))),
            prefer=random.random() < 0.4,
        )
        for person in people
        if random.random() < knobs.wishing
    ]


def _limited(problem: Problem, supply: float, random: Random) -> Problem:
    """Monthly limits that add up to ``supply`` times the duties wanted."""
    slots = [s for s in problem.slots.values() if not problem.is_station(s.site)]
    wanted = sum(s.persons for s in slots) + sum(min(w.need, len(w.days)) for w in problem.windows)
    total = round(wanted * supply)
    limits = dict.fromkeys((p.id for p in problem.people), total // len(problem.people))
    for person in random.sample(sorted(limits), total % len(limits)):
        limits[person] += 1
    people = tuple(p.model_copy(update={"max_month": limits[p.id]}) for p in problem.people)
    fields = {name: getattr(problem, name) for name in Problem.model_fields}
    return Problem(**fields | {"people": people})
