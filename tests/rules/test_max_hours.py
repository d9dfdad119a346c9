"""工时上限: minutes on duty in the month by the sites' hours; no limit unless one is given."""

from __future__ import annotations

from tests.build import centre_demand, day, duty, person, problem, visits
from tests.rules.kit import assert_rule

CENTRE = (centre_demand(),)  # a day lasts eight hours, a morning at a station four


def test_no_limit_by_default() -> None:
    county = problem(1, centre_demands=CENTRE)
    assert_rule(county, [duty("P1", "C", n) for n in range(7, 12)], "max_hours", 0)


def test_the_countys_limit_in_hours() -> None:
    county = problem(2, [visits()], centre_demands=CENTRE, limits={"max_hours": 20})
    duties = [duty("P1", "C", 7), duty("P1", "S", 8), duty("P1", "C", 9)]
    assert_rule(county, duties, "max_hours", 0)  # 8 + 4 + 8
    assert_rule(county, [*duties, duty("P1", "S", 15)], "max_hours", 240)
    assert_rule(county, [*duties, duty("P2", "S", 15)], "max_hours", 0)


def test_a_limit_of_ones_own_is_in_minutes_and_goes_before() -> None:
    people = [person("P1", max_minutes=479), person("P2", max_minutes=960)]
    county = problem(people, centre_demands=CENTRE, limits={"max_hours": 8})
    assert_rule(county, [duty("P1", "C", 7)], "max_hours", 1)
    assert_rule(county, [duty("P2", "C", 7), duty("P2", "C", 8)], "max_hours", 0)


def test_other_months_do_not_count() -> None:
    before = (duty("P1", "C", day(30, 11)),)
    county = problem(1, centre_demands=CENTRE, limits={"max_hours": 8}, history=before)
    assert_rule(county, [duty("P1", "C", 1)], "max_hours", 0)
