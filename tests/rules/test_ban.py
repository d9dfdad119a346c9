"""禁止安排: where or when the clerk forbids a person to serve."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from roster.model.requests import Ban
from roster.model.sites import Session
from tests.build import centre_demand, day, duty, problem, visits
from tests.rules.kit import assert_rule

if TYPE_CHECKING:
    from roster.model.problem import Problem


def banned(*bans: dict[str, Any]) -> Problem:
    given = tuple(Ban(**{"person": "P1", "start": day(1), "end": day(31), **b}) for b in bans)
    stations = [visits("S"), visits("T")]
    return problem(2, stations, centre_demands=(centre_demand(),), bans=given)


def test_a_ban_at_one_site_leaves_the_others() -> None:
    county = banned({"site": "S"})
    assert_rule(county, [duty("P1", "S", 8)], "ban", 1)
    assert_rule(county, [duty("P1", "T", 8)], "ban", 0)
    assert_rule(county, [duty("P2", "S", 8)], "ban", 0)


def test_a_ban_without_site_is_one_everywhere() -> None:
    county = banned({})
    assert_rule(county, [duty("P1", "S", 1), duty("P1", "C", 2)], "ban", 2)


def test_a_ban_has_its_days_and_halves() -> None:
    county = banned({"start": day(8), "end": day(9), "session": Session.AFTERNOON})
    assert_rule(county, [duty("P1", "C", 7)], "ban", 0)
    assert_rule(county, [duty("P1", "C", 9)], "ban", 1)
    assert_rule(county, [duty("P1", "S", 8)], "ban", 0)  # a morning visit


def test_a_ban_on_weekdays() -> None:
    county = banned({"weekdays": (5,)})
    assert_rule(county, [duty("P1", "C", 4)], "ban", 1)  # Friday
    assert_rule(county, [duty("P1", "C", 3)], "ban", 0)


def test_two_bans_on_one_duty_count_once() -> None:
    assert_rule(banned({"site": "C"}, {}), [duty("P1", "C", 8)], "ban", 1)
