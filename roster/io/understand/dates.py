"""A date in the ways people type it, made 2026-12-05."""

from __future__ import annotations

import re
from datetime import date, timedelta
from typing import TYPE_CHECKING, NamedTuple

from roster.io.fields import FieldError, narrow
from roster.text import WEEKDAYS_ZH, Text

if TYPE_CHECKING:
    from roster.io.understand.context import Context

_WEEKDAY = re.compile(r"[(\[【]?(?:周|星期|礼拜)([一二三四五六日天])[)\]】]?$")
_MIDNIGHT = re.compile(r"[ T]0{1,2}:00(?::00(?:\.0+)?)?$")
_NUMERALS = re.compile(r"([〇零○一二三四五六七八九十廿]+)(?=[年月日号])")
_DIGITS = {**{z: n for n, z in enumerate("〇一二三四五六七八九")}, "零": 0, "○": 0}
_FULL = re.compile(r"(\d{4})([-/.。])(\d{1,2})\2(\d{1,2})")
_NAMED = re.compile(r"(\d{4}|\d{2})年(\d{1,2})月(\d{1,2})[日号]?")
_EIGHT = re.compile(r"(20\d{2})(\d{2})(\d{2})")
_YEAR_LAST = re.compile(r"(\d{1,2})([-/.])(\d{1,2})\2(\d{4})")
_SHORT_YEAR = re.compile(r"(\d{1,2})([-/.])(\d{1,2})\2(\d{1,2})")
_MONTH_DAY = re.compile(r"(\d{1,2})(?:月(\d{1,2})[日号]?|([-/.])(\d{1,2}))")
_DAY = re.compile(r"(\d{1,2})[日号]")
_SERIAL = re.compile(r"\d{5}")
_SERIAL_ZERO = date(1899, 12, 30)
NEAR_YEARS = 10
_NEAR_MONTHS = 3
_WRITE = Text("写成如 2026-12-05 的日期", "write a date such as 2026-12-05")
_NO_YEAR = (
    Text("没有写年份，看不出是哪一年", "it has no year, and which is meant cannot be seen"),
    Text("写上年份，如 2026-12-05", "add the year, as in 2026-12-05"),
)


class Window(NamedTuple):
    """How far from the planned month a date without a year may lie, in months, both ends included."""

    first: int
    last: int


AROUND = Window(-_NEAR_MONTHS, _NEAR_MONTHS)
PAST = Window(-_NEAR_MONTHS, -1)
NEVER = Window(1, 0)  # a date that may be years away has to give its year


class Dated(NamedTuple):
    """A day, and whether the words give it in full; ``month_given`` is False where they name a day only."""

    day: date
    certain: bool = False
    month_given: bool = True


def dated(words: str, context: Context, window: Window) -> Dated | None:
    """The day that the words mean; None where they are no date.

    Raises:
        FieldError: where they can mean two days, give no year that can be seen, or name another weekday.
    """
    text = _MIDNIGHT.sub("", narrow(words).strip())
    text = "".join(text.split())
    match = _WEEKDAY.search(text)
    text = _NUMERALS.sub(_arabic, text[: match.start()] if match else text)
    found = _found(text, context, window)
    if found is not None and match is not None:
        _check_weekday(found.day, match[1])
    return found


def _found(text: str, context: Context, window: Window) -> Dated | None:
    if match := _FULL.fullmatch(text):
        return _valid(int(match[1]), int(match[3]), int(match[4]), certain=True)
    if match := _EIGHT.fullmatch(text):
        return _valid(*map(int, match.groups()), certain=True)
    if match := _NAMED.fullmatch(text):
        short = len(match[1]) == 2
        return _valid(int(match[1]) + 2000 * short, int(match[2]), int(match[3]), certain=not short)
    if match := _YEAR_LAST.fullmatch(text):
        first, second, year = int(match[1]), int(match[3]), int(match[4])
        return _only_one([_valid(year, second, first), _valid(year, first, second)])
    if match := _SHORT_YEAR.fullmatch(text):
        return _short_year(int(match[1]), int(match[3]), int(match[4]), context)
    if match := _MONTH_DAY.fullmatch(text):
        return _without_year(match, context, window)
    if match := _DAY.fullmatch(text):
        return day_of_month(int(match[1]), context, window)
    if _SERIAL.fullmatch(text):
        day = _SERIAL_ZERO + timedelta(days=int(text))
        return Dated(day) if abs(day.year - context.month.year) <= NEAR_YEARS else None
    return None


def _valid(year: int, month: int, day: int, *, certain: bool = False) -> Dated | None:
    try:
        return Dated(date(year, month, day), certain)
    except ValueError:
        return None


def _only_one(readings: list[Dated | None]) -> Dated | None:
    """The one reading; None where there is none. Raises FieldError where there are several."""
    found = list(dict.fromkeys(r for r in readings if r is not None))
    if len(found) > 1:
        days = [r.day.isoformat() for r in found]
        raise FieldError(
            Text(
                f"日期的先后次序不明，可读作{'或'.join(days)}",
                f"the order is not clear: this can be {' or '.join(days)}",
            ),
            _WRITE,
        )
    return found[0] if found else None


def _short_year(first: int, second: int, third: int, context: Context) -> Dated | None:
    orders = [(first, second, third), (third, second, first), (third, first, second)]
    readings = [_valid(2000 + year, month, day) for year, month, day in orders]
    near = [r for r in readings if r and abs(r.day.year - context.month.year) <= NEAR_YEARS]
    return _only_one([*near])


def _without_year(match: re.Match[str], context: Context, window: Window) -> Dated | None:
    month, day = int(match[1]), int(match[2] or match[4])
    if match[3] == "-" and month < day:  # 8-10日 is a range, and 8-10 may be one
        raise FieldError(
            Text(
                f"可读作{month}月{day}日，也可读作{month}日至{day}日",
                f"this can be the {day}. of month {month}, or the days {month} to {day}",
            ),
            _WRITE,
        )
    return month_and_day(month, day, context, window)


def month_and_day(month: int, day: int, context: Context, window: Window) -> Dated | None:
    """The day nearest to the planned month, or the next from the row's earlier date on.

    Raises FieldError where none is near; None where no year has such a day.
    """
    base, reach = (context.month.year, context.month.month), window
    if context.since is not None:
        base, reach = (context.since.year, context.since.month), Window(0, _NEAR_MONTHS)
    years = (base[0] - 1, base[0], base[0] + 1)
    readings = [r for year in years if (r := _valid(year, month, day))]
    for r in readings:
        away = (r.day.year - base[0]) * 12 + r.day.month - base[1]
        if reach.first <= away <= reach.last and (not context.since or r.day >= context.since):
            return r
    if readings:
        raise FieldError(*_NO_YEAR)
    return None


def day_of_month(day: int, context: Context, window: Window) -> Dated | None:
    """That day of the planned month, or of the month of the row's earlier date. Raises FieldError where
    the row's dates are of another time.
    """
    if context.since is not None:
        found = _valid(context.since.year, context.since.month, day)
        late = found is not None and found.day < context.since
    else:
        found = _valid(context.month.year, context.month.month, day)
        late = not window.first <= 0 <= window.last
    if late:
        raise FieldError(
            Text(
                "没有写月份，看不出是哪个月", "it has no month, and which is meant cannot be seen"
            ),
            Text("写上年份和月份，如 2026-12-05", "add year and month, as in 2026-12-05"),
        )
    return found and found._replace(month_given=False)


def over_the_month(words: str, context: Context) -> Dated | None:
    """The last day 3日 after a first day 28 December: of the month after it. None for anything else."""
    match = _DAY.fullmatch("".join(narrow(words).split()))
    if match is None or context.since is None or int(match[1]) >= context.since.day:
        return None
    following = context.since.replace(day=1) + timedelta(days=31)
    return _valid(following.year, following.month, int(match[1]))


def _arabic(match: re.Match[str]) -> str:
    """Chinese numerals as digits: 二〇二六, 十二, 二十一, 廿三."""
    words = match[1].replace("廿", "二十")
    if "十" not in words:
        return "".join(str(_DIGITS[c]) for c in words)
    tens, _, ones = words.partition("十")
    if len(tens) > 1 or len(ones) > 1 or not set(tens + ones) <= set(_DIGITS):
        return match[0]
    return str((_DIGITS[tens] if tens else 1) * 10 + (_DIGITS[ones] if ones else 0))


def _check_weekday(day: date, written: str) -> None:
    if WEEKDAYS_ZH[day.weekday()] != written.replace("天", "日"):
        is_one = WEEKDAYS_ZH[day.weekday()]
        raise FieldError(
            Text(
                f"{day.isoformat()}是星期{is_one}，不是所写的星期{written}",
                f"{day.isoformat()} is a 星期{is_one}, not a 星期{written}",
            ),
            Text("改正日期或星期", "correct the date or the weekday"),
        )
