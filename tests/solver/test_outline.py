"""The outline of a month allows whatever the month allows, and costs no more: its bounds are valid."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from roster.model.audit import audit
from roster.model.levels import Level
from roster.model.requests import Leave, Wish
from roster.solver.clock import Clock
from roster.solver.engine import ask
from roster.solver.outline import Outline
from roster.solver.outline_sizes import outline_size
from roster.solver.pins import conflicting_pins
from roster.solver.regularity import RegularityBounds
from roster.solver.sizes import by_the_book
from roster.solver.solve import build, order_of
from tests.build import calendar, centre_demand, day, duty, problem, visits
from tests.random_problems import broken, duty_sets, lawful_duties, problems
from tests.solver.solving import QUICK, best_by_brute_force, trials, with_pins

if TYPE_CHECKING:
    from collections.abc import Sequence

    from roster.model.problem import Problem
    from roster.model.requests import Duty

ABOVE = (Level.COVER, Level.DEMAND, Level.FAIRNESS)
TWO_WEEKS = calendar(off=[day(n) for n in (*range(1, 7), *range(19, 32))])  # 7 to 18 December


def least(outline: Outline, level: Level, duties: Sequence[Duty] | None = None) -> int | None:
    """The level's minimum in the outline, of all rosters or of the one with these duties; None where
    there is none.
    """
    size = outline_size(outline, level)
    model = outline.model.clone()
    if duties is not None:
        outline.settle(model, duties)
    model.minimize(size)
    answer = ask(model, Clock(QUICK), 60)
    assert answer.infeasible or answer.proven, "a tiny problem must be solved to the end"
    return None if answer.infeasible else answer.objective


def check_roster(of: Problem, duties: Sequence[Duty]) -> None:
    """The roster has an outline, which costs no more than the roster on any level."""
    outline, report = Outline(build(of)), audit(of, duties)
    for level in order_of(of):  # all sizes first: those of one level must not narrow another
        outline_size(outline, level)
    for level in order_of(of):
        cost = least(outline, level, duties)
        assert cost is not None, "a lawful roster has an outline"
        assert cost <= report.values[level], level


def check_best(of: Problem) -> None:
    """Level after level, the outline's minimum is no more than the month's."""
    best = best_by_brute_force(of, order_of(of))
    assert best is not None, "pins do not contradict"
    outline = Outline(build(of))
    for level, value in zip(order_of(of), best[0], strict=True):
        cost = least(outline, level)
        assert cost is not None, "a lawful roster has an outline"
        assert cost <= value, level
        outline.fix(level, value)
    for duties in best[1]:
        assert least(outline, order_of(of)[-1], duties) is not None, "the best roster's outline"


def check_cuts(of: Problem) -> None:
    """The cuts for regularity leave every best roster its outline."""
    best = best_by_brute_force(of, (*ABOVE, Level.REGULARITY))
    assert best is not None, "pins do not contradict"
    v = build(of)
    outline = Outline(v)
    for level, value in zip(ABOVE, best[0], strict=False):
        outline.fix(level, value)
    bounds = RegularityBounds(v, Clock(QUICK), *best[0][:3])
    bounds.add_quick(60)
    bounds.add_quick_to(outline)
    for duties in best[1]:
        cost = least(outline, Level.REGULARITY, duties)
        assert cost is not None, "the best roster's outline"
        assert cost <= best[0][3]


@trials(60)
@given(st.data())
def test_every_lawful_roster_has_an_outline_that_costs_no_more(data: st.DataObject) -> None:
    of = data.draw(problems())
    if conflicting_pins(of):  # solve() builds no model of these
        of = with_pins(of)
    duties = data.draw(duty_sets(of))
    pinned = {pin.duty for pin in of.pins}
    assume(not broken(of, duties))
    check_roster(of if pinned <= set(duties) else with_pins(of), duties)


@trials(40)
@given(problems(people=3, stations_=2, days=3))
def test_no_level_of_the_outline_is_above_the_best_roster(of: Problem) -> None:
    assume(1 <= len(lawful_duties(of)) <= 9 and not conflicting_pins(of))
    check_best(of)


@trials(40)
@given(problems(people=3, stations_=2, days=3))
def test_the_cuts_for_regularity_leave_the_best_rosters_their_outlines(of: Problem) -> None:
    assume(1 <= len(lawful_duties(of)) <= 9 and not conflicting_pins(of))
    assume(by_the_book(of))  # as descent.py asks
    check_cuts(of)
