"""补贴预算: F4 五(二)1, 200 yuan a centre day, 300 a visit, nothing for public-post persons."""

from __future__ import annotations

import pytest

from roster.model.people import Category
from roster.model.sites import Session
from tests.build import centre_demand, day, duty, person, problem, visits
from tests.rules.kit import assert_rule

DUTIES = [duty("P1", "C", 2), duty("P1", "S", 1)]  # 200 + 300


@pytest.mark.parametrize(("cap", "size"), [(None, 0), (501, 0), (500, 0), (499, 1), (0, 500)])
def test_the_month_stays_within_the_budget(cap: int | None, size: int) -> None:
    county = problem(1, [visits()], centre_demands=(centre_demand(),), limits={"budget": cap})
    assert_rule(county, DUTIES, "budget", size)


def test_public_post_persons_cost_nothing() -> None:
    people = [person("P1", category=Category.PUBLIC_POST), person("P2")]
    county = problem(people, [visits()], centre_demands=(centre_demand(),), limits={"budget": 0})
    assert_rule(county, DUTIES, "budget", 0)
    assert_rule(county, [duty("P2", "C", 2)], "budget", 200)


def test_half_a_centre_day_costs_half() -> None:
    halves = (centre_demand(sessions=(Session.MORNING, Session.AFTERNOON)),)
    county = problem(1, centre_demands=halves, limits={"budget": 0})
    assert_rule(county, [duty("P1", "C", 2, Session.MORNING)], "budget", 100)


def test_the_rates_are_settings_and_an_odd_half_is_rounded_down() -> None:
    halves = (centre_demand(sessions=(Session.MORNING, Session.AFTERNOON)),)
    rates = {"pay_centre": 151, "pay_station": 250, "budget": 0}
    county = problem(1, [visits()], centre_demands=halves, limits=rates)
    assert_rule(county, [duty("P1", "S", 1)], "budget", 250)
    assert_rule(county, [duty("P1", "C", 2, Session.AFTERNOON)], "budget", 75)  # 151 // 2


def test_history_is_paid_from_other_months() -> None:
    before = (duty("P1", "C", day(30, 11)),)
    county = problem(1, centre_demands=(centre_demand(),), limits={"budget": 200}, history=before)
    assert_rule(county, [duty("P1", "C", 1)], "budget", 0)
