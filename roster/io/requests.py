"""The sheet 请假与意愿."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from roster.io.columns_month import WISH_KINDS
from roster.io.spans import meets, span
from roster.io.workdays import calendar_start
from roster.model.requests import Leave, Wish

if TYPE_CHECKING:
    from roster.io.names import Names
    from roster.io.rows import SheetRows
    from roster.model.calendar import Month


class Requests(NamedTuple):
    """Leave and wishes, in the sheet's order."""

    leaves: list[Leave]
    wishes: list[Wish]


def read_requests(sheet: SheetRows, people: Names, month: Month) -> Requests:
    """The month's wishes, and leave since the calendar's first day, which pro-rates the shares.

    Rows of other times are left out; wrong ones go to the report.
    """
    found = Requests([], [])
    for row in sheet:
        person, days = people.find(row, "人员"), span(row)
        if not row.sound or person is None:
            continue
        common = {**days, "person": person, "session": row["时段"], "note": row["说明"]}
        kind = row["类型"]
        if kind in WISH_KINDS:
            if meets(row, month.first, month.last):
                found.wishes.append(Wish(**common, prefer=WISH_KINDS[kind]))
        elif meets(row, calendar_start(month), month.last):
            found.leaves.append(Leave(**common, kind=kind))
    return found
