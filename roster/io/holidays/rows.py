"""Rows of 日历调整 from an arrangement, and how it differs from what the program knows."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

from roster.io.sheets.adjustments import DECLARED
from roster.io.workdays import MAKE_UP_LABEL, NO_ADJUSTMENTS, build_calendar, is_known
from roster.model.calendar import Month, days_between

if TYPE_CHECKING:
    from roster.io.holidays.words import Arrangement

COLUMNS = ("日期", "类型", "说明")
STATUTORY_DAYS = {2014: 11, 2025: 13}  # 全国年节及纪念日放假办法: 11 days, from 2025 on 13


def calendar_rows(arrangement: Arrangement) -> list[dict[str, object]]:
    """The sheet's rows in order of date: 休息 and 上班, after 年历已公布."""
    rows: list[tuple[date, str, str]] = []
    for holiday in arrangement.holidays:
        rows += [(day, "休息", holiday.label) for day in holiday.off]
        rows += [(day, "上班", f"{holiday.label}{MAKE_UP_LABEL}") for day in holiday.worked]
    declared = (date(arrangement.year, 1, 1), DECLARED, "国务院办公厅通知")
    return [dict(zip(COLUMNS, row, strict=True)) for row in (declared, *sorted(rows))]


def differences(arrangement: Arrangement) -> list[date] | None:
    """The days of the year that the packaged calendar has otherwise; None where it lacks the year."""
    if not is_known(arrangement.year):
        return None
    month = Month(year=arrangement.year, month=12)
    known = build_calendar(month, NO_ADJUSTMENTS)
    off = {day for h in arrangement.holidays for day in h.off}
    worked = {day for h in arrangement.holidays for day in h.worked}
    return [
        day
        for day in days_between(date(arrangement.year, 1, 1), date(arrangement.year, 12, 31))
        if known.is_workday(day) != (day in worked or (day.isoweekday() < 6 and day not in off))
    ]


def balance(arrangement: Arrangement) -> tuple[int, int]:
    """Weekdays off less make-up days, and how many statutory days there are: a make-up day that was left
    out of the text shows as a difference.
    """
    off = sum(day.isoweekday() < 6 for h in arrangement.holidays for day in h.off)
    worked = sum(len(h.worked) for h in arrangement.holidays)
    return off - worked, STATUTORY_DAYS[
        max(y for y in STATUTORY_DAYS if y <= max(arrangement.year, 2014))
    ]
