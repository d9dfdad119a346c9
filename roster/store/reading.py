"""Questions to the store, asked inside a session."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, NamedTuple

from pydantic import ValidationError
from sqlalchemy import select

from roster.errors import RosterError, UnknownError
from roster.model.calendar import Month
from roster.model.changes import CHANGES, Absent, Present
from roster.model.problem import Problem
from roster.model.requests import Duty, Exemption
from roster.model.revision import Origin, Revision
from roster.model.roster import Roster, Status
from roster.model.sites import Session as DutySession
from roster.model.sources import Source
from roster.store import messages
from roster.store.tables import (
    AbsenceRow,
    CountyRow,
    DutyRow,
    EventRow,
    ExemptionRow,
    MonthRow,
    RevisionRow,
    SourceRow,
)

if TYPE_CHECKING:
    from collections.abc import Iterable
    from datetime import datetime

    from sqlalchemy import Select
    from sqlalchemy.orm import Session


class Event(NamedTuple):
    """One line of the audit trail: ``what`` is draft, published, superseded, swap, feed address,
    feed address revoked or imported; None where it is of no month, revision or base.
    """

    at: datetime
    what: str
    county: str
    month: Month | None
    revision: int | None
    detail: dict[str, Any]
    base: int | None = None
    made_by: str = ""
    why: str = ""


def rows(county: str, month: Month | None = None) -> Select[RevisionRow]:
    """The county's revisions, or those of one month."""
    chosen = select(RevisionRow).join(MonthRow).where(MonthRow.county_id == county)
    return chosen if month is None else chosen.where(MonthRow.month == str(month))


def newest_row(
    session: Session, county: str, month: Month, status: Status | None = None
) -> RevisionRow | None:
    """The month's revision of the highest number, among those of the status where one is given."""
    chosen = rows(county, month).order_by(RevisionRow.number.desc()).limit(1)
    return session.scalar(chosen if status is None else chosen.where(RevisionRow.status == status))


def numbered_row(session: Session, county: str, month: Month, number: int) -> RevisionRow:
    """The month's revision of that number. Raises UnknownError where there is none."""
    row = session.scalar(rows(county, month).where(RevisionRow.number == number))
    if row is not None:
        return row
    newest = newest_row(session, county, month)
    if newest is None:
        raise UnknownError(messages.unknown_month(county, month))
    raise UnknownError(messages.unknown_revision(county, month, number, newest.number))


def newer_rows(session: Session, county: str, month: Month, number: int) -> list[RevisionRow]:
    """The month's revisions after that number, in order."""
    chosen = rows(county, month).where(RevisionRow.number > number)
    return list(session.scalars(chosen.order_by(RevisionRow.number)))


def published_rows(session: Session, county: str) -> Iterable[RevisionRow]:
    """All that were ever published, by the moment of publication, then month and number."""
    chosen = rows(county).where(RevisionRow.status != Status.DRAFT)
    order = (RevisionRow.published_at, MonthRow.month, RevisionRow.number)
    return session.scalars(chosen.order_by(*order))


def published_duties(session: Session, county: str, except_month: Month) -> list[Duty]:
    """Duties of the revision in force of every other month, in the usual order."""
    chosen = (
        select(DutyRow)
        .join(RevisionRow, RevisionRow.id == DutyRow.revision_id)
        .join(MonthRow)
        .where(MonthRow.county_id == county, MonthRow.month != str(except_month))
        .where(RevisionRow.status == Status.PUBLISHED)
    )
    duties = map(_duty, session.scalars(chosen))
    return sorted(duties, key=Duty.order)  # here: databases differ in how they sort text


def months(session: Session, county: str) -> list[Month]:
    """The county's months with a revision, in order."""
    chosen = select(MonthRow.month).where(MonthRow.county_id == county).order_by(MonthRow.month)
    return [Month.parse(month) for month in session.scalars(chosen)]


def counties(session: Session) -> list[str]:
    """The counties' ids, in order."""
    return sorted(session.scalars(select(CountyRow.id)))


def events(session: Session, county: str) -> list[Event]:
    """The county's audit trail, in the order in which it was written."""
    chosen = select(EventRow).where(EventRow.county == county).order_by(EventRow.id)
    return [
        Event(
            e.at,
            e.what,
            e.county,
            Month.parse(e.month) if e.month else None,
            e.revision or None,
            e.detail,
            e.base,
            e.made_by,
            e.why,
        )
        for e in session.scalars(chosen)
    ]


def absences(session: Session, county: str) -> list[Absent | Present]:
    """What was reported about absences, in the order in which it came."""
    chosen = select(AbsenceRow).where(AbsenceRow.county == county).order_by(AbsenceRow.id)
    kinds: dict[str, type[Absent | Present]] = {"absent": Absent, "present": Present}
    return [
        kinds[a.kind](
            person=a.person,
            start=a.start,
            end=a.end,
            session=DutySession(a.session),
            reason=a.reason,
        )
        for a in session.scalars(chosen)
    ]


def source_of(session: Session, county: str, month: Month, number: int) -> Source:
    """The inputs of a revision as they were. Raises UnknownError where no copy was kept."""
    row = numbered_row(session, county, month, number)
    kept = None if row.source is None else session.get(SourceRow, row.source)
    if kept is None:
        raise UnknownError(messages.no_source(county, month, number))
    return Source(name=kept.name, content=kept.content)


def exemptions(session: Session, county: str, month: Month, number: int) -> list[Exemption]:
    """The exemptions of a revision, by duty and rule."""
    row = numbered_row(session, county, month, number)
    chosen = select(ExemptionRow).where(ExemptionRow.revision_id == row.id)
    found = [
        Exemption(duty=_duty(e), rule=e.rule, reason=e.reason) for e in session.scalars(chosen)
    ]
    return sorted(found, key=lambda e: (e.duty.order(), e.rule))


def _duty(row: DutyRow | ExemptionRow) -> Duty:
    return Duty(person=row.person, site=row.site, date=row.date, session=DutySession(row.session))


def revision_of(session: Session, row: RevisionRow) -> Revision:
    """The row as the model knows it. Raises RosterError where its text does not fit the types."""
    try:
        roster = Roster.model_validate_json(row.roster)
        problem = Problem.model_validate_json(row.problem)
        changes = CHANGES.validate_json(row.changes)
    except ValidationError as error:
        month = session.get_one(MonthRow, row.month_id)
        text = messages.unreadable(month.county_id, month.month, row.number)
        raise RosterError(text) from error
    return Revision(
        problem=problem,
        roster=roster.model_copy(update={"status": Status(row.status)}),
        created_at=row.created_at,
        published_at=row.published_at,
        overrides={o.gate: o.reason for o in row.overrides},
        origin=Origin(by=row.made_by, why=row.why, base=row.base, changes=changes),
    )
