"""The rows of consultation records: what is no record is passed over and told, cells are put in one way of
writing. What holds for many rows is told once, with their number.
"""

from __future__ import annotations

import dataclasses
import re
from datetime import date, datetime
from typing import TYPE_CHECKING, Any, NamedTuple

import pandas as pd

from roster.errors import Assumption, InputProblem
from roster.io.fields import Broken, FieldError, shown
from roster.io.files.record_columns import COUNT_UNITS, Headers, meaning, without_clock
from roster.io.understand.amounts import number_with
from roster.io.understand.context import Context
from roster.io.understand.dates import NEVER, Window, dated
from roster.io.understand.headers import dictionary
from roster.io.understand.lines import no_data, repeats
from roster.io.understand.merges import unmerged
from roster.io.understand.words import squeezed
from roster.model.calendar import Month
from roster.text import Text

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from roster.io.columns.spec import Sheet
    from roster.io.report import Report
    from roster.io.tables import Table

_TOTAL = re.compile(
    r"(?:\d{4}年)?(?:(?:本|全|上|下|第?[1-4一二三四]|\d{1,2}|十[一二]?)?(?:年|半年|月份?|季度?|周|县))?"
    r"(?:合计|总计|小计|共计|累计)(?:[:：].*|\d.*)?"
)
_TOTAL_OF = re.compile(r".*(?:合计|总计|小计|共计|累计)")  # 沁河镇小计
_SHOWN = 5  # row numbers in a sentence
_WHOLE_YEAR = Window(-11, 0)
_CORRECT = Text("如果不对，请改正表格", "where this is wrong, correct the table")
_AS_DATE = Text(
    "把该列的格式设为“日期”，或写成如 2026-12-05",
    "format the column as a date, or write one such as 2026-12-05",
)
_SAY_YEAR = Text("写上年份，或用 --year 说明", "add the year, or tell it with --year")
_count = number_with(COUNT_UNITS)


class Group:
    """What is told of many rows at once: each kind of finding with its first row and how many there are."""

    def __init__(self, table: Table, report: Report) -> None:
        self._table, self._report = table, report
        self._found: dict[tuple[bool, Text, Text, str | None], list[tuple[int, str | None]]] = {}

    def add(
        self,
        text: Text,
        row: int,
        remedy: Text = _CORRECT,
        *,
        value: str | None = None,
        column: str | None = None,
        wrong: bool = False,
    ) -> None:
        """Note it of one row."""
        self._found.setdefault((wrong, text, remedy, column), []).append((row, value))

    def tell(self) -> None:
        """Report everything noted."""
        for (wrong, text, remedy, column), rows in self._found.items():
            number = len(rows)
            whole = text
            if number > 1:
                named = "、".join(str(row) for row, _ in rows[:_SHOWN])
                more = "…" if number > _SHOWN else ""
                whole = Text(
                    f"{text.zh}，共{number}行（第{named}{more}行）",
                    f"{text.en}; {number} rows ({named}{more})",
                )
            kind = InputProblem if wrong else Assumption
            row, value = rows[0]
            place = (self._table.file, self._table.sheet, row, column, value)
            self._report.add(kind(whole, remedy, *place))


class Cleaned(NamedTuple):
    """The rows that are records, cells by position; ``years`` are those that their dates tell."""

    table: Table
    headers: Headers
    rows: dict[int, list[Any]]
    years: frozenset[int]


def clean(table: Table, headers: Headers, spec: Sheet, group: Group) -> Cleaned:
    """The table's records, without what is none."""
    rows: dict[int, list[Any]] = {}
    frame = table.frame
    for number, cells in zip(frame.index, frame.itertuples(index=False, name=None), strict=True):
        if number <= headers.head or not any(c is not None for c in cells):
            continue
        why = _no_record(spec, headers, cells)
        if why is None:
            rows[int(number)] = list(cells)
        else:
            first = next(c for c in cells if c is not None)
            group.add(why, int(number), value=shown(first))
        if _second_table(headers, cells):
            group.add(_BESIDE[0], int(number), _BESIDE[1], wrong=True)
    _unmerge(table, headers, rows, group)
    for number in sorted(table.hidden & rows.keys()):
        group.add(_HIDDEN[0], number, _HIDDEN[1], wrong=True)
    day = headers.where["日期"]
    found = (_own_year(cells[day]) for cells in rows.values())
    return Cleaned(table, headers, rows, frozenset(year for year in found if year is not None))


_BESIDE = (
    Text("旁边另有一张表的表头", "the headers of another table stand beside this one"),
    Text("每张表放在单独的工作表里", "put each table into a sheet of its own"),
)
_HIDDEN = (
    Text(
        "隐藏的行里有记录，不知道还算不算",
        "hidden rows hold records; whether they count is not known",
    ),
    Text(
        "取消隐藏或清除筛选；不用的行请删去",
        "show them, or clear the filter; delete what is not used",
    ),
)
_MERGED = Text(
    "合并单元格的值用于它所跨的每一行", "a merged cell's value holds for each of its rows"
)
_ONE_NUMBER = (
    Text("一个人数跨了几行，不知道各行是多少", "one number stands over several rows"),
    Text("取消合并，每行各填人数", "unmerge the cells and give each row its number"),
)
TOTAL = Text("这一行是合计，没有计入", "this row is a total and is not counted")


def _no_record(spec: Sheet, headers: Headers, cells: tuple[Any, ...]) -> Text | None:
    """Why the row is no record; None where it is one, or may be."""
    if repeats(dictionary(spec), headers.titles, cells):
        return Text("重复的表头，不读", "the headers again; not read")
    if _is_total(headers.where, cells):
        return TOTAL
    first = next(position for position, cell in enumerate(cells) if cell is not None)
    if first == headers.where["日期"] and isinstance(cells[first], str):
        # 填表人：… and 审核：… beside one another: no date begins so
        alone = tuple(c if position == first else None for position, c in enumerate(cells))
        if why := no_data(spec, headers.where, alone):
            return why
    return no_data(spec, headers.where, cells)


def _is_total(where: Mapping[str, int], cells: tuple[Any, ...]) -> bool:
    day = cells[where["日期"]]
    site = cells[where["站点"]] if "站点" in where else None
    first = next(c for c in cells if c is not None)
    words = [squeezed(c) for c in (day, site, first) if isinstance(c, str)]
    if not any(re.search(r"\d", str(c)) for c in cells if c is not None):
        return False  # a second row of headers, with 合计 over a column
    if any(map(_TOTAL.fullmatch, words)):
        return True
    return day is None and isinstance(site, str) and bool(_TOTAL_OF.fullmatch(squeezed(site)))


def _second_table(headers: Headers, cells: tuple[Any, ...]) -> bool:
    """Whether columns that are not read hold the headers of another table."""
    used = set(headers.where.values())
    meant = {meaning(c) for position, c in enumerate(cells) if position not in used}
    return {"日期", "站点"} <= meant


def _unmerge(table: Table, headers: Headers, rows: dict[int, list[Any]], group: Group) -> None:
    position = headers.where.get("人数")
    for area in table.merged:
        rows_of = [n for n in rows if area.top <= n <= area.bottom and area.top > headers.head]
        if area.left == area.right == position and len(rows_of) > 1:
            group.add(_ONE_NUMBER[0], rows_of[0], _ONE_NUMBER[1], column="人数", wrong=True)
    for told in unmerged(table, headers.head, rows, headers.where):
        if told.wrong:
            group.add(told.message, told.row or 0, told.remedy, value=told.value, wrong=True)
        else:
            group.add(_MERGED, told.row or 0, column=told.column)


class Years(NamedTuple):
    """``of`` is the year of dates without one, None where it is not known; ``near`` that of the records as
    far as is known: 26-1-9 is read near it.
    """

    of: int | None
    near: int

    @property
    def context(self) -> Context:
        """What is known when a cell is read."""
        return Context(Month(year=self.of or self.near, month=12))


_ANY = Context(Month(year=2000, month=12))  # for cells that tell all by themselves


def _own_year(cell: object) -> int | None:
    """The year that the cell itself tells."""
    if isinstance(cell, date):  # a datetime is one
        return cell.year
    try:
        found = dated(str(without_clock(cell)), _ANY, NEVER)
    except FieldError:
        return None
    return found.day.year if found and found.certain else None


def in_one_way(cleaned: Cleaned, years: Years, group: Group) -> Table:
    """The table as the strict reader knows it: only columns that are read, under their names."""
    headers, table = cleaned.headers, cleaned.table
    lines: dict[int, list[Any]] = {
        headers.head: [None] * len(table.frame.columns),
        **{number: [None] * len(table.frame.columns) for number in cleaned.rows},
    }
    for name, position in headers.where.items():
        lines[headers.head][position] = name
        for number, cells in cleaned.rows.items():
            cell = cells[position]
            if cell is not None and name == "日期":
                cell = _day(cell, years, number, group)
            elif cell is not None and name == "人数":
                cell = _number(cell)
            lines[number][position] = cell
    frame = pd.DataFrame(
        list(lines.values()), index=list(lines), columns=table.frame.columns, dtype=object
    )
    return dataclasses.replace(table, frame=frame)


def _number(cell: object) -> object:
    found = _count(cell, _ANY)
    return found.items[0][0] if found else cell


def _day(cell: object, years: Years, row: int, group: Group) -> object:
    """The date cell as the strict reader knows it; `Broken` where it can mean two days, or none."""
    if isinstance(cell, Broken | datetime | date | bool):
        return cell
    if isinstance(cell, int | float):
        eight = dated(f"{cell:.10g}", _ANY, NEVER) if cell >= 20_000_000 else None
        number = Text("是数字，不是日期", "this is a number and no date")
        return eight.day.isoformat() if eight else Broken(shown(cell), number, _AS_DATE)
    words = str(without_clock(cell))
    try:
        found = dated(words, years.context, NEVER)
    except FieldError as error:
        return _without_year(words, years, row, group, error)
    if found is None or not found.month_given:
        return cell
    if not found.certain:
        said = Text("日期不是常用写法，已理解", "dates in an unusual form were understood")
        group.add(said, row, value=f"{shown(cell)}→{found.day.isoformat()}", column="日期")
    return found.day.isoformat()


def _without_year(words: str, years: Years, row: int, group: Group, error: FieldError) -> object:
    """A day of the year where the words name a month and a day; else what is wrong with them."""
    try:
        found = dated(words, years.context, _WHOLE_YEAR)
    except FieldError:
        return Broken(shown(words), error.message, error.remedy)
    if found is None or not found.month_given:
        return Broken(shown(words), error.message, error.remedy)
    if years.of is None:
        return Broken(shown(words), error.message, _SAY_YEAR)
    year = years.of
    said = Text(f"日期没有写年份，按{year}年计", f"dates without a year are taken as of {year}")
    group.add(said, row, value=shown(words), column="日期")
    return found.day.isoformat()


def year_of(cleaned: Cleaned, others: Iterable[Cleaned], asked: int | None) -> int | None:
    """The year of dates without one: the only one that the table's other rows have, or all the tables', or
    the one asked for; None where there are several or none.
    """
    years = cleaned.years or frozenset(y for other in others for y in other.years)
    if years:
        return next(iter(years)) if len(years) == 1 else None
    return asked
