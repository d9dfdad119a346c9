from __future__ import annotations

from datetime import UTC, datetime
from typing import TYPE_CHECKING

from roster.model.audit import audit
from roster.model.demand import ExtraVisit
from roster.model.requests import Leave
from roster.model.roster import Roster, Status, Visit
from roster.model.sites import Session
from roster.solver.result import to_roster
from roster.solver.solve import solve
from tests.build import calendar, centre_demand, day, duty, problem, visits
from tests.solver.solving import QUICK

if TYPE_CHECKING:
    from roster.model.problem import Problem

PLANNED = datetime(2026, 11, 20, 9, tzinfo=UTC)
OPEN = (8, 9, 10, 11)  # Tuesday to Friday


def county(people: int) -> Problem:
    """A centre, and a station wanted on Tuesdays and for a fair on the Friday; P1 is away on the 9th."""
    return problem(
        people,
        [visits("S")],
        centre_demands=(centre_demand(),),
        calendar=calendar(off=[day(n) for n in range(1, 32) if n not in OPEN], announced=False),
        extra_visits=(ExtraVisit(site="S", date=day(11), session=Session.AFTERNOON),),
        leaves=(Leave(person="P1", start=day(9), end=day(9)),),
    )


def test_a_roster_holds_what_was_solved_and_what_it_was_solved_from() -> None:
    of = county(1)
    solution = solve(of, QUICK)
    roster = to_roster(of, solution, QUICK, planned_at=PLANNED, version="9.9.9")
    assert roster.duties == solution.duties
    assert roster.levels == solution.levels
    assert roster.rules == audit(of, solution.duties).rules
    assert (roster.county, roster.month) == ("qinyuan", "2026-12")
    assert (roster.status, roster.revision) == (Status.DRAFT, 0)
    assert (roster.planned_at, roster.program_version) == (PLANNED, "9.9.9")
    assert (roster.inputs_digest, roster.solver) == (of.digest, QUICK)
    assert roster.people == {"P1": "甲P1"}
    assert roster.sites == {"C": "沁源县", "S": "S镇"}
    assert not roster.calendar_announced
    assert Roster.model_validate_json(roster.model_dump_json()) == roster


def test_visits_are_told_apart_from_extra_ones() -> None:
    of = county(2)  # three duties a week each: all six that are wanted
    roster = to_roster(of, solve(of, QUICK), QUICK, planned_at=PLANNED, version="0")
    assert roster.visits == (
        Visit(site="S", date=day(8), session=Session.MORNING, extra=False),
        Visit(site="S", date=day(11), session=Session.AFTERNOON, extra=True),
    )
    assert roster.shortages == ()


def test_what_is_missing_is_listed() -> None:
    # P1 alone may serve three times. The station costs 5 when it is never open, a centre day 1, so one
    # of the three goes there: on the 11th, since after a visit on the 8th another would be wanted
    # within ten days.
    of = county(1)
    roster = to_roster(of, solve(of, QUICK), QUICK, planned_at=PLANNED, version="0")
    assert roster.duties == (
        duty("P1", "C", 8),
        duty("P1", "C", 10),
        duty("P1", "S", 11, Session.AFTERNOON),
    )
    assert [(s.rule, s.start, s.missing) for s in roster.shortages] == [
        ("visit_short", day(7), 1),  # of the week from the 7th
        ("centre_short", day(9), 1),
        ("centre_short", day(11), 1),
    ]
