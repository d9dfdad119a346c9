"""每月上限: duties of the planned month; no limit unless one is given."""

from __future__ import annotations

from tests.build import centre_demand, day, duty, person, problem
from tests.rules.kit import assert_rule

CENTRE = (centre_demand(),)
SIX = [1, 2, 7, 8, 14, 15]


def test_no_limit_by_default() -> None:
    county = problem(1, centre_demands=CENTRE)
    assert_rule(county, [duty("P1", "C", n) for n in SIX], "max_month", 0)


def test_the_countys_limit() -> None:
    county = problem(2, centre_demands=CENTRE, limits={"max_month": 4})
    duties = [duty("P1", "C", n) for n in SIX]
    assert_rule(county, duties[:4], "max_month", 0)
    assert_rule(county, duties, "max_month", 2)  # 6 − 4
    assert_rule(county, [*duties[:4], duty("P2", "C", 21)], "max_month", 0)


def test_a_limit_of_ones_own_goes_before_the_countys() -> None:
    people = [person("P1", max_month=1), person("P2", max_month=6), person("P3", max_month=0)]
    county = problem(people, centre_demands=CENTRE, limits={"max_month": 4})
    assert_rule(county, [duty("P1", "C", n) for n in SIX[:2]], "max_month", 1)
    assert_rule(county, [duty("P2", "C", n) for n in SIX], "max_month", 0)
    assert_rule(county, [duty("P3", "C", 1)], "max_month", 1)  # 0 means none


def test_other_months_do_not_count() -> None:
    # Monday 30 November is of December's first week, but of November's count.
    before = (duty("P1", "C", day(30, 11)),)
    county = problem(1, centre_demands=CENTRE, limits={"max_month": 1}, history=before)
    assert_rule(county, [duty("P1", "C", 1)], "max_month", 0)
