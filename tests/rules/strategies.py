"""Random counties of three persons, a centre and two stations, and random duties for them."""

from __future__ import annotations

from datetime import date, timedelta
from random import Random
from typing import TYPE_CHECKING, Any

from hypothesis import strategies as st

from roster.model.audit import violations
from roster.model.calendar import Month, days_between
from roster.model.demand import DayDemand, ExtraVisit, Frequency, Period, StationDemand
from roster.model.people import Category, Person
from roster.model.requests import Ban, Closure, Duty, Leave, SiteLimit, Succession, Trip, Wish
from roster.model.settings import FairWindow, WeekendMarkets
from roster.model.sites import Session
from tests import build

if TYPE_CHECKING:
    from roster.model.problem import Problem

PEOPLE, STATIONS = ("P1", "P2", "P3"), ("S", "T")
HALVES = (Session.MORNING, Session.AFTERNOON)
MONTHS = {
    build.DECEMBER: build.calendar(start=date(2026, 9, 1)),
    # National Day off, Saturday 10 October made up: the real calendar.
    Month(year=2026, month=10): build.calendar(
        Month(year=2026, month=10),
        off=[build.day(n, 10) for n in range(1, 8)],
        made_up=[build.day(20, 9), build.day(10, 10)],
    ),
    Month(year=2027, month=1): build.calendar(Month(year=2027, month=1), off=[date(2027, 1, 1)]),
}

sessions = st.sampled_from(Session)
weekdays = st.lists(st.integers(1, 7), min_size=2, max_size=6, unique=True).map(
    lambda days: tuple(sorted(days))
)


def often(value: Any) -> st.SearchStrategy[Any]:
    return st.just(value) | st.just(value)


def maybe(values: st.SearchStrategy[Any]) -> st.SearchStrategy[Any]:
    return st.none() | values


def few(values: st.SearchStrategy[Any], most: int = 2) -> st.SearchStrategy[Any]:
    return st.lists(values, max_size=most).map(tuple)


@st.composite
def people(draw: st.DrawFn, pid: str) -> Person:
    return build.person(
        pid,
        category=draw(often(Category.LAWYER) | st.sampled_from(Category)),
        service_years=draw(st.sampled_from((4, 5))),
        qualified=draw(st.booleans()),
        firm=draw(st.sampled_from(("", "甲所", "乙所"))),
        home=draw(maybe(st.sampled_from(STATIONS))),
        serves_stations=draw(st.sampled_from((True, True, False))),
        share_percent=draw(st.sampled_from((0, 50, 100))),
        max_week=draw(often(None) | st.integers(0, 4)),
        max_month=draw(often(None) | st.integers(0, 8)),
        max_consecutive=draw(often(None) | st.integers(1, 4)),
        max_weekends=draw(often(None) | st.integers(0, 2)),
        max_minutes=draw(often(None) | st.integers(0, 3000)),
        min_consecutive=draw(often(None) | st.integers(1, 4)),
        min_days_off=draw(often(None) | st.integers(1, 4)),
        min_minutes=draw(often(None) | st.integers(0, 3000)),
    )


@st.composite
def visits(draw: st.DrawFn, sid: str) -> StationDemand:
    allowed = draw(weekdays)
    return build.visits(
        sid,
        frequency=Frequency(period=draw(st.sampled_from(Period)), times=draw(st.integers(1, 3))),
        persons=draw(st.integers(1, 2)),
        session=draw(sessions),
        weekdays=allowed,
        usual_weekday=draw(maybe(st.sampled_from(allowed))),
        min_gap=draw(st.integers(1, 5)),
        max_gap=draw(st.integers(5, 12)),
        prefer_market=draw(st.booleans()),
        categories=draw(st.sampled_from(((), (Category.LAWYER, Category.RETIRED)))),
    )


@st.composite
def spans(draw: st.DrawFn, month: Month) -> dict[str, Any]:
    start = draw(st.sampled_from(month.days))
    return {
        "start": start,
        "end": start + timedelta(days=draw(st.integers(0, 12))),
        "weekdays": draw(st.just(()) | weekdays),
        "session": draw(sessions),
    }


@st.composite
def requests(draw: st.DrawFn, month: Month) -> dict[str, Any]:
    def some(kind: type, **fields: st.SearchStrategy[Any]) -> Any:
        given = st.tuples(spans(month), st.fixed_dictionaries(fields))
        return draw(few(given.map(lambda pair: kind(**pair[0], **pair[1]))))

    who, where = st.sampled_from(PEOPLE), st.sampled_from(("C", *STATIONS))
    counts = st.integers(0, 4)
    return {
        "leaves": some(Leave, person=who),
        "wishes": some(
            Wish, person=who, prefer=st.booleans(), site=maybe(where), weight=st.integers(1, 3)
        ),
        "bans": some(Ban, person=who, site=maybe(where)),
        "closures": some(Closure, site=where),
        "site_limits": draw(few(st.builds(SiteLimit, person=who, site=where, most=counts))),
        "successions": draw(few(st.builds(Succession, first=where, then=where))),
    }


@st.composite
def histories(draw: st.DrawFn, month: Month, end: date) -> tuple[Duty, ...]:
    around = [
        *days_between(month.first - timedelta(days=16), month.first - timedelta(days=1)),
        *days_between(month.last + timedelta(days=1), end),
    ]
    past = st.builds(
        build.duty,
        st.sampled_from(PEOPLE),
        st.sampled_from(("C", *STATIONS)),
        st.sampled_from(around),
    )
    return draw(few(past, 6))


@st.composite
def limits(draw: st.DrawFn) -> dict[str, Any]:
    return {
        "max_day": draw(st.integers(1, 2)),
        "max_week": draw(st.integers(1, 6)),
        "max_month": draw(often(None) | st.integers(1, 9)),
        "max_consecutive": draw(st.integers(1, 6)),
        "rest_days": draw(often(0) | st.integers(1, 3)),
        "min_consecutive": draw(often(1) | st.integers(2, 4)),
        "min_days_off": draw(often(1) | st.integers(2, 4)),
        "max_weekends": draw(often(None) | st.integers(0, 3)),
        "max_hours": draw(often(None) | st.integers(1, 60)),
        "min_hours": draw(often(None) | st.integers(1, 60)),
        "budget": draw(often(None) | st.integers(0, 3000)),
        "fair_window": draw(st.sampled_from(FairWindow)),
        "weekend_markets": draw(st.sampled_from(WeekendMarkets)),
        "weights": draw(st.sampled_from(({}, {"off_weekday": 1, "weekday_change": 3}))),
    }


def days_of_their_own(month: Month) -> st.SearchStrategy[DayDemand]:
    return st.builds(
        DayDemand,
        site=st.just("C"),
        date=st.sampled_from(month.days),
        persons=st.integers(0, 2),
        spare=st.integers(0, 1),
        short_price=st.integers(0, 4),
        over_price=st.integers(0, 3),
    )


@st.composite
def problems(draw: st.DrawFn) -> Problem:
    month = draw(st.sampled_from(sorted(MONTHS, key=str)))
    calendar = MONTHS[month]
    market = draw(st.lists(st.sampled_from(month.days), max_size=6, unique=True))
    fairs = st.builds(
        ExtraVisit,
        site=st.sampled_from(STATIONS),
        date=st.sampled_from(month.days),
        session=sessions,
        persons=st.integers(1, 2),
    )
    minutes = st.sampled_from((20, 70, 130))
    return build.problem(
        [draw(people(pid)) for pid in PEOPLE],
        [draw(visits(sid)) for sid in STATIONS],
        sites=(
            build.centre(),
            *(
                build.station(s, minutes_from_seat=draw(minutes), market_days=tuple(market))
                for s in STATIONS
            ),
        ),
        month=month,
        calendar=calendar,
        centre_demands=(
            build.centre_demand(
                persons=draw(st.integers(1, 2)),
                sessions=draw(st.sampled_from(((Session.FULL,), HALVES))),
                spare=draw(often(0) | st.integers(1, 2)),
                short_price=draw(often(1) | st.integers(0, 3)),
                over_price=draw(often(1) | st.integers(0, 3)),
            ),
        ),
        day_demands=draw(
            st.lists(days_of_their_own(month), max_size=3, unique_by=lambda d: d.date).map(tuple)
        ),
        extra_visits=draw(
            st.lists(fairs, max_size=2, unique_by=lambda e: (e.site, e.date)).map(tuple)
        ),
        trips=draw(st.sampled_from(((), (Trip(start="S", end="T", minutes=15),)))),
        history=draw(histories(month, calendar.days[-1].date)),
        limits=draw(limits()),
        **draw(requests(month)),
    )


@st.composite
def duties(draw: st.DrawFn, problem: Problem) -> list[Duty]:
    """Different duties in slots of a fortnight, so that they get into each other's way; mostly such
    as are lawful when alone. Sampled evenly from a seed: drawn one by one, lists stay short.
    """
    random = Random(draw(st.integers(0, 2**32)))
    start = random.choice(problem.month.days[:20])
    every = [
        Duty(person=who, site=key.site, date=key.date, session=key.session)
        for who in PEOPLE
        for key in problem.slots
        if start <= key.date <= start + timedelta(days=13)
    ]
    if random.random() < 0.75:
        every = [one for one in every if not violations(problem, [one])]
    return random.sample(every, min(len(every), random.randint(2, 16)))


def lawful(problem: Problem, listed: list[Duty]) -> list[Duty]:
    """What is left when, as long as a hard rule but ``pin`` is broken, a duty that it names goes.

    Duties go from the whole set, so that no smaller set is known to be lawful on the way.
    """
    kept = list(listed)
    while broken := [f for f in violations(problem, kept) if f.rule != "pin"]:
        kept.remove(broken[0].duties[-1])
    return kept
