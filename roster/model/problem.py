"""The problem: everything known about one month of one county, and nothing about how to solve it.

A month may be any other span of days (``Horizon``).
"""

from __future__ import annotations

import hashlib
from collections import defaultdict
from datetime import timedelta
from functools import cached_property
from typing import TYPE_CHECKING

from pydantic import model_validator

from roster.model.base import Frozen
from roster.model.calendar import Calendar, Horizon, Month, days_between
from roster.model.demand import CentreDemand, DayDemand, ExtraVisit, StationDemand
from roster.model.levels import UPPER_LEVELS, Level
from roster.model.people import Person
from roster.model.problem_checks import require_sound
from roster.model.requests import (
    Ban,
    Baseline,
    Closure,
    Duty,
    Exemption,
    Leave,
    Pin,
    SiteLimit,
    Succession,
    Trip,
    Wish,
)
from roster.model.settings import Settings
from roster.model.shares import Share, fair_shares
from roster.model.sites import Site, SiteKind
from roster.model.slots import Slot, SlotKey, Window, asked_for, slots, windows

if TYPE_CHECKING:
    from datetime import date


class Problem(Frozen):
    """One month of one county.

    ``history`` holds duties done or published before and after the month: those of the fairness
    window, and those on the other days of weeks that straddle. ``baseline`` is the roster that is being
    changed; None where the month is planned afresh. Ids are unique within people and within sites;
    every id named anywhere is one of them.
    """

    month: Month | Horizon
    settings: Settings
    calendar: Calendar
    people: tuple[Person, ...]
    sites: tuple[Site, ...]
    centre_demands: tuple[CentreDemand, ...] = ()
    day_demands: tuple[DayDemand, ...] = ()
    station_demands: tuple[StationDemand, ...] = ()
    extra_visits: tuple[ExtraVisit, ...] = ()
    leaves: tuple[Leave, ...] = ()
    wishes: tuple[Wish, ...] = ()
    pins: tuple[Pin, ...] = ()
    bans: tuple[Ban, ...] = ()
    closures: tuple[Closure, ...] = ()
    site_limits: tuple[SiteLimit, ...] = ()
    successions: tuple[Succession, ...] = ()
    trips: tuple[Trip, ...] = ()
    history: tuple[Duty, ...] = ()
    exemptions: tuple[Exemption, ...] = ()
    baseline: Baseline | None = None

    @property
    def planned_month(self) -> Month:
        """The month, for those who know months only. Raises ValueError for another span of days."""
        if not isinstance(self.month, Month):
            raise ValueError(f"{self.month} is no month")
        return self.month

    @property
    def levels(self) -> tuple[Level, ...]:
        """The scored levels in the county's order: the upper ones are always first, and stability counts
        only where a roster is being changed.
        """
        stability = () if self.baseline is None else (Level.STABILITY,)
        return (*UPPER_LEVELS, *stability, *self.settings.level_order)

    @property
    def afresh(self) -> bool:
        """Whether the month is planned from the inputs alone: no roster is being changed, and no duty is
        exempted from a rule.
        """
        return self.baseline is None and not self.exemptions

    def frozen_until(self, on: date) -> date:
        """The last day on which nothing moves by itself, when something is changed on the day ``on``."""
        return on + timedelta(days=self.settings.freeze_days - 1)

    @cached_property
    def fixed(self) -> frozenset[Duty]:
        """The duties of the roster being changed that stay as they are, whatever is decided."""
        base = self.baseline
        if base is None or base.fixed_until is None:
            return frozenset()
        return frozenset(d for d in base.duties if d.date <= base.fixed_until) - {*base.released}

    @cached_property
    def exempt(self) -> dict[str, frozenset[Duty]]:
        """The duties that a rule does not count, by the rule's key; only rules with any."""
        found: dict[str, set[Duty]] = defaultdict(set)
        for exemption in self.exemptions:
            found[exemption.rule].add(exemption.duty)
        return {rule: frozenset(duties) for rule, duties in found.items()}

    @cached_property
    def person(self) -> dict[str, Person]:
        """People by id."""
        return {p.id: p for p in self.people}

    @cached_property
    def site(self) -> dict[str, Site]:
        """Sites by id."""
        return {s.id: s for s in self.sites}

    @cached_property
    def station_demand(self) -> dict[str, StationDemand]:
        """Station demands by site."""
        return {d.site: d for d in self.station_demands}

    @cached_property
    def leaves_of(self) -> dict[str, list[Leave]]:
        """Leave by person; a person without has an empty list."""
        found: dict[str, list[Leave]] = defaultdict(list)
        for leave in self.leaves:
            found[leave.person].append(leave)
        return found

    @cached_property
    def leaves_on(self) -> dict[tuple[str, date], list[Leave]]:
        """Leave by person and day of the month; only those that are on leave have an entry."""
        found: dict[tuple[str, date], list[Leave]] = defaultdict(list)
        for leave in self.leaves:
            first, last = max(leave.start, self.month.first), min(leave.end, self.month.last)
            for day in filter(leave.covers, days_between(first, last)):
                found[leave.person, day].append(leave)
        return dict(found)

    def bans_at(self, person: str, site: str) -> list[Ban]:
        """The person's bans at the site, or at any."""
        return [*self._bans.get((person, site), ()), *self._bans.get((person, None), ())]

    @cached_property
    def _bans(self) -> dict[tuple[str, str | None], list[Ban]]:
        found: dict[tuple[str, str | None], list[Ban]] = defaultdict(list)
        for ban in self.bans:
            found[ban.person, ban.site].append(ban)
        return dict(found)

    @cached_property
    def wishes_of(self) -> dict[str, list[Wish]]:
        """Wishes by person; a person without has an empty list."""
        found: dict[str, list[Wish]] = defaultdict(list)
        for wish in self.wishes:
            found[wish.person].append(wish)
        return found

    @cached_property
    def known_from(self) -> date | None:
        """The first day before the month from which history is known; None where none is."""
        return min((d.date for d in self.history if d.date < self.month.first), default=None)

    @cached_property
    def history_of(self) -> dict[str, list[Duty]]:
        """Past duties by person, by date."""
        found: dict[str, list[Duty]] = defaultdict(list)
        for duty in sorted(self.history, key=Duty.order):
            found[duty.person].append(duty)
        return found

    @cached_property
    def windows(self) -> tuple[Window, ...]:
        """The windows in which stations' visits are counted."""
        return windows(self)

    @cached_property
    def slots(self) -> dict[SlotKey, Slot]:
        """Every slot in which duties are possible."""
        return slots(self)

    @cached_property
    def asked_for(self) -> dict[str, dict[SlotKey, int]]:
        """The slots for which persons asked by name, and how much."""
        return asked_for(self)

    @cached_property
    def shares(self) -> dict[str, Share]:
        """Each person's fair share."""
        return fair_shares(self)

    def is_station(self, site: str) -> bool:
        """Whether the site is a station."""
        return self.site[site].kind is SiteKind.STATION

    def load(self, key: Duty | SlotKey) -> int:
        """Load points of a duty, or of anyone's duty in a slot (settings 负荷)."""
        if self.is_station(key.site):
            return self.settings.load_station
        return self.settings.load_full if len(key.session.halves) == 2 else self.settings.load_half

    def pay(self, person: str, key: Duty | SlotKey) -> int:
        """Subsidy of the person's duty in yuan (F4 五(二)1); half a centre day earns half of it,
        rounded down; a public-post person earns nothing.
        """
        if not self.person[person].paid:
            return 0
        if self.is_station(key.site):
            return self.settings.pay_station
        return self.settings.pay_centre * len(key.session.halves) // 2

    def minutes(self, key: Duty | SlotKey) -> int:
        """How long a duty lasts, or anyone's duty in a slot, by the site's hours."""
        return self.site[key.site].minutes(key.session)

    def most_minutes(self, person: Person) -> int | None:
        """The person's limit on minutes of duty in the month; None for no limit."""
        if person.max_minutes is not None:
            return person.max_minutes
        return None if self.settings.max_hours is None else 60 * self.settings.max_hours

    def least_minutes(self, person: Person) -> int:
        """The minutes of duty that the person is to have in the month at least."""
        own = person.min_minutes
        return 60 * (self.settings.min_hours or 0) if own is None else own

    def minutes_between(self, start: str | None, end: str | None) -> int:
        """The road between two places in minutes, one way (None = county seat): as given by a trip
        in either direction, else through the county seat.
        """
        if start == end:
            return 0
        for a, b in ((start, end), (end, start)):
            if (a, b) in self._trip_minutes:
                return self._trip_minutes[a, b]
        return sum(self.site[p].minutes_from_seat for p in (start, end) if p is not None)

    @cached_property
    def _trip_minutes(self) -> dict[tuple[str | None, str | None], int]:
        return {(t.start, t.end): t.minutes for t in self.trips}

    @cached_property
    def digest(self) -> str:
        """SHA-256 of the problem's canonical JSON: the same for equal inputs in any file format."""
        return hashlib.sha256(self.model_dump_json().encode()).hexdigest()

    @model_validator(mode="after")
    def _is_sound(self) -> Problem:
        require_sound(self)
        return self
