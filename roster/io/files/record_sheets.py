"""The sheets in which consultation records are looked for, and those that would be counted twice."""

from __future__ import annotations

from itertools import combinations
from typing import TYPE_CHECKING, NamedTuple

from roster.errors import Assumption, InputProblem
from roster.io.columns import IGNORED
from roster.io.fields import shown
from roster.io.files.record_columns import find_headers
from roster.io.raw.words import HELD
from roster.io.source import files_of, read_tables
from roster.io.tables import read_csv, read_workbook
from roster.text import Text

if TYPE_CHECKING:
    from collections.abc import Sequence
    from pathlib import Path

    from roster.io.report import Report
    from roster.io.tables import Table
    from roster.model.records import Consultation

_INPUTS = frozenset({"人员", "站点", "需求", "规则"})
_ENOUGH = 2  # of their sheets: these are the inputs themselves


class Sheet(NamedTuple):
    """A sheet that was read, and its records."""

    file: str
    name: str
    records: tuple[Consultation, ...]

    @property
    def number(self) -> int:
        """Its consultations together."""
        return sum(r.number for r in self.records)

    @property
    def text(self) -> Text:
        """The sheet with its rows and sum, in a sentence."""
        rows = len(self.records)
        sheet = "" if self.file.rpartition(".")[0] == self.name else f"“{self.name}”"
        return Text(
            f"{self.file}{sheet}：{rows}行，{self.number}人次",
            f"{self.file}{sheet}: {rows} row(s), {self.number} consultations",
        )


def tables_of(path: Path, sheets: Sequence[str], report: Report) -> list[Table]:
    """The tables of a file, or of all files in a folder, in which records may be; ``sheets`` are those to
    be read of workbooks, all where none is named.
    """
    if path.is_dir():
        found = _of_folder(path, report)
    elif path.suffix.lower() == ".csv":
        found = [read_csv(path, report)]
    else:
        found = read_tables(path, report)[1]
    if not sheets and len(_INPUTS & {t.sheet.strip() for t in found}) >= _ENOUGH:
        report.add(
            InputProblem(
                Text(
                    "这是值班的输入，不是咨询记录", "these are the inputs of the roster, no records"
                ),
                Text("--records 给出咨询记录的导出文件", "give the export of the records"),
                file=path.name,
            )
        )
        return []
    if sheets:
        found = _named(found, sheets, path, report)
    return [t for t in found if not _left_out(t, sheets, report)]


def _of_folder(path: Path, report: Report) -> list[Table]:
    try:
        books, texts = files_of(path)
    except OSError:
        report.add(InputProblem(*HELD, file=path.name))
        return []
    if not books and not texts:
        return read_tables(path, report)[1]  # says what is missing
    found = [t for book in books for t in read_workbook(book, report)]
    return found + [read_csv(text, report) for text in texts]


def _named(tables: list[Table], names: Sequence[str], path: Path, report: Report) -> list[Table]:
    """The tables called so; text files have no sheets to choose from."""
    found = [t for t in tables if t.sheet in names or t.file.lower().endswith(".csv")]
    if tables and not found:
        there = "、".join(shown(t.sheet) for t in tables)
        report.add(
            InputProblem(
                Text(
                    f"没有叫“{'、'.join(names)}”的工作表", f"no sheet is called {', '.join(names)}"
                ),
                Text(f"--sheet 可用的有：{there}", f"--sheet can be: {there}"),
                file=path.name,
            )
        )
    return found


def _left_out(table: Table, sheets: Sequence[str], report: Report) -> bool:
    """Whether the table holds no records, or is hidden: that is told where it may matter."""
    if table.sheet in sheets:
        return False
    if table.sheet in IGNORED or (table.readable and table.frame.empty):
        return True
    if not table.concealed:
        return False
    place = (table.file, shown(table.sheet))
    if find_headers(table).where:
        report.add(
            InputProblem(
                Text(
                    "工作表被隐藏，里面有记录，不知道还算不算",
                    "the sheet is hidden and holds records; whether they count is not known",
                ),
                Text(
                    "取消隐藏；不用的请删去，或用 --sheet 说明读哪几张",
                    "show it or delete it, or tell with --sheet which are to be read",
                ),
                *place,
            )
        )
    else:
        why = Text("工作表被隐藏，不读", "the sheet is hidden and not read")
        report.add(Assumption(why, Text("要用请取消隐藏", "show it if it matters"), *place))
    return True


def overlaps(sheets: Sequence[Sheet], named: Sequence[str] = ()) -> list[InputProblem]:
    """Sheets of one workbook of which one may be a summary of the other: it has no other sites, and their
    days lie among one another. Those that were ``named`` are meant to be read.
    """
    found = []
    for one, other in combinations([s for s in sheets if s.records], 2):
        if one.file != other.file or {one.name, other.name} <= set(named):
            continue
        if _within(one, other) or _within(other, one):
            found.append(_twice(one, other))
    return found


def _within(one: Sheet, other: Sheet) -> bool:
    first, second = [r.date for r in one.records], [r.date for r in other.records]
    together = min(first) <= max(second) and min(second) <= max(first)
    return together and {r.site for r in one.records} <= {r.site for r in other.records}


def _twice(one: Sheet, other: Sheet) -> InputProblem:
    return InputProblem(
        Text(
            f"工作表“{one.name}”（{len(one.records)}行，{one.number}人次）和“{other.name}”"
            f"（{len(other.records)}行，{other.number}人次）站点和日期重叠，可能重复计算",
            f"the sheets “{one.name}” ({one.number} consultations) and “{other.name}” "
            f"({other.number}) have the same sites and days; they may count the same twice",
        ),
        Text(
            f"用 --sheet 说明读哪一张，如 --sheet {one.name}；都要读就写两次",
            f"tell which to read, as with --sheet {one.name}; give it twice to read both",
        ),
        file=one.file,
    )
