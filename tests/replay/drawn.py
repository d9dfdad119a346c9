"""What is drawn for an event, and what it is taken from.

Numbers are taken modulo what there is to choose from, so that every draw means something and a shrunk
one stays readable. Some choices are foolish on purpose (days past, duties that are not there): refusals
are part of the play.
"""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING, NamedTuple, TypeVar

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import date

    from roster.model.calendar import Month
    from roster.model.requests import Duty
    from roster.model.revision import Revision
    from tests.replay.office import Office

SOON = 25  # changes concern the next days, up to so many
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


def month_of(office: Office, event: Event) -> Month:
    """Mostly a month that is not over."""
    months = office.months
    running = [m for m in months if m.last >= office.today] or months
    return one_of(months if event.c % 7 == 6 else running, event.c // 7)


def one_of(things: Sequence[T], number: int) -> T:
    """One of them."""
    return things[number % len(things)]


def day_of(office: Office, number: int) -> date:
    return office.today + timedelta(days=number % (SOON + PAST) - PAST)


def newest_of(office: Office, event: Event) -> Revision:
    return office.newest(month_of(office, event))


def coming(office: Office, revision: Revision, past: int = PAST) -> list[Duty]:
    since = office.today - timedelta(days=past)
    return [d for d in revision.roster.duties if d.date >= since]
