"""What happens to people and sites: each function draws one change and makes it."""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING, Any

from roster.model.calendar import days_between
from roster.model.changes import (
    Absent,
    Closed,
    ExtraHeld,
    OftenerOrSeldomer,
    Pinned,
    Present,
    Unpinned,
)
from roster.model.demand import Frequency, Period
from roster.model.requests import Duty
from roster.model.sites import Session
from tests.replay.drawn import PAST, coming, day_of, month_of, newest_of, one_of

if TYPE_CHECKING:
    from tests.replay.drawn import Event
    from tests.replay.office import Office

SESSIONS = (Session.FULL, Session.FULL, Session.MORNING, Session.AFTERNOON)
FREQUENCIES = (
    Frequency(period=Period.WEEK, times=2),
    Frequency(period=Period.FORTNIGHT, times=1),
    Frequency(period=Period.WEEK, times=1),
    Frequency(period=Period.MONTH, times=1),
)


def absent(office: Office, event: Event, why: str) -> Any:
    """Ill for one to ten days, sometimes over the end of the month."""
    person = one_of(newest_of(office, event).problem.people, event.a).id
    start = day_of(office, event.b)
    end = start + timedelta(days=event.c % 10)
    change = Absent(
        person=person, start=start, end=end, session=one_of(SESSIONS, event.c // 10), reason=why
    )
    return office.change(change, start, end, why)


def present(office: Office, event: Event, why: str) -> Any:
    """Well again, or back from leave that was in the inputs."""
    problem = newest_of(office, event).problem
    leaves = [x for x in problem.leaves if x.end >= problem.month.first]
    if not leaves:
        return None
    leave = one_of(leaves, event.a)
    days = days_between(leave.start, leave.end)
    start = one_of(days, event.b) if event.b % 3 else leave.start
    change = Present(person=leave.person, start=start, end=leave.end, reason=why)
    return office.change(change, start, leave.end, why)


def closed(office: Office, event: Event, why: str) -> Any:
    """A site is closed for up to five days."""
    site = one_of(newest_of(office, event).problem.sites, event.a).id
    start = day_of(office, event.b)
    end = start + timedelta(days=event.c % 5)
    return office.change(Closed(site=site, start=start, end=end, reason=why), start, end, why)


def extra(office: Office, event: Event, why: str) -> Any:
    """A fair: a visit beyond the frequency."""
    problem = newest_of(office, event).problem
    demand, day = one_of(problem.station_demands, event.a), day_of(office, event.b)
    persons = 1 + event.c % 2
    visit = ExtraHeld(
        site=demand.site, date=day, session=demand.session, persons=persons, reason=why
    )
    return office.change(visit, day, day, why)


def frequency(office: Office, event: Event, why: str) -> Any:
    """A station is visited more or less often."""
    month = month_of(office, event)
    site = one_of(office.newest(month).problem.station_demands, event.a).site
    often = one_of(FREQUENCIES, event.b)
    change = OftenerOrSeldomer(site=site, frequency=often, reason=why)
    return office.change(change, month.first, month.first, why)


def pinned(office: Office, event: Event, why: str) -> Any:
    """Somebody has to be somewhere: in a slot that is filled, or in any."""
    revision = newest_of(office, event)
    since = office.today - timedelta(days=PAST)
    filled = [(d.site, d.date, d.session) for d in coming(office, revision)]
    slots = [(k.site, k.date, k.session) for k in revision.problem.slots if k.date >= since]
    places = (filled if event.c % 2 else slots) or filled
    if not places:
        return None
    site, day, session = one_of(places, event.b)
    person = one_of(revision.problem.people, event.a).id
    duty = Duty(person=person, site=site, date=day, session=session)
    return office.change(Pinned(duty=duty, reason=why), day, day, why)


def unpinned(office: Office, event: Event, why: str) -> Any:
    """A pin is taken back."""
    pins = newest_of(office, event).problem.pins
    if not pins:
        return None
    duty = one_of(pins, event.a).duty
    return office.change(Unpinned(duty=duty, reason=why), duty.date, duty.date, why)
