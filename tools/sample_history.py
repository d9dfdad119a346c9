"""The past of a sample county: made by a clerk who asks the same people first."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING

from roster.model.calendar import monday_of
from roster.model.requests import Duty

if TYPE_CHECKING:
    from collections.abc import Collection, Sequence
    from datetime import date

    from roster.model.people import Person
    from roster.model.problem import Problem
    from roster.model.slots import Slot

_FAVOURED, _USUAL, _SPARED = 7, 10, 15  # how heavy one duty feels to the clerk, by person


class Clerk:
    """Fills a month day by day with whoever seems least busy; favourites seem less busy."""

    def __init__(
        self,
        problem: Problem,
        before: Sequence[Duty],
        favoured: Collection[str],
        spared: Collection[str],
    ) -> None:
        self._problem = problem
        self._felt = {
            p.id: (_FAVOURED if p.id in favoured else _SPARED if p.id in spared else _USUAL)
            * 100
            // p.share_percent
            for p in problem.people
        }
        self._count = Counter(d.person for d in before)
        for person in problem.people:  # newcomers start from what the others have by then
            if person.counts_from is not None and person.id not in self._count:
                self._count[person.id] = 3 * len(before) // (2 * len(problem.people))
        self._weeks = Counter((d.person, monday_of(d.date)) for d in before)
        self._days = {(d.person, d.date) for d in before}
        self._regulars = Counter((d.site, d.person) for d in before)

    def month(self) -> list[Duty]:
        """The month's duties, in order."""
        wanted = sorted(self._wanted(), key=lambda s: (s.date, s.site, s.session.value))
        found = [
            Duty(person=p.id, site=s.site, date=s.date, session=s.session)
            for s in wanted
            for _ in range(s.persons)
            if (p := self._choose(s)) is not None
        ]
        return sorted(found, key=Duty.order)

    def _wanted(self) -> list[Slot]:
        """Every centre slot; each station's visits spread over its window, on its usual weekday."""
        slots = self._problem.slots.values()
        chosen = [s for s in slots if not self._problem.is_station(s.site) or s.extra]
        for window in self._problem.windows:
            days = self._usual_days(window.site, window.days)
            step = max(1, len(days) // max(1, window.need))
            held = set(days[::step][: window.need])
            chosen += [s for s in slots if s.site == window.site and s.date in held and not s.extra]
        return chosen

    def _usual_days(self, site: str, days: Sequence[date]) -> list[date]:
        demand = self._problem.station_demand[site]
        if demand.frequency.times > 1 and len(demand.weekdays) <= 2:
            return list(days)
        number = self._problem.sites.index(self._problem.site[site])
        usual = demand.usual_weekday or demand.weekdays[number % len(demand.weekdays)]
        return [d for d in days if d.isoweekday() == usual] or list(days)

    def _choose(self, slot: Slot) -> Person | None:
        free = [p for p in self._problem.people if self._is_free(p, slot)]
        if not free:
            return None
        person = min(
            free,
            key=lambda p: (
                self._count[p.id] * self._felt[p.id] - 4 * self._regulars[slot.site, p.id],
                p.id,
            ),
        )
        self._count[person.id] += 1
        self._weeks[person.id, monday_of(slot.date)] += 1
        self._days.add((person.id, slot.date))
        self._regulars[slot.site, person.id] += 1
        return person

    def _is_free(self, person: Person, slot: Slot) -> bool:
        station = self._problem.is_station(slot.site)
        limit = person.max_week or self._problem.settings.max_week
        return (
            (person.serves_stations if station else person.serves_centre)
            and person.disqualified(slot.date) is None
            and (person.id, slot.date) not in self._days
            and self._weeks[person.id, monday_of(slot.date)] < limit
            and not any(
                leave.touches(slot.date, slot.session)
                for leave in self._problem.leaves_of[person.id]
            )
        )
