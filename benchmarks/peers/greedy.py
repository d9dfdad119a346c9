"""The clerk without a computer: day by day, whoever has been idle longest (as LinkedIn's oncall does).

Visits are held on the station's usual weekday, else on the last days that are left for them. Nobody is
asked for a duty that the audit's rules forbid; nothing once written down is changed.
"""

from __future__ import annotations

from collections import Counter
from datetime import date
from typing import TYPE_CHECKING

from benchmarks.entry import Entry
from roster.model.audit import Facts
from roster.model.habits import habit_of
from roster.model.requests import Duty
from roster.model.shortages import why_not
from roster.model.slots import SlotKey

if TYPE_CHECKING:
    from collections.abc import Iterable

    from benchmarks.entry import Limits, Recorder
    from roster.model.problem import Problem
    from roster.model.slots import Slot, Window


def fill(problem: Problem) -> list[Duty]:
    """The clerk's roster; lawful, unless the pins contradict one another."""
    clerk = _Clerk(problem)
    for day in sorted({key.date for key in problem.slots}):
        today = [slot for slot in problem.slots.values() if slot.date == day]
        for slot in sorted(today, key=lambda slot: problem.is_station(slot.site)):
            if not problem.is_station(slot.site) or slot.extra or clerk.visits_today(slot):
                clerk.staff(slot)
    return clerk.duties


class _Clerk:
    """The roster so far, and since when everyone has been idle."""

    def __init__(self, problem: Problem) -> None:
        self.problem = problem
        self.duties = [pin.duty for pin in problem.pins]
        self.last = dict.fromkeys((p.id for p in problem.people), date.min)
        for duty in sorted([*problem.history, *self.duties], key=Duty.order):
            if duty.date <= problem.month.last:
                self.last[duty.person] = duty.date
        self.usual = {
            d.site: min(map(sorted, self._choices(d.site))) for d in problem.station_demands
        }

    def _choices(self, site: str) -> Iterable[frozenset[int]]:
        """The weekdays that villagers expect: last month's where they are known."""
        habit = habit_of(self.problem, self.problem.station_demand[site])
        return [habit.previous] if habit.previous else habit.choices

    def visits_today(self, slot: Slot) -> bool:
        """Whether the station is visited that day: on its weekday when the last visit is not too near,
        on any day when no others are left for what is wanted.
        """
        if any(SlotKey.of(duty) == slot.key for duty in self.duties):
            return True  # somebody is pinned there
        demand = self.problem.station_demand[slot.site]
        window = self._window(slot)
        held = self._held(slot.site)
        left = window.need - sum(day in window.days for day in held)
        if left <= 0:
            return False
        if sum(day >= slot.date and day not in held for day in window.days) <= left:
            return True
        past = {d.date for d in self.problem.history if d.site == slot.site} | held
        near = any(abs((slot.date - day).days) < demand.min_gap for day in past)
        return slot.date.isoweekday() in self.usual[slot.site] and not near

    def _window(self, slot: Slot) -> Window:
        windows = self.problem.windows
        return next(w for w in windows if w.site == slot.site and slot.date in w.days)

    def _held(self, site: str) -> set[date]:
        """Dates of the regular visits so far."""
        slots = self.problem.slots
        keys = {SlotKey.of(d) for d in self.duties if d.site == site}
        return {key.date for key in keys if key in slots and not slots[key].extra}

    def staff(self, slot: Slot) -> None:
        """Ask whoever has been idle longest, one after another, until the slot has its persons."""
        missing = slot.persons - Counter(map(SlotKey.of, self.duties))[slot.key]
        for person in sorted(self.last, key=lambda person: (self.last[person], person)):
            if missing <= 0:
                return
            duty = Duty(person=person, site=slot.site, date=slot.date, session=slot.session)
            if duty not in self.duties and self._lawful(duty, slot):
                self.duties.append(duty)
                self.last[person] = max(self.last[person], slot.date)
                missing -= 1

    def _lawful(self, duty: Duty, slot: Slot) -> bool:
        if slot.categories and self.problem.person[duty.person].category not in slot.categories:
            return False
        rule, _ = why_not(Facts(self.problem, self.duties), duty)
        return not rule


def run(problem: Problem, limits: Limits, record: Recorder) -> None:
    """One roster; no limit is needed."""
    record.built()
    record.roster(fill(problem))


ENTRY = Entry("greedy", "greedy clerk: longest idle first, day by day", run)
