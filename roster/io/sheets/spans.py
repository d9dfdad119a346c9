"""Days from 开始日期 to 结束日期, which several sheets give."""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING, Any

from roster.model.calendar import days_between
from roster.text import Text

if TYPE_CHECKING:
    from datetime import date

    from roster.io.rows import Row


def span(row: Row) -> dict[str, Any]:
    """``start``, ``end`` and ``weekdays`` as the model's Span takes them; a blank end is the start.

    An end before the start goes to the report.
    """
    start = row["开始日期"]
    end = row["结束日期"] or start
    if start and end < start:
        row.blame(
            "结束日期",
            Text("结束早于开始", "the end lies before the start"),
            Text("改正其中一个日期", "correct one of the dates"),
        )
    elif start and row["星期"] and not _weekdays_of(start, end) & set(row["星期"]):
        row.blame(
            "星期",
            Text("这些日期里没有这个星期几", "none of these days is such a weekday"),
            Text("改正日期或星期", "correct the dates or the weekdays"),
        )
    return {"start": start, "end": end, "weekdays": row["星期"]}


def _weekdays_of(start: date, end: date) -> set[int]:
    last = min(end, start + timedelta(days=6))
    return {day.isoweekday() for day in days_between(start, last)}


def meets(row: Row, first: date, last: date) -> bool:
    """Whether a sound row's days meet those from first to last."""
    return bool(row["开始日期"] <= last and (row["结束日期"] or row["开始日期"]) >= first)
