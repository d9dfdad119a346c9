"""A report whose figures are to be checked: plain text, a Word document, or a table (CSV, Excel)."""

from __future__ import annotations

import zipfile
from typing import TYPE_CHECKING, NamedTuple

from docx import Document
from docx.opc.exceptions import PackageNotFoundError

from roster.errors import InputError, InputProblem
from roster.io.report import Report
from roster.io.source import read_tables
from roster.io.tables import read_csv
from roster.model.figures.tables import Grid
from roster.text import Text

if TYPE_CHECKING:
    from pathlib import Path

    from roster.io.tables import Table

MOST_BYTES = 20_000_000
MOST_UNPACKED = 200_000_000  # of a Word document: a zip can claim more than it is worth
PLAIN = (".txt", ".md", ".text")
TABLES = (".csv", ".xlsx", ".xls", ".ods", ".et")


class Written(NamedTuple):
    """A report's ``text`` by lines, and the ``grids`` that are tables of their own."""

    text: str
    grids: tuple[Grid, ...] = ()


def read_report(path: Path) -> Written:
    """The report. Raises InputError where the file cannot be read or is of no kind known here."""
    kind = path.suffix.lower()
    if not path.is_file():
        raise _refused(path, Text("找不到文件", "there is no such file"), _CHECK_PATH)
    if path.stat().st_size > MOST_BYTES:
        raise _refused(path, Text("文件太大", "the file is too big"), _AS_TEXT)
    if kind in PLAIN:
        return Written(_decoded(path))
    if kind == ".docx":
        return _document(path)
    if kind in TABLES:
        return _tables(path)
    raise _refused(path, Text("读不了这种文件", "files of this kind are not read"), _AS_TEXT)


_CHECK_PATH = Text("检查路径是否正确", "check the path")
_AS_TEXT = Text(
    "把材料存成 .txt 或 .docx，表格存成 .csv 或 .xlsx",
    "save it as .txt or .docx, tables as .csv or .xlsx",
)


def _refused(path: Path, message: Text, remedy: Text) -> InputError:
    return InputError([InputProblem(message, remedy, file=path.name)])


def _decoded(path: Path) -> str:
    data = path.read_bytes()
    for encoding in ("utf-8-sig", "gb18030"):
        try:
            return data.decode(encoding)
        except UnicodeDecodeError:
            continue
    raise _refused(
        path, Text("文件编码既不是UTF-8也不是GB18030", "neither UTF-8 nor GB18030"), _AS_TEXT
    )


def _document(path: Path) -> Written:
    """A Word document: paragraphs are lines, counted from 1; tables apart, their rows counted in each."""
    unreadable = Text("不是有效的Word文件", "this is no valid Word document")
    try:
        with zipfile.ZipFile(path) as packed:
            size = sum(info.file_size for info in packed.infolist())
        if size > MOST_UNPACKED:
            raise _refused(path, Text("文件展开后太大", "unpacked it is too big"), _AS_TEXT)
        document = Document(str(path))
    except (zipfile.BadZipFile, PackageNotFoundError, KeyError, ValueError) as error:
        raise _refused(path, unreadable, _AS_TEXT) from error
    text = "\n".join(p.text.replace("\n", " ") for p in document.paragraphs)
    grids = []
    for found in document.tables:
        rows = tuple(tuple(c.text.strip() for c in row.cells) for row in found.rows)
        grids.append(Grid(tuple(range(1, len(rows) + 1)), rows))
    return Written(text, tuple(g for g in grids if g.rows and g.rows[0]))


def _tables(path: Path) -> Written:
    report = Report()
    csv = path.suffix.lower() == ".csv"
    found = [read_csv(path, report)] if csv else read_tables(path, report)[1]
    report.check()
    return Written("", tuple(_grid(t) for t in found if not t.frame.empty))


def _grid(table: Table) -> Grid:
    """The table's cells as text, titles above the first row with two cells left out."""
    rows = [
        (int(number), tuple(_shown(c) for c in cells))
        for number, cells in zip(
            table.frame.index, table.frame.itertuples(index=False, name=None), strict=True
        )
    ]
    first = next((i for i, (_, row) in enumerate(rows) if sum(map(bool, row)) > 1), 0)
    return Grid(tuple(n for n, _ in rows[first:]), tuple(row for _, row in rows[first:]))


def _shown(cell: object) -> str:
    if cell is None:
        return ""
    return f"{cell:.10g}" if isinstance(cell, float) else str(cell)
