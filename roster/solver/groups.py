"""The fewest faces that everybody's number of trips allows: a bound from a much smaller problem.

Draw a line between a person and each station where they serve: the faces are the lines. In each
connected group of persons and stations the persons' trips add up to the stations' duties, and a group of
n persons and stations has at least n - 1 lines. So

    faces ≥ persons with trips + stations − groups,

and the bound follows from the largest number of groups into which persons and stations can be parted so
that trips and duties balance in each. Dates are left out of it: that is what makes it small.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from ortools.sat.python import cp_model

from roster.solver.engine import run
from roster.solver.faces import station_caps

if TYPE_CHECKING:
    from roster.model.roster import SolverSettings
    from roster.solver.counts import Trips
    from roster.solver.variables import IntVar, Variables


def fewest_faces(v: Variables, trips: Trips, settings: SolverSettings, seconds: float) -> int:
    """A lower bound on the faces of all stations together, valid for rosters in which every wanted
    visit is held and fully staffed; 0 where ``seconds`` do not suffice for any.
    """
    duties = {site: count for site, count in _duties_wanted(v).items() if count}
    grouping = _Grouping(duties, trips, station_caps(v, trips))
    return run(grouping.model, settings, seconds, lambda *now: None).bound


def _duties_wanted(v: Variables) -> dict[str, int]:
    """Duties at each station when every demand is met, most first."""
    wanted = {demand.site: 0 for demand in v.problem.station_demands}
    for window in v.problem.windows:
        wanted[window.site] += window.need * v.problem.station_demand[window.site].persons
    for extra in v.problem.extra_visits:
        if extra.date in v.problem.month:
            wanted[extra.site] = wanted.get(extra.site, 0) + extra.persons
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
        self.model.minimize(sum(self.person_in.values()) + len(self.stations) - open_groups)

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
