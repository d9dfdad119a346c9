"""坐班间隔过远: a visit that no other follows within the maximum, where that time ends in the month."""

from __future__ import annotations

from datetime import date

import pytest

from roster.model.audit import CHECKS, Facts
from roster.model.demand import ExtraVisit, Period
from roster.model.sites import Session
from tests.build import day, duty, problem, visits
from tests.rules.kit import assert_rule

ANY_DAY = (1, 2, 3, 4, 5)


@pytest.mark.parametrize(
    ("days", "size"),
    [
        ((1, 8, 15, 22), 0),  # 22 + 10 lies in January: that is January's business
        ((1, 10, 17, 24), 0),  # nine days
        ((1, 11, 21), 1),  # ten days are within; but 21 + 10 is the 31st, and none until then
        ((1, 14, 21), 2),  # and thirteen days after the 1st
    ],
)
def test_weekly_visits_are_ten_days_apart_at_most(days: tuple[int, ...], size: int) -> None:
    county = problem(1, [visits(weekdays=ANY_DAY)])
    assert_rule(county, [duty("P1", "S", n) for n in days], "too_far", size)


def test_a_station_never_visited_has_no_gap() -> None:
    # It is counted by other rules.
    assert_rule(problem(1, [visits()]), [], "too_far", 0)


def test_the_last_visit_before_the_month_counts() -> None:
    # Tuesday 24 November + 10 days is Friday 4 December.
    history = tuple(duty("P1", "S", day(n, 11)) for n in (10, 17, 24))
    county = problem(1, [visits(weekdays=ANY_DAY)], history=history)
    assert_rule(county, [], "too_far", 1)
    regular = [duty("P1", "S", n) for n in (8, 15, 22)]
    assert_rule(county, regular, "too_far", 1)
    assert_rule(county, [duty("P1", "S", 4), *regular], "too_far", 0)


def test_a_visit_long_before_the_month_was_november_s_business() -> None:
    # 20 November + 10 days ends in November.
    county = problem(1, [visits()], history=(duty("P1", "S", day(20, 11)),))
    assert_rule(county, [], "too_far", 0)


def test_published_visits_after_the_month_do_not_matter() -> None:
    # 22 December + 10 days ends in January.
    county = problem(1, [visits()], history=(duty("P1", "S", date(2027, 1, 1)),))
    assert_rule(county, [duty("P1", "S", n) for n in (1, 8, 15, 22)], "too_far", 0)


def test_an_extra_visit_does_not_fill_the_gap() -> None:
    fair = ExtraVisit(site="S", date=day(9), session=Session.MORNING)
    county = problem(1, [visits(per=Period.MONTH, times=2, max_gap=10)], extra_visits=(fair,))
    # 1 + 10 is the 11th, 29 + 10 lies in January.
    duties = [duty("P1", "S", n) for n in (1, 9, 29)]
    assert_rule(county, duties, "too_far", 1)


def test_what_is_told() -> None:
    county = problem(1, [visits()])
    [finding] = CHECKS["too_far"](Facts(county, [duty("P1", "S", 1)]))
    assert finding.text == ("12月1日之后10天内未再坐班", "no visit within 10 days of 1 Dec")
