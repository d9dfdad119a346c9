"""How many station trips fairness leaves each person: proven on counts alone, dates left out.

A person's month is reduced to how many duties of each kind they do. What fairness was fixed to then
leaves most people no choice at all, and a model this small proves it in moments. Whatever the full model
allows, this one allows too, so its bounds are valid for it.
"""

from __future__ import annotations

from collections import Counter
from itertools import pairwise
from typing import TYPE_CHECKING, NamedTuple

from ortools.sat.python import cp_model

from roster.model.rules import RULE_BY_KEY
from roster.model.shares import SCALE
from roster.solver.convex import squared_distance
from roster.solver.engine import ask

if TYPE_CHECKING:
    from roster.model.people import Person
    from roster.model.slots import SlotKey
    from roster.solver.clock import Clock
    from roster.solver.variables import Expr, IntVar, Variables

Trips = dict[str, tuple[int, int]]
"""The fewest and the most station trips each person can make."""


class Kind(NamedTuple):
    """Duties that count alike: at stations or not, and how many load points each."""

    station: bool
    load: int


def trip_ranges(v: Variables, fairness: int, clock: Clock, seconds: float, *, full: bool) -> Trips:
    """Each person's range of trips in rosters whose fairness level is at most ``fairness``; ``full``
    says that they meet every demand. Where ``seconds`` do not suffice a range stays wide.
    """
    counts = _Counts(v, fairness, full=full)
    deadline = clock.now + seconds
    answer = ask(counts.model, clock, seconds)
    ranges = {p: (0, len(trips)) for p, trips in counts.trips.items()}
    if answer.values is None:
        return ranges
    made = {p: sum(answer.values[x.index] for x in t) for p, t in counts.trips.items()}
    for person in sorted(_unsettled(counts, made, clock, deadline)):
        if clock.now < deadline:
            ranges[person] = _range(counts, person, clock)
        made.pop(person)
    return ranges | {p: (count, count) for p, count in made.items()}


def _unsettled(counts: _Counts, made: dict[str, int], clock: Clock, deadline: float) -> set[str]:
    """Everyone who could make another number of trips than ``made``. Asks for counts in which as many
    as possible differ, and again for the rest, until a proof says that nobody else can.
    """
    same = set(made)
    while same and clock.now < deadline:
        model = counts.model.clone()
        stays = [counts.stays(model, person, made[person]) for person in sorted(same)]
        model.minimize(sum(stays))
        answer = ask(model, clock, max(deadline - clock.now, 0.1))
        if answer.bound == len(same):
            return set(made) - same
        if answer.values is None or answer.objective == len(same):
            break
        now = answer.values
        same = {p for p in same if sum(now[x.index] for x in counts.trips[p]) == made[p]}
    return set(made)


def _range(counts: _Counts, person: str, clock: Clock) -> tuple[int, int]:
    trips, most = sum(counts.trips[person]), len(counts.trips[person])
    bounds = []
    for goal in (trips, most - trips):
        counts.model.minimize(goal)
        bounds.append(ask(counts.model, clock, 1.0).bound)
    return bounds[0], most - bounds[1]


class _Counts:
    """A model whose variables are the first, second, … duty of each kind of each person."""

    def __init__(self, v: Variables, fairness: int, *, full: bool) -> None:
        self.model = cp_model.CpModel()
        self.trips: dict[str, list[IntVar]] = {}
        self._of_kind: dict[Kind, list[IntVar]] = {}
        wanted, spare = _wanted(v), _spare(v)
        cost: Expr = 0
        for person in v.problem.people:
            cost += self._person(v, person, wanted)
        self.model.add(cost <= fairness)
        for kind, duties in self._of_kind.items():
            least = wanted[kind] - spare[kind] if full else 0
            self.model.add_linear_constraint(sum(duties), least, wanted[kind])

    def _person(self, v: Variables, person: Person, wanted: Counter[Kind]) -> Expr:
        """The person's variables, limits and cost of fairness."""
        most, share = v.most_duties(person.id), v.problem.shares[person.id]
        within = Counter(_kind(v, key) for key, _ in v.duties_of(person.id))
        terms: list[tuple[int, IntVar]] = []
        for kind, slots in within.items():
            duties = [self.model.new_bool_var("") for _ in range(min(slots, most, wanted[kind]))]
            for first, second in pairwise(duties):
                self.model.add_implication(second, first)
            self._of_kind.setdefault(kind, []).extend(duties)
            terms += [(kind.load, duty) for duty in duties]
            if kind.station:
                self.trips[person.id] = duties
        self.trips.setdefault(person.id, [])
        self.model.add(sum(duty for _, duty in terms) <= most)
        largest = max((load for load, _ in terms), default=0)
        load = squared_distance(
            self.model, terms, most * largest, SCALE, share.fair_load - SCALE * share.past_load
        )
        trip: Expr = 0
        if person.serves_stations:
            ones = [(1, duty) for duty in self.trips[person.id]]
            target = share.fair_trips - SCALE * share.past_trips
            trip = squared_distance(self.model, ones, most, SCALE, target)
        return (
            v.weight(RULE_BY_KEY["load_share"]) * load + v.weight(RULE_BY_KEY["trip_share"]) * trip
        )

    def stays(self, model: cp_model.CpModel, person: str, count: int) -> IntVar:
        """In a clone of the model: 1 unless the person's trips differ from the count."""
        trips = sum(model.get_int_var_from_proto_index(x.index) for x in self.trips[person])
        stay, more = model.new_bool_var(""), model.new_bool_var("")
        model.add(trips >= count + 1).only_enforce_if(~stay, more)
        model.add(trips <= count - 1).only_enforce_if(~stay, ~more)
        return stay


def _kind(v: Variables, key: SlotKey) -> Kind:
    return Kind(key in v.held, v.problem.load(key))


def _wanted(v: Variables) -> Counter[Kind]:
    """The most duties of each kind: when every demand is met, and the centre has all it may have."""
    wanted: Counter[Kind] = Counter()
    for key, slot in v.problem.slots.items():
        if key not in v.held or slot.extra:
            wanted[_kind(v, key)] += slot.most
    for window in v.problem.windows:
        kind = Kind(True, v.problem.settings.load_station)
        wanted[kind] += window.need * v.problem.station_demand[window.site].persons
    return wanted


def _spare(v: Variables) -> Counter[Kind]:
    """How many of these are beyond what is wanted."""
    spare: Counter[Kind] = Counter()
    for key, slot in v.problem.slots.items():
        spare[_kind(v, key)] += slot.spare
    return spare
