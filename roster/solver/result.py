"""From a solution to the roster that everyone sees."""

from __future__ import annotations

from typing import TYPE_CHECKING

from roster.model.drafts import draft_of

if TYPE_CHECKING:
    from datetime import datetime

    from roster.model.problem import Problem
    from roster.model.roster import Roster, SolverSettings
    from roster.solver.solve import Solution


def to_roster(
    problem: Problem,
    solution: Solution,
    settings: SolverSettings,
    *,
    planned_at: datetime,
    version: str,
) -> Roster:
    """The draft roster of a solution; ``planned_at`` is aware, ``version`` the program's."""
    return draft_of(
        problem,
        solution.duties,
        solution.levels,
        settings,
        planned_at=planned_at,
        version=version,
    )
