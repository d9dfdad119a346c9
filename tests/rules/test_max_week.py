"""每周上限: weeks run Monday to Sunday, and what was published of a straddling week counts."""

from __future__ import annotations

from datetime import date

from roster.model.calendar import Month
from tests.build import calendar, centre_demand, day, duty, person, problem
from tests.rules.kit import assert_rule

CENTRE = (centre_demand(),)


def test_three_a_week_by_default() -> None:
    county = problem(2, centre_demands=CENTRE)
    week = [duty("P1", "C", n) for n in (7, 8, 9, 10, 11)]
    assert_rule(county, week[:3], "max_week", 0)
    assert_rule(county, week[:4], "max_week", 1)  # 4 − 3
    assert_rule(county, week, "max_week", 2)  # 5 − 3
    assert_rule(county, [*week[:3], duty("P2", "C", 10)], "max_week", 0)


def test_a_week_ends_on_sunday() -> None:
    county = problem(1, centre_demands=CENTRE, limits={"max_week": 1})
    assert_rule(county, [duty("P1", "C", 4), duty("P1", "C", 7)], "max_week", 0)  # Fri, Mon


def test_a_make_up_sunday_is_of_the_week_before_it() -> None:
    county = problem(
        1, centre_demands=CENTRE, limits={"max_week": 1}, calendar=calendar(made_up=[day(6)])
    )
    assert_rule(county, [duty("P1", "C", 6), duty("P1", "C", 7)], "max_week", 0)
    assert_rule(county, [duty("P1", "C", 4), duty("P1", "C", 6)], "max_week", 1)


def test_the_week_of_30_november_counts_what_november_published() -> None:
    # Monday 30 November and Tuesday 1 December are of one week; Friday 27 is of the week before.
    before = (duty("P1", "C", day(30, 11)), duty("P1", "C", day(27, 11)))
    county = problem(1, centre_demands=CENTRE, limits={"max_week": 2}, history=before)
    assert_rule(county, [duty("P1", "C", 1)], "max_week", 0)  # 1 + 1
    assert_rule(county, [duty("P1", "C", 1), duty("P1", "C", 2)], "max_week", 1)  # 1 + 2 − 2


def test_what_was_published_after_the_month_counts_too() -> None:
    # 1 January 2027 is the Friday of the week that begins on 28 December.
    after = (duty("P1", "C", date(2027, 1, 1)),)
    county = problem(1, centre_demands=CENTRE, limits={"max_week": 1}, history=after)
    assert_rule(county, [duty("P1", "C", 25)], "max_week", 0)
    assert_rule(county, [duty("P1", "C", 28)], "max_week", 1)


def test_january_counts_the_last_days_of_december() -> None:
    january = Month(year=2027, month=1)
    county = problem(
        1,
        centre_demands=CENTRE,
        month=january,
        calendar=calendar(january),
        limits={"max_week": 2},
        history=(duty("P1", "C", 30), duty("P1", "C", 31)),
    )
    assert_rule(county, [duty("P1", "C", date(2027, 1, 1))], "max_week", 1)  # 2 + 1 − 2
    assert_rule(county, [duty("P1", "C", date(2027, 1, 4))], "max_week", 0)


def test_only_duties_of_this_month_are_blamed() -> None:
    # Three published in the first days of December against a limit of one: November can only mend
    # its own duty on Monday the 30th.
    november = Month(year=2026, month=11)
    county = problem(
        1,
        centre_demands=CENTRE,
        limits={"max_week": 1},
        history=tuple(duty("P1", "C", n) for n in (1, 2, 3)),
        month=november,
        calendar=calendar(november),
    )
    assert_rule(county, [], "max_week", 0)
    assert_rule(county, [duty("P1", "C", day(30, 11))], "max_week", 1)
    assert_rule(county, [duty("P1", "C", day(n, 11)) for n in (23, 30)], "max_week", 1)


def test_a_limit_of_ones_own_goes_before_the_countys() -> None:
    people = [person("P1", max_week=1), person("P2", max_week=4), person("P3", max_week=0)]
    county = problem(people, centre_demands=CENTRE)
    four = {p: [duty(p, "C", n) for n in (7, 8, 9, 10)] for p in ("P1", "P2", "P3")}
    assert_rule(county, four["P1"], "max_week", 3)  # 4 − 1
    assert_rule(county, four["P2"], "max_week", 0)
    assert_rule(county, four["P3"][:1], "max_week", 1)  # 0 means none, not "no limit"
