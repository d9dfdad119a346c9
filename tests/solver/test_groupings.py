"""Groupings that reach the bound on faces are listed one by one, and lead to better rosters."""

from __future__ import annotations

from roster.model.audit import audit
from roster.model.levels import Level
from roster.model.roster import SolverSettings
from roster.solver.clock import Clock
from roster.solver.descent import Descent
from roster.solver.engine import Answer
from roster.solver.groups import FewestFaces
from roster.solver.regularity import RegularityBounds
from roster.solver.sizes import level_size
from roster.solver.solve import build
from tests.build import problem, visits

SETTINGS = SolverSettings(workers=1, seed=1, time_limit=10)
STATIONS = ("S1", "S2", "S3")


def test_each_best_grouping_comes_once() -> None:
    # Three people of five trips, three stations of five visits: each person at one station, 3! ways.
    county = build(problem(3, [visits(site) for site in STATIONS]))
    search = FewestFaces(county, {f"P{i}": (5, 5) for i in (1, 2, 3)}, Clock(SETTINGS))
    assert search.bound(5) == 3
    groupings = [frozenset(pairs) for pairs in search.best_groupings(5)]
    assert len(groupings) == len(set(groupings)) == 6
    assert {len(pairs) for pairs in groupings} == {3}
    assert list(search.best_groupings(5)) == []  # nothing is left


def test_trips_that_no_grouping_balances_give_no_bound() -> None:
    # Three trips to a station of five visits: the question itself is contradictory.
    search = FewestFaces(build(problem(1, [visits("S1")])), {"P1": (3, 3)}, Clock(SETTINGS))
    assert search.bound(5) == 0
    assert list(search.best_groupings(1)) == []


def test_nothing_is_listed_before_a_bound_was_found() -> None:
    county = build(problem(1, [visits("S1")]))
    assert list(FewestFaces(county, {"P1": (5, 5)}, Clock(SETTINGS)).best_groupings(1)) == []


def _down_to_fairness() -> tuple[Descent, RegularityBounds]:
    county = problem(3, [visits(site) for site in STATIONS])
    descent = Descent(build(county), SETTINGS, lambda progress: None)
    for level in (Level.COVER, Level.DEMAND, Level.FAIRNESS):
        descent.minimise(level)
    above = (descent.answers[x].objective for x in (Level.COVER, Level.DEMAND, Level.FAIRNESS))
    bounds = RegularityBounds(descent.variables, Clock(SETTINGS), *above)
    bounds.add_quick(1)
    return descent, bounds


def test_a_narrowed_model_gives_a_better_start() -> None:
    # Fairness gives each of the three five trips; the best regularity is one face a station.
    descent, bounds = _down_to_fairness()
    assert list(bounds.promising(1)) == []  # groupings are known once dates were asked
    size = level_size(descent.variables, Level.REGULARITY)
    descent.variables.model.minimize(size)
    found = Answer(descent._values, 9, 0, 0.0)  # as if everybody served everywhere
    answer = descent._by_groups(bounds, size, found, descent.clock.now + 10)
    assert answer.bound == 3
    assert audit(descent.variables.problem, descent.duties()).values[Level.REGULARITY] == 3
    best = found._replace(objective=3)
    assert descent._by_groups(bounds, size, best, descent.clock.now + 10).proven
