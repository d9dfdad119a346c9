"""同站点上限: duties of a person at one site in the month."""

from __future__ import annotations

from roster.model.requests import SiteLimit
from tests.build import centre_demand, day, duty, problem, visits
from tests.rules.kit import assert_rule

TWICE = (SiteLimit(person="P1", site="S", most=2),)


def test_the_third_duty_at_the_site_is_too_many() -> None:
    county = problem(2, [visits()], site_limits=TWICE)
    mornings = [duty("P1", "S", n) for n in (1, 8, 15)]
    assert_rule(county, mornings[:2], "site_limit", 0)
    assert_rule(county, mornings, "site_limit", 1)
    assert_rule(county, [*mornings[:2], duty("P2", "S", 15)], "site_limit", 0)


def test_elsewhere_there_is_no_limit() -> None:
    county = problem(1, [visits()], centre_demands=(centre_demand(),), site_limits=TWICE)
    assert_rule(county, [duty("P1", "C", n) for n in (7, 8, 9, 10)], "site_limit", 0)


def test_none_at_all() -> None:
    county = problem(1, [visits()], site_limits=(SiteLimit(person="P1", site="S", most=0),))
    assert_rule(county, [duty("P1", "S", 1)], "site_limit", 1)


def test_other_months_do_not_count() -> None:
    before = tuple(duty("P1", "S", day(n, 11)) for n in (17, 24))
    county = problem(1, [visits()], site_limits=TWICE, history=before)
    assert_rule(county, [duty("P1", "S", 1)], "site_limit", 0)
