"""连续值班上限: each run of limit + 1 days with a duty on every one counts once."""

from __future__ import annotations

from datetime import date

import pytest

from roster.model.sites import Session
from tests.build import calendar, centre_demand, day, duty, person, problem
from tests.rules.kit import assert_rule

CENTRE = (centre_demand(),)


@pytest.mark.parametrize(
    ("days", "size"),
    [
        ((7, 8, 9), 0),
        ((7, 8, 9, 10), 1),
        ((7, 8, 9, 10, 11), 2),  # 7–10 and 8–11
        ((7, 8, 10, 11), 0),  # Wednesday free
        ((3, 4, 7, 8), 0),  # the weekend breaks the run
    ],
)
def test_three_days_in_a_row_by_default(days: tuple[int, ...], size: int) -> None:
    county = problem(1, centre_demands=CENTRE)
    assert_rule(county, [duty("P1", "C", n) for n in days], "max_consecutive", size)


def test_two_persons_in_turn_have_no_run() -> None:
    county = problem(2, centre_demands=CENTRE)
    days = [duty("P1" if n % 2 else "P2", "C", n) for n in (7, 8, 9, 10)]
    assert_rule(county, days, "max_consecutive", 0)


def test_a_make_up_weekend_joins_two_weeks() -> None:
    county = problem(1, centre_demands=CENTRE, calendar=calendar(made_up=[day(5), day(6)]))
    assert_rule(county, [duty("P1", "C", n) for n in (4, 5, 6, 7)], "max_consecutive", 1)


def test_two_halves_of_a_day_are_one_day() -> None:
    halves = (Session.MORNING, Session.AFTERNOON)
    county = problem(1, centre_demands=(centre_demand(sessions=halves),), limits={"max_day": 2})
    days = [duty("P1", "C", n, half) for n in (7, 8, 9) for half in halves]
    assert_rule(county, days, "max_consecutive", 0)
    assert_rule(county, [*days, duty("P1", "C", 10, halves[1])], "max_consecutive", 1)


def test_the_days_before_the_month_count() -> None:
    # Monday 30 November was served: with 1 to 3 December that makes four days.
    county = problem(1, centre_demands=CENTRE, history=(duty("P1", "C", day(30, 11)),))
    assert_rule(county, [duty("P1", "C", 1), duty("P1", "C", 2)], "max_consecutive", 0)
    assert_rule(county, [duty("P1", "C", n) for n in (1, 2, 3)], "max_consecutive", 1)


def test_the_days_after_the_month_count() -> None:
    after = (duty("P1", "C", date(2027, 1, 1)),)
    county = problem(1, centre_demands=CENTRE, history=after)
    assert_rule(county, [duty("P1", "C", n) for n in (30, 31)], "max_consecutive", 0)
    assert_rule(county, [duty("P1", "C", n) for n in (29, 30, 31)], "max_consecutive", 1)


def test_with_a_limit_of_one_the_day_after_a_published_duty_is_free() -> None:
    county = problem(
        [person("P1", max_consecutive=1)],
        centre_demands=CENTRE,
        history=(duty("P1", "C", day(30, 11)),),
    )
    assert_rule(county, [duty("P1", "C", 1)], "max_consecutive", 1)
    assert_rule(county, [duty("P1", "C", 2)], "max_consecutive", 0)


def test_a_run_that_was_published_too_long_is_not_the_months_fault() -> None:
    before = tuple(duty("P1", "C", day(n, 11)) for n in (26, 27, 28, 29, 30))
    county = problem([person("P1", max_consecutive=2)], centre_demands=CENTRE, history=before)
    assert_rule(county, [], "max_consecutive", 0)
    assert_rule(county, [duty("P1", "C", 2)], "max_consecutive", 0)
    assert_rule(county, [duty("P1", "C", 1)], "max_consecutive", 1)  # 29, 30, 1


def test_a_limit_of_ones_own_goes_before_the_countys() -> None:
    people = [person("P1", max_consecutive=5), person("P2", max_consecutive=1)]
    county = problem(people, centre_demands=CENTRE)
    week = (7, 8, 9, 10, 11)
    assert_rule(county, [duty("P1", "C", n) for n in week], "max_consecutive", 0)
    assert_rule(county, [duty("P2", "C", n) for n in week], "max_consecutive", 4)  # each pair
