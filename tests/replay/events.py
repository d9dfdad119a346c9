"""What may happen on a day: drawn numbers become a change, an edit, a step of a swap, a publication.

Numbers are taken modulo what there is to choose from, so that every draw means something and a shrunk
one stays readable. Some choices are foolish on purpose (days past, duties that are not there): refusals
are part of the play.
"""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING, Any, NamedTuple, TypeVar

from roster.model.audit import violations
from roster.model.calendar import Month, days_between
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
from roster.model.edits import HandChange
from roster.model.requests import Duty
from roster.model.sites import Session
from roster.model.swaps import SwapState
from tests.replay.office import REASONS

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence
    from datetime import date

    from roster.model.revision import Revision
    from tests.replay.office import Office

SESSIONS = (Session.FULL, Session.FULL, Session.MORNING, Session.AFTERNOON)
STEPS = ("accept", "approve", "decline", "withdraw", "refuse")
FREQUENCIES = (
    Frequency(period=Period.WEEK, times=2),
    Frequency(period=Period.FORTNIGHT, times=1),
    Frequency(period=Period.WEEK, times=1),
    Frequency(period=Period.MONTH, times=1),
)
SOON = 25  # changes concern the next days, up to so many
LONG = 8  # days in which a swap can be accepted and approved
PAST = 2  # or one of the last few, which is refused

T = TypeVar("T")


class Event(NamedTuple):
    """``kind`` names a function below; ``days`` pass before it; the rest says which of all that is there.
    ``reasoned``: a reason is given.
    """

    kind: str
    days: int
    a: int
    b: int
    c: int
    reasoned: bool


def happen(office: Office, event: Event, why: str) -> Any:
    """Let it happen; gives what was written, or None where there was nothing to choose."""
    return KINDS[event.kind](office, event, why)


def month_of(office: Office, event: Event) -> Month:
    """Mostly a month that is not over."""
    months = office.months
    running = [m for m in months if m.last >= office.today] or months
    return one_of(months if event.c % 7 == 6 else running, event.c // 7)


def one_of(things: Sequence[T], number: int) -> T:
    """One of them."""
    return things[number % len(things)]


def _day(office: Office, number: int) -> date:
    return office.today + timedelta(days=number % (SOON + PAST) - PAST)


def _newest(office: Office, event: Event) -> Revision:
    return office.newest(month_of(office, event))


def _coming(office: Office, revision: Revision, past: int = PAST) -> list[Duty]:
    since = office.today - timedelta(days=past)
    return [d for d in revision.roster.duties if d.date >= since]


def absent(office: Office, event: Event, why: str) -> Any:
    """Ill for one to ten days, sometimes over the end of the month."""
    person = one_of(_newest(office, event).problem.people, event.a).id
    start = _day(office, event.b)
    end = start + timedelta(days=event.c % 10)
    change = Absent(
        person=person, start=start, end=end, session=one_of(SESSIONS, event.c // 10), reason=why
    )
    return office.change(change, start, end, why)


def present(office: Office, event: Event, why: str) -> Any:
    """Well again, or back from leave that was in the inputs."""
    problem = _newest(office, event).problem
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
    site = one_of(_newest(office, event).problem.sites, event.a).id
    start = _day(office, event.b)
    end = start + timedelta(days=event.c % 5)
    return office.change(Closed(site=site, start=start, end=end, reason=why), start, end, why)


def extra(office: Office, event: Event, why: str) -> Any:
    """A fair: a visit beyond the frequency."""
    problem = _newest(office, event).problem
    demand, day = one_of(problem.station_demands, event.a), _day(office, event.b)
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
    revision = _newest(office, event)
    since = office.today - timedelta(days=PAST)
    filled = [(d.site, d.date, d.session) for d in _coming(office, revision)]
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
    pins = _newest(office, event).problem.pins
    if not pins:
        return None
    duty = one_of(pins, event.a).duty
    return office.change(Unpinned(duty=duty, reason=why), duty.date, duty.date, why)


def edited(office: Office, event: Event, why: str) -> Any:
    """Somebody else, nobody, one more, or two persons exchanged; lawful or not, with a reason or not."""
    month = month_of(office, event)
    revision = office.newest(month)
    duties = _coming(office, revision) or list(revision.roster.duties)
    if not duties:
        return None
    reason = why if event.reasoned else ""
    duty, other = one_of(duties, event.a), one_of(duties, event.b)
    person = one_of(revision.problem.people, event.b).id
    to = duty.model_copy(update={"person": person})
    back = other.model_copy(update={"person": duty.person})
    changes = {
        0: _lawful(office, revision, event, reason),
        1: HandChange((duty,), (), reason),
        2: HandChange((), (to,), reason),
        3: HandChange((duty, other), (_given(duty, other), back), reason),
        4: HandChange((duty,), (to,), reason),
        5: _lawful(office, revision, event, reason),
    }
    return office.edit(month, [changes[event.c % len(changes)]])


def _lawful(office: Office, revision: Revision, event: Event, reason: str) -> HandChange:
    """A duty to come goes to the first person, from the one drawn on, who may have it."""
    problem, duties = revision.problem, revision.roster.duties
    duty = one_of([d for d in duties if d.date > office.today] or duties, event.a)
    rest = [d for d in duties if d != duty]
    for n in range(len(problem.people)):
        person = one_of(problem.people, event.b + n).id
        to = duty.model_copy(update={"person": person})
        if person != duty.person and not any(f.duties for f in violations(problem, [*rest, to])):
            return HandChange((duty,), (to,), reason)
    return HandChange((duty,), (), reason)


def _given(duty: Duty, other: Duty) -> Duty:
    return duty.model_copy(update={"person": other.person})


def asked(office: Office, event: Event, why: str) -> Any:
    """A swap is asked for, for a duty in return or none; or offered to all."""
    revision = _newest(office, event)
    duties = _coming(office, revision)
    if not duties:
        return None
    later = [d for d in duties if d.date > office.today + timedelta(days=LONG)]
    duty = one_of(later if later and event.b % 5 else duties, event.a)
    if event.c % 3 == 0:
        return office.ask(duty, None, None, why)
    partner = one_of(revision.problem.people, event.b).id
    theirs = [d for d in duties if d.person == partner]
    back = one_of(theirs, event.c) if theirs and event.c % 2 else None
    return office.ask(duty, partner, back, why)


def stepped(office: Office, event: Event, why: str) -> Any:
    """A step of any swap, whether or not it is its turn."""
    swaps = office.store.swaps(office.county)
    if not swaps:
        return None
    open_ones = [s for s in swaps if s.open]
    if not open_ones and event.c % 9:
        return None
    swap = open_ones[-1] if open_ones and event.c % 9 else one_of(swaps, event.a)
    people = office.newest(Month.parse(swap.month)).problem.people
    step = one_of(STEPS, event.b)
    if event.c % 4:  # mostly the one whose turn it is goes on with it
        step = "approve" if swap.state is SwapState.ACCEPTED else "accept"
    usual = swap.asker if step == "withdraw" else swap.partner
    person = one_of(people, event.a).id if usual is None or event.c % 5 == 0 else usual
    office.step(swap.number, step, person, why if event.reasoned else "")
    return office.store.swap(swap.number)


def restored(office: Office, event: Event, why: str) -> Any:
    """An earlier revision comes back."""
    month = month_of(office, event)
    return office.restore(month, 1 + event.a % office.newest(month).number, why)


def planned(office: Office, event: Event, why: str) -> Any:
    """The month is planned from the inputs again, sometimes afresh."""
    return office.plan(month_of(office, event), afresh=event.a % 3 == 0)


def published(office: Office, event: Event, why: str) -> Any:
    """The newest draft of a month that has one, or of any, is published."""
    drafts = [m for m in office.months if not office.newest(m).published_at]
    month = one_of(drafts, event.a) if drafts and event.b % 4 else month_of(office, event)
    return office.publish(month, REASONS if event.b % 3 else {})


def moved_house(office: Office, event: Event, why: str) -> Any:
    """Backup, and import into a fresh store."""
    return office.move_house()


def reopened(office: Office, event: Event, why: str) -> Any:
    """The program is started again."""
    return office.reopen()


KINDS: dict[str, Callable[[Office, Event, str], Any]] = {
    f.__name__: f
    for f in (
        absent,
        present,
        closed,
        extra,
        frequency,
        pinned,
        unpinned,
        edited,
        asked,
        stepped,
        restored,
        planned,
        published,
        moved_house,
        reopened,
    )
}
