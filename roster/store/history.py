"""What ``roster history`` shows of a month: its revisions, and how each came about."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from sqlalchemy import select

from roster.errors import UnknownError
from roster.model.differences import changes_between
from roster.store import messages
from roster.store.reading import events, revision_of, rows
from roster.store.tables import RevisionRow, SourceRow

if TYPE_CHECKING:
    from collections.abc import Iterable

    from sqlalchemy.orm import Session

    from roster.model.calendar import Month
    from roster.model.revision import Revision


class Entry(NamedTuple):
    """One revision: how many duties differ from its base (None without one), the name of the copy of
    its inputs (None where none was kept), who published it and why (empty while it is a draft).
    """

    revision: Revision
    differs: int | None
    source: str | None
    published_by: str = ""
    published_why: str = ""


def history(session: Session, county: str, month: Month) -> list[Entry]:
    """The month's revisions by number. Raises UnknownError where there is none."""
    found = list(session.scalars(rows(county, month).order_by(RevisionRow.number)))
    if not found:
        raise UnknownError(messages.unknown_month(county, month))
    revisions = {row.number: revision_of(session, row) for row in found}
    names = _sources(session, found)
    published = {
        e.revision: e for e in events(session, county) if e.month == month and e.what == "published"
    }
    entries = []
    for row in found:
        event = published.get(row.number)
        entries.append(
            Entry(
                revisions[row.number],
                _differs(revisions, revisions[row.number]),
                names.get(row.source or ""),
                event.made_by if event else "",
                event.why if event else "",
            )
        )
    return entries


def _sources(session: Session, found: Iterable[RevisionRow]) -> dict[str, str]:
    """Names by digest, without the contents."""
    wanted = {row.source for row in found if row.source}
    chosen = select(SourceRow.sha256, SourceRow.name).where(SourceRow.sha256.in_(wanted))
    return {digest: name for digest, name in session.execute(chosen)}


def _differs(revisions: dict[int, Revision], revision: Revision) -> int | None:
    if revision.origin.base is None:
        return None
    return changes_between(revisions[revision.origin.base].roster.duties, revision.roster.duties)
