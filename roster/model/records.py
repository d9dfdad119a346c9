"""Consultations as they were recorded (咨询记录), and the visits that they were given at."""

from __future__ import annotations

from collections import defaultdict
from typing import TYPE_CHECKING, NamedTuple

from roster.model.calendar import Month

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping
    from datetime import date

    from roster.model.problem import Problem
    from roster.model.requests import Duty


class Consultation(NamedTuple):
    """So many persons advised at a site on a day (人次); ``person`` gave the advice, None where not told."""

    date: date
    site: str
    count: int
    person: str | None = None


class Held(NamedTuple):
    """What was held, and how many came: for each site the days and their consultations.

    ``since`` and ``until`` are the days that the records cover. ``empty`` of the stations' days are known from
    duties alone: nothing was recorded there, so nobody came. ``unlisted`` are months without any duty known:
    there only days with a record count, and a visit to which nobody came is not seen.
    """

    days: Mapping[str, Mapping[date, int]]
    since: date
    until: date
    empty: int
    unlisted: tuple[Month, ...]

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

    The centre counts as open on every workday that the records cover (F4 四（一）4), a station on days with a
    duty or a record. Raises ValueError where no record is left.
    """
    known = [r for r in records if until is None or r.date <= until]
    if not known:
        raise ValueError("no record")
    since = min(r.date for r in known)
    until = until or max(r.date for r in known)
    found: dict[str, dict[date, int]] = defaultdict(lambda: defaultdict(int))
    for record in known:
        found[record.site][record.date] += record.count
    duties = [d for d in duties if since <= d.date <= until]
    opened = {(d.site, d.date) for d in duties}
    for demand in problem.centre_demands:
        opened |= {(demand.site, day) for day in problem.calendar.workdays(since, until)}
    empty = 0
    for site, day in sorted(opened):
        if day not in found[site]:
            found[site][day] = 0
            empty += problem.is_station(site)
    listed = {Month.of(d.date) for d in duties}
    months = sorted({(r.date.year, r.date.month) for r in known})
    unlisted = [m for y, n in months if (m := Month(year=y, month=n)) not in listed]
    return Held(found, since, until, empty, tuple(unlisted))
