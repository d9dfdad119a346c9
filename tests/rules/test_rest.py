"""值班间隔: so many free days between two days with a duty; each run of free + 1 days counts once."""

from __future__ import annotations

from datetime import date

import pytest

from roster.model.sites import Session
from tests.build import centre_demand, day, duty, problem
from tests.rules.kit import assert_rule

CENTRE = (centre_demand(),)


@pytest.mark.parametrize(
    ("free", "days", "size"),
    [
        (0, (7, 8, 9), 0),  # no rest is asked for
        (1, (7, 9, 11), 0),
        (1, (7, 8), 1),
        (1, (7, 8, 9), 2),  # 7–8 and 8–9
        (2, (7, 10), 0),
        (2, (7, 9), 1),  # the run 7–9
        (2, (7, 8), 2),  # the runs 6–8 and 7–9
        (4, (4, 9), 0),  # the weekend is free time too
        (4, (4, 8), 1),  # the run 4–8
    ],
)
def test_free_days_between(free: int, days: tuple[int, ...], size: int) -> None:
    county = problem(1, centre_demands=CENTRE, limits={"rest_days": free})
    assert_rule(county, [duty("P1", "C", n) for n in days], "rest", size)


def test_two_persons_rest_apart() -> None:
    county = problem(2, centre_demands=CENTRE, limits={"rest_days": 3})
    assert_rule(county, [duty("P1", "C", 7), duty("P2", "C", 8)], "rest", 0)


def test_two_halves_of_a_day_need_no_rest_between() -> None:
    halves = (Session.MORNING, Session.AFTERNOON)
    county = problem(
        1,
        centre_demands=(centre_demand(sessions=halves),),
        limits={"max_day": 2, "rest_days": 1},
    )
    both = [duty("P1", "C", 7, half) for half in halves]
    assert_rule(county, both, "rest", 0)
    assert_rule(county, [*both, duty("P1", "C", 8, halves[0])], "rest", 1)


def test_the_days_around_the_month_count() -> None:
    around = (duty("P1", "C", day(30, 11)), duty("P1", "C", date(2027, 1, 1)))
    county = problem(1, centre_demands=CENTRE, limits={"rest_days": 1}, history=around)
    assert_rule(county, [duty("P1", "C", 2), duty("P1", "C", 30)], "rest", 0)
    assert_rule(county, [duty("P1", "C", 1)], "rest", 1)  # 30 November – 1 December
    assert_rule(county, [duty("P1", "C", 31)], "rest", 1)  # 31 December – 1 January


def test_what_was_published_without_rest_is_not_the_months_fault() -> None:
    before = (duty("P1", "C", day(27, 11)), duty("P1", "C", day(30, 11)))
    county = problem(1, centre_demands=CENTRE, limits={"rest_days": 4}, history=before)
    assert_rule(county, [], "rest", 0)
    assert_rule(county, [duty("P1", "C", 7)], "rest", 0)
    # Runs of five days that end on 1 to 4 December and hold both 30 November and the 1st.
    assert_rule(county, [duty("P1", "C", 1)], "rest", 4)
