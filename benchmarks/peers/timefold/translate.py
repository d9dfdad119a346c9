"""From a problem to Timefold's county, and from its seats back to duties."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING

from benchmarks.peers.known import refuse_unknown
from benchmarks.peers.linear import possible_duties
from benchmarks.peers.timefold.domain import County, Person, Seat, Slot, Station, Window
from roster.model.audit import CHECKS, Facts
from roster.model.calendar import monday_of
from roster.model.habits import habit_of
from roster.model.requests import Duty
from roster.model.rules import RULE_BY_KEY
from roster.model.shares import SCALE
from roster.model.slots import SlotKey

if TYPE_CHECKING:
    from collections.abc import Iterator

    from roster.model.demand import StationDemand
    from roster.model.problem import Problem

UNLIMITED = 10_000


class Translation:
    """A county made of a problem, and the way back."""

    def __init__(self, problem: Problem) -> None:
        refuse_unknown(problem)
        self.problem = problem
        self.people = {p.id: self._person(p.id) for p in problem.people}
        self.stations = {d.site: self._station(d) for d in problem.station_demands}
        self.windows: list[Window] = []
        self.keys: dict[str, SlotKey] = {}
        self.slots = self._slots()
        self.seats = [*self._centre_seats(), *self._visit_seats()]
        self._pin()

    def county(self) -> County:
        """What Timefold solves."""
        stations = list(self.stations.values())
        return County(list(self.people.values()), stations, self.windows, self.seats)

    def duties(self, seats: list[Seat]) -> list[Duty]:
        """The duties of seats with someone in them."""
        found = []
        for seat in seats:
            if seat.person is not None and seat.slot is not None:
                key = self.keys[seat.slot.id]
                found.append(Duty(person=seat.person.id, **key._asdict()))
        return found

    def _weight(self, rule: str) -> int:
        return self.problem.settings.weights.get(rule, RULE_BY_KEY[rule].weight)

    def _person(self, name: str) -> Person:
        problem, person = self.problem, self.problem.person[name]
        settings, share = problem.settings, problem.shares[name]
        week = settings.max_week if person.max_week is None else person.max_week
        month = settings.max_month if person.max_month is None else person.max_month
        done = Counter(monday_of(d.date) for d in problem.history_of[name])
        mondays = {monday_of(day) for day in problem.month.days}
        return Person(
            id=name,
            firm=person.firm,
            max_day=settings.max_day,
            week_room={m.toordinal(): max(0, week - done[m]) for m in mondays},
            month_room=UNLIMITED if month is None else month,
            max_run=person.max_consecutive or settings.max_consecutive,
            rest=settings.rest_days,
            before=sorted({d.date.toordinal() for d in problem.history_of[name]}),
            first_day=problem.month.first.toordinal(),
            load_target=share.fair_load - SCALE * share.past_load,
            load_weight=self._weight("load_share"),
            trip_target=share.fair_trips - SCALE * share.past_trips,
            trip_weight=self._weight("trip_share") if person.serves_stations else 0,
            road={
                s.id: self._weight("travel_minutes") * problem.minutes_between(person.home, s.id)
                for s in problem.sites
            },
            paid=int(person.paid),
        )

    def _station(self, demand: StationDemand) -> Station:
        problem, habit = self.problem, habit_of(self.problem, demand)
        past = sorted({d.date.toordinal() for d in problem.history if d.site == demand.site})
        first = problem.month.first.toordinal()
        return Station(
            id=demand.site,
            min_gap=demand.min_gap,
            max_gap=demand.max_gap,
            past=past,
            before=max((day for day in past if day < first), default=0),
            first_day=first,
            last_day=problem.month.last.toordinal(),
            close_weight=self._weight("too_close"),
            far_weight=self._weight("too_far"),
            floor_weight=self._weight("floor_short"),
            off_weight=self._weight("off_weekday"),
            choices=[sorted(choice) for choice in habit.choices],
            choice_costs=[self._weight("weekday_change") * habit.changed(c) for c in habit.choices],
        )

    def _slots(self) -> dict[SlotKey, Slot]:
        allowed: dict[SlotKey, set[str]] = {key: set() for key in self.problem.slots}
        for duty in possible_duties(self.problem):
            allowed[SlotKey.of(duty)].add(duty.person)
        centre_days = sorted({k.date for k in self.problem.slots if not self._is_station(k)})
        found = {}
        self.keys = {str(number): key for number, key in enumerate(allowed)}
        for number, (key, persons) in enumerate(allowed.items()):
            place = centre_days.index(key.date) if not self._is_station(key) else -1
            found[key] = self._slot(str(number), key, persons, place)
        return found

    def _is_station(self, key: SlotKey) -> bool:
        return self.problem.is_station(key.site)

    def _slot(self, name: str, key: SlotKey, allowed: set[str], place: int) -> Slot:
        problem = self.problem
        slot = problem.slots[key]
        return Slot(
            id=name,
            site=key.site,
            day=key.date.toordinal(),
            week=monday_of(key.date).toordinal(),
            weekday=key.date.isoweekday(),
            station=self._is_station(key),
            extra=slot.extra,
            persons=slot.persons,
            load=problem.load(key),
            understaffed_weight=self._weight("understaffed"),
            market=self._market(key),
            place=place,
            pay=self._pay(key),
            allowed=allowed,
            clashes=self._clashes(key),
            wishes={name: cost for name in allowed if (cost := self._wish(name, key))},
        )

    def _pay(self, key: SlotKey) -> int:
        """What anyone who is paid at all earns."""
        paid = [p.id for p in self.problem.people if p.paid]
        return self.problem.pay(paid[0], key) if paid else 0

    def _clashes(self, key: SlotKey) -> set[str]:
        """Numbers of the slots of the day that overlap, or are too far away."""
        person = self.problem.people[0].id
        return {
            number
            for number, other in self.keys.items()
            if other.date == key.date and other != key and _clash(self.problem, person, key, other)
        }

    def _market(self, key: SlotKey) -> int:
        """What a visit in the slot costs for being off the market days."""
        market = set(self.problem.site[key.site].market_days)
        for window in self.problem.windows:
            if window.site == key.site and key.date in window.days:
                wanted = self.problem.station_demand[key.site].prefer_market
                if wanted and market & set(window.days) and key.date not in market:
                    return self._weight("market_missed")
        return 0

    def _wish(self, person: str, key: SlotKey) -> int:
        own = [w for w in self.problem.wishes if w.person == person]
        touched = [w for w in own if w.touches(key.date, key.session)]
        prefers = any(w.prefer and any(map(w.covers, self.problem.month.days)) for w in own)
        cost = self._weight("avoided_day") * any(not w.prefer for w in touched)
        missed = prefers and not any(w.prefer for w in touched)
        return cost + self._weight("off_preferred") * missed

    def _centre_seats(self) -> Iterator[Seat]:
        for key, slot in self.slots.items():
            for number in range(0 if slot.station else slot.persons):
                name = f"{slot.id} {number}"
                missed = self._weight("centre_short")
                yield Seat(name, key.site, name, None, None, missed, [slot], slot=slot)

    def _visit_seats(self) -> Iterator[Seat]:
        wanted: list[tuple[str, int, list[Slot], int]] = []
        for window in self.problem.windows:
            days = set(window.days)
            slots = [
                s
                for k, s in self.slots.items()
                if k.site == window.site and k.date in days and not s.extra
            ]
            wanted.append((window.site, window.need, slots, self._weight("visit_short")))
        extras = (
            (k.site, 1, [s], self._weight("extra_short")) for k, s in self.slots.items() if s.extra
        )
        for number, (site, need, slots, weight) in enumerate([*wanted, *extras]):
            window_ = Window(f"w{number}", need, weight)
            self.windows.append(window_)
            for visit in range(min(need, len(slots))):
                for seat in range(slots[0].persons):
                    name = f"{window_.id} {visit}"
                    station = self.stations.get(site)
                    yield Seat(f"{name} {seat}", site, name, window_, station, 0, slots)

    def _pin(self) -> None:
        """Put pinned duties into seats that stay as they are."""
        for pin in self.problem.pins:
            slot = self.slots[SlotKey.of(pin.duty)]
            free = [s for s in self.seats if not s.pinned and slot in s.slots]
            mates = {s.visit for s in self.seats if s.pinned and s.slot is slot}
            seat = min(free, key=lambda seat: seat.visit not in mates)
            seat.slot, seat.person, seat.pinned = slot, self.people[pin.duty.person], True


def _clash(problem: Problem, person: str, first: SlotKey, second: SlotKey) -> bool:
    """Whether the audit lets nobody serve in both."""
    facts = Facts(problem, [Duty(person=person, **key._asdict()) for key in (first, second)])
    return any(any(CHECKS[rule](facts)) for rule in ("one_place", "same_day_travel"))
