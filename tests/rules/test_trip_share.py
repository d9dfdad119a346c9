"""下乡次数不均: squared distance from the fair number of station trips, in hundredths.

A station visited weekly wants five visits in December 2026. A distance of one trip costs 10² = 100.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from roster.model.demand import ExtraVisit
from roster.model.sites import Session
from tests.build import centre_demand, day, duty, person, problem, visits
from tests.rules.kit import assert_rule

if TYPE_CHECKING:
    from roster.model.requests import Duty

TUESDAYS = (1, 8, 15, 22, 29)


def trips(mine: int) -> list[Duty]:
    """P1 makes the first trips, P2 the rest."""
    return [duty("P1" if i < mine else "P2", "S", n) for i, n in enumerate(TUESDAYS)]


def test_five_trips_between_two() -> None:
    county = problem(2, [visits()])
    assert_rule(county, trips(3), "trip_share", 50)  # 3 and 2 of 2.5 each: 2 · 5²
    assert_rule(county, trips(2), "trip_share", 50)
    assert_rule(county, trips(5), "trip_share", 1250)  # 2 · 25²
    assert_rule(problem(5, [visits()]), [duty("P1", "S", 1)], "trip_share", 400)  # 4 short of 1


def test_an_even_split_costs_nothing() -> None:
    county = problem(5, [visits()])
    duties = [duty(f"P{i}", "S", n) for i, n in enumerate(TUESDAYS, 1)]
    assert_rule(county, duties, "trip_share", 0)


def test_who_does_not_serve_stations_has_no_share_of_trips() -> None:
    people = [person("P1"), person("P2", serves_stations=False)]
    county = problem(people, [visits()], centre_demands=(centre_demand(),))
    assert_rule(county, [*trips(5), duty("P2", "C", 2)], "trip_share", 0)


def test_days_at_the_centre_are_no_trips() -> None:
    county = problem(1, [visits()], centre_demands=(centre_demand(),))
    assert_rule(county, [*trips(5), duty("P1", "C", 2)], "trip_share", 0)


def test_extra_visits_and_second_persons_are_trips() -> None:
    fair = ExtraVisit(site="S", date=day(6), session=Session.MORNING, persons=2)
    county = problem(2, [visits(persons=2)], extra_visits=(fair,))
    both = [duty(p, "S", n) for n in (*TUESDAYS, 6) for p in ("P1", "P2")]
    assert_rule(county, both, "trip_share", 0)  # 12 trips, 6 each
    assert_rule(county, both[:-1], "trip_share", 100)


def test_history_counts() -> None:
    # 5 + 1 trips are 3 each: P1 made one in November.
    county = problem(2, [visits()], history=(duty("P1", "S", day(24, 11)),))
    assert_rule(county, trips(2), "trip_share", 0)
    assert_rule(county, trips(3), "trip_share", 200)


def test_shares_follow_the_percentage() -> None:
    people = [person("P1"), person("P2", share_percent=25)]
    county = problem(people, [visits()])
    assert_rule(county, trips(4), "trip_share", 0)  # 4 : 1


def test_a_window_with_too_few_days_is_shared_as_far_as_it_goes() -> None:
    # Mondays to Wednesdays, three times a week: the first week has two days left, so 14 trips.
    county = problem(2, [visits(times=3, weekdays=(1, 2, 3))])
    assert_rule(county, [], "trip_share", 2 * 70**2)
