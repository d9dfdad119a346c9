"""What the checks look at: a problem, a set of duties, and both indexed."""

from __future__ import annotations

from collections import Counter, defaultdict
from functools import cached_property
from typing import TYPE_CHECKING

from roster.model.habits import Habit, habit_of
from roster.model.requests import Duty
from roster.model.rules import RULE_BY_KEY
from roster.model.slots import SlotKey, Window

if TYPE_CHECKING:
    from collections.abc import Iterable
    from datetime import date

    from roster.model.demand import StationDemand
    from roster.model.problem import Problem


class Facts:
    """A problem and duties that may or may not answer it. Knows no solver and changes nothing."""

    def __init__(self, problem: Problem, duties: Iterable[Duty]) -> None:
        self.problem = problem
        self.duties = sorted(duties, key=Duty.order)

    def counted_by(self, rule: str) -> Facts:
        """Without the duties that are exempted from the rule; itself where none is."""
        exempt = self.problem.exempt.get(rule)
        if exempt is None or exempt.isdisjoint(self.duties):
            return self
        return Facts(self.problem, (d for d in self.duties if d not in exempt))

    def weight(self, rule: str) -> int:
        """The rule's weight inside its level."""
        return self.problem.settings.weight_of(RULE_BY_KEY[rule])

    @cached_property
    def of_person(self) -> dict[str, list[Duty]]:
        """Duties by person, by date."""
        found: dict[str, list[Duty]] = defaultdict(list)
        for duty in self.duties:
            found[duty.person].append(duty)
        return dict(found)

    @cached_property
    def staff(self) -> Counter[SlotKey]:
        """How many persons each slot has."""
        return Counter(SlotKey.of(duty) for duty in self.duties)

    @cached_property
    def visits(self) -> dict[str, list[date]]:
        """Dates of regular visits by station, in order: slots with anyone in them, extra ones left out."""
        found: dict[str, set[date]] = defaultdict(set)
        for key in self.staff:
            slot = self.problem.slots.get(key)
            if slot is not None and not slot.extra and self.problem.is_station(key.site):
                found[key.site].add(key.date)
        return {d.site: sorted(found[d.site]) for d in self.problem.station_demands}

    def visits_in(self, window: Window) -> list[date]:
        """Dates of the regular visits that count for a window."""
        return [d for d in self.visits[window.site] if d in window.days]

    @cached_property
    def usual(self) -> dict[str, frozenset[int]]:
        """Each station's usual weekdays: the choice that costs least with these visits."""
        return {d.site: self._best_choice(d) for d in self.problem.station_demands}

    def _best_choice(self, demand: StationDemand) -> frozenset[int]:
        habit = habit_of(self.problem, demand)

        def cost(choice: frozenset[int]) -> tuple[int, list[int]]:
            off = self.weight("off_weekday") * self.off_weekday(demand.site, choice)
            return off + self.weight("weekday_change") * habit.changed(choice), sorted(choice)

        return min(habit.choices, key=cost)

    def habit(self, site: str) -> Habit:
        """The station's habit."""
        return habit_of(self.problem, self.problem.station_demand[site])

    def off_weekday(self, site: str, choice: frozenset[int]) -> int:
        """Regular visits of a station on other weekdays than the choice."""
        return sum(d.isoweekday() not in choice for d in self.visits[site])
