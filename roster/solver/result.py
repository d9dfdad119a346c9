"""From a solution to the roster that everyone sees: audited scores, shortages, names."""

from __future__ import annotations

from typing import TYPE_CHECKING

from roster.model.accounts import accounts, spreads
from roster.model.audit import audit
from roster.model.explanations import explanations
from roster.model.roster import Roster, SolverSettings, Visit
from roster.model.shortages import find_shortages

if TYPE_CHECKING:
    from datetime import datetime

    from roster.model.problem import Problem
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
    kept = accounts(problem, solution.duties)
    keys = {(d.date, d.site, d.session) for d in solution.duties if problem.is_station(d.site)}
    extra = {(e.date, e.site) for e in problem.extra_visits}
    return Roster(
        county=problem.settings.county_id,
        month=str(problem.month),
        calendar_announced=problem.calendar.announced,
        planned_at=planned_at,
        program_version=version,
        inputs_digest=problem.digest,
        solver=settings,
        people={p.id: p.name for p in problem.people},
        sites={s.id: s.name for s in problem.sites},
        duties=solution.duties,
        visits=tuple(
            Visit(site=site, date=date, session=session, extra=(date, site) in extra)
            for date, site, session in sorted(keys)
        ),
        shortages=find_shortages(problem, solution.duties),
        levels=solution.levels,
        rules=audit(problem, solution.duties).rules,
        explanations=explanations(problem, solution.duties),
        accounts=kept,
        spreads=spreads(problem, kept),
        exemptions=problem.exemptions,
    )
