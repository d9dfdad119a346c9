"""The sheet 固定安排: pins, bans, closures and extra visits."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from roster.io.sheets.spans import meets, span
from roster.model.demand import ExtraVisit
from roster.model.requests import Ban, Closure, Duty, Pin
from roster.model.sites import Session, Site, SiteKind
from roster.text import Text

if TYPE_CHECKING:
    from collections.abc import Mapping

    from roster.io.names import Names
    from roster.io.rows import Row, SheetRows
    from roster.model.calendar import Month

_NEEDS = {"指定": ("人员", "站点"), "禁止": ("人员",), "关闭": ("站点",), "加场": ("站点",)}
_UNUSED = {
    "指定": ("星期", "人数"),
    "禁止": ("人数",),
    "关闭": ("人员", "人数"),
    "加场": ("人员", "星期"),
}
_ONE_DAY = ("指定", "加场")


class Fixed(NamedTuple):
    """What is laid down for the month, in the sheet's order."""

    pins: list[Pin]
    bans: list[Ban]
    closures: list[Closure]
    extras: list[ExtraVisit]


class _Names(NamedTuple):
    people: Names
    sites: Names
    site: Mapping[str, Site]
    sessions: Mapping[str, tuple[Session, ...]]


def read_fixed(
    sheet: SheetRows,
    people: Names,
    sites: Names,
    site: Mapping[str, Site],
    sessions: Mapping[str, tuple[Session, ...]],
    month: Month,
) -> Fixed:
    """The rows that concern the month; all rows are checked.

    ``site`` are the sites by id, ``sessions`` those of their demands.
    """
    found = Fixed([], [], [], [])
    names = _Names(people, sites, site, sessions)
    pins: list[tuple[Row, str, str]] = []
    fairs: list[tuple[Row, str]] = []
    for row in sheet:
        who, where = people.find(row, "人员"), sites.find(row, "站点")
        days = span(row)
        _check_cells(row)
        if not row.sound or not meets(row, month.first, month.last):
            continue
        if row["类型"] == "加场" and where:
            _add_extra(row, where, names, found)
            fairs.append((row, where))
        elif row["类型"] == "指定" and who and where:
            pins.append((row, who, where))  # after all extra visits, whose sessions they take
        elif row["类型"] == "禁止" and who:
            common = {**days, "session": row["时段"] or Session.FULL, "note": row["说明"]}
            found.bans.append(Ban(person=who, site=where, **common))
        elif where:
            common = {**days, "session": row["时段"] or Session.FULL, "note": row["说明"]}
            found.closures.append(Closure(site=where, **common))
    for row, who, where in pins:
        _add_pin(row, who, where, names, found)
    for row, where in fairs:
        _refuse_closed(row, where, found)
    return found


def _check_cells(row: Row) -> None:
    kind = row["类型"]
    if kind is None:
        return
    row.need(*_NEEDS[kind])
    for column in _UNUSED[kind]:
        if row.filled(column):
            row.blame(
                column,
                Text(f"“{kind}”不用这一列", f"{kind} does not use this column"),
                Text("留空", "leave it blank"),
            )
    if kind in _ONE_DAY and row["结束日期"] not in (None, row["开始日期"]):
        row.blame(
            "结束日期",
            Text(f"“{kind}”只能是一天", f"{kind} is for one day"),
            Text("每天填一行", "give each day its row"),
        )


def _add_extra(row: Row, where: str, names: _Names, found: Fixed) -> None:
    site = names.site.get(where)
    if site is not None and site.kind is SiteKind.CENTRE:
        row.blame(
            "站点",
            Text("加场只用于站点", "an extra visit is held at a station"),
            Text("中心加人请改“需求”表的人数", "to staff the centre better, change 人数 in 需求"),
        )
    if any((e.site, e.date) == (where, row["开始日期"]) for e in found.extras):
        row.blame(
            "开始日期",
            Text("该站点这天已有加场", "the site has an extra visit that day already"),
            Text("合为一行，用人数表示", "make it one row with more persons"),
        )
    session = _session(row, names.sessions.get(where))
    if row.sound and session is not None:
        found.extras.append(
            ExtraVisit(
                site=where,
                date=row["开始日期"],
                session=session,
                persons=row["人数"] or 1,
                note=row["说明"],
            )
        )


def _refuse_closed(row: Row, where: str, found: Fixed) -> None:
    """An extra visit at a closed site would vanish: nobody could hold it, nobody would miss it."""
    for extra in found.extras:
        if (extra.site, extra.date) == (where, row["开始日期"]) and any(
            c.site == where and c.touches(extra.date, extra.session) for c in found.closures
        ):
            row.blame(
                "开始日期",
                Text("这天站点关闭，不能加场", "the site is closed that day"),
                Text("改加场的日期，或改“关闭”的日期", "change this date, or that of 关闭"),
            )


def _add_pin(row: Row, who: str, where: str, names: _Names, found: Fixed) -> None:
    at = [e.session for e in found.extras if (e.site, e.date) == (where, row["开始日期"])]
    session = _session(row, tuple(at) or names.sessions.get(where))
    if session is None:
        return
    duty = Duty(person=who, site=where, date=row["开始日期"], session=session)
    if any(pin.duty == duty for pin in found.pins):
        row.blame(
            "人员",
            Text("与前面一行相同", "the same as a row before"),
            Text("只留一行", "keep one"),
        )
    found.pins.append(Pin(duty=duty, note=row["说明"]))


def _session(row: Row, usual: tuple[Session, ...] | None) -> Session | None:
    """The row's session, else the site's usual one; None where that is missing or there are two."""
    if row["时段"] is not None:
        return Session(row["时段"])
    if usual is None:  # the site's demand is broken and already reported
        return None
    if len(usual) > 1:
        row.blame(
            "时段",
            Text("该中心分上午和下午，须写明哪一个", "the centre's day has two halves; say which"),
            Text("填“上午”或“下午”", "write 上午 or 下午"),
        )
        return None
    return usual[0]
