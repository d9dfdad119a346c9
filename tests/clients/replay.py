"""A winter of real revisions, step by step, and what a subscriber has to see after each.

December is published, a visit changes hands, a closed station's visit moves, a duty is cancelled, then the
whole month, and January is published without a duty when December's tombstones are gone. What is expected
comes from the rosters in force alone; nothing here knows how feeds are made.
"""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta
from typing import TYPE_CHECKING, NamedTuple

from roster.model.amending import InForce, amended
from roster.model.calendar import Month
from roster.model.changes import Change, Closed
from roster.model.drafts import counted_levels, draft_of
from roster.model.edits import HandChange, check
from roster.model.feed_addresses import FeedAddress, FeedScope, digest_of
from roster.model.requests import Duty
from roster.model.revision import Origin
from roster.model.roster import SolverSettings, Status
from roster.solver.repair import fewest
from tests.build import calendar, centre_demand, day, duty, problem, visits

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator

    from roster.model.problem import Problem
    from roster.model.revision import Revision
    from roster.store import Store

AT = datetime(2026, 11, 25, 2, tzinfo=UTC)
LATE = datetime(2027, 1, 29, 2, tzinfo=UTC)  # more than 28 days after December's last duty
SETTINGS = SolverSettings(workers=1, seed=1, time_limit=10)
OPEN = (7, 8, 9, 10, 15, 17)
DUTIES = (
    duty("P1", "C", 7),
    duty("P2", "C", 8),
    duty("P3", "S", 8),
    duty("P1", "C", 9),
    duty("P2", "C", 10),
    duty("P3", "C", 15),
    duty("P1", "S", 15),
    duty("P2", "C", 17),
)
TOKENS = {
    "P1": "TokenOfTheFirstPerson1",
    "P2": "TokenOfTheSecondPerson",
    "P3": "TokenOfTheThirdPerson1",
}
FEEDS = {
    **{f"person-{person}": f"/f/{token}.ics" for person, token in TOKENS.items()},
    "site-S": "/c/qinyuan/site-S.ics",
    "county": "/c/qinyuan/county.ics",
}


class Shown(NamedTuple):
    """An event as a client shows it: ``hours`` as 08:00-12:00, empty for an all-day event."""

    day: date
    hours: str
    title: str
    cancelled: bool = False


def december() -> Problem:
    """One person a day at the centre, one visit a week at S, on Tuesday or Thursday."""
    off = [day(n) for n in range(1, 32) if n not in OPEN]
    return problem(
        3,
        [visits(weekdays=(2, 4))],
        centre_demands=(centre_demand(),),
        calendar=calendar(off=off),
        limits={"max_week": 7},
    )


class Bureau:
    """A store, and the clerk who keeps publishing."""

    def __init__(self, store: Store) -> None:
        self.store, self._at = store, AT

    def give_addresses(self) -> None:
        """An address for everybody."""
        self.store.give_feed_addresses(
            [
                FeedAddress(
                    digest=digest_of(token),
                    county="qinyuan",
                    scope=FeedScope.PERSON,
                    holder=person,
                    created_at=AT,
                )
                for person, token in TOKENS.items()
            ]
        )

    def publish(
        self, of: Problem, duties: Iterable[Duty], changes: tuple[Change, ...] = ()
    ) -> None:
        """Put these duties in force."""
        ordered = tuple(sorted(duties, key=Duty.order))
        levels = counted_levels(of, ordered)
        draft = draft_of(of, ordered, levels, SETTINGS, planned_at=self._at, version="0")
        base = self.store.latest("qinyuan", of.planned_month)
        origin = Origin(base=base and base.number, changes=changes)
        kept = self.store.save_draft(of, draft, created_at=self._at, origin=origin)
        self.store.publish(
            "qinyuan",
            of.planned_month,
            kept.revision,
            published_on=self._at.date(),
            published_at=self._at,
            overrides={"lead_time": "试", "shortages": "试"},
        )
        self._at += timedelta(minutes=1)

    def in_force(self) -> Revision:
        """December as it is in force."""
        found = self.store.latest_published("qinyuan", Month(year=2026, month=12))
        assert found is not None
        return found

    def edit(self, removed: tuple[Duty, ...], added: tuple[Duty, ...] = ()) -> None:
        """A change by hand, checked as the clerk's is."""
        now = self.in_force()
        change = HandChange(removed, added, reason="试")
        made = check(
            now.problem,
            now.roster.duties,
            [change],
            on=AT.date(),
            published=now.roster.duties,
        )
        assert not made.faults
        self.publish(made.problem, made.duties, (made.edited,))

    def close(self, site: str, on: date) -> None:
        """A station closes; the solver repairs the month with the fewest changes."""
        now, change = self.in_force(), Closed(site=site, start=on, end=on)
        new = amended(now.problem, [change], InForce(now.roster.duties, published=True), AT.date())
        self.publish(new, fewest(new, SETTINGS).duties, (change,))


def changes_hands(bureau: Bureau) -> None:
    bureau.edit((duty("P3", "S", 8),), (duty("P1", "S", 8),))


def closes(bureau: Bureau) -> None:
    bureau.close("S", day(15))
    assert [d.date.day for d in bureau.in_force().roster.duties if d.site == "S"] == [8, 17]


def cancels(bureau: Bureau) -> None:
    bureau.edit((duty("P1", "C", 9),))


def cancels_all(bureau: Bureau) -> None:
    bureau.edit(bureau.in_force().roster.duties)


def begins_an_empty_month(bureau: Bureau) -> None:
    bureau._at = LATE
    january = Month(year=2027, month=1)
    bureau.publish(december_in(january), ())


def december_in(month: Month) -> Problem:
    """The same county in another month, without demand."""
    return problem(3, [visits(weekdays=(2, 4))], month=month, calendar=calendar(month))


STEPS: tuple[tuple[str, Callable[[Bureau], None]], ...] = (
    ("published", lambda bureau: bureau.publish(december(), DUTIES)),
    ("a visit changes hands", changes_hands),
    ("a station closes", closes),
    ("a duty is cancelled", cancels),
    ("the month is cancelled", cancels_all),
    ("an empty month", begins_an_empty_month),
)


def replay(bureau: Bureau) -> Iterator[str]:
    """Take one step after another; each time, what has just happened."""
    for name, step in STEPS:
        step(bureau)
        yield name


def expected(revisions: Iterable[Revision], feed: str) -> list[tuple[date, str]]:
    """Day and hours of what the feed's holder has by the rosters in force."""
    scope, _, holder = feed.partition("-")
    found = set()
    for revision in revisions:
        if revision.roster.status is not Status.PUBLISHED:
            continue
        for one in revision.roster.duties:
            if scope == "county" or holder == (one.person if scope == "person" else one.site):
                spans = revision.problem.site[one.site].hours(one.session)
                hours = f"{spans[0].start:%H:%M}-{spans[-1].end:%H:%M}"
                found.add((one.date, one.site, hours))
    return sorted((on, hours) for on, _, hours in found)


def assert_shows(shown: Iterable[Shown], revisions: Iterable[Revision], feed: str) -> None:
    """The client shows the duties in force, and besides them only what is marked as cancelled; where
    nothing is left, the one event that says so.
    """
    events = list(shown)
    duties = [event for event in events if event.hours and not event.cancelled]
    assert sorted((e.day, e.hours) for e in duties) == expected(revisions, feed), feed
    for event in events:
        assert event.cancelled == event.title.startswith("（已取消）"), event
    notices = [event for event in events if not event.hours]
    assert not notices or events == notices, feed
    assert [n.title.partition("月")[2] for n in notices] == ["暂无值班安排"] * len(notices)
    assert len(notices) <= 1
    assert events, f"{feed} is empty"
