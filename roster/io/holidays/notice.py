"""Reading 国务院办公厅关于20XX年部分节假日安排的通知 from pasted text.

Numbering, brackets, full-width characters and line breaks may be as they come. What arranges no day
(greetings, signature) is passed over and handed back; a sentence about days that is not understood is a
problem, as is everything in which the notice contradicts itself or the calendar.
"""

from __future__ import annotations

import re
from datetime import date, timedelta
from itertools import zip_longest
from typing import TYPE_CHECKING, NamedTuple

from roster.errors import InputProblem
from roster.io.holidays import words
from roster.io.holidays.checks import check
from roster.io.holidays.words import Arrangement, Holiday, Passage
from roster.io.lunar import lunar
from roster.model.calendar import days_between
from roster.text import WEEKDAYS_ZH, Text

if TYPE_CHECKING:
    from roster.io.report import Report

_CHECK = Text("与通知原文核对", "compare it with the notice")
_REPHRASE = Text(
    "写成如“10月1日至7日放假调休，共7天。10月10日（周六）上班。”",
    "write it like 10月1日至7日放假调休，共7天。10月10日（周六）上班。",
)


def read_notice(
    pasted: str, file: str, report: Report, year: int | None = None
) -> Arrangement | None:
    """The year's holidays; everything wrong goes to the report, by line of the text, and None comes back.

    ``year`` is needed where the text names none.
    """
    reader = _Reader(file, report)
    whole = Passage.of(pasted)
    if (signed := words.SIGNED.search(whole.text)) is not None:
        whole = whole.cut(0, signed.start())
    reader.find_year(whole, year)
    heads = list(words.HEAD.finditer(whole.text))
    reader.pass_over(whole.cut(0, heads[0].start() if heads else None))
    ends = [head.start() for head in heads[1:]]
    for head, end in zip_longest(heads, ends):
        names = re.split("[、和与及,]", head[1])
        body = whole.cut(head.end(), end)
        reader.section(
            tuple(words.full_name(n) for n in names), body, whole.cut(head.start(1)).line
        )
    if not report.problems:
        check(reader.year, reader.holidays, reader.blame)
    if report.problems:
        return None
    return Arrangement(reader.year, tuple(reader.holidays), tuple(reader.unread))


class _Section(NamedTuple):
    """What is read of a holiday so far; ``said`` are the days given as off, one by one."""

    names: tuple[str, ...]
    said: list[date]
    worked: list[date]
    joined: list[date]  # of these the weekends next to them are off too


class _Reader:
    """Reads section by section, sentence by sentence, clause by clause."""

    def __init__(self, file: str, report: Report) -> None:
        self._file, self._report = file, report
        self._month = 0  # of the date before, which a shorter date goes on from
        self.year = 0
        self.holidays: list[Holiday] = []
        self.unread: list[str] = []

    def blame(self, line: int, what: Text, remedy: Text = _CHECK, value: str | None = None) -> None:
        """Report what is wrong in a line."""
        self._report.add(InputProblem(what, remedy, self._file, row=line, value=value))

    def find_year(self, whole: Passage, given: int | None) -> None:
        """The year the notice is about."""
        found = {int(n) for n in words.YEAR.findall(whole.text)} | ({given} if given else set())
        if len(found) == 1:
            self.year = found.pop()
        elif found:
            years = "、".join(map(str, sorted(found)))
            what = Text(f"年份不一致：{years}", f"several years: {years}")
            self.blame(1, what)
        else:
            what = Text("没有写明是哪一年", "the year is not said")
            remedy = Text(
                "连同标题一起粘贴，或加 --year 2027", "paste the title too, or add --year 2027"
            )
            self.blame(1, what, remedy)

    def pass_over(self, before: Passage) -> None:
        """What stands before the first holiday arranges no day."""
        for sentence in before.split("。;；"):
            if re.search(r"\d日", sentence.text) and words.SPEAKS_OF_DAYS.search(sentence.text):
                self._not_understood(sentence)
            else:
                self.unread.append(sentence.text)

    def section(self, names: tuple[str, ...], body: Passage, line: int) -> None:
        """A holiday: its name, and what is said of it."""
        if not self.year:
            return
        self._month = 0
        section = _Section(names, [], [], [])
        for sentence in body.split("。;；"):
            self._sentence(section, sentence)
        if not section.said:
            what = Text(
                f"没有“{'、'.join(names)}”的放假日期", f"no days off for {'、'.join(names)}"
            )
            self.blame(line, what, _REPHRASE)
            return
        off = sorted({*section.said, *_weekends(section)})
        self.holidays.append(Holiday(names, tuple(off), tuple(section.worked), line))

    def _sentence(self, section: _Section, sentence: Passage) -> None:
        if not words.DATE.search(sentence.text) and not words.SPEAKS_OF_DAYS.search(sentence.text):
            if not words.COUNT.fullmatch(sentence.text):
                self.unread.append(sentence.text)
                return
        elif words.SIGNATURE.fullmatch(sentence.text) or sentence.text.startswith("鼓励"):
            self.unread.append(sentence.text)  # it arranges nothing
            return
        waiting = ""
        for clause in sentence.split(",，"):
            text = f"{waiting}、{clause.text}" if waiting else clause.text
            waiting = text if words.ONLY_DATES.fullmatch(text) else ""
            if not waiting and not self._clause(section, text, clause.line):
                self._not_understood(clause)
        if waiting:
            self._not_understood(sentence)

    def _clause(self, section: _Section, text: str, line: int) -> bool:
        """Read a clause; False where it is not understood."""
        if match := words.OFF.fullmatch(text):
            days = self._days(section, match[1], line)
            section.said.extend(days)
            if match[2]:
                self._count(section, match[2], line)
        elif match := words.WORK.fullmatch(text):
            section.worked.extend(self._days(section, match[1], line))
        elif match := words.COUNT.fullmatch(text):
            self._count(section, match[1], line)
        elif words.WITH_WEEKEND.fullmatch(text):
            self._join(section, line)
        else:
            return bool(section.said and words.SAYS_NOTHING.fullmatch(text))
        return True

    def _join(self, section: _Section, line: int) -> None:
        """The weekends next to the days off are off too; there must be one."""
        section.joined.extend(section.said)
        if not any(day.isoweekday() in (1, 5, 6, 7) for day in section.said):
            what = Text(
                f"“{'、'.join(section.names)}”不挨着周末，不能与周末连休",
                f"{'、'.join(section.names)}: no weekend is next to the days off",
            )
            self.blame(line, what, value="与周末连休")

    def _count(self, section: _Section, word: str, line: int) -> None:
        said, are = words.number_of(word), len(section.said)
        if said != are:
            what = Text(
                f"“{'、'.join(section.names)}”写明共{said}天，日期却是{are}天",
                f"{'、'.join(section.names)}: {said} days are said, the dates are {are}",
            )
            self.blame(line, what, value=f"共{word}天")

    def _days(self, section: _Section, listed: str, line: int) -> list[date]:
        found: list[date] = []
        for span in words.SPAN.finditer(listed):
            start = self._date(section, span[1], line, None)
            end = self._date(section, span[2], line, start) if span[2] else start
            if start and end and start <= end <= start + timedelta(days=31):
                found += days_between(start, end)
            elif start and end:
                what = Text("起止日期不对", "the dates do not make a span")
                self.blame(line, what, value=span[0])
        return found

    def _date(self, section: _Section, text: str, line: int, start: date | None) -> date | None:
        """A date; month and year are those of the one before where they are left out."""
        match = words.DATE.fullmatch(text)
        assert match is not None  # the clauses are made of dates
        self._month = int(match[2]) if match[2] else self._month
        turned = "元旦" in section.names and self._month >= 11 and start is None
        year = int(match[1]) if match[1] else self.year - turned
        try:
            day = date(year, self._month, int(match[3]))
        except ValueError:
            self.blame(line, Text("没有这一天", "there is no such day"), value=text)
            return None
        said = words.WEEKDAY.search(match[4] or "")
        if said and said[1].replace("天", "日") != WEEKDAYS_ZH[day.weekday()]:
            right = WEEKDAYS_ZH[day.weekday()]
            what = Text(
                f"{day}是星期{right}，不是星期{said[1]}",
                f"{day} is 星期{right}, not {said[1]}",
            )
            self.blame(line, what, value=text)
        self._check_lunar(day, text, match[4] or "", line)
        return day

    def _check_lunar(self, day: date, text: str, remarks: str, line: int) -> None:
        """A lunar date that the notice gives in brackets must be the day's own."""
        said, found = words.LUNAR.search(remarks), lunar(day)
        after = lunar(day + timedelta(days=1))
        if said is None or found is None or after is None:
            return
        right = after.name == "正月初一" if said[0] == "除夕" else _same(said[0], found.name)
        if not right:
            what = Text(
                f"{day}是农历{found.name}，不是{said[0]}", f"{day} is {found.name}, not {said[0]}"
            )
            self.blame(line, what, value=text)

    def _not_understood(self, passage: Passage) -> None:
        self.blame(
            passage.line, Text("看不懂这一句", "this is not understood"), _REPHRASE, passage.text
        )


def _same(said: str, name: str) -> bool:
    return words.lunar_name(said) == words.lunar_name(name)


def _weekends(section: _Section) -> set[date]:
    """The Saturdays and Sundays between the days off (4 May off, 6 May in lieu), and those next to them
    where the notice says so (与周末连休).
    """
    found = {d for d in days_between(min(section.said), max(section.said)) if d.isoweekday() >= 6}
    for day in section.joined:
        for step in (timedelta(days=1), timedelta(days=-1)):
            near = day + step
            while near.isoweekday() >= 6:
                found.add(near)
                near += step
    return found
