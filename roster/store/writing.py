"""Changes to the store, made inside a session that holds the right to write."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from sqlalchemy import select

from roster.errors import RosterError
from roster.model.roster import Roster, Status
from roster.store import messages
from roster.store.reading import newest_row, numbered_row
from roster.store.tables import CountyRow, DutyRow, EventRow, MonthRow, OverrideRow, RevisionRow

if TYPE_CHECKING:
    from collections.abc import Mapping
    from datetime import date, datetime

    from sqlalchemy.orm import Session

    from roster.model.calendar import Month
    from roster.model.problem import Problem


def add_draft(session: Session, problem: Problem, roster: Roster, created_at: datetime) -> Roster:
    """Add the roster as the month's next revision, a draft; returns it with its number."""
    month = _month_row(session, problem)
    newest = newest_row(session, roster.county, problem.planned_month)
    changes = {
        "revision": newest.number + 1 if newest else 1,
        "status": Status.DRAFT,
        "published_on": None,
    }
    draft = roster.model_copy(update=changes)
    row = RevisionRow(
        month_id=month.id,
        number=draft.revision,
        status=Status.DRAFT.value,
        digest=draft.inputs_digest,
        roster=draft.model_dump_json(),
        problem=problem.model_dump_json(),
        created_at=created_at,
    )
    session.add(row)
    session.flush()
    session.add_all(
        DutyRow(revision_id=row.id, date=d.date, site=d.site, session=d.session, person=d.person)
        for d in draft.duties
    )
    detail = {"digest": draft.inputs_digest, "duties": len(draft.duties)}
    _note(session, "draft", draft, created_at, detail)
    return draft


def publish(
    session: Session,
    county: str,
    month: Month,
    number: int,
    *,
    published_on: date,
    published_at: datetime,
    overrides: Mapping[str, str],
) -> RevisionRow:
    """Put the month's newest revision in force; returns it unchanged where it already is.

    Raises UnknownError where there is no such revision, RosterError where it is not the newest.
    """
    _lock_month(session, county, month)
    row = numbered_row(session, county, month, number)
    if row.status == Status.PUBLISHED:
        return row
    newest = newest_row(session, county, month)
    if newest is not None and newest.number != number:
        raise RosterError(messages.stale(county, month, number, newest.number))
    _supersede(session, county, month, published_at, by=number)
    row.overrides = [OverrideRow(gate=g, reason=r) for g, r in sorted(overrides.items())]
    session.flush()  # the reasons go first: a published revision takes no more of them
    changes = {"status": Status.PUBLISHED, "published_on": published_on}
    roster = Roster.model_validate_json(row.roster).model_copy(update=changes)
    row.roster, row.status = roster.model_dump_json(), Status.PUBLISHED.value
    row.published_on, row.published_at = published_on, published_at
    detail = {"published_on": published_on.isoformat(), "overrides": dict(overrides)}
    _note(session, "published", roster, published_at, detail)
    return row


def _supersede(session: Session, county: str, month: Month, at: datetime, by: int) -> None:
    """The revision in force, if any, no longer is."""
    before = newest_row(session, county, month, Status.PUBLISHED)
    if before is not None:
        before.status = Status.SUPERSEDED.value
        roster = Roster.model_validate_json(before.roster)
        _note(session, "superseded", roster, at, {"by": by})
        session.flush()  # the index allows one in force: the old one steps down before the new one


def _month_row(session: Session, problem: Problem) -> MonthRow:
    """The row of the problem's month, made where it is missing, and locked."""
    settings = problem.settings
    county = session.get(CountyRow, settings.county_id)
    if county is None:
        session.add(CountyRow(id=settings.county_id, name=settings.county))
    else:
        county.name = settings.county
    session.flush()
    row = _lock_month(session, settings.county_id, problem.planned_month)
    if row is None:
        row = MonthRow(county_id=settings.county_id, month=str(problem.month))
        session.add(row)
        session.flush()
    return row


def _lock_month(session: Session, county: str, month: Month) -> MonthRow | None:
    """The month's row, locked until the transaction ends (SQLite locks everything)."""
    chosen = select(MonthRow).where(MonthRow.county_id == county, MonthRow.month == str(month))
    return session.scalar(chosen.with_for_update())


def _note(
    session: Session, what: str, roster: Roster, at: datetime, detail: dict[str, Any]
) -> None:
    """Add a line to the audit trail."""
    session.add(
        EventRow(
            at=at,
            what=what,
            county=roster.county,
            month=roster.month,
            revision=roster.revision,
            detail=detail,
        )
    )
