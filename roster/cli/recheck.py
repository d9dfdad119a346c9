"""A draft looked at again before it is published: leave and everything else as it is now."""

from __future__ import annotations

from collections.abc import Collection, Iterable
from pathlib import Path

from roster.cli.common import read_inputs
from roster.cli.recorded import on_record, with_changes
from roster.errors import InputError, InputProblem
from roster.model.audit import describe, violations
from roster.model.changes import Absent, applied
from roster.model.problem import Problem
from roster.model.requests import Duty
from roster.model.revision import Revision
from roster.model.roster import Roster
from roster.text import Text


def read_again(inputs: Path, revision: Revision, address: str | None) -> Problem:
    """The inputs as they are now, for the revision's month, with the changes on record. Raises
    InputError, also for the inputs of another county.
    """
    # A calendar that was not announced is a gate's business, not an error of the inputs.
    month = revision.problem.planned_month
    problem = read_inputs(inputs, month, address, assume_calendar=True)
    county = revision.problem.settings.county_id
    if problem.settings.county_id != county:
        raise InputError(
            [
                InputProblem(
                    Text("是别的县区的输入", "the inputs are of another county"),
                    Text(f"请给出“{county}”的输入", f"give the inputs of {county!r}"),
                    file=inputs.name,
                    value=problem.settings.county_id,
                )
            ]
        )
    return with_changes(problem, on_record(problem, month, address).changes)[0]


def broken_now(problem: Problem, roster: Roster, over: Collection[Duty] = ()) -> list[Text]:
    """The hard rules that the roster's duties break, and people and sites that are gone. What concerns
    nothing but duties that are ``over`` is not held against the roster: nobody can mend it.
    """
    gone = [
        Text(f"输入里已没有“{name}”", f"“{name}” is no longer in the inputs")
        for name in _names_gone(problem, roster, over)
    ]
    known = [d for d in roster.duties if d.person in problem.person and d.site in problem.site]
    found = (f for f in violations(problem, known) if not f.duties or set(f.duties) - {*over})
    return gone + [describe(problem, finding) for finding in found]


def with_absences(problem: Problem, absences: Iterable[Absent]) -> Problem:
    """The problem with the absences on record, of people whom it knows."""
    return applied(problem, (a for a in absences if a.person in problem.person))


def _names_gone(problem: Problem, roster: Roster, over: Collection[Duty]) -> list[str]:
    duties = [d for d in roster.duties if d not in over]
    people = (roster.people[d.person] for d in duties if d.person not in problem.person)
    sites = (roster.sites[d.site] for d in duties if d.site not in problem.site)
    return list(dict.fromkeys([*people, *sites]))
