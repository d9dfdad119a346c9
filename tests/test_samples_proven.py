"""The promise of the main path: on both samples the levels down to regularity are proven optimal.

Slow, and it depends on the machine: 45 seconds on two idle cores are enough, so it stands behind
``make check-all``.
"""

from __future__ import annotations

from pathlib import Path

import pytest

from roster.io import read_problem
from roster.model.calendar import Month
from roster.model.levels import Level
from roster.model.roster import SolverSettings
from roster.solver.solve import solve

INPUTS = Path(__file__).parents[1] / "inputs"
PROVEN = (Level.COVER, Level.DEMAND, Level.FAIRNESS, Level.REGULARITY)


@pytest.mark.slow
@pytest.mark.parametrize("county", ["qinyuan", "xiangyuan"])
def test_the_levels_down_to_regularity_are_proven(county: str) -> None:
    problem = read_problem(INPUTS / county, Month(year=2026, month=12))
    solution = solve(problem, SolverSettings(workers=2, seed=1, time_limit=45))
    proven = {score.level: score.optimal for score in solution.levels}
    assert [level for level in PROVEN if not proven[level]] == []
