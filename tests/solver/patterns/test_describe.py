"""Which problems are of patterns, and what they are in numbers."""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING, Any

import numpy as np
import pytest

from roster.model.audit import audit
from roster.model.calendar import Calendar, Day, Horizon, days_between
from roster.model.demand import DayDemand
from roster.model.levels import Level
from roster.model.requests import Duty, Pin, SiteLimit, Wish
from roster.model.sites import Session
from roster.solver import solve  # noqa: F401  (registers the rules)
from roster.solver.patterns.describe import describe
from roster.solver.patterns.grid import OFF, value
from tests.build import centre_demand, day, duty, person, problem, visits
from tests.solver.patterns.cases import random_problem

if TYPE_CHECKING:
    from roster.model.problem import Problem

WEEK = Horizon(first=day(7), last=day(13))
OPEN = Calendar(
    days=tuple(Day(date=d, workday=True) for d in days_between(day(1), day(13) + timedelta(days=7)))
)
HALVES = (Session.MORNING, Session.AFTERNOON)
NO_SHARES = {"load_share": 0, "trip_share": 0, "same_firm": 0}


def county(people: Any = 2, *stations: Any, limits: Any = None, **changes: Any) -> Problem:
    """A week in which the centre opens every day; neither fairness nor firms count."""
    given = {"max_week": 7, "weights": NO_SHARES, **(limits or {})}
    demands = {"centre_demands": (centre_demand(),), **changes}
    return problem(people, stations, month=WEEK, calendar=OPEN, limits=given, **demands)


def test_a_centre_whose_persons_have_limits_only() -> None:
    pattern = describe(county([person("P1", max_consecutive=2, max_weekends=1), person("P2")]))
    assert pattern is not None
    assert (pattern.level, pattern.grid.base) == (Level.COVER, 0)
    assert set(pattern.others.values()) == {0}
    first, second = pattern.grid.limits
    assert (first.max_run, second.max_run) == (2, 3)
    assert (first.max_weekends, second.max_weekends) == (1, 7)
    assert first.max_minutes == 7 * 480  # no limit: as long as all the days
    assert pattern.grid.weekends == ((5, 6),)
    assert pattern.grid.need.tolist() == [[1]] * 7
    assert pattern.dear == 1 + 7
    assert set(pattern.grid.over.flat) == {8}  # nobody beyond those wanted


@pytest.mark.parametrize(
    "changes",
    [
        {"limits": {"max_day": 2}},
        {"limits": {"rest_days": 1}},
        {"limits": {"budget": 1000}},
        {"limits": {"max_week": 3}},
        {"limits": {"max_month": 3}},
        {"limits": {"weights": {}}},  # shares are no sum over single duties
        {"people": [person("P1", max_week=2)]},
        {"people": [person("P1", max_month=2)]},
        {"people": [person("P1", min_consecutive=2)]},  # in the level below, and not dear
        {"stations": [visits()]},
        {"centre_demands": ()},
        {"history": (duty("P1", "C", 6),)},
        {  # a third may not come
            "people": 3,
            "centre_demands": (centre_demand(spare=1),),
            "limits": {"levels": {"centre_over": Level.COVER}},
        },
        {"wishes": (Wish(person="P1", prefer=False, start=day(8), end=day(8)),)},  # a second level
    ],
)
def test_problems_of_another_kind(changes: dict[str, Any]) -> None:
    given = dict(changes)
    people, stations = given.pop("people", 2), given.pop("stations", ())
    assert describe(county(people, *stations, **given)) is None


def test_a_limit_at_a_site_with_two_sessions_is_of_another_kind() -> None:
    halves = (centre_demand(sessions=HALVES),)
    limit = (SiteLimit(person="P1", site="C", most=3),)
    assert describe(county(centre_demands=halves)) is not None
    assert describe(county(centre_demands=halves, site_limits=limit)) is None


def test_minimum_rules_must_count_in_the_same_level_and_be_dear() -> None:
    people = [person("P1", min_consecutive=2, min_minutes=480), person("P2", min_days_off=2)]
    minima = ("min_consecutive", "min_days_off", "min_hours")
    levels = dict.fromkeys(minima, Level.COVER)
    for weight, fits in ((8, True), (7, False)):  # all the cover together may cost 7
        weights = {**NO_SHARES, **dict.fromkeys(minima, weight)}
        pattern = describe(county(people, limits={"weights": weights, "levels": levels}))
        assert (pattern is not None) is fits
    free = {**NO_SHARES, **dict.fromkeys(minima, 0)}
    pattern = describe(county(people, limits={"weights": free}))
    assert pattern is not None
    assert {
        (limit.min_run, limit.min_rest, limit.min_minutes) for limit in pattern.grid.limits
    } == {(1, 1, 0)}


def test_a_pinned_duty_leaves_nothing_else_open() -> None:
    halves = (centre_demand(sessions=HALVES),)
    pin = Pin(duty=duty("P1", "C", 8, HALVES[1]))
    pattern = describe(county(centre_demands=halves, pins=(pin,)))
    assert pattern is not None
    assert pattern.grid.allowed[0, 1].tolist() == [True, False]  # sessions by name: afternoon first
    assert not pattern.grid.rest_allowed[0, 1]
    assert pattern.grid.rest_allowed.sum() == 13


def test_prices_of_single_duties_are_the_rules_own() -> None:
    wishes = (
        Wish(person="P1", prefer=False, start=day(8), end=day(9), weight=2),
        Wish(person="P2", prefer=True, site="C", start=day(10), end=day(10)),
    )
    levels = {"avoided_day": Level.COVER, "request_missed": Level.COVER}
    pattern = describe(county(wishes=wishes, limits={"levels": levels}))
    assert pattern is not None
    # Both rules weigh 3: an avoided day of weight 2 costs 6, the request saves 3 of its 3.
    assert pattern.grid.base == 3
    assert pattern.grid.cost[0, :, 0].tolist() == [0, 6, 6, 0, 0, 0, 0]
    assert pattern.grid.cost[1, :, 0].tolist() == [0, 0, 0, -3, 0, 0, 0]


def test_a_constant_of_another_level_is_kept() -> None:
    # P1 asks for a day on which P1 is away: missed whatever happens.
    wish = Wish(person="P1", prefer=True, site="C", start=day(8), end=day(8))
    people = [person("P1", until=day(7)), person("P2")]
    pattern = describe(county(people, wishes=(wish,)))
    assert pattern is not None
    assert pattern.others[Level.WISHES] == 3


def test_numbers_of_persons_by_date() -> None:
    days = (DayDemand(site="C", date=day(8), persons=0, spare=9, over_price=4),)
    pattern = describe(county(day_demands=days, limits={"levels": {"centre_over": Level.COVER}}))
    assert pattern is not None
    assert (pattern.grid.need[1, 0], pattern.grid.over[1, 0]) == (0, 4)


@pytest.mark.parametrize("seed", range(20))
def test_a_plan_costs_what_the_audit_counts(seed: int) -> None:
    of = random_problem(seed)
    pattern = describe(of)
    assert pattern is not None
    random, grid = np.random.default_rng(seed), pattern.grid
    plan = np.full((grid.persons, grid.days), OFF, np.int8)
    for n, d, s in np.argwhere(grid.allowed).tolist():
        if random.random() < 0.3:
            plan[n, d] = s
    duties = []
    for n, d in np.argwhere(plan != OFF).tolist():
        key = pattern.slot[d, int(plan[n, d])]
        duties.append(
            Duty(person=of.people[n].id, site=key.site, date=key.date, session=key.session)
        )
    scores = audit(of, duties).rules
    counted = sum(s.value for s in scores if not s.rule.startswith("min_"))
    assert value(grid, plan) == counted
