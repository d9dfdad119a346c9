"""次日不接: after a duty at one site nobody serves at certain others the next day."""

from __future__ import annotations

from datetime import date

from roster.model.requests import Succession
from roster.model.sites import Session
from tests.build import centre_demand, day, duty, problem, visits
from tests.rules.kit import assert_rule

CENTRE = (centre_demand(),)
# After the far station not at the centre; 8 and 15 December are Tuesdays.
FAR_THEN_CENTRE = (Succession(first="S", then="C"),)


def test_not_at_the_centre_on_the_day_after_the_station() -> None:
    county = problem(2, [visits()], centre_demands=CENTRE, successions=FAR_THEN_CENTRE)
    assert_rule(county, [duty("P1", "S", 8), duty("P1", "C", 9)], "succession", 1)
    assert_rule(county, [duty("P1", "S", 8), duty("P1", "C", 10)], "succession", 0)
    assert_rule(county, [duty("P1", "S", 8), duty("P2", "C", 9)], "succession", 0)
    assert_rule(county, [duty("P1", "C", 7), duty("P1", "S", 8)], "succession", 0)  # the other way


def test_nothing_is_forbidden_by_default() -> None:
    county = problem(1, [visits()], centre_demands=CENTRE)
    assert_rule(county, [duty("P1", "S", 8), duty("P1", "C", 9)], "succession", 0)


def test_several_orders_and_a_site_after_itself() -> None:
    orders = (*FAR_THEN_CENTRE, Succession(first="C", then="C"))
    county = problem(1, [visits()], centre_demands=CENTRE, successions=orders)
    days = [duty("P1", "S", 8), duty("P1", "C", 9), duty("P1", "C", 10)]
    assert_rule(county, days, "succession", 2)
    assert_rule(county, [duty("P1", "C", 8), duty("P1", "S", 15)], "succession", 0)


def test_halves_of_a_day_count_each() -> None:
    halves = (Session.MORNING, Session.AFTERNOON)
    county = problem(
        1,
        [visits()],
        centre_demands=(centre_demand(sessions=halves),),
        successions=FAR_THEN_CENTRE,
        limits={"max_day": 2},
    )
    both = [duty("P1", "C", 9, half) for half in halves]
    assert_rule(county, [duty("P1", "S", 8), *both], "succession", 2)


def test_what_was_published_around_the_month_counts() -> None:
    around = (duty("P1", "S", day(30, 11)), duty("P1", "C", date(2027, 1, 1)))
    county = problem(
        1,
        [visits(weekdays=(1, 4))],
        centre_demands=CENTRE,
        successions=FAR_THEN_CENTRE,
        history=around,
    )
    assert_rule(county, [duty("P1", "C", 1)], "succession", 1)
    assert_rule(county, [duty("P1", "S", 31)], "succession", 1)
    assert_rule(county, [duty("P1", "C", 2), duty("P1", "S", 28)], "succession", 0)
