"""roster leave: requests in people's own words, read, shown, and put into a copy of the inputs."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date
from typing import Annotated

import typer

from roster.cli.changing.saving import YesOption, confirmed
from roster.cli.common import InputsArgument, MonthOption, day_of, month_of
from roster.cli.inputs.pasting import ToOption, copy_name, pasted, write_copy
from roster.cli.speech import speech, t
from roster.cli.tables import add_row, distinct_names, plain_table
from roster.errors import InputError
from roster.io.assemble import Examination, examine
from roster.io.fields import narrow
from roster.io.sheets.spoken import DONE, NAME, REMARK, WORDS, remark_with, said_on
from roster.io.spoken import Asked, Person, Spoken, after_name, read_lines, read_words
from roster.io.template.write import FilledRow, Mark
from roster.model.calendar import Month
from roster.model.sites import SESSION_NAMES, Session
from roster.text import WEEKDAYS_EN, WEEKDAYS_ZH, Text, day_text, span_text

Sheets = dict[str, list[FilledRow]]


def leave_command(
    inputs: InputsArgument,
    month: MonthOption,
    text: Annotated[
        str | None,
        typer.Option(
            "--text",
            metavar=t("文件", "FILE"),
            help=t(
                "微信里复制的请假文字；- 为从键盘粘贴；工作表“请假原话”总是一起读",
                "requests copied from a chat; - for stdin; the sheet 请假原话 is read in any case",
            ),
        ),
    ] = None,
    on: Annotated[
        str | None,
        typer.Option(
            "--on",
            metavar=t("年-月-日", "YYYY-MM-DD"),
            help=t("这些话是哪天说的，用于“明天”“下周二”", "when it was said, for 明天 and 下周二"),
        ),
    ] = None,
    to: ToOption = None,
    yes: YesOption = False,
) -> None:
    """Read leave as people typed it, show it beside their words, and write it once confirmed."""
    wanted, day = month_of(month), None if on is None else day_of(on, "--on")
    found = examine(inputs, wanted, assume_calendar=True, read_calendars=False)
    others = [
        problem for problem in found.problems if problem.sheet != NAME or problem.column != WORDS
    ]
    if others or not found.sheets:
        raise InputError(others or found.problems)
    people = [Person(row["编号"], row["姓名"]) for row in found.sheets["人员"]]
    of_sheet = _of_sheet(found, people, wanted, day)
    of_text = [] if text is None else read_lines(pasted(text)[0], people, wanted, day)
    spoken = [*of_sheet, *of_text]
    if not spoken:
        speech.say("没有要读的请假原话。", "there is nothing to be read.")
        return
    file = copy_name(inputs, to)
    _show(spoken, people, wanted)
    if confirmed(yes=yes):
        names = distinct_names({p.id: p.name for p in people})
        unique = {p.id: p.name if names[p.id] == p.name else p.id for p in people}
        write_copy(
            inputs, found, wanted, file, lambda sheets: _put(sheets, of_sheet, of_text, unique)
        )


def _of_sheet(
    found: Examination, people: list[Person], month: Month, on: date | None
) -> list[Spoken]:
    """The rows of 请假原话 that nobody has dealt with; numbers are those of its rows."""
    spoken = []
    for row in found.sheets[NAME]:
        if row[WORDS] and not row[DONE]:
            name, day = row["人员"], said_on(row[REMARK]) or on
            if name is None:
                [one] = read_lines(row[WORDS], people, month, day) or [_nobody(row[WORDS])]
                spoken.append(one._replace(number=row.number))
            else:
                words = after_name(narrow(row[WORDS]), name)
                spoken.append(read_words(row.number, row[WORDS], words, name, people, month, day))
    return spoken


def _nobody(words: str) -> Spoken:
    return Spoken(0, words, None, (), Text("没有内容", "there are no words"))


def _show(spoken: Iterable[Spoken], people: list[Person], month: Month) -> None:
    """What was understood beside the words, then what was not."""
    names = distinct_names({p.id: p.name for p in people})
    read, rest = [s for s in spoken if s.understood], [s for s in spoken if not s.understood]
    if read:
        head = [t("人员", "person"), t("原话", "words"), t("读成", "read as")]
        table = plain_table(t("读成的请假与意愿", "leave and wishes"), head)
        for one in read:
            told = t("；", "; ").join(_told(asked, month) for asked in one.asked)
            add_row(table, names[one.person or ""], one.said, told)
        speech.console().print(table)
    if rest:
        head = [t("行", "line"), t("人员", "person"), t("原话", "words"), t("为什么", "why")]
        table = plain_table(t("没有看懂，请自己填", "not understood, left for you"), head)
        for one in rest:
            name = names[one.person] if one.person else ""
            add_row(table, str(one.number), name, one.said, _why(one).to(speech.lang))
        speech.console().print(table)


def _why(one: Spoken) -> Text:
    return one.why or Text("", "")


def _told(asked: Asked, month: Month) -> str:
    """开庭 12月8日—10日 上午; with the year where it is not that of the month."""
    days = asked.days
    if days.start.year == days.end.year == month.year:
        parts = [asked.kind, span_text(days.start, days.end).to(speech.lang)]
    else:
        ends = dict.fromkeys((days.start, days.end))
        parts = [asked.kind, t("—", "–").join(_with_year(day) for day in ends)]
    if days.weekdays:
        chosen = [WEEKDAYS_ZH[d - 1] for d in days.weekdays]
        english = ", ".join(WEEKDAYS_EN[d - 1] for d in days.weekdays)
        parts.append(t(f"每周{'、'.join(chosen)}", f"every {english}"))
    if days.session is not Session.FULL:
        parts.append(SESSION_NAMES[days.session].to(speech.lang))
    return " ".join(parts)


def _with_year(day: date) -> str:
    told = day_text(day)
    return t(f"{day.year}年{told.zh}", f"{told.en} {day.year}")


def _put(
    sheets: Sheets, of_sheet: list[Spoken], of_text: list[Spoken], names: dict[str, str]
) -> None:
    """Rows of what was understood into 请假与意愿; 请假原话 keeps every word, the rest of it marked."""
    requests = sheets.setdefault("请假与意愿", [])
    for one in (*of_sheet, *of_text):
        requests += [_row(asked, names[one.person or ""], one.said) for asked in one.asked]
    words = sheets.setdefault(NAME, [])
    waiting: dict[str, list[Spoken]] = {}
    for one in of_sheet:
        waiting.setdefault(one.said, []).append(one)
    for at, row in enumerate(words):  # the same words may be there twice: in order
        same = waiting.get(str(row.cells.get(WORDS)))
        if same and not row.cells.get(DONE):
            words[at] = _kept(row, same.pop(0))
    for one in of_text:
        cells = {"人员": names[one.person]} if one.person else {}
        words.append(_kept(FilledRow({**cells, WORDS: one.said}), one))


def _row(asked: Asked, name: str, said: str) -> FilledRow:
    days = asked.days
    session = None if days.session is Session.FULL else SESSION_NAMES[days.session].zh
    cells = {
        "人员": name,
        "类型": asked.kind,
        "开始日期": days.start,
        "结束日期": None if days.end == days.start else days.end,
        "星期": "、".join(WEEKDAYS_ZH[d - 1] for d in days.weekdays) or None,
        "时段": session,
        "说明": f"原话：{said}",
    }
    return FilledRow(cells)


def _kept(row: FilledRow, one: Spoken) -> FilledRow:
    """The words with 已办, or with the day they were said and why they were not understood."""
    if one.understood:
        return FilledRow({**row.cells, DONE: "已办"})
    why = _why(one)
    mark = Mark(Text(f"没有看懂：{why.zh}", f"not understood: {why.en}"), wrong=True)
    remark = remark_with(row.cells.get(REMARK), one.on, why.zh)
    return FilledRow({**row.cells, REMARK: remark}, {WORDS: mark})
