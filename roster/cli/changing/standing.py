"""A month as it stands, for those who change it by hand: its newest revision and the one in force."""

from __future__ import annotations

from typing import NamedTuple

from roster.cli.common import newest
from roster.model.amending import with_history
from roster.model.calendar import Month
from roster.model.problem import Problem
from roster.model.requests import Duty
from roster.model.revision import Revision
from roster.store import Store


class Standing(NamedTuple):
    """The newest revision, its problem with the other months' duties as they are by now, and the revision
    in force (None where none is).
    """

    revision: Revision
    problem: Problem
    in_force: Revision | None

    @property
    def published(self) -> tuple[Duty, ...] | None:
        """The month's duties in force."""
        return None if self.in_force is None else self.in_force.roster.duties

    @property
    def duties(self) -> tuple[Duty, ...]:
        """The newest revision's duties."""
        return self.revision.roster.duties


def standing(store: Store, county: str, month: Month) -> Standing:
    """The county's month. Raises UnknownError where it was not planned."""
    revision = newest(store, county, month)
    problem = with_history(revision.problem, store.published_duties(county, month))
    return Standing(revision, problem, store.latest_published(county, month))
