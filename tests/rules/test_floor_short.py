"""站点当月未开放: F4 但每月至少排班 1 次."""

from __future__ import annotations

from roster.model.demand import ExtraVisit, Period
from roster.model.requests import Closure
from roster.model.sites import Session
from tests.build import day, duty, problem, station, visits
from tests.rules.kit import assert_rule


def test_each_station_without_a_visit_counts_one() -> None:
    county = problem(1, [visits("S"), visits("T"), visits("U", per=Period.MONTH)])
    assert_rule(county, [], "floor_short", 3)
    assert_rule(county, [duty("P1", "S", 1), duty("P1", "S", 8)], "floor_short", 2)
    assert_rule(
        county, [duty("P1", s, n) for s, n in zip("STU", (1, 8, 15), strict=True)], "floor_short", 0
    )


def test_without_stations_nothing_is_short() -> None:
    assert_rule(problem(1), [], "floor_short", 0)


def test_an_extra_visit_opens_the_station_too() -> None:
    fair = ExtraVisit(site="S", date=day(6), session=Session.AFTERNOON)
    county = problem(1, [visits()], extra_visits=(fair,))
    assert_rule(county, [duty("P1", "S", 6, Session.AFTERNOON)], "floor_short", 0)


def test_a_station_with_fairs_only_owes_nothing_else() -> None:
    fair = ExtraVisit(site="S", date=day(6), session=Session.MORNING)
    sites = (*problem(1).sites, station("S"))
    assert_rule(problem(1, sites=sites, extra_visits=(fair,)), [], "floor_short", 0)


def test_a_station_closed_all_month_is_still_told_as_short() -> None:
    shut = (Closure(site="S", start=day(1), end=day(31)),)
    assert_rule(problem(1, [visits()], closures=shut), [], "floor_short", 1)


def test_a_visit_of_the_first_week_held_in_november_is_none_of_december() -> None:
    county = problem(1, [visits(weekdays=(1,))], history=(duty("P1", "S", day(30, 11)),))
    assert_rule(county, [], "floor_short", 1)
