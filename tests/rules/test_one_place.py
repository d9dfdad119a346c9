"""一时一地: one person, one place at a time."""

from __future__ import annotations

from roster.model.sites import Session
from tests.build import centre_demand, duty, problem, visits
from tests.rules.kit import assert_rule

HALVES = (centre_demand(sessions=(Session.MORNING, Session.AFTERNOON), persons=2),)


def test_a_morning_and_an_afternoon_are_two_times() -> None:
    county = problem(1, [visits()], centre_demands=HALVES)
    assert_rule(county, [duty("P1", "S", 1), duty("P1", "C", 1, Session.AFTERNOON)], "one_place", 0)


def test_two_persons_may_be_at_two_places() -> None:
    county = problem(2, [visits()], centre_demands=(centre_demand(),))
    assert_rule(county, [duty("P1", "C", 1), duty("P2", "S", 1)], "one_place", 0)


def test_the_same_place_on_two_days_is_no_conflict() -> None:
    county = problem(1, centre_demands=(centre_demand(),))
    assert_rule(county, [duty("P1", "C", 1), duty("P1", "C", 2)], "one_place", 0)


def test_a_full_day_meets_each_half() -> None:
    county = problem(1, [visits()], centre_demands=(centre_demand(),))
    assert_rule(county, [duty("P1", "C", 1), duty("P1", "S", 1)], "one_place", 1)


def test_every_pair_counts() -> None:
    # Three places in one morning are three pairs.
    county = problem(1, [visits("S"), visits("T")], centre_demands=HALVES)
    morning = [
        duty("P1", "C", 1, Session.MORNING),
        duty("P1", "S", 1),
        duty("P1", "T", 1),
    ]
    assert_rule(county, morning, "one_place", 3)
    assert_rule(county, morning[1:], "one_place", 1)


def test_a_duty_listed_twice_is_at_one_time() -> None:
    county = problem(1, centre_demands=(centre_demand(persons=2),))
    assert_rule(county, [duty("P1", "C", 1), duty("P1", "C", 1)], "one_place", 1)
