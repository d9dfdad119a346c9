"""Market days as clerks write them, and the dates they mean.

By rule, and nowhere else said: markets by lunar days are held in leap months as in any other; a month of
29 days has no 30th, and so no market on it, unless the words end in 小月廿九: then it is on the 29th.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, NamedTuple

from cnlunar.config import lunarDayNameList

from roster.io.fields import Field, FieldError, narrow
from roster.io.lunar import ANIMALS, BRANCHES, lunar
from roster.io.terms import SEPARATORS, weekdays
from roster.text import Text

if TYPE_CHECKING:
    from datetime import date

    from roster.model.calendar import Month

FORMS = (
    "农历逢3、6、9",
    "农历逢五、十（小月廿九）",
    "公历逢5、0",
    "每周日",
    "每周二、周五",
    "农历初一、十五",
    "每月5日、15日",
    "农历单日",
    "逢子、午日",
    "农历逢3、8；每周日",
)
_ENDINGS = {
    **{z: n for n, z in enumerate("零一二三四五六七八九")},
    "十": 0,
    "10": 0,
    **{str(n): n for n in range(10)},
}
_LUNAR_DAYS = {name: n for n, name in enumerate(lunarDayNameList, 1)}
_SMALL = re.compile(r"[(,，、;；]?小月(?:改?为|在|逢)?(?:廿九|二十九|29)[日号]?\)?")
_NEXT = re.compile(r"[；;]+|[、，,和及\s]+(?=农历|公历|每|逢|周|星期|礼拜)")
_MARKET_WORD = re.compile(r"[为是有逢赶]?[大小]?集[日市会]?$")
_CYCLE = re.compile(r"[(,，]?每?(?:十二|12)[日天]一集[),，]?")
_NO_CALENDAR = re.compile(r"(?:每?逢)?[\d一二三四五六七八九十、,/和及\s]+[日号]?")
_MAY_BE_ENDINGS = re.compile(r"(?:10|[1-9]|[一二三四五六七八九十])")
_ODD_EVEN = {"单": (1, 3, 5, 7, 9), "双": (0, 2, 4, 6, 8)}


class Part(NamedTuple):
    """Days whose ``unit`` is one of ``numbers``; ``small``: the 30th is the 29th of a small month."""

    unit: str
    numbers: frozenset[int]
    small: bool = False

    def holds(self, day: date) -> bool:
        """Whether it is such a day."""
        if self.unit == "weekday":
            return day.isoweekday() in self.numbers
        if self.unit in ("day", "ending"):
            return _of(day.day, self.unit) in self.numbers
        found = lunar(day)
        if found is None:
            return False
        if self.unit == "branch":
            return BRANCHES.index(found.branch) in self.numbers
        unit = self.unit.removeprefix("lunar ")
        if _of(found.day, unit) in self.numbers:
            return True
        last = self.small and not found.long and found.day == 29
        return last and _of(30, unit) in self.numbers


def _of(number: int, unit: str) -> int:
    return number % 10 if unit == "ending" else number


class Market(NamedTuple):
    """When a market is held: on the days of any of its parts. ``words`` are the clerk's."""

    words: str
    parts: tuple[Part, ...]

    def days(self, month: Month) -> tuple[date, ...]:
        """The month's market days."""
        return tuple(d for d in month.days if any(part.holds(d) for part in self.parts))


def market(cell: object) -> Market:
    """Market days in one of FORMS, or several of them joined by ；.

    Ten ends in 0: 逢十 means the 10th, 20th and 30th. Raises FieldError for any other form, and for
    those that may mean two things (逢3 without 农历 or 公历; 逢十三).
    """
    words = str(cell)
    parts: list[Part] = []
    calendar = ""
    plain, small = _SMALL.subn("", _CYCLE.sub("", calendar_named(narrow(words))))
    for clause in filter(None, (c.strip() for c in _NEXT.split(plain))):
        named = re.match("农历|公历", clause)
        calendar = named[0] if named else calendar
        inherits = re.match(r"逢[\d一二三四五六七八九十]", clause)
        parts.append(_part(calendar + clause if inherits else clause, bool(small)))
    if not parts or (small and not any(_has_thirtieth(part) for part in parts)):
        raise _not_understood()
    return Market(words, tuple(parts))


def calendar_named(words: str) -> str:
    """The words with the calendars' other names made ours: 阴历 is 农历, 阳历 is 公历."""
    return re.sub("阳历|新历", "公历", re.sub("阴历|旧历", "农历", words))


def _part(clause: str, small: bool) -> Part:
    words = _MARKET_WORD.sub("", clause)
    if match := re.fullmatch(r"(农历|公历)逢(.+)", words):
        unit = "lunar ending" if match[1] == "农历" else "ending"
        return Part(unit, frozenset(_endings(match[2])), small)
    if match := re.fullmatch(rf"(?:农历)?逢?属?([{BRANCHES}{ANIMALS}、,和及\s]+)日?", words):
        return Part("branch", frozenset(_branches(match[1])))
    if match := re.fullmatch(r"(农历|公历)(?:每月)?([单双])[日号]", words):
        unit = "lunar ending" if match[1] == "农历" else "ending"
        return Part(unit, frozenset(_ODD_EVEN[match[2]]), small)
    if match := re.fullmatch(r"农历(?:每月)?(.+)|每月(?=初)(.+)", words):
        return Part("lunar day", frozenset(_lunar_days(match[1] or match[2])), small)
    if match := re.fullmatch(r"公历(?:每月)?(.+)|每月(.+)", words):
        return Part("day", frozenset(_solar_days(match[1] or match[2])))
    if re.match(r"[每逢]?(周|星期|礼拜)", words):
        return Part("weekday", frozenset(weekdays(words.removeprefix("逢"))))
    if _NO_CALENDAR.fullmatch(words):
        raise _which_calendar(words)
    raise _not_understood()


def _has_thirtieth(part: Part) -> bool:
    """Whether 小月廿九 says anything of it."""
    return (
        part.unit.startswith("lunar") and _of(30, part.unit.removeprefix("lunar ")) in part.numbers
    )


def _endings(listed: str) -> list[int]:
    tokens = [token.removesuffix("日") for token in re.split(SEPARATORS, listed)]
    if len(tokens) == 1 and re.fullmatch("[一二三四五六七八九十]+", tokens[0]):
        if tokens[0] in ("二十", "三十") or "十" in tokens[0][:-1]:
            raise FieldError(
                Text("“逢”指尾数，这里像是一个日子", "逢 gives endings; this looks like one day"),
                Text(
                    f"尾数以“、”分开，如 农历逢三、十；某一天写成 农历{tokens[0]}",
                    f"separate endings by 、 (农历逢三、十); one day is written 农历{tokens[0]}",
                ),
            )
        tokens = list(tokens[0])  # 逢三六九
    if any(token not in _ENDINGS for token in tokens):
        raise _not_understood()
    return [_ENDINGS[token] for token in tokens]


def _branches(listed: str) -> list[int]:
    found = [c for c in listed if c in BRANCHES or c in ANIMALS]
    if not found:
        raise _not_understood()
    return [(BRANCHES if c in BRANCHES else ANIMALS).index(c) for c in found]


def _lunar_days(listed: str) -> list[int]:
    tokens = re.split(SEPARATORS, listed)
    named = tokens[-1].removesuffix("日").removesuffix("号")
    if all(_MAY_BE_ENDINGS.fullmatch(token) for token in [*tokens[:-1], named]) and (
        len(tokens) > 1 or named == tokens[-1]
    ):
        raise _endings_or_days([*tokens[:-1], named])
    found = [lunar_day(token) for token in tokens]
    if None in found:
        raise _not_understood()
    return [day for day in found if day is not None]


def lunar_day(token: str) -> int | None:
    """A day of a lunar month: 初三, 十八, 廿九, 二十九, 29日; None for anything else."""
    word = re.sub("^二十(?=.)", "廿", token.removesuffix("日").removesuffix("号"))
    if word.isdecimal() and 1 <= int(word) <= 30:
        return int(word)
    return _LUNAR_DAYS.get(word)


def _solar_days(listed: str) -> list[int]:
    tokens = re.split(SEPARATORS, listed)
    numbers = [re.fullmatch(r"(\d{1,2})[日号]?", token) for token in tokens]
    found = [int(n[1]) for n in numbers if n]
    if len(found) < len(tokens) or not tokens[-1].endswith(("日", "号")):
        raise _not_understood()
    if not all(1 <= n <= 31 for n in found):
        raise _not_understood()
    return found


def _which_calendar(words: str) -> FieldError:
    """The error of 逢3、6、9, which has no calendar."""
    listed = re.sub("^每?逢", "", words)
    return FieldError(
        Text("没有写明是农历还是公历", "whether these are lunar days cannot be seen"),
        Text(
            f"写成“农历逢{listed}”或“公历逢{listed}”",
            f"write 农历逢{listed} (lunar) or 公历逢{listed} (solar)",
        ),
    )


def _endings_or_days(tokens: list[str]) -> FieldError:
    """The error of 农历3、6、9: every day that ends so, or three days of the month."""
    names = {name[-1]: name for name in lunarDayNameList[:10]}  # 三: 初三
    numerals = {str(n): z for z, n in _ENDINGS.items() if z in names} | {"0": "十", "10": "十"}
    listed = "、".join(tokens)
    days = "、".join(names[numerals.get(token, token)] for token in tokens)
    return FieldError(
        Text(
            f"看不出是逢{listed}（尾数），还是只有{days}",
            f"whether every day that ends so is meant, or {days} alone, cannot be seen",
        ),
        Text(
            f"写成“农历逢{listed}”或“农历{days}”",
            f"write 农历逢{listed} for endings, or 农历{days}",
        ),
    )


def _not_understood() -> FieldError:
    forms = Text("、".join(f"“{f}”" for f in FORMS), " · ".join(FORMS))
    return FieldError(
        Text("看不懂的逢集写法", "these market days are not understood"),
        Text(f"可用的写法：{forms.zh}", f"write one of the forms {forms.en}"),
    )


MARKET = Field(
    market,
    Text("、".join(FORMS), " · ".join(FORMS)),
    lambda found: found.words,
    FORMS,
)
