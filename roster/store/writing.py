"""Changes to the store, made inside a session that holds the right to write."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from sqlalchemy import select

from roster.errors import StaleError, UnknownError
from roster.model.changes import CHANGES, Absent, Present
from roster.model.roster import Roster, Status
from roster.store import messages
from roster.store.notes import By, note
from roster.store.reading import newer_rows, newest_row, numbered_row
from roster.store.tables import (
    AbsenceRow,
    CountyRow,
    DutyRow,
    ExemptionRow,
    MonthRow,
    OverrideRow,
    RevisionRow,
    SourceRow,
)

if TYPE_CHECKING:
    from collections.abc import Mapping
    from datetime import date

    from sqlalchemy.orm import Session

    from roster.model.calendar import Month
    from roster.model.problem import Problem
    from roster.model.revision import Origin
    from roster.model.sources import Source


def add_draft(
    session: Session,
    problem: Problem,
    roster: Roster,
    by: By,
    origin: Origin,
    source: Source | None,
) -> Roster:
    """Add the roster as the month's next revision, a draft; returns it with its number.

    Raises StaleError where the revision that it comes from is not the newest.
    """
    month = _month_row(session, problem)
    newest = newest_row(session, roster.county, problem.planned_month)
    _require_newest(session, problem, origin.base, newest)
    changes = {
        "revision": newest.number + 1 if newest else 1,
        "status": Status.DRAFT,
        "published_on": None,
    }
    draft = roster.model_copy(update=changes)
    row = _draft_row(draft, problem, by, origin)
    row.month_id = month.id
    row.source = _source(session, source, newest if origin.base else None)
    session.add(row)
    session.flush()
    _add_parts(session, row.id, problem, draft)
    _add_absences(session, draft, by, origin)
    detail = {"digest": draft.inputs_digest, "duties": len(draft.duties)}
    note(session, "draft", by, draft.county, detail, **_of(draft), base=origin.base)
    return draft


def publish(
    session: Session,
    county: str,
    month: Month,
    number: int,
    by: By,
    *,
    published_on: date,
    overrides: Mapping[str, str],
) -> RevisionRow:
    """Put the month's newest revision in force; returns it unchanged where it already is.

    Raises UnknownError where there is no such revision, StaleError where it is not the newest.
    """
    lock_month(session, county, month)
    row = numbered_row(session, county, month, number)
    if row.status == Status.PUBLISHED:
        return row
    newer = newer_rows(session, county, month, number)
    if newer:
        raise StaleError(messages.stale_publication(county, month, number, newer))
    before = _supersede(session, county, month, by, number)
    row.overrides = [OverrideRow(gate=g, reason=r) for g, r in sorted(overrides.items())]
    session.flush()  # the reasons go first: a published revision takes no more of them
    changes = {"status": Status.PUBLISHED, "published_on": published_on}
    roster = Roster.model_validate_json(row.roster).model_copy(update=changes)
    row.roster, row.status = roster.model_dump_json(), Status.PUBLISHED.value
    row.published_on, row.published_at = published_on, by.at
    detail = {"published_on": published_on.isoformat(), "overrides": dict(overrides)}
    note(session, "published", by, county, detail, **_of(roster), base=before)
    return row


def lock_month(session: Session, county: str, month: Month) -> MonthRow | None:
    """The month's row, locked until the transaction ends (SQLite locks everything)."""
    chosen = select(MonthRow).where(MonthRow.county_id == county, MonthRow.month == str(month))
    return session.scalar(chosen.with_for_update())


def _require_newest(
    session: Session, problem: Problem, base: int | None, newest: RevisionRow | None
) -> None:
    """Whoever changes a revision must have seen the newest: else the newer one would be lost."""
    if base is None or (newest is not None and newest.number == base):
        return
    county, month = problem.settings.county_id, problem.planned_month
    if newest is None:
        raise UnknownError(messages.unknown_month(county, month))
    numbered_row(session, county, month, base)  # raises where there is no such revision
    newer = newer_rows(session, county, month, base)
    raise StaleError(messages.stale_base(county, month, base, newer))


def _draft_row(draft: Roster, problem: Problem, by: By, origin: Origin) -> RevisionRow:
    """The revision as a row, without its month and its inputs."""
    return RevisionRow(
        number=draft.revision,
        status=Status.DRAFT.value,
        digest=draft.inputs_digest,
        roster=draft.model_dump_json(),
        problem=problem.model_dump_json(),
        created_at=by.at,
        base=origin.base,
        made_by=origin.by,
        why=origin.why,
        changes=CHANGES.dump_json(origin.changes).decode(),
    )


def _source(session: Session, source: Source | None, base: RevisionRow | None) -> str | None:
    """The digest of the inputs' copy, kept if it is new; a changed revision rests on its base's."""
    if source is None:
        return base.source if base else None
    if session.get(SourceRow, source.sha256) is None:
        session.add(SourceRow(sha256=source.sha256, name=source.name, content=source.content))
        session.flush()
    return source.sha256


def _add_parts(session: Session, revision: int, problem: Problem, draft: Roster) -> None:
    """The duties and exemptions as rows."""
    session.add_all(
        DutyRow(revision_id=revision, date=d.date, site=d.site, session=d.session, person=d.person)
        for d in draft.duties
    )
    reasons = {(e.duty, e.rule): e.reason for e in problem.exemptions}
    session.add_all(
        ExemptionRow(
            revision_id=revision,
            date=d.date,
            site=d.site,
            session=d.session,
            person=d.person,
            rule=rule,
            reason=reason,
        )
        for (d, rule), reason in reasons.items()
    )


def _add_absences(session: Session, draft: Roster, by: By, origin: Origin) -> None:
    for change in origin.changes:
        if isinstance(change, Absent | Present):
            session.add(
                AbsenceRow(
                    at=by.at,
                    made_by=origin.by,
                    county=draft.county,
                    month=draft.month,
                    revision=draft.revision,
                    kind=change.kind,
                    person=change.person,
                    start=change.start,
                    end=change.end,
                    session=change.session,
                    reason=change.reason,
                )
            )
            session.flush()  # one by one: their order is what counts


def _supersede(session: Session, county: str, month: Month, by: By, number: int) -> int | None:
    """The revision in force, if any, no longer is; returns its number."""
    before = newest_row(session, county, month, Status.PUBLISHED)
    if before is None:
        return None
    before.status = Status.SUPERSEDED.value
    roster = Roster.model_validate_json(before.roster)
    note(session, "superseded", by, county, {"by": number}, **_of(roster))
    session.flush()  # the index allows one in force: the old one steps down before the new one
    return before.number


def _month_row(session: Session, problem: Problem) -> MonthRow:
    """The row of the problem's month, made where it is missing, and locked."""
    settings = problem.settings
    county = session.get(CountyRow, settings.county_id)
    if county is None:
        session.add(CountyRow(id=settings.county_id, name=settings.county))
    else:
        county.name = settings.county
    session.flush()
    row = lock_month(session, settings.county_id, problem.planned_month)
    if row is None:
        row = MonthRow(county_id=settings.county_id, month=str(problem.month))
        session.add(row)
        session.flush()
    return row


def _of(roster: Roster) -> dict[str, Any]:
    return {"month": roster.month, "revision": roster.revision}
