"""排在不愿值班日: duties on days that their person would rather not serve."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from roster.model.requests import Wish
from roster.model.sites import Session
from tests.build import centre_demand, day, duty, problem, visits
from tests.rules.kit import assert_rule

if TYPE_CHECKING:
    from roster.model.problem import Problem


def wishing(*wishes: dict[str, Any]) -> Problem:
    given = tuple(
        Wish(**{"person": "P1", "prefer": False, "start": day(1), "end": day(31), **w})
        for w in wishes
    )
    return problem(2, [visits()], centre_demands=(centre_demand(),), wishes=given)


def test_each_duty_on_an_avoided_day_counts() -> None:
    fridays = wishing({"weekdays": (5,)})
    assert_rule(fridays, [duty("P1", "C", 3)], "avoided_day", 0)
    assert_rule(fridays, [duty("P1", "C", 4), duty("P1", "C", 11)], "avoided_day", 2)


def test_another_may_serve_that_day() -> None:
    assert_rule(wishing({}), [duty("P2", "C", 4)], "avoided_day", 0)


def test_half_a_day_avoided_touches_a_full_day_only() -> None:
    county = wishing({"session": Session.AFTERNOON})
    assert_rule(county, [duty("P1", "S", 1)], "avoided_day", 0)
    assert_rule(county, [duty("P1", "C", 1)], "avoided_day", 1)


def test_two_wishes_about_one_duty_count_once() -> None:
    assert_rule(wishing({}, {"weekdays": (2,)}), [duty("P1", "C", 1)], "avoided_day", 1)


def test_a_preferred_day_is_not_avoided() -> None:
    assert_rule(wishing({"prefer": True}), [duty("P1", "C", 1)], "avoided_day", 0)


def test_the_largest_weight_of_the_wishes_that_meet_counts() -> None:
    county = wishing({"weight": 2}, {"weekdays": (2,), "weight": 5})
    assert_rule(county, [duty("P1", "C", 1), duty("P1", "C", 2)], "avoided_day", 5 + 2)


def test_one_site_may_be_avoided() -> None:
    county = wishing({"site": "S"})
    assert_rule(county, [duty("P1", "S", 1), duty("P1", "C", 2)], "avoided_day", 1)
