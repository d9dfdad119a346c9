"""A small county whose December is published without solving: who has which duty is known.

P1 to P4 may serve anywhere, P5 only at stations; P4 is in court on the 8th. One person a day at the centre
C, one visit a week at S, on Tuesdays. Only the days of DUTIES are wanted at the centre.
"""

from __future__ import annotations

from datetime import UTC, date, datetime
from typing import TYPE_CHECKING

from roster.model.drafts import counted_levels, draft_of
from roster.model.requests import Duty, Leave
from roster.model.roster import SolverSettings
from roster.store import open_store
from tests.build import DECEMBER, calendar, centre_demand, day, duty, person, problem, visits

if TYPE_CHECKING:
    from collections.abc import Sequence

    from roster.model.problem import Problem
    from roster.model.revision import Revision

OPEN = (7, 8, 9, 15)
DUTIES = (
    duty("P1", "C", 7),
    duty("P2", "C", 8),
    duty("P3", "S", 8),
    duty("P1", "C", 9),
    duty("P3", "C", 15),
    duty("P5", "S", 15),
)
AT = datetime(2026, 11, 20, 9, tzinfo=UTC)


def county() -> Problem:
    """The problem that DUTIES answer."""
    people = [person(f"P{i}") for i in range(1, 5)]
    return problem(
        [*people, person("P5", serves_centre=False)],
        [visits()],
        centre_demands=(centre_demand(),),
        calendar=calendar(off=[day(n) for n in range(1, 32) if n not in OPEN]),
        leaves=(Leave(person="P4", start=day(8), end=day(8), kind="开庭"),),
    )


def save(of: Problem, duties: Sequence[Duty] = DUTIES) -> int:
    """One more draft in roster.db of the current folder; returns its number."""
    ordered = tuple(sorted(duties, key=Duty.order))
    roster = draft_of(
        of,
        ordered,
        counted_levels(of, ordered),
        SolverSettings(workers=1, seed=1, time_limit=10),
        planned_at=AT,
        version="0.0.0",
    )
    with open_store("sqlite:///roster.db") as store:
        return store.save_draft(of, roster, created_at=AT).revision


def publish(number: int) -> None:
    """Put the revision in force."""
    with open_store("sqlite:///roster.db") as store:
        store.publish(
            "qinyuan",
            DECEMBER,
            number,
            published_on=date(2026, 11, 20),
            published_at=AT,
            overrides={"lead_time": "测试"},
        )


def newest() -> Revision:
    """The newest revision."""
    with open_store("sqlite:///roster.db") as store:
        found = store.latest("qinyuan", DECEMBER)
    assert found is not None
    return found
