from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from hypothesis import assume, given

from roster.model.demand import ExtraVisit, Period
from roster.model.levels import Level
from roster.model.rules import RULE_BY_KEY
from roster.model.sites import Session
from roster.solver import faces
from roster.solver.engine import Answer, run
from roster.solver.faces import link_faces, settled_trips
from roster.solver.solve import build
from tests.build import calendar, day, person, visits
from tests.build import problem as county
from tests.random_problems import lawful_duties, problems
from tests.solver.solving import QUICK, best_by_brute_force, fix, minimum, silent, trials

if TYPE_CHECKING:
    from roster.model.problem import Problem
    from roster.model.requests import Duty
    from roster.solver.variables import Variables

FIXED = (Level.COVER, Level.DEMAND, Level.FAIRNESS)
TWO_WEEKS = calendar(off=[day(n) for n in (*range(1, 7), *range(19, 32))])  # 7 to 18 December


def missing_visits(v: Variables, demand: int) -> int:
    """How many visits may be short when the demand level comes to this; weights of 0 are left out."""
    weight = v.weight(RULE_BY_KEY["visit_short"])
    assume(weight)
    return demand // weight


def trips(problem: Problem, pid: str, duties: tuple[Duty, ...]) -> int:
    return sum(d.person == pid and problem.is_station(d.site) for d in duties)


@trials(50)
@given(problems(people=3, stations_=2, days=4, pins=False))
def test_trips_are_settled_exactly_where_all_best_rosters_agree(problem: Problem) -> None:
    assume(1 <= len(lawful_duties(problem)) <= 9)
    best = best_by_brute_force(problem, FIXED)
    assert best is not None
    v = build(problem)
    minima, values = fix(v, FIXED)
    assert tuple(minima.values()) == best[0]
    made = {p.id: {trips(problem, p.id, duties) for duties in best[1]} for p in problem.people}
    goes_out = {pid for pid, _ in v.faces}
    agreed = {p: made[p].pop() for p in sorted(goes_out) if len(made[p]) == 1}
    assert settled_trips(v, values, QUICK, 60) == agreed


@trials(50)
@given(problems(people=5, days=5, pins=False))
def test_the_cuts_leave_the_best_regularity_where_it_is(problem: Problem) -> None:
    assume(problem.station_demands)
    plain, cut = build(problem), build(problem)
    fix(plain, FIXED)
    minima, values = fix(cut, FIXED)
    missing = missing_visits(cut, minima[Level.DEMAND])
    link_faces(cut, settled_trips(cut, values, QUICK, 60), missing)
    assert minimum(cut, Level.REGULARITY)[0] == minimum(plain, Level.REGULARITY)[0]


@trials(30)
@given(problems(people=3, stations_=2, days=4, pins=False))
def test_the_cuts_leave_every_best_roster_possible(problem: Problem) -> None:
    assume(problem.station_demands and 1 <= len(lawful_duties(problem)) <= 8)
    best = best_by_brute_force(problem, FIXED)
    assert best is not None
    for duties in best[1][:6]:
        v = build(problem)
        minima, values = fix(v, FIXED)
        link_faces(v, settled_trips(v, values, QUICK, 60), missing_visits(v, minima[Level.DEMAND]))
        held = {(d.person, d.site, d.date, d.session) for d in duties}
        for (pid, key), var in v.duty.items():
            v.model.add(var == ((pid, *key) in held))
        minimum(v, Level.REGULARITY)  # raises where the roster has become impossible


def week_on_week(people: int) -> Problem:
    """One station, visited on the Tuesdays of two weeks, and nothing else to do."""
    return county(people, [visits("S")], calendar=TWO_WEEKS)


def test_two_equals_with_two_visits_make_one_trip_each() -> None:
    v = build(week_on_week(2))
    _, values = fix(v, FIXED)
    assert settled_trips(v, values, QUICK, 60) == {"P1": 1, "P2": 1}


def test_three_equals_with_two_visits_are_free() -> None:
    # Any two of the three go: nobody's trips are settled, though they always add up to two.
    v = build(week_on_week(3))
    _, values = fix(v, FIXED)
    assert settled_trips(v, values, QUICK, 60) == {}


def test_whom_fairness_settles_is_found_among_those_it_leaves_free() -> None:
    # Shares of 2 visits: P1 a whole one, P2 and P3 half of one each, so one of the two goes.
    people = [person("P1"), *(person(p, share_percent=50) for p in ("P2", "P3"))]
    v = build(county(people, [visits("S")], calendar=TWO_WEEKS))
    _, values = fix(v, FIXED)
    assert settled_trips(v, values, QUICK, 60) == {"P1": 1}


def test_without_time_for_a_proof_nothing_is_settled() -> None:
    people = [person("P1"), *(person(p, share_percent=50) for p in ("P2", "P3"))]
    v = build(county(people, [visits("S")], calendar=TWO_WEEKS))
    _, values = fix(v, FIXED)
    assert settled_trips(v, values, QUICK, 0) == {}


def test_a_search_that_finds_nothing_settles_nothing(monkeypatch: pytest.MonkeyPatch) -> None:
    v = build(week_on_week(2))
    _, values = fix(v, FIXED)
    monkeypatch.setattr(faces, "run", lambda *_: Answer(None, 0, 0, 0.1))
    assert settled_trips(v, values, QUICK, 60) == {}


def test_who_has_no_station_duty_has_no_trips_to_settle() -> None:
    people = [person("P1"), person("P2", serves_stations=False)]
    v = build(county(people, [visits("S")], calendar=TWO_WEEKS))
    _, values = fix(v, FIXED)
    assert settled_trips(v, values, QUICK, 60) == {"P1": 2}


@pytest.mark.parametrize(
    ("trips", "missing", "least"),
    [
        ({}, 0, 1),  # one person could make all four visits
        ({}, 4, 0),  # there may be no visit at all
        ({"P1": 2, "P2": 2}, 0, 2),  # nobody makes more than two
        ({"P1": 2, "P2": 1, "P3": 1}, 0, 3),
        ({"P1": 2, "P2": 1, "P3": 1}, 2, 3),  # each of them goes somewhere
    ],
)
def test_faces_are_counted_from_the_trips(trips: dict[str, int], missing: int, least: int) -> None:
    # Fewer persons are proven not to do even when no duty is looked at: a bound on the faces alone.
    problem = county(
        4, [visits("S", times=2, weekdays=(2, 4))], calendar=TWO_WEEKS, limits={"max_week": 5}
    )
    assert [w.need for w in problem.windows] == [2, 2]
    v = build(problem)
    link_faces(v, trips, missing)
    v.model.minimize(sum(v.faces.values()))
    answer = run(v.model, QUICK, 60, silent)
    assert (answer.objective, answer.bound) == (least, least)


def test_extra_visits_count_for_what_a_person_can_have_at_a_station() -> None:
    # One visit a month and an extra one: two trips of the same person, one face.
    extra = ExtraVisit(site="S", date=day(8), session=Session.MORNING)
    problem = county(
        1,
        [visits("S", per=Period.MONTH, weekdays=(2, 4))],
        calendar=TWO_WEEKS,
        extra_visits=(extra,),
    )
    v = build(problem)
    _, values = fix(v, FIXED)
    assert settled_trips(v, values, QUICK, 60) == {"P1": 2}
    link_faces(v, {"P1": 2}, 0)
    assert minimum(v, Level.REGULARITY)[0] == 1
