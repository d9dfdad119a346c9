"""坐班人数不足: persons missing at visits that are held."""

from __future__ import annotations

from roster.model.demand import ExtraVisit
from roster.model.sites import Session
from tests.build import centre_demand, day, duty, problem, visits
from tests.rules.kit import assert_rule


def test_each_missing_person_of_a_held_visit_counts() -> None:
    county = problem(3, [visits(persons=3)])
    first = [duty(p, "S", 1) for p in ("P1", "P2", "P3")]
    assert_rule(county, first, "understaffed", 0)
    assert_rule(county, first[:1], "understaffed", 2)  # 3 − 1
    assert_rule(county, [*first[:1], duty("P1", "S", 8), duty("P2", "S", 8)], "understaffed", 3)


def test_a_visit_that_is_not_held_is_not_understaffed() -> None:
    assert_rule(problem(1, [visits(persons=2)]), [], "understaffed", 0)


def test_one_of_two_is_one_short() -> None:
    county = problem(2, [visits(persons=2)])
    assert_rule(county, [duty("P1", "S", 1)], "understaffed", 1)
    assert_rule(county, [duty("P1", "S", 1), duty("P2", "S", 1)], "understaffed", 0)


def test_a_visit_for_one_is_held_or_not() -> None:
    assert_rule(problem(1, [visits()]), [duty("P1", "S", 1)], "understaffed", 0)


def test_an_extra_visit_counts_alike() -> None:
    fair = ExtraVisit(site="S", date=day(6), session=Session.MORNING, persons=4)
    county = problem(1, [visits()], extra_visits=(fair,))
    assert_rule(county, [duty("P1", "S", 6)], "understaffed", 3)


def test_the_centre_has_a_rule_of_its_own() -> None:
    county = problem(1, centre_demands=(centre_demand(persons=2),))
    assert_rule(county, [duty("P1", "C", 1)], "understaffed", 0)
