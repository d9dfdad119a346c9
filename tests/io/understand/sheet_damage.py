"""What people do to sheets, as operators with a known meaning, and the sheets written as each kind of file.

A sheet is rows of cells. ``HARMLESS`` change nothing that is meant; ``HARMFUL`` put one mark where
something is now wrong, and say in which sheet and column: wherever it ends up, there it must be told. A
habit that is understood, or must be refused, is one more function in one of the two lists.
"""

from __future__ import annotations

import csv
import io
import zipfile
from typing import TYPE_CHECKING, Any
from xml.sax.saxutils import escape

import openpyxl

from roster.io.columns import SHEETS

if TYPE_CHECKING:
    import random
    from collections.abc import Callable
    from pathlib import Path

    from tests.io.county import Sheets

TYPED = {
    "人员": ["类别", "政法工作年限"],
    "站点": ["类型", "上午时间", "下午时间", "距县城车程", "逢集"],
    "请假与意愿": ["类型", "开始日期", "时段"],
    "需求": ["频次", "可选星期", "惯常星期", "逢集优先"],
    "固定安排": ["类型", "开始日期"],
    "日历调整": ["日期", "类型"],
}
NAMED = {"请假与意愿": ["人员"], "需求": ["站点"], "固定安排": ["人员", "站点"]}
REQUIRED = {s.name: [c.name for c in s.columns if c.required] for s in SHEETS}
WIDE = {ord(c): chr(ord(c) + 0xFEE0) for c in "0123456789:-"}
BLANKS = ["", " ", "\u3000", "\u00a0", None]


class Mark:
    """What stands in a cell that was made wrong, and how each kind of file writes it."""

    def __init__(self, text: str, error: str = "", formula: str = "") -> None:
        self.text, self.error, self.formula = text, error, formula

    def __str__(self) -> str:
        return self.error or (f"={self.formula}" if self.formula else self.text)


# --- harmless: the problem stays as it was


def blank_rows(sheets: Sheets, dice: random.Random) -> None:
    """Blank rows, somewhere below the headers."""
    rows = dice.choice(list(sheets.values()))
    for _ in range(dice.choice([1, 3, 40])):
        rows.insert(dice.randint(1, len(rows)), [dice.choice(BLANKS)] * dice.randint(0, 3))


def blank_columns(sheets: Sheets, dice: random.Random) -> None:
    """A blank column, between others or before them."""
    rows = dice.choice(list(sheets.values()))
    at = dice.randint(0, len(rows[0]))
    for row in rows:
        row += [""] * (at - len(row))
        row.insert(at, dice.choice(BLANKS))


def reordered_columns(sheets: Sheets, dice: random.Random) -> None:
    """The columns stand in another order."""
    rows = dice.choice(list(sheets.values()))
    width = max(map(len, rows))
    order = dice.sample(range(width), width)
    rows[:] = [[[*row, *[""] * width][i] for i in order] for row in rows]


def reordered_sheets(sheets: Sheets, dice: random.Random) -> None:
    """The sheets stand in another order."""
    for name in dice.sample(sorted(sheets), len(sheets)):
        sheets[name] = sheets.pop(name)


def stray_spaces(sheets: Sheets, dice: random.Random) -> None:
    """Blanks before and after what is written, headers too."""
    rows = dice.choice(list(sheets.values()))
    for row in rows:
        for i, cell in enumerate(row):
            if isinstance(cell, str) and cell and dice.random() < 0.3:
                row[i] = f"{dice.choice(BLANKS) or ''}{cell}{dice.choice(BLANKS) or ''}"


def wide_digits(sheets: Sheets, dice: random.Random) -> None:
    """Full-width digits where dates, times and numbers are expected."""
    for name, columns in TYPED.items():
        expected = [
            c for c in columns if c != "逢集"
        ]  # its text is kept, to be shown as it was written
        for row, column in _filled(sheets, name, expected):
            cell = sheets[name][row][column]
            if not isinstance(cell, Mark) and any(c.isdigit() for c in str(cell)):
                sheets[name][row][column] = str(cell).translate(WIDE)


def trailing_blanks(sheets: Sheets, dice: random.Random) -> None:
    """Blank cells to the right, and blank rows below."""
    rows = dice.choice(list(sheets.values()))
    for row in rows:
        row += [""] * dice.randint(0, 30)
    rows += [[""] * 5] * dice.randint(0, 200)


# --- harmful: the mark's cell must be told


def garbage(sheets: Sheets, dice: random.Random) -> tuple[str, str]:
    """What is no date, time, number or word of a list."""
    return _put(
        sheets, dice, TYPED, Mark(dice.choice(["☂", "待定", "99:99", "2026-13-45", "-7.5"]))
    )


def emptied(sheets: Sheets, dice: random.Random) -> tuple[str, str]:
    """A required cell has nothing in it."""
    return _put(sheets, dice, REQUIRED, Mark(""))


def failed_formula(sheets: Sheets, dice: random.Random) -> tuple[str, str]:
    """A cell shows an error."""
    return _put(sheets, dice, TYPED, Mark("", error=dice.choice(["#N/A", "#DIV/0!", "#REF!"])))


def formula_without_value(sheets: Sheets, dice: random.Random) -> tuple[str, str]:
    """Some program wrote a formula and computed nothing."""
    return _put(sheets, dice, TYPED, Mark("", formula="A1+1"))


def unknown_name(sheets: Sheets, dice: random.Random) -> tuple[str, str]:
    """Nobody is called so, and no place."""
    return _put(sheets, dice, NAMED, Mark(dice.choice(["欧阳乌有", "乌有镇", "P99"])))


def _put(
    sheets: Sheets, dice: random.Random, where: dict[str, list[str]], mark: Mark
) -> tuple[str, str]:
    name = dice.choice([n for n in sorted(where) if n in sheets])
    row, column = dice.choice(_filled(sheets, name, where[name]))
    sheets[name][row][column] = mark
    return name, sheets[name][0][column]


def _filled(sheets: Sheets, name: str, columns: list[str]) -> list[tuple[int, int]]:
    """The places of filled cells below the headers in these columns."""
    rows = sheets[name]
    where = [i for i, head in enumerate(rows[0]) if str(head or "").strip() in columns]
    return [
        (number, i)
        for number, row in enumerate(rows)
        for i in where
        if number and i < len(row) and row[i] not in ("", None)
    ]


HARMLESS: list[Callable[[Sheets, random.Random], None]] = [
    blank_rows, blank_columns, reordered_columns, reordered_sheets, stray_spaces, wide_digits,
    trailing_blanks,
]  # fmt: skip
HARMFUL: list[Callable[[Sheets, random.Random], tuple[str, str]]] = [
    garbage, emptied, failed_formula, formula_without_value, unknown_name,
]  # fmt: skip


# --- the kinds of files


def csv_folder(separator: str, encoding: str) -> Callable[[Path, Sheets], Path]:
    """Writes text tables into the folder."""

    def write(folder: Path, sheets: Sheets) -> Path:
        for name, rows in sheets.items():
            out = io.StringIO()
            csv.writer(out, delimiter=separator).writerows(rows)
            (folder / f"{name}.csv").write_bytes(out.getvalue().encode(encoding))
        return folder

    return write


def xlsx(folder: Path, sheets: Sheets) -> Path:
    """Writes a workbook of Excel."""
    book = openpyxl.Workbook()
    for name, rows in sheets.items():
        page = book.create_sheet(name)
        for row in rows:
            page.append([str(c) if isinstance(c, Mark) else c for c in row])
    book.remove(book.worksheets[0])
    book.save(folder / "沁源县.xlsx")
    return folder / "沁源县.xlsx"


_CONTENT = (
    '<office:document-content xmlns:office="urn:oasis:names:tc:opendocument:xmlns:office:1.0" '
    'xmlns:table="urn:oasis:names:tc:opendocument:xmlns:table:1.0" '
    'xmlns:text="urn:oasis:names:tc:opendocument:xmlns:text:1.0" '
    'xmlns:calcext="urn:org:documentfoundation:names:experimental:calc:xmlns:calcext:1.0">'
    "<office:body><office:spreadsheet>{}</office:spreadsheet></office:body></office:document-content>"
)


def ods(folder: Path, sheets: Sheets) -> Path:
    """Writes a workbook of LibreOffice."""
    pages = ""
    for name, rows in sheets.items():
        body = "".join(
            f"<table:table-row>{''.join(map(_ods_cell, row))}</table:table-row>" for row in rows
        )
        pages += f'<table:table table:name="{name}">{body}</table:table>'
    path = folder / "沁源县.ods"
    with zipfile.ZipFile(path, "w") as archive:
        archive.writestr("mimetype", "application/vnd.oasis.opendocument.spreadsheet")
        archive.writestr("content.xml", _CONTENT.format(pages))
    return path


def _ods_cell(cell: Any) -> str:
    if isinstance(cell, Mark) and cell.error:
        kind, words = 'office:value-type="string" calcext:value-type="error"', cell.error
    elif isinstance(cell, Mark) and cell.formula:
        kind, words = f'table:formula="of:={cell.formula}"', ""
    elif isinstance(cell, int | float):
        kind, words = f'office:value-type="float" office:value="{cell}"', str(cell)
    elif cell is None or not str(cell):
        return "<table:table-cell/>"
    else:
        kind, words = 'office:value-type="string"', str(cell)
    return f"<table:table-cell {kind}><text:p>{escape(words)}</text:p></table:table-cell>"


WRITERS: dict[str, Callable[[Path, Sheets], Path]] = {
    "csv": csv_folder(",", "utf-8"),
    "csv with its mark": csv_folder(",", "utf-8-sig"),
    "csv of Chinese Windows": csv_folder(",", "gb18030"),
    "semicolons": csv_folder(";", "utf-8"),
    "Unicode text": csv_folder("\t", "utf-16"),
    "xlsx": xlsx,
    "ods": ods,
}
