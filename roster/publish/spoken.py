"""Chinese as it is read aloud: dates, hours and numbers in words, phones digit by digit, no brackets."""

from __future__ import annotations

import re
import unicodedata
from typing import TYPE_CHECKING

from roster.publish.texts import plain
from roster.text import WEEKDAYS_ZH

if TYPE_CHECKING:
    from collections.abc import Iterable
    from datetime import date, time

    from roster.model.sites import TimeSpan

DIGITS = "零一二三四五六七八九"
_BRACKETS = re.compile(r"[()（）\[\]【】〔〕「」『』《》〈〉<>{}｛｝“”\"‘’]+")
_RUN = re.compile(r"\d+(?:\s*[-—–－]\s*\d+)*")
_DASH = re.compile(r"\s*[-—–－]\s*")
_COUNTED = re.compile(
    r"\d{1,3}"
)  # what longer numbers say is a name of something: read digit by digit


def number(value: int) -> str:
    """A number from 0 to 999 in words: 十二, 二十五, 三百零一."""
    hundreds, rest = divmod(value, 100)
    tens, ones = divmod(rest, 10)
    if hundreds:
        tail = f"{DIGITS[tens]}十" if tens else "零" * bool(ones)
        return f"{DIGITS[hundreds]}百{tail}{DIGITS[ones] * bool(ones)}"
    if not tens:
        return DIGITS[ones]
    return f"{DIGITS[tens] * (tens > 1)}十{DIGITS[ones] * bool(ones)}"


def digits(text: str) -> str:
    """Digit by digit, all else left out: 12348 is 一二三四八."""
    return "".join(DIGITS[unicodedata.digit(c)] for c in text if c.isdigit())


def words(text: str) -> str:
    """What users wrote, to be read aloud: numbers in words, brackets become pauses."""
    paused = _BRACKETS.sub("，", plain(text))
    said = _RUN.sub(lambda run: _said(run[0]), paused)
    return re.sub(r"[，\s]*，[，\s]*", "，", said).strip("， ")


def _said(run: str) -> str:
    if len(_DASH.findall(run)) == 1 and all(map(_COUNTED.fullmatch, _DASH.split(run))):
        return "到".join(number(int(part)) for part in _DASH.split(run))
    return number(int(run)) if _COUNTED.fullmatch(run) else digits(run)


def day(on: date) -> str:
    """A day with its weekday: 十二月八号，星期二."""
    return f"{number(on.month)}月{number(on.day)}号，星期{WEEKDAYS_ZH[on.weekday()]}"


def hours(spans: Iterable[TimeSpan]) -> str:
    """Hours: 上午八点到十二点，下午两点到六点."""
    return "，".join(f"{_half(s.start)}{_clock(s.start)}到{_end(s)}" for s in spans)


def _half(moment: time) -> str:
    """The part of the day; noon itself belongs to neither."""
    if moment.hour < 12:
        return "上午"
    return "中午" if moment.hour == 12 else "下午" if moment.hour < 19 else "晚上"


def _end(span: TimeSpan) -> str:
    """When it ends; the part of the day is said where it is another one that cannot be told."""
    said = _clock(span.end)
    known = _half(span.end) == _half(span.start) or span.end.hour == 12
    return said if known else f"{_half(span.end)}{said}"


def _clock(moment: time) -> str:
    hour = moment.hour if moment.hour <= 12 else moment.hour - 12
    named = "两" if hour == 2 else number(hour)
    if moment.minute == 30:
        return f"{named}点半"
    if not moment.minute:
        return f"{named}点"
    return f"{named}点{'零' * (moment.minute < 10)}{number(moment.minute)}分"
