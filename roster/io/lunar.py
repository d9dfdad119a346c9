"""The Chinese calendar of a day: lunar date, leap and small months, the day's earthly branch (地支)."""

from __future__ import annotations

from datetime import date, datetime
from functools import cache
from typing import NamedTuple

import cnlunar

BRANCHES = "子丑寅卯辰巳午未申酉戌亥"
ANIMALS = "鼠牛虎兔龙蛇马羊猴鸡狗猪"  # the same twelve, as people call them
_LAST_LUNAR_YEAR = 2099  # the tables of cnlunar end within 2100
_NO_TERM = "无"


class LunarDay(NamedTuple):
    """A day of the lunar calendar; ``name`` as printed on notices (十月廿九, 闰六月初三).

    ``leap``: in a leap month; ``long``: the month has 30 days, else 29. ``branch`` is one of BRANCHES;
    ``term`` the solar term that begins on the day (清明), else empty.
    """

    month: int
    day: int
    leap: bool
    long: bool
    name: str
    branch: str
    term: str


@cache
def lunar(day: date) -> LunarDay | None:
    """The day's lunar date, after the tables of the Hong Kong Observatory; None after 2099."""
    if day.year > _LAST_LUNAR_YEAR:
        return None
    found = cnlunar.Lunar(datetime(day.year, day.month, day.day))  # noqa: DTZ001
    month = found.lunarMonthCn.rstrip("大小")  # the month's length, which nobody writes
    term = found.todaySolarTerms
    return LunarDay(
        month=int(found.lunarMonth),
        day=int(found.lunarDay),
        leap=bool(found.isLunarLeapMonth),
        long=bool(found.lunarMonthLong),
        name=f"{month}{found.lunarDayCn}",
        branch=str(found.day8Char)[1],
        term="" if term == _NO_TERM else str(term),
    )
