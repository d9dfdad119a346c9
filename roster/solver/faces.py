"""Valid cuts that make the number of different faces provable.

Alone, ``face ≥ duty`` lets a fraction of a person serve a station all month. What ties faces down is how
often each person goes out at all, and once fairness is fixed most people have little choice in that
(counts.py). The relaxation ignores it; these cuts do not.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from roster.solver.counts import Trips
    from roster.solver.outline import Outline
    from roster.solver.variables import Variables


def link_faces(v: Variables, trips: Trips, missing: int | None, on: Variables | Outline) -> None:
    """Add the cuts to the model of ``v``, or to its outline; ``missing`` is how many visits a station
    may at most be short, None for any.

    With cap(p, s) the most duties a person can have at a station:

    - duties of p at s ≤ cap(p, s) · face(p, s);
    - a person's trips need so many stations that their largest caps add up to them;
    - a station's visits need so many persons that their largest caps add up to them.
    """
    caps = station_caps(v, trips)
    for (person, site), face in on.faces.items():
        on.model.add(on.duties_at(person, site) <= caps[person, site] * face)
    for person, (fewest, most) in trips.items():
        on.model.add_linear_constraint(on.trips(person), fewest, most)
        _at_least(on, fewest, {pair: cap for pair, cap in caps.items() if pair[0] == person})
    if missing is None:
        return
    for demand in v.problem.station_demands:
        wanted = sum(w.need for w in v.problem.windows if w.site == demand.site) - missing
        _at_least(on, wanted, {pair: cap for pair, cap in caps.items() if pair[1] == demand.site})


def station_caps(v: Variables, trips: Trips) -> dict[tuple[str, str], int]:
    """The most duties each person can have at each station: as many visits as each window needs and
    the person has days for, the extra ones, and no more than the person's trips.
    """
    return {pair: min(_visits_within_reach(v, *pair), trips[pair[0]][1]) for pair in v.faces}


def _visits_within_reach(v: Variables, person: str, site: str) -> int:
    days = {key.date for key, _ in v.duties_of(person) if key.site == site}
    regular = sum(min(w.need, len(days & set(w.days))) for w in v.problem.windows if w.site == site)
    return regular + sum(e.site == site and e.date in days for e in v.problem.extra_visits)


def _at_least(on: Variables | Outline, total: int, caps: dict[tuple[str, str], int]) -> None:
    """As many of the faces as it takes for their caps, largest first, to reach the total."""
    reached = needed = 0
    for cap in sorted(caps.values(), reverse=True):
        if reached >= total:
            break
        reached += cap
        needed += 1
    if needed:
        on.model.add(sum(on.faces[pair] for pair in caps) >= needed)
