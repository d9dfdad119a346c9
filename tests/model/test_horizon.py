"""Problems of other spans of days than a month."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from pydantic import ValidationError

from roster.model.calendar import Calendar, Day, Horizon, days_between
from roster.model.demand import Period
from roster.model.problem import Problem
from roster.model.settings import FairWindow
from roster.model.sites import Session
from tests.build import calendar, centre_demand, day, duty, problem, visits

FORTNIGHT = Horizon(first=day(7), last=day(20))  # Monday to Sunday


def every_day(span: Horizon) -> Calendar:
    start, end = span.first - timedelta(days=6), span.last + timedelta(days=6)
    return Calendar(days=tuple(Day(date=d, workday=True) for d in days_between(start, end)))


def test_a_span_of_days() -> None:
    assert str(FORTNIGHT) == "2026-12-07/2026-12-20"
    assert (FORTNIGHT.days[0], FORTNIGHT.days[-1], len(FORTNIGHT.days)) == (day(7), day(20), 14)
    assert day(20) in FORTNIGHT
    assert day(21) not in FORTNIGHT
    assert "2026-12-07" not in FORTNIGHT
    with pytest.raises(ValidationError, match="must not end before it starts"):
        Horizon(first=day(2), last=day(1))


@pytest.mark.parametrize(
    ("on", "first"),
    [(day(7), day(7)), (day(20), day(7)), (day(21), day(21)), (day(6), day(23, 11))],
)
def test_spans_of_the_same_length_follow_one_another(on: date, first: date) -> None:
    assert FORTNIGHT.at(on) == Horizon(first=first, last=first + timedelta(days=13))


def test_a_problem_of_a_fortnight_in_which_every_day_is_open() -> None:
    county = problem(
        1, month=FORTNIGHT, calendar=every_day(FORTNIGHT), centre_demands=(centre_demand(),)
    )
    assert len(county.slots) == 14
    assert Problem.model_validate_json(county.model_dump_json()) == county
    with pytest.raises(ValueError, match="2026-12-07/2026-12-20 is no month"):
        county.planned_month  # noqa: B018


def test_a_month_is_told_from_another_span_when_read_again() -> None:
    county = problem(1)
    assert Problem.model_validate_json(county.model_dump_json()).planned_month == county.month


@pytest.mark.parametrize(("per", "needs"), [(Period.WEEK, [1, 1]), (Period.FORTNIGHT, [1])])
def test_stations_are_visited_in_any_span(per: Period, needs: list[int]) -> None:
    county = problem(1, [visits(per=per)], month=FORTNIGHT)
    assert [window.need for window in county.windows] == needs
    assert {key.date for key in county.slots} == {day(8), day(15)}


def test_a_week_that_straddles_goes_to_the_span_with_most_of_it() -> None:
    # Thursday to Wednesday: of its first week only two workdays, of its last three.
    span = Horizon(first=day(10), last=day(23))
    county = problem(1, [visits(weekdays=(1, 2, 3, 4, 5))], month=span)
    assert [window.start for window in county.windows] == [day(14), day(21)]


@pytest.mark.parametrize("window", list(FairWindow))
def test_fair_shares_of_any_span(window: FairWindow) -> None:
    # The last day of a month that is longer than the quarter's and the year's first: 31 May.
    span = Horizon(first=date(2026, 5, 31), last=date(2026, 6, 13))
    past = (duty("P1", "C", date(2026, 5, 28), Session.FULL),)
    county = problem(
        2,
        month=span,
        calendar=calendar(start=date(2026, 1, 1)),
        centre_demands=(centre_demand(),),
        limits={"fair_window": window},
        history=past,
    )
    # Ten workdays and, but by the month, one past duty, of two points each, for two persons.
    expected = 100 if window is FairWindow.MONTH else 110
    assert abs(county.shares["P1"].fair_load - expected) <= 1
