"""Workbooks of LibreOffice (.ods), as WPS and Excel write them too.

The standard: OpenDocument 1.3, part 3, chapters 9 and 19. Only content.xml is read, as a stream.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from roster.io.raw.limits import MOST_COLUMNS, MOST_ROWS, LockedError, TooMuchError
from roster.io.raw.ods_cell import COMMENT, INLINE, TABLE, TEXT, CellText, times, typed
from roster.io.raw.parts import Elements, Parts
from roster.io.raw.table import Area, Cells
from roster.io.raw.words import LINKS, MACROS

if TYPE_CHECKING:
    from collections.abc import Mapping

    from roster.io.raw.notes import Notes
    from roster.io.raw.table import Table

_MANIFEST = "META-INF/manifest.xml"
_STYLE = "urn:oasis:names:tc:opendocument:xmlns:style:1.0}"
_STRUCK = (f"{_STYLE}text-line-through-style", f"{_STYLE}text-line-through-type")
_SCRIPTS = ("basic/", "scripts/")
_OUTSIDE = re.compile(r"\['?[a-z]+:/")  # a formula's way to name another workbook
_NOT_SHEETS = frozenset({"tracked-changes", "dde-links"})
_ROWS = frozenset({"table-rows", "table-header-rows", "table-row-group", "table-row"})
_COLUMNS = frozenset({"table-columns", "table-header-columns", "table-column-group"})
_CELLS = frozenset({"table-cell", "covered-table-cell"})
_HIDDEN = frozenset({"collapse", "filter"})


class _Sheet:
    """A sheet while it is read; ``row`` is the one begun, ``column`` the next cell's."""

    def __init__(self, name: str, style: str) -> None:
        self.name, self.style = name, style
        self.cells = Cells()
        self.links = 0
        self.copied = False  # of another workbook, kept for formulas that refer to it
        self._refused: TooMuchError | None = None
        self._row, self._rows, self._column = 1, 0, 0
        self._place = 0  # of the next column of which something is said

    def columns(self, attributes: Mapping[str, str]) -> None:
        """A column, or several that are alike."""
        first, self._place = (
            self._place,
            self._place + times(attributes, f"{TABLE}number-columns-repeated"),
        )
        if attributes.get(f"{TABLE}visibility") in _HIDDEN:
            last = min(self._place, MOST_COLUMNS)
            self.cells.hidden_columns.update(range(first, last))

    def begin_row(self, attributes: Mapping[str, str]) -> None:
        """A row, or several that are alike."""
        self._row += self._rows
        self._rows = times(attributes, f"{TABLE}number-rows-repeated")
        self._column = 0
        if attributes.get(f"{TABLE}visibility") in _HIDDEN:
            self.cells.hidden.update(range(self._row, self._row + min(self._rows, MOST_ROWS)))

    def put(self, attributes: Mapping[str, str], cell: CellText, *, covered: bool) -> None:
        """A cell, or several that are alike. Raises DamagedError."""
        text, struck = str(cell), cell.struck
        if cell.comment and not covered:
            self.cells.comments[self._row, self._column] = cell.comment
        column, columns = self._column, times(attributes, f"{TABLE}number-columns-repeated")
        self._column += columns
        value = None if covered else typed(attributes, text)
        down = times(attributes, f"{TABLE}number-rows-spanned")
        right = times(attributes, f"{TABLE}number-columns-spanned")
        if (down, right) != (1, 1):
            area = Area(self._row, column, self._row + down - 1, column + right - 1)
            self.cells.merged.append(area)
        if value is None or value == "" or self._refused:
            return
        self.links += bool(_OUTSIDE.search(attributes.get(f"{TABLE}formula", "")))
        try:
            for row in range(self._row, self._row + self._rows):
                for place in range(column, column + columns):
                    self.cells.put(row, place, value, struck=struck)
        except TooMuchError as error:
            self._refused = error

    def table(self, file: str, *, concealed: bool) -> Table:
        """The sheet. Raises TooMuchError."""
        if self._refused:
            raise self._refused
        return self.cells.table(file, self.name, concealed=concealed)


class _Content:
    """Reads content.xml into ``sheets``; ``concealed`` are the styles of hidden ones, ``struck`` those of
    crossed-out text.
    """

    def __init__(self) -> None:
        self.sheets: list[_Sheet] = []
        self.concealed: set[str] = set()
        self.struck: set[str] = set()
        self._style = ""
        self._sheet: _Sheet | None = None
        self._text: CellText | None = None  # of the cell begun
        self._cell: tuple[str, Mapping[str, str]] = ("", {})
        self._skipped = 0  # elements open of a part that is not read

    def start(self, name: str, attributes: Mapping[str, str]) -> None:
        """An element begins: of a cell, of a sheet, or around the sheets."""
        if self._skipped:
            self._skipped += 1
        elif self._text is not None:
            self._in_cell(name, attributes)
        elif self._sheet is not None:
            self._in_sheet(self._sheet, name, attributes)
        elif name == "table":
            style = attributes.get(f"{TABLE}style-name", "")
            self._sheet = _Sheet(attributes.get(f"{TABLE}name", ""), style)
        elif name == "style":
            self._style = attributes.get(f"{_STYLE}name", "")
        elif name == "table-properties" and attributes.get(f"{TABLE}display") == "false":
            self.concealed.add(self._style)
        elif name == "text-properties" and _is_struck(attributes):
            self.struck.add(self._style)
        elif name in _NOT_SHEETS:
            self._skipped = 1

    def end(self, name: str) -> None:
        """An element ends."""
        if self._skipped:
            self._skipped -= 1
        elif self._text is not None and self._sheet is not None:
            if name in _CELLS:
                kind, attributes = self._cell
                covered = kind == "covered-table-cell"
                self._sheet.put(attributes, self._text, covered=covered)
                self._text = None
            else:
                self._text.end(name)
        elif self._sheet is not None and name == "table":
            self.sheets.append(self._sheet)
            self._sheet = None

    def data(self, text: str) -> None:
        """A piece of a cell's text."""
        if self._text is not None and not self._skipped:
            self._text.data(text)

    def _in_cell(self, name: str, attributes: Mapping[str, str]) -> None:
        if self._text is not None and (name in INLINE or name in COMMENT):
            struck = attributes.get(f"{TEXT}style-name") in self.struck
            self._text.start(name, attributes, struck=struck)
        else:
            self._skipped = 1  # a picture

    def _in_sheet(self, sheet: _Sheet, name: str, attributes: Mapping[str, str]) -> None:
        if name == "table-row":
            sheet.begin_row(attributes)
        elif name in _CELLS:
            self._text, self._cell = CellText(), (name, attributes)
            self._text.struck = attributes.get(f"{TABLE}style-name") in self.struck
        elif name == "table-column":
            sheet.columns(attributes)
        elif name not in _ROWS and name not in _COLUMNS:
            sheet.copied |= name == "table-source"
            self._skipped = 1


def read_ods(data: bytes, notes: Notes) -> list[Table]:
    """The sheets of the workbook; what is worth telling goes into the notes.

    Raises what ``Parts`` raises, LockedError for a password, and DamagedError where a cell contradicts
    itself.
    """
    parts = Parts(data)
    _check_open(parts)
    content = _Content()
    parts.read("content.xml", content)
    if any(name.startswith(_SCRIPTS) for name in parts.names()):
        notes.assume(MACROS)
    return [_table(s, content, notes) for s in content.sheets if not s.copied]


def _is_struck(attributes: Mapping[str, str]) -> bool:
    said = {attributes[name] for name in _STRUCK if name in attributes}
    return bool(said) and "none" not in said


def _check_open(parts: Parts) -> None:
    if _MANIFEST in parts:
        listed = Elements("encryption-data")
        parts.read(_MANIFEST, listed)
        if listed.found:
            raise LockedError


def _table(sheet: _Sheet, content: _Content, notes: Notes) -> Table:
    concealed = sheet.style in content.concealed
    try:
        found = sheet.table(notes.file, concealed=concealed)
    except TooMuchError as error:
        return notes.too_much(sheet.name, error)
    if sheet.links:
        notes.assume(LINKS, found.sheet)
    return found
