"""Whether a store is whole: what an accident must never change."""

from __future__ import annotations

from typing import TYPE_CHECKING

from roster.model.changes import Absent
from roster.model.roster import Status
from roster.store.connection import connect
from tests.store.kit import DECEMBER

if TYPE_CHECKING:
    from sqlalchemy import Engine

    from roster.model.calendar import Month
    from roster.model.revision import Revision
    from roster.store import Event, Store

COUNTY = "qinyuan"
DUTIES = """
    SELECT revision.number, duty.date, duty.site, duty.session, duty.person
    FROM duty JOIN revision ON revision.id = duty.revision_id JOIN month ON month.id = month_id
    WHERE month.month = '{month}' AND month.county_id = '{county}'
"""


def sound(url: str) -> None:
    """The file of a SQLite database has no broken page and no row that refers to none."""
    engine = connect(url)
    with engine.connect() as connection:
        if engine.dialect.name == "sqlite":
            pages = connection.exec_driver_sql("PRAGMA integrity_check").fetchall()
            assert [tuple(row) for row in pages] == [("ok",)]
            assert connection.exec_driver_sql("PRAGMA foreign_key_check").fetchall() == []
    engine.dispose()


def whole(url: str, store: Store, month: Month = DECEMBER) -> int:
    """Every revision of the month is there with its duties, absences and lines in the trail, numbered
    without gaps, at most one in force; every swap with its steps. Returns how many revisions.
    """
    latest = store.latest(COUNTY, month)
    count = latest.number if latest else 0
    kept = [store.revision(COUNTY, month, n) for n in range(1, count + 1)]  # raises at a gap
    trail = [e for e in store.events(COUNTY) if e.month == month]
    engine = connect(url)
    _duties_as_rows(engine, month, kept)
    engine.dispose()
    _statuses(kept, trail)
    drafts = [(e.revision, e.base, e.made_by) for e in trail if e.what == "draft"]
    assert drafts == [(r.number, r.origin.base, r.origin.by) for r in kept]
    _swaps(store, month, trail)
    return count


def _duties_as_rows(engine: Engine, month: Month, kept: list[Revision]) -> None:
    with engine.connect() as connection:
        found = connection.exec_driver_sql(DUTIES.format(month=month, county=COUNTY)).fetchall()
    rows = {(r[0], str(r[1]), *r[2:]) for r in found}
    told = {
        (r.number, str(d.date), d.site, str(d.session), d.person)
        for r in kept
        for d in r.roster.duties
    }
    assert rows == told
    assert len(found) == len(rows)


def _statuses(kept: list[Revision], trail: list[Event]) -> None:
    """What is in force, what was, and what was only drafted: the revisions and the trail agree."""
    status = {r.number: r.roster.status for r in kept}
    assert list(status.values()).count(Status.PUBLISHED) <= 1
    published = [e.revision for e in trail if e.what == "published"]
    superseded = [e.revision for e in trail if e.what == "superseded"]
    assert published == sorted(n for n, s in status.items() if s is not Status.DRAFT)
    assert superseded == sorted(n for n, s in status.items() if s is Status.SUPERSEDED)
    assert published[:-1] == superseded
    reasons = {e.revision: e.detail["overrides"] for e in trail if e.what == "published"}
    assert reasons == {r.number: r.overrides for r in kept if r.published_at}


def _swaps(store: Store, month: Month, trail: list[Event]) -> None:
    steps = [(s.number, str(step.state)) for s in store.swaps(COUNTY, month) for step in s.steps]
    told = [(e.detail["swap"], e.detail["state"]) for e in trail if e.what == "swap"]
    assert sorted(steps) == sorted(told)


def absences_told(store: Store, month: Month) -> list[Absent]:
    """The absences that the month's revisions say they were made for."""
    latest = store.latest(COUNTY, month)
    numbers = range(1, latest.number + 1) if latest else ()
    changes = [c for n in numbers for c in store.revision(COUNTY, month, n).origin.changes]
    return [c for c in changes if isinstance(c, Absent)]
