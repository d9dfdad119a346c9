"""Valid cuts that make the number of different faces provable.

Alone, ``face ≥ duty`` lets a fraction of a person serve a station all month. What ties faces down is how
often each person goes out at all, and once fairness is fixed most people have no choice in that:
``settled_trips`` proves for whom, ``link_faces`` turns it into bounds on faces (bench.md: faces resist
because the relaxation ignores that fairness allows each person a few visits only).
"""

from __future__ import annotations

import time
from typing import TYPE_CHECKING

from roster.solver.engine import run

if TYPE_CHECKING:
    from ortools.sat.python import cp_model

    from roster.model.roster import SolverSettings
    from roster.solver.variables import IntVar, Variables


def settled_trips(
    v: Variables, values: list[int], settings: SolverSettings, seconds: float
) -> dict[str, int]:
    """Trips of each person who makes the same number of them in every roster that the model, with the
    levels fixed so far, still allows; ``values`` is one such roster.

    Asks for a roster in which as many as possible of the candidates differ, drops those who do, and
    asks again until a proof says that nobody can; empty when ``seconds`` do not suffice.
    """
    trips = {p.id: _trip_vars(v, p.id) for p in v.problem.people}
    count = {p: sum(values[var.index] for var in duties) for p, duties in trips.items() if duties}
    candidates, deadline = set(count), time.monotonic() + seconds
    while candidates:
        model = _who_else(v, {p: (trips[p], count[p]) for p in sorted(candidates)})
        answer = run(model, settings, max(deadline - time.monotonic(), 0.1), lambda *now: None)
        if answer.values is None:
            return {}
        if answer.bound == len(candidates):
            return {p: count[p] for p in candidates}
        now = answer.values
        if answer.objective == len(candidates) or time.monotonic() > deadline:
            return {}  # the time was too short for a proof
        candidates = {p for p in candidates if sum(now[x.index] for x in trips[p]) == count[p]}
    return {}


def _trip_vars(v: Variables, person: str) -> list[IntVar]:
    return [var for key, var in v.duties_of(person) if key in v.held]


def _who_else(v: Variables, people: dict[str, tuple[list[IntVar], int]]) -> cp_model.CpModel:
    """The model with another goal: as few people as possible whose trips stay at their count."""
    model = v.model.clone()
    model.clear_objective()  # type: ignore[no-untyped-call]
    stays = []
    for duties, count in people.values():
        trips = sum(model.get_int_var_from_proto_index(var.index) for var in duties)
        stay, more = model.new_bool_var(""), model.new_bool_var("")
        model.add(trips >= count + 1).only_enforce_if(~stay, more)
        model.add(trips <= count - 1).only_enforce_if(~stay, ~more)
        stays.append(stay)
    model.minimize(sum(stays))
    return model


def link_faces(v: Variables, trips: dict[str, int], missing: int) -> None:
    """Add the cuts. ``trips`` are settled ones; ``missing`` is how many visits may at most be short
    (what the demand level was fixed to allows).

    With cap(p, s) the most duties a person can have at a station:

    - duties of p at s ≤ cap(p, s) · face(p, s);
    - a person's trips need so many stations that their largest caps add up to them;
    - a station's visits need so many persons that their largest caps add up to them.
    """
    caps = {pair: _cap(v, *pair, trips.get(pair[0])) for pair in v.faces}
    for (person, site), face in v.faces.items():
        duties = [var for key, var in v.duties_of(person) if key.site == site]
        v.model.add(sum(duties) <= caps[person, site] * face)
    for person, count in trips.items():
        v.model.add(sum(_trip_vars(v, person)) == count)
        _at_least(v, count, {pair: cap for pair, cap in caps.items() if pair[0] == person})
    for demand in v.problem.station_demands:
        wanted = sum(w.need for w in v.problem.windows if w.site == demand.site) - missing
        _at_least(v, wanted, {pair: cap for pair, cap in caps.items() if pair[1] == demand.site})


def _cap(v: Variables, person: str, site: str, trips: int | None) -> int:
    """The most duties the person can have at the station: one a visit, as many visits as each window
    needs and the person has days for, and no more than their settled trips.
    """
    days = {key.date for key, _ in v.duties_of(person) if key.site == site}
    regular = sum(min(w.need, len(days & set(w.days))) for w in v.problem.windows if w.site == site)
    extra = sum(e.date in days for e in v.problem.extra_visits if e.site == site)
    cap = regular + extra
    return cap if trips is None else min(cap, trips)


def _at_least(v: Variables, total: int, caps: dict[tuple[str, str], int]) -> None:
    """As many of the faces as it takes for their caps, largest first, to reach the total."""
    reached = needed = 0
    for cap in sorted(caps.values(), reverse=True):
        if reached >= total:
            break
        reached += cap
        needed += 1
    if needed:
        v.model.add(sum(v.faces[pair] for pair in caps) >= needed)
