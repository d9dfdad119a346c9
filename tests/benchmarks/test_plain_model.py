"""The model that textbook and MIP share has the optimum that our solver proves, level by level."""

from __future__ import annotations

import io
import json
from importlib.util import find_spec
from typing import TYPE_CHECKING

import pytest
from ortools.linear_solver import pywraplp

from benchmarks.cases import ENTRIES
from benchmarks.counties import COUNTIES
from benchmarks.counties import problem as problem_of
from benchmarks.entry import Limits, Recorder, duties_of
from benchmarks.machine import cores
from benchmarks.peers import textbook
from benchmarks.peers.linear import Linear, Square
from benchmarks.peers.linear_hard import add_hard_rules
from benchmarks.peers.linear_soft import add_scored_rules
from benchmarks.peers.mip import Found, Mip, descend
from benchmarks.peers.scale import EXACT, Scale, scale_of
from benchmarks.runner import order_of, run
from roster.model.audit import audit
from roster.model.demand import Period
from roster.model.requests import Ban, Leave, Pin, Wish
from roster.model.sites import Session
from roster.solver.solve import solve
from tests.benchmarks.kit import county
from tests.build import calendar, centre_demand, day, duty, person, problem, visits
from tests.solver.solving import QUICK

if TYPE_CHECKING:
    from collections.abc import Callable

    from benchmarks.peers.linear import Row, Terms
    from benchmarks.peers.mip import Values
    from roster.model.problem import Problem

HALVES = (Session.MORNING, Session.AFTERNOON)
OFF = [day(n) for n in range(9, 32)]  # the month's later days, so that proofs take moments


def tiny(**limits: object) -> Problem:
    """Four persons, six workdays, with something of most rules."""
    people = [person(f"P{n}", firm="甲所" if n < 3 else "乙所", home="S") for n in range(1, 4)]
    return problem(
        [*people, person("P4", firm="乙所", max_month=3, max_consecutive=1)],
        [
            visits("S", weekdays=(2, 3, 4), prefer_market=True, persons=2),
            visits("T", Period.MONTH, 2, weekdays=(1, 2, 5), min_gap=3, max_gap=4),
        ],
        calendar=calendar(off=OFF),
        centre_demands=(centre_demand(sessions=HALVES),),
        leaves=(Leave(person="P1", start=day(1), end=day(2)),),
        wishes=(
            Wish(person="P2", start=day(1), end=day(11), weekdays=(3,), prefer=False),
            Wish(person="P3", start=day(1), end=day(11), weekdays=(4, 5), prefer=True),
        ),
        bans=(Ban(person="P2", site="T", start=day(1), end=day(31)),),
        pins=(Pin(duty=duty("P3", "S", 8)),),
        history=(
            duty("P1", "S", day(30, 11)),
            duty("P2", "C", day(30, 11)),
            duty("P4", "T", day(26, 11)),
        ),
        limits={"max_day": 2, "budget": 4000, **limits},
    )


PROBLEMS = [tiny(), tiny(max_day=1, rest_days=1, max_week=2), tiny(budget=900, max_month=4)]


def optimum(of: Problem) -> tuple[int, ...]:
    """What our solver proves, level by level."""
    solution = solve(of, QUICK)
    assert all(score.optimal for score in solution.levels)
    return tuple(score.value for score in solution.levels)


def outcome(of: Problem, lines: str) -> tuple[tuple[int, ...], list[int]]:
    """The audited values of the last recorded roster, and the last bounds."""
    events = [json.loads(line) for line in lines.splitlines()]
    last = [e["duties"] for e in events if e["event"] == "roster"][-1]
    report = audit(of, duties_of(last))
    assert not report.violations
    bounds = {e["level"]: e["bound"] for e in events if e["event"] == "bound"}
    return tuple(report.values[x] for x in order_of(of)), [bounds[x] for x in order_of(of)]


@pytest.mark.parametrize("of", PROBLEMS)
def test_the_textbook_comes_to_what_our_solver_proves(of: Problem) -> None:
    said = io.StringIO()
    textbook.run(of, Limits(60, workers=1), Recorder(said))
    values, bounds = outcome(of, said.getvalue())
    assert values == optimum(of)
    assert all(bound <= value for bound, value in zip(bounds, values, strict=True))


class WrappedScip:
    """SCIP as ortools wraps it, which is always here: what is tested is the MIP, not its solver."""

    def __init__(self, mip: Mip, limits: Limits, found: Callable[[Values], None]) -> None:
        self._solver = pywraplp.Solver.CreateSolver("SCIP")
        self._variables = [
            self._solver.IntVar(0, 1, "") if integer else self._solver.NumVar(0, 1, "")
            for integer in mip.integer
        ]
        for row in mip.m.rows:
            self.add(row)

    def add(self, row: Row) -> None:
        if row.terms:
            if row.least is not None:
                self._solver.Add(self._sum(row.terms) >= row.least)
            if row.most is not None:
                self._solver.Add(self._sum(row.terms) <= row.most)

    def minimise(self, terms: Terms, seconds: float) -> Found:
        self._solver.Minimize(self._sum(terms))
        assert self._solver.Solve() == pywraplp.Solver.OPTIMAL
        return Found([v.solution_value() for v in self._variables], self._objective())

    def _objective(self) -> float:
        return float(self._solver.Objective().Value())

    def _sum(self, terms: Terms) -> pywraplp.LinearExpr:
        return self._solver.Sum([factor * self._variables[index] for factor, index in terms])


@pytest.mark.parametrize("of", PROBLEMS)
def test_the_mip_comes_to_what_our_solver_proves(of: Problem) -> None:
    said = io.StringIO()
    descend(of, Limits(60), Recorder(said), WrappedScip)
    values, bounds = outcome(of, said.getvalue())
    assert values == optimum(of)
    assert bounds == list(values)


@pytest.mark.parametrize(
    ("name", "module"), [("highs", "highspy"), ("scip", "pyscipopt"), ("timefold", "timefold")]
)
def test_the_other_peers_are_lawful_and_mips_come_to_the_optimum(name: str, module: str) -> None:
    if module not in _installed():
        pytest.skip(f"needs {module}: make test-bench")
    for of in PROBLEMS:
        made = run(ENTRIES[name], of, Limits(20 if name != "timefold" else 6), cores(2))
        assert made.error == ""
        assert made.refused == 0
        assert made.values is not None
        best = optimum(of)
        # a local search may end above what is proven, and never below it
        assert made.values >= best if name == "timefold" else made.values == best


def _installed() -> set[str]:
    """Peers' packages that are here. (Not by importing them: two versions of HiGHS in one process.)"""
    return {name for name in ("highspy", "pyscipopt", "timefold") if find_spec(name)}


def test_the_objectives_count_what_the_audit_counts() -> None:
    of = PROBLEMS[0]
    m = Linear(of)
    add_hard_rules(m)
    add_scored_rules(m)
    nobody = [m.objectives[level].value(lambda index: 0) for level in m.levels]
    report = audit(of, [])
    # with every helper at 0 nothing says yet that a station is closed: that costs 5 for each
    assert nobody[0] == report.values[m.levels[0]] - 2 * 5
    assert nobody[2] == report.values[m.levels[2]]


def scaled(of: Problem) -> Scale:
    """The levels' weights in one sum."""
    m = Linear(of)
    add_scored_rules(m)
    return scale_of(m)


def test_each_level_of_a_small_county_weighs_more_than_all_below_it_can_come_to() -> None:
    scale = scaled(county())
    assert scale.weights[-1] == 1
    for place, weight in enumerate(scale.weights[:-1]):
        below = zip(scale.weights[place + 1 :], scale.worst[place + 1 :], strict=True)
        assert weight > sum(w * worst for w, worst in below)


def test_the_weights_of_a_large_county_leave_room_in_64_bits() -> None:
    scale = scaled(problem_of(COUNTIES[-1]))
    assert list(scale.weights) == sorted(scale.weights, reverse=True)
    # the worst case would need 94 * 1929 * 105120 * 967 * 1297 and more: over 10^16 for cover alone
    most = sum(w * worst for w, worst in zip(scale.weights, scale.worst, strict=True))
    assert EXACT < most < 2**62


def test_a_bound_on_the_sum_bounds_each_level() -> None:
    scale = Scale(weights=(100, 10, 1), worst=(9, 9, 9))
    assert scale.bounds(345, (3, 4, 5)) == [3, 4, 5]  # the sum's optimum proves each digit
    assert scale.bounds(340, (3, 4, 5)) == [3, 4, 0]
    assert scale.bounds(201, (3, 4, 5)) == [2, 0, 0]  # less than 201 above 99 cannot be


def test_a_square_costs_its_weight_times_the_squared_distance() -> None:
    square = Square(weight=3, terms=[], most=9, scale=10, target=25)
    assert [square.cost(total) for total in (0, 2, 3)] == [1875, 75, 75]
