"""连续值班过短: days that a stretch of days with a duty is short, where both its ends are known."""

from __future__ import annotations

from datetime import date

import pytest

from roster.model.sites import Session
from tests.build import centre_demand, day, duty, person, problem
from tests.rules.kit import assert_rule

CENTRE = (centre_demand(),)
THREE = {"min_consecutive": 3}


@pytest.mark.parametrize(
    ("days", "size"),
    [
        ((), 0),
        ((8,), 2),
        ((8, 9), 1),
        ((8, 9, 10), 0),
        ((8, 14, 15), 3),  # 2 and 1
        ((7, 8, 9, 10, 11), 0),
    ],
)
def test_three_days_at_least(days: tuple[int, ...], size: int) -> None:
    county = problem(1, centre_demands=CENTRE, limits=THREE)
    assert_rule(county, [duty("P1", "C", n) for n in days], "min_consecutive", size)


def test_any_stretch_will_do_by_default() -> None:
    county = problem(1, centre_demands=CENTRE)
    assert_rule(county, [duty("P1", "C", 8)], "min_consecutive", 0)


def test_two_halves_of_a_day_are_one_day() -> None:
    halves = (Session.MORNING, Session.AFTERNOON)
    county = problem(
        1, centre_demands=(centre_demand(sessions=halves),), limits={**THREE, "max_day": 2}
    )
    assert_rule(county, [duty("P1", "C", 8, half) for half in halves], "min_consecutive", 2)


def test_a_stretch_at_either_end_of_the_month_may_go_on() -> None:
    county = problem(1, centre_demands=CENTRE, limits=THREE)
    assert_rule(county, [duty("P1", "C", 1), duty("P1", "C", 31)], "min_consecutive", 0)
    assert_rule(county, [duty("P1", "C", 2), duty("P1", "C", 30)], "min_consecutive", 4)


def test_days_before_the_month_count_where_they_are_known() -> None:
    # P1 served on 30 November; that P2 did not is known too, since history begins on the 26th.
    before = tuple(duty("P1", "C", day(n, 11)) for n in (26, 27, 30))
    two = (centre_demand(persons=2),)
    county = problem(2, centre_demands=two, limits=THREE, history=before)
    assert_rule(county, [duty("P1", "C", n) for n in (1, 2)], "min_consecutive", 0)
    assert_rule(county, [duty("P1", "C", 1)], "min_consecutive", 1)
    assert_rule(county, [duty("P1", "C", 8)], "min_consecutive", 2 + 2)  # and 30 November alone
    assert_rule(county, [duty("P2", "C", 1), duty("P1", "C", 1)], "min_consecutive", 2 + 1)


def test_a_stretch_published_too_short_is_not_the_months_fault() -> None:
    before = tuple(duty("P1", "C", day(n, 11)) for n in (24, 26))
    county = problem(1, centre_demands=CENTRE, limits=THREE, history=before)
    assert_rule(county, [], "min_consecutive", 0)


def test_published_duties_after_the_month_do_not_end_a_stretch() -> None:
    after = (duty("P1", "C", date(2027, 1, 1)),)
    county = problem(1, centre_demands=CENTRE, limits=THREE, history=after)
    assert_rule(county, [duty("P1", "C", 31)], "min_consecutive", 0)
    assert_rule(county, [duty("P1", "C", 29)], "min_consecutive", 2)


def test_a_number_of_ones_own_goes_before_the_countys() -> None:
    people = [person("P1", min_consecutive=1), person("P2", min_consecutive=2)]
    county = problem(people, centre_demands=CENTRE, limits=THREE)
    assert_rule(county, [duty("P1", "C", 8), duty("P2", "C", 15)], "min_consecutive", 1)
