"""总负荷不均: squared distance from the fair share, in hundredths of a squared point.

Two persons share 22 workdays (Tuesday 8 is off) of 2 points each: 44 points, 22 each, unless said
otherwise. A distance of one point is 10 tenths and costs 100.
"""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest

from roster.model.audit import CHECKS, Facts
from roster.model.people import Category
from roster.model.requests import Duty, Leave
from roster.model.sites import Session
from tests.build import calendar, centre_demand, day, duty, person, problem, visits
from tests.rules.kit import assert_rule

DAYS = (1, 2, 3, 4, 7, 9, 10, 11, 14, 15, 16, 17, 18, 21, 22, 23, 24, 25, 28, 29, 30, 31)


def county(
    first: dict[str, Any] | None = None, second: dict[str, Any] | None = None, **more: Any
) -> Any:
    people = [person("P1", **(first or {})), person("P2", **(second or {}))]
    given = {"calendar": calendar(off=[day(8)]), "centre_demands": (centre_demand(),), **more}
    limits = {"max_week": 5, **given.pop("limits", {})}
    return problem(people, limits=limits, **given)


def shared(mine: int) -> list[Duty]:
    """P1 serves the first days, P2 the rest."""
    return [duty("P1" if i < mine else "P2", "C", n) for i, n in enumerate(DAYS)]


@pytest.mark.parametrize(("mine", "size"), [(11, 0), (12, 800), (10, 800), (22, 96800)])
def test_an_even_split_costs_nothing(mine: int, size: int) -> None:
    # One day too many is 2 points too many for one and too few for the other: 2 · 20². All 22 days
    # are 22 points too many: 2 · 220².
    assert_rule(county(), shared(mine), "load_share", size)


def test_an_empty_roster_is_far_from_what_was_to_be_shared() -> None:
    assert_rule(county(), [], "load_share", 96800)  # both 22 points short


@pytest.mark.parametrize(
    "second",
    [
        {"share_percent": 50},
        {"counts_from": day(17)},
        {"until": day(16)},  # 11 workdays from the 1st to the 16th, the 8th being off
    ],
)
def test_shares_are_prorated_by_percent_and_days(second: dict[str, Any]) -> None:
    # Two thirds and one third of 44 points: 29.333 and 14.667, in tenths 293 and 147.
    # 30 and 14 points: 2 · 7².
    assert_rule(county(None, second), shared(15), "load_share", 98)


def test_leave_lowers_the_share_by_whole_days() -> None:
    # From the 17th on are 11 of the 22 workdays.
    away = Leave(person="P2", start=day(17), end=day(31))
    assert_rule(county(leaves=(away,)), shared(15), "load_share", 98)
    half = away.model_copy(update={"session": Session.MORNING})
    assert_rule(county(leaves=(half,)), shared(11), "load_share", 0)
    other_half = away.model_copy(update={"session": Session.AFTERNOON})
    assert_rule(county(leaves=(half, other_half)), shared(15), "load_share", 98)


def test_who_may_not_serve_at_all_has_no_share() -> None:
    unqualified = {"category": Category.ACADEMIC}
    assert_rule(county(None, unqualified), shared(22), "load_share", 0)
    assert_rule(county({"share_percent": 0}, unqualified), [], "load_share", 0)


def test_public_post_persons_share_alike() -> None:
    # They earn nothing, and cost must never drive who is chosen.
    assert_rule(county(None, {"category": Category.PUBLIC_POST}), shared(11), "load_share", 0)


@pytest.mark.parametrize(
    ("window", "past", "mine", "size"),
    [
        # Two duties in November: 44 + 4 points, 24 each; P1 has 4 of them already.
        ("year", (day(3, 11), day(4, 11)), 10, 0),
        ("quarter", (day(3, 11), day(4, 11)), 10, 0),
        ("month", (day(3, 11), day(4, 11)), 11, 0),
        # October to December are a quarter; September is not of it.
        ("quarter", (day(30, 10), day(30, 11)), 10, 0),
        ("quarter", (day(29, 9), day(30, 9)), 11, 0),
        ("year", (day(29, 9), day(30, 9)), 10, 0),
        # One November duty: 46 points, 23 each; P1 2 + 22, P2 22 are one point off each.
        ("year", (day(3, 11),), 11, 200),
    ],
)
def test_history_counts_within_the_window(
    window: str, past: tuple[Any, ...], mine: int, size: int
) -> None:
    history = tuple(duty("P1", "C", d) for d in past)
    days = calendar(start=day(1, 9), off=[day(8)])
    of = county(history=history, calendar=days, limits={"fair_window": window})
    assert_rule(of, shared(mine), "load_share", size)


def test_what_was_published_after_the_month_is_not_of_the_window() -> None:
    history = (duty("P1", "C", date(2027, 1, 1)),)
    assert_rule(county(history=history), shared(11), "load_share", 0)


def test_more_done_than_due_is_a_distance_too() -> None:
    # P1 did 13 November duties: 44 + 26 = 70 points, 35 each. P1 has 26 + 20, P2 24: 11 points off.
    past = (2, 3, 4, 5, 6, 9, 10, 11, 12, 13, 16, 17, 18)
    history = tuple(duty("P1", "C", day(n, 11)) for n in past)
    assert_rule(county(history=history), shared(10), "load_share", 2 * 110**2)
    # With all of December left to P2 it is 26 and 44: 9 points off.
    assert_rule(county(history=history), shared(0), "load_share", 2 * 90**2)


def test_points_are_settings() -> None:
    # Two half days of 1 point a day, and five visits of 3: 44 + 15 = 59 points, 29.5 each.
    halves = (Session.MORNING, Session.AFTERNOON)
    of = problem(
        2,
        [visits(weekdays=(3,))],
        calendar=calendar(off=[day(8)]),
        centre_demands=(centre_demand(sessions=halves),),
        limits={"load_half": 1, "load_station": 3},
    )
    mornings = [duty("P1", "C", n, halves[0]) for n in (1, 7)]
    trips = [duty("P2", "S", n) for n in (2, 9)]
    assert_rule(of, [*mornings, *trips], "load_share", 275**2 + 235**2)


def test_what_is_told() -> None:
    both = list(CHECKS["load_share"](Facts(county(), shared(12))))
    assert [(f.person, f.text) for f in both] == [
        ("P1", ("比应排多2", "2 above the fair share")),
        ("P2", ("比应排少2", "2 below the fair share")),
    ]
