"""每日上限: one duty a day unless the county allows two."""

from __future__ import annotations

from roster.model.sites import Session
from tests.build import centre_demand, duty, problem, visits
from tests.rules.kit import assert_rule

HALVES = (centre_demand(sessions=(Session.MORNING, Session.AFTERNOON)),)
BOTH = [duty("P1", "C", 1, Session.MORNING), duty("P1", "C", 1, Session.AFTERNOON)]


def test_one_a_day_by_default() -> None:
    county = problem(2, centre_demands=HALVES)
    assert_rule(county, BOTH[:1], "max_day", 0)
    assert_rule(county, [BOTH[0], duty("P2", "C", 1, Session.AFTERNOON)], "max_day", 0)
    assert_rule(county, [BOTH[0], duty("P1", "C", 2, Session.AFTERNOON)], "max_day", 0)
    assert_rule(county, BOTH, "max_day", 1)  # 2 − 1


def test_each_day_counts_apart() -> None:
    county = problem(1, centre_demands=HALVES)
    next_day = [duty("P1", "C", 2, s) for s in (Session.MORNING, Session.AFTERNOON)]
    assert_rule(county, [*BOTH, *next_day], "max_day", 2)  # one too many on each


def test_two_where_the_county_allows_them() -> None:
    county = problem(1, [visits()], centre_demands=HALVES, limits={"max_day": 2})
    assert_rule(county, BOTH, "max_day", 0)
    assert_rule(county, [*BOTH, duty("P1", "S", 1)], "max_day", 1)  # 3 − 2
