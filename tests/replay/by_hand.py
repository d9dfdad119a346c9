"""What people decide by hand: edits, swaps, an earlier revision brought back."""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING, Any

from roster.model.audit import violations
from roster.model.calendar import Month
from roster.model.edits import HandChange
from roster.model.swaps import SwapState
from tests.replay.drawn import coming, month_of, newest_of, one_of

if TYPE_CHECKING:
    from roster.model.requests import Duty
    from roster.model.revision import Revision
    from tests.replay.drawn import Event
    from tests.replay.office import Office

STEPS = ("accept", "approve", "decline", "withdraw", "refuse")
LONG = 8  # days in which a swap can be accepted and approved
USUAL = 1  # the number with which a step is the next one, by whose turn it is
ASKED_OF_ONE = 2  # the number with which one person is asked, for nothing in return


def edited(office: Office, event: Event, why: str) -> Any:
    """Somebody else, nobody, one more, or two persons exchanged; lawful or not, with a reason or not."""
    month = month_of(office, event)
    revision = office.newest(month)
    duties = coming(office, revision) or list(revision.roster.duties)
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
    """A duty to come goes to somebody who may have it."""
    duties = revision.roster.duties
    duty = one_of([d for d in duties if d.date > office.today] or duties, event.a)
    person = _taker(revision, duty, event.b)
    return HandChange((duty,), (duty.model_copy(update={"person": person}),), reason)


def _taker(revision: Revision, duty: Duty, number: int) -> str:
    """The first person, from the one drawn on, who may have the duty instead; else the one drawn."""
    problem = revision.problem
    rest = [d for d in revision.roster.duties if d != duty]
    for n in range(len(problem.people)):
        person = one_of(problem.people, number + n).id
        to = duty.model_copy(update={"person": person})
        if person != duty.person and not any(f.duties for f in violations(problem, [*rest, to])):
            return person
    return one_of(problem.people, number).id


def _given(duty: Duty, other: Duty) -> Duty:
    return duty.model_copy(update={"person": other.person})


def asked(office: Office, event: Event, why: str) -> Any:
    """A swap is asked for, for a duty in return or none; or offered to all."""
    revision = newest_of(office, event)
    duties = coming(office, revision)
    if not duties:
        return None
    later = [d for d in duties if d.date > office.today + timedelta(days=LONG)]
    duty = one_of(later if later and event.b % 5 else duties, event.a)
    if event.c % 3 == 0:
        return office.ask(duty, None, None, why)
    partner = _taker(revision, duty, event.b)
    if event.c % 5 == 0:
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


def steps_of(event: Event) -> list[Event]:
    """A swap that goes well as the events that it consists of."""
    ask = event._replace(kind="asked", b=event.b - event.b % 5 + 1, c=ASKED_OF_ONE)
    step = event._replace(kind="stepped", days=0, c=USUAL, reasoned=True)
    return [ask, step, step]
