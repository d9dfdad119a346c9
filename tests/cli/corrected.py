"""Drafts put into the store beside the planned month, as a clerk's changes would."""

from __future__ import annotations

from datetime import UTC, datetime
from typing import TYPE_CHECKING, Any

from roster.model.calendar import Month
from roster.model.requests import Duty
from roster.model.roster import Visit
from roster.store import open_store

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable

    from roster.model.revision import Origin, Revision

DECEMBER = Month(year=2026, month=12)


def newest() -> Revision:
    """The month's newest revision."""
    with open_store() as store:
        found = store.latest("qinyuan", DECEMBER)
    assert found is not None
    return found


def drafted(
    change: Callable[[list[Duty]], Iterable[Duty]] = lambda duties: duties,
    origin: Origin | None = None,
    **roster: Any,
) -> int:
    """Keep the newest revision, its duties changed, as the next draft; returns the draft's number."""
    found = newest()
    duties = tuple(sorted(change(list(found.roster.duties)), key=Duty.order))
    stations = {(d.site, d.date, d.session) for d in duties if found.problem.is_station(d.site)}
    kept = {(v.site, v.date, v.session): v for v in found.roster.visits}
    visits = tuple(
        kept.get(key, Visit(site=key[0], date=key[1], session=key[2]))
        for key in sorted(stations, key=lambda k: (k[1], k[0]))
    )
    changed = found.roster.model_copy(update={"duties": duties, "visits": visits, **roster})
    at = datetime(2026, 12, 2, 9, tzinfo=UTC)
    options = {} if origin is None else {"origin": origin}
    with open_store() as store:
        return store.save_draft(found.problem, changed, created_at=at, **options).revision


def without(day: int) -> Callable[[list[Duty]], list[Duty]]:
    """All duties but those of a day of December."""
    return lambda duties: [d for d in duties if d.date.day != day]
