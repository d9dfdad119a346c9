"""The sheet 请假与意愿."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from roster.io.columns.month import WISH_KINDS
from roster.io.sheets.spans import meets, span
from roster.io.sheets.times import check_year, tell_crossed, tell_long, tell_other_year
from roster.io.workdays import calendar_start
from roster.model.requests import Leave, Wish
from roster.text import Text

if TYPE_CHECKING:
    from roster.io.names import Names
    from roster.io.rows import Row, SheetRows
    from roster.model.calendar import Month


class Requests(NamedTuple):
    """Leave and wishes, in the sheet's order."""

    leaves: list[Leave]
    wishes: list[Wish]


def read_requests(sheet: SheetRows, people: Names, sites: Names, month: Month) -> Requests:
    """The month's wishes, and leave since the calendar's first day, which pro-rates the shares.

    Rows of other times are left out; wrong ones go to the report.
    """
    found = Requests([], [])
    given: list[tuple[Row, Leave | Wish]] = []
    for row in sheet:
        person, site, days = people.find(row, "人员"), sites.find(row, "站点"), span(row)
        _check_cells(row)
        for column in ("开始日期", "结束日期"):
            check_year(row, column, month)
        if not row.sound or person is None:
            continue
        common = {**days, "person": person, "session": row["时段"], "note": row["说明"]}
        kind = row["类型"]
        if kind in WISH_KINDS:
            if meets(row, month.first, month.last):
                wish = {**common, "site": site, "weight": row["权重"] or 1}
                found.wishes.append(Wish(**wish, prefer=WISH_KINDS[kind]))
                given.append((row, found.wishes[-1]))
            else:
                tell_other_year(row, month)
        elif meets(row, calendar_start(month), month.last):
            found.leaves.append(Leave(**common, kind=kind))
            given.append((row, found.leaves[-1]))
            tell_long(row, found.leaves[-1], month)
        else:
            tell_other_year(row, month)
    tell_crossed(given, month)
    return found


def _check_cells(row: Row) -> None:
    kind = row["类型"]
    for column in ("站点", "权重"):
        if kind is not None and kind not in WISH_KINDS and row.filled(column):
            row.blame(
                column,
                Text(f"“{kind}”不用这一列", f"{kind} does not use this column"),
                Text("留空", "leave it blank"),
            )
