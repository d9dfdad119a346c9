"""What must hold of every year's arrangement: the seven holidays on their days, nothing twice."""

from __future__ import annotations

from datetime import date, timedelta
from typing import TYPE_CHECKING

from roster.io.holidays.words import SEVEN, Holiday
from roster.io.lunar import LunarDay, lunar
from roster.model.calendar import days_between
from roster.text import Text

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

_SOLAR = {"元旦": (1, 1), "劳动节": (5, 1), "国庆节": (10, 1)}
_LUNAR = {"春节": (1, 1), "端午节": (5, 5), "中秋节": (8, 15)}
_FAR = timedelta(days=21)  # make-up days lie within three weeks of their holiday


def check(year: int, holidays: Sequence[Holiday], blame: Callable[..., None]) -> None:
    """Tell ``blame`` (line, message) of everything that cannot be."""
    _check_seven(holidays, blame)
    off: dict[date, str] = {}
    worked: dict[date, str] = {}
    for holiday in holidays:
        _check_days(year, holiday, blame)
        for day in holiday.off:
            if off.setdefault(day, holiday.label) != holiday.label:
                _twice(day, off[day], holiday, blame)
        for day in holiday.worked:
            _check_worked(day, holiday, blame)
            if day in worked:
                _twice(day, worked[day], holiday, blame)
            worked[day] = holiday.label
    for holiday in holidays:
        for day in holiday.worked:
            if day in off:
                what = Text(f"{day}既放假又上班", f"{day} is both off and worked")
                blame(holiday.line, what)


def _check_seven(holidays: Sequence[Holiday], blame: Callable[..., None]) -> None:
    named = [name for holiday in holidays for name in holiday.names]
    missing = [name for name in SEVEN if name not in named]
    doubled = [name for name in SEVEN if named.count(name) > 1]
    if missing:
        remedy = Text("粘贴通知全文", "paste the whole notice")
        told = "、".join(missing)
        blame(holidays[-1].line if holidays else 1, Text(f"没有{told}", f"{told} missing"), remedy)
    for name in doubled:
        line = [h.line for h in holidays if name in h.names][-1]
        remedy = Text("只粘贴一份通知", "paste one notice only")
        blame(line, Text(f"“{name}”写了两次", f"{name} is there twice"), remedy)


def _check_days(year: int, holiday: Holiday, blame: Callable[..., None]) -> None:
    """The days must hold the holiday itself, and follow one another."""
    for name in holiday.names:
        day = feast(name, year)
        if day is not None and day not in holiday.off:
            what = Text(
                f"{year}年的{name}是{day}，不在放假日期里",
                f"{name} is {day}, none of its days off",
            )
            blame(holiday.line, what)
    first, last = holiday.off[0], holiday.off[-1]
    if len(holiday.off) != len(days_between(first, last)):
        what = Text(
            f"“{holiday.label}”的放假日期不连续", f"the days off of {holiday.label} have gaps"
        )
        blame(holiday.line, what)


def feast(name: str, year: int) -> date | None:
    """The holiday itself; None where the lunar tables end."""
    if name in _SOLAR:
        return date(year, *_SOLAR[name])
    days = days_between(date(year, 1, 1), date(year, 12, 31))
    return next((day for day in days if _is_feast(name, lunar(day))), None)


def _is_feast(name: str, found: LunarDay | None) -> bool:
    if found is None or name == "清明节":
        return found is not None and found.term == "清明"
    return not found.leap and (found.month, found.day) == _LUNAR[name]


def _check_worked(day: date, holiday: Holiday, blame: Callable[..., None]) -> None:
    if day.isoweekday() < 6:
        what = Text(
            f"{day}不是周六周日，不用写上班", f"{day} is no weekend day: it is worked anyway"
        )
        blame(holiday.line, what)
    elif not holiday.off[0] - _FAR <= day <= holiday.off[-1] + _FAR:
        what = Text(f"{day}离“{holiday.label}”太远", f"{day} is too far from {holiday.label}")
        blame(holiday.line, what)


def _twice(day: date, other: str, holiday: Holiday, blame: Callable[..., None]) -> None:
    what = Text(
        f"{day}在“{other}”和“{holiday.label}”里都有", f"{day} is in {other} and in {holiday.label}"
    )
    blame(holiday.line, what)
