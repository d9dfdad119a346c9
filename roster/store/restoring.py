"""Putting a backup into a store, inside a session that holds the right to write."""

from __future__ import annotations

from typing import TYPE_CHECKING

from sqlalchemy import insert, select, update

from roster.errors import RosterError
from roster.model.roster import Status
from roster.store import messages
from roster.store.backup_lines import (
    AbsenceLine,
    CountyLine,
    EventLine,
    FeedAddressLine,
    RevisionLine,
    SourceLine,
    SwapLine,
)
from roster.store.notes import note
from roster.store.swaps import newest_number
from roster.store.tables import (
    AbsenceRow,
    CountyRow,
    DutyRow,
    EventRow,
    ExemptionRow,
    FeedAddressRow,
    MonthRow,
    OverrideRow,
    RevisionRow,
    SourceRow,
    SwapRow,
    SwapStepRow,
)

if TYPE_CHECKING:
    from sqlalchemy.orm import Session

    from roster.store.notes import By
    from roster.store.reading_backup import Backup


def restore(session: Session, backup: Backup, by: By) -> None:
    """Add everything that the backup holds; a line in the trail of each county says so.

    Swaps are numbered on from those that are there. Raises RosterError where the store holds one of
    the counties.
    """
    there = set(session.scalars(select(CountyRow.id))) & set(backup.manifest.counties)
    if there:
        raise RosterError(messages.counties_there(sorted(there)))
    for county in backup.lines("counties.jsonl", CountyLine):
        session.add(CountyRow(**county.model_dump()))
    session.flush()
    _sources(session, backup)
    _revisions(session, backup)
    first = newest_number(session)
    _reports(session, backup)
    _swaps(session, backup, first)
    _events(session, backup, first)
    told = {"months": backup.manifest.months, "revisions": backup.manifest.revisions}
    for county_id in backup.manifest.counties:
        note(session, "imported", by, county_id, told)


def _sources(session: Session, backup: Backup) -> None:
    for source in backup.lines("sources.jsonl", SourceLine):
        if session.get(SourceRow, source.sha256) is None:
            content = backup.source(source.sha256)
            row = {"sha256": source.sha256, "name": source.name, "content": content}
            session.execute(insert(SourceRow).values(row))


def _revisions(session: Session, backup: Backup) -> None:
    months: dict[tuple[str, str], int] = {}
    for line in backup.lines("revisions.jsonl", RevisionLine):
        key = (line.county, line.month)
        if key not in months:
            month = MonthRow(county_id=line.county, month=line.month)
            session.add(month)
            session.flush()
            months[key] = month.id
        _revision(session, line, months[key])


def _revision(session: Session, line: RevisionLine, month: int) -> None:
    """Drafted first, then brought to its status: that is the way the triggers allow."""
    drafted = {"status": Status.DRAFT.value, "published_at": None, "published_on": None}
    row = RevisionRow(month_id=month, **{**line.facts.model_dump(), **drafted})
    session.add(row)
    session.flush()
    for table, parts in (
        (DutyRow, line.duties),
        (OverrideRow, line.overrides),
        (ExemptionRow, line.exemptions),
    ):
        if parts:
            rows = [{"revision_id": row.id, **part.model_dump()} for part in parts]
            session.execute(insert(table), rows)
    if line.facts.status != Status.DRAFT:
        reached = line.facts.model_dump(include=set(drafted))
        session.execute(update(RevisionRow).where(RevisionRow.id == row.id).values(reached))
    session.expunge_all()


def _reports(session: Session, backup: Backup) -> None:
    for absence in backup.lines("absences.jsonl", AbsenceLine):
        session.execute(insert(AbsenceRow).values(absence.model_dump()))
    for address in backup.lines("feed_addresses.jsonl", FeedAddressLine):
        session.execute(insert(FeedAddressRow).values(address.model_dump()))


def _swaps(session: Session, backup: Backup, first: int) -> None:
    for swap in backup.lines("swaps.jsonl", SwapLine):
        number = first + swap.number
        given = {**swap.model_dump(exclude={"steps"}), "number": number}
        session.execute(insert(SwapRow).values(given))
        steps = [{"swap": number, **step.model_dump()} for step in swap.steps]
        session.execute(insert(SwapStepRow), steps)


def _events(session: Session, backup: Backup, first: int) -> None:
    for event in backup.lines("events.jsonl", EventLine):
        given = event.model_dump()
        if "swap" in event.detail:
            given["detail"] = {**event.detail, "swap": first + event.detail["swap"]}
        session.execute(insert(EventRow).values(given))
