"""The bounds that make regularity provable: what they claim is true of every best roster."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from roster.model.demand import ExtraVisit, Period
from roster.model.levels import Level
from roster.model.requests import Leave, Pin
from roster.model.sites import Session
from roster.solver import counts
from roster.solver.clock import Clock
from roster.solver.counts import trip_ranges
from roster.solver.descent import Descent
from roster.solver.engine import Answer, ask, run
from roster.solver.faces import link_faces
from roster.solver.group_check import GroupCheck
from roster.solver.groups import FewestFaces
from roster.solver.pins import conflicting_pins
from roster.solver.regularity import RegularityBounds
from roster.solver.solve import build
from tests.build import calendar, day, duty, person, visits
from tests.build import problem as county
from tests.random_problems import broken, lawful_duties, problems
from tests.solver.solving import QUICK, best_by_brute_force, fix, minimum, silent, trials, with_pins

if TYPE_CHECKING:
    from roster.model.problem import Problem
    from roster.model.requests import Duty
    from roster.solver.counts import Trips

FIXED = (Level.COVER, Level.DEMAND, Level.FAIRNESS)
TWO_WEEKS = calendar(off=[day(n) for n in (*range(1, 7), *range(19, 32))])  # 7 to 18 December


def went_out(problem: Problem, duties: tuple[Duty, ...]) -> dict[str, int]:
    """Station trips of each person."""
    return {
        p.id: sum(d.person == p.id and problem.is_station(d.site) for d in duties)
        for p in problem.people
    }


def is_full(problem: Problem, duties: tuple[Duty, ...]) -> bool:
    """Whether every demand is met, by counting."""
    held = len(duties)
    extra = [s for s in problem.slots.values() if s.extra]
    centre = [s for s in problem.slots.values() if not problem.is_station(s.site)]
    of_windows = (w.need * problem.station_demand[w.site].persons for w in problem.windows)
    return held == sum(s.persons for s in (*extra, *centre)) + sum(of_windows)


@trials(40)
@given(problems(people=3, stations_=2, days=3, pins=False))
def test_the_ranges_hold_every_best_roster(problem: Problem) -> None:
    assume(1 <= len(lawful_duties(problem)) <= 9)
    best = best_by_brute_force(problem, FIXED)
    assert best is not None
    (_, _, fairness), rosters = best
    full = all(is_full(problem, duties) for duties in rosters)
    v = build(problem)
    ranges = trip_ranges(v, fairness, Clock(QUICK), 60, full=full)
    for duties in rosters:
        for pid, trips in went_out(problem, duties).items():
            fewest, most = ranges[pid]
            assert fewest <= trips <= most
        if full:
            seen = {(d.person, d.site) for d in duties if problem.is_station(d.site)}
            assert FewestFaces(v, ranges, Clock(QUICK)).bound(60) <= len(seen)


@trials(60)
@given(problems(people=5, days=5))
def test_a_descent_reaches_what_a_plain_one_reaches(problem: Problem) -> None:
    assume(problem.station_demands and not conflicting_pins(problem))
    descent, plain = Descent(build(problem), QUICK, silent), build(problem)
    for level in (*FIXED, Level.REGULARITY):
        descent.minimise(level)
        minima, _ = fix(plain, [level])
        assert descent.answers[level].objective == minima[level]


@st.composite
def met(draw: st.DrawFn) -> Problem:
    """A county whose every demand can be met: few limits, stations on different weekdays, some people
    away for some days, one perhaps pinned.
    """
    sids = ("S", "T", "U")[: draw(st.integers(2, 3))]
    weekdays = draw(st.permutations([(2,), (4,), (1, 3), (3, 5), (2, 4)]))
    stations = [
        visits(
            sid,
            weekdays=days,
            persons=draw(st.sampled_from([1, 1, 2])),
            session=draw(st.sampled_from([Session.MORNING, Session.AFTERNOON])),
        )
        for sid, days in zip(sids, weekdays, strict=False)
    ]
    pids = [f"P{n}" for n in range(1, draw(st.integers(2, 4)) + 1)]
    shares = st.sampled_from([100, 100, 50])
    away = st.builds(
        lambda pid, n: Leave(person=pid, start=day(n), end=day(n + 2)),
        st.sampled_from(pids),
        st.sampled_from([7, 9, 14, 16]),
    )
    past = st.builds(
        duty,
        st.sampled_from(pids),
        st.sampled_from(sids),
        st.just(day(24, 11)) | st.just(day(26, 11)),
    )
    pins = (Pin(duty=duty("P1", "S", draw(st.sampled_from([7, 8, 9, 10, 11])))),)
    problem = county(
        [person(pid, share_percent=draw(shares)) for pid in pids],
        stations,
        calendar=TWO_WEEKS,
        leaves=tuple(draw(st.lists(away, max_size=2))),
        history=tuple(draw(st.lists(past, max_size=3))),
        limits={"max_week": 5, "max_consecutive": 5, "max_day": draw(st.integers(1, 2))},
    )
    return with_pins(
        problem, () if draw(st.booleans()) or broken(problem, [pins[0].duty]) else pins
    )


@trials(60)
@given(met())
def test_bounds_with_regard_to_dates_leave_the_best_regularity(problem: Problem) -> None:
    plain, bounded = build(problem), build(problem)
    minima, _ = fix(plain, FIXED)
    assert fix(bounded, FIXED)[0] == minima
    best = minimum(plain, Level.REGULARITY)[0]
    bounds = RegularityBounds(bounded, Clock(QUICK), *minima.values())
    bounds.add_quick(60)
    bounds.add_dated(60, best + 3)  # as if the best found so far were worse than need be
    assert minimum(bounded, Level.REGULARITY)[0] == best


def weekly(people: int, **changes: Any) -> Problem:
    """One station, visited on the Tuesdays of two weeks, and nothing else to do."""
    return county(people, [visits("S")], **{"calendar": TWO_WEEKS, **changes})


def ranges_of(problem: Problem, seconds: float = 60, *, full: bool = True) -> Trips:
    fairness = fix(build(problem), FIXED)[0][Level.FAIRNESS]
    return trip_ranges(build(problem), fairness, Clock(QUICK), seconds, full=full)


def test_two_equals_with_two_visits_make_one_trip_each() -> None:
    assert ranges_of(weekly(2)) == {"P1": (1, 1), "P2": (1, 1)}


def test_of_three_equals_any_two_may_go() -> None:
    assert ranges_of(weekly(3)) == {"P1": (0, 1), "P2": (0, 1), "P3": (0, 1)}


def test_some_are_settled_while_others_are_free() -> None:
    # Two visits: a whole share for P1, half of one each for P2 and P3, so that one of these two goes.
    people = (person("P1"), *(person(p, share_percent=50) for p in ("P2", "P3")))
    problem = county(people, [visits("S")], calendar=TWO_WEEKS)
    assert ranges_of(problem) == {"P1": (1, 1), "P2": (0, 1), "P3": (0, 1)}


def test_who_serves_no_station_makes_no_trip() -> None:
    people = (person("P1"), person("P2", serves_stations=False))
    problem = county(people, [visits("S")], calendar=TWO_WEEKS)
    assert ranges_of(problem) == {"P1": (2, 2), "P2": (0, 0)}


def test_without_time_the_ranges_stay_wide() -> None:
    assert ranges_of(weekly(3), seconds=0) == {"P1": (0, 2), "P2": (0, 2), "P3": (0, 2)}


def test_a_search_that_finds_nothing_says_nothing(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(counts, "ask", lambda *_: Answer(None, 0, 0, 0.1))
    ranges = trip_ranges(build(weekly(2)), 0, Clock(QUICK), 60, full=True)
    assert ranges == {"P1": (0, 2), "P2": (0, 2)}


def test_a_proof_that_does_not_end_is_made_up_for_person_by_person(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    v = build(weekly(2))
    asked = iter([False, True, False, False, False, False])  # the second: who else could differ?

    def unfinished(*given: Any) -> Answer:
        answer = ask(*given)
        return answer._replace(bound=0) if next(asked) else answer

    monkeypatch.setattr(counts, "ask", unfinished)
    # Fairness of 0: two equals with two visits.
    assert trip_ranges(v, 0, Clock(QUICK), 60, full=True) == {"P1": (1, 1), "P2": (1, 1)}
    assert next(asked, None) is None, "the least and the most of both were asked for"


@pytest.mark.parametrize(
    ("trips", "missing", "least"),
    [
        ({"P1": (0, 4), "P2": (0, 4)}, 0, 1),  # one person could make all four visits
        ({"P1": (0, 4), "P2": (0, 4)}, 4, 0),  # there may be no visit at all
        ({"P1": (0, 4), "P2": (0, 4)}, None, 0),  # nothing is known of it
        ({"P1": (0, 2), "P2": (0, 2)}, 0, 2),  # nobody makes more than two
        ({"P1": (1, 4), "P2": (1, 4)}, None, 2),  # both go somewhere
    ],
)
def test_faces_are_bounded_by_trips_alone(trips: Trips, missing: int | None, least: int) -> None:
    twice = visits("S", times=2, weekdays=(2, 4))
    problem = county(2, [twice], calendar=TWO_WEEKS, limits={"max_week": 5})
    assert [w.need for w in problem.windows] == [2, 2]
    v = build(problem)
    link_faces(v, trips, missing, v)
    v.model.minimize(sum(v.faces.values()))
    answer = run(v.model, Clock(QUICK), 60, silent)
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
    assert ranges_of(problem) == {"P1": (2, 2)}
    v = build(problem)
    fix(v, FIXED)
    link_faces(v, {"P1": (2, 2)}, 0, v)
    assert FewestFaces(v, {"P1": (2, 2)}, Clock(QUICK)).bound(60) == 1
    assert minimum(v, Level.REGULARITY)[0] == 1


@pytest.mark.parametrize(
    ("trips", "fewest"),
    [
        ([2, 2], 2),  # each keeps to one station: two groups
        ([1, 3], 3),  # somebody must go to both: one group of two persons and two stations
        ([1, 1, 2], 3),  # two share a station: two groups, of three persons and two stations
        ([1, 1, 1, 1], 4),
    ],
)
def test_fewest_faces_follow_from_trips_that_do_not_balance(trips: list[int], fewest: int) -> None:
    # Two stations with two visits each, two weeks: four trips in all.
    problem = county(
        len(trips),
        [visits("S"), visits("T", weekdays=(4,))],
        calendar=TWO_WEEKS,
    )
    settled = {f"P{n}": (count, count) for n, count in enumerate(trips, 1)}
    v = build(problem)
    assert FewestFaces(v, settled, Clock(QUICK)).bound(60) == fewest
    for pid, (count, _) in settled.items():
        v.model.add(sum(x for key, x in v.duties_of(pid) if key in v.held) == count)
    v.model.minimize(sum(v.faces.values()))
    v.model.add(sum(v.held.values()) == 4)
    assert run(v.model, Clock(QUICK), 60, silent).objective == fewest, "the bound is reached"


def test_a_group_without_its_pinned_person_cannot_serve_alone() -> None:
    pinned = with_pins(weekly(2), [Pin(duty=duty("P1", "S", 8))])
    # Demand of 1: no visit follows the one of the 15th.
    check = GroupCheck(build(pinned), Clock(QUICK), demand=1, weekdays=0)
    assert check.possible({"P1": 2}, frozenset("S"))
    assert check.possible({"P1": 1, "P2": 1}, frozenset("S"))
    assert not check.possible({"P2": 2}, frozenset("S"))
    assert not check.possible({"P1": 1}, frozenset("S")), "two visits are wanted"
