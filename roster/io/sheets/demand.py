"""The sheet 需求."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from roster.io.terms import DAILY
from roster.model.demand import CentreDemand, Period, StationDemand
from roster.model.sites import Session, Site, SiteKind
from roster.text import Text

if TYPE_CHECKING:
    from collections.abc import Mapping

    from roster.io.names import Names
    from roster.io.rows import Row, SheetRows

ALL_WEEK = (1, 2, 3, 4, 5)
_ONLY_STATIONS = ("可选星期", "惯常星期", "最小间隔", "最大间隔")
_ONLY_CENTRES = ("可多排", "缺岗权重", "多排权重")


class Demands(NamedTuple):
    """What is wanted at the centre and at the stations, in the sheet's order."""

    centre: list[CentreDemand]
    stations: list[StationDemand]

    @property
    def sessions(self) -> dict[str, tuple[Session, ...]]:
        """The sessions of every site, by its id."""
        return {
            **{d.site: d.sessions for d in self.centre},
            **{d.site: (d.session,) for d in self.stations},
        }


def read_demands(sheet: SheetRows, names: Names, sites: Mapping[str, Site]) -> Demands:
    """The demand of every site; reports rows that are wrong, doubled, or missing for a site."""
    found = Demands([], [])
    seen: dict[str, int] = {}
    understood = sheet.complete
    for row in sheet:
        site = names.find(row, "站点")
        if site is None:
            understood = False
            continue
        if seen.setdefault(site, row.number) != row.number:
            row.blame(
                "站点",
                Text(f"第{seen[site]}行已有该站点", f"row {seen[site]} already has this site"),
                Text("每个站点只填一行", "give each site one row"),
            )
        _read(row, sites.get(site), found)
    if understood:  # else the missing site may be the one that was mistyped
        _check_all_wanted(sheet, sites, seen)
    return found


def _read(row: Row, site: Site | None, found: Demands) -> None:
    if site is None:  # its own row is broken and already reported
        return
    if site.kind is SiteKind.CENTRE:
        _check_centre(row)
        if row.sound:
            sessions = row["时段"] or (Session.FULL,)
            found.centre.append(
                CentreDemand(
                    site=site.id,
                    persons=row["人数"],
                    sessions=sessions,
                    categories=row["可派类别"],
                    **prices(row),
                )
            )
        return
    demand = _station(row, site)
    if demand is not None:
        found.stations.append(demand)


def prices(row: Row) -> dict[str, int]:
    """How many more than wanted may be there, and what each one missing or too many counts."""
    over = row["多排权重"]
    return {
        "spare": row["可多排"] or 0,
        "short_price": row["缺岗权重"] or 1,
        "over_price": 1 if over is None else over,
    }


def _check_centre(row: Row) -> None:
    if row["频次"] not in (None, DAILY):
        row.blame(
            "频次",
            Text(
                "中心每个工作日都要值班（实施方案四（一）4）",
                "a centre is staffed every workday (F4 四（一）4)",
            ),
            Text("填“每工作日”", "write 每工作日"),
        )
    if row["时段"] in ((Session.MORNING,), (Session.AFTERNOON,)):
        row.blame(
            "时段",
            Text("中心须全天有人", "a centre is staffed all day"),
            Text("填“全天”或“上午+下午”", "write 全天 or 上午+下午"),
        )
    for column in (*_ONLY_STATIONS, *(["逢集优先"] if row["逢集优先"] else [])):
        if row.filled(column):
            row.blame(
                column,
                Text("中心每个工作日都开，此列只用于站点", "only stations use this column"),
                Text("留空", "leave it blank"),
            )


def _station(row: Row, site: Site) -> StationDemand | None:
    _check_station(row, site)
    if not row.sound:
        return None
    frequency = row["频次"]
    least = row["最小间隔"] or frequency.default_min_gap()
    most = row["最大间隔"] or frequency.default_max_gap()
    if least > most:
        column = "最小间隔" if row.filled("最小间隔") else "最大间隔"
        row.blame(
            column,
            Text(
                f"最小间隔{least}天大于最大间隔{most}天",
                f"the least gap of {least} days exceeds the greatest of {most}",
            ),
            Text(
                "改正间隔（空白的一个按频次取默认）",
                "correct them (a blank one follows the frequency)",
            ),
        )
        return None
    return StationDemand(
        site=site.id,
        frequency=frequency,
        persons=row["人数"],
        session=(row["时段"] or (Session.MORNING,))[0],
        weekdays=row["可选星期"] or ALL_WEEK,
        usual_weekday=row["惯常星期"],
        min_gap=least,
        max_gap=most,
        categories=row["可派类别"],
        prefer_market=row["逢集优先"],
    )


def _check_station(row: Row, site: Site) -> None:
    frequency, weekdays = row["频次"], row["可选星期"] or ALL_WEEK
    for column in filter(row.filled, _ONLY_CENTRES):
        row.blame(
            column,
            Text("此列只用于中心", "only the centre uses this column"),
            Text("留空", "leave it blank"),
        )
    if frequency == DAILY:
        row.blame(
            "频次",
            Text("“每工作日”只用于中心", "每工作日 is for the centre"),
            Text(
                "填“每周1次”“每两周1次”“每月1次”等", "write 每周1次, 每两周1次, 每月1次 or the like"
            ),
        )
    elif frequency and frequency.period is Period.WEEK and frequency.times > len(weekdays):
        row.blame(
            "频次",
            Text(
                f"每周{frequency.times}次，可选的星期却只有{len(weekdays)}个",
                f"{frequency.times} times a week, but only {len(weekdays)} weekday(s) allowed",
            ),
            Text("减少次数，或增加可选星期", "ask for fewer, or allow more weekdays"),
        )
    if len(row["时段"] or ()) > 1:
        row.blame(
            "时段",
            Text("站点一次坐班是一个时段", "a station's visit is one session"),
            Text("填“上午”“下午”或“全天”", "write 上午, 下午 or 全天"),
        )
    if row["惯常星期"] and row["惯常星期"] not in weekdays:
        row.blame(
            "惯常星期",
            Text("不在可选星期之内", "it is not among the weekdays allowed"),
            Text("改正惯常星期或可选星期", "correct 惯常星期 or 可选星期"),
        )
    if row["逢集优先"] and not (site.market or site.fairs):
        row.blame(
            "逢集优先",
            Text("“站点”表没有填该站点的逢集或庙会", "站点 gives no market days or fairs for it"),
            Text("在“站点”表填逢集或庙会，或此处填“否”", "give them in 站点, or write 否 here"),
        )


def _check_all_wanted(sheet: SheetRows, sites: Mapping[str, Site], seen: Mapping[str, int]) -> None:
    for site in sites.values():
        if site.id not in seen:
            sheet.blame(
                Text(
                    f"没有“{site.name}”（{site.id}）的需求", f"{site.name} ({site.id}) has no row"
                ),
                Text(
                    "加一行；每月至少坐班1次（实施方案四（一）4）",
                    "add one; every station is held monthly at least (F4 四（一）4)",
                ),
            )
