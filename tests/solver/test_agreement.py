"""Solver and audit say the same, on random problems and random rosters: each rule is written twice."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from roster.errors import PinConflictError
from roster.model.audit import audit
from roster.model.sites import Session
from roster.model.slots import SlotKey
from roster.solver.clock import Clock
from roster.solver.engine import run
from roster.solver.pins import conflicting_pins
from roster.solver.sizes import level_size
from roster.solver.solve import build, solve
from tests import build as make
from tests.random_problems import (
    broken,
    duty_sets,
    lawful_duties,
    problems,
)
from tests.solver.solving import QUICK, best_by_brute_force, silent, trials, with_pins

if TYPE_CHECKING:
    from roster.model.audit import AuditReport
    from roster.model.problem import Problem
    from roster.model.requests import Duty


@trials(220)
@given(problems())
def test_every_problem_gets_an_audited_roster_or_is_told_its_contradictory_pins(
    problem: Problem,
) -> None:
    pinned = [pin.duty for pin in problem.pins]
    if broken(problem, pinned):
        with pytest.raises(PinConflictError):
            solve(problem, QUICK)
        return
    solution = solve(problem, QUICK)
    report = audit(problem, solution.duties)
    assert not report.violations
    assert set(pinned) <= set(solution.duties)
    assert [score.level for score in solution.levels] == list(problem.levels)
    for score in solution.levels:
        assert score.value == report.values[score.level]
        assert 0 <= score.bound <= score.value
        assert score.optimal == (score.value == score.bound)
        assert score.optimal, "a tiny problem must be solved to the end"


def agree(problem: Problem, duties: set[Duty]) -> AuditReport:
    """The audit's report, after the model with exactly these duties gave the same answer."""
    report = audit(problem, duties)
    v = build(problem)
    if any((d.person, SlotKey.of(d)) not in v.duty for d in duties):
        assert report.violations, "the solver has no variable for a lawful duty"
        return report
    for (person, key), var in v.duty.items():
        chosen = any(d.person == person and SlotKey.of(d) == key for d in duties)
        v.model.add(var == chosen)
    for level in problem.levels:
        v.model.minimize(level_size(v, level))
        answer = run(v.model, Clock(QUICK), 60, silent)
        if report.violations:
            assert answer.values is None, [f.rule for f in report.violations]
            return report
        assert answer.values is not None, "the audit finds it lawful"
        assert answer.objective == report.values[level], level
    return report


@trials(300)
@given(st.data())
def test_a_roster_is_possible_and_costs_what_the_audit_says(data: st.DataObject) -> None:
    problem = data.draw(problems())
    if conflicting_pins(problem):  # solve() builds no model of these
        problem = with_pins(problem)
    duties = set(data.draw(duty_sets(problem)))
    agree(problem, duties)


S, T = make.visits("S"), make.visits("T", session=Session.AFTERNOON)


@pytest.mark.parametrize(("minutes", "lawful"), [(60, True), (61, False)])
def test_noon_is_just_long_enough_for_the_road(minutes: int, lawful: bool) -> None:
    # From 12:00 to 14:00 through the county seat: twice the minutes to each station.
    sites = (make.centre(), *(make.station(s, minutes_from_seat=minutes) for s in ("S", "T")))
    problem = make.problem(1, [S, T], sites=sites, limits={"max_day": 2})
    both = {make.duty("P1", "S", 1), make.duty("P1", "T", 1, Session.AFTERNOON)}
    assert bool(agree(problem, both).violations) is not lawful


@pytest.mark.parametrize("half", [Session.MORNING, Session.AFTERNOON])
def test_nobody_is_at_two_places_in_either_half_of_a_day(half: Session) -> None:
    stations = [make.visits(s, session=half) for s in ("S", "T")]
    problem = make.problem(1, stations, limits={"max_day": 2})
    both = {make.duty("P1", s, 1, half) for s in ("S", "T")}
    assert [found.rule for found in agree(problem, both).violations] == ["one_place"]


@pytest.mark.parametrize(("day", "close"), [(30, 1), (28, 0)])
def test_visits_are_kept_apart_from_those_published_after_the_month(day: int, close: int) -> None:
    # Published for Friday 1 January, four days apart: Wednesday the 30th is too close, Monday not.
    demand = make.visits("S", times=2, weekdays=(1, 3), min_gap=4)
    after = make.duty("P1", "S", date(2027, 1, 1))
    problem = make.problem(1, [demand], history=(after,))
    report = agree(problem, {make.duty("P1", "S", day)})
    assert not report.violations
    sizes = {score.rule: score.size for score in report.rules}
    assert sizes["too_close"] == close


@trials(120)
@given(problems(pins=False))
def test_a_variable_exists_exactly_where_no_rule_forbids_the_duty_by_itself(
    problem: Problem,
) -> None:
    lawful = {(duty.person, SlotKey.of(duty)) for duty in lawful_duties(problem)}
    assert set(build(problem).duty) == lawful


@trials(80)
@given(problems(people=3, stations_=2, days=3))
def test_no_roster_is_better_than_the_solved_one(problem: Problem) -> None:
    assume(1 <= len(lawful_duties(problem)) <= 9)  # at most 512 rosters to try
    order = problem.levels
    best = best_by_brute_force(problem, order)
    if best is None:
        with pytest.raises(PinConflictError):
            solve(problem, QUICK)
        return
    solution = solve(problem, QUICK)
    values, rosters = best
    assert tuple(score.value for score in solution.levels) == values
    assert set(solution.duties) in [set(duties) for duties in rosters]


@trials(50)
@given(st.data())
def test_leaving_a_duty_out_breaks_no_rule_but_pins(data: st.DataObject) -> None:
    # What pins.py and the brute force above rest on (rule book: packing rules).
    problem = data.draw(problems(pins=False))
    duties = data.draw(duty_sets(problem))
    assume(len(duties) > 1 and not broken(problem, duties))
    for left_out in duties:
        assert not broken(problem, [duty for duty in duties if duty != left_out])
