"""不超过需求: nobody is sent where nobody is wanted."""

from __future__ import annotations

from roster.model.audit import CHECKS, Facts
from roster.model.demand import ExtraVisit, Period
from roster.model.sites import Session
from tests.build import centre_demand, day, duty, problem, visits
from tests.rules.kit import assert_rule


def test_the_centre_takes_as_many_as_it_wants() -> None:
    one = problem(3, centre_demands=(centre_demand(),))
    two = problem(3, centre_demands=(centre_demand(persons=2),))
    pair, all_three = (
        [duty(p, "C", 1) for p in ("P1", "P2")],
        [duty(p, "C", 1) for p in ("P1", "P2", "P3")],
    )
    assert_rule(one, pair[:1], "capacity", 0)
    assert_rule(one, pair, "capacity", 1)  # 2 − 1
    assert_rule(two, pair, "capacity", 0)
    assert_rule(two, all_three, "capacity", 1)  # 3 − 2
    assert_rule(one, all_three, "capacity", 2)  # 3 − 1


def test_each_half_day_is_counted_apart() -> None:
    halves = (centre_demand(sessions=(Session.MORNING, Session.AFTERNOON)),)
    county = problem(2, centre_demands=halves)
    mornings = [duty(p, "C", 1, Session.MORNING) for p in ("P1", "P2")]
    assert_rule(county, [mornings[0], duty("P2", "C", 1, Session.AFTERNOON)], "capacity", 0)
    assert_rule(county, mornings, "capacity", 1)


def test_two_persons_at_a_visit_are_one_visit() -> None:
    county = problem(3, [visits(persons=2)])
    assert_rule(county, [duty("P1", "S", 1), duty("P2", "S", 1)], "capacity", 0)
    assert_rule(county, [duty(p, "S", 1) for p in ("P1", "P2", "P3")], "capacity", 1)


def test_a_week_has_no_more_visits_than_it_needs() -> None:
    county = problem(2, [visits(weekdays=(2, 4))])
    tuesday, thursday, next_tuesday = duty("P1", "S", 1), duty("P2", "S", 3), duty("P1", "S", 8)
    assert_rule(county, [tuesday, next_tuesday], "capacity", 0)
    assert_rule(county, [tuesday, thursday, next_tuesday], "capacity", 1)  # 2 visits − 1
    [finding] = CHECKS["capacity"](Facts(county, [tuesday, thursday, next_tuesday]))
    # The week is told whole, although its Monday lies in November; next week's visit is not blamed.
    assert finding.text.zh == "11月30日—12月6日只需坐班1次"
    assert finding.text.en == "only 1 visit(s) wanted 30 Nov–6 Dec"
    assert finding.duties == (tuesday, thursday)


def test_two_visits_a_week_are_two() -> None:
    county = problem(1, [visits(times=2, weekdays=(1, 3, 5))])
    assert_rule(county, [duty("P1", "S", 7), duty("P1", "S", 9)], "capacity", 0)
    assert_rule(county, [duty("P1", "S", n) for n in (7, 9, 11)], "capacity", 1)


def test_visits_published_of_the_week_lower_its_need() -> None:
    # Twice a week, Monday 30 November held: one is left for 1 to 4 December.
    county = problem(
        2, [visits(times=2, weekdays=(1, 2, 3))], history=(duty("P2", "S", day(30, 11)),)
    )
    assert_rule(county, [duty("P1", "S", 1)], "capacity", 0)
    assert_rule(county, [duty("P1", "S", 1), duty("P1", "S", 2)], "capacity", 1)


def test_a_published_visit_of_two_persons_lowers_the_need_by_one() -> None:
    both = tuple(duty(p, "S", day(30, 11)) for p in ("P1", "P2"))
    county = problem(2, [visits(times=2, weekdays=(1, 2, 3), persons=2)], history=both)
    assert_rule(county, [duty("P1", "S", 1), duty("P2", "S", 1)], "capacity", 0)


def test_a_monthly_station_has_the_whole_month() -> None:
    county = problem(1, [visits(per=Period.MONTH, times=2)])
    assert_rule(county, [duty("P1", "S", 1), duty("P1", "S", 15)], "capacity", 0)
    assert_rule(county, [duty("P1", "S", n) for n in (1, 8, 15, 22)], "capacity", 2)  # 4 − 2


def test_an_extra_visit_is_beyond_the_frequency_and_has_its_own_limit() -> None:
    fair = ExtraVisit(site="S", date=day(3), session=Session.MORNING, persons=2)
    county = problem(3, [visits(weekdays=(2, 4))], extra_visits=(fair,))
    regular, both = duty("P1", "S", 1), [duty("P1", "S", 3), duty("P2", "S", 3)]
    assert_rule(county, [regular, *both], "capacity", 0)
    assert_rule(county, [regular, *both, duty("P3", "S", 3)], "capacity", 1)


def test_a_duty_listed_twice_is_one_too_many() -> None:
    county = problem(1, centre_demands=(centre_demand(),))
    assert_rule(county, [duty("P1", "C", 1), duty("P1", "C", 1)], "capacity", 1)


def test_spare_persons_are_allowed_and_no_more() -> None:
    county = problem(3, centre_demands=(centre_demand(spare=1),))
    assert_rule(county, [duty(p, "C", 1) for p in ("P1", "P2")], "capacity", 0)
    assert_rule(county, [duty(p, "C", 1) for p in ("P1", "P2", "P3")], "capacity", 1)
