"""Who looks on while the office works, and asserts after every event what must always hold."""

from __future__ import annotations

from collections import Counter
from datetime import timedelta
from typing import TYPE_CHECKING, Any, NamedTuple

from roster.model.audit import audit, violations
from roster.model.calendar import Month
from roster.model.corrections import Correction
from roster.model.differences import changes_between
from roster.model.requests import Duty
from roster.model.settings import FairWindow
from roster.model.slots import SlotKey
from roster.publish.feeds import build_feeds
from tests.replay.office import CLERK
from tests.replay.subscriber import Subscriber, expected

if TYPE_CHECKING:
    from collections.abc import Iterable

    from roster.model.revision import Revision
    from tests.replay.office import Office

PUBLISHED = """
    SELECT m.month, r.number, r.digest, r.roster, r.problem, r.created_at, r.published_at,
           r.published_on, r.base, r.made_by, r.why, r.changes
    FROM revision r JOIN month m ON m.id = r.month_id WHERE r.status <> 'draft'
"""
DUTIES = """
    SELECT d.person, d.site, d.date, d.session FROM duty d
    JOIN revision r ON r.id = d.revision_id JOIN month m ON m.id = r.month_id
    WHERE r.status = 'published' ORDER BY 1, 2, 3, 4
"""
NUMBERS = """
    SELECT m.month, r.number, r.base, r.status FROM revision r JOIN month m ON m.id = r.month_id
    ORDER BY 1, 2
"""


class Before(NamedTuple):
    """The store before an event."""

    version: int
    lines: int
    newest: dict[Month, Revision]
    in_force: dict[Month, Revision]


class Witness:
    """Keeps beside the store what must never change in it."""

    def __init__(self, office: Office) -> None:
        self.office = office
        self.published: dict[tuple[str, int], tuple[Any, ...]] = {}
        self.subscriber = Subscriber()
        self.trail: list[Any] = []
        self._known: dict[tuple[Month, int, str], Revision] = {}

    # --- the trail and what is kept -----------------------------------------------------------------

    def before(self) -> Before:
        """The store as it is."""
        newest: dict[Month, Revision] = {}
        in_force: dict[Month, Revision] = {}
        for named, number, _, status in self.office.rows(NUMBERS):
            month = Month.parse(named)
            newest[month] = self._revision(month, number, status)
            if status == "published":
                in_force[month] = newest[month]
        return Before(self.office.version, len(self.trail), newest, in_force)

    def _revision(self, month: Month, number: int, status: str) -> Revision:
        """A revision as it was read first."""
        key = month, number, status
        if key not in self._known:
            self._known[key] = self.office.store.revision(self.office.county, month, number)
        return self._known[key]

    def nothing_written(self, before: Before) -> None:
        """A refusal leaves no trace."""
        assert self.office.version == before.version

    def lines(self, before: Before) -> list[Any]:
        """The new lines of the trail; asserts that the old ones are as they were."""
        found = self.office.store.events(self.office.county)
        assert found[: before.lines] == self.trail, "the trail was rewritten"
        self.trail = found
        return found[before.lines :]

    def nothing_published_is_lost(self) -> None:
        """Every revision ever published lies in the file byte for byte, but for being superseded."""
        now = {(row[0], row[1]): row for row in self.office.rows(PUBLISHED)}
        for key, row in self.published.items():
            assert now.get(key) == row, f"{key} was altered"
        self.published = now

    def history_is_complete(self) -> None:
        """Numbers without gaps, a base that is the revision before, one in force at most, and a line of
        the trail for each draft and each publication.
        """
        last: Counter[str] = Counter()
        in_force: Counter[str] = Counter()
        for month, number, base, status in self.office.rows(NUMBERS):
            assert number == last[month] + 1
            assert base in (None, number - 1), "changed from what was not the newest"
            last[month] = number
            in_force[month] += status == "published"
        assert set(in_force.values()) <= {0, 1}
        drafts = [(e.month, e.revision) for e in self.trail if e.what == "draft"]
        numbers = [(Month.parse(r[0]), r[1]) for r in self.office.rows(NUMBERS)]
        assert sorted(drafts, key=str) == sorted(numbers, key=str)
        told = [(str(e.month), e.revision) for e in self.trail if e.what == "published"]
        assert sorted(told) == sorted(self.published)
        [[steps]] = self.office.rows("SELECT count(*) FROM swap_step")
        assert steps == sum(e.what == "swap" for e in self.trail)

    # --- a new draft --------------------------------------------------------------------------------

    def draft(
        self, before: Before, month: Month, line: Any, why: str, *, by_hand: bool = False
    ) -> Revision:
        """The newest revision is lawful, counted right, and told in the trail."""
        revision = self.office.newest(month)
        base = before.newest.get(month)
        assert revision.number == (base.number + 1 if base else 1)
        assert (line.what, line.month, line.revision) == ("draft", month, revision.number)
        assert (line.made_by, line.why, line.base) == (CLERK, why, revision.origin.base)
        report = audit(revision.problem, revision.roster.duties)
        new = set(revision.roster.duties) - set(base.roster.duties if base else ())
        for finding in report.violations:  # what was broken before is told, and not published
            assert by_hand
            assert new.isdisjoint(finding.duties)
        for score in revision.roster.levels:
            assert score.value == report.values[score.level]
        return revision

    def nothing_past_moved(self, old: Iterable[Duty], new: Iterable[Duty]) -> None:
        """What lies before today is as it was."""
        today = self.office.today
        assert {d for d in old if d.date < today} == {d for d in new if d.date < today}

    def nothing_near_moved(self, revision: Revision, decided: Revision) -> None:
        """Up to the end of the freeze window only duties that cannot be held go, and only into their
        places somebody comes.
        """
        near = timedelta(days=revision.problem.settings.freeze_days - 1)
        until = self.office.today + near
        old = {d for d in decided.roster.duties if d.date <= until}
        new = {d for d in revision.roster.duties if d.date <= until}
        placed = revision.problem.baseline.placed if revision.problem.baseline else ()
        vacant = {SlotKey.of(d) for d in (*(old - new), *placed)}
        for duty in old - new:
            assert duty.date >= self.office.today
            assert violations(revision.problem, [duty]), "it could have been held"
        assert {SlotKey.of(d) for d in new - old} <= vacant

    def loads_are_those_published(self, revision: Revision) -> None:
        """Each account's past is the sum of the duties in force of the months before, counted here."""
        problem, settings = revision.problem, revision.problem.settings
        first = problem.month.first
        known = [
            Duty(person=p, site=s, date=d, session=t) for p, s, d, t in self.office.rows(DUTIES)
        ]
        months = {Month.of(d.date) for d in known}
        outside = self.office.inputs(problem.planned_month, ()).history
        known += [d for d in outside if Month.of(d.date) not in months]
        since = {
            FairWindow.MONTH: first,
            FairWindow.QUARTER: first.replace(month=(first.month - 1) // 3 * 3 + 1),
            FairWindow.YEAR: first.replace(month=1),
        }
        points: Counter[tuple[str, FairWindow]] = Counter()
        trips: Counter[tuple[str, FairWindow]] = Counter()
        for duty in known:
            for window, start in since.items():
                if start <= duty.date < first and duty.site in problem.site:
                    station = problem.is_station(duty.site)
                    full = settings.load_full if duty.session == "full" else settings.load_half
                    points[duty.person, window] += settings.load_station if station else full
                    trips[duty.person, window] += station
        for account in revision.roster.accounts:
            key = account.person, account.window
            assert (account.past_load, account.past_trips) == (points[key], trips[key]), key

    # --- a publication ------------------------------------------------------------------------------

    def publication(self, before: Before, revision: Revision, lines: list[Any]) -> None:
        """What was published is lawful, told, moves nothing past, and every subscriber sees it."""
        month = revision.problem.planned_month
        superseded = before.in_force.get(month)
        kinds = ["superseded", "published"] if superseded else ["published"]
        assert [line.what for line in lines] == kinds
        assert (lines[-1].made_by, lines[-1].revision) == (CLERK, revision.number)
        assert lines[-1].detail["overrides"] == revision.overrides
        assert not violations(revision.problem, revision.roster.duties)
        if superseded is not None:
            if "past" not in revision.overrides:  # else somebody said that it was held like that
                self.nothing_past_moved(superseded.roster.duties, revision.roster.duties)
            differences_are_told(superseded, revision)
        self.feeds()

    def feeds(self) -> None:
        """The feeds as they are now, fetched by a client that had them before."""
        store, county = self.office.store, self.office.county
        every = store.published(county)
        feeds = build_feeds(every)
        self.subscriber.fetch(feeds, self.office.today)
        wanted = expected(r for r in every if r.roster.status == "published")
        for name in feeds:
            assert self.subscriber.shown(name) == wanted.get(name, set()), name
        assert set(wanted) <= set(feeds)


def differences_are_told(before: Revision, after: Revision) -> None:
    """The correction's list is exactly what differs, duty by duty, site by site, person by person."""
    correction = Correction(before, after)
    old, new = set(before.roster.duties), set(after.roster.duties)
    gone: set[tuple[SlotKey, str]] = set()
    came: set[tuple[SlotKey, str]] = set()
    for change in correction.alterations:
        was = {(change.before.slot, p) for p in change.old} if change.before else set()
        now = {(change.after.slot, p) for p in change.people} if change.after else set()
        gone |= was - now
        came |= now - was
    assert gone == {(SlotKey.of(d), d.person) for d in old - new}
    assert came == {(SlotKey.of(d), d.person) for d in new - old}
    assert sum(c.size for c in correction.alterations) == changes_between(old, new)
    assert {e.person for e in correction.effects} == {d.person for d in old ^ new}
    assert set(correction.sites) == {d.site for d in old ^ new}
