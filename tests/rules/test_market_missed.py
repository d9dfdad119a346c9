"""坐班未逢集: F4 以乡镇集会日等为契机; only where the station asks for it and a market day can be had."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from roster.model.demand import ExtraVisit, Period
from roster.model.requests import Closure
from roster.model.settings import WeekendMarkets
from roster.model.sites import Session
from tests.build import calendar, centre, day, duty, problem, settings, station, visits
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


def open_markets(changes: dict[str, Any] | None = None, **more: Any) -> Problem:
    chosen = settings(weekend_markets=WeekendMarkets.OPEN)
    return county(changes, settings=chosen, **more)


def test_markets_on_days_off_are_shut_unless_the_county_opens_them() -> None:
    # Sunday the 13th is a market day, and no weekday of the station.
    assert_rule(county(), [duty("P1", "S", 13)], "opening", 1)
    assert_rule(open_markets(), [duty("P1", "S", 13)], "opening", 0)
    assert_rule(open_markets(), [duty("P1", "S", 13)], "market_missed", 0)
    # It is a market that can be had now: Tuesday the 8th misses it, and the 9th does not.
    assert_rule(open_markets(), [duty("P1", "S", 8)], "market_missed", 1)
    assert_rule(open_markets(), [duty("P1", "S", 9)], "market_missed", 0)


def test_a_market_on_a_day_off_is_off_the_usual_weekday() -> None:
    chosen = open_markets({"weekdays": (2,)})
    assert_rule(chosen, [duty("P1", "S", 1), duty("P1", "S", 13)], "off_weekday", 1)


def test_a_market_on_a_day_off_opens_only_stations_that_prefer_markets() -> None:
    chosen = open_markets({"prefer_market": False})
    assert_rule(chosen, [duty("P1", "S", 13)], "opening", 1)


def test_a_holiday_or_a_make_up_day_with_a_market_may_be_open_on_the_stations_weekdays() -> None:
    # Wednesday the 9th a holiday; Thursday the 3rd one too, but Tuesday stations keep off Thursdays.
    off = calendar(off=[day(3), day(9)], made_up=[day(13)])
    chosen = open_markets({"weekdays": (2, 3)}, calendar=off)
    assert_rule(chosen, [duty("P1", "S", 9)], "opening", 0)
    assert_rule(chosen, [duty("P1", "S", 13)], "opening", 0)
    assert_rule(chosen, [duty("P1", "S", 3)], "opening", 1)
    assert_rule(county({"weekdays": (2, 3)}, calendar=off), [duty("P1", "S", 9)], "opening", 1)


def test_a_market_on_a_day_off_makes_no_visit_due() -> None:
    # Tuesday to Thursday, the station's weekdays, are holidays: nobody is owed a visit, market or not.
    off = calendar(off=[day(n) for n in range(8, 11)])
    chosen = open_markets(calendar=off)
    windows = {w.start: (w.need, w.days) for w in chosen.windows}
    assert windows[day(7)] == (0, (day(9), day(13)))
    assert_rule(chosen, [], "visit_short", sum(w.need for w in chosen.windows))


def test_a_closed_station_holds_no_market() -> None:
    shut = (Closure(site="S", start=day(13), end=day(13)),)
    assert_rule(open_markets(closures=shut), [duty("P1", "S", 13)], "opening", 1)
