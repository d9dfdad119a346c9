"""不同面孔: different persons whom a station sees in the month."""

from __future__ import annotations

from roster.model.demand import ExtraVisit
from roster.model.sites import Session
from tests.build import centre_demand, day, duty, problem, visits
from tests.rules.kit import assert_rule


def test_one_person_all_month_is_one_face() -> None:
    county = problem(3, [visits()])
    assert_rule(county, [duty("P1", "S", n) for n in (1, 8, 15)], "faces", 1)
    assert_rule(
        county, [duty(p, "S", n) for p, n in (("P1", 1), ("P2", 8), ("P1", 15))], "faces", 2
    )
    assert_rule(county, [], "faces", 0)


def test_a_person_is_a_face_at_each_station() -> None:
    county = problem(2, [visits("S"), visits("T")])
    duties = [duty("P1", "S", 1), duty("P1", "T", 8), duty("P2", "S", 8)]
    assert_rule(county, duties, "faces", 3)


def test_two_persons_at_a_visit_are_two_faces() -> None:
    county = problem(2, [visits(persons=2)])
    assert_rule(county, [duty("P1", "S", 1), duty("P2", "S", 1)], "faces", 2)


def test_an_extra_visit_shows_a_face_and_the_centre_does_not() -> None:
    fair = ExtraVisit(site="S", date=day(6), session=Session.MORNING)
    county = problem(2, [visits()], extra_visits=(fair,), centre_demands=(centre_demand(),))
    duties = [duty("P1", "S", 1), duty("P2", "S", 6), duty("P2", "C", 2)]
    assert_rule(county, duties, "faces", 2)


def test_last_months_faces_do_not_count() -> None:
    county = problem(2, [visits()], history=(duty("P2", "S", day(24, 11)),))
    assert_rule(county, [duty("P1", "S", 1)], "faces", 1)
