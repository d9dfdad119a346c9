"""The text of docs/inputs.md, from the sheets' description and the fields of Settings."""

from __future__ import annotations

from typing import TYPE_CHECKING

from roster.io.columns import SHEETS
from roster.io.raw.limits import (
    MOST_BYTES,
    MOST_CELLS,
    MOST_COLUMNS,
    MOST_ELEMENTS,
    MOST_ROWS,
    MOST_TEXT,
    MOST_UNPACKED,
)
from roster.io.sheets.settings import (
    MAX_WEIGHT,
    default_written,
    field_of,
    level_fields,
    settings_fields,
    weight_fields,
)
from roster.model.levels import LEVEL_NAMES
from roster.model.rules import RULE_BY_KEY

if TYPE_CHECKING:
    from collections.abc import Iterable

    from pydantic.fields import FieldInfo

    from roster.io.columns.spec import Sheet

_HEAD = """\
# The inputs

<!-- Written by `python -m tools.write_docs` from roster/io/columns/ and the model's Settings. -->

A county's inputs are one workbook (.xlsx, .xlsm, .xls, .et or .ods), a folder that holds exactly
one, or a folder of CSV files named after the sheets (人员.csv, 站点.csv, …). Samples lie in
`inputs/`. [Which files are read](#which-files-are-read) says more.

- The first row of every sheet holds the headers; the order of sheets and columns does not matter.
  An unknown column or setting is an error, and so is a sheet that may be mistyped. A sheet called
  说明 is for your own notes and is not read. Blank rows and columns are skipped.
- What follows is the one way of writing. Much else that bureaus write is understood too, and told:
  [docs/messy-inputs.md](messy-inputs.md).
- Columns marked *required* must be there and filled in every row; others may be blank or missing.
- A person or site is named by its 编号, or by its 姓名 / 名称 where only one has it.
- Dates: as dates, or written 2026-12-05, 2026/12/5, 2026.12.5, 2026年12月5日; no time of day.
- Weekdays: 二、四 · 周二或周四 · 1,3,5 · 周一至周五 (1 = Monday … 7 = Sunday).
- Hours: 8:00-12:00. Yes and no: 是, 否. Full-width digits and punctuation are understood.
- Certificate and telephone numbers must be text: a spreadsheet keeps 15 digits of a number.
- Market days (逢集): 农历逢3、6、9 · 农历逢五、十 (lunar days that end in these digits; 十 means
  the 10th, 20th and 30th) · 公历逢5、0 (the same of solar days) · 每周日 · 农历初一、十五 ·
  逢子、午日 (the twelve branches), several joined by ；. Fairs (庙会): 农历三月十八起3天 ·
  公历5月1日-3日. What they mean in leap and small months: docs/calendars.md.
- One workbook serves several months: rows that cannot concern the planned month are left out.
- Everything that is wrong is told at once, with file, sheet, row, column, value and remedy; nothing
  is written and the exit code is 2.
"""

_FILES = f"""
## Which files are read

| kind | what is read | worth knowing |
|---|---|---|
| .xlsx, .xlsm | Excel since 2007, WPS | macros are never run; formulas give the value last saved |
| .xls, .et | Excel before 2007, WPS | an .et may be either of these two kinds |
| .ods | LibreOffice, WPS, Excel | |
| CSV folder | .csv, .tsv, .txt (Excel's “Unicode text”) | a .txt counts if it is named after a sheet |

- Text tables have commas, semicolons or tabs, in UTF-8, GB18030, or UTF-16 with its mark.
- What a file is its contents say, not its name: an .xls that is really an .xlsx is read; one that
  holds a web page, as some portals export, is refused with what to do.
- Refused: workbooks with a password to open them, damaged ones, .xlsb, pictures, PDF.
- An error (#N/A, #DIV/0!) or a formula without a computed value is a problem of its cell. In .xls a
  formula always has a value; a program that computes nothing writes 0 there.
- Dates counted from 1904 are converted, and that is told; a bare number that could be one is then a
  problem of its cell. In other workbooks a bare number in a date's cell is read, and told.
- Hidden sheets that may be one of ours are refused, others are not read, and that is told. It is
  also told when formulas refer to other workbooks.
- Lock files of open workbooks (~$…, .~lock…) are ignored.

At most {MOST_ROWS:,} rows with contents and {MOST_COLUMNS:,} columns of a sheet, {MOST_CELLS:,} cells (rows
times columns) of a sheet, {MOST_TEXT:,} characters of a cell, {MOST_BYTES // 1_000_000} MB of a file,
{MOST_UNPACKED // 1_000_000} MB and {MOST_ELEMENTS:,} XML elements of it unpacked. Five years of 10,000
duties fit. Blank rows and columns, formatted or not, do not count as contents. More is refused with
a message within seconds.
"""

_CALENDAR = """
Workdays come from the State Council's calendar as the package chinesecalendar holds it; this sheet
overrides single days. For a year the package lacks, list all days off and make-up days here and
add a row 年历已公布; without it the month is refused, or drafted with assumed weekdays (1 January
off) and never published.
"""

_SETTINGS = """
One row a setting. A setting without a default is required.

| 设置 | values | default | what it is |
|---|---|---|---|
"""

_WEIGHTS = f"""
Weights of rules inside their level, from 0 (the rule does not count; 到岗 at least 1) to
{MAX_WEIGHT}:

| 设置 | level | default | counts |
|---|---|---|---|
"""

_LEVELS = """
A rule counts in another level where a row says so (层级:不愿值班日 … 到岗; hard rules stay hard, and
those of 到岗 stay there): """


def page() -> str:
    """The whole page."""
    return _HEAD + _FILES + "".join(_sheet(sheet) for sheet in SHEETS) + _settings()


def _sheet(sheet: Sheet) -> str:
    optional = "" if sheet.required else " (optional)"
    rows = [
        (f"`{c.name}`", "required" if c.required else "", c.field.form.en, c.text.en)
        for c in sheet.columns
    ]
    head = f"\n## {sheet.name}{optional}\n\n{_sentence(sheet.text.en)}\n"
    notes = _CALENDAR if sheet.name == "日历调整" else ""
    return f"{head}{notes}\n| column | | cells | what it is |\n|---|---|---|---|\n{_table(rows)}"


def _settings() -> str:
    rows = [
        (f"`{name}`", field_of(info).form.en, _default(info), str(info.description))
        for name, (_, info) in settings_fields().items()
    ]
    rules = [(name, RULE_BY_KEY[key]) for name, key in weight_fields().items()]
    weights = [
        (f"`{name}`", LEVEL_NAMES[rule.level].zh, str(rule.weight), rule.name.en)
        for name, rule in rules
    ]
    levels = "、".join(f"`{name}`" for name in level_fields())
    return (
        f"\n### Settings\n{_SETTINGS}{_table(rows)}{_WEIGHTS}{_table(weights)}{_LEVELS}{levels}.\n"
    )


def _default(info: FieldInfo) -> str:
    return "(required)" if info.is_required() else str(default_written(info))


def _sentence(text: str) -> str:
    return f"{text[0].upper()}{text[1:]}."


def _table(rows: Iterable[tuple[str, ...]]) -> str:
    return "".join(
        f"| {' | '.join(cell.replace('|', chr(92) + '|') for cell in row)} |\n" for row in rows
    )
