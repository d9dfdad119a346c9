"""点名意愿未排: sessions at a site for which a person asked and which they do not serve."""

from __future__ import annotations

from typing import Any

from roster.model.requests import Closure, Wish
from roster.model.sites import Session
from tests.build import centre_demand, day, duty, problem, visits
from tests.rules.kit import assert_rule


def asks(first: int, last: int | None = None, **changes: Any) -> Wish:
    """P1 asks for the centre."""
    given = {"person": "P1", "prefer": True, "site": "C", **changes}
    return Wish(start=day(first), end=day(last or first), **given)


CENTRE = (centre_demand(),)


def test_each_session_asked_for_and_not_served_counts() -> None:
    county = problem(2, centre_demands=CENTRE, wishes=(asks(7, 9),))
    assert_rule(county, [], "request_missed", 3)
    assert_rule(county, [duty("P1", "C", 8), duty("P2", "C", 9)], "request_missed", 2)
    assert_rule(county, [duty("P1", "C", n) for n in (7, 8, 9)], "request_missed", 0)


def test_a_weight_and_the_larger_of_two() -> None:
    wishes = (asks(7, weight=5), asks(7, 8, weight=2))
    county = problem(1, centre_demands=CENTRE, wishes=wishes)
    assert_rule(county, [], "request_missed", 7)
    assert_rule(county, [duty("P1", "C", 8)], "request_missed", 5)


def test_only_open_sessions_are_asked_for() -> None:
    shut = Closure(site="C", start=day(8), end=day(8))
    county = problem(1, centre_demands=CENTRE, wishes=(asks(5, 9),), closures=(shut,))
    assert_rule(county, [], "request_missed", 2)  # the 7th and 9th; the 5th and 6th are a weekend


def test_halves_of_a_day_are_asked_for_one_by_one() -> None:
    halves = (Session.MORNING, Session.AFTERNOON)
    centre = (centre_demand(sessions=halves),)
    county = problem(1, centre_demands=centre, wishes=(asks(7), asks(8, session=halves[0])))
    assert_rule(county, [duty("P1", "C", 7, halves[0])], "request_missed", 2)


def test_wishes_for_days_or_against_a_site_are_no_requests() -> None:
    wishes = (asks(7, site=None), asks(8, prefer=False))
    county = problem(1, [visits()], centre_demands=CENTRE, wishes=wishes)
    assert_rule(county, [], "request_missed", 0)


def test_a_station_may_be_asked_for() -> None:
    county = problem(1, [visits()], wishes=(asks(1, 31, site="S"),))
    assert_rule(county, [duty("P1", "S", 8)], "request_missed", 4)  # five Tuesdays
