"""Feed addresses in the store: made, listed, revoked; never deleted."""

from __future__ import annotations

from typing import TYPE_CHECKING

from sqlalchemy import select

from roster.errors import UnknownError
from roster.model.feed_addresses import FeedAddress, FeedScope
from roster.store import messages
from roster.store.notes import By, note
from roster.store.sessions import Sessions, require_aware
from roster.store.tables import FeedAddressRow

if TYPE_CHECKING:
    from datetime import datetime


class FeedAddresses(Sessions):
    """The part of the store that keeps feed addresses."""

    def add_feed_address(self, address: FeedAddress, *, made_by: str = "", why: str = "") -> None:
        """Keep a new address. Raises ValueError for a naive moment or a digest that is known."""
        require_aware(address.created_at)
        by = By(address.created_at, made_by, why)
        with self._session(self._writing) as session:
            if session.get(FeedAddressRow, address.digest) is not None:
                raise ValueError("the feed address is kept already")
            session.add(FeedAddressRow(**address.model_dump()))
            detail = {"digest": address.digest, "scope": address.scope, "holder": address.holder}
            note(session, "feed address", by, address.county, detail)

    def feed_addresses(self, county: str) -> list[FeedAddress]:
        """The county's addresses, revoked ones too, by the moment they were made."""
        chosen = select(FeedAddressRow).where(FeedAddressRow.county == county)
        with self._session() as session:
            found = [_address(row) for row in session.scalars(chosen)]
        return sorted(found, key=lambda a: (a.created_at, a.digest))

    def revoke_feed_address(
        self, digest: str, *, revoked_at: datetime, made_by: str = "", why: str = ""
    ) -> FeedAddress:
        """The address is good no longer; one that was revoked before stays as it is.

        Raises ValueError for a naive moment, UnknownError where there is no such address.
        """
        require_aware(revoked_at)
        chosen = select(FeedAddressRow).where(FeedAddressRow.digest == digest).with_for_update()
        with self._session(self._writing) as session:
            row = session.scalar(chosen)
            if row is None:
                raise UnknownError(messages.unknown_feed_address())
            if row.revoked_at is None:
                row.revoked_at = revoked_at
                by, detail = By(revoked_at, made_by, why), {"digest": digest}
                note(session, "feed address revoked", by, row.county, detail)
            return _address(row)


def _address(row: FeedAddressRow) -> FeedAddress:
    return FeedAddress(
        digest=row.digest,
        county=row.county,
        scope=FeedScope(row.scope),
        holder=row.holder,
        created_at=row.created_at,
        revoked_at=row.revoked_at,
    )
