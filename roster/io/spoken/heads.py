"""Who speaks in a chat: lines that hold a name, perhaps a moment, and nothing else."""

from __future__ import annotations

import re
from datetime import date
from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Container

TITLES = r"\s*\(?(?:律师|法律工作者|同志|主任|所长|老师)\)?"
CLOCK = r"\d{1,2}:\d{2}(?::\d{2})?"
_DATE = r"(?:(?P<year>\d{4})[-/.年])?(?P<month>\d{1,2})[-/.月](?P<day>\d{1,2})日?"
_NEAR = r"(?P<near>今天|昨天|前天|(?:周|星期|礼拜)[一二三四五六日天])"
_PART = r"(?:凌晨|早上|上午|中午|下午|晚上)?"
_MOMENT = rf"[(\[]?(?:(?:{_DATE}(?:\s*星期[一二三四五六日天])?|{_NEAR})\s*)?{_PART}\s*{CLOCK}[)\]]?"
_NAME = r"(?P<name>[^\s:]{1,20}?)"
_NAME_FIRST = re.compile(rf"{_NAME}(?:[:\s]\s*|(?=[(\[])){_MOMENT}")
_TIME_FIRST = re.compile(rf"{_MOMENT}\s*{_NAME}")
_TIME_ONLY = re.compile(_MOMENT)
_EDGES = re.compile(r"^[-—=*#~\s]+|[-—=*#~:\s]+$")
_BRACKETS = re.compile(r"[\[【「<《(\"“](.+)[\]】」>》)\"”]")
_CALLED = re.compile(rf"(?P<name>.+?)(?:{TITLES})?\s*说?")


class Head(NamedTuple):
    """Whose words follow ("" where a moment stands alone), and the day they were said, where known."""

    name: str
    said_on: date | None


def head_of(plain: str, names: Container[str], on: date | None) -> Head | None:
    """The head of a message, or None for a line that is none.

    With a time of day any name will do; without, it must be one of the ``names``. ``on`` is the day for
    heads that give none.
    """
    bare = _bare(plain)
    if _TIME_ONLY.fullmatch(bare):
        match = _TIME_ONLY.fullmatch(bare)
        assert match is not None
        return Head("", _day(match, on))
    timed = _NAME_FIRST.fullmatch(bare) or _TIME_FIRST.fullmatch(bare)
    if timed is not None:
        return Head(_called(timed["name"], names), _day(timed, on))
    name = _called(bare, names)
    return Head(name, on) if name in names else None


def _bare(plain: str) -> str:
    bare = _EDGES.sub("", plain)
    inner = _BRACKETS.fullmatch(bare)
    return _EDGES.sub("", inner[1]) if inner and not re.search(CLOCK, bare) else bare


def _called(words: str, names: Container[str]) -> str:
    """The name without title, @ and 说; the words themselves where nobody is called so."""
    words = words.removeprefix("@").strip()
    if words in names:
        return words
    match = _CALLED.fullmatch(words)
    return match["name"] if match and match["name"] in names else words


def _day(match: re.Match[str], on: date | None) -> date | None:
    """The day of a message; a day without its year is the last one up to ``on``."""
    if match["near"]:
        return on if match["near"] == "今天" else None
    if not match["month"]:
        return on
    if not match["year"] and on is None:
        return None
    try:
        year = int(match["year"] or (on.year if on else 0))
        found = date(year, int(match["month"]), int(match["day"]))
        return found if match["year"] or on is None or found <= on else found.replace(year=year - 1)
    except ValueError:
        return None
