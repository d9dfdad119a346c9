"""The decision variables, made in one place; rules ask for them by person, site, day and week."""

from __future__ import annotations

from collections import defaultdict
from copy import copy
from functools import cached_property
from typing import TYPE_CHECKING, TypeVar, cast

from ortools.sat.python import cp_model

from roster.model.calendar import monday_of
from roster.model.requests import Duty
from roster.model.slots import SlotKey

if TYPE_CHECKING:
    from collections.abc import Callable, Hashable, Iterable, Iterator
    from datetime import date

    from roster.model.people import Person
    from roster.model.problem import Problem
    from roster.model.rules import Rule
    from roster.model.slots import Slot

IntVar = cp_model.IntVar
Expr = cp_model.LinearExpr | int
T = TypeVar("T")


class Variables:
    """A model's variables for a problem.

    ``duty[person, slot]`` is 1 when the person serves in the slot; it exists only where ``possible``
    allows it. ``held[slot]`` is 1 when anyone serves in a station's slot: the visit takes place.
    """

    def __init__(self, problem: Problem, possible: Callable[[Person, Slot], bool]) -> None:
        self.problem = problem
        self.model = cp_model.CpModel()
        self._made: dict[Hashable, object] = {}
        self.duty: dict[tuple[str, SlotKey], IntVar] = {
            (person.id, key): self.model.new_bool_var(
                f"{person.id} {key.site} {key.date} {key.session}"
            )
            for key, slot in problem.slots.items()
            for person in problem.people
            if possible(person, slot)
        }
        self.held: dict[SlotKey, IntVar] = {
            key: self.model.new_bool_var(f"held {key.site} {key.date} {key.session}")
            for key in problem.slots
            if problem.is_station(key.site)
        }

    def counted_by(self, rule: str) -> Variables:
        """The same variables as the rule sees them: without the duties exempted from it."""
        exempt = self.problem.exempt.get(rule)
        if exempt is None:
            return self
        left = {(d.person, SlotKey.of(d)) for d in exempt}
        view = copy(self)
        for name in ("_of_slot", "_of_person", "_by_day"):
            vars(view).pop(name, None)
        view.duty = {pair: var for pair, var in self.duty.items() if pair not in left}
        view._made = {}
        return view

    @cached_property
    def _of_slot(self) -> dict[SlotKey, list[IntVar]]:
        found: dict[SlotKey, list[IntVar]] = {key: [] for key in self.problem.slots}
        for (_, key), variable in self.duty.items():
            found[key].append(variable)
        return found

    @cached_property
    def _of_person(self) -> dict[str, list[tuple[SlotKey, IntVar]]]:
        found: dict[str, list[tuple[SlotKey, IntVar]]] = {p.id: [] for p in self.problem.people}
        for (person, key), variable in self.duty.items():
            found[person].append((key, variable))
        return found

    def weight(self, rule: Rule) -> int:
        """The rule's weight inside its level."""
        return self.problem.settings.weight_of(rule)

    def most_duties(self, person: str) -> int:
        """How many duties the person's limits leave room for, week by week."""
        own = self.problem.person[person]
        limit = self.problem.settings.max_week if own.max_week is None else own.max_week
        weeks: dict[date, int] = defaultdict(int)
        for day, duties in self.by_day(person).items():
            weeks[monday_of(day)] += min(len(duties), self.problem.settings.max_day)
        most = sum(min(count, limit) for count in weeks.values())
        exempt = {d for duties in self.problem.exempt.values() for d in duties}
        most += sum(d.person == person for d in exempt)
        month = self.problem.settings.max_month if own.max_month is None else own.max_month
        return most if month is None or exempt else min(most, month)

    def staff(self, key: SlotKey) -> cp_model.LinearExpr:
        """How many persons serve in the slot."""
        return cp_model.LinearExpr.sum(self._of_slot[key])

    def duties_of(self, person: str) -> list[tuple[SlotKey, IntVar]]:
        """All the person's possible duties, by date."""
        return self._of_person[person]

    @cached_property
    def _by_day(self) -> dict[str, dict[date, list[tuple[SlotKey, IntVar]]]]:
        found: dict[str, dict[date, list[tuple[SlotKey, IntVar]]]] = {}
        for person, duties in self._of_person.items():
            days = found[person] = {}
            for key, variable in duties:
                days.setdefault(key.date, []).append((key, variable))
        return found

    def duties_at(self, person: str, site: str) -> Expr:
        """How many duties the person has at the site."""
        return sum(variable for key, variable in self._of_person[person] if key.site == site)

    def trips(self, person: str) -> Expr:
        """How many duties the person has at stations."""
        return sum(variable for key, variable in self._of_person[person] if key in self.held)

    def by_day(self, person: str) -> dict[date, list[tuple[SlotKey, IntVar]]]:
        """The person's possible duties, day by day."""
        return self._by_day[person]

    def works(self, person: str, day: date) -> Expr:
        """1 when the person has a duty that day: a variable of its own only where two are possible, or
        where many rules ask.
        """
        duties = [variable for _, variable in self._by_day[person].get(day, ())]
        if len(duties) <= 1 or (
            self.problem.settings.max_day == 1 and person not in self._patterned
        ):
            return cp_model.LinearExpr.sum(duties)
        return self.once(("works", person, day), lambda: self._make_works(duties))

    @cached_property
    def _patterned(self) -> set[str]:
        """Persons whose days on and off several rules look at."""
        county = self.problem.settings
        return {
            p.id
            for p in self.problem.people
            if (p.min_consecutive or county.min_consecutive) > 1
            or (p.min_days_off or county.min_days_off) > 1
        }

    def _make_works(self, duties: list[IntVar]) -> IntVar:
        works = self.model.new_bool_var("")
        if self.problem.settings.max_day == 1:
            self.model.add(sum(duties) == works)
        else:
            self.model.add_max_equality(works, duties)
        return works

    def once(self, key: Hashable, make: Callable[[], T]) -> T:
        """What ``make`` returned the first time for this key: for helpers that rules share."""
        if key not in self._made:
            self._made[key] = make()
        return cast("T", self._made[key])

    @cached_property
    def faces(self) -> dict[tuple[str, str], IntVar]:
        """1 at least when the person serves at the station in the month."""
        seen: dict[tuple[str, str], list[IntVar]] = defaultdict(list)
        for (person, key), variable in self.duty.items():
            if key in self.held:
                seen[person, key.site].append(variable)
        found = {}
        for pair, duties in seen.items():
            face = found[pair] = self.model.new_bool_var(f"face {' '.join(pair)}")
            for duty in duties:
                self.model.add_implication(duty, face)
        return found

    def visits(self, site: str, days: Iterable[date] | None = None) -> list[tuple[date, IntVar]]:
        """The station's regular visits on the days (None: of the month), with their dates."""
        wanted = None if days is None else set(days)
        return [
            (key.date, self.held[key])
            for key, slot in self.problem.slots.items()
            if key.site == site and not slot.extra and (wanted is None or key.date in wanted)
        ]

    def read(self, value: Callable[[IntVar], bool]) -> Iterator[Duty]:
        """The duties of a solution, given the value of each variable."""
        for (person, key), variable in self.duty.items():
            if value(variable):
                yield Duty(person=person, site=key.site, date=key.date, session=key.session)
