"""Where the year will end: consultations done, those expected of what is still to come, and the spread.

Each site's visits to come bring what ``SiteRate.of`` says; whole months swing together by
``Rates.months``. The sum is taken for negative binomial with the summed mean and variance. No season is
assumed: from one year of records nobody can tell a season from chance.
"""

from __future__ import annotations

from collections import defaultdict
from typing import TYPE_CHECKING, NamedTuple

from roster.model.calendar import Month
from roster.model.distributions import Count, total
from roster.model.visits_ahead import ahead, centre_days_ahead, visits_ahead

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable, Mapping
    from datetime import date

    from roster.model.demand_rates import Rates
    from roster.model.problem import Problem
    from roster.model.records import Held
    from roster.model.requests import Duty
    from roster.model.visits_ahead import Ahead


class SiteOutlook(NamedTuple):
    """A site's year: consultations ``done``, visits still to come (days at the centre) by month, and what
    those bring.
    """

    site: str
    done: int
    visits: Mapping[Month, int]
    left: Count

    @property
    def visits_left(self) -> int:
        """All visits still to come."""
        return sum(self.visits.values())


class Forecast(NamedTuple):
    """A county's year after the day ``since``, up to which the records are complete.

    ``left`` is what all sites still bring. ``planned`` are months of which a roster is in force: their
    visits are those. ``open`` is what lies ahead unplanned.
    """

    year: int
    since: date
    sites: tuple[SiteOutlook, ...]
    left: Count
    planned: tuple[Month, ...]
    open: Ahead

    @property
    def done(self) -> int:
        """Consultations of the year up to ``since``."""
        return sum(s.done for s in self.sites)

    @property
    def end(self) -> float:
        """Consultations of the whole year, as expected."""
        return self.done + self.left.mean

    def interval(self, level: float) -> tuple[int, int]:
        """The range in which the year ends with that probability."""
        low, high = self.left.interval(level)
        return self.done + low, self.done + high

    def reaches(self, target: int) -> float:
        """How likely the year ends at the target or above."""
        return self.left.at_least(target - self.done)


def forecast(
    problem: Problem,
    held: Held,
    rates: Rates,
    year: int,
    duties: Iterable[Duty],
    published: Collection[Month] = (),
) -> Forecast:
    """The year's forecast. ``duties`` are all that are known of the year, those of the ``published`` months
    among them.
    """
    coming = _published_days(duties, held.until, published)
    fixed: dict[str, set[date]] = {s.id: set(held.days.get(s.id, {})) for s in problem.sites}
    for where, days in coming.items():
        fixed[where] |= days
    of = ahead(year, held.until, published, fixed)
    outlooks = []
    for site in problem.sites:
        visits: dict[Month, int] = defaultdict(int)
        for day in coming.get(site.id, ()):
            visits[Month.of(day)] += 1
        for month, number in _unplanned(problem, site.id, of).items():
            visits[month] += number
        left = rates.site[site.id].of(sum(visits.values()))
        outlooks.append(SiteOutlook(site.id, held.total(site.id, year), dict(visits), left))
    left = total([o.left for o in outlooks], _swings(outlooks, rates))
    return Forecast(year, held.until, tuple(outlooks), left, tuple(sorted(published, key=str)), of)


def _published_days(
    duties: Iterable[Duty], since: date, published: Collection[Month]
) -> dict[str, set[date]]:
    """Each site's days after ``since`` of the months in force."""
    found: dict[str, set[date]] = defaultdict(set)
    for duty in duties:
        if duty.date > since and Month.of(duty.date) in published:
            found[duty.site].add(duty.date)
    return found


def _unplanned(problem: Problem, site: str, of: Ahead) -> Mapping[Month, int]:
    if site in problem.station_demand:
        return visits_ahead(problem, problem.station_demand[site], of)
    return {} if problem.is_station(site) else centre_days_ahead(problem, of)


def _swings(outlooks: Iterable[SiteOutlook], rates: Rates) -> float:
    """The variance that all sites have in common, because whole months are busy or quiet: those to come,
    and those on record, from which the rates were taken.
    """
    months: dict[Month, float] = defaultdict(float)
    for outlook in outlooks:
        for month, visits in outlook.visits.items():
            months[month] += visits * rates.site[outlook.site].mean
    past = sum(months.values()) ** 2 / max(1, rates.month_count)
    return rates.months * (sum(mean**2 for mean in months.values()) + past)
