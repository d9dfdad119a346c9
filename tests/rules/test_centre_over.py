"""中心多排: persons beyond those wanted, where the clerk allows it; each at the day's price."""

from __future__ import annotations

from roster.model.demand import DayDemand
from tests.build import centre_demand, day, duty, problem, visits
from tests.rules.kit import assert_rule


def test_more_than_wanted_where_allowed() -> None:
    county = problem(3, centre_demands=(centre_demand(spare=2),))
    assert_rule(county, [duty("P1", "C", 1)], "centre_over", 0)
    assert_rule(county, [duty(p, "C", 1) for p in ("P1", "P2")], "centre_over", 1)
    assert_rule(county, [duty(p, "C", 1) for p in ("P1", "P2", "P3")], "centre_over", 2)


def test_a_price_for_each() -> None:
    county = problem(3, centre_demands=(centre_demand(spare=2, over_price=4),))
    assert_rule(county, [duty(p, "C", 1) for p in ("P1", "P2", "P3")], "centre_over", 8)
    free = problem(2, centre_demands=(centre_demand(spare=1, over_price=0),))
    assert_rule(free, [duty(p, "C", 1) for p in ("P1", "P2")], "centre_over", 0)


def test_on_a_day_on_which_nobody_is_wanted() -> None:
    nobody = DayDemand(site="C", date=day(4), persons=0, spare=1, over_price=3)
    county = problem(2, centre_demands=(centre_demand(),), day_demands=(nobody,))
    assert_rule(county, [duty("P1", "C", 4)], "centre_over", 3)


def test_what_is_forbidden_is_no_matter_of_price() -> None:
    county = problem(2, [visits()], centre_demands=(centre_demand(),))
    assert_rule(county, [duty("P1", "C", 1), duty("P1", "S", 8)], "centre_over", 0)
