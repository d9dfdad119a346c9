"""Months of persons lead to the value that the plain descent proves; with counters left to the master,
with one worker and with more.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from roster.model.audit import audit
from roster.model.levels import Level
from roster.model.roster import SolverSettings
from roster.solver.patterns import pricing, search
from roster.solver.patterns.describe import describe
from roster.solver.patterns.solve import solve_pattern
from roster.solver.solve import _descend
from tests.solver.patterns.cases import random_problem
from tests.solver.solving import QUICK, silent

if TYPE_CHECKING:
    from roster.model.problem import Problem

TWO = SolverSettings(workers=2, seed=1, time_limit=60)


def plain(problem: Problem) -> int:
    """The best value of the level cover, proven by the plain descent."""
    _, answers = _descend(problem, QUICK, silent)
    cover = answers[Level.COVER]
    assert cover.objective == cover.bound, "a tiny problem must be solved to the end"
    return cover.objective


def check(problem: Problem, settings: SolverSettings) -> None:
    pattern = describe(problem)
    assert pattern is not None
    found = solve_pattern(problem, settings, silent)
    best = plain(problem)
    if found is None:
        assert best >= pattern.dear, "a roster keeps the minimum rules, but none was found"
        return
    duties, answers = found
    report = audit(problem, duties)
    assert report.violations == ()
    answer = answers[pattern.level]
    assert report.values[pattern.level] == answer.objective == answer.bound == best


@pytest.mark.parametrize("seed", range(30))
def test_months_lead_to_the_best_value(seed: int) -> None:
    check(random_problem(seed), QUICK)


@pytest.mark.parametrize("seed", range(6))
def test_the_proof_beside_the_search_leads_to_it_too(
    seed: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(search, "NEAR", -1.0)  # never near
    monkeypatch.setattr(search, "DIVES", 1)
    check(random_problem(seed, 14, 6), TWO)


@pytest.mark.parametrize("most", [1, 3, 8])
@pytest.mark.parametrize("seed", range(8))
def test_counters_may_be_left_to_the_master(
    seed: int, most: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(pricing, "MOST_STATES", most)
    check(random_problem(seed), QUICK)
