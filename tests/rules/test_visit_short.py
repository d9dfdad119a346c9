"""坐班次数不足: F4 原则上每周值班一次, or as often as the frequency of the station says."""

from __future__ import annotations

from datetime import date

import pytest

from roster.model.audit import CHECKS, Facts
from roster.model.calendar import Month
from roster.model.demand import ExtraVisit, Period
from roster.model.requests import Closure
from roster.model.sites import Session
from tests.build import calendar, day, duty, problem, visits
from tests.rules.kit import assert_rule

TUESDAYS = [1, 8, 15, 22, 29]


def test_once_a_week() -> None:
    # The weeks of 30 November to 28 December are all December's: five.
    county = problem(1, [visits()])
    assert_rule(county, [duty("P1", "S", n) for n in TUESDAYS], "visit_short", 0)
    assert_rule(county, [duty("P1", "S", n) for n in TUESDAYS[1:]], "visit_short", 1)
    assert_rule(county, [], "visit_short", 5)


def test_twice_a_week() -> None:
    # Monday 30 November is not ours, so the first week still has Wednesday and Friday.
    county = problem(1, [visits(times=2, weekdays=(1, 3, 5))])
    assert_rule(county, [], "visit_short", 10)
    assert_rule(county, [duty("P1", "S", n) for n in (2, 4, 7)], "visit_short", 7)


def test_a_week_that_cannot_hold_its_visits_is_short_all_the_same() -> None:
    # Three Mondays to Wednesdays a week; the week of 30 November has two days left: 5·3 − 2 held.
    county = problem(1, [visits(times=3, weekdays=(1, 2, 3))])
    assert_rule(county, [duty("P1", "S", 1), duty("P1", "S", 2)], "visit_short", 13)


def test_two_persons_are_one_visit() -> None:
    county = problem(2, [visits(persons=2)])
    assert_rule(county, [duty("P1", "S", 1), duty("P2", "S", 1)], "visit_short", 4)
    assert_rule(county, [duty("P1", "S", 1)], "visit_short", 4)


def test_an_extra_visit_does_not_stand_for_a_regular_one() -> None:
    fair = ExtraVisit(site="S", date=day(3), session=Session.MORNING)
    county = problem(1, [visits(weekdays=(2, 4))], extra_visits=(fair,))
    assert_rule(county, [duty("P1", "S", 3)], "visit_short", 5)
    assert_rule(county, [duty("P1", "S", 3), duty("P1", "S", 1)], "visit_short", 4)


def test_a_closed_station_owes_its_visits_on_other_days() -> None:
    shut = (Closure(site="S", start=day(7), end=day(13)),)
    assert_rule(problem(1, [visits()], closures=shut), [], "visit_short", 5)


def test_a_holiday_owes_no_visit() -> None:
    # 7 to 11 December off: nobody owns a week without workdays; 8 December alone off: its week has no
    # Tuesday to be visited on. Four of five weeks are left either way.
    week_off = calendar(off=[day(n) for n in range(7, 12)])
    assert_rule(problem(1, [visits()], calendar=week_off), [], "visit_short", 4)
    assert_rule(problem(1, [visits()], calendar=calendar(off=[day(8)])), [], "visit_short", 4)
    # Open on Tuesdays and Thursdays, twice a week: that week owes its Thursday, 4 × 2 + 1.
    twice = problem(1, [visits(times=2, weekdays=(2, 4))], calendar=calendar(off=[day(8)]))
    assert_rule(twice, [], "visit_short", 9)


def test_what_november_published_of_the_first_week_counts() -> None:
    county = problem(1, [visits(weekdays=(1, 2))], history=(duty("P1", "S", day(30, 11)),))
    assert_rule(county, [], "visit_short", 4)
    # Twice a week: one of the two is left.
    twice = problem(1, [visits(times=2, weekdays=(1, 2))], history=(duty("P1", "S", day(30, 11)),))
    assert_rule(twice, [], "visit_short", 9)


def test_more_published_than_needed_is_no_credit() -> None:
    history = tuple(duty("P1", "S", date(2027, 1, n)) for n in (1, 2))
    county = problem(1, [visits()], history=history)  # both in the week of 28 December
    assert_rule(county, [], "visit_short", 4)


def test_july_owns_the_week_of_29_june() -> None:
    # 29, 30 June are two workdays, 1 to 3 July three. June 2026 keeps the weeks of 1, 8, 15, 22.
    june, july = Month(year=2026, month=6), Month(year=2026, month=7)
    in_june = problem(1, [visits(weekdays=(2, 3))], month=june, calendar=calendar(june))
    assert_rule(in_june, [], "visit_short", 4)
    # July: the weeks of 29 June, 6, 13, 20 and 27 July (five of its workdays).
    in_july = problem(1, [visits(weekdays=(2, 3))], month=july, calendar=calendar(july))
    assert_rule(in_july, [], "visit_short", 5)
    early = (duty("P1", "S", day(30, 6)),)
    with_june = problem(
        1, [visits(weekdays=(2, 3))], month=july, calendar=calendar(july), history=early
    )
    assert_rule(with_june, [], "visit_short", 4)


def test_january_2027_begins_with_its_second_week() -> None:
    # The week of 28 December is December's; 4, 11, 18 and 25 January are January's.
    january = Month(year=2027, month=1)
    county = problem(
        1, [visits()], month=january, calendar=calendar(january, off=[date(2027, 1, 1)])
    )
    assert_rule(county, [duty("P1", "S", date(2027, 1, 5))], "visit_short", 3)


@pytest.mark.parametrize(
    ("last", "size"),
    [
        (None, 3),  # unknown: the weeks of 30 November, 14 and 28 December
        (day(24, 11), 2),  # two weeks later is the week of 7 December, then 21
        (day(30, 11), 2),  # the visit is in December's first week: 14 and 28 are left
        (day(10, 11), 3),  # overdue: it begins at once
    ],
)
def test_every_second_week(last: date | None, size: int) -> None:
    history = (duty("P1", "S", last),) if last else ()
    county = problem(1, [visits(per=Period.FORTNIGHT)], history=history)
    assert_rule(county, [], "visit_short", size)
    assert_rule(county, [duty("P1", "S", 15)], "visit_short", size - 1)


def test_twice_every_second_week() -> None:
    county = problem(1, [visits(per=Period.FORTNIGHT, times=2)])
    assert_rule(county, [duty("P1", "S", 1)], "visit_short", 5)  # 2 · 3 − 1


def test_so_many_a_month() -> None:
    county = problem(1, [visits(per=Period.MONTH, times=3)])
    assert_rule(county, [duty("P1", "S", 1), duty("P1", "S", 29)], "visit_short", 1)


def test_what_is_told() -> None:
    county = problem(1, [visits(times=2, weekdays=(2, 3))])
    first = next(iter(CHECKS["visit_short"](Facts(county, [duty("P1", "S", 1)]))))
    assert first.text == ("11月30日—12月6日少坐班1次", "30 Nov–6 Dec: 1 visit(s) short")
    assert first.site == "S"
