"""The lines of a backup: what is kept, told without the database's own numbers, so that the same
store gives the same lines on every database.
"""

from __future__ import annotations

import datetime as dt
from datetime import datetime
from typing import Any

from pydantic import ConfigDict

from roster.model.base import Frozen


class Line(Frozen):
    """One line; it can be read off a row of the database."""

    model_config = ConfigDict(frozen=True, extra="forbid", from_attributes=True)


class CountyLine(Line):
    """A county."""

    id: str
    name: str


class DutyPart(Line):
    """A duty of a revision."""

    date: dt.date
    site: str
    session: str
    person: str


class ExemptionPart(DutyPart):
    """A rule that does not count a duty of a revision."""

    rule: str
    reason: str


class OverridePart(Line):
    """The reason for a gate that was overridden."""

    gate: str
    reason: str


class RevisionFacts(Line):
    """The columns of a revision that mean the same in every database."""

    number: int
    status: str
    digest: str
    roster: str
    problem: str
    created_at: datetime
    published_at: datetime | None
    published_on: dt.date | None
    base: int | None
    made_by: str
    why: str
    changes: str
    source: str | None


class RevisionLine(Line):
    """A revision with all that belongs to it; roster and problem stay the text that they are."""

    county: str
    month: str
    facts: RevisionFacts
    duties: tuple[DutyPart, ...]
    overrides: tuple[OverridePart, ...]
    exemptions: tuple[ExemptionPart, ...]


class SourceLine(Line):
    """The name of a copy of inputs; its bytes are a member of their own."""

    sha256: str
    name: str


class AbsenceLine(Line):
    """An absence that was reported or taken back."""

    at: datetime
    made_by: str
    county: str
    month: str
    revision: int
    kind: str
    person: str
    start: dt.date
    end: dt.date
    session: str
    reason: str


class SwapStepPart(Line):
    """A step of a swap."""

    position: int
    at: datetime
    made_by: str
    state: str
    note: str
    partner: str | None
    in_return: str | None


class SwapLine(Line):
    """A request to swap with its steps."""

    number: int
    county: str
    month: str
    asker: str
    duty: str
    steps: tuple[SwapStepPart, ...]


class FeedAddressLine(Line):
    """A feed address."""

    digest: str
    county: str
    scope: str
    holder: str
    created_at: datetime
    revoked_at: datetime | None


class EventLine(Line):
    """A line of the audit trail."""

    at: datetime
    what: str
    county: str
    month: str
    revision: int
    detail: dict[str, Any]
    base: int | None
    made_by: str
    why: str


class Member(Frozen):
    """A file in the backup: its digest and its lines (None for the bytes of inputs)."""

    sha256: str
    lines: int | None


class Manifest(Frozen):
    """What a backup says of itself: by which program and schema it was made, and what it holds."""

    format: str
    program: str
    schema_version: str
    counties: tuple[str, ...]
    months: int
    revisions: int
    members: dict[str, Member]
