"""Finding the inputs: a workbook, a folder with one workbook, or a folder of CSV files."""

from __future__ import annotations

from typing import TYPE_CHECKING

from roster.errors import InputProblem
from roster.io.columns import SHEETS
from roster.io.raw.kinds import BOOK_ENDINGS, TEXT_ENDINGS, is_book
from roster.io.raw.words import HELD
from roster.io.tables import read_csv, read_workbook
from roster.text import Text

if TYPE_CHECKING:
    from pathlib import Path

    from roster.io.report import Report
    from roster.io.tables import Table

_OTHER_ENDINGS = BOOK_ENDINGS | {".txt"}
_LOCKS = (
    "~$",
    ".",
)  # marks of an open workbook (.~lock too), and of the shadow files of some systems


def read_tables(path: Path, report: Report) -> tuple[str, list[Table]]:
    """The name by which messages call the inputs, and their raw tables.

    Anything that keeps a file from being read goes to the report; no tables where nothing can be.
    """
    path = path if path.name else path.resolve()  # "." has no name of its own
    if path.is_dir():
        return _read_folder(path, report)
    if not path.exists():
        _refuse(
            report,
            path,
            "找不到输入",
            "there are no such inputs",
            "检查路径是否正确",
            "check the path",
        )
        return path.name, []
    if path.is_file() and path.suffix.lower() not in BOOK_ENDINGS | TEXT_ENDINGS:
        _refuse(
            report,
            path,
            "不是工作簿",
            "this is no workbook",
            "用Excel或WPS另存为“Excel工作簿(.xlsx)”，或给出CSV文件所在的文件夹",
            "save it as an Excel workbook (.xlsx), or give the folder of the CSV files",
        )
        return path.name, []
    return path.name, _not_empty(path, read_workbook(path, report), report)


def files_of(folder: Path) -> tuple[list[Path], list[Path]]:
    """The workbooks and the text tables of a folder, by name; which is which their first bytes say.

    Raises OSError where the folder cannot be read.
    """
    files = [p for p in sorted(folder.iterdir()) if _may_be_input(p)]
    books = [p for p in files if is_book(p) or not _may_be_sheet(p)]
    return books, [p for p in files if p not in books]


def _may_be_input(path: Path) -> bool:
    if path.name.startswith(_LOCKS) or not path.is_file():
        return False
    ending = path.suffix.lower()
    return ending in BOOK_ENDINGS or _may_be_sheet(path)


def _may_be_sheet(path: Path) -> bool:
    """By its ending; Excel's “Unicode text”, and what merely calls itself a workbook, by its name."""
    if path.suffix.lower() in TEXT_ENDINGS:
        return True
    return path.suffix.lower() in _OTHER_ENDINGS and path.stem.strip() in {s.name for s in SHEETS}


def _read_folder(path: Path, report: Report) -> tuple[str, list[Table]]:
    try:
        books, sheets = files_of(path)
    except OSError:
        report.add(InputProblem(*HELD, file=path.name))
        return path.name, []
    if len(books) == 1 and not sheets:
        return read_tables(books[0], report)
    if sheets and not books:
        return path.name, _not_empty(path, [read_csv(p, report) for p in sheets], report)
    if books and sheets:
        _refuse(
            report,
            path,
            "文件夹里既有工作簿又有CSV文件",
            "the folder holds a workbook and CSV files",
            "只留其中一种，或直接给出文件",
            "keep one kind, or give the file itself",
        )
    elif books:
        names = [p.name for p in books]
        _refuse(
            report,
            path,
            f"文件夹里有多个工作簿：{'、'.join(names)}",
            f"the folder holds several workbooks: {', '.join(names)}",
            "只留一个，或直接给出文件",
            "keep one, or give the file itself",
        )
    else:
        _refuse(
            report,
            path,
            "文件夹里没有工作簿，也没有CSV文件",
            "the folder holds no workbook and no CSV file",
            "放入一个工作簿（.xlsx、.xls、.et、.ods）或一组CSV文件",
            "put one workbook (.xlsx, .xls, .et, .ods) or the CSV files there",
        )
    return path.name, []


def _not_empty(path: Path, tables: list[Table], report: Report) -> list[Table]:
    if tables and all(t.readable and t.frame.empty for t in tables):
        _refuse(
            report,
            path,
            "输入是空的",
            "the inputs are empty",
            "按模板填写各工作表",
            "fill in the sheets",
        )
        return []
    return tables


def _refuse(report: Report, path: Path, zh: str, en: str, remedy_zh: str, remedy_en: str) -> None:
    report.add(InputProblem(Text(zh, en), Text(remedy_zh, remedy_en), file=path.name))
