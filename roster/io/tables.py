"""Raw tables from a workbook or from CSV files: cells as they are, with their row numbers."""

from __future__ import annotations

import csv
import io
import math
import warnings
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, NamedTuple

import openpyxl
import pandas as pd
from openpyxl.utils.datetime import CALENDAR_MAC_1904

from roster.errors import InputProblem
from roster.io.fields import Broken
from roster.text import Text

if TYPE_CHECKING:
    from collections.abc import Iterable
    from pathlib import Path

    from openpyxl.cell.cell import Cell, MergedCell
    from openpyxl.workbook.workbook import Workbook
    from openpyxl.worksheet.worksheet import Worksheet

    from roster.io.report import Report

_ERROR_CELL = (
    Text("单元格是错误值", "the cell holds an error"),
    Text("改正公式，或直接填写值", "correct the formula, or type the value"),
)
_NOT_COMPUTED = (
    Text("公式没有计算结果", "the formula has no computed value"),
    Text(
        "用Excel打开并保存一次，或直接填写值", "open and save it in Excel once, or type the value"
    ),
)
_MERGED = (
    Text("合并单元格只有左上角有值", "a merged cell has a value only top left"),
    Text("取消合并，在每一格填写值", "unmerge the cells and fill each of them"),
)
_HELD = (
    Text(
        "文件打不开，可能正被其他程序占用",
        "the file cannot be opened, perhaps another program holds it",
    ),
    Text("关闭Excel或WPS后再试", "close it in Excel or WPS and try again"),
)
_MISSING = (
    Text("找不到文件", "there is no such file"),
    Text("检查路径是否正确", "check the path"),
)
_ENCODING = (
    Text("文件编码既不是UTF-8也不是GB18030", "the file is neither UTF-8 nor GB18030"),
    Text("另存为“CSV UTF-8（逗号分隔）”", "save it as CSV UTF-8"),
)
_NO_WORKBOOK = (
    Text("不是有效的Excel工作簿", "this is no Excel workbook"),
    Text(
        "用Excel或WPS另存为“Excel工作簿(.xlsx)”，不加密码",
        "save it in Excel or WPS as an Excel workbook (.xlsx) without a password",
    ),
)
_NO_CSV = (
    Text("不是有效的CSV文件", "this is no valid CSV file"),
    Text(
        "检查引号是否成对，或重新另存为CSV",
        "check that quotes come in pairs, or save it as CSV again",
    ),
)
_FROM_1904 = (
    Text("工作簿使用1904年日期系统，日期会差4年", "the workbook counts its dates from 1904"),
    Text("把内容复制到新建的工作簿", "copy the contents into a new workbook"),
)


_FAR = (
    Text("内容延伸得太远", "its contents reach too far"),
    Text("删去远处多余的行和列", "delete the rows and columns far out that are not needed"),
)
MOST_CELLS = 2_000_000  # rows times columns; years of duties take a tenth of it


class Area(NamedTuple):
    """Merged cells: rows counted from 1, columns from 0, all four included."""

    top: int
    left: int
    bottom: int
    right: int


@dataclass(frozen=True)
class Table:
    """A sheet as it was found.

    ``frame`` holds raw cells: its index is the row number as a spreadsheet shows it (from 1), its
    columns are counted from 0, blank cells are None, blank rows are left out. ``readable`` is False
    for a file that is there but cannot be read; its frame is empty. ``hidden`` are rows that somebody
    hid or filtered out. Of a merged area only the cell top left has the value; ``merged`` says which they
    are.
    """

    file: str
    sheet: str
    frame: pd.DataFrame
    readable: bool = True
    hidden: frozenset[int] = frozenset()
    merged: tuple[Area, ...] = ()


def table(file: str, sheet: str, rows: list[list[Any]]) -> Table:
    """A table of rows of any length; text is stripped, blank cells become None."""
    width = max(map(len, rows), default=0)
    cells = [[*map(_stripped, row), *[None] * (width - len(row))] for row in rows]
    frame = pd.DataFrame(cells, dtype=object)
    frame.index = pd.RangeIndex(1, len(rows) + 1)
    frame = frame.astype(object).where(frame.notna(), None).dropna(how="all")
    return Table(file, sheet.strip(), frame)


def _stripped(cell: Any) -> Any:
    # str.strip also takes the full-width and the no-break space; the byte-order mark it does not
    return (cell.strip().strip("\ufeff\u200b").strip() or None) if isinstance(cell, str) else cell


def read_csv(path: Path, report: Report) -> Table:
    """The CSV file as a table named after it; where it cannot be read, that is a problem."""
    try:
        rows = list(csv.reader(io.StringIO(_decoded(path.read_bytes()), newline=""), strict=True))
    except (FileNotFoundError, IsADirectoryError):
        _refuse(report, path, *_MISSING)
    except PermissionError:
        _refuse(report, path, *_HELD)
    except UnicodeDecodeError:
        _refuse(report, path, *_ENCODING)
    except csv.Error:
        _refuse(report, path, *_NO_CSV)
    else:
        return table(path.name, path.stem, rows)
    return Table(path.name, path.stem.strip(), pd.DataFrame(), readable=False)


def _decoded(data: bytes) -> str:
    try:
        return data.decode("utf-8-sig")
    except UnicodeDecodeError:
        return data.decode("gb18030")  # as Excel writes CSV on Chinese Windows


def read_workbook(path: Path, report: Report) -> list[Table]:
    """Every sheet of the workbook; none, and a problem, where it cannot be read."""
    try:
        return _sheets(path, report)
    except PermissionError:
        _refuse(report, path, *_HELD)
    except Exception:  # whatever a damaged file makes the parsers of zip and XML raise
        _refuse(report, path, *_NO_WORKBOOK)
    return []


def _sheets(path: Path, report: Report) -> list[Table]:
    book, values = _open(path)
    if book.epoch == CALENDAR_MAC_1904:
        _refuse(report, path, *_FROM_1904)
        return []
    far = [sheet.title for sheet in book.worksheets if math.prod(_extent(sheet)) > MOST_CELLS]
    for title in far:
        report.add(InputProblem(*_FAR, file=path.name, sheet=title))
    sheets = (s for s in book.worksheets if s.title not in far)
    return [_sheet(path.name, sheet, values[sheet.title]) for sheet in sheets]


def _extent(sheet: Worksheet) -> tuple[int, int]:
    """The last row and column that hold anything or are merged; formats alone reach to a sheet's very end
    where somebody chose whole columns.
    """
    ends = [(c.row, c.column) for c in _cells(sheet) if c.value is not None]
    ends += [(area.max_row, area.max_col) for area in sheet.merged_cells.ranges]
    return max((row for row, _ in ends), default=0), max((column for _, column in ends), default=0)


def _cells(sheet: Worksheet) -> Iterable[Cell | MergedCell]:
    """The cells that the file has; going through rows would make all that it has not."""
    return sheet._cells.values()


def _refuse(report: Report, path: Path, message: Text, remedy: Text) -> None:
    report.add(InputProblem(message, remedy, file=path.name))


def _open(path: Path) -> tuple[Workbook, Workbook]:
    """The workbook with its formulas, and with their computed values (the same where none)."""
    data = path.read_bytes()  # openpyxl leaves a damaged file open
    with warnings.catch_warnings():
        warnings.simplefilter("ignore", UserWarning)  # of drop-downs and styles that are not read
        book = openpyxl.load_workbook(io.BytesIO(data))
        formulas = any(cell.data_type == "f" for sheet in book.worksheets for cell in _cells(sheet))
        return book, openpyxl.load_workbook(io.BytesIO(data), data_only=True) if formulas else book


def _sheet(file: str, sheet: Worksheet, values: Worksheet) -> Table:
    merged = {
        (row, column): sheet.cell(area.min_row, area.min_col).value
        for area in sheet.merged_cells.ranges
        for row, column in area.cells
        if (row, column) != (area.min_row, area.min_col)
    }
    last, width = _extent(sheet)
    rows = [
        [_cell(cell, values, merged.get((cell.row, cell.column))) for cell in row]
        for row in sheet.iter_rows(max_row=last, max_col=width)
    ]
    return table(file, sheet.title, rows if last else [])


def _cell(cell: Cell | MergedCell, values: Worksheet, merged: object) -> Any:
    if merged is not None:
        return Broken(str(merged), *_MERGED)
    value, kind = cell.value, cell.data_type
    if kind == "f":
        computed = values[cell.coordinate]
        if computed.value is None:
            return Broken(str(getattr(value, "text", value)), *_NOT_COMPUTED)
        value, kind = computed.value, computed.data_type
    if kind == "e":
        return Broken(str(value), *_ERROR_CELL)
    if isinstance(value, float) and not math.isfinite(value):
        return Broken(str(value), *_ERROR_CELL)
    if kind == "n" and isinstance(value, int | float) and "%" in cell.number_format:
        return f"{value * 100:.10g}%"  # typed as 50 %, stored as 0.5
    return value
