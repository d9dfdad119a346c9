"""The sheets 按日需求, 站点上限 and 次日不接."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from roster.io.sheets.demand import prices
from roster.model.demand import DayDemand
from roster.model.requests import Closure, SiteLimit, Succession
from roster.model.sites import Session, Site, SiteKind
from roster.text import Text

if TYPE_CHECKING:
    from collections.abc import Collection, Mapping

    from roster.io.names import Names
    from roster.io.rows import Row, SheetRows
    from roster.model.calendar import Calendar, Month

_TWICE = Text("与前面一行相同", "the same as a row before")
_KEEP_ONE = Text("只留一行", "keep one")


class Days(NamedTuple):
    """What tells whether a centre's day is one of service in the planned month."""

    month: Month
    calendar: Calendar
    closures: Collection[Closure]


def read_day_demands(
    sheet: SheetRows, sites: Names, site: Mapping[str, Site], days: Days
) -> list[DayDemand]:
    """The rows of the month; one that nobody could serve is reported, because it would vanish."""
    found: list[DayDemand] = []
    for row in sheet:
        where, day = sites.find(row, "站点"), row["日期"]
        place = site.get(where or "")
        if place is not None and place.kind is not SiteKind.CENTRE:
            row.blame(
                "站点",
                Text("按日需求只用于中心", "only the centre has demands by date"),
                Text("站点另加一次请用“固定安排”表的“加场”", "use 加场 in 固定安排 for a station"),
            )
        if not row.sound or where is None or day not in days.month:
            continue
        if any((d.site, d.date) == (where, day) for d in found):
            row.blame("日期", _TWICE, _KEEP_ONE)
        _check_open(row, where, days)
        found.append(DayDemand(site=where, date=day, persons=row["人数"], **prices(row)))
    return found


def _check_open(row: Row, where: str, days: Days) -> None:
    day = row["日期"]
    closed = any(c.site == where and c.touches(day, Session.FULL) for c in days.closures)
    if closed or not days.calendar.is_workday(day):
        row.blame(
            "日期",
            Text("这天中心不开", "the centre is not open that day"),
            Text(
                "改日期，或在“日历调整”表改为上班、删去“关闭”",
                "change the date, or make it a workday in 日历调整, or delete the 关闭",
            ),
        )


def read_site_limits(sheet: SheetRows, people: Names, sites: Names) -> list[SiteLimit]:
    """Every limit of a person at a site; one given twice is reported."""
    found: dict[tuple[str, str], SiteLimit] = {}
    for row in sheet:
        who, where = people.find(row, "人员"), sites.find(row, "站点")
        if row.sound and who is not None and where is not None:
            if (who, where) in found:
                row.blame("人员", _TWICE, _KEEP_ONE)
            found[who, where] = SiteLimit(person=who, site=where, most=row["次数"])
    return list(found.values())


def read_successions(sheet: SheetRows, sites: Names) -> list[Succession]:
    """Every order of sites that is forbidden; one given twice is reported."""
    found: list[Succession] = []
    for row in sheet:
        first, then = sites.find(row, "前一日站点"), sites.find(row, "次日站点")
        if row.sound and first is not None and then is not None:
            order = Succession(first=first, then=then)
            if order in found:
                row.blame("前一日站点", _TWICE, _KEEP_ONE)
            found.append(order)
    return found
