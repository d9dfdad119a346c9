"""roster holidays: the State Council's notice as pasted, checked, shown, made into rows of 日历调整."""

from __future__ import annotations

from datetime import date
from pathlib import Path
from typing import Annotated

import typer
from rich.table import Table

from roster.cli.changing.saving import YesOption, confirmed
from roster.cli.inputs.pasting import ToOption, copy_name, pasted, write_copy
from roster.cli.speech import speech, t
from roster.cli.tables import add_row, plain_table
from roster.errors import InputError
from roster.io.assemble import examine
from roster.io.files.rows import write_csv
from roster.io.holidays import Arrangement, calendar_rows, differences, read_notice
from roster.io.holidays.rows import balance
from roster.io.report import Report
from roster.io.template.write import FilledRow
from roster.model.calendar import Month
from roster.text import day_text, span_text, weekday_text

SHEET = "日历调整"


def holidays_command(
    text: Annotated[
        str,
        typer.Argument(
            metavar=t("文件", "FILE"),
            help=t(
                "粘贴了通知全文的文本文件；- 为从键盘粘贴", "text file with the notice; - for stdin"
            ),
        ),
    ],
    year: Annotated[
        int | None,
        typer.Option(
            "--year",
            min=2014,
            max=2999,
            metavar=t("年", "YYYY"),
            help=t("文中没有写年份时写明", "needed where the text names none"),
        ),
    ] = None,
    inputs: Annotated[
        Path | None,
        typer.Option(
            "--inputs",
            metavar=t("输入", "INPUTS"),
            help=t(
                "写进这份输入的副本；不写则另存 CSV",
                "put the rows into a copy of these inputs; else a CSV file",
            ),
        ),
    ] = None,
    to: ToOption = None,
    yes: YesOption = False,
) -> None:
    """Read and check a holiday notice, show it, and write the calendar's rows once confirmed."""
    words, name = pasted(text)
    report = Report()
    found = read_notice(words, name, report, year)
    if found is None:
        raise InputError(report.problems)
    file = _target(found, inputs, to)
    speech.console().print(_table(found))
    _tell(found)
    if not confirmed(yes=yes):
        return
    rows = calendar_rows(found)
    if inputs is None:
        write_csv(file, rows)
        speech.say(
            f"已写出 {file}，共{len(rows)}行，粘贴到工作表“{SHEET}”。",
            f"wrote {file}, {len(rows)} rows to be pasted into the sheet {SHEET}.",
        )
        return
    month = Month(year=found.year, month=1)
    examined = examine(inputs, month, assume_calendar=True, read_calendars=False)
    if examined.problem is None:
        raise InputError(examined.problems)
    write_copy(inputs, examined, month, file, lambda sheets: _put(sheets[SHEET], rows))


def _target(found: Arrangement, inputs: Path | None, to: Path | None) -> Path:
    """Where it is written. Raises BadParameter where there is such a file."""
    if inputs is not None:
        return copy_name(inputs, to)
    file = to or Path(f"{SHEET}-{found.year}.csv")
    if file.exists() or file.suffix.lower() != ".csv":
        raise typer.BadParameter(
            t(
                f"“{file}”已存在或不是 .csv，没有覆盖，请换一个文件名",
                f"{str(file)!r} exists or is no .csv; choose another name",
            ),
            param_hint="--to",
        )
    return file


def _put(sheet: list[FilledRow], rows: list[dict[str, object]]) -> None:
    """Add the rows; those the sheet has for the same days give way, being the same or out of date."""
    days = {row["日期"] for row in rows}
    kept = [r for r in sheet if r.cells.get("日期") not in days]
    sheet[:] = [*kept, *map(FilledRow, rows)]


def _table(found: Arrangement) -> Table:
    head = [t("节日", "holiday"), t("放假", "off"), t("调休上班", "made up")]
    table = plain_table(
        t(f"{found.year}年放假安排", f"holidays of {found.year}"), head, (t("天数", "days"),)
    )
    for holiday in found.holidays:
        first, last = holiday.off[0], holiday.off[-1]
        off = span_text(first, last).to(speech.lang)
        weekdays = [_weekday(day) for day in (first, last)][: len(holiday.off)]
        worked = [f"{day_text(d).to(speech.lang)} {_weekday(d)}" for d in holiday.worked]
        add_row(
            table,
            holiday.label,
            f"{off}（{'—'.join(weekdays)}）",
            t("、", ", ").join(worked) or "—",
            str(len(holiday.off)),
        )
    return table


def _weekday(day: date) -> str:
    return weekday_text(day).to(speech.lang)


def _tell(found: Arrangement) -> None:
    """What was not used, and what does not look right."""
    for sentence in filter(None, found.unread):
        speech.say(f"没有用到：{sentence}", f"not used: {sentence}")
    less, statutory = balance(found)
    if less != statutory:
        speech.say(
            f"注意：平日放假比调休上班多{less}天，法定假日是{statutory}天，可能漏了一句，请与原文核对。",
            f"Note: {less} weekdays off beyond those made up, but {statutory} statutory days; "
            "a sentence may be missing.",
        )
    others = differences(found)
    if others:
        days = "、".join(map(str, others))
        speech.say(
            f"注意：与程序自带的{found.year}年历不同的日子：{days}。",
            f"Note: the packaged calendar of {found.year} has these days otherwise: {days}.",
        )
    elif others is not None:
        speech.say(
            f"与程序自带的{found.year}年历逐日一致。",
            f"the same as the packaged calendar of {found.year}, day by day.",
        )
