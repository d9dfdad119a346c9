"""Feed addresses in the store: made, listed, revoked; never deleted."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from sqlalchemy import select

from roster.errors import UnknownError
from roster.model.feed_addresses import FeedAddress, FeedScope
from roster.store import messages
from roster.store.notes import By, note
from roster.store.sessions import Sessions, require_aware
from roster.store.tables import FeedAddressRow

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import datetime

    from sqlalchemy.orm import Session


class FeedAddresses(Sessions):
    """The part of the store that keeps feed addresses."""

    def add_feed_address(self, address: FeedAddress, *, made_by: str = "", why: str = "") -> None:
        """Keep a new address. Raises ValueError for a naive moment or a digest that is known."""
        require_aware(address.created_at)
        with self._session(self._writing) as session:
            _add(session, address, By(address.created_at, made_by, why), {})

    def give_feed_addresses(
        self, addresses: Sequence[FeedAddress], *, made_by: str = "", why: str = ""
    ) -> list[FeedAddress]:
        """Keep new addresses, all or none; a good one that a holder had is revoked at that moment.

        Returns those that were revoked. Raises ValueError as ``add_feed_address`` does.
        """
        for address in addresses:
            require_aware(address.created_at)
        with self._session(self._writing) as session:
            return [
                old
                for address in addresses
                for old in _give(session, address, By(address.created_at, made_by, why))
            ]

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
                _revoke(session, row, By(revoked_at, made_by, why), {})
            return _address(row)


def _add(session: Session, address: FeedAddress, by: By, more: dict[str, Any]) -> None:
    if session.get(FeedAddressRow, address.digest) is not None:
        raise ValueError("the feed address is kept already")
    session.add(FeedAddressRow(**address.model_dump()))
    detail = {"digest": address.digest, "scope": address.scope, "holder": address.holder, **more}
    note(session, "feed address", by, address.county, detail)


def _revoke(session: Session, row: FeedAddressRow, by: By, more: dict[str, Any]) -> None:
    row.revoked_at = by.at
    note(session, "feed address revoked", by, row.county, {"digest": row.digest, **more})


def _give(session: Session, address: FeedAddress, by: By) -> list[FeedAddress]:
    """Add the address in place of the good ones of its holder; returns those."""
    had = (
        select(FeedAddressRow)
        .where(FeedAddressRow.county == address.county, FeedAddressRow.scope == address.scope)
        .where(FeedAddressRow.holder == address.holder, FeedAddressRow.revoked_at.is_(None))
        .order_by(FeedAddressRow.digest)
        .with_for_update()
    )
    rows = list(session.scalars(had))
    for row in rows:
        _revoke(session, row, by, {"replaced_by": address.digest})
    _add(session, address, by, {"replaces": [row.digest for row in rows]} if rows else {})
    return [_address(row) for row in rows]


def _address(row: FeedAddressRow) -> FeedAddress:
    return FeedAddress(
        digest=row.digest,
        county=row.county,
        scope=FeedScope(row.scope),
        holder=row.holder,
        created_at=row.created_at,
        revoked_at=row.revoked_at,
    )
