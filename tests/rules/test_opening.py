"""只在开放时段值班: F4 在每个工作日安排值班; make-up days and weekdays after docs/policy.md."""

from __future__ import annotations

from datetime import date

import pytest

from roster.model.audit import CHECKS, Facts
from roster.model.calendar import Month
from roster.model.demand import ExtraVisit
from roster.model.requests import Closure, Duty
from roster.model.sites import Session
from tests.build import calendar, centre_demand, day, duty, problem, visits
from tests.rules.kit import assert_rule

CENTRE = (centre_demand(),)


def closed(site: str, number: int, session: Session = Session.FULL) -> tuple[Closure, ...]:
    return (Closure(site=site, start=day(number), end=day(number), session=session),)


def test_a_workday_at_the_centre_and_an_allowed_weekday_at_a_station_are_open() -> None:
    county = problem(1, [visits()], centre_demands=CENTRE)
    assert_rule(county, [duty("P1", "C", 2), duty("P1", "S", 1)], "opening", 0)


def test_each_duty_outside_the_slots_counts_one() -> None:
    county = problem(2, centre_demands=CENTRE)
    weekend = [duty("P1", "C", 5), duty("P2", "C", 5), duty("P1", "C", 6)]
    assert_rule(county, [*weekend, duty("P1", "C", 7)], "opening", 3)


@pytest.mark.parametrize(
    ("given", "zh", "en"),
    [
        # The month begins on the 1st, though its first week begins on Monday 30 November.
        (duty("P1", "C", day(30, 11)), "11月30日不在本月", "30 Nov is not in the month"),
        (duty("P1", "C", 8), "站点12月8日关闭", "the site is closed on 8 Dec"),
        (duty("P1", "C", 5), "12月5日不是工作日", "5 Dec is no workday"),
        (duty("P1", "S", 2), "星期三不在可选星期", "Wed is not an allowed weekday"),
        # A full-day centre has no morning slot.
        (
            duty("P1", "C", 1, Session.MORNING),
            "12月1日没有这一时段的值班需求",
            "no such session is wanted on 1 Dec",
        ),
    ],
)
def test_why_it_is_not_open(given: Duty, zh: str, en: str) -> None:
    county = problem(1, [visits()], centre_demands=CENTRE, closures=closed("C", 8))
    assert_rule(county, [given], "opening", 1)
    [finding] = CHECKS["opening"](Facts(county, [given]))
    assert finding.text == (zh, en)
    assert (finding.person, finding.site, finding.duties) == ("P1", given.site, (given,))


def test_a_centre_without_demand_has_no_slot() -> None:
    assert_rule(problem(1), [duty("P1", "C", 1)], "opening", 1)


def test_a_holiday_is_shut_and_a_make_up_day_is_open_at_the_centre_only() -> None:
    # Tuesday 8 off, Saturday 12 worked instead: it does not count as a Tuesday nor as a market day.
    days = calendar(off=[day(8)], made_up=[day(12)])
    county = problem(1, [visits(weekdays=(2, 6))], centre_demands=CENTRE, calendar=days)
    assert_rule(county, [duty("P1", "C", 12)], "opening", 0)
    assert_rule(county, [duty("P1", "C", 8)], "opening", 1)
    assert_rule(county, [duty("P1", "S", 8)], "opening", 1)
    assert_rule(county, [duty("P1", "S", 12)], "opening", 1)


def test_a_weekend_market_needs_no_workday_but_no_holiday_either() -> None:
    # Saturday 5 is a plain weekend, Saturday 12 lies in a holiday.
    county = problem(1, [visits(weekdays=(6,))], calendar=calendar(off=[day(12)]))
    assert_rule(county, [duty("P1", "S", 5)], "opening", 0)
    assert_rule(county, [duty("P1", "S", 12)], "opening", 1)


def test_half_a_day_closed_shuts_what_touches_it() -> None:
    shut = (*closed("C", 8, Session.AFTERNOON), *closed("S", 8, Session.AFTERNOON))
    county = problem(1, [visits()], centre_demands=CENTRE, closures=shut)
    assert_rule(county, [duty("P1", "S", 8)], "opening", 0)  # a morning visit
    assert_rule(county, [duty("P1", "C", 8)], "opening", 1)  # a full day


def test_half_day_sessions_are_open_one_by_one() -> None:
    halves = (centre_demand(sessions=(Session.MORNING, Session.AFTERNOON)),)
    county = problem(1, centre_demands=halves, closures=closed("C", 8, Session.AFTERNOON))
    assert_rule(county, [duty("P1", "C", 8, Session.MORNING)], "opening", 0)
    assert_rule(county, [duty("P1", "C", 8, Session.AFTERNOON)], "opening", 1)
    assert_rule(county, [duty("P1", "C", 7, Session.FULL)], "opening", 1)


def test_an_extra_visit_opens_its_session_and_replaces_the_regular_slot() -> None:
    fair = ExtraVisit(site="S", date=day(8), session=Session.AFTERNOON)
    county = problem(1, [visits()], extra_visits=(fair,))
    assert_rule(county, [duty("P1", "S", 8, Session.AFTERNOON)], "opening", 0)
    assert_rule(county, [duty("P1", "S", 8, Session.MORNING)], "opening", 1)


def test_an_extra_visit_needs_no_workday_and_no_frequency() -> None:
    fair = ExtraVisit(site="S", date=day(6), session=Session.MORNING)
    assert_rule(problem(1, [visits()], extra_visits=(fair,)), [duty("P1", "S", 6)], "opening", 0)


def test_a_closed_station_holds_no_extra_visit_either() -> None:
    # A closed site is a hard rule (design, "The score"); the rule wants an open site.
    fair = ExtraVisit(site="S", date=day(6), session=Session.MORNING)
    county = problem(1, [visits()], extra_visits=(fair,), closures=closed("S", 6))
    assert_rule(county, [duty("P1", "S", 6)], "opening", 1)


def test_a_week_whose_visit_was_published_before_is_done() -> None:
    # Monday 30 November is of December's first week: that week needs no other visit.
    county = problem(1, [visits(weekdays=(1, 2))], history=(duty("P1", "S", day(30, 11)),))
    assert_rule(county, [duty("P1", "S", 1)], "opening", 1)
    assert_rule(county, [duty("P1", "S", 8)], "opening", 0)


def test_the_days_of_a_week_that_the_next_month_owns_are_not_planned_here() -> None:
    # 29 and 30 June 2026 are two workdays, 1 to 3 July are three: July plans the week.
    june = Month(year=2026, month=6)
    county = problem(1, [visits(weekdays=(2, 3))], month=june, calendar=calendar(june))
    assert_rule(county, [duty("P1", "S", day(23, 6))], "opening", 0)
    assert_rule(county, [duty("P1", "S", day(30, 6))], "opening", 1)


def test_the_first_days_of_january_may_belong_to_december() -> None:
    # 28 to 31 December are four workdays, 1 January is one at most.
    january = Month(year=2027, month=1)
    county = problem(1, [visits(weekdays=(1, 5))], month=january, calendar=calendar(january))
    assert_rule(county, [duty("P1", "S", date(2027, 1, 1))], "opening", 1)
    assert_rule(county, [duty("P1", "S", date(2027, 1, 4))], "opening", 0)
