"""周末集市: what it opens, and what the rules make of a visit on a market on a day off."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from roster.model.requests import Closure
from roster.model.settings import WeekendMarkets
from tests.build import calendar, day, duty, settings
from tests.rules.kit import assert_rule
from tests.rules.test_market_missed import county

if TYPE_CHECKING:
    from roster.model.problem import Problem


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
