"""Lines of the audit trail: written with what they tell of, in the same transaction."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, NamedTuple

from roster.store.tables import EventRow

if TYPE_CHECKING:
    from datetime import datetime

    from sqlalchemy.orm import Session


class By(NamedTuple):
    """When (aware), by whom and why something is done."""

    at: datetime
    who: str = ""
    why: str = ""


def note(
    session: Session,
    what: str,
    by: By,
    county: str,
    detail: dict[str, Any],
    *,
    month: str = "",
    revision: int = 0,
    base: int | None = None,
) -> None:
    """Add a line; ``base`` is the revision from which the one named came about."""
    session.add(
        EventRow(
            at=by.at,
            what=what,
            county=county,
            month=month,
            revision=revision,
            detail=detail,
            base=base,
            made_by=by.who,
            why=by.why,
        )
    )
