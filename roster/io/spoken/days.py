"""Days as people type them: 8日-10日, 12.8-12.10, 每周三, 12月下旬, 下周二上午, 月底三天.

Everything is matched as a whole: a word too many, and the phrase is not understood.
"""

from __future__ import annotations

import re
from datetime import date, timedelta
from typing import TYPE_CHECKING

from roster.io.fields import FieldError
from roster.io.spoken.spans import (
    Days,
    UnclearError,
    check_near,
    check_some,
    month_of,
    span_of,
)
from roster.io.terms import weekdays
from roster.model.calendar import Month, days_between, monday_of
from roster.model.sites import Session

if TYPE_CHECKING:
    from collections.abc import Sequence

SESSION = "上午|早上|下午|全天|整天|一整天"
_SESSIONS = {"上午": Session.MORNING, "早上": Session.MORNING, "下午": Session.AFTERNOON}
_WEEKDAY = r"(?:\((?:周|星期|礼拜)([一二三四五六日天])\))?"
# year, month and the mark after it, day and its unit, weekday
_DAY = rf"(?:(?:(\d{{4}})[年./-])?(\d{{1,2}})([月./]))?(\d{{1,2}})([日号])?{_WEEKDAY}"
_PARTS = 6
_PART = rf"({SESSION})?"
_ONE = re.compile(rf"{_DAY}{_PART}")
_SPAN = re.compile(rf"[从自]?{_DAY}{_PART}(?:-|—+|~|–|至|到){_DAY}(?:(每天)?({SESSION}))?")
_COUNTED = re.compile(rf"[从自]?{_DAY}(?:起|开始)?(?:连续|一?共)?(\d{{1,2}})天")
_THIRD = re.compile(r"(?:(\d{1,2})月)?([上中下])旬")
_ENDS = re.compile(r"(?:(\d{1,2})月)?(月?底|月末|月初|最后)(?:最后)?(\d{1,2})天")
_WHOLE = re.compile(r"(?:(\d{1,2})月)?(?:整个?月|全月)")
_NEAR = re.compile(rf"(今天|明天|后天|大后天){_PART}")
_WEEK = re.compile(
    rf"(本|这|下下|下)个?(?:周|星期|礼拜)(?:([一二三四五六日天])(?:(?:至|到|-)(?:周|星期)?([一二三四五六日天]))?)?{_PART}"
)
_WEEKLY = re.compile(
    rf"(?:(\d{{1,2}})月)?(每个?|逢)?((?:周|星期|礼拜)(?:[一二三四五六日天末]|[、和及至到-]|周|星期|礼拜)+)(?:的)?{_PART}"
)
_NEAR_DAYS = {"今天": 0, "明天": 1, "后天": 2, "大后天": 3}
_WEEKS = {"本": 0, "这": 0, "下": 1, "下下": 2}
_NUMERAL = re.compile(r"[一二两三四五六七八九十]{1,3}(?=[月日号天])")
_ISO = re.compile(r"(?<!\d)(\d{4})-(\d{1,2})-(\d{1,2})(?!\d)")
_DIGITS = {z: n for n, z in enumerate("一二三四五六七八九", 1)} | {"两": 2}


def days_of(words: str, month: Month, on: date | None, *, each: bool = False) -> list[Days]:
    """The days that the words mean, in order; a day without its month is of ``month``.

    ``on`` is the day on which it was said, for 明天 and 下周二. ``each``: 都 was said of them, so that 周二
    is every Tuesday. Raises UnclearError.
    """
    words = words if re.search("周|星期|礼拜", words) else _NUMERAL.sub(_digits, words)
    words = _ISO.sub(r"\1.\2.\3", words)
    if match := _WEEKLY.fullmatch(words):
        return [_weekly(match, month, each)]
    items = [item for item in re.split("[、和及与]", words) if item]
    if not items:
        raise UnclearError("没有说是哪天", "no day is said")
    unit = bool(re.search(rf"[日号]{_WEEKDAY}(?:{SESSION})?$|\d天$", items[-1]))
    found: list[Days] = []
    reader = _Reader(month, on, unit)
    for item in items:
        found += reader.item(item)
    counted = sum(1 for item in items if _COUNTED.fullmatch(item))
    if 0 < counted < len(items):
        raise UnclearError("几天是从哪天算起", "from which day are the days counted")
    if len(items) > 1 and _only_last_has_session(items):
        raise UnclearError(
            "是每天都半天，还是只有最后一天", "half days on each of them, or on the last only"
        )
    return _joined(found)


def _digits(match: re.Match[str]) -> str:
    """二十一 as 21."""
    word = match[0]
    if "十" not in word:
        return str(_DIGITS[word]) if len(word) == 1 else word
    tens, _, ones = word.partition("十")
    if len(tens) > 1 or len(ones) > 1 or "十" in ones:
        return word
    return str(10 * _DIGITS.get(tens, 1) + _DIGITS.get(ones, 0))


def _only_last_has_session(items: Sequence[str]) -> bool:
    ends = [bool(re.search(f"(?:{SESSION})$", item)) for item in items]
    return ends[-1] and not any(ends[:-1])


def _joined(found: list[Days]) -> list[Days]:
    """15日 and 16日 as one span."""
    joined: list[Days] = []
    for days in found:
        last = joined[-1] if joined else None
        if last and last.end + timedelta(days=1) == days.start and last[2:] == days[2:]:
            joined[-1] = last._replace(end=days.end)
        else:
            joined.append(days)
    return joined


def _weekly(match: re.Match[str], month: Month, each: bool) -> Days:
    of = month_of(match[1], month)
    weekend = match[3] in ("周末", "星期末", "礼拜末")
    if not (match[2] or each or weekend):
        raise UnclearError("是哪一周，还是每周", "which week, or every week")
    try:
        chosen = (6, 7) if weekend else weekdays(match[3])
    except FieldError:
        raise UnclearError("看不懂是星期几", "the weekdays are not understood") from None
    if match[4] in _SESSIONS and len(chosen) > 1:
        raise UnclearError(
            "是每天都半天，还是只有最后一天", "half days on each of them, or on the last only"
        )
    check_some(of, chosen, month)
    return Days(of.first, of.last, chosen, _session(match[4]))


def _session(word: str | None) -> Session:
    return _SESSIONS.get(word or "", Session.FULL)


class _Reader:
    """Reads the items of a list one by one; month and year go on from the one before."""

    def __init__(self, month: Month, on: date | None, unit: bool) -> None:
        self._planned, self._on, self._unit = month, on, unit
        self._of: Month | None = None
        self._before: date | None = None

    def item(self, item: str) -> list[Days]:
        """One day, span, or part of a month. Raises UnclearError."""
        found = self._read(item)
        start, end = found[0].start, found[-1].end
        check_near(start, end, self._planned)
        if self._before and start < self._before and not re.search("[月./]", item):
            raise UnclearError(
                "日期往回走，是不是到了下个月", "the days go backwards: into the next month"
            )
        self._before = end
        return found

    def _read(self, item: str) -> list[Days]:
        if match := _COUNTED.fullmatch(item):
            self._check_dot(match)
            start = self._date(match.groups()[:_PARTS])
            return [span_of(start, start + timedelta(days=int(match[_PARTS + 1]) - 1))]
        if match := _SPAN.fullmatch(item):
            return self._between(match)
        if match := _ONE.fullmatch(item):
            self._check_dot(match)
            day = self._date(match.groups()[:_PARTS])
            return [Days(day, day, (), _session(match[_PARTS + 1]))]
        if match := _THIRD.fullmatch(item):
            of, at = month_of(match[1], self._planned), "上中下".index(match[2])
            last = of.last if at == 2 else of.first.replace(day=10 * at + 10)
            return [Days(of.first.replace(day=10 * at + 1), last)]
        if match := _WHOLE.fullmatch(item):
            of = month_of(match[1], self._planned)
            return [Days(of.first, of.last)]
        if match := _ENDS.fullmatch(item):
            return [self._end_of_month(match)]
        return [self._relative(item)]

    def _check_dot(self, match: re.Match[str]) -> None:
        """Refuse 3.4号, which may be two days, and 1.8日, which may be the first item of a list."""
        year, month, mark, day, unit, _ = match.groups()[:_PARTS]
        if year or not unit or mark not in (".", "/"):
            return
        if int(month) != self._planned.month or int(day) == int(month) + 1:
            raise UnclearError(
                f"“{month}{mark}{day}{unit}”是{month}月{day}日，还是另有意思",
                f"is {month}{mark}{day} a month and a day",
            )

    def _end_of_month(self, match: re.Match[str]) -> Days:
        of, more = month_of(match[1], self._planned), timedelta(days=int(match[3]) - 1)
        if match[2] == "最后" and not match[1]:
            raise UnclearError("“最后”是哪里的最后", "the last days of what")
        if not 0 <= more.days < 15:
            raise UnclearError("天数不对", "the number of days is wrong")
        if match[2] == "月初":
            return Days(of.first, of.first + more)
        return Days(of.last - more, of.last)

    def _relative(self, item: str) -> Days:
        near, week = _NEAR.fullmatch(item), _WEEK.fullmatch(item)
        if not near and not week:
            raise UnclearError(f"看不懂“{item}”", f"{item} is not understood")
        if self._on is None:
            raise UnclearError("不知道是哪天说的，加 --on", "when was it said? add --on")
        if near:
            day = self._on + timedelta(days=_NEAR_DAYS[near[1]])
            return Days(day, day, (), _session(near[2]))
        assert week is not None
        monday = monday_of(self._on) + timedelta(weeks=_WEEKS[week[1]])
        first = "一二三四五六日".index((week[2] or "一").replace("天", "日"))
        last = "一二三四五六日".index((week[3] or week[2] or "日").replace("天", "日"))
        if last < first or (week[4] in _SESSIONS and first != last):
            raise UnclearError(f"看不懂“{item}”", f"{item} is not understood")
        start, end = monday + timedelta(days=first), monday + timedelta(days=last)
        return Days(start, end, (), _session(week[4]))

    def _between(self, match: re.Match[str]) -> list[Days]:
        groups = match.groups()
        second = groups[_PARTS + 1 :]
        self._unit = self._unit or bool(second[4])
        start, first = self._date(groups[:_PARTS]), groups[_PARTS]
        end, daily, last = self._date(second[:_PARTS]), second[_PARTS], second[_PARTS + 1]
        if daily or not (first or last):
            return [span_of(start, end)._replace(session=_session(last))]
        if last and not first and _session(last) is not Session.FULL:
            raise UnclearError(
                "是每天都半天，还是只到那天半天", "half of each day, or until that half day"
            )
        if end <= start:
            raise UnclearError("起止日期不对", "the dates do not make a span")
        span_of(start, end)
        starts = Session.AFTERNOON if first == "下午" else Session.FULL
        ends = Session.MORNING if _session(last) is Session.MORNING else Session.FULL
        middle = [
            Days(d, d) for d in days_between(start + timedelta(days=1), end - timedelta(days=1))
        ]
        return [Days(start, start, (), starts), *middle, Days(end, end, (), ends)]

    def _date(self, groups: Sequence[str | None]) -> date:
        year, month, _, day, unit, weekday = groups
        if not (unit or month or self._of or self._unit):
            raise UnclearError("数字后面没有“日”或“号”", "a number without 日 or 号")
        if month:
            self._of = month_of(month, self._planned)
            if year:
                self._of = (
                    Month(year=int(year), month=int(month)) if 2000 <= int(year) <= 2999 else None
                )
        of = self._of or self._planned
        try:
            found = date(of.year, of.month, int(day or 0))
        except ValueError:
            raise UnclearError("没有这一天", "there is no such day") from None
        if weekday and "一二三四五六日".index(weekday.replace("天", "日")) != found.weekday():
            raise UnclearError(
                f"{found.month}月{found.day}日不是星期{weekday}", f"{found} is another weekday"
            )
        return found
