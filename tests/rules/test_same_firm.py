"""中心连日同一机构: firms at the centre on two successive days of its opening."""

from __future__ import annotations

from roster.model.requests import Closure
from roster.model.sites import Session
from tests.build import calendar, centre_demand, day, duty, person, problem, visits
from tests.rules.kit import assert_rule

PEOPLE = [
    person("P1", firm="沁河所"),
    person("P2", firm="沁河所"),
    person("P3", firm="太岳所"),
    person("P4", firm=""),
    person("P5", firm=""),
]
ONE, TWO = (centre_demand(),), (centre_demand(persons=2),)


def test_colleagues_on_successive_days_count_once_each_time() -> None:
    county = problem(PEOPLE, centre_demands=ONE)
    assert_rule(county, [duty("P1", "C", 1), duty("P3", "C", 2)], "same_firm", 0)
    assert_rule(county, [duty("P1", "C", 1), duty("P2", "C", 2)], "same_firm", 1)
    three = [duty("P1", "C", 1), duty("P2", "C", 2), duty("P1", "C", 3)]
    assert_rule(county, three, "same_firm", 2)
    assert_rule(county, [duty("P1", "C", 1), duty("P2", "C", 3)], "same_firm", 0)


def test_the_same_person_is_of_the_same_firm() -> None:
    county = problem(PEOPLE, centre_demands=ONE)
    assert_rule(county, [duty("P3", "C", 1), duty("P3", "C", 2)], "same_firm", 1)


def test_people_without_firm_have_none_in_common() -> None:
    county = problem(PEOPLE, centre_demands=ONE)
    assert_rule(county, [duty("P4", "C", 1), duty("P5", "C", 2)], "same_firm", 0)


def test_friday_and_monday_are_successive_and_a_make_up_saturday_lies_between() -> None:
    friday_monday = [duty("P1", "C", 4), duty("P2", "C", 7)]
    assert_rule(problem(PEOPLE, centre_demands=ONE), friday_monday, "same_firm", 1)
    made_up = problem(PEOPLE, centre_demands=ONE, calendar=calendar(made_up=[day(5)]))
    assert_rule(made_up, friday_monday, "same_firm", 0)


def test_a_closed_day_is_passed_over() -> None:
    shut = (Closure(site="C", start=day(2), end=day(2)),)
    county = problem(PEOPLE, centre_demands=ONE, closures=shut)
    assert_rule(county, [duty("P1", "C", 1), duty("P2", "C", 3)], "same_firm", 1)


def test_with_two_seats_each_firm_counts_and_colleagues_of_one_day_do_not() -> None:
    county = problem(PEOPLE, centre_demands=TWO)
    colleagues = [duty("P1", "C", 1), duty("P2", "C", 1)]
    assert_rule(county, colleagues, "same_firm", 0)
    assert_rule(county, [*colleagues, duty("P1", "C", 2), duty("P2", "C", 2)], "same_firm", 1)
    both = [duty("P1", "C", 1), duty("P3", "C", 1), duty("P2", "C", 2), duty("P3", "C", 2)]
    assert_rule(county, both, "same_firm", 2)  # both firms


def test_half_days_of_one_day_are_one_day() -> None:
    halves = (Session.MORNING, Session.AFTERNOON)
    county = problem(PEOPLE, centre_demands=(centre_demand(sessions=halves),))
    day_one = [duty("P1", "C", 1, halves[0]), duty("P2", "C", 1, halves[1])]
    assert_rule(county, day_one, "same_firm", 0)
    assert_rule(county, [*day_one, duty("P1", "C", 2, halves[0])], "same_firm", 1)


def test_stations_do_not_matter() -> None:
    county = problem(PEOPLE, [visits(weekdays=(2, 3))], centre_demands=ONE)
    assert_rule(county, [duty("P1", "C", 1), duty("P2", "S", 2)], "same_firm", 0)
