"""From duties to the roster that everyone sees: audited, with shortages, reasons, accounts and names."""

from __future__ import annotations

from typing import TYPE_CHECKING

from roster.model.accounts import accounts, spreads
from roster.model.audit import audit
from roster.model.explanations import explanations
from roster.model.roster import LevelScore, Roster, SolverSettings, Visit
from roster.model.shortages import find_shortages

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import datetime

    from roster.model.problem import Problem
    from roster.model.requests import Duty


def draft_of(
    problem: Problem,
    duties: tuple[Duty, ...],
    levels: tuple[LevelScore, ...],
    settings: SolverSettings,
    *,
    planned_at: datetime,
    version: str,
) -> Roster:
    """The draft roster of these duties, which are in order; ``planned_at`` is aware, ``version`` the
    program's.
    """
    kept = accounts(problem, duties)
    keys = {(d.date, d.site, d.session) for d in duties if problem.is_station(d.site)}
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
        duties=duties,
        visits=tuple(
            Visit(site=site, date=date, session=session, extra=(date, site) in extra)
            for date, site, session in sorted(keys)
        ),
        shortages=find_shortages(problem, duties),
        levels=levels,
        rules=audit(problem, duties).rules,
        explanations=explanations(problem, duties),
        accounts=kept,
        spreads=spreads(problem, kept),
        exemptions=problem.exemptions,
    )


def counted_levels(problem: Problem, duties: Sequence[Duty]) -> tuple[LevelScore, ...]:
    """The levels of duties that nobody solved for: their values, and the only bound that is known of
    them, which is 0.
    """
    values = audit(problem, duties).values
    return tuple(
        LevelScore(
            level=level, value=values[level], bound=0, optimal=not values[level], seconds=0.0
        )
        for level in problem.levels
    )
