"""单程车程: minutes on the road from each person's home to the site, one way."""

from __future__ import annotations

from roster.model.requests import Trip
from tests.build import centre, centre_demand, duty, person, problem, station, visits
from tests.rules.kit import assert_rule

SITES = (centre(), station("S"), station("T", minutes_from_seat=45))
STATIONS, CENTRE = [visits("S"), visits("T")], (centre_demand(),)


def test_the_road_from_the_county_seat() -> None:
    county = problem(1, STATIONS, sites=SITES, centre_demands=CENTRE)
    assert_rule(county, [duty("P1", "C", 2)], "travel_minutes", 0)
    assert_rule(county, [duty("P1", "S", 1), duty("P1", "T", 8)], "travel_minutes", 75)  # 30 + 45


def test_the_road_from_home() -> None:
    people = [person("P1", home="T")]
    county = problem(people, STATIONS, sites=SITES, centre_demands=CENTRE)
    assert_rule(county, [duty("P1", "T", 1)], "travel_minutes", 0)
    assert_rule(county, [duty("P1", "C", 2)], "travel_minutes", 45)
    assert_rule(county, [duty("P1", "S", 1)], "travel_minutes", 75)  # through the seat


def test_a_road_that_is_given_goes_first_in_both_directions() -> None:
    people = [person("P1", home="T"), person("P2", home="S")]
    county = problem(people, STATIONS, sites=SITES, trips=(Trip(start="S", end="T", minutes=20),))
    assert_rule(county, [duty("P1", "S", 1), duty("P2", "T", 1)], "travel_minutes", 40)


def test_a_road_from_the_seat_may_be_given_too() -> None:
    county = problem(1, STATIONS, sites=SITES, trips=(Trip(start=None, end="S", minutes=25),))
    assert_rule(county, [duty("P1", "S", 1)], "travel_minutes", 25)


def test_each_of_two_persons_travels() -> None:
    county = problem(2, [visits("S", persons=2)], sites=SITES[:2])
    assert_rule(county, [duty("P1", "S", 1), duty("P2", "S", 1)], "travel_minutes", 60)
