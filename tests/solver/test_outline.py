"""The outline of a month allows whatever the month allows, and costs no more: its bounds are valid."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from roster.model.audit import audit
from roster.model.levels import Level
from roster.model.requests import Leave, Pin, Wish
from roster.model.sites import Session
from roster.solver.clock import Clock
from roster.solver.engine import ask
from roster.solver.outline import Outline
from roster.solver.outline_sizes import outline_size
from roster.solver.pins import conflicting_pins
from roster.solver.regularity import RegularityBounds
from roster.solver.sizes import by_the_book
from roster.solver.solve import build
from tests.build import calendar, centre_demand, day, duty, problem, visits
from tests.random_problems import broken, duty_sets, lawful_duties, problems
from tests.solver.solving import QUICK, best_by_brute_force, trials, with_pins

if TYPE_CHECKING:
    from collections.abc import Sequence

    from roster.model.problem import Problem
    from roster.model.requests import Duty

ABOVE = (Level.COVER, Level.DEMAND, Level.FAIRNESS)


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
    for level in of.levels:  # all sizes first: those of one level must not narrow another
        outline_size(outline, level)
    for level in of.levels:
        cost = least(outline, level, duties)
        assert cost is not None, "a lawful roster has an outline"
        assert cost <= report.values[level], level


def check_best(of: Problem) -> None:
    """Level after level, the outline's minimum is no more than the month's."""
    best = best_by_brute_force(of, of.levels)
    assert best is not None, "pins do not contradict"
    outline = Outline(build(of))
    for level, value in zip(of.levels, best[0], strict=True):
        cost = least(outline, level)
        assert cost is not None, "a lawful roster has an outline"
        assert cost <= value, level
        outline.fix(level, value)
    for duties in best[1]:
        assert least(outline, of.levels[-1], duties) is not None, "the best roster's outline"


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


@trials(40)
@given(st.data())
def test_every_lawful_roster_has_an_outline_that_costs_no_more(data: st.DataObject) -> None:
    of = data.draw(problems())
    if conflicting_pins(of):  # solve() builds no model of these
        of = with_pins(of)
    duties = data.draw(duty_sets(of))
    pinned = {pin.duty for pin in of.pins}
    assume(not broken(of, duties))
    check_roster(of if pinned <= set(duties) else with_pins(of), duties)


@trials(25)
@given(problems(people=3, stations_=2, days=3))
def test_no_level_of_the_outline_is_above_the_best_roster(of: Problem) -> None:
    assume(1 <= len(lawful_duties(of)) <= 9 and not conflicting_pins(of))
    check_best(of)


@trials(25)
@given(problems(people=3, stations_=2, days=3))
def test_the_cuts_for_regularity_leave_the_best_rosters_their_outlines(of: Problem) -> None:
    assume(1 <= len(lawful_duties(of)) <= 9 and not conflicting_pins(of))
    assume(by_the_book(of))  # as descent.py asks
    check_cuts(of)


def bound_and_best(of: Problem, level: Level) -> tuple[int | None, int]:
    """The level's minimum in the outline and in the month, the levels above fixed in both."""
    order = of.levels
    best = best_by_brute_force(of, order)
    assert best is not None
    outline, reached = Outline(build(of)), order.index(level)
    for above, value in zip(order[:reached], best[0], strict=False):
        outline.fix(above, value)
    return least(outline, level), best[0][reached]


TUESDAYS = calendar(off=[day(n) for n in range(1, 32) if n not in (8, 15)])
MONDAY_AND_TUESDAY = calendar(off=[day(n) for n in range(1, 32) if n not in (7, 8)])
GAP = 31  # no visit is too far from the next


def test_what_depends_on_weekdays_alone_is_exact() -> None:
    # Two visits on Tuesdays, two equals: fairness sends each once, which makes two faces.
    of = problem(2, [visits("S", max_gap=GAP)], calendar=TUESDAYS)
    assert bound_and_best(of, Level.REGULARITY) == (2, 2)


def test_leave_on_one_date_is_seen_where_it_leaves_the_weekday_too_few_dates() -> None:
    # P1 is there on one Tuesday of two, and so cannot make two trips.
    away = (Leave(person="P1", start=day(8), end=day(8)),)
    of = problem(2, [visits("S", max_gap=GAP)], calendar=TUESDAYS, leaves=away)
    outline = Outline(build(of))
    [(_, count)] = outline.counts_of["P1"]
    outline.model.add(count == 2)
    assert least(outline, Level.COVER) is None


def test_avoided_dates_cost_what_the_cheapest_dates_of_the_weekday_cost() -> None:
    # Both would rather not come on the 8th. One visit each: the one on the 8th is avoided in vain,
    # but in the outline each comes on the 15th, because it does not say who takes which Tuesday.
    wishes = tuple(Wish(person=p, start=day(8), end=day(8), prefer=False) for p in ("P1", "P2"))
    of = problem(2, [visits("S", max_gap=GAP)], calendar=TUESDAYS, wishes=wishes)
    bound, best = bound_and_best(of, Level.WISHES)
    assert bound == 0
    assert best > 0


def test_two_visits_of_one_person_pay_for_both_dates() -> None:
    # Alone, P1 has to come on both Tuesdays, and the outline cannot take the cheaper one twice.
    wish = (Wish(person="P1", start=day(8), end=day(8), prefer=False),)
    of = problem(1, [visits("S", max_gap=GAP)], calendar=TUESDAYS, wishes=wish)
    bound, best = bound_and_best(of, Level.WISHES)
    assert bound == best > 0


def test_days_in_a_row_are_forgotten() -> None:
    # P1 may not serve two days in a row, so one day at the centre stays empty; the outline knows no
    # yesterday and fills both.
    of = problem(
        1,
        centre_demands=(centre_demand(),),
        calendar=MONDAY_AND_TUESDAY,
        limits={"max_consecutive": 1},
    )
    assert bound_and_best(of, Level.COVER) == (0, 1)


def test_a_budget_holds_in_the_outline_too() -> None:
    # 100 yuan pay neither of two full days at the centre.
    of = problem(
        1, centre_demands=(centre_demand(),), calendar=MONDAY_AND_TUESDAY, limits={"budget": 100}
    )
    assert bound_and_best(of, Level.COVER) == (2, 2)


def test_pinned_duties_are_in_every_outline() -> None:
    of = problem(2, centre_demands=(centre_demand(),), calendar=MONDAY_AND_TUESDAY)
    pinned = with_pins(of, [Pin(duty=duty("P1", "C", 8))])
    assert least(Outline(build(of)), Level.COVER, [duty("P2", "C", 8)]) == 1
    assert least(Outline(build(pinned)), Level.COVER, [duty("P2", "C", 8)]) is None


@pytest.mark.parametrize("session", [Session.FULL, Session.MORNING])
def test_a_weekday_has_only_so_many_half_days(session: Session) -> None:
    # S and T at the same hours of two Tuesdays: two duties fit, three do not, whatever the daily limit.
    stations = [visits(site, session=session) for site in ("S", "T")]
    outline = Outline(build(problem(1, stations, calendar=TUESDAYS, limits={"max_day": 2})))
    two = [duty("P1", "S", 8, session), duty("P1", "T", 15, session)]
    assert least(outline, Level.COVER, two) == 0
    assert least(outline, Level.COVER, [*two, duty("P1", "T", 8, session)]) is None
