"""Lunar dates and market days on notices, over leap months and small months.

The calendar's facts are those of the Hong Kong Observatory's tables: 2025 has a leap sixth month of 29 days
(25 July to 22 August), 2028 a leap fifth month of 29 days (23 June to 21 July).
"""

from datetime import date, timedelta
from itertools import pairwise

import pytest

from roster.io.lunar import lunar
from roster.io.markets import market
from roster.io.workdays import Adjustments, build_calendar
from roster.model.calendar import Month, days_between
from roster.publish.notices.content import notice_of
from roster.publish.texts import wechat_text
from tests import build
from tests.publish.notices_kit import IN_FORCE, daily, pool

NEW_YEARS = [
    date(2025, 1, 29),
    date(2026, 2, 17),
    date(2027, 2, 6),
    date(2028, 1, 26),
    date(2029, 2, 13),
]


def rows(month: Month, words: str) -> dict[date, tuple[str, str]]:
    """Lunar date and market as a station's notice of the whole month prints them."""
    station = build.station("G", name="郭道镇", market_days=market(words).days(month))
    problem = build.problem(
        pool(),
        month=month,
        calendar=build_calendar(month, Adjustments({}, {}, frozenset())),
        sites=(build.centre(), station),
    )
    roster = build.roster(problem, daily(list(month.days), "G"), **IN_FORCE)
    assert f"农历{rows_of(problem, roster)[month.first][0]}" in wechat_text(problem, roster, "G")
    return rows_of(problem, roster)


def rows_of(problem, roster) -> dict[date, tuple[str, str]]:  # type: ignore[no-untyped-def]
    found = notice_of(problem, roster, "G", "zh").rows
    return {d: (r.lunar, r.market) for d, r in zip(problem.planned_month.days, found, strict=True)}


def test_the_leap_sixth_month_of_2025_is_named_and_holds_its_own_market_days() -> None:
    july, august = (rows(Month(year=2025, month=m), "农历初一、十五") for m in (7, 8))
    found = july | august
    assert found[date(2025, 7, 24)] == ("六月三十", "")
    assert found[date(2025, 7, 25)] == ("闰六月初一", "逢集")
    assert found[date(2025, 8, 8)] == ("闰六月十五", "逢集")
    assert found[date(2025, 8, 22)] == ("闰六月廿九", "")
    assert found[date(2025, 8, 23)] == ("七月初一", "逢集")
    # the 15th of the sixth month, both days of the leap month, the 1st of the seventh; the 1st of the
    # sixth lies in June, the 15th of the seventh in September
    marked = [day for day, (_, fair) in found.items() if fair]
    assert marked == [date(2025, 7, 9), date(2025, 7, 25), date(2025, 8, 8), date(2025, 8, 23)]


def test_the_leap_fifth_month_of_2028() -> None:
    found = rows(Month(year=2028, month=6), "农历逢3、6、9") | rows(
        Month(year=2028, month=7), "农历逢3、6、9"
    )
    assert found[date(2028, 6, 22)][0] == "五月三十"
    assert found[date(2028, 6, 23)] == ("闰五月初一", "")
    assert found[date(2028, 6, 25)] == ("闰五月初三", "逢集")
    assert found[date(2028, 7, 21)] == ("闰五月廿九", "逢集")
    assert found[date(2028, 7, 22)] == ("六月初一", "")


def test_a_market_of_the_thirtieth_is_not_held_in_a_small_month() -> None:
    # the leap sixth month of 2025 has 29 days: 逢十 is its 10th and 20th
    found = rows(Month(year=2025, month=8), "农历逢十")
    assert [day.day for day, (_, fair) in found.items() if fair] == [3, 13]


@pytest.mark.parametrize("new_year", NEW_YEARS)
def test_the_lunar_year_begins_when_it_does(new_year: date) -> None:
    day, eve = lunar(new_year), lunar(new_year - timedelta(days=1))
    assert day is not None
    assert eve is not None
    assert day.name == "正月初一"
    assert eve.name.endswith(("廿九", "三十"))


def test_every_lunar_month_has_29_or_30_days_one_after_another() -> None:
    days = [lunar(d) for d in days_between(date(2024, 1, 1), date(2030, 12, 31))]
    for before, after in pairwise(days):
        assert before is not None
        assert after is not None
        if after.day == 1:
            assert before.day in (29, 30)
        else:
            assert after.day == before.day + 1
    leaps = {d.name.split("月")[0] for d in days if d is not None and d.name.startswith("闰")}
    assert leaps == {"闰六", "闰五"}  # of 2025 and 2028; no other year of these has one
