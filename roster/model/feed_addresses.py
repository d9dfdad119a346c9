"""Secret addresses under which calendars are fetched; only their digests are known here."""

from __future__ import annotations

from datetime import datetime
from enum import StrEnum

from pydantic import Field

from roster.model.base import Frozen


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
