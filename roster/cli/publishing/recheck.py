"""A draft looked at again before it is published: leave and everything else as it is now."""

from __future__ import annotations

from collections.abc import Collection, Iterable
from datetime import date
from pathlib import Path

from roster.cli.changing.recorded import on_record, with_changes
from roster.cli.common import read_inputs
from roster.errors import InputError, InputProblem
from roster.model.audit import describe, violations
from roster.model.changes import Absent, applied
from roster.model.problem import Problem
from roster.model.requests import Duty
from roster.model.revision import Revision
from roster.model.roster import Roster
from roster.store import Store
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


def broken_today(
    store: Store, draft: Revision, in_force: Revision | None, again: Problem | None, today: date
) -> list[Text]:
    """Hard rules that are broken by the draft's own inputs, by those as they are now (``again``), and by
    either with the absences on record. Duties that are over and were published as they are (``in_force``)
    cannot be mended; where nothing was published yet, the inputs as they are now are not asked about days
    that are over.
    """
    problem, roster = draft.problem, draft.roster
    past = {duty for duty in roster.duties if duty.date < today}
    done = past & set(in_force.roster.duties) if in_force else set()
    over = done if in_force else past
    absences = store.absences(roster.county)
    found = broken_now(problem, roster, done)
    for now in (problem, *([again] if again else [])):
        found += broken_now(with_absences(now, absences), roster, over)
    return list(dict.fromkeys(found))


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
    """The problem with the absences on record that it does not count yet, of people whom it knows."""
    known = {(x.person, x.start, x.end, x.session) for x in problem.leaves}
    new = [a for a in absences if (a.person, a.start, a.end, a.session) not in known]
    return applied(problem, (a for a in new if a.person in problem.person))


def _names_gone(problem: Problem, roster: Roster, over: Collection[Duty]) -> list[str]:
    duties = [d for d in roster.duties if d not in over]
    people = (roster.people[d.person] for d in duties if d.person not in problem.person)
    sites = (roster.sites[d.site] for d in duties if d.site not in problem.site)
    return list(dict.fromkeys([*people, *sites]))
