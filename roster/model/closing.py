"""Which change of frequency closes a gap to the target at the least cost.

Each station may have another frequency for the days that nobody has planned yet; each gives more visits,
each visit the consultations that the station's visits bring, each person-visit costs the same. So the
least cost is the least number k of person-visits that is enough: best[k] is the most that k can bring,
one frequency a station (multiple-choice knapsack), filled station by station for every k up to the limit;
the first k that reaches the gap is proven least, because best[k] looks at every choice of frequencies.
``tests`` compare it with all choices.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from roster.model.calendar import monday_of
from roster.model.frequency_steps import LADDER, a_year, fits, visits_at

if TYPE_CHECKING:
    from collections.abc import Sequence

    from roster.model.demand import Frequency
    from roster.model.demand_rates import Rates
    from roster.model.forecast import Forecast
    from roster.model.problem import Problem


class Step(NamedTuple):
    """A station's other frequency: the ``visits`` it adds, the person-visits, the consultations
    expected.
    """

    site: str
    frequency: Frequency
    visits: int
    person_visits: int
    gain: float


class Closing(NamedTuple):
    """The best choice of steps: the cheapest that is enough (``enough``), else what brings most."""

    steps: tuple[Step, ...]
    enough: bool

    @property
    def gain(self) -> float:
        """Consultations more, as expected."""
        return sum(s.gain for s in self.steps)

    @property
    def person_visits(self) -> int:
        """Person-visits more."""
        return sum(s.person_visits for s in self.steps)


def steps_of(problem: Problem, rates: Rates, of: Forecast) -> list[list[Step]]:
    """Each station's possible steps upward; none where they add no visit."""
    found = []
    for demand in problem.station_demands:
        now = visits_at(problem, demand.site, demand.frequency, of.open)
        steps = []
        for step in LADDER:
            if a_year(step) <= a_year(demand.frequency) or not fits(demand, step):
                continue
            more = visits_at(problem, demand.site, step, of.open) - now
            if more > 0:
                gain = more * rates.site[demand.site].mean
                steps.append(Step(demand.site, step, more, more * demand.persons, gain))
        found.append(steps)
    return found


def close(choices: Sequence[Sequence[Step]], gap: float, most: int) -> Closing:
    """The steps, at most one a station, of the fewest person-visits that gain the gap, of those the ones
    that gain most; where no choice within ``most`` person-visits does, those that gain most.
    """
    limit = max(0, min(most, sum(max((s.person_visits for s in c), default=0) for c in choices)))
    best: list[tuple[float, tuple[Step, ...]]] = [(0.0, ())] * (limit + 1)
    for steps in choices:
        best = [_best(best, steps, k) for k in range(limit + 1)]
    for gain, chosen in best:
        if gain >= gap - 1e-9:
            return Closing(chosen, True)
    return Closing(best[-1][1], False)


def _best(
    best: Sequence[tuple[float, tuple[Step, ...]]], steps: Sequence[Step], k: int
) -> tuple[float, tuple[Step, ...]]:
    """The most that at most k person-visits bring, with one more station to choose for."""
    found = best[k]
    for step in steps:
        if step.person_visits <= k:
            gain, chosen = best[k - step.person_visits]
            if gain + step.gain > found[0] + 1e-9:
                found = gain + step.gain, (*chosen, step)
    return found


def people_left(problem: Problem, of: Forecast) -> int:
    """Person-visits that the pool could still take on the open days, over what is planned: each person's
    weekly limit, at most the workdays of the week; leave that nobody asked for yet is not known.
    """
    days = sorted(d for d in of.open.open_days if problem.calendar.is_workday(d))
    free = {"all": 0, "stations": 0}
    for monday in dict.fromkeys(map(monday_of, days)):
        week = [d for d in days if monday_of(d) == monday]
        for person in problem.people:
            limit = person.max_week if person.max_week is not None else problem.settings.max_week
            duties = min(limit, sum(person.disqualified(d) is None for d in week))
            free["all"] += duties
            free["stations"] += duties if person.serves_stations else 0
    centre, stations = _wanted(problem, of)
    return max(0, min(free["all"] - centre - stations, free["stations"] - stations))


def _wanted(problem: Problem, of: Forecast) -> tuple[int, int]:
    """Person-duties of the open days at the centre and at stations."""
    days = sum(map(problem.calendar.is_workday, of.open.open_days))
    centre = days * sum(d.persons * len(d.sessions) for d in problem.centre_demands)
    stations = sum(
        d.persons * visits_at(problem, d.site, d.frequency, of.open)
        for d in problem.station_demands
    )
    return centre, stations
