"""Secret addresses under which calendars are fetched; only their digests are kept."""

from __future__ import annotations

import hashlib
import secrets
from datetime import datetime, timedelta
from enum import StrEnum

from pydantic import Field

from roster.model.base import Frozen

TOKEN_BYTES = 16  # 128 random bits: nobody guesses one
STOPPED_SHOWN = timedelta(days=28)  # clients that look in rarely must still see that it has ended


class FeedScope(StrEnum):
    """Whose calendar it is."""

    PERSON = "person"
    SITE = "site"
    COUNTY = "county"


class FeedAddress(Frozen):
    """One address: the SHA-256 ``digest`` of its secret part, and whose calendar it gives.

    ``holder`` is the id of the person or site, empty for the county. Moments are aware;
    ``revoked_at`` is None as long as the address is good.
    """

    digest: str = Field(pattern=r"^[0-9a-f]{64}$")
    county: str
    scope: FeedScope
    holder: str = ""
    created_at: datetime
    revoked_at: datetime | None = None

    @property
    def good(self) -> bool:
        """Whether it still gives its calendar."""
        return self.revoked_at is None


def new_token() -> str:
    """The secret part of a new address: 22 letters, digits, - and _. Random, unlike all else here."""
    return secrets.token_urlsafe(TOKEN_BYTES)


def digest_of(token: str) -> str:
    """What is kept of a secret part. It needs no salt: what is random cannot be looked up or tried."""
    return hashlib.sha256(token.encode()).hexdigest()


def address_of(base: str, token: str) -> str:
    """The whole address below ``base``, where ``roster serve-feeds`` is reached."""
    return f"{base.rstrip('/')}/f/{token}.ics"


def webcal(address: str) -> str:
    """The same for phones that subscribe to what begins with webcal:."""
    return f"webcal:{address.partition(':')[2]}"
