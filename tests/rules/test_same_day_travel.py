"""同日赶路时间: between two duties of a day there is time for the road (in minutes, one way)."""

from __future__ import annotations

from datetime import time
from typing import TYPE_CHECKING, Any

import pytest

from roster.model.requests import Trip
from roster.model.sites import Session, TimeSpan
from tests.build import centre, centre_demand, duty, problem, station, visits
from tests.rules.kit import assert_rule

if TYPE_CHECKING:
    from roster.model.problem import Problem

HALVES = (centre_demand(sessions=(Session.MORNING, Session.AFTERNOON)),)
OUT_AND_IN = [duty("P1", "S", 1), duty("P1", "C", 1, Session.AFTERNOON)]
IN_AND_OUT = [duty("P1", "C", 1, Session.MORNING), duty("P1", "T", 1, Session.AFTERNOON)]


def county(
    s: dict[str, Any] | None = None, t: dict[str, Any] | None = None, **more: Any
) -> Problem:
    """S is open in the mornings, T in the afternoons; everywhere 8–12 and 14–18: a gap of 120 min."""
    sites = (centre(), station("S", **(s or {})), station("T", **(t or {})))
    demands = [visits("S"), visits("T", session=Session.AFTERNOON)]
    return problem(2, demands, sites=sites, centre_demands=HALVES, limits={"max_day": 2}, **more)


@pytest.mark.parametrize(("minutes", "size"), [(30, 0), (120, 0), (121, 1)])
def test_the_road_fits_into_the_gap(minutes: int, size: int) -> None:
    far = {"minutes_from_seat": minutes}
    assert_rule(county(s=far), OUT_AND_IN, "same_day_travel", size)
    assert_rule(county(t=far), IN_AND_OUT, "same_day_travel", size)


def test_between_two_stations_the_road_leads_through_the_seat() -> None:
    both = [duty("P1", "S", 1), duty("P1", "T", 1, Session.AFTERNOON)]
    near = {"minutes_from_seat": 60}
    assert_rule(county(near, near), both, "same_day_travel", 0)  # 60 + 60
    assert_rule(county(near, {"minutes_from_seat": 61}), both, "same_day_travel", 1)


@pytest.mark.parametrize(("start", "end"), [("S", "T"), ("T", "S")])
def test_a_road_given_for_either_direction_replaces_that(start: str, end: str) -> None:
    both = [duty("P1", "S", 1), duty("P1", "T", 1, Session.AFTERNOON)]
    blocked = (Trip(start=start, end=end, minutes=150),)
    assert_rule(county(trips=blocked), both, "same_day_travel", 1)
    shortcut = (Trip(start=start, end=end, minutes=20),)
    far = {"minutes_from_seat": 100}
    assert_rule(county(far, far, trips=shortcut), both, "same_day_travel", 0)


def test_the_hours_are_those_of_each_site() -> None:
    # S shuts at 13:00, so 60 minutes are left for a road of 61.
    late = {"morning": TimeSpan(start=time(9), end=time(13)), "minutes_from_seat": 61}
    assert_rule(county(s=late), OUT_AND_IN, "same_day_travel", 1)
    assert_rule(county(s={**late, "minutes_from_seat": 60}), OUT_AND_IN, "same_day_travel", 0)


def test_nobody_travels_within_a_site_between_days_or_for_another() -> None:
    far = {"minutes_from_seat": 300}
    stay = [duty("P1", "C", 1, Session.MORNING), duty("P1", "C", 1, Session.AFTERNOON)]
    assert_rule(county(far, far), stay, "same_day_travel", 0)
    apart = [duty("P1", "S", 1), duty("P1", "C", 2, Session.AFTERNOON)]
    assert_rule(county(far, far), apart, "same_day_travel", 0)
    two = [duty("P1", "S", 1), duty("P2", "C", 1, Session.AFTERNOON)]
    assert_rule(county(far, far), two, "same_day_travel", 0)


def test_two_places_at_one_time_are_another_rules_business() -> None:
    far = {"minutes_from_seat": 300}
    both = [duty("P1", "S", 1), duty("P1", "C", 1, Session.MORNING)]
    assert_rule(county(s=far), both, "same_day_travel", 0)
