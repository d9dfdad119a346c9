"""中心缺岗: F4 在每个工作日安排值班; persons wanted at the centre and not there."""

from __future__ import annotations

from roster.model.audit import CHECKS, Facts
from roster.model.calendar import Month
from roster.model.demand import DayDemand
from roster.model.requests import Closure
from roster.model.sites import Session
from tests.build import calendar, centre_demand, day, duty, problem, visits
from tests.rules.kit import assert_rule

WORKDAYS = [d for d in range(1, 32) if day(d).isoweekday() < 6]


def test_every_workday_wants_its_person() -> None:
    county = problem(1, centre_demands=(centre_demand(),))
    assert_rule(county, [duty("P1", "C", n) for n in WORKDAYS], "centre_short", 0)
    assert_rule(county, [duty("P1", "C", n) for n in WORKDAYS[:20]], "centre_short", 3)
    assert_rule(county, [], "centre_short", 23)  # December 2026 has 23 workdays


def test_each_missing_person_counts() -> None:
    county = problem(2, centre_demands=(centre_demand(persons=2),))
    assert_rule(county, [], "centre_short", 46)
    assert_rule(county, [duty("P1", "C", 1), duty("P2", "C", 1)], "centre_short", 44)
    assert_rule(county, [duty("P1", "C", 1), duty("P2", "C", 2)], "centre_short", 44)


def test_half_days_are_wanted_one_by_one() -> None:
    halves = (centre_demand(sessions=(Session.MORNING, Session.AFTERNOON)),)
    county = problem(1, centre_demands=halves)
    assert_rule(county, [duty("P1", "C", 1, Session.AFTERNOON)], "centre_short", 45)  # 2·23 − 1


def test_holidays_make_up_days_and_closures() -> None:
    # Tuesday 8 off, Saturday 12 made up, Thursday 3 and the morning of Friday 4 closed.
    county = problem(
        1,
        centre_demands=(centre_demand(sessions=(Session.MORNING, Session.AFTERNOON)),),
        calendar=calendar(off=[day(8)], made_up=[day(12)]),
        closures=(
            Closure(site="C", start=day(3), end=day(3)),
            Closure(site="C", start=day(4), end=day(4), session=Session.MORNING),
        ),
    )
    assert_rule(county, [], "centre_short", 43)  # 2 · 23 − 2 − 1


def test_the_national_day_month_has_18_workdays() -> None:
    # docs/policy.md: October 2026 has 18 workdays, 10 October made up.
    october = Month(year=2026, month=10)
    days = calendar(october, off=[day(n, 10) for n in range(1, 8)], made_up=[day(10, 10)])
    county = problem(1, centre_demands=(centre_demand(),), month=october, calendar=days)
    assert_rule(county, [duty("P1", "C", day(10, 10))], "centre_short", 17)


def test_stations_and_centres_without_demand_are_not_counted() -> None:
    assert_rule(problem(1, [visits()]), [], "centre_short", 0)


def test_what_is_told() -> None:
    county = problem(1, centre_demands=(centre_demand(persons=2),))
    first = next(iter(CHECKS["centre_short"](Facts(county, [duty("P1", "C", 1)]))))
    assert first.text == ("12月1日缺1人", "1 Dec: 1 short")
    assert first.site == "C"


def test_another_number_and_price_on_a_date() -> None:
    # Constitution Day wants two, each missing one counting three; nobody is wanted on the 7th.
    days = (
        DayDemand(site="C", date=day(4), persons=2, short_price=3),
        DayDemand(site="C", date=day(7), persons=0),
    )
    county = problem(2, centre_demands=(centre_demand(),), day_demands=days)
    assert_rule(county, [], "centre_short", 21 + 2 * 3)
    assert_rule(county, [duty("P1", "C", 4)], "centre_short", 21 + 3)
    assert_rule(county, [duty(p, "C", 4) for p in ("P1", "P2")], "centre_short", 21)


def test_spare_persons_of_one_day_do_not_make_up_for_another() -> None:
    county = problem(2, centre_demands=(centre_demand(spare=1, short_price=2),))
    assert_rule(county, [duty(p, "C", 1) for p in ("P1", "P2")], "centre_short", 44)


def test_a_day_on_which_a_missing_person_has_no_price() -> None:
    days = (DayDemand(site="C", date=day(4), persons=1, short_price=0),)
    county = problem(1, centre_demands=(centre_demand(),), day_demands=days)
    assert_rule(county, [], "centre_short", 22)
