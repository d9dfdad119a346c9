"""坐班间隔过近: every two regular visits nearer to each other than the station's minimum."""

from __future__ import annotations

from datetime import date

import pytest

from roster.model.demand import ExtraVisit, Period
from roster.model.sites import Session
from tests.build import day, duty, problem, visits
from tests.rules.kit import assert_rule

ANY_DAY = (1, 2, 3, 4, 5)


@pytest.mark.parametrize(
    ("days", "size"),
    [
        ((4, 8), 0),  # Friday and Tuesday are four days apart
        ((4, 7), 1),  # Friday and Monday are three
        ((4, 7, 18, 21), 2),  # twice
    ],
)
def test_weekly_visits_are_four_days_apart(days: tuple[int, ...], size: int) -> None:
    county = problem(1, [visits(weekdays=ANY_DAY)])
    assert_rule(county, [duty("P1", "S", n) for n in days], "too_close", size)


def test_every_pair_counts() -> None:
    # Three visits within five days of each other are three pairs.
    monthly = visits(per=Period.MONTH, times=3, weekdays=ANY_DAY, min_gap=5)
    county = problem(1, [monthly])
    assert_rule(county, [duty("P1", "S", n) for n in (7, 9, 11)], "too_close", 3)
    assert_rule(county, [duty("P1", "S", n) for n in (7, 11, 16)], "too_close", 1)  # 16 − 11 is 5


def test_twice_a_week_leaves_a_day_between() -> None:
    county = problem(1, [visits(times=2, weekdays=ANY_DAY)])
    assert_rule(county, [duty("P1", "S", n) for n in (7, 9)], "too_close", 0)
    assert_rule(county, [duty("P1", "S", n) for n in (7, 8)], "too_close", 1)


def test_two_persons_at_one_visit_are_not_close() -> None:
    county = problem(2, [visits(persons=2)])
    assert_rule(county, [duty("P1", "S", 1), duty("P2", "S", 1)], "too_close", 0)


def test_two_stations_have_nothing_to_do_with_each_other() -> None:
    county = problem(1, [visits("S"), visits("T")])
    assert_rule(county, [duty("P1", "S", 1), duty("P1", "T", 1)], "too_close", 0)


def test_published_visits_on_either_side_count() -> None:
    # Friday 27 November is four days before Tuesday 1 December, Saturday 28 three; after the month,
    # Friday 1 January 2027 is three days after Tuesday 29 December.
    for past, mine, size in (
        (day(27, 11), 1, 0),
        (day(28, 11), 1, 1),
        (date(2027, 1, 1), 29, 1),
        (date(2027, 1, 2), 29, 0),
    ):
        twice = visits(times=2, weekdays=(2, 4), min_gap=4)
        county = problem(1, [twice], history=(duty("P1", "S", past),))
        assert_rule(county, [duty("P1", "S", mine)], "too_close", size)


def test_a_published_visit_of_two_persons_is_one() -> None:
    history = tuple(duty(p, "S", day(28, 11)) for p in ("P1", "P2"))
    assert_rule(problem(2, [visits()], history=history), [duty("P1", "S", 1)], "too_close", 1)


def test_what_was_published_too_close_is_not_the_months_fault() -> None:
    history = (duty("P1", "S", day(16, 11)), duty("P1", "S", day(17, 11)))
    assert_rule(problem(1, [visits()], history=history), [duty("P1", "S", 1)], "too_close", 0)


def test_an_extra_visit_may_be_close() -> None:
    fair = ExtraVisit(site="S", date=day(2), session=Session.MORNING)
    county = problem(1, [visits()], extra_visits=(fair,))
    assert_rule(county, [duty("P1", "S", 1), duty("P1", "S", 2)], "too_close", 0)
