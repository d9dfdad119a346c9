"""The words of the notice: dates, spans, clauses; what a notice comes to."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, NamedTuple

from roster.io.fields import is_hidden, narrow

if TYPE_CHECKING:
    from collections.abc import Iterator
    from datetime import date

SEVEN = ("元旦", "春节", "清明节", "劳动节", "端午节", "中秋节", "国庆节")
_NAME = r"(?:元旦|春节|清明|(?:五一)?(?:国际)?劳动|端午|中秋|国庆)节?"
_NUMBERING = (
    r"(?:[(]?[一二三四五六七八九十\d]{1,2}[)]?[、.．]|[(][一二三四五六七八九十\d]{1,2}[)])?"
)
# a holiday's name, or two that are held together, followed by a colon or at once by its date
HEAD = re.compile(rf"{_NUMBERING}({_NAME}(?:[、和与及,]{_NAME})*)(?::|(?=\d))")
_BRACKETS = r"(?:\([^()]*\))?"
_DATE = rf"(?:\d{{4}}年)?(?:\d{{1,2}}月)?\d{{1,2}}日{_BRACKETS}"
_SPAN = rf"{_DATE}(?:(?:至|到|-|—+|–|~){_DATE})?"
_LIST = rf"{_SPAN}(?:[、和与及]{_SPAN})*"
DATE = re.compile(rf"(?:(\d{{4}})年)?(?:(\d{{1,2}})月)?(\d{{1,2}})日({_BRACKETS})")
SPAN = re.compile(rf"({_DATE})(?:(?:至|到|-|—+|–|~)({_DATE}))?")
_COUNT = r"共?计?([\d一二三四五六七八九十]{1,3})天"
OFF = re.compile(rf"(?:从|自|于)?({_LIST})(?:放假调休|调休放假|放假|补休|调休|休息)(?:{_COUNT})?")
WORK = re.compile(rf"({_LIST})(?:均|正常|照常|调休)*上班")
ONLY_DATES = re.compile(_LIST)
COUNT = re.compile(rf"(?:放假|连休)?{_COUNT}")
WITH_WEEKEND = re.compile(r"(?:放假)?与(?:周末|周六日|双休日)连休")
SAYS_NOTHING = re.compile(r"不调休|放假|调休|放假调休")
LUNAR = re.compile(
    r"(除夕|(?:正|[一二三四五六七八九十]{1,2}|冬|腊)月(?:初|十|廿|三)[一二三四五六七八九十])"
)
WEEKDAY = re.compile(r"(?:周|星期|礼拜)([一二三四五六日天])")
SPEAKS_OF_DAYS = re.compile(r"放假|上班|补休|调休|连休")
SIGNATURE = re.compile(r"(?:国务院办公厅)?(\d{4})年(\d{1,2})月(\d{1,2})日(?:\([^()]*\))?")
SIGNED = re.compile(rf"(?:国务院办公厅)?{SIGNATURE.pattern}$|国务院办公厅$")
YEAR = re.compile(r"(?:关于|现将)(\d{4})年")
_NUMBERS = {z: n for n, z in enumerate("一二三四五六七八九十", 1)} | {"十一": 11, "十二": 12}


class Holiday(NamedTuple):
    """A holiday as the notice gives it: its days ``off``, weekends between them included, the days that are
    ``worked`` for it, and the ``line`` of the text where it stands.
    """

    names: tuple[str, ...]
    off: tuple[date, ...]
    worked: tuple[date, ...]
    line: int

    @property
    def label(self) -> str:
        """What the days are called: 国庆节、中秋节."""
        return "、".join(self.names)


class Arrangement(NamedTuple):
    """A year's holidays, in the notice's order; ``unread`` are its sentences that arrange nothing."""

    year: int
    holidays: tuple[Holiday, ...]
    unread: tuple[str, ...]


class Passage(NamedTuple):
    """Text without its blanks and line breaks, with the line where each character stood (from 1)."""

    text: str
    lines: tuple[int, ...]

    @classmethod
    def of(cls, pasted: str) -> Passage:
        """The text as pasted: lines may be broken anywhere."""
        kept = [
            (char, number)
            for number, line in enumerate(pasted.splitlines(), 1)
            for char in narrow(line)
            if not char.isspace() and not is_hidden(char)
        ]
        return cls("".join(c for c, _ in kept), tuple(n for _, n in kept))

    @property
    def line(self) -> int:
        """Where it begins."""
        return self.lines[0] if self.lines else 1

    def cut(self, start: int, end: int | None = None) -> Passage:
        """A part of it."""
        return Passage(self.text[start:end], self.lines[start:end])

    def split(self, marks: str) -> Iterator[Passage]:
        """Its parts between marks that stand in no brackets; empty ones are left out."""
        start = depth = 0
        for at, char in enumerate(self.text):
            depth += (char == "(") - (char == ")")
            if char in marks and depth <= 0:
                if at > start:
                    yield self.cut(start, at)
                start = at + 1
        if start < len(self.text):
            yield self.cut(start)


def lunar_name(said: str) -> str:
    """A lunar date in one form: 腊月二十八 is 十二月廿八."""
    months = said.replace("腊月", "十二月").replace("冬月", "十一月")
    return re.sub("月二十(?=.)", "月廿", months)


def number_of(word: str) -> int:
    """A number of days: 3, 三, 十; 0 where it is none."""
    return int(word) if word.isdecimal() else _NUMBERS.get(word, 0)


def full_name(word: str) -> str:
    """The holiday's name as everybody writes it: 清明节 for 清明."""
    return next(name for name in SEVEN if name.removesuffix("节") in word)
