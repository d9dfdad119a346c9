"""How somebody who serves feeds finds out, cheaply, that something is new."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from sqlalchemy import func, select

from roster.store.sessions import Sessions
from roster.store.tables import EventRow

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

PUBLICATIONS = ("published", "superseded", "imported")
ADDRESSES = ("feed address", "feed address revoked", "imported")


class Mark(NamedTuple):
    """The numbers of a county's newest lines in the audit trail: about publication, about addresses.

    They rise with every such line and stay put otherwise; 0 where there is none.
    """

    published: int
    addresses: int


class FeedMarks(Sessions):
    """The part of the store that tells whether feeds are still as they were."""

    def feed_marks(self) -> dict[str, Mark]:
        """By county, those that ever published something or gave out an address."""
        chosen = (
            select(EventRow.county, EventRow.what, func.max(EventRow.id))
            .where(EventRow.what.in_({*PUBLICATIONS, *ADDRESSES}))
            .group_by(EventRow.county, EventRow.what)
        )
        found: dict[str, dict[str, int]] = {}
        with self._session() as session:
            for county, what, number in session.execute(chosen):
                found.setdefault(county, {})[what] = number
        return {county: _mark(found[county]) for county in sorted(found)}


def _mark(numbers: Mapping[str, int]) -> Mark:
    def newest(kinds: Iterable[str]) -> int:
        return max(numbers.get(kind, 0) for kind in kinds)

    return Mark(newest(PUBLICATIONS), newest(ADDRESSES))
