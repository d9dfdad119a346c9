"""周末上限: weekends of the month with a duty on Saturday or Sunday; no limit unless one is given."""

from __future__ import annotations

from datetime import date

import pytest

from tests.build import calendar, centre_demand, day, duty, person, problem
from tests.rules.kit import assert_rule

CENTRE = (centre_demand(),)
OPEN = calendar(made_up=[day(n) for n in (5, 6, 12, 13, 19, 20)])  # three weekends of service


@pytest.mark.parametrize(
    ("days", "size"),
    [
        ((5, 12), 0),
        ((5, 6, 12), 0),  # both days of a weekend are one weekend
        ((5, 6, 13, 19), 1),
        ((7, 8, 9, 10, 11), 0),  # no weekend at all
    ],
)
def test_two_weekends_a_month(days: tuple[int, ...], size: int) -> None:
    county = problem(1, centre_demands=CENTRE, calendar=OPEN, limits={"max_weekends": 2})
    assert_rule(county, [duty("P1", "C", n) for n in days], "max_weekends", size)


def test_no_limit_by_default() -> None:
    county = problem(1, centre_demands=CENTRE, calendar=OPEN)
    assert_rule(county, [duty("P1", "C", n) for n in (5, 12, 19)], "max_weekends", 0)


def test_a_limit_of_ones_own_goes_before_the_countys() -> None:
    people = [person("P1", max_weekends=0), person("P2", max_weekends=3)]
    county = problem(people, centre_demands=CENTRE, calendar=OPEN, limits={"max_weekends": 1})
    assert_rule(county, [duty("P1", "C", 6)], "max_weekends", 1)
    assert_rule(county, [duty("P2", "C", n) for n in (6, 12, 19)], "max_weekends", 0)


def test_weekends_of_other_months_do_not_count() -> None:
    before = (duty("P1", "C", date(2026, 11, 28)),)
    county = problem(
        1, centre_demands=CENTRE, calendar=OPEN, limits={"max_weekends": 1}, history=before
    )
    assert_rule(county, [duty("P1", "C", 5)], "max_weekends", 0)
