"""Leave (忙碌) from persons' own calendars: which sessions of which days, and nothing else."""

from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor
from datetime import date, datetime, timedelta
from typing import TYPE_CHECKING, NamedTuple

from roster.io.busy.events import SHANGHAI, Busy, busy_events
from roster.io.busy.fetch import CalendarError, calendar_bytes
from roster.model.calendar import days_between, monday_of
from roster.model.requests import Leave
from roster.model.sites import Session

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence
    from pathlib import Path

    from roster.errors import InputProblem
    from roster.io.rows import Row, SheetRows
    from roster.model.calendar import Month
    from roster.model.problem import Problem
    from roster.model.sites import Site, TimeSpan

COLUMN = "忙碌日历"
KIND, SOURCE = "忙碌", "本人日历"
_AT_ONCE = 8  # addresses asked at the same time
_HALVES = (Session.MORNING, Session.AFTERNOON)


class Seen(NamedTuple):
    """What a person's calendar says of the month's weeks."""

    person: str
    times: tuple[Busy, ...]


def read_busy(
    people: SheetRows, sites: Sequence[Site], month: Month, folder: Path, own: str
) -> list[Leave]:
    """The leave of every person whose row names a calendar; what cannot be read goes to the report."""
    return [
        leave
        for seen in seen_busy(people, month, folder, own)
        for leave in _leaves(seen.person, sessions_of(seen.times, sites))
    ]


def busy_report(
    people: SheetRows, problem: Problem, inputs: Path
) -> tuple[list[Seen], tuple[InputProblem, ...]]:
    """What the calendars of sound inputs say, and what is wrong with them."""
    folder = inputs if inputs.is_dir() else inputs.parent
    seen = seen_busy(people, problem.planned_month, folder, f"@{problem.settings.uid_domain}")
    return seen, tuple(people.report.problems)


def seen_busy(people: SheetRows, month: Month, folder: Path, own: str) -> list[Seen]:
    """The calendars of the persons who have one; what cannot be read goes to the report. ``own`` as for
    ``busy_events``.
    """
    rows = [row for row in people if row[COLUMN] and row["编号"]]
    first, last = monday_of(month.first), monday_of(month.last) + timedelta(days=6)

    def read(row: Row) -> tuple[Busy, ...] | CalendarError:
        try:
            return busy_events(calendar_bytes(row[COLUMN], folder), first, last, own)
        except CalendarError as error:
            return error

    with ThreadPoolExecutor(_AT_ONCE) as pool:
        found = list(pool.map(read, rows))
    seen = []
    for row, result in zip(rows, found, strict=True):
        if isinstance(result, CalendarError):
            row.blame(COLUMN, result.message, result.remedy)
        else:
            seen.append(Seen(row["编号"], result))
    return seen


def sessions_of(times: Iterable[Busy], sites: Sequence[Site]) -> dict[date, Session]:
    """The busy days, in order, and which part of each: an event that meets the hours of any site's morning
    fills the morning.
    """
    mornings = _widest([site.morning for site in sites])
    afternoons = _widest([site.afternoon for site in sites])
    found: dict[date, set[Session]] = {}
    for busy in times:
        last = (busy.end - timedelta(microseconds=1)).date()
        for day in days_between(busy.start.date(), last):
            for half, hours in zip(_HALVES, (mornings, afternoons), strict=True):
                if hours and _meets(busy, day, hours):
                    found.setdefault(day, set()).add(half)
    return {
        day: Session.FULL if len(halves) == 2 else next(iter(halves))
        for day, halves in sorted(found.items())
    }


def _widest(spans: list[TimeSpan]) -> tuple[datetime, datetime] | None:
    """From the earliest beginning to the latest end, on no day in particular."""
    if not spans:
        return None
    some = date(2000, 1, 1)
    return (
        datetime.combine(some, min(s.start for s in spans), SHANGHAI),
        datetime.combine(some, max(s.end for s in spans), SHANGHAI),
    )


def _meets(busy: Busy, day: date, hours: tuple[datetime, datetime]) -> bool:
    start, end = (datetime.combine(day, moment.timetz()) for moment in hours)
    return busy.start < end and busy.end > start


def _leaves(person: str, days: dict[date, Session]) -> list[Leave]:
    """One leave for each run of days with the same session."""
    runs: list[tuple[date, date, Session]] = []
    for day, session in days.items():
        if runs and runs[-1][1] + timedelta(days=1) == day and runs[-1][2] is session:
            runs[-1] = (runs[-1][0], day, session)
        else:
            runs.append((day, day, session))
    return [
        Leave(person=person, start=start, end=end, session=session, kind=KIND, note=SOURCE)
        for start, end, session in runs
    ]
