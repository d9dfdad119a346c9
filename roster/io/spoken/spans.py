"""Spans of days, and which of them concern the month that is planned."""

from __future__ import annotations

from datetime import date, timedelta
from typing import NamedTuple

from roster.model.calendar import Month, days_between, monday_of
from roster.model.sites import Session
from roster.text import Text

LONGEST = 366  # days; a longer span is a slip of the pen
AROUND = timedelta(
    weeks=1
)  # before and after the month's weeks; what is farther is a slip, or of no use


class Days(NamedTuple):
    """A span of days, on some weekdays only where any are given, in a session."""

    start: date
    end: date
    weekdays: tuple[int, ...] = ()
    session: Session = Session.FULL


class UnclearError(ValueError):
    """Days that are not understood, or could be several; ``text`` says why."""

    def __init__(self, zh: str, en: str) -> None:
        super().__init__(en)
        self.text = Text(zh, en)


def month_of(word: str | None, month: Month) -> Month:
    """The month of that number nearest to the planned one."""
    if word is None:
        return month
    number = int(word)
    if not 1 <= number <= 12:
        raise UnclearError("没有这个月份", "there is no such month")
    shift = (number - month.month + 5) % 12 - 5  # five months back, six ahead
    years, index = divmod(month.month - 1 + shift, 12)
    return Month(year=month.year + years, month=index + 1)


def check_near(start: date, end: date, month: Month) -> None:
    """Refuse what does not touch the month or the weeks around it: it would be done with, to no effect."""
    first, last = monday_of(month.first) - AROUND, monday_of(month.last) + 2 * AROUND
    if end < first or start >= last:
        raise UnclearError(
            f"{start.year}年{start.month}月{start.day}日不在{month}前后",
            f"{start} is far from {month}",
        )


def check_some(of: Month, chosen: tuple[int, ...], month: Month) -> None:
    """Refuse weekdays of another month of which none is in the planned month's weeks."""
    first, last = monday_of(month.first), monday_of(month.last) + timedelta(days=6)
    if not any(
        first <= d <= last and d.isoweekday() in chosen for d in days_between(of.first, of.last)
    ):
        raise UnclearError(f"{of}不是排班的月份", f"{of} is not the month that is planned")


def span_of(start: date, end: date) -> Days:
    """The days from start to end, both included. Raises UnclearError."""
    if not start <= end <= start + timedelta(days=LONGEST):
        raise UnclearError("起止日期不对", "the dates do not make a span")
    return Days(start, end)
