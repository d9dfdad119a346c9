"""Repair against brute force, and the audit against the solver where a roster is being changed."""

from __future__ import annotations

from typing import TYPE_CHECKING

from hypothesis import assume, given
from hypothesis import strategies as st

from roster.model.audit import audit
from roster.model.levels import Level
from roster.solver.repair import fewest, kept
from tests.random_problems import duty_sets, lawful_duties
from tests.solver.random_repairs import repairs, violations_of
from tests.solver.solving import QUICK, trials
from tests.solver.test_agreement import agree

if TYPE_CHECKING:
    from collections.abc import Iterator

    from roster.model.problem import Problem
    from roster.model.requests import Duty

UP_TO_STABILITY = (Level.COVER, Level.DEMAND, Level.STABILITY)


def lawful_sets(problem: Problem) -> Iterator[tuple[Duty, ...]]:
    """Every lawful set with all duties in it that have to be, by the audit alone. What grows from a
    broken set is broken.
    """
    have_to = {*problem.fixed, *(pin.duty for pin in problem.pins)}

    def grow(found: tuple[Duty, ...], rest: list[Duty]) -> Iterator[tuple[Duty, ...]]:
        yield found
        for n, duty in enumerate(rest):
            if not violations_of(problem, [*found, duty]):
                yield from grow((*found, duty), rest[n + 1 :])

    return grow(tuple(have_to), [d for d in lawful_duties(problem) if d not in have_to])


@trials(70)
@given(repairs(people=3, stations=2, days=3))
def test_no_repair_has_fewer_changes(problem: Problem) -> None:
    assume(len(lawful_duties(problem)) <= 10)  # at most 1024 rosters to try
    best = None
    for duties in lawful_sets(problem):
        report = audit(problem, duties)
        assert not report.violations
        values = tuple(report.values[level] for level in UP_TO_STABILITY)
        best = values if best is None or values < best else best
    solution = fewest(problem, QUICK)
    assert tuple(s.value for s in solution.levels[: len(UP_TO_STABILITY)]) == best
    assert all(s.optimal for s in solution.levels), "a tiny problem must be solved to the end"


@trials(40)
@given(repairs())
def test_what_a_repair_starts_from_is_lawful_and_it_is_proven_to_the_end(
    problem: Problem,
) -> None:
    assert not audit(problem, kept(problem)).violations
    solution = fewest(problem, QUICK)
    report = audit(problem, solution.duties)
    assert not report.violations
    for score in solution.levels:
        assert score.value == score.bound == report.values[score.level]


@trials(80)
@given(st.data())
def test_solver_and_audit_agree_where_a_roster_is_being_changed(data: st.DataObject) -> None:
    problem = data.draw(repairs())
    duties = data.draw(st.one_of(st.just(set(kept(problem))), duty_sets(problem).map(set)))
    if data.draw(st.booleans()) and duties:
        duties -= {data.draw(st.sampled_from(sorted(duties, key=lambda d: d.order())))}
    agree(problem, {*duties, *problem.fixed} if data.draw(st.booleans()) else duties)
