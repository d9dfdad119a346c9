"""The main path: inputs → sheets → model → problem."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from pydantic import ValidationError

from roster.errors import InputError, InputProblem
from roster.io.busy import read_busy
from roster.io.names import Names
from roster.io.report import Report
from roster.io.rows import read_sheets
from roster.io.sheets.adjustments import check_announced, read_adjustments
from roster.io.sheets.demand import read_demands
from roster.io.sheets.fixed import read_fixed
from roster.io.sheets.history import check_published, history_for, read_history, read_trips
from roster.io.sheets.orders import Days, read_day_demands, read_site_limits, read_successions
from roster.io.sheets.people import read_people
from roster.io.sheets.requests import read_requests
from roster.io.sheets.settings import read_settings
from roster.io.sheets.sites import check_hours, read_sites
from roster.io.sheets.spoken import check_spoken
from roster.io.sheets.times import check_history_dates
from roster.io.source import read_tables
from roster.io.template.pending import settled
from roster.io.workdays import build_calendar
from roster.model.problem import Problem
from roster.text import Text

if TYPE_CHECKING:
    from collections.abc import Sequence
    from pathlib import Path

    from roster.errors import Assumption
    from roster.io.rows import SheetRows
    from roster.io.sheets.demand import Demands
    from roster.io.sheets.fixed import Fixed
    from roster.model.calendar import Month
    from roster.model.requests import Duty
    from roster.model.sites import Session


class Examination(NamedTuple):
    """What was found in the inputs: the ``problem`` (None where anything is wrong), everything wrong and
    everything assumed in reading order, and the ``sheets`` as they were read, by name (empty where nothing
    could be).
    """

    problem: Problem | None
    problems: tuple[InputProblem, ...]
    assumptions: tuple[Assumption, ...]
    sheets: dict[str, SheetRows]


def read_problem(
    path: Path,
    month: Month,
    *,
    published: Sequence[Duty] = (),
    assume_calendar: bool = False,
    read_calendars: bool = True,
) -> Problem:
    """The problem of one month; arguments as for ``examine``.

    Raises:
        InputError: with everything that is wrong in the inputs, in reading order.
    """
    found = examine(
        path,
        month,
        published=published,
        assume_calendar=assume_calendar,
        read_calendars=read_calendars,
    )
    if found.problem is None:
        raise InputError(found.problems)
    return found.problem


def examine(
    path: Path,
    month: Month,
    *,
    published: Sequence[Duty] = (),
    assume_calendar: bool = False,
    read_calendars: bool = True,
) -> Examination:
    """The inputs of one month, read from a workbook, a folder with one, or a folder of CSV files.

    ``published`` are duties of published months: they replace the rows of 历史值班 of the same
    months; those of sites that are no longer in the inputs are left out, a person who is no longer in
    them is wrong.
    ``assume_calendar`` lets a month be drafted whose holidays are not known: weekdays are assumed
    and the problem's calendar is not ``announced``. ``read_calendars`` asks the persons' own calendars
    (忙碌日历), files beside the inputs and addresses on the web.
    """
    report = Report()
    calendars = (path if path.is_dir() else path.parent) if read_calendars else None
    name, found = read_tables(path, report)
    tables = settled(found, report)
    sheets = read_sheets(name, tables, report, month) if tables else {}
    problem = None
    if sheets:
        try:
            problem = _problem(sheets, month, published, assume_calendar, calendars, report)
        except ValidationError as error:  # second net: nothing the checks above let through is lost
            if not report.problems:
                _refuse(report, name, error)
    return Examination(problem, tuple(report.problems), tuple(report.assumptions), sheets)


def _problem(
    sheets: dict[str, SheetRows],
    month: Month,
    published: Sequence[Duty],
    assume_calendar: bool,
    calendars: Path | None,
    report: Report,
) -> Problem | None:
    settings = read_settings(sheets["规则"])
    adjustments = read_adjustments(sheets["日历调整"])
    check_announced(sheets["日历调整"], adjustments, month, assume_calendar)
    people, places = Names(sheets["人员"], "姓名"), Names(sheets["站点"], "名称")
    persons = read_people(sheets["人员"], places, month)
    sites = read_sites(sheets["站点"], settings.county if settings else "", month)
    site = {s.id: s for s in sites}
    demands = read_demands(sheets["需求"], places, site)
    requests = read_requests(sheets["请假与意愿"], people, places, month)
    check_spoken(sheets["请假原话"])
    if calendars is not None:
        own = f"@{settings.uid_domain}" if settings else ""
        requests.leaves.extend(read_busy(sheets["人员"], sites, month, calendars, own))
    fixed = read_fixed(sheets["固定安排"], people, places, site, demands.sessions, month)
    check_hours(sheets["站点"], _sessions_used(demands, fixed))
    written = read_history(sheets["历史值班"], people, places, demands.sessions)
    check_history_dates(sheets["历史值班"], month)
    trips = read_trips(sheets["车程"], places)
    calendar = build_calendar(month, adjustments)
    days = Days(month, calendar, fixed.closures)
    day_demands = read_day_demands(sheets["按日需求"], places, site, days)
    site_limits = read_site_limits(sheets["站点上限"], people, places)
    successions = read_successions(sheets["次日不接"], places)
    listed = {
        row.words("编号") for row in sheets["人员"]
    }  # also those in whose row something is wrong
    check_published(sheets["人员"], month, published, listed, site)
    if settings is None or report.problems:
        return None
    return Problem(
        month=month,
        settings=settings,
        calendar=calendar,
        people=tuple(persons),
        sites=tuple(sites),
        centre_demands=tuple(demands.centre),
        day_demands=tuple(day_demands),
        station_demands=tuple(demands.stations),
        extra_visits=tuple(fixed.extras),
        leaves=tuple(requests.leaves),
        wishes=tuple(requests.wishes),
        pins=tuple(fixed.pins),
        bans=tuple(fixed.bans),
        closures=tuple(fixed.closures),
        site_limits=tuple(site_limits),
        successions=tuple(successions),
        trips=tuple(trips),
        history=history_for(month, written, published, {p.id for p in persons}, site),
    )


def _sessions_used(demands: Demands, fixed: Fixed) -> dict[str, set[Session]]:
    """The sessions in which each site opens, regularly or for an extra visit."""
    used = {site: set(sessions) for site, sessions in demands.sessions.items()}
    for extra in fixed.extras:
        used.setdefault(extra.site, set()).add(extra.session)  # its demand may not be readable
    return used


def _refuse(report: Report, file: str, error: ValidationError) -> None:
    for e in error.errors():
        message = Text(f"输入不合要求（{e['msg']}）", f"the inputs do not fit ({e['msg']})")
        report.add(
            InputProblem(message, Text("请核对相关工作表", "check the sheets concerned"), file=file)
        )
