"""A revision (版次): a numbered state of a month, with the problem it answers."""

from __future__ import annotations

from datetime import datetime

from pydantic import Field

from roster.model.base import Frozen
from roster.model.problem import Problem
from roster.model.roster import Roster


class Revision(Frozen):
    """What the store keeps and hands out: roster, the problem as it was, and when it was published
    (aware, None for a draft). ``overrides`` are the reasons given for gates that were overridden,
    by the gate's key.
    """

    problem: Problem
    roster: Roster
    created_at: datetime
    published_at: datetime | None = None
    overrides: dict[str, str] = Field(default_factory=dict)

    @property
    def number(self) -> int:
        """The revision's number within its month, from 1."""
        return self.roster.revision
