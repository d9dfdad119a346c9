from __future__ import annotations

from datetime import date

import pytest

from roster.io.workdays import Adjustments, build_calendar
from roster.model.calendar import Calendar, Month
from roster.model.demand import Period
from roster.model.visits_ahead import Ahead, ahead, centre_days_ahead, visits_ahead
from tests.build import calendar, day, problem, visits

REAL = build_calendar(Month(year=2026, month=12), Adjustments({}, {}, frozenset()))
PLAIN = calendar(start=date(2026, 1, 1))


def numbers(
    per: Period, times: int, of: Ahead, days: Calendar = PLAIN, weekdays: tuple[int, ...] = (2, 4)
) -> dict[int, int]:
    """Visits by month that the frequency asks for."""
    demand = visits("S", per, times, weekdays=weekdays)
    found = visits_ahead(problem(stations=[demand], calendar=days), demand, of)
    return {m.month: n for m, n in found.items() if n}


def test_the_workdays_of_2026_are_248() -> None:
    found = centre_days_ahead(problem(calendar=REAL), ahead(2026))
    # the State Council's calendar (docs/policy.md)
    assert [found[Month(year=2026, month=m)] for m in range(1, 13)] == [
        21, 16, 22, 21, 19, 21, 23, 21, 22, 18, 21, 23]  # fmt: skip
    assert sum(found.values()) == 248


def test_a_week_without_a_workday_has_no_visit() -> None:
    year = numbers(Period.WEEK, 1, ahead(2026), REAL)
    # 53 weeks touch 2026; 1 January is a holiday of the first, the spring festival takes one whole
    assert sum(year.values()) == 51
    # open on any workday: the same, because each of the other weeks has one
    assert sum(numbers(Period.WEEK, 1, ahead(2026), REAL, (1, 2, 3, 4, 5)).values()) == 51


def test_what_is_left_of_a_year_begins_after_the_day() -> None:
    of = ahead(2026, day(14))
    # Tuesdays and Thursdays: 15 and 17, 22 and 24, 29 and 31 December
    assert numbers(Period.WEEK, 1, of) == {12: 3}
    assert numbers(Period.WEEK, 2, of) == {12: 6}


def test_a_visit_already_held_in_the_week_counts() -> None:
    assert numbers(Period.WEEK, 1, ahead(2026, day(15))) == {12: 3}  # Thursday the 17th is left
    assert numbers(Period.WEEK, 1, ahead(2026, day(15), (), {"S": [day(15)]})) == {12: 2}


def test_months_in_force_are_not_planned_again() -> None:
    november = Month(year=2026, month=11)
    found = numbers(Period.WEEK, 1, ahead(2026, day(31, 10), [november]))
    # the week of 30 November is December's, because only those days are open
    assert found == {12: 5}


def test_a_fortnight_is_due_two_weeks_after_the_last_visit() -> None:
    assert numbers(Period.FORTNIGHT, 1, ahead(2026, day(30, 11))) == {
        12: 3
    }  # from 1, 14, 28 December
    held = {"S": [day(26, 11)]}
    assert numbers(Period.FORTNIGHT, 1, ahead(2026, day(30, 11), (), held)) == {12: 2}  # 7 and 21


def test_visits_by_the_month_are_less_what_was_held() -> None:
    of = ahead(2026, day(10, 11), (), {"S": [day(3, 11)]})
    assert numbers(Period.MONTH, 2, of) == {11: 1, 12: 2}
    assert numbers(Period.MONTH, 1, of) == {12: 1}


def test_no_more_visits_than_days_are_left() -> None:
    assert numbers(Period.MONTH, 4, ahead(2026, day(28))) == {12: 2}  # Tuesday 29, Thursday 31


def test_a_weekend_that_the_clerk_allows_needs_no_workday() -> None:
    assert numbers(Period.WEEK, 1, ahead(2026, day(24)), weekdays=(7,)) == {12: 1}


@pytest.mark.parametrize("since", [None, date(2025, 6, 1)])
def test_a_year_that_has_not_begun_lies_ahead_as_a_whole(since: date | None) -> None:
    assert len(ahead(2026, since).open_days) == 365
