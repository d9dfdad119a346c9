"""The fewest faces that everybody's number of trips allows: a bound from a much smaller problem.

Draw a line between a person and each station where they serve: the faces are the lines. In each
connected group of persons and stations the persons' trips add up to the stations' duties, and a group of
n persons and stations has at least n - 1 lines. So

    faces ≥ persons with trips + stations - groups,

and the bound follows from the largest number of groups into which persons and stations can be parted so
that trips and duties balance in each. Dates are left out of it, which makes it small; they come back one
group at a time: a group that cannot serve its stations on any dates with so few lines is forbidden, and
the question is asked again.

Forbidding is valid although a real roster may hold such a group with lines to spare: joined with other
groups to one, which costs a line more for each, it has those lines and is allowed. Only a roster whose
spare lines are as many as its groups has no such grouping, and it has more faces than any bound found here.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from ortools.sat.python import cp_model

from roster.solver.engine import ask
from roster.solver.faces import station_caps

if TYPE_CHECKING:
    from collections.abc import Iterator

    from roster.solver.clock import Clock
    from roster.solver.counts import Trips
    from roster.solver.group_check import GroupCheck
    from roster.solver.variables import IntVar, Variables


class FewestFaces:
    """The search for groupings with as few faces as possible, for rosters in which every wanted visit is
    held and fully staffed.
    """

    def __init__(self, v: Variables, trips: Trips, clock: Clock) -> None:
        duties = {site: count for site, count in duties_wanted(v).items() if count}
        self._grouping = _Grouping(duties, trips, station_caps(v, trips))
        self._clock = clock
        self._best: list[int] | None = None

    def bound(self, seconds: float, check: GroupCheck | None = None, enough: int = 0) -> int:
        """A lower bound on the faces of all stations together, valid for rosters for which ``check``
        is (None: dates are left out); 0 where ``seconds`` do not suffice for any. With a check, it
        stops once the bound is ``enough``.
        """
        deadline, bound = self._clock.now + seconds, 0
        while True:
            left = max(deadline - self._clock.now, 0.1)
            answer = ask(self._grouping.model, self._clock, left)
            self._best = answer.values
            if answer.infeasible:  # everything is forbidden: no grouping gives a bound any more
                return bound
            bound = max(bound, answer.bound)
            done = answer.values is None or bound >= enough or self._clock.now > deadline
            if check is None or done:
                return bound
            if not self._grouping.forbid_impossible(answer.values or [], check):
                return bound

    def best_groupings(self, seconds: float) -> Iterator[set[tuple[str, str]]]:
        """Groupings of the last answer's number of faces, each as the persons and stations that may
        meet: good places to look for a roster that reaches the bound.
        """
        deadline = self._clock.now + seconds
        if self._best is not None:
            self._grouping.keep_to(self._best)
        while self._best is not None and self._clock.now < deadline:
            yield self._grouping.pairs(self._best)
            self._grouping.forbid_all(self._best)
            left = max(deadline - self._clock.now, 0.1)
            self._best = ask(self._grouping.model, self._clock, left).values


def duties_wanted(v: Variables) -> dict[str, int]:
    """Duties at each station when every demand is met, most first."""
    wanted = {demand.site: 0 for demand in v.problem.station_demands}
    for window in v.problem.windows:
        wanted[window.site] += window.need * v.problem.station_demand[window.site].persons
    for slot in v.problem.slots.values():
        if slot.extra:
            wanted[slot.site] = wanted.get(slot.site, 0) + slot.persons
    return dict(sorted(wanted.items(), key=lambda item: -item[1]))


class _Grouping:
    """Persons and stations parted into groups; a group is named after its first station."""

    def __init__(
        self, duties: dict[str, int], trips: Trips, caps: dict[tuple[str, str], int]
    ) -> None:
        self.model = cp_model.CpModel()
        self.duties, self.caps = duties, caps
        self.stations = list(duties)
        self.people = {p: (max(1, few), most) for p, (few, most) in trips.items() if most}
        self.site_in = self._place_stations()
        self.person_in = self._place_people({p for p, (fewest, _) in trips.items() if fewest})
        for group in range(len(self.stations)):
            self._balance(group)
            self._reach(group)
        open_groups = sum(self.site_in[g, g] for g in range(len(self.stations)))
        self._faces = sum(self.person_in.values()) + len(self.stations) - open_groups
        self.model.minimize(self._faces)

    def _place_stations(self) -> dict[tuple[int, int], IntVar]:
        """Each station in one group, its own or that of a station before it."""
        count = len(self.stations)
        site_in = {(s, g): self.model.new_bool_var("") for s in range(count) for g in range(s + 1)}
        for s in range(count):
            self.model.add_exactly_one(site_in[s, g] for g in range(s + 1))
            for g in range(s):
                self.model.add_implication(site_in[s, g], site_in[g, g])
        return site_in

    def _place_people(self, must: set[str]) -> dict[tuple[str, int, int], IntVar]:
        """Each person with trips in one group; keyed by person, group and number of trips."""
        person_in = {}
        for person, (fewest, most) in self.people.items():
            choices = []
            for group in range(len(self.stations)):
                for count in range(fewest, most + 1):
                    choice = person_in[person, group, count] = self.model.new_bool_var("")
                    self.model.add_implication(choice, self.site_in[group, group])
                    choices.append(choice)
            if person in must:
                self.model.add_exactly_one(choices)
            else:
                self.model.add_at_most_one(choices)
        return person_in

    def _members(self, group: int) -> list[tuple[str, int, IntVar]]:
        return [(p, count, var) for (p, g, count), var in self.person_in.items() if g == group]

    def _sites(self, group: int) -> list[tuple[str, IntVar]]:
        return [(self.stations[s], var) for (s, g), var in self.site_in.items() if g == group]

    def _balance(self, group: int) -> None:
        trips = sum(count * var for _, count, var in self._members(group))
        self.model.add(trips == sum(self.duties[s] * var for s, var in self._sites(group)))

    def _reach(self, group: int) -> None:
        """Everyone's trips, and every station's duties, are within reach inside the group."""
        members, sites = self._members(group), self._sites(group)
        for site, inside in sites:
            served = sum(min(self.caps.get((p, site), 0), n) * var for p, n, var in members)
            self.model.add(served >= self.duties[site]).only_enforce_if(inside)
        for person, count, inside in members:
            reach = sum(min(self.caps.get((person, s), 0), count) * var for s, var in sites)
            self.model.add(reach >= count).only_enforce_if(inside)

    def forbid_impossible(self, values: list[int], check: GroupCheck) -> bool:
        """Forbid each group of the answer that cannot be, and those like it that cannot be either;
        False when all groups can.
        """
        impossible = False
        for group in range(len(self.stations)):
            trips = {p: n for p, n, var in self._members(group) if values[var.index]}
            sites = frozenset(s for s, var in self._sites(group) if values[var.index])
            if sites and not check.possible(trips, sites):
                impossible = True
                self._forbid(trips, sites)
                for like in self._alike(trips, sites):
                    if not check.asked(*like) and not check.possible(*like):
                        self._forbid(*like)
        return impossible

    def pairs(self, values: list[int]) -> set[tuple[str, str]]:
        """Who may meet which station: everyone and every station of the same group."""
        found = set()
        for group in range(len(self.stations)):
            people = [p for p, _, var in self._members(group) if values[var.index]]
            sites = [s for s, var in self._sites(group) if values[var.index]]
            found |= {(person, site) for person in people for site in sites}
        return found

    def keep_to(self, values: list[int]) -> None:
        """From now on any grouping with as few faces as this one will do: none has to be the best."""
        fewest = len(self.stations) + sum(values[var.index] for var in self.person_in.values())
        fewest -= sum(values[self.site_in[g, g].index] for g in range(len(self.stations)))
        self.model.clear_objective()  # type: ignore[no-untyped-call]
        self.model.add(self._faces <= fewest)

    def forbid_all(self, values: list[int]) -> None:
        """Never exactly this grouping."""
        chosen = [*self.site_in.values(), *self.person_in.values()]
        inside = [var for var in chosen if values[var.index]]
        self.model.add(sum(inside) <= len(inside) - 1)

    def _alike(
        self, trips: dict[str, int], sites: frozenset[str]
    ) -> Iterator[tuple[dict[str, int], frozenset[str]]]:
        """The groups with another person of as many trips, or another station of as many duties."""
        for person, count in trips.items():
            for other, (fewest, most) in self.people.items():
                if other not in trips and fewest <= count <= most:
                    kept = {p: n for p, n in trips.items() if p != person}
                    yield kept | {other: count}, sites
        for site in sorted(sites):
            for other in self.stations:
                if other not in sites and self.duties[other] == self.duties[site]:
                    yield trips, sites - {site} | {other}

    def _forbid(self, trips: dict[str, int], sites: frozenset[str]) -> None:
        """Never exactly these members and stations together."""
        group = min(self.stations.index(site) for site in sites)
        members, places = self._members(group), self._sites(group)
        inside = [var for p, n, var in members if trips.get(p) == n]
        inside += [var for s, var in places if s in sites]
        outside = [var for p, n, var in members if trips.get(p) != n]
        outside += [var for s, var in places if s not in sites]
        self.model.add(sum(inside) - sum(outside) <= len(inside) - 1)
