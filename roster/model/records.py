"""Consultations as they were recorded (咨询记录), and the visits that they were given at."""

from __future__ import annotations

from collections import defaultdict
from typing import TYPE_CHECKING, NamedTuple

from roster.model.calendar import Month, days_between
from roster.model.visits_ahead import Ahead, visits_ahead, works

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping
    from datetime import date

    from roster.model.demand import StationDemand
    from roster.model.problem import Problem
    from roster.model.requests import Duty


class Consultation(NamedTuple):
    """So many persons advised at a site on a day (人次); ``person`` gave the advice, None where not
    told.
    """

    date: date
    site: str
    number: int
    person: str | None = None


class Held(NamedTuple):
    """What was held, and how many came: for each site the days and their consultations.

    ``since`` and ``until`` are the days that the records cover. ``unlisted`` are months of which no duty is
    known: there the stations are taken to have been visited as often as their frequency asks. ``empty``
    of the stations' days are without a record, ``supposed`` of them in those months: nobody came, as far
    as is known.
    """

    days: Mapping[str, Mapping[date, int]]
    since: date
    until: date
    unlisted: tuple[Month, ...]
    empty: int
    supposed: int

    def total(self, site: str, year: int) -> int:
        """The site's consultations of a year."""
        return sum(n for day, n in self.days.get(site, {}).items() if day.year == year)


def held(
    problem: Problem,
    duties: Iterable[Duty],
    records: Iterable[Consultation],
    until: date | None = None,
) -> Held:
    """What the records and the duties up to ``until`` (None: the day of the last record) say.

    The centre counts as open on every workday that the records cover (F4 四（一）4), a station on days
    with a duty or a record. Raises ValueError where no record is left.
    """
    known = [r for r in records if until is None or r.date <= until]
    if not known:
        raise ValueError("no record")
    since, until = min(r.date for r in known), until or max(r.date for r in known)
    found: dict[str, dict[date, int]] = defaultdict(lambda: defaultdict(int))
    for record in known:
        found[record.site][record.date] += record.number
    covered = [d for d in days_between(since, until) if problem.calendar.holds(d)]
    duties = [d for d in duties if since <= d.date <= until]
    listed = {Month.of(d.date) for d in duties}
    unlisted = tuple(m for m in dict.fromkeys(map(Month.of, covered)) if m not in listed)
    for demand in problem.centre_demands:
        _open(found, demand.site, filter(problem.calendar.is_workday, covered))
    stations = [d for d in duties if problem.is_station(d.site)]
    empty = sum(_open(found, d.site, [d.date]) for d in stations)
    supposed = sum(
        _open(
            found,
            d.site,
            _supposed(problem, d, found[d.site], [c for c in covered if Month.of(c) in unlisted]),
        )
        for d in problem.station_demands
    )
    days = {site: dict(of) for site, of in found.items() if of}
    return Held(days, since, until, unlisted, empty + supposed, supposed)


def _open(found: dict[str, dict[date, int]], site: str, days: Iterable[date]) -> int:
    """Count the days as held; of how many nothing was known."""
    new = [day for day in days if day not in found[site]]
    for day in new:
        found[site][day] = 0
    return len(new)


def _supposed(
    problem: Problem, demand: StationDemand, known: Iterable[date], days: list[date]
) -> list[date]:
    """Days on which a station was visited by its frequency, beside those on record: the first of each
    month that are free.
    """
    of, found = Ahead(frozenset(days), {demand.site: set(known)}), []
    for month, number in visits_ahead(problem, demand, of).items():
        free = (d for d in days if d in month and d not in of.fixed[demand.site])
        found += [d for d in free if works(problem, demand, d)][:number]
    return found
