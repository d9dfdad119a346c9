"""On which weekdays villagers expect a station to be open (惯常星期).

A station is usually open on ``count`` weekdays: as many as its weekly visits, one where it is visited
once a week or less. The clerk may name one; the rest is chosen for the whole month, and last month's
weekdays are what it would change from. Times stay relatively fixed (F1 平顺); 沁源 gives each station
Tuesday or Thursday for the month (docs/policy.md).
"""

from __future__ import annotations

from collections import Counter
from datetime import timedelta
from itertools import combinations
from typing import TYPE_CHECKING, NamedTuple

from roster.model.demand import Period, StationDemand

if TYPE_CHECKING:
    from roster.model.problem import Problem


class Habit(NamedTuple):
    """A station's choice of usual weekdays (1 = Monday … 7 = Sunday): any ``choices``; ``previous`` are
    last month's, empty where unknown or where the clerk names the usual weekday.
    """

    site: str
    choices: tuple[frozenset[int], ...]
    previous: frozenset[int]

    def changed(self, choice: frozenset[int]) -> int:
        """How many weekdays of a choice are new to the villagers."""
        return len(choice - self.previous) if self.previous else 0


def habit_of(problem: Problem, demand: StationDemand) -> Habit:
    """The station's habit: every set of ``count`` allowed weekdays that holds the named one."""
    weekly = demand.frequency.period is Period.WEEK
    count = min(demand.frequency.times if weekly else 1, len(demand.weekdays))
    named = {demand.usual_weekday} - {None}
    choices = tuple(
        frozenset(c) for c in combinations(sorted(demand.weekdays), count) if named <= set(c)
    )
    return Habit(demand.site, choices, frozenset() if named else _previous(problem, demand, count))


def _previous(problem: Problem, demand: StationDemand, count: int) -> frozenset[int]:
    """The ``count`` allowed weekdays most visited in the month before, earlier weekdays first."""
    before = problem.month.at(problem.month.first - timedelta(days=1))
    dates = {d.date for d in problem.history if d.site == demand.site and d.date in before}
    seen = Counter(d.isoweekday() for d in dates if d.isoweekday() in demand.weekdays)
    ranked = sorted(seen, key=lambda weekday: (-seen[weekday], weekday))
    return frozenset(ranked[:count])
