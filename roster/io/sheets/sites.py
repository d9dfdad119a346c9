"""The sheet 站点."""

from __future__ import annotations

from typing import TYPE_CHECKING

from roster.model.sites import CENTRE_MINUTES, STATION_MINUTES, Session, Site, SiteKind
from roster.text import Text

if TYPE_CHECKING:
    from collections.abc import Collection, Mapping

    from roster.io.rows import Row, SheetRows
    from roster.model.calendar import Month


def read_sites(sheet: SheetRows, county: str, month: Month) -> list[Site]:
    """Every site whose row is in order, its market days those of the month.

    The rest goes to the report, as does a county without a centre or with several.
    """
    _check_one_centre(sheet)
    return [site for row in sheet if (site := _site(row, county, month)) is not None]


def _site(row: Row, county: str, month: Month) -> Site | None:
    morning, afternoon = row["上午时间"], row["下午时间"]
    if morning and afternoon and afternoon.start < morning.end:
        row.blame(
            "下午时间",
            Text("下午时间早于上午结束", "the afternoon begins before the morning ends"),
            Text("改正上午或下午时间", "correct the hours"),
        )
    _check_point(row)
    if not row.sound:
        return None
    market, fairs = row["逢集"], row["庙会"]
    fair_days = fairs.days(month) if fairs else ()
    regular = market.days(month) if market else ()
    return Site(
        id=row["编号"],
        name=row["名称"],
        title=row["公示名称"] or default_title(county, row["名称"], row["类型"]),
        kind=row["类型"],
        address=row["地址"],
        phone=row["电话"],
        morning=morning,
        afternoon=afternoon,
        minutes_from_seat=row["距县城车程"],
        market=market.words if market else "",
        market_days=tuple(sorted({*regular, *fair_days})),
        fairs=fairs.words if fairs else "",
        fair_days=fair_days,
        latitude=row["纬度"],
        longitude=row["经度"],
        population=row["常住人口"],
    )


def _check_point(row: Row) -> None:
    """Report a map point of which one half is missing."""
    for one, other in (("纬度", "经度"), ("经度", "纬度")):
        if row.filled(one) and not row.filled(other):
            row.blame(
                other,
                Text(f"填了{one}，缺{other}", f"{one} is given without {other}"),
                Text("两格都填，或都空着", "fill in both cells, or neither"),
            )


def default_title(county: str, name: str, kind: SiteKind) -> str:
    """What stands on the notice where the clerk gives nothing else."""
    if kind is SiteKind.CENTRE:
        return f"{county}公共法律服务中心"
    return f"{county}{name}公共法律服务工作站"


def _check_one_centre(sheet: SheetRows) -> None:
    centres = [row for row in sheet if row["类型"] is SiteKind.CENTRE]
    for extra in centres[1:]:
        extra.blame(
            "类型",
            Text(
                f"第{centres[0].number}行已有中心", f"row {centres[0].number} is already a centre"
            ),
            Text(
                "每县只有一个中心，其余改为“站点”", "a county has one centre; make the others 站点"
            ),
        )
    if sheet.complete and not centres and all(row["类型"] for row in sheet):
        sheet.blame(
            Text("没有中心", "there is no centre"),
            Text("加一行类型为“中心”的公共法律服务中心", "add a row of type 中心"),
        )


def check_hours(sheet: SheetRows, used: Mapping[str, Collection[Session]]) -> None:
    """Report hours that are too short: a centre's day 8 h, a station's session 4 h (F4 四（一）4).

    ``used`` are the sessions, by site id, of demands and extra visits.
    """
    for row in sheet:
        if row.sound and (sessions := used.get(row["编号"])):
            if row["类型"] is SiteKind.CENTRE:
                _check_long_enough(row, Session.FULL, CENTRE_MINUTES)
            else:
                for session in sorted(sessions):
                    _check_long_enough(row, session, STATION_MINUTES)


def _check_long_enough(row: Row, session: Session, least: int) -> None:
    spans = {Session.MORNING: row["上午时间"], Session.AFTERNOON: row["下午时间"]}
    minutes = sum(spans[half].minutes for half in session.halves)
    if minutes >= least:
        return
    column = "下午时间" if session is Session.AFTERNOON else "上午时间"
    what = Text("中心一天", "a centre's day")
    if least == STATION_MINUTES:
        what = Text("站点一次坐班", "a station's visit")
    row.blame(
        column,
        Text(
            f"{what.zh}不少于{least // 60}小时，现为{minutes // 60}小时{minutes % 60}分"
            "（实施方案四（一）4）",
            f"{what.en} lasts at least {least // 60} h, this is {minutes // 60} h"
            f" {minutes % 60} min (F4 四（一）4)",
        ),
        Text("延长时间，或改“需求”表的时段", "lengthen the hours, or change the session in 需求"),
    )
