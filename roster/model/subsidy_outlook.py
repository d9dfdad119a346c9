"""What a year's subsidy will come to: 200 yuan a person a day at the centre, 300 a person a visit at a
station, nothing for public-post persons (F4 五（二）1; deductions are left out).

Duties that are known are paid as they are. Months without any known duty are reckoned from the days that
the records name. What is not planned yet is reckoned from the demand; who will serve is not known, so
that where the pool has public-post persons the part that is paid is taken from the year's duties: of n
known ones k were paid, the part is beta with (k + 1/2, n − k + 1/2) (Jeffreys), and of m to come the
number paid has the mean and variance of a beta-binomial.
"""

from __future__ import annotations

from collections import defaultdict
from math import sqrt
from statistics import NormalDist
from typing import TYPE_CHECKING, NamedTuple

from roster.model.calendar import Month

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence
    from datetime import date

    from roster.model.forecast import Forecast
    from roster.model.problem import Problem
    from roster.model.records import Held
    from roster.model.requests import Duty


class MonthCost(NamedTuple):
    """A month's subsidy in yuan: ``known`` of duties, ``reckoned`` of days on record without a known duty,
    ``expected`` of what is not planned yet.
    """

    month: Month
    known: int
    reckoned: float
    expected: float

    @property
    def yuan(self) -> float:
        """All of it."""
        return self.known + self.reckoned + self.expected


class SubsidyOutlook(NamedTuple):
    """A year's subsidy by month; ``variance`` is of the sum, in yuan squared."""

    months: tuple[MonthCost, ...]
    variance: float

    @property
    def end(self) -> float:
        """Yuan of the whole year, as expected."""
        return sum(m.yuan for m in self.months)

    def interval(self, level: float) -> tuple[int, int]:
        """The range in which the year's sum lies with that probability (normal)."""
        z = NormalDist().inv_cdf((1 + level) / 2) * sqrt(self.variance)
        return round(self.end - z), round(self.end + z)


class Paid(NamedTuple):
    """How many of the known duties were paid, of how many; ``all_paid`` where nobody in the pool is
    unpaid.
    """

    paid: int
    known: int
    all_paid: bool

    def of(self, number: int) -> tuple[float, float]:
        """Mean and variance of how many of so many duties to come are paid."""
        if self.all_paid:
            return number, 0.0
        a, b = self.paid + 0.5, self.known - self.paid + 0.5
        part = a / (a + b)
        return number * part, number * part * (1 - part) * (a + b + number) / (a + b + 1)


def subsidy_outlook(
    problem: Problem, held: Held, duties: Sequence[Duty], of: Forecast
) -> SubsidyOutlook:
    """The year's subsidy by month, with the present plan."""
    known: dict[Month, int] = defaultdict(int)
    for duty in duties:
        if duty.date <= of.since or Month.of(duty.date) in of.planned:
            known[Month.of(duty.date)] += problem.pay(duty.person, duty)
    listed = {Month.of(d.date) for d in duties}
    reckoned, variance = _reckoned(problem, held, duties, of.year, listed)
    expected: dict[Month, float] = defaultdict(float)
    for station in (False, True):
        part = paid_part(problem, duties, station)
        yuan = problem.settings.pay_station if station else problem.settings.pay_centre
        for month, number in _unplanned(problem, of, station).items():
            mean, spread = part.of(number)
            expected[month] += yuan * mean
            variance += yuan**2 * spread
    months = (Month(year=of.year, month=n) for n in range(1, 13))
    costs = (MonthCost(m, known[m], reckoned.get(m, 0.0), expected[m]) for m in months)
    return SubsidyOutlook(tuple(costs), variance)


def paid_part(problem: Problem, duties: Iterable[Duty], station: bool) -> Paid:
    """How much of the known duties at stations, or at the centre, was paid."""
    flags = [problem.person[d.person].paid for d in duties if problem.is_station(d.site) is station]
    may = (p for p in problem.people if (p.serves_stations if station else p.serves_centre))
    return Paid(sum(flags), len(flags), all(p.paid for p in may))


def _reckoned(
    problem: Problem, held: Held, duties: Iterable[Duty], year: int, listed: set[Month]
) -> tuple[dict[Month, float], float]:
    """Days on record in months of which no duty is known: each has the persons of its demand."""
    found: dict[Month, float] = defaultdict(float)
    variance, duties = 0.0, list(duties)
    for station in (False, True):
        part = paid_part(problem, duties, station)
        for site, days in held.days.items():
            if problem.is_station(site) is not station:
                continue
            yuan, persons = _price(problem, site)
            for month, number in _by_month(days, year).items():
                if month not in listed:
                    mean, spread = part.of(number * persons)
                    found[month] += yuan * mean
                    variance += yuan**2 * spread
    return dict(found), variance


def _by_month(days: Iterable[date], year: int) -> dict[Month, int]:
    found: dict[Month, int] = defaultdict(int)
    for day in days:
        if day.year == year:
            found[Month.of(day)] += 1
    return found


def _price(problem: Problem, site: str) -> tuple[int, int]:
    """Yuan a person a day or visit, and persons."""
    if problem.is_station(site):
        demand = problem.station_demand.get(site)
        return problem.settings.pay_station, demand.persons if demand else 1
    return problem.settings.pay_centre, sum(d.persons for d in problem.centre_demands)


def _unplanned(problem: Problem, of: Forecast, station: bool) -> dict[Month, int]:
    """Person-duties to come in months that nobody has planned."""
    found: dict[Month, int] = defaultdict(int)
    for outlook in of.sites:
        if problem.is_station(outlook.site) is station:
            persons = _price(problem, outlook.site)[1]
            for month, number in outlook.visits.items():
                if month not in of.planned:
                    found[month] += persons * number
    return found
