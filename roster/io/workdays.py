"""The calendar around the planned month: chinesecalendar's workdays, then the clerk's sheet."""

from __future__ import annotations

from datetime import date, timedelta
from typing import TYPE_CHECKING, NamedTuple

import chinese_calendar

from roster.io.lunar import lunar
from roster.model.calendar import Calendar, Day, days_between, monday_of

if TYPE_CHECKING:
    from collections.abc import Mapping

    from roster.model.calendar import Month

MAKE_UP_LABEL = "调休上班"
OFF_LABEL = "放假"
NEW_YEAR = "元旦"
_BEFORE = timedelta(days=45)  # enough to see a station's last visit before the month
_LABELS = {"清明": "清明节", "端午": "端午节", "中秋": "中秋节"}  # else as the package writes them


class Adjustments(NamedTuple):
    """The sheet 日历调整: single days off or on, with their labels, and years declared complete."""

    off: Mapping[date, str]
    on: Mapping[date, str]
    declared: frozenset[int]


NO_ADJUSTMENTS = Adjustments({}, {}, frozenset())


def is_known(year: int) -> bool:
    """Whether the package has the State Council's calendar of the year."""
    try:
        chinese_calendar.is_workday(date(year, 1, 1))
    except NotImplementedError:
        return False
    return True


def is_announced(month: Month, adjustments: Adjustments) -> bool:
    """Whether the month's holidays are known: to the package, or declared by the clerk."""
    return is_known(month.year) or month.year in adjustments.declared


def calendar_start(month: Month) -> date:
    """The calendar's first day: 1 January of the month's year, and 45 days before the month."""
    return min(date(month.year, 1, 1), month.first - _BEFORE)


def calendar_end(month: Month) -> date:
    """The calendar's last day: the Sunday of the month's last week."""
    return monday_of(month.last) + timedelta(days=6)


def build_calendar(month: Month, adjustments: Adjustments) -> Calendar:
    """The days from calendar_start to calendar_end.

    Days of a year the package lacks are plain weekdays with 1 January off; ``announced`` is False
    only where the planned month itself is such a guess.
    """
    days = days_between(calendar_start(month), calendar_end(month))
    return Calendar(
        days=tuple(_day(d, adjustments) for d in days), announced=is_announced(month, adjustments)
    )


def _day(day: date, adjustments: Adjustments) -> Day:
    workday, label = _official(day) if is_known(day.year) else _guess(day)
    if day in adjustments.off:
        workday, label = False, adjustments.off[day] or OFF_LABEL
    elif day in adjustments.on:
        workday, label = True, adjustments.on[day]
    make_up = workday and day.isoweekday() > 5
    if make_up:
        label = MAKE_UP_LABEL
    lunar_day = lunar(day)
    return Day(
        date=day,
        workday=workday,
        make_up=make_up,
        label=label,
        lunar=lunar_day.name if lunar_day else "",
    )


def _official(day: date) -> tuple[bool, str]:
    off, name = chinese_calendar.get_holiday_detail(day)
    if not off or name is None:
        return not off, ""
    label = chinese_calendar.Holiday(name).chinese
    return False, _LABELS.get(label, label)


def _guess(day: date) -> tuple[bool, str]:
    if (day.month, day.day) == (1, 1):
        return False, NEW_YEAR
    return day.isoweekday() <= 5, ""
