"""The cells that hold dates: one day, a range (12月8日-10日), several days (8、9、15日)."""

from __future__ import annotations

import re
from datetime import datetime, timedelta
from typing import TYPE_CHECKING, NamedTuple

from roster.io.fields import FieldError, day, narrow
from roster.io.understand.context import Reading
from roster.io.understand.dates import (
    AROUND,
    NEAR_YEARS,
    Dated,
    Window,
    dated,
    day_of_month,
    over_the_month,
)
from roster.text import Text

if TYPE_CHECKING:
    from collections.abc import Callable
    from datetime import date

    from roster.io.understand.context import Context

_BETWEEN = re.compile(r"-|—+|–|~|至|到")
_LISTED = re.compile(r"[、,;]")
_BARE = re.compile(r"\d{1,2}")
_FROM = re.compile(r"(.+?)(?:起|开始),?(?:共|连续|连)?(\d{1,2}|[一两二三四五六七八九十])天")
_LENGTHS = {"两": 2, **{z: n for n, z in enumerate("一二三四五六七八九十", 1)}}
_LONGEST = 92  # days
_TENTHS = 3  # 12.1, 12.2 and 12.3 may be what is left of 12.10, 12.20 and 12.30


class Span(NamedTuple):
    """From a day to a day (None: that day alone), and whether the words give both in full."""

    start: date
    end: date | None
    certain: bool


def one_day(window: Window = AROUND) -> Callable[[object, Context], Reading | None]:
    """Reads a cell of one date; ``window`` says how far one without a year may lie."""

    def reading(cell: object, context: Context) -> Reading | None:
        words = _words(cell, context)
        found = over_the_month(words, context) or (dated(words, context, window) if words else None)
        if found is None:
            return None
        return Reading(((found.day.isoformat(), None),), certain=found.certain)

    return reading


def some_days(window: Window = AROUND) -> Callable[[object, Context], Reading | None]:
    """Reads a cell of one date, of a range, or of several: each becomes a row."""

    def reading(cell: object, context: Context) -> Reading | None:
        words = _words(cell, context)
        spans = _spans(narrow(words), context, window) if words else None
        if not spans:
            return None
        items = tuple((s.start.isoformat(), s.end.isoformat() if s.end else None) for s in spans)
        return Reading(items, certain=len(spans) == 1 and spans[0].certain)

    return reading


def _words(cell: object, context: Context) -> str:
    """The words of a cell that the strict reader does not take as it is; blank where it does. A bare number
    may be a date by chance: it is told.
    """
    if isinstance(cell, int | float) and not isinstance(cell, bool):
        _check_near(cell, context)
        return _number(cell)
    try:
        day(cell)
    except FieldError:
        return "" if isinstance(cell, datetime | bool) else str(cell)
    return ""


def _check_near(cell: float, context: Context) -> None:
    """Raises FieldError for a number whose date is no time that can be meant."""
    try:
        found = day(cell)
    except FieldError:
        return
    if abs(found.year - context.month.year) > NEAR_YEARS:
        raise FieldError(
            Text(
                f"这是一个数，作为日期是{found.isoformat()}，不合情理",
                f"this is a number; as a date it is {found.isoformat()}, which cannot be meant",
            ),
            Text("写成如 2026-12-05 的日期", "write a date such as 2026-12-05"),
        )


def _number(cell: float) -> str:
    """A number as it was typed: 20261205, 12.5; a 12.1 may have been 12.10."""
    words = str(int(cell)) if cell == int(cell) else repr(cell)
    if re.fullmatch(rf"(?:[1-9]|1[0-2])\.[1-{_TENTHS}]", words):
        month, tenth = words.split(".")
        raise FieldError(
            Text(
                f"可能是{month}月{tenth}日，也可能是{month}月{tenth}0日（数值不留末尾的0）",
                f"this may be {words} or {words}0: a number does not keep its last 0",
            ),
            Text("写成如 2026-12-05 的日期", "write a date such as 2026-12-05"),
        )
    return words


def _spans(words: str, context: Context, window: Window) -> list[Span] | None:
    found = dated(words, context, window)
    if found is not None:
        return [Span(found.day, None, found.certain)]
    if match := _FROM.fullmatch("".join(words.split())):
        return _lasting(match, context, window)
    parts = [p for p in _LISTED.split("".join(words.split())) if p]
    if len(parts) == 1:
        span = _range(parts[0], context, window)
        return [span] if span else None
    return _listed(parts, context, window)


def _lasting(match: re.Match[str], context: Context, window: Window) -> list[Span] | None:
    """A start and how many days: 12月8日起3天."""
    start = dated(match[1], context, window)
    length = _LENGTHS.get(match[2]) or int(match[2])
    if start is None or not 1 <= length <= _LONGEST:
        return None
    return [Span(start.day, start.day + timedelta(days=length - 1), False)]


def _listed(parts: list[str], context: Context, window: Window) -> list[Span] | None:
    """Several days: 8、9、15日; a month once named holds for those behind it."""
    spans: list[Span] = []
    bare = bool(re.search("[日号]$", parts[-1]))
    for part in parts:
        after = context._replace(since=spans[-1].end or spans[-1].start) if spans else context
        if bare and _BARE.fullmatch(part):
            part += "日"
        found = dated(part, after, window)
        span = Span(found.day, None, False) if found else _range(part, after, window)
        if span is None:
            return None
        spans.append(span)
    return spans


def _range(words: str, context: Context, window: Window) -> Span | None:
    """A range that can be cut in two at one place; None where it cannot."""
    found: set[Span] = set()
    for cut in _BETWEEN.finditer(words):
        left, right = words[: cut.start()], words[cut.end() :]
        if _BARE.fullmatch(left) and re.fullmatch(r"\d{1,2}[日号]", right):
            left += "日"
        start = dated(left, context, window) if left and right else None
        end = _end(right, start, context) if start else None
        if start is not None and end is not None and end.day >= start.day:
            found.add(Span(start.day, end.day, start.certain and end.certain))
    return found.pop() if len(found) == 1 else None


def _end(words: str, start: Dated, context: Context) -> Dated | None:
    after = context._replace(since=start.day)
    if _BARE.fullmatch(words):
        return day_of_month(int(words), after, AROUND)
    return dated(words, after, AROUND)
