"""Workbooks of Excel before 2007 (.xls, and an .et of WPS where it is one), read with xlrd."""

from __future__ import annotations

import io
from typing import TYPE_CHECKING, Any

import xlrd

from roster.io.raw.comments import persons_words
from roster.io.raw.limits import LockedError, TooMuchError
from roster.io.raw.table import Area, Cells, Table
from roster.io.raw.values import Style, error_value, number_shown, style_of
from roster.io.raw.words import FROM_1904, LINKS, MACROS

if TYPE_CHECKING:
    from xlrd.book import Book
    from xlrd.sheet import Sheet

    from roster.io.raw.notes import Notes

_MACROS = "_VBA_PROJECT_CUR".encode("utf-16-le")
_OTHER_BOOK = 2  # xlrd's SUPBOOK_EXTERNAL


class _Silent(io.TextIOBase):
    """Where xlrd's remarks go."""

    def write(self, text: str) -> int:
        """Nothing is kept."""
        return len(text)


def read_xls(data: bytes, notes: Notes) -> list[Table]:
    """The sheets of the workbook; what is worth telling goes into the notes.

    Raises whatever a damaged file makes xlrd raise, and LockedError for a password.
    """
    book = _open(data)
    if book.datemode:
        notes.assume(FROM_1904)
    if _MACROS in data:
        notes.assume(MACROS)
    styles = [_style(book, index) for index in range(len(book.xf_list))]
    found = []
    for number in range(book.nsheets):
        sheet = book.sheet_by_index(number)
        found.append(_table(book, sheet, styles, notes))
        book.unload_sheet(number)
    if _OTHER_BOOK in book._supbook_types:
        notes.assume(LINKS)
    return found


def _open(data: bytes) -> Book:
    try:
        return xlrd.open_workbook(
            file_contents=data,
            formatting_info=True,
            on_demand=True,
            ragged_rows=True,
            logfile=_Silent(),
        )
    except xlrd.XLRDError as error:
        if "encrypted" in str(error):
            raise LockedError from error
        raise


def _style(book: Book, index: int) -> Style:
    key = book.xf_list[index].format_key
    known = book.format_map.get(key)
    style = style_of(key, None if known is None else known.format_str)
    return style._replace(is_struck=_is_struck(book, book.xf_list[index].font_index))


def _is_struck(book: Book, font: int) -> bool:
    return bool(book.font_list[font].struck_out) if font < len(book.font_list) else False


def _table(book: Book, sheet: Sheet, styles: list[Style], notes: Notes) -> Table:
    cells, concealed = Cells(), bool(sheet.visibility)
    try:
        for row in range(sheet.nrows):
            for column in range(sheet.row_len(row)):
                value = _value(book, sheet, row, column, styles)
                struck = styles[sheet.cell_xf_index(row, column)].is_struck or any(
                    _is_struck(book, font)
                    for _, font in sheet.rich_text_runlist_map.get((row, column), ())
                )
                cells.put(row + 1, column, value, struck=struck)
        cells.hidden.update(row + 1 for row, info in sheet.rowinfo_map.items() if info.hidden)
        cells.hidden.update(r + 1 for r, info in sheet.rowinfo_map.items() if info.height == 0)
        cells.hidden_columns.update(
            c for c, info in sheet.colinfo_map.items() if info.hidden or info.width == 0
        )
        for (row, column), note in sheet.cell_note_map.items():
            if words := persons_words(note.author, note.text):
                cells.comments[row + 1, column] = words
        merged = ((t + 1, left, bottom, right - 1) for t, bottom, left, right in sheet.merged_cells)
        cells.merged.extend(map(Area._make, merged))
        found = cells.table(notes.file, sheet.name, concealed=concealed)
    except TooMuchError as error:
        return notes.too_much(sheet.name, error)
    return found


def _value(book: Book, sheet: Sheet, row: int, column: int, styles: list[Style]) -> Any:
    value = sheet.cell_value(row, column)
    match sheet.cell_type(row, column):
        case xlrd.XL_CELL_TEXT:
            return value
        case xlrd.XL_CELL_NUMBER | xlrd.XL_CELL_DATE:
            style = styles[sheet.cell_xf_index(row, column)]
            return number_shown(value, style, from_1904=bool(book.datemode))
        case xlrd.XL_CELL_BOOLEAN:
            return bool(value)
        case xlrd.XL_CELL_ERROR:
            return error_value(xlrd.error_text_from_code.get(value, f"#{value}"))
    return None
