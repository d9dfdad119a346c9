"""What is on record of a month: changes decided after it was planned, absences reported, the roster in
force. A new plan from the inputs counts all of it.
"""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date
from typing import NamedTuple

from roster.cli.stores import stored
from roster.model.absences import absences_in_force
from roster.model.amending import open_where_held, planned_anew
from roster.model.calendar import Month
from roster.model.changes import Absent, Change, Present, applied
from roster.model.problem import Problem
from roster.model.revision import Revision
from roster.store import Store


class Recorded(NamedTuple):
    """``changes`` in the order in which they were made; ``in_force`` is None where nothing is published."""

    changes: tuple[Change, ...]
    in_force: Revision | None


def on_record(problem: Problem, month: Month, address: str | None) -> Recorded:
    """What the store at the address knows of the problem's county; a store that is not there knows nothing,
    and is not made.
    """
    store = stored(address)
    if store is None:
        return Recorded((), None)
    with store:
        return recorded(store, problem.settings.county_id, month)


def recorded(store: Store, county: str, month: Month) -> Recorded:
    """What the store knows of a month that is to be planned from the inputs."""
    newest, changes = store.latest(county, month), list[Change]()
    while newest is not None:
        changes[:0] = newest.origin.changes
        base = newest.origin.base
        newest = None if base is None else store.revision(county, month, base)
    own = absences_in_force(c for c in changes if isinstance(c, Absent | Present))
    elsewhere = [
        absent
        for absent in store.absences(county)
        if absent.start <= month.last and month.first <= absent.end and absent not in own
    ]
    return Recorded((*elsewhere, *changes), store.latest_published(county, month))


def with_changes(problem: Problem, changes: Iterable[Change]) -> tuple[Problem, tuple[Change, ...]]:
    """The problem with what is on record, and the changes that it took. Others are in the inputs by now, or
    are about people and sites that no longer are.
    """
    taken = []
    for change in changes:
        try:
            change.text(problem)
            problem = applied(problem, [change])
        except (ValueError, KeyError):
            continue
        taken.append(change)
    return problem, tuple(taken)


def to_plan(
    problem: Problem, record: Recorded, day: date, *, afresh: bool = False
) -> tuple[Problem, tuple[Change, ...]]:
    """The problem of the inputs with what is on record, as it is to be solved on the day; and the changes
    that it took.

    Raises ChangeRefusedError where the roster in force does not fit the inputs.
    """
    known = problem.closures
    problem, changes = with_changes(problem, record.changes)
    if record.in_force is not None:
        duties = record.in_force.roster.duties
        problem = open_where_held(problem, known, duties, day)
        problem = planned_anew(problem, duties, day, afresh=afresh)
    return problem, changes
