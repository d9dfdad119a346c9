"""Equal inputs give an equal roster in every process, also where a limit cuts the search short."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest

from roster.model.roster import SolverSettings
from roster.solver import descent
from roster.solver.outline_search import OutlineSearch
from roster.solver.solve import solve
from tests.build import centre_demand, person, problem, visits

if TYPE_CHECKING:
    from roster.model.problem import Problem

ROOT = Path(__file__).resolve().parents[2]
SCRIPT = "from tests.solver.test_deterministic import tell; tell({workers})"


def county() -> Problem:
    """December whole: a centre, four stations on overlapping weekdays, seven persons of three firms."""
    return problem(
        [person(f"P{n}", firm=f"{n % 3}所") for n in range(1, 8)],
        [
            visits("S", weekdays=(2, 4)),
            visits("T", weekdays=(1, 3, 5), persons=2),
            visits("U", times=2, weekdays=(1, 2, 4)),
            visits("V", weekdays=(2, 3)),
        ],
        centre_demands=(centre_demand(),),
    )


def tell(workers: int) -> None:
    """Print duties and levels after three tenths of a second of work, which proves little; the outline gets
    its turns however short they are, and how many there were is told too.
    """
    turns: list[int] = []
    better = OutlineSearch.better

    def counted(*given: Any) -> Any:
        turns.append(1)
        return better(*given)

    descent.SHORT, OutlineSearch.better = 0.02, counted  # type: ignore[method-assign]
    settings = SolverSettings(workers=workers, seed=1, time_limit=0.3, deterministic=True)
    solution = solve(county(), settings)
    print(
        json.dumps(
            {
                "duties": [duty.model_dump(mode="json") for duty in solution.duties],
                "levels": [score.model_dump(mode="json") for score in solution.levels],
                "turns": len(turns),
            }
        )
    )


def told(workers: int, hash_seed: str) -> str:
    """What another process tells, in which sets of words are in another order."""
    return subprocess.run(
        [sys.executable, "-c", SCRIPT.format(workers=workers)],
        cwd=ROOT,
        env={**os.environ, "PYTHONPATH": str(ROOT), "PYTHONHASHSEED": hash_seed},
        capture_output=True,
        check=True,
        text=True,
        timeout=120,
    ).stdout


@pytest.mark.parametrize("workers", [1, 2])
def test_two_processes_find_the_same(workers: int) -> None:
    first, second = (told(workers, seed) for seed in ("1", "2"))
    assert first == second
    found = json.loads(first)
    assert found["turns"] > 0, "the outline took part"
    assert not all(score["optimal"] for score in found["levels"]), "the limit took part"
    assert found["duties"]
