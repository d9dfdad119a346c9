"""Fairs (庙会) as clerks write them: once a year, by lunar or solar date, with their length.

By rule: a fair of an ordinary lunar month is not held again in a leap month of that number; one written
with 闰 is held only in years that have the leap month. A fair that begins or ends on the 30th of a month
that has 29 days does so on the 29th. A fair of 29 February is held in leap years only.
"""

from __future__ import annotations

import re
from datetime import date, timedelta
from typing import TYPE_CHECKING, NamedTuple

from roster.io.fields import Field, FieldError, narrow
from roster.io.lunar import lunar
from roster.io.markets.market import calendar_named, lunar_day
from roster.text import Text

if TYPE_CHECKING:
    from roster.model.calendar import Month

FORMS = (
    "农历三月十八起3天",
    "农历七月初七",
    "农历二月初二至初四",
    "公历5月1日-3日",
    "农历三月十八起3天；公历10月1日起2天",
)
LONGEST = 30  # days; a longer one is a slip of the pen
_NUMBERS = {z: n for n, z in enumerate("一二三四五六七八九十", 1)} | {"两": 2}
_MONTHS = {**_NUMBERS, "正": 1, "十一": 11, "冬": 11, "十二": 12, "腊": 12}
_LENGTH = re.compile(
    r"[起,，(]*(?:起|共|为期|连续|会期)?(\d{1,2}|[一二两三四五六七八九十])[天日]\)?$"
)
_TO = re.compile(r"至|到|—+|-|~|–")
_MONTH = r"(?:[正冬腊一二三四五六七八九十]{1,2}|\d{1,2})"
_DAY = rf"(闰)?(?:({_MONTH})月)?(.+)"
_NAME = re.compile(r"[^:：]*[:：]")
_NEXT = re.compile(rf"[；;]+|[、，,\s]+(?=农历|公历|闰?{_MONTH}月)")


class Moment(NamedTuple):
    """A day of the year, of the lunar calendar or the solar one."""

    lunar: bool
    month: int
    day: int
    leap: bool = False

    def falls_on(self, day: date) -> bool:
        """Whether it is this day; a lunar 30th is the 29th of a small month."""
        if not self.lunar:
            return (day.month, day.day) == (self.month, self.day)
        found = lunar(day)
        if found is None or (found.month, found.leap) != (self.month, self.leap):
            return False
        last = not found.long and found.day == 29
        return found.day == self.day or (last and self.day == 30)


class Fair(NamedTuple):
    """A fair from its ``start``: for ``length`` days, or to its ``end``."""

    start: Moment
    length: int
    end: Moment | None

    def days(self, month: Month) -> set[date]:
        """Its days within the month, also where it began in the month before."""
        found: set[date] = set()
        for before in range(LONGEST):
            first = month.first - timedelta(days=before)
            if before and self.start.falls_on(first):
                found.update(self._from(first))
        for first in month.days:
            if self.start.falls_on(first):
                found.update(self._from(first))
        return {d for d in found if d in month}

    def _from(self, first: date) -> list[date]:
        days = [first + timedelta(days=n) for n in range(LONGEST)]
        if self.end is None:
            return days[: self.length]
        last = next((n for n, d in enumerate(days) if self.end.falls_on(d)), 0)
        return days[: last + 1]


class Fairs(NamedTuple):
    """The fairs of a place; ``words`` are the clerk's."""

    words: str
    fairs: tuple[Fair, ...]

    def days(self, month: Month) -> tuple[date, ...]:
        """The month's days with a fair."""
        return tuple(sorted(set().union(*(fair.days(month) for fair in self.fairs))))


def fairs(cell: object) -> Fairs:
    """Fairs in one of FORMS, or several joined by ；; a name may stand before a colon (城隍庙会：…).

    Raises FieldError for any other form: one without 农历 or 公历, one longer than LONGEST days.
    """
    words = str(cell)
    found: list[Fair] = []
    calendar = ""
    for clause in _NEXT.split(calendar_named(narrow(words))):
        plain = _NAME.sub("", clause).replace(" ", "")
        named = re.match("农历|公历", plain)
        calendar = named[0] if named else calendar
        if plain:
            found.append(_fair(plain.removeprefix(named[0] if named else ""), calendar))
    if not found:
        raise _not_understood()
    return Fairs(words, tuple(found))


def _fair(words: str, calendar: str) -> Fair:
    if not calendar:
        raise _not_understood()
    ends = _TO.split(words)
    if len(ends) == 2:
        start = _moment(ends[0], calendar, None)
        end = _moment(ends[1], calendar, start)
        if _apart(start, end) > LONGEST - 2 or start == end:
            raise _not_understood()
        return Fair(start, 0, end)
    length, rest = 1, words
    if (match := _LENGTH.search(words)) and not re.search(
        r"月\d{0,2}$|月$", words[: match.start()]
    ):
        length, rest = _NUMBERS.get(match[1]) or int(match[1]), words[: match.start()]
    if not 1 <= length <= LONGEST:
        raise _not_understood()
    return Fair(_moment(rest, calendar, None), length, None)


def _moment(words: str, calendar: str, start: Moment | None) -> Moment:
    """A date; the second of a span takes its month from the first."""
    match = re.fullmatch(_DAY, words)
    if match is None or (match[2] is None and start is None):
        raise _not_understood()
    if match[2] is None and start is not None:
        month, leap = start.month, start.leap
    else:
        month, leap = _month(match[2]), match[1] is not None
    is_lunar = calendar == "农历"
    spoken = _NUMBERS.get(match[3]) if match[3] != "两" else None  # 二月二
    day = (spoken or lunar_day(match[3])) if is_lunar else _solar_day(month, match[3])
    if day is None or (leap and not is_lunar):
        raise _not_understood()
    return Moment(is_lunar, month, day, leap)


def _month(word: str) -> int:
    number = _MONTHS.get(word) or (int(word) if word.isdecimal() else 0)
    if not 1 <= number <= 12:
        raise _not_understood()
    return number


def _solar_day(month: int, word: str) -> int | None:
    match = re.fullmatch(r"(\d{1,2})[日号]?", word)
    try:
        return date(2024, month, int(match[1]) if match else 0).day  # a leap year has every day
    except ValueError:
        return None


def _apart(start: Moment, end: Moment) -> int:
    """Roughly how many days lie between two days of the year, 30 a month."""
    months = (end.month - start.month) % 12
    days = months * 30 + end.day - start.day
    return days if days > 0 else 360 + days


def _not_understood() -> FieldError:
    forms = Text("、".join(f"“{f}”" for f in FORMS), " · ".join(FORMS))
    return FieldError(
        Text("看不懂的庙会写法", "these fairs are not understood"),
        Text(f"可用的写法：{forms.zh}", f"write one of the forms {forms.en}"),
    )


FAIRS = Field(
    fairs,
    Text("、".join(FORMS), " · ".join(FORMS)),
    lambda found: found.words,
    FORMS,
)
