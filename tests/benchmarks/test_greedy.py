from __future__ import annotations

from typing import TYPE_CHECKING

from hypothesis import given

from benchmarks.peers.greedy import fill
from roster.model.audit import audit, violations
from roster.model.levels import Level
from tests.build import centre_demand, day, duty, problem, visits
from tests.random_problems import problems
from tests.solver.solving import trials

if TYPE_CHECKING:
    from roster.model.problem import Problem


@trials(40)
@given(problems(pins=False))
def test_the_clerk_breaks_no_hard_rule(of: Problem) -> None:
    assert violations(of, fill(of)) == []


def test_whoever_has_been_idle_longest_is_asked_first() -> None:
    of = problem(
        3,
        centre_demands=(centre_demand(),),
        history=(duty("P1", "C", day(30, 11)), duty("P2", "C", day(27, 11))),
    )
    # P3 has never served; then the one of the Friday before, then the one of the Monday
    assert [d.person for d in fill(of)[:3]] == ["P3", "P2", "P1"]


def test_a_station_is_visited_once_a_week_on_its_weekday() -> None:
    of = problem(3, [visits("S", weekdays=(2, 4))])
    assert [d.date.day for d in fill(of)] == [1, 8, 15, 22, 29]  # Tuesdays
    assert audit(of, fill(of)).values[Level.DEMAND] == 0
