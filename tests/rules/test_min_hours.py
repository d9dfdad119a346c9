"""工时不足: hours on duty in the month less than wanted, rounded up."""

from __future__ import annotations

from tests.build import centre_demand, day, duty, person, problem, visits
from tests.rules.kit import assert_rule

CENTRE = (centre_demand(),)  # a day lasts eight hours, a morning at a station four


def test_nothing_is_wanted_by_default() -> None:
    assert_rule(problem(1, centre_demands=CENTRE), [], "min_hours", 0)


def test_the_countys_number_of_hours() -> None:
    county = problem(2, [visits()], centre_demands=CENTRE, limits={"min_hours": 14})
    assert_rule(county, [], "min_hours", 28)
    assert_rule(county, [duty("P1", "C", 7), duty("P2", "S", 8)], "min_hours", 6 + 10)
    assert_rule(county, [duty("P1", "C", 7), duty("P1", "C", 8)], "min_hours", 14)  # P2's


def test_a_number_of_ones_own_is_in_minutes_and_is_rounded_up_to_hours() -> None:
    people = [person("P1", min_minutes=481), person("P2", min_minutes=0)]
    county = problem(people, centre_demands=CENTRE, limits={"min_hours": 100})
    assert_rule(county, [duty("P1", "C", 7)], "min_hours", 1)
    assert_rule(county, [duty("P1", "C", 7), duty("P1", "C", 8)], "min_hours", 0)


def test_other_months_do_not_count() -> None:
    before = (duty("P1", "C", day(30, 11)),)
    county = problem(1, centre_demands=CENTRE, limits={"min_hours": 8}, history=before)
    assert_rule(county, [], "min_hours", 8)
