"""How often a station may be visited: the ladder of frequencies, and what a year of one is."""

from __future__ import annotations

from typing import TYPE_CHECKING

from roster.model.demand import Frequency, Period
from roster.model.proposals import with_frequency
from roster.model.visits_ahead import visits_ahead

if TYPE_CHECKING:
    from roster.model.demand import StationDemand
    from roster.model.problem import Problem
    from roster.model.visits_ahead import Ahead

WEEKLY = Frequency(period=Period.WEEK)
LADDER = (
    Frequency(period=Period.MONTH),
    Frequency(period=Period.FORTNIGHT),
    WEEKLY,
    *(Frequency(period=Period.WEEK, times=n) for n in range(2, 8)),
)
"""From the floor of F4 四（一）4, at least once a month, over its principle, once a week, upward."""
A_YEAR = {Period.WEEK: 52, Period.FORTNIGHT: 26, Period.MONTH: 12}


def a_year(frequency: Frequency) -> int:
    """Visits in a year without holidays."""
    return A_YEAR[frequency.period] * frequency.times


def next_up(demand: StationDemand) -> Frequency | None:
    """The next step upward; None where the station may open on no more weekdays."""
    now = a_year(demand.frequency)
    for step in LADDER:
        if a_year(step) > now:
            return step if step.period is not Period.WEEK or fits(demand, step) else None
    return None


def next_down(demand: StationDemand) -> Frequency | None:
    """The next step downward; None at the floor of once a month."""
    now = a_year(demand.frequency)
    return next((step for step in reversed(LADDER) if a_year(step) < now), None)


def fits(demand: StationDemand, frequency: Frequency) -> bool:
    """Whether the station may open on enough weekdays."""
    return frequency.period is not Period.WEEK or frequency.times <= len(demand.weekdays)


def visits_at(problem: Problem, site: str, frequency: Frequency, of: Ahead) -> int:
    """The visits that a frequency asks for on the days ahead."""
    changed = with_frequency(problem, site, frequency)
    return sum(visits_ahead(problem, changed.station_demand[site], of).values())
