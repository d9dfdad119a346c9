"""连休过短: days that a stretch of days off is short, where a duty is known on both its sides."""

from __future__ import annotations

from datetime import date

import pytest

from tests.build import centre_demand, day, duty, person, problem
from tests.rules.kit import assert_rule

CENTRE = (centre_demand(),)
THREE = {"min_days_off": 3}


@pytest.mark.parametrize(
    ("days", "size"),
    [
        ((), 0),
        ((8, 9, 10), 0),
        ((8, 10), 2),
        ((8, 11), 1),
        ((4, 7), 1),  # a weekend is two days
        ((3, 7), 0),
        ((7, 9, 11), 4),
    ],
)
def test_three_days_off_at_least(days: tuple[int, ...], size: int) -> None:
    county = problem(1, centre_demands=CENTRE, limits=THREE)
    assert_rule(county, [duty("P1", "C", n) for n in days], "min_days_off", size)


def test_one_day_off_will_do_by_default() -> None:
    county = problem(1, centre_demands=CENTRE)
    assert_rule(county, [duty("P1", "C", n) for n in (7, 9)], "min_days_off", 0)


def test_days_off_at_either_end_of_the_month_may_go_on() -> None:
    county = problem(1, centre_demands=CENTRE, limits=THREE)
    assert_rule(county, [duty("P1", "C", n) for n in (2, 3, 29, 30)], "min_days_off", 0)


def test_duties_around_the_month_bound_the_days_off() -> None:
    around = (duty("P1", "C", day(30, 11)), duty("P1", "C", date(2027, 1, 1)))
    county = problem(1, centre_demands=CENTRE, limits=THREE, history=around)
    assert_rule(county, [duty("P1", "C", 2)], "min_days_off", 2)  # 1 December
    assert_rule(county, [duty("P1", "C", 1), duty("P1", "C", 30)], "min_days_off", 2)  # the 31st
    assert_rule(county, [duty("P1", "C", 4), duty("P1", "C", 28)], "min_days_off", 0)


def test_days_off_before_the_month_are_ended_by_its_first_day() -> None:
    before = (duty("P1", "C", day(28, 11)),)  # the 29th and 30th were free
    county = problem(1, centre_demands=CENTRE, limits=THREE, history=before)
    assert_rule(county, [duty("P1", "C", 1)], "min_days_off", 1)
    assert_rule(county, [duty("P1", "C", 2)], "min_days_off", 0)


def test_a_number_of_ones_own_goes_before_the_countys() -> None:
    people = [person("P1", min_days_off=1), person("P2", min_days_off=2)]
    county = problem(people, centre_demands=(centre_demand(persons=2),), limits=THREE)
    duties = [duty(p, "C", n) for p in ("P1", "P2") for n in (7, 9)]
    assert_rule(county, duties, "min_days_off", 1)
