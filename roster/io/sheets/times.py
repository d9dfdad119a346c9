"""Whether the dates of a row can be meant for the planned month: slips of the year, long leave, rows that
say the same twice or contradict one another.
"""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

from roster.io.workdays import calendar_end
from roster.model.calendar import days_between
from roster.model.requests import Leave, Wish
from roster.text import Text

if TYPE_CHECKING:
    from collections.abc import Sequence

    from roster.io.rows import Row, SheetRows
    from roster.model.calendar import Month

NEAR_YEARS = 3
LONG_LEAVE = 92  # days: a quarter
_YEAR = Text("核对年份", "check the year")


def check_year(row: Row, column: str, month: Month) -> None:
    """Report a date more than NEAR_YEARS from the planned month's year."""
    found = row[column]
    if isinstance(found, date) and abs(found.year - month.year) > NEAR_YEARS:
        row.blame(
            column,
            Text(
                f"{found.year}年离要排的{month}太远",
                f"{found.year} is far away from {month}, which is planned",
            ),
            _YEAR,
        )


def check_start(row: Row, column: str, month: Month) -> None:
    """Report a first day more than NEAR_YEARS after the planned month's year; the past may be long."""
    if isinstance(row[column], date) and row[column].year > month.year:
        check_year(row, column, month)


def tell_other_year(row: Row, month: Month) -> None:
    """Tell that a row which is not of the planned time is of the same month in another year."""
    start = row["开始日期"]
    if start.month == month.month and start.year != month.year:
        row.tell(
            "开始日期",
            Text(
                f"是{start.year}年的，这次排{month}，不用这一行",
                f"is of {start.year}, and {month} is planned; the row is not used",
            ),
            _YEAR,
        )


def tell_long(row: Row, leave: Leave, month: Month) -> None:
    """Tell a leave of every day for more than LONG_LEAVE days that meets the month."""
    days = (leave.end - leave.start).days + 1
    if days > LONG_LEAVE and not leave.weekdays and leave.end >= month.first:
        column = "结束日期" if row.filled("结束日期") else "开始日期"
        row.tell(
            column,
            Text(
                f"从{leave.start}到{leave.end}连续{days}天不能值班",
                f"cannot serve for {days} days on end, from {leave.start} to {leave.end}",
            ),
            Text("如果不对，请核对年份", "where this is wrong, check the year"),
        )


def tell_crossed(given: Sequence[tuple[Row, Leave | Wish]], month: Month) -> None:
    """Tell leave that is there twice, and a wish to serve on days of the same person's leave."""
    seen: dict[Leave, Row] = {}
    for row, found in given:
        if isinstance(found, Leave):
            same = found.model_copy(update={"kind": "", "note": ""})
            first = seen.setdefault(same, row)
            if first is not row and first.number != row.number:
                message = Text(
                    f"与第{first.number}行是同一段请假，只算一次",
                    f"the same days as in row {first.number}; counted once",
                )
                row.tell("人员", message, Text("只留一行", "keep one"))
    leaves = list(seen)
    for row, wish in given:
        if isinstance(wish, Wish) and wish.prefer:
            _tell_away(row, wish, leaves, month)


def _tell_away(row: Row, wish: Wish, leaves: Sequence[Leave], month: Month) -> None:
    days = [d for d in days_between(month.first, month.last) if wish.covers(d)]
    own = [leave for leave in leaves if leave.person == wish.person]
    away = [d for d in days if any(leave.touches(d, wish.session) for leave in own)]
    if away and not (wish.weekdays and len(away) < len(days)):  # 每周二 may lose a week
        listed = "、".join(f"{d.month}月{d.day}日" for d in away[:5])
        listed += "等" if len(away) > 5 else ""
        row.tell(
            "类型",
            Text(
                f"{listed}本人又填了不能值班，以不能值班为准",
                f"the person cannot serve on {', '.join(map(str, away[:5]))}, which goes before the wish",
            ),
            Text("改正其中一行", "correct one of the rows"),
        )


def check_history_dates(sheet: SheetRows, month: Month) -> None:
    """Report duties years after the planned month; tell those after its last week, which do not count (an
    earlier month may be looked at again), those of the rest of that week, which do, those within the month,
    which are not read, and old ones.
    """
    days = [(row, row["日期"]) for row in sheet if isinstance(row["日期"], date)]
    for row, day in days:
        if day.year > month.year + NEAR_YEARS:
            row.blame(
                "日期",
                Text(
                    f"在要排的{month}之后好几年，不会是以往的值班",
                    f"is years after {month}, which is planned, and so no past duty",
                ),
                Text("核对日期", "check the date"),
            )
        elif day > calendar_end(month):
            message = Text(
                f"在要排的{month}之后，这个月不计入",
                f"is after {month}, which is planned; it does not count for that month",
            )
            row.tell("日期", message)
        elif day > month.last:
            message = Text(
                f"在{month}之后、同一周之内，算作已定的值班",
                f"is after {month} and in its last week; taken as a duty that stands",
            )
            row.tell("日期", message)
        elif day.year < month.year - NEAR_YEARS:
            message = Text(
                f"是{day.year}年的，公平份额和间隔都不算它",
                f"is of {day.year}: too long ago to count",
            )
            row.tell("日期", message, _YEAR)
    _tell_within(sheet, sum(day in month for _, day in days), month)


def _tell_within(sheet: SheetRows, rows: int, month: Month) -> None:
    if rows:
        sheet.assume(
            Text(
                f"有{rows}行在要排的{month}之内，不读",
                f"{rows} rows are within {month}, which is planned; not read",
            ),
            Text("如果是往年的值班，请核对年份", "where they are older, check the year"),
        )
