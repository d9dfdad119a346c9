"""The problem: everything known about one month of one county, and nothing about how to solve it.

A month may be any other span of days (``Horizon``).
"""

from __future__ import annotations

import hashlib
from collections import defaultdict
from datetime import date, timedelta
from functools import cached_property
from typing import TYPE_CHECKING

from pydantic import model_validator

from roster.model.base import Frozen
from roster.model.calendar import Calendar, Horizon, Month, days_between, monday_of
from roster.model.demand import CentreDemand, DayDemand, ExtraVisit, StationDemand
from roster.model.levels import UPPER_LEVELS, Level
from roster.model.people import Person
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
from roster.model.rules import RULE_BY_KEY
from roster.model.settings import Settings
from roster.model.shares import Share, fair_shares
from roster.model.sites import Site, SiteKind
from roster.model.slots import Slot, SlotKey, Window, asked_for, slots, windows

if TYPE_CHECKING:
    from collections.abc import Iterator


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
    def _ids_are_unique(self) -> Problem:
        for what, ids in (
            ("person", [p.id for p in self.people]),
            ("site", [s.id for s in self.sites]),
        ):
            twice = {i for i in ids if ids.count(i) > 1}
            if twice:
                raise ValueError(f"{what} ids given twice: {sorted(twice)}")
        return self

    def _named_duties(self) -> Iterator[Duty]:
        """The duties that something is said about."""
        yield from (pin.duty for pin in self.pins)
        yield from (exemption.duty for exemption in self.exemptions)
        if self.baseline is not None:
            yield from (*self.baseline.duties, *self.baseline.released)

    @model_validator(mode="after")
    def _people_are_known(self) -> Problem:
        named = [leave.person for leave in self.leaves] + [wish.person for wish in self.wishes]
        named += [ban.person for ban in self.bans] + [duty.person for duty in self.history]
        named += [d.person for d in self._named_duties()] + [s.person for s in self.site_limits]
        unknown = set(named) - set(self.person)
        if unknown:
            raise ValueError(f"unknown people: {sorted(unknown)}")
        return self

    @model_validator(mode="after")
    def _sites_are_known(self) -> Problem:
        named: list[str | None] = [d.site for d in self.centre_demands]
        named += [d.site for d in self.station_demands] + [e.site for e in self.extra_visits]
        named += [s.site for s in self.site_limits] + [w.site for w in self.wishes]
        named += [place for s in self.successions for place in (s.first, s.then)]
        named += [c.site for c in self.closures] + [d.site for d in self.history]
        named += [d.site for d in self._named_duties()] + [ban.site for ban in self.bans]
        named += [place for trip in self.trips for place in (trip.start, trip.end)]
        named += [person.home for person in self.people]
        unknown = set(named) - set(self.site) - {None}
        if unknown:
            raise ValueError(f"unknown sites: {sorted(map(str, unknown))}")
        return self

    @model_validator(mode="after")
    def _demands_fit_their_sites(self) -> Problem:
        for demand in self.centre_demands:
            if self.is_station(demand.site):
                raise ValueError(f"{demand.site} is a station but has a centre's demand")
        for visits in self.station_demands:
            if not self.is_station(visits.site):
                raise ValueError(f"{visits.site} is a centre but has a station's demand")
        sites = [d.site for d in self.centre_demands] + [d.site for d in self.station_demands]
        if len(sites) != len(set(sites)):
            raise ValueError("a site has more than one demand")
        _check_days({d.site for d in self.centre_demands}, self.day_demands)
        if any(not self.is_station(e.site) for e in self.extra_visits):
            raise ValueError("an extra visit is at a centre")
        dates = [(e.site, e.date) for e in self.extra_visits]
        if len(dates) != len(set(dates)):
            raise ValueError("a site has two extra visits on one date")
        return self

    @model_validator(mode="after")
    def _exemptions_are_of_rules_that_allow_it(self) -> Problem:
        for exemption in self.exemptions:
            rule = RULE_BY_KEY.get(exemption.rule)
            if rule is None or not rule.overridable:
                raise ValueError(f"no rule {exemption.rule!r} that may be overridden")
        return self

    @model_validator(mode="after")
    def _calendar_holds_the_month(self) -> Problem:
        """And the whole weeks at its ends: their workdays decide which month plans them."""
        first, last = monday_of(self.month.first), monday_of(self.month.last) + timedelta(days=6)
        try:
            for day in days_between(first, last):
                self.calendar[day]
        except KeyError as error:
            raise ValueError(f"the calendar lacks {error.args[0]}") from None
        return self

    @model_validator(mode="after")
    def _history_is_not_in_the_month(self) -> Problem:
        inside = [d.date for d in self.history if d.date in self.month]
        if inside:
            raise ValueError(f"history holds days of the planned month: {sorted(inside)}")
        return self


def _check_days(sites: set[str], days: tuple[DayDemand, ...]) -> None:
    """A day's own number belongs to a centre with a demand, and there is one for a date."""
    if any(d.site not in sites for d in days):
        raise ValueError("a day's own number is for a site that is no centre with a demand")
    dates = [(d.site, d.date) for d in days]
    if len(dates) != len(set(dates)):
        raise ValueError("a centre has two numbers for one date")
