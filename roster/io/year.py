"""A whole year of a county, for what looks further than a month: its problem, and all duties known of
it.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from roster.errors import InputError
from roster.io.assemble import examine
from roster.io.names import Names
from roster.io.sheets.demand import read_demands
from roster.io.sheets.history import read_history
from roster.model.calendar import Month
from roster.model.requests import Duty

if TYPE_CHECKING:
    from collections.abc import Sequence
    from pathlib import Path

    from roster.errors import Assumption
    from roster.io.rows import SheetRows
    from roster.model.problem import Problem


class Year(NamedTuple):
    """The ``problem`` of the year's December, whose calendar holds all days of the year, and the year's
    ``duties`` by date: those published, and of other months those of the sheet 历史值班. What was unclear
    in the inputs is in ``assumptions``. Where the year's holidays are not announced, the problem's
    calendar says so.
    """

    problem: Problem
    duties: tuple[Duty, ...]
    assumptions: tuple[Assumption, ...]


def read_year(path: Path, year: int, published: Sequence[Duty] = ()) -> Year:
    """The inputs as they stand, seen for a whole year; the persons' own calendars are left out.

    Raises InputError with all that is wrong in them.
    """
    found = examine(
        path,
        Month(year=year, month=12),
        published=published,
        assume_calendar=True,
        read_calendars=False,
    )
    if found.problem is None:
        raise InputError(found.problems)
    written = _written(found.sheets, found.problem)
    people = {p.id for p in found.problem.people}
    kept = {Month.of(d.date) for d in published}
    duties = {*published, *(d for d in written if Month.of(d.date) not in kept)}
    of_year = [
        d
        for d in duties
        if d.date.year == year and d.site in found.problem.site and d.person in people
    ]
    return Year(found.problem, tuple(sorted(of_year, key=Duty.order)), found.assumptions)


def _written(sheets: dict[str, SheetRows], problem: Problem) -> list[Duty]:
    """The sheet 历史值班, of every month: the problem itself leaves its own month out."""
    people, places = Names(sheets["人员"], "姓名"), Names(sheets["站点"], "名称")
    demands = read_demands(sheets["需求"], places, problem.site)
    return read_history(sheets["历史值班"], people, places, demands.sessions)
