"""The fair share: over which days it is counted, and how what is planned is shared out."""

from __future__ import annotations

from datetime import date

import pytest

from roster.model.calendar import Month
from roster.model.demand import ExtraVisit, Period
from roster.model.people import Category
from roster.model.requests import Leave
from roster.model.shares import (
    Share,
    past_duties,
    planned_totals,
    serving_days,
    window_start,
)
from roster.model.sites import Session
from tests.build import calendar, centre_demand, day, duty, person, problem, visits

CENTRE = (centre_demand(),)


@pytest.mark.parametrize(
    ("window", "known", "start"),
    [
        ("month", day(20, 11), day(1)),
        ("quarter", day(20, 11), day(1, 11)),
        ("quarter", day(20, 10), day(1, 10)),
        ("quarter", day(30, 9), day(1)),  # nothing is known of the quarter
        ("year", day(30, 9), day(1, 9)),
        ("year", date(2025, 12, 31), day(1)),
        ("year", date(2027, 1, 1), day(1)),  # published after the month
    ],
)
def test_the_window_begins_with_the_first_month_known(
    window: str, known: date, start: date
) -> None:
    county = problem(1, limits={"fair_window": window}, history=(duty("P1", "C", known),))
    assert window_start(county) == start


@pytest.mark.parametrize(("month", "first"), [(1, 1), (3, 1), (4, 4), (6, 4), (12, 10)])
def test_quarters(month: int, first: int) -> None:
    planned = Month(year=2026, month=month)
    earlier = duty("P1", "C", day(1, first))
    history = (earlier,) if first != month else ()
    county = problem(
        1,
        month=planned,
        calendar=calendar(planned),
        limits={"fair_window": "quarter"},
        history=history,
    )
    assert window_start(county) == day(1, first)


def test_past_duties_are_those_of_the_window() -> None:
    dates = (day(29, 9), day(5, 10), day(20, 11), date(2027, 1, 1))
    county = problem(
        1,
        limits={"fair_window": "quarter"},
        history=tuple(duty("P1", "C", d) for d in dates),
    )
    assert [d.date for d in past_duties(county, "P1")] == [day(5, 10), day(20, 11)]


def test_days_on_which_a_person_could_serve() -> None:
    people = [
        person("P1"),
        person("P2", counts_from=day(14)),
        person("P3", category=Category.ACADEMIC),
        person("P4", category=Category.WAIVER, approval_no="1号", approval_until=day(4)),
    ]
    leaves = (
        Leave(person="P1", start=day(1), end=day(3), session=Session.MORNING),  # half days only
        Leave(person="P1", start=day(7), end=day(8)),
        Leave(person="P1", start=day(9), end=day(9), session=Session.MORNING),
        Leave(person="P1", start=day(9), end=day(9), session=Session.AFTERNOON),
        Leave(person="P1", start=day(12), end=day(13)),  # a weekend
    )
    county = problem(people, leaves=leaves, centre_demands=CENTRE)
    days = {p.id: serving_days(county, p, day(1)) for p in county.people}
    # 23 workdays; less 7, 8 and 9; 14 to 31 December; never; 1 to 4 December
    assert days == {"P1": 20, "P2": 14, "P3": 0, "P4": 4}


def test_days_count_from_the_window_start() -> None:
    county = problem(1, history=(duty("P1", "C", day(20, 11)),))
    assert county.shares["P1"].days == 44  # 21 in November, 23 in December


def test_planned_totals() -> None:
    fair = ExtraVisit(site="S", date=day(6), session=Session.MORNING, persons=2)
    county = problem(
        1,
        [visits("S", persons=2), visits("T", per=Period.MONTH)],
        centre_demands=(centre_demand(persons=2),),
        extra_visits=(fair,),
    )
    # Trips: 5 · 2 + 1 + 2. Points: 23 days · 2 persons · 2, and 2 a trip.
    assert planned_totals(county) == (92 + 2 * 13, 13)
    halves = (Session.MORNING, Session.AFTERNOON)
    assert planned_totals(problem(1, centre_demands=(centre_demand(sessions=halves),))) == (46, 0)


def test_no_more_trips_are_planned_than_there_are_days() -> None:
    # The first week has a Tuesday and a Wednesday left of three visits.
    county = problem(1, [visits(times=3, weekdays=(1, 2, 3))])
    assert planned_totals(county) == (28, 14)


def test_shares_are_in_tenths_and_hold_history() -> None:
    past = (duty("P1", "S", day(3, 11)), duty("P1", "C", day(4, 11)))
    county = problem(2, [visits()], centre_demands=CENTRE, history=past)
    # 46 + 10 points and 5 trips planned, 4 points and a trip done: 30 and 3 each.
    assert county.shares == {
        "P1": Share(days=44, past_load=4, past_trips=1, fair_load=300, fair_trips=30),
        "P2": Share(days=44, past_load=0, past_trips=0, fair_load=300, fair_trips=30),
    }


def test_trips_are_shared_among_those_who_serve_stations() -> None:
    people = [person("P1"), person("P2", serves_stations=False), person("P3")]
    shares = problem(people, [visits()]).shares
    assert [shares[p].fair_trips for p in ("P1", "P2", "P3")] == [25, 0, 25]
    assert [shares[p].fair_load for p in ("P1", "P2", "P3")] == [33, 33, 33]  # 10 points


def test_shares_are_rounded_half_up() -> None:
    # 10 points among 16 are 6.25 tenths each, among 8 are 12.5, among 3 are 33.3.
    for count, tenths in ((16, 6), (8, 13), (3, 33)):
        assert problem(count, [visits()]).shares["P1"].fair_load == tenths


def test_when_nobody_can_serve_nobody_has_a_share() -> None:
    county = problem([person("P1", share_percent=0)], [visits()])
    assert county.shares == {"P1": Share(23, 0, 0, 0, 0)}
    assert problem([], [visits()]).shares == {}
