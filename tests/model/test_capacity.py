from __future__ import annotations

from datetime import date

from roster.model.capacity import capacity_by_week
from roster.model.demand import ExtraVisit, Period
from roster.model.people import Category
from roster.model.requests import Closure, Leave
from roster.model.sites import Session
from tests.build import calendar, centre_demand, day, duty, person, problem, visits

CENTRE = (centre_demand(),)


def test_weeks_are_those_of_the_month_and_end_with_it() -> None:
    # 1 December is a Tuesday, 31 December a Thursday
    weeks = capacity_by_week(problem(1, centre_demands=CENTRE))
    assert [(w.start.day, w.end.day) for w in weeks] == [
        (1, 6), (7, 13), (14, 20), (21, 27), (28, 31)]  # fmt: skip
    assert [w.centre for w in weeks] == [4, 5, 5, 5, 4]  # its workdays


def test_a_week_without_workdays_is_left_out() -> None:
    off = [day(n) for n in range(7, 14)]
    weeks = capacity_by_week(problem(1, calendar=calendar(off=off)))
    assert [w.start.day for w in weeks] == [1, 14, 21, 28]


def test_demand_is_in_persons() -> None:
    of = problem(
        2,
        [visits("S", times=2, weekdays=(2, 4), persons=2)],
        centre_demands=(centre_demand(persons=3),),
        extra_visits=(ExtraVisit(site="S", date=day(11), session=Session.MORNING, persons=2),),
    )
    second = capacity_by_week(of)[1]
    # five days of three at the centre; two visits of two at the station, and two at the fair
    assert (second.centre, second.stations, second.demand) == (15, 6, 21)


def test_a_month_s_visits_are_spread_over_their_days() -> None:
    # Four visits in the month, on Tuesdays: of the five (1, 8, 15, 22, 29) each week has one, so
    # each is owed 4/5 of a visit, which is nearest to one.
    of = problem(1, [visits("S", per=Period.MONTH, times=4)])
    assert [w.stations for w in capacity_by_week(of)] == [1, 1, 1, 1, 1]
    # of two visits each week is owed 2/5, which is nearest to none
    of = problem(1, [visits("S", per=Period.MONTH, times=2)])
    assert [w.stations for w in capacity_by_week(of)] == [0, 0, 0, 0, 0]


def test_visits_that_can_be_on_no_day_want_nobody() -> None:
    of = problem(1, [visits("S")], closures=(Closure(site="S", start=day(8), end=day(8)),))
    assert [w.stations for w in capacity_by_week(of)] == [1, 0, 1, 1, 1]


def test_more_visits_than_days_want_as_many_as_there_are_days() -> None:
    of = problem(1, [visits("S", times=3, weekdays=(2,), min_gap=1, max_gap=7)])
    assert capacity_by_week(of)[1].stations == 1


def test_capacity_is_the_days_that_people_can_serve_at_most_their_limit() -> None:
    people = [
        person("P1"),  # three a week
        person("P2", max_week=4),
        person("P3", until=day(8)),  # two days of the week from the 7th
        person("P4", category=Category.RETIRED, service_years=4),  # may not serve
    ]
    of = problem(
        people, leaves=(Leave(person="P1", start=day(7), end=day(9)),)
    )  # two days are left
    assert capacity_by_week(of)[1].capacity == 2 + 4 + 2 + 0


def test_half_a_day_of_leave_leaves_the_other_half() -> None:
    leave = Leave(person="P1", start=day(1), end=day(4), session=Session.MORNING)
    assert capacity_by_week(problem(1, leaves=(leave,)))[0].capacity == 3


def test_two_duties_a_day_count_twice() -> None:
    off = [day(n) for n in (8, 9, 10, 11)]
    limits = {"max_day": 2, "max_week": 10}
    of = problem(1, calendar=calendar(off=off), limits=limits)
    assert capacity_by_week(of)[1].capacity == 2  # Monday alone is open


def test_what_was_published_of_a_straddling_week_is_used_up() -> None:
    # The week from 30 November: its Monday belongs to November and was served there.
    monday = duty("P1", "C", date(2026, 11, 30))
    before = duty("P1", "C", date(2026, 11, 27))  # the week before
    assert capacity_by_week(problem(1, history=(monday, before)))[0].capacity == 2
    assert capacity_by_week(problem([person("P1", max_week=0)], history=(monday,)))[0].capacity == 0


def test_the_tightest_day_is_the_first_with_the_fewest_people() -> None:
    of = problem(
        3,
        leaves=(
            Leave(person="P1", start=day(9), end=day(10)),
            Leave(person="P2", start=day(10), end=day(11)),
            Leave(person="P3", start=day(9), end=day(9)),
        ),
    )
    week = capacity_by_week(of)[1]
    assert (week.tightest, week.free) == (day(9), 1)  # the 10th has one person too


def test_spare_is_negative_when_people_are_short() -> None:
    week = capacity_by_week(problem(1, centre_demands=CENTRE))[1]
    assert (week.capacity, week.demand, week.spare) == (3, 5, -2)
