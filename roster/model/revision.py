"""A revision (版次): a numbered state of a month, with the problem it answers and where it comes from."""

from __future__ import annotations

from datetime import datetime

from pydantic import Field

from roster.model.base import Frozen
from roster.model.changes import Change
from roster.model.problem import Problem
from roster.model.roster import Roster


class Origin(Frozen):
    """How a revision came about: ``by`` whom and ``why``, from which revision of its month (``base``, its
    number; None where the month was planned from the inputs) and by which ``changes``.
    """

    by: str = ""
    why: str = ""
    base: int | None = Field(default=None, ge=1)
    changes: tuple[Change, ...] = ()


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
    origin: Origin = Origin()

    @property
    def number(self) -> int:
        """The revision's number within its month, from 1."""
        return self.roster.revision
