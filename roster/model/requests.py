"""What persons and clerk ask for: leave, wishes, pins, bans, closed sites."""

from __future__ import annotations

import datetime as dt
from datetime import date
from typing import TYPE_CHECKING

from pydantic import Field, model_validator

from roster.model.base import Frozen
from roster.model.sites import Session

if TYPE_CHECKING:
    from roster.model.slots import SlotKey


class Span(Frozen):
    """Days from ``start`` to ``end`` (both included), on ``weekdays`` only where some are given
    (1 = Monday … 7 = Sunday), in the half days of ``session``.
    """

    start: date
    end: date
    weekdays: tuple[int, ...] = ()
    session: Session = Session.FULL

    @model_validator(mode="after")
    def _ends_after_start(self) -> Span:
        if self.end < self.start:
            raise ValueError("a span of days must not end before it starts")
        return self

    def covers(self, day: date) -> bool:
        """Whether the day is one of them."""
        return self.start <= day <= self.end and (
            not self.weekdays or day.isoweekday() in self.weekdays
        )

    def touches(self, day: date, session: Session) -> bool:
        """Whether a session on that day meets the span."""
        return self.covers(day) and self.session.overlaps(session)


class Leave(Span):
    """When a person cannot serve; ``kind`` is the clerk's word for it (请假, 开庭, …)."""

    person: str
    kind: str = "请假"
    note: str = ""


class Wish(Span):
    """When a person would rather serve (``prefer``) or rather not: anywhere, or at one ``site``. To
    prefer a site is to ask for every session there that the span touches. ``weight`` multiplies the
    rule's.
    """

    person: str
    prefer: bool
    site: str | None = None
    weight: int = Field(default=1, ge=1)
    note: str = ""

    def about(self, duty: Duty | SlotKey) -> bool:
        """Whether it concerns a duty, or anyone's in a slot."""
        return self.site in (None, duty.site) and self.touches(duty.date, duty.session)


class Duty(Frozen):
    """One person at one site in one session on one date: the unit everyone sees (值班)."""

    person: str
    site: str
    date: date
    session: Session

    def order(self) -> tuple[dt.date, str, int, str]:
        """The order in which duties are listed everywhere."""
        return (self.date, self.site, self.session.rank, self.person)


class Pin(Frozen):
    """A duty that must be in the roster (指定)."""

    duty: Duty
    note: str = ""


class Ban(Span):
    """A person who must not serve (禁止): at one site, or at any where ``site`` is None."""

    person: str
    site: str | None = None
    note: str = ""


class SiteLimit(Frozen):
    """The most duties that a person may have at a site in the month."""

    person: str
    site: str
    most: int = Field(ge=0)


class Succession(Frozen):
    """Nobody serves at the site ``then`` on the day after a duty at the site ``first``."""

    first: str
    then: str


class Closure(Span):
    """A site that is closed (关闭)."""

    site: str
    note: str = ""


class Exemption(Frozen):
    """A hard rule that does not count a duty, for a reason that somebody gave (例外). Only rules that may
    be overridden are exempted from (``Rule.overridable``); the duty is in the roster all the same.
    """

    duty: Duty
    rule: str
    reason: str = Field(min_length=1)


class Baseline(Frozen):
    """The roster that is being changed (稳定的起点): its ``duties`` are what the stability level compares
    with.

    On the days up to ``fixed_until`` nothing moves: they are over, or so near that people count on them.
    ``released`` are duties of those days that cannot be held any more; others may take their places.
    ``placed`` are duties that somebody put there by hand all the same, for a reason.
    ``free`` changes cost nothing: so many more than needed may be made where that serves lower levels.
    """

    duties: tuple[Duty, ...]
    fixed_until: date | None = None
    released: tuple[Duty, ...] = ()
    placed: tuple[Duty, ...] = ()
    free: int = Field(default=0, ge=0)


class Trip(Frozen):
    """The road between two places in minutes, one way, where it differs from going through the
    county seat. A place is a site's id, or None for the county seat.
    """

    start: str | None
    end: str | None
    minutes: int = Field(ge=0)
