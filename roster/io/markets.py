"""Market days (逢集) in the clerk's words, and the dates of a month they mean."""

from __future__ import annotations

import re
from datetime import date, datetime
from functools import cache
from typing import TYPE_CHECKING, NamedTuple

import cnlunar
from cnlunar.config import lunarDayNameList

from roster.io.fields import Field, FieldError, narrow
from roster.io.terms import SEPARATORS, weekdays
from roster.text import Text

if TYPE_CHECKING:
    from roster.model.calendar import Month

_FORMS = ("农历逢3、6、9", "农历逢五、十", "公历逢5、0", "每周日", "每周二、周五", "农历初一、十五")
_ENDINGS = {
    **{z: n for n, z in enumerate("零一二三四五六七八九")},
    "十": 0,
    "10": 0,
    **{str(n): n for n in range(10)},
}
_LAST_LUNAR_YEAR = 2099  # the tables of cnlunar end within 2100


class LunarDay(NamedTuple):
    """A day of the lunar calendar; ``name`` as printed on notices (十月廿九, 闰六月初三)."""

    day: int
    name: str


@cache
def lunar(day: date) -> LunarDay | None:
    """The day's lunar date, after the tables of the Hong Kong Observatory; None after 2099."""
    if day.year > _LAST_LUNAR_YEAR:
        return None
    found = cnlunar.Lunar(datetime(day.year, day.month, day.day))  # noqa: DTZ001
    month = found.lunarMonthCn.rstrip("大小")  # the month's length, which nobody writes
    return LunarDay(int(found.lunarDay), f"{month}{found.lunarDayCn}")


class Market(NamedTuple):
    """When a market is held: on days whose ``unit`` is one of ``numbers``."""

    words: str
    unit: str
    numbers: frozenset[int]

    def days(self, month: Month) -> tuple[date, ...]:
        """The month's market days."""
        return tuple(d for d in month.days if _number(self.unit, d) in self.numbers)


def _number(unit: str, day: date) -> int | None:
    if unit == "weekday":
        return day.isoweekday()
    if unit == "ending":
        return day.day % 10
    found = lunar(day)
    if found is None:
        return None
    return found.day % 10 if unit == "lunar ending" else found.day


def market(cell: object) -> Market:
    """Market days as 农历逢3、6、9 · 公历逢5、0 · 每周日 · 农历初一、十五.

    Ten ends in 0: 逢十 means the 10th, 20th and 30th. Raises FieldError for any other form.
    """
    words = str(cell)
    plain = narrow(words)
    if match := re.fullmatch(r"(农历|公历)逢(.+)", plain):
        unit = "lunar ending" if match[1] == "农历" else "ending"
        return Market(words, unit, frozenset(_endings(match[2])))
    if match := re.fullmatch(r"农历(.+)", plain):
        return Market(words, "lunar day", frozenset(_lunar_days(match[1])))
    if re.match(r"每?(周|星期)", plain):
        return Market(words, "weekday", frozenset(weekdays(plain)))
    raise _not_understood()


def _endings(listed: str) -> list[int]:
    tokens = re.split(SEPARATORS, listed)
    if len(tokens) == 1 and re.fullmatch("[一二三四五六七八九十]+", listed):
        tokens = list(listed)  # 逢三六九
    if any(token not in _ENDINGS for token in tokens):
        raise _not_understood()
    return [_ENDINGS[token] for token in tokens]


def _lunar_days(listed: str) -> list[int]:
    numbers = {name: n for n, name in enumerate(lunarDayNameList, 1)}
    tokens = [re.sub("^二十(?=.)", "廿", token) for token in re.split(SEPARATORS, listed)]
    if any(token not in numbers for token in tokens):
        raise _not_understood()
    return [numbers[token] for token in tokens]


def _not_understood() -> FieldError:
    forms = Text("、".join(f"“{f}”" for f in _FORMS), " · ".join(_FORMS))
    return FieldError(
        Text("看不懂的逢集写法", "these market days are not understood"),
        Text(f"可用的写法：{forms.zh}", f"write one of the forms {forms.en}"),
    )


MARKET = Field(
    market,
    Text("、".join(_FORMS), " · ".join(_FORMS)),
    lambda found: found.words,
    _FORMS,
)
