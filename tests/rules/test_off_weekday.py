"""偏离惯常星期: F1 平顺 值班时间要相对固定; visits on other weekdays than the station's usual ones."""

from __future__ import annotations

from roster.model.audit import Facts
from roster.model.demand import ExtraVisit, Period
from roster.model.sites import Session
from tests.build import day, duty, problem, visits
from tests.rules.kit import assert_rule

ANY_DAY = (1, 2, 3, 4, 5)


def test_the_named_weekday_is_the_usual_one() -> None:
    county = problem(1, [visits(weekdays=ANY_DAY, usual_weekday=2)])
    assert_rule(county, [duty("P1", "S", n) for n in (1, 8, 15)], "off_weekday", 0)
    # Two Thursdays, even if they are the majority.
    assert_rule(county, [duty("P1", "S", n) for n in (1, 10, 17)], "off_weekday", 2)


def test_without_a_name_the_month_chooses_one_for_all_its_visits() -> None:
    # F1 沁源 每周二或周四: one of the two for the whole month.
    county = problem(1, [visits(weekdays=(2, 4))])
    assert_rule(county, [duty("P1", "S", n) for n in (3, 10, 17)], "off_weekday", 0)
    assert_rule(county, [duty("P1", "S", n) for n in (3, 10, 15)], "off_weekday", 1)
    assert_rule(county, [duty("P1", "S", n) for n in (3, 8, 17, 22)], "off_weekday", 2)


def test_as_many_usual_weekdays_as_weekly_visits() -> None:
    county = problem(1, [visits(times=2, weekdays=ANY_DAY)])
    assert_rule(county, [duty("P1", "S", n) for n in (7, 9, 14, 16)], "off_weekday", 0)
    assert_rule(county, [duty("P1", "S", n) for n in (7, 9, 14, 17)], "off_weekday", 1)


def test_a_named_weekday_of_two_leaves_the_other_free() -> None:
    county = problem(1, [visits(times=2, weekdays=ANY_DAY, usual_weekday=5)])
    assert_rule(county, [duty("P1", "S", n) for n in (7, 11, 14, 18)], "off_weekday", 0)
    # Mondays and Wednesdays: Friday is kept for the name, one of the two is off, twice.
    assert_rule(county, [duty("P1", "S", n) for n in (7, 9, 14, 16)], "off_weekday", 2)


def test_more_visits_than_weekdays_are_all_usual() -> None:
    county = problem(1, [visits(times=3, weekdays=(2, 4))])
    assert_rule(county, [duty("P1", "S", n) for n in (8, 10, 15)], "off_weekday", 0)


def test_a_monthly_station_has_one_usual_weekday_however_often() -> None:
    county = problem(1, [visits(per=Period.MONTH, times=2, weekdays=ANY_DAY)])
    assert_rule(county, [duty("P1", "S", n) for n in (1, 15)], "off_weekday", 0)
    assert_rule(county, [duty("P1", "S", n) for n in (1, 16)], "off_weekday", 1)


def test_an_extra_visit_is_not_off() -> None:
    fair = ExtraVisit(site="S", date=day(6), session=Session.MORNING)
    county = problem(1, [visits()], extra_visits=(fair,))
    assert_rule(county, [duty("P1", "S", 1), duty("P1", "S", 6)], "off_weekday", 0)


def test_last_months_weekday_is_kept_while_that_costs_less() -> None:
    # Weights 3 and 2: one Thursday among Tuesdays is no reason to change; with the Thursday alone,
    # a change (2) is cheaper than being off once (3).
    history = tuple(duty("P1", "S", day(n, 11)) for n in (3, 10, 17, 24))
    county = problem(1, [visits(weekdays=(2, 4))], history=history)
    assert_rule(county, [duty("P1", "S", n) for n in (1, 10, 15)], "off_weekday", 1)
    assert_rule(county, [duty("P1", "S", 10)], "off_weekday", 0)
    # With a dear change the weekday stays.
    dear = problem(
        1,
        [visits(weekdays=(2, 4))],
        history=history,
        limits={"weights": {"weekday_change": 4}},
    )
    assert_rule(dear, [duty("P1", "S", 10)], "off_weekday", 1)


def test_of_equal_choices_the_audit_takes_the_earlier_weekday() -> None:
    county = problem(1, [visits(weekdays=(2, 4))])
    one_each = Facts(county, [duty("P1", "S", 1), duty("P1", "S", 10)])
    assert one_each.usual == {"S": frozenset({2})}


def test_each_station_has_its_own() -> None:
    county = problem(1, [visits("S", weekdays=(2, 4)), visits("T", weekdays=(2, 4))])
    duties = [duty("P1", "S", 1), duty("P1", "S", 10), duty("P1", "T", 3), duty("P1", "T", 15)]
    assert_rule(county, duties, "off_weekday", 2)  # one at each
