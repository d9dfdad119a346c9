"""Hypothesis strategies: small counties with every kind of rule in them, and sets of duties.

The month is a whole one, but few of its days are open, so that a problem solves in milliseconds. Days,
sites and people are few on purpose: rules meet only where requests, limits and history fall on the
same days. Everything is drawn, so examples shrink.
"""

from __future__ import annotations

from datetime import date, timedelta
from typing import TYPE_CHECKING, Any

from hypothesis import strategies as st

from roster.model.audit import CHECKS, Facts, violations
from roster.model.calendar import Calendar, Month, days_between, monday_of
from roster.model.demand import (
    CentreDemand,
    DayDemand,
    ExtraVisit,
    Frequency,
    Period,
    StationDemand,
)
from roster.model.levels import LOWER_LEVELS, Level
from roster.model.people import Category, Person
from roster.model.problem import Problem
from roster.model.requests import (
    Ban,
    Closure,
    Duty,
    Leave,
    Pin,
    SiteLimit,
    Succession,
    Trip,
    Wish,
)
from roster.model.rules import RULE_BY_KEY, RULES, may_count_in, rules_of
from roster.model.settings import FairWindow, Settings, WeekendMarkets
from roster.model.sites import Session, Site
from tests import build

if TYPE_CHECKING:
    from collections.abc import Sequence

    from hypothesis.strategies import DrawFn, SearchStrategy

# December begins on a Tuesday, October on a Thursday: their first weeks hold days of the month before.
MONTHS = [Month(year=2026, month=m) for m in (12, 10, 12, 2)]
ALONE = ("opening", "availability", "eligibility", "ban")  # rules about a single duty
STATIONS = ("S", "T", "U")
ROADS = st.sampled_from([30, 120, 121, 0, 90])  # minutes; noon leaves 120 for the road
SESSIONS = st.sampled_from([Session.MORNING, Session.AFTERNOON, Session.FULL])
COVER = [rule.key for rule in rules_of(Level.COVER)]  # these weigh at least 1
SCORED = [rule.key for rule in RULES if rule.weighable]
WEIGHTS = st.dictionaries(st.sampled_from(SCORED), st.integers(0, 9), max_size=3)
LEVELS = st.dictionaries(st.sampled_from(SCORED), st.sampled_from(Level), max_size=3)
SOME = [(Category.LAWYER, Category.RETIRED), (Category.PUBLIC_POST, Category.WAIVER)]
RANKS = st.sampled_from([(), (), (), (Category.LAWYER,), *SOME])


def rarely(strategy: SearchStrategy[Any], otherwise: Any = None) -> SearchStrategy[Any]:
    """Mostly ``otherwise``: what is drawn too often hides everything else."""
    return st.sampled_from(range(5)).flatmap(lambda n: strategy if n == 4 else st.just(otherwise))


@st.composite
def open_days(draw: DrawFn, month: Month, most: int) -> tuple[Calendar, list[date]]:
    """A calendar with few workdays in the month: a run of days, some of the week after and some
    scattered ones, made-up days among them; and all dates on which something may happen.
    """
    sunday = monday_of(month.last) + timedelta(days=6)
    around = days_between(monday_of(month.first), sunday)
    start = draw(st.sampled_from([*month.days[:2]] * 12 + [*month.days[:-2]]))
    length = draw(st.sampled_from(range(most, 0, -1)))
    run = {start + timedelta(days=n) for n in range(length + 1)}
    run |= {d + timedelta(days=7) for d in draw(st.sets(st.sampled_from(sorted(run)), max_size=3))}
    run |= draw(st.sets(st.sampled_from(around), max_size=1))
    weekend = sorted(d for d in run if d.weekday() >= 5 and d in month)
    made_up = draw(st.sets(st.sampled_from(weekend), max_size=1)) if weekend else set()
    closed = [d for d in around if d.weekday() < 5 and d not in run]
    dates = sorted(d for d in run if d in month)
    return build.calendar(month, off=closed, made_up=made_up), dates


@st.composite
def persons(draw: DrawFn, pid: str, dates: Sequence[date], places: Sequence[str]) -> Person:
    """A person of any category, entitled or not, with limits and bounds of their own."""
    when = st.sampled_from(dates)
    category = draw(rarely(st.sampled_from(list(Category)), Category.LAWYER))
    return build.person(
        pid,
        category=category,
        firm=draw(st.sampled_from(["甲所", "乙所", ""])),
        service_years=draw(st.sampled_from([5, 4])),
        qualified=draw(st.sampled_from([True, False])),
        approval_no=draw(st.sampled_from(["运司通12号", ""])),
        approval_until=draw(st.one_of(when, st.none())) if category is Category.WAIVER else None,
        home=draw(rarely(st.sampled_from(places))),
        serves_centre=not draw(rarely(st.just(True), False)),
        serves_stations=not draw(rarely(st.just(True), False)),
        share_percent=draw(rarely(st.sampled_from([0, 50, 150]), 100)),
        counts_from=draw(rarely(when)),
        until=draw(rarely(when)),
        max_week=draw(rarely(st.integers(0, 3))),
        max_month=draw(rarely(st.integers(0, 4))),
        max_consecutive=draw(rarely(st.integers(1, 3))),
        max_weekends=draw(rarely(st.integers(0, 1))),
        max_minutes=draw(rarely(st.sampled_from([500, 960, 0]))),
        min_consecutive=draw(rarely(st.integers(1, 3))),
        min_days_off=draw(rarely(st.integers(1, 3))),
        min_minutes=draw(rarely(st.sampled_from([0, 300, 1000]))),
    )


@st.composite
def demands(draw: DrawFn, site: str, dates: Sequence[date]) -> StationDemand:
    """A station's demand of any frequency, on some of the dates' weekdays, weekends included."""
    period = draw(st.sampled_from(list(Period)))
    open_on = sorted({d.isoweekday() for d in dates})
    weekdays = draw(st.sets(st.sampled_from(open_on), min_size=1, max_size=4))
    frequency = Frequency(period=period, times=draw(st.integers(1, 3)))
    min_gap = draw(st.sampled_from([frequency.default_min_gap(), 1, 3]))
    max_gap = draw(st.sampled_from([frequency.default_max_gap(), 2, 5, 9]))
    return StationDemand(
        site=site,
        frequency=frequency,
        persons=draw(st.sampled_from([1, 1, 2])),
        session=draw(SESSIONS),
        weekdays=tuple(sorted(weekdays)),
        usual_weekday=draw(rarely(st.sampled_from(sorted(weekdays)))),
        min_gap=min_gap,
        max_gap=max(min_gap, max_gap),
        categories=draw(RANKS),
        prefer_market=draw(st.booleans()),
    )


@st.composite
def stations(draw: DrawFn, sid: str, dates: Sequence[date]) -> Site:
    """A station near or far, with market days on some of the dates."""
    market = tuple(sorted(draw(st.sets(st.sampled_from(dates), max_size=3))))
    minutes = draw(ROADS)
    return build.station(sid, minutes_from_seat=minutes, market_days=market)


@st.composite
def centres(draw: DrawFn) -> list[CentreDemand]:
    """The centre's demand: none, full days or half days, for one or two persons."""
    if draw(rarely(st.just(True))):
        return []
    halves = (Session.MORNING, Session.AFTERNOON)
    sessions = draw(st.sampled_from([(Session.FULL,), (Session.FULL,), halves]))
    return [
        build.centre_demand(
            persons=draw(st.sampled_from([1, 1, 2])),
            sessions=sessions,
            categories=draw(RANKS),
            spare=draw(rarely(st.integers(1, 2), 0)),
            short_price=draw(rarely(st.integers(0, 3), 1)),
            over_price=draw(rarely(st.integers(0, 3), 1)),
        )
    ]


def centre_days(dates: Sequence[date], most: int) -> SearchStrategy[tuple[DayDemand, ...]]:
    """Other numbers on some of the dates, none and more than wanted among them."""
    day = st.builds(
        DayDemand,
        site=st.just("C"),
        date=st.sampled_from(dates),
        persons=st.integers(0, 2),
        spare=st.integers(0, 1),
        short_price=st.integers(0, 4),
        over_price=st.integers(0, 3),
    )
    return st.lists(day, max_size=most, unique_by=lambda d: d.date).map(tuple)


def spans(kind: type[Any], dates: Sequence[date], **fields: Any) -> SearchStrategy[Any]:
    """Requests of a kind, over one or some of the dates, sometimes on one weekday or half a day."""
    return st.builds(
        lambda start, length, **given: kind(start=start, end=start + length, **given),
        st.sampled_from(dates),
        st.integers(0, 4).map(lambda n: timedelta(days=n)),
        weekdays=rarely(st.integers(1, 7).map(lambda n: (n,)), ()),
        session=SESSIONS,
        **fields,
    )


@st.composite
def requests(
    draw: DrawFn, dates: Sequence[date], people: Sequence[str], places: Sequence[str]
) -> dict[str, Any]:
    """Leave, wishes, bans, closures and roads."""
    who, where = st.sampled_from(people), st.sampled_from(places)
    any_place = st.one_of(st.none(), where)

    def some(strategy: SearchStrategy[Any], most: int) -> tuple[Any, ...]:
        return tuple(draw(st.lists(strategy, max_size=most)))

    return {
        "leaves": some(spans(Leave, dates, person=who), 2),
        "wishes": some(
            spans(
                Wish,
                dates,
                person=who,
                prefer=st.booleans(),
                site=any_place,
                weight=st.sampled_from([1, 1, 4]),
            ),
            3,
        ),
        "bans": some(spans(Ban, dates, person=who, site=any_place), 1),
        "closures": some(spans(Closure, dates, site=where), 1),
        "site_limits": some(
            st.builds(SiteLimit, person=who, site=where, most=st.integers(0, 2)), 1
        ),
        "successions": some(st.builds(Succession, first=where, then=where), 1),
        "trips": some(st.builds(Trip, start=any_place, end=any_place, minutes=ROADS), 2),
    }


@st.composite
def histories(
    draw: DrawFn, month: Month, people: Sequence[str], places: Sequence[str]
) -> tuple[Duty, ...]:
    """Duties of the two weeks before the month, of earlier, and of the rest of its last week."""
    sunday, first = monday_of(month.last) + timedelta(days=6), month.first
    one = timedelta(days=1)
    before = days_between(first - 14 * one, first - one)
    near = [*before[-4:] * 5, *before, *days_between(month.last + one, sunday), first - 40 * one]
    duty = st.builds(
        Duty,
        person=st.sampled_from(people[:2]),  # few, so that they reach their limits
        site=st.sampled_from(places),
        date=st.sampled_from(near),
        session=SESSIONS,
    )
    least = draw(st.sampled_from([3, 1, 0]))
    return tuple(draw(st.lists(duty, min_size=least, max_size=6, unique=True)))


@st.composite
def county_settings(draw: DrawFn) -> Settings:
    """Limits, load points, weights (zero among them), levels of rules and the order of the lower ones."""
    return build.settings(
        max_day=draw(st.integers(1, 2)),
        max_week=draw(st.sampled_from([2, 3, 1, 5])),
        max_month=draw(rarely(st.integers(1, 4))),
        max_consecutive=draw(st.sampled_from([2, 3, 1, 5])),
        rest_days=draw(rarely(st.integers(1, 3), 0)),
        min_consecutive=draw(rarely(st.integers(2, 3), 1)),
        min_days_off=draw(rarely(st.integers(2, 4), 1)),
        max_weekends=draw(rarely(st.integers(0, 2))),
        max_hours=draw(rarely(st.sampled_from([8, 12, 30]))),
        min_hours=draw(rarely(st.sampled_from([1, 9, 30]))),
        budget=draw(rarely(st.integers(0, 20).map(lambda n: 100 * n))),
        fair_window=draw(st.sampled_from(list(FairWindow))),
        weekend_markets=draw(rarely(st.just(WeekendMarkets.OPEN), WeekendMarkets.CLOSED)),
        load_full=draw(st.integers(1, 4)),
        load_half=draw(st.integers(1, 3)),
        load_station=draw(st.integers(1, 4)),
        level_order=tuple(draw(st.permutations(LOWER_LEVELS))),
        weights={key: max(weight, key in COVER) for key, weight in draw(WEIGHTS).items()},
        levels={
            key: level
            for key, level in draw(rarely(LEVELS, {})).items()
            if may_count_in(RULE_BY_KEY[key], level)
        },
    )


@st.composite
def problems(
    draw: DrawFn, *, people: int = 6, stations_: int = 3, days: int = 6, pins: bool = True
) -> Problem:
    """A small county: at most so many people, stations and days in the run of open ones."""
    month = draw(st.sampled_from(MONTHS))
    calendar, dates = draw(open_days(month, days))
    sids = STATIONS[: draw(st.sampled_from([*range(1, stations_ + 1), 0]))]
    places = ["C", *sids]
    pids = [f"P{n}" for n in range(1, draw(st.sampled_from([*range(3, people + 1), 2])) + 1)]
    wanted = [sid for sid in sids if not draw(rarely(st.just(True), False))]
    extra = st.builds(
        ExtraVisit,
        site=st.sampled_from(sids or ("S",)),
        date=st.sampled_from([*dates, month.first - timedelta(days=1)]),
        session=SESSIONS,
        persons=st.integers(1, 2),
    )
    centre = draw(centres())
    extras = st.lists(extra, max_size=2 if sids else 0, unique_by=lambda e: (e.site, e.date))
    given = {
        "month": month,
        "settings": draw(county_settings()),
        "calendar": calendar,
        "people": tuple(draw(persons(pid, dates, places)) for pid in pids),
        "sites": (build.centre(), *(draw(stations(sid, dates)) for sid in sids)),
        "centre_demands": tuple(centre),
        "day_demands": draw(centre_days(dates, 2 if centre else 0)),
        "station_demands": tuple(draw(demands(sid, dates)) for sid in wanted),
        "extra_visits": tuple(draw(extras)),
        "history": draw(histories(month, pids, places)),
        **draw(requests(dates, pids, places)),
    }
    problem = Problem(**given)
    found = draw(pins_of(problem, dates)) if pins and draw(st.booleans()) else ()
    return Problem(**given, pins=found) if found else problem


def pins_of(
    problem: Problem, dates: Sequence[date], most: int = 3
) -> SearchStrategy[tuple[Pin, ...]]:
    """Pins that are lawful one by one, and sometimes on places and times that are no slots."""
    who, where = [p.id for p in problem.people], [s.id for s in problem.sites]
    anywhere = st.builds(build.duty, *map(st.sampled_from, (who, where, dates)), SESSIONS)
    alone = lawful_duties(problem)
    lawful = st.lists(st.sampled_from(alone), max_size=most, unique=True) if alone else st.just([])
    return st.tuples(lawful, rarely(st.lists(anywhere, max_size=1), [])).map(
        lambda drawn: tuple(Pin(duty=duty) for duty in dict.fromkeys([*drawn[0], *drawn[1]]))
    )


def possible_duties(problem: Problem) -> list[Duty]:
    """Anyone in any slot, lawful or not."""
    return [
        Duty(person=person.id, site=key.site, date=key.date, session=key.session)
        for key in problem.slots
        for person in problem.people
    ]


def lawful_duties(problem: Problem) -> list[Duty]:
    """The possible duties that no rule forbids by themselves; limits and pins are left aside."""
    pool = possible_duties(problem)
    facts = Facts(problem, pool)
    forbidden = {d for rule in ALONE for found in CHECKS[rule](facts) for d in found.duties}
    return [duty for duty in pool if duty not in forbidden]


def broken(problem: Problem, duties: Sequence[Duty]) -> bool:
    """Whether the duties break a hard rule other than pins that they lack."""
    return any(found.rule != "pin" for found in violations(problem, duties))


@st.composite
def duty_sets(draw: DrawFn, problem: Problem) -> tuple[Duty, ...]:
    """A set of duties in the problem's slots, lawful or not.

    Mostly it is filled up lawfully, duty by duty, as far as it goes, and sometimes one more is added: a
    set drawn blindly would break so many rules at once that no single one of them is tried.
    """
    kind = draw(st.sampled_from(["lawful", "one too many", "any"]))
    pool = possible_duties(problem) if kind == "any" else lawful_duties(problem)
    if not pool:
        return ()
    most = min(3 if kind == "any" else 14, len(pool))
    count = draw(st.sampled_from(range(most, -1, -1)))
    drawn = draw(st.lists(st.sampled_from(pool), min_size=count, max_size=count, unique=True))
    if kind == "any":
        return tuple(drawn)
    kept: list[Duty] = []
    for duty in dict.fromkeys([*(pin.duty for pin in problem.pins), *drawn]):
        if not broken(problem, [*kept, duty]):
            kept.append(duty)
    left = [duty for duty in drawn if duty not in kept]
    return (*kept, left[0]) if kind == "one too many" and left else tuple(kept)
