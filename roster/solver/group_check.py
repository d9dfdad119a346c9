"""Whether a few persons can serve a few stations on real dates, nobody else taking part."""

from __future__ import annotations

from typing import TYPE_CHECKING

from roster.model.problem import Problem
from roster.model.rules import RULE_BY_KEY
from roster.solver.engine import ask
from roster.solver.registry import CONSTRAINTS
from roster.solver.sizes import rule_size, weighted
from roster.solver.variables import Variables

if TYPE_CHECKING:
    from roster.model.people import Person
    from roster.model.slots import Slot
    from roster.solver.clock import Clock

SECONDS = 1.0
# those of the level demand that a group alone tells; the others look at a person's duties elsewhere
VISIT_RULES = tuple(
    RULE_BY_KEY[key]
    for key in ("visit_short", "extra_short", "understaffed", "too_close", "too_far")
)
WEEKDAY_RULES = (RULE_BY_KEY["off_weekday"], RULE_BY_KEY["weekday_change"])


class GroupCheck:
    """Answers for rosters in which the demand level costs at most ``demand`` and the weekday rules at
    most ``weekdays``, and every wanted visit is held and fully staffed.

    A group is asked for as a county of its own, by the same rules. Its fairness and the centre are
    left out: what is called impossible is so, what is called possible may not be.
    """

    def __init__(self, v: Variables, clock: Clock, demand: int, weekdays: int) -> None:
        self._v, self._clock, self._demand = v, clock, demand
        self._least = {d.site: self._least_cost(d.site) for d in v.problem.station_demands}
        self._spare = weekdays - sum(self._least.values())
        self._known: dict[tuple[frozenset[tuple[str, int]], frozenset[str]], bool] = {}

    def possible(self, trips: dict[str, int], sites: frozenset[str]) -> bool:
        """Whether these persons, with exactly so many trips, can serve these stations all alone, each
        at as few of them as connects the group.
        """
        key = (frozenset(trips.items()), sites)
        if key not in self._known:
            self._known[key] = self._ask(trips, sites)
        return self._known[key]

    def asked(self, trips: dict[str, int], sites: frozenset[str]) -> bool:
        """Whether the answer is known already."""
        return (frozenset(trips.items()), sites) in self._known

    def _ask(self, trips: dict[str, int], sites: frozenset[str]) -> bool:
        part = part_of(self._v.problem, sites)
        if any(pin.duty.person not in trips for pin in part.pins):
            return False
        group = Variables(
            part, lambda person, slot: person.id in trips and (person.id, slot.key) in self._v.duty
        )
        for constrain in CONSTRAINTS.values():
            constrain(group)
        for person, count in trips.items():
            group.model.add(sum(var for _, var in group.duties_of(person)) == count)
        group.model.add(weighted(group, VISIT_RULES) <= self._demand)
        spare = self._spare + sum(self._least.get(site, 0) for site in sites)
        group.model.add(weighted(group, WEEKDAY_RULES) <= spare)
        group.model.add(rule_size(group, "faces") <= len(trips) + len(sites) - 1)
        return not ask(group.model, self._clock, SECONDS).infeasible

    def _least_cost(self, site: str) -> int:
        """What the weekday rules cost the station at least, whoever serves."""
        alone = Variables(part_of(self._v.problem, frozenset((site,))), _nobody)
        for window in alone.problem.windows:
            visits = [held for _, held in alone.visits(site, window.days)]
            alone.model.add(sum(visits) == min(window.need, len(window.days)))
        alone.model.minimize(weighted(alone, WEEKDAY_RULES))
        return ask(alone.model, self._clock, SECONDS).bound


def part_of(problem: Problem, sites: frozenset[str]) -> Problem:
    """The problem of these stations alone: no centre, no other station."""
    fields = {name: getattr(problem, name) for name in Problem.model_fields}
    return Problem(
        **fields
        | {
            "centre_demands": (),
            "day_demands": (),
            "station_demands": tuple(d for d in problem.station_demands if d.site in sites),
            "extra_visits": tuple(e for e in problem.extra_visits if e.site in sites),
            "pins": tuple(pin for pin in problem.pins if pin.duty.site in sites),
        }
    )


def _nobody(person: Person, slot: Slot) -> bool:
    return False
