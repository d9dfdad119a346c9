"""The store: every method is one transaction, and gives the model's own types."""

from __future__ import annotations

from typing import TYPE_CHECKING

from roster.model.absences import absences_in_force
from roster.model.revision import Origin
from roster.model.roster import Status
from roster.store import messages, reading, writing
from roster.store.backups import Backups
from roster.store.feed_addresses import FeedAddresses
from roster.store.feed_marks import FeedMarks
from roster.store.history import Entry, history
from roster.store.notes import By
from roster.store.sessions import require_aware
from roster.store.swaps import Swaps

if TYPE_CHECKING:
    from collections.abc import Mapping
    from datetime import date, datetime

    from roster.model.calendar import Month
    from roster.model.changes import Absent
    from roster.model.problem import Problem
    from roster.model.requests import Duty, Exemption
    from roster.model.revision import Revision
    from roster.model.roster import Roster
    from roster.model.sources import Source


class Store(Swaps, FeedAddresses, FeedMarks, Backups):
    """The revisions of all counties in one database; made by ``open_store``.

    A transaction is whole or absent, also after a crash. A county is named by its settings'
    ``county_id``. Every method raises RosterError where the database does not answer.
    """

    def save_draft(
        self,
        problem: Problem,
        roster: Roster,
        *,
        created_at: datetime,
        origin: Origin | None = None,
        source: Source | None = None,
    ) -> Roster:
        """Keep the roster as the next revision of its month, and return it with its number.

        Every call makes a new draft, numbered from 1 without gaps; older drafts are kept, but only
        the newest revision can be published. Absences among the changes are kept beside it.

        Args:
            problem: what the roster answers.
            roster: of any number and status; both are set.
            created_at: aware.
            origin: who made it, why, from which revision and by which changes.
            source: the inputs as they were; the base's where none is given.

        Raises:
            ValueError: naive moment, roster of another county or month, a duty given twice.
            UnknownError: no such revision as the ``base`` of its origin.
            StaleError: the base is not the newest revision any more; nothing was saved.
            RosterError: others kept taking the number; nothing was saved.
        """
        require_aware(created_at)
        if (roster.county, roster.planned_month) != (problem.settings.county_id, problem.month):
            raise ValueError("the roster is of another county or month than the problem")
        if len(set(roster.duties)) != len(roster.duties):
            raise ValueError("the roster holds a duty twice")
        origin = origin or Origin()
        by = By(created_at, origin.by, origin.why)
        return self._written(
            lambda session: writing.add_draft(session, problem, roster, by, origin, source),
            messages.contended(problem.settings.county_id, problem.planned_month),
        )

    def publish(
        self,
        county: str,
        month: Month,
        number: int,
        *,
        published_on: date,
        published_at: datetime,
        overrides: Mapping[str, str],
        made_by: str = "",
        why: str = "",
    ) -> Revision:
        """Put the newest revision of the month in force; the one before it is superseded.

        One that is in force already is returned as it was published, whatever the arguments. From
        now on neither the revision nor its duties and reasons can be changed (triggers refuse it to
        other programs too). ``published_on`` is the day printed on notices, ``published_at`` the
        moment, aware; ``overrides`` are reasons by gate key; ``made_by`` and ``why`` go into the
        audit trail.

        Raises:
            ValueError: naive moment, empty reason.
            UnknownError: no such revision.
            StaleError: a newer revision exists (someone planned or changed in the meantime).
        """
        require_aware(published_at)
        if not all(reason.strip() for reason in overrides.values()):
            raise ValueError("an override without a reason")
        by = By(published_at, made_by, why)
        with self._session(self._writing) as session:
            row = writing.publish(
                session, county, month, number, by, published_on=published_on, overrides=overrides
            )
            return reading.revision_of(session, row)

    def latest(self, county: str, month: Month) -> Revision | None:
        """The newest revision of the month, whatever its status."""
        return self._newest(county, month)

    def latest_published(self, county: str, month: Month) -> Revision | None:
        """The revision in force of the month."""
        return self._newest(county, month, Status.PUBLISHED)

    def revision(self, county: str, month: Month, number: int) -> Revision:
        """One revision. Raises UnknownError where there is none of that number."""
        with self._session() as session:
            row = reading.numbered_row(session, county, month, number)
            return reading.revision_of(session, row)

    def published(self, county: str) -> list[Revision]:
        """Every revision ever published, superseded or not, by the moment of publication."""
        with self._session() as session:
            found = reading.published_rows(session, county)
            return [reading.revision_of(session, row) for row in found]

    def published_duties(self, county: str, except_month: Month) -> list[Duty]:
        """The duties in force of every other month, in the usual order: the next plan's history."""
        with self._session() as session:
            return reading.published_duties(session, county, except_month)

    def months(self, county: str) -> list[Month]:
        """The county's months with at least one revision, in order."""
        with self._session() as session:
            return reading.months(session, county)

    def counties(self) -> list[str]:
        """The ids of the counties with at least one revision, in order."""
        with self._session() as session:
            return reading.counties(session)

    def source(self, county: str, month: Month, number: int) -> Source:
        """The inputs of a revision as they were. Raises UnknownError where no copy was kept."""
        with self._session() as session:
            return reading.source_of(session, county, month, number)

    def exemptions(self, county: str, month: Month, number: int) -> list[Exemption]:
        """The duties of a revision that a hard rule does not count, by duty and rule.

        Raises UnknownError where there is no such revision.
        """
        with self._session() as session:
            return reading.exemptions(session, county, month, number)

    def history(self, county: str, month: Month) -> list[Entry]:
        """The month's revisions by number, and how each came about. Raises UnknownError."""
        with self._session() as session:
            return history(session, county, month)

    def absences(self, county: str) -> list[Absent]:
        """Absences reported after planning that still hold, in the order in which they came."""
        with self._session() as session:
            return absences_in_force(reading.absences(session, county))

    def events(self, county: str) -> list[reading.Event]:
        """The county's audit trail, oldest first."""
        with self._session() as session:
            return reading.events(session, county)

    def _newest(self, county: str, month: Month, status: Status | None = None) -> Revision | None:
        with self._session() as session:
            row = reading.newest_row(session, county, month, status)
            return None if row is None else reading.revision_of(session, row)
