"""坐班未逢集: F4 以乡镇集会日等为契机; only where the station asks for it and a market day can be had."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from roster.model.demand import ExtraVisit, Period
from roster.model.requests import Closure
from roster.model.sites import Session
from tests.build import centre, day, duty, problem, station, visits
from tests.rules.kit import assert_rule

if TYPE_CHECKING:
    from roster.model.problem import Problem

MARKET = tuple(day(n) for n in (3, 9, 13))  # Thursday, Wednesday, Sunday


def county(changes: dict[str, Any] | None = None, **more: Any) -> Problem:
    demand = visits(**{"weekdays": (2, 3, 4), "prefer_market": True, **(changes or {})})
    return problem(2, [demand], sites=(centre(), station(market_days=MARKET)), **more)


def test_a_visit_off_the_market_day_of_its_week_counts() -> None:
    assert_rule(county(), [duty("P1", "S", 3), duty("P1", "S", 9)], "market_missed", 0)
    assert_rule(county(), [duty("P1", "S", 1), duty("P1", "S", 9)], "market_missed", 1)
    assert_rule(county(), [duty("P1", "S", 1), duty("P1", "S", 10)], "market_missed", 2)


def test_a_week_without_market_asks_nothing() -> None:
    assert_rule(county(), [duty("P1", "S", 15)], "market_missed", 0)


def test_a_market_on_a_day_not_allowed_asks_nothing() -> None:
    # Tuesdays only: neither market day can be had.
    assert_rule(county({"weekdays": (2,)}), [duty("P1", "S", 1)], "market_missed", 0)
    # Thursday the 3rd is the week's market, but the station is closed.
    shut = (Closure(site="S", start=day(3), end=day(3)),)
    assert_rule(county(closures=shut), [duty("P1", "S", 1)], "market_missed", 0)


def test_who_does_not_ask_is_not_charged() -> None:
    county_ = county({"prefer_market": False})
    assert_rule(county_, [duty("P1", "S", 1)], "market_missed", 0)


def test_two_persons_at_a_visit_miss_it_once() -> None:
    county_ = county({"persons": 2})
    assert_rule(county_, [duty("P1", "S", 1), duty("P2", "S", 1)], "market_missed", 1)


def test_a_monthly_station_may_take_any_market_day_of_the_month() -> None:
    county_ = county({"frequency": visits(per=Period.MONTH, times=2).frequency})
    assert_rule(county_, [duty("P1", "S", 9), duty("P1", "S", 29)], "market_missed", 1)


def test_an_extra_visit_is_not_measured_and_takes_the_market_day() -> None:
    # The fair is held on the market day itself: no market day is left for the regular visit.
    fair = ExtraVisit(site="S", date=day(3), session=Session.MORNING)
    duties = [duty("P1", "S", 3), duty("P1", "S", 1)]
    assert_rule(county(extra_visits=(fair,)), duties, "market_missed", 0)


def test_a_weekend_market_can_be_had_where_weekends_are_allowed() -> None:
    weekends = county({"weekdays": (2, 7)})
    assert_rule(weekends, [duty("P1", "S", 13)], "market_missed", 0)
    assert_rule(weekends, [duty("P1", "S", 8)], "market_missed", 1)
