"""What is on record of a month: changes decided after it was planned, absences reported, the roster in force;
a new plan from the inputs counts all of it.
"""

from __future__ import annotations

from collections.abc import Iterable
from typing import NamedTuple

from roster.model.calendar import Month
from roster.model.changes import Change, applied
from roster.model.problem import Problem
from roster.model.requests import Duty
from roster.store import Store


class Recorded(NamedTuple):
    """``changes`` in the order in which they were made; ``in_force`` are the duties published, None where
    the month was not.
    """

    changes: tuple[Change, ...]
    in_force: tuple[Duty, ...] | None


NOTHING = Recorded((), None)


def recorded(store: Store, county: str, month: Month) -> Recorded:
    """What the store knows of a month that is to be planned from the inputs."""
    newest, changes = store.latest(county, month), list[Change]()
    while newest is not None:
        changes[:0] = newest.origin.changes
        base = newest.origin.base
        newest = None if base is None else store.revision(county, month, base)
    elsewhere = [
        absent
        for absent in store.absences(county)
        if absent.start <= month.last and month.first <= absent.end and absent not in changes
    ]
    published = store.latest_published(county, month)
    duties = None if published is None else published.roster.duties
    return Recorded((*elsewhere, *changes), duties)


def with_changes(problem: Problem, changes: Iterable[Change]) -> tuple[Problem, list[Change]]:
    """The problem with what is on record, and the changes that it could take; the others are told: they
    are in the inputs already, or concern people and sites that are no longer there.
    """
    taken = []
    for change in changes:
        try:
            problem = applied(problem, [change])
            change.text(problem)
        except (ValueError, KeyError):
            continue
        taken.append(change)
    return problem, taken
