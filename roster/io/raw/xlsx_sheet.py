"""The XML of a sheet and of the texts that sheets share, in workbooks of Excel since 2007.

What Excel itself would call damaged (rows or cells out of order, numbers that are none, texts that are not
there) is refused rather than read as something else.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any, NamedTuple

from openpyxl.utils import column_index_from_string

from roster.io.raw.limits import DamagedError
from roster.io.raw.table import Area, Cells
from roster.io.raw.text_pieces import TextPieces
from roster.io.raw.values import (
    PLAIN,
    Style,
    decimal,
    error_value,
    moment,
    not_computed,
    number_shown,
)

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence
    from collections.abc import Set as AbstractSet

_WHOLE = re.compile(r"\d{1,9}", re.ASCII)
_CELL = re.compile(r"\$?([A-Z]{1,3})\$?(\d{1,7})", re.ASCII)
_OUTSIDE = re.compile(r"\[\d+\]")  # a formula's way to name another workbook
_LAST_ROW, _LAST_COLUMN = 1_048_576, 16_384
_YES = {"1", "true"}


class Marks(NamedTuple):
    """What the cells of a workbook's sheets refer to."""

    strings: Sequence[str]
    styles: Sequence[Style]
    from_1904: bool
    struck: AbstractSet[int] = frozenset()  # of the strings, by number


class StringReader:
    """Reads the texts that sheets share into ``strings``; how they are pronounced is left out."""

    def __init__(self) -> None:
        self.strings: list[str] = []
        self._text: TextPieces | None = None
        self._here = self._spoken = False
        self.struck: set[int] = set()  # numbers of texts of which a part is crossed out

    def start(self, name: str, attributes: Mapping[str, str]) -> None:
        """A text, or a part of one, begins."""
        if name == "si":
            self._text = TextPieces()
        elif name == "strike" and self._text is not None and is_on(attributes):
            self.struck.add(len(self.strings))
        elif name == "rPh":
            self._spoken = True
        elif name == "t":
            self._here = not self._spoken

    def end(self, name: str) -> None:
        """A text is whole."""
        if name == "si" and self._text is not None:
            self.strings.append(plain(self._text))
            self._text = None
        elif name == "rPh":
            self._spoken = False
        elif name == "t":
            self._here = False

    def data(self, text: str) -> None:
        """A piece of it."""
        if self._here and self._text is not None:
            self._text.add(text)


class SheetReader:
    """Reads a sheet's XML into ``cells``; ``links`` counts formulas that refer to other workbooks."""

    def __init__(self, marks: Marks) -> None:
        self.cells = Cells()
        self.links = 0
        self._marks = marks
        self._row = self._column = 0
        self._kind, self._style = "n", PLAIN
        self._struck = False  # the cell, or a part of its text
        self._inside = ""  # the element of a cell whose text is being read: v, f or t
        self._texts: dict[str, TextPieces] = {}
        self._in_cell = self._in_row = self._spoken = False

    def start(self, name: str, attributes: Mapping[str, str]) -> None:
        """A row, a cell or a part of one begins."""
        if name == "row":
            self._begin_row(attributes)
        elif name == "c" and self._in_row:
            self._begin_cell(attributes)
        elif self._in_cell and name in ("v", "f", "t") and not self._spoken:
            self._inside = name
            self._texts.setdefault(name, TextPieces())
        elif name == "strike" and self._in_cell:
            self._struck |= is_on(attributes)
        elif name == "rPh":
            self._spoken = True
        elif name == "col":
            self._column_of(attributes)
        elif name == "mergeCell":
            self.cells.merged.append(_area(attributes.get("ref", "")))

    def end(self, name: str) -> None:
        """A row, a cell or a part of one is whole."""
        if name == "c" and self._in_cell:
            value = self._value()
            self.cells.put(self._row, self._column - 1, value, struck=self._struck)
            self._in_cell = False
        elif name == "row":
            self._in_row = False
        elif name == "rPh":
            self._spoken = False
        elif name == self._inside:
            self._inside = ""

    def data(self, text: str) -> None:
        """A piece of a value, a formula or a text."""
        if self._inside:
            self._texts[self._inside].add(text)

    def _begin_row(self, attributes: Mapping[str, str]) -> None:
        row = _whole(attributes["r"]) if "r" in attributes else self._row + 1
        if not self._row < row <= _LAST_ROW:
            raise DamagedError(f"row {row} after {self._row}")
        self._row, self._column, self._in_row = row, 0, True
        if attributes.get("hidden") in _YES or _is_zero(attributes.get("ht")):
            self.cells.hidden.add(row)

    def _column_of(self, attributes: Mapping[str, str]) -> None:
        """Columns with a width of their own, or that are hidden."""
        if attributes.get("hidden") in _YES or _is_zero(attributes.get("width")):
            first, last = _whole(attributes.get("min", "")), _whole(attributes.get("max", ""))
            self.cells.hidden_columns.update(range(first - 1, min(last, _LAST_COLUMN)))

    def _begin_cell(self, attributes: Mapping[str, str]) -> None:
        row, column = self._row, self._column + 1
        if "r" in attributes:
            row, column = place_of(attributes["r"])
        if row != self._row or column <= self._column:
            raise DamagedError(f"cell {row}, {column} after {self._row}, {self._column}")
        self._column, self._in_cell, self._inside = column, True, ""
        self._texts = {}
        self._kind = attributes.get("t", "n")
        style = _whole(attributes["s"]) if "s" in attributes else 0
        if style >= len(self._marks.styles):
            if style:
                raise DamagedError(f"style {style}")
            self._style = PLAIN
        else:
            self._style = self._marks.styles[style]
        self._struck = self._style.is_struck

    def _value(self) -> Any:
        value = self._texts.get("v")
        formula = self._texts.get("f")
        if formula is not None:
            self.links += bool(_OUTSIDE.search(str(formula)))
            if value is None or not (str(value) or self._kind == "str"):
                return not_computed(f"={formula}")
        if self._kind == "inlineStr":
            return plain(self._texts.get("t", ""))
        return None if value is None else self._typed(str(value))

    def _typed(self, value: str) -> Any:
        if self._kind == "str":
            return plain(value)
        if not value:
            return None
        match self._kind:
            case "n":
                return number_shown(decimal(value), self._style, from_1904=self._marks.from_1904)
            case "s":
                return self._shared(_whole(value))
            case "b" if value in ("0", "1"):
                return value == "1"
            case "e":
                return error_value(value)
            case "d":
                return moment(value)
        raise DamagedError(f"a cell of kind {self._kind}: {value}")

    def _shared(self, number: int) -> str:
        if number >= len(self._marks.strings):
            raise DamagedError(f"text {number}")
        self._struck |= number in self._marks.struck
        return self._marks.strings[number]


def plain(text: object) -> str:
    """The text without what guards an underscore that looks like a code."""
    return str(text).replace("x005F_", "")


def _whole(value: str) -> int:
    if not _WHOLE.fullmatch(value):
        raise DamagedError(f"whole number {value}")
    return int(value)


def is_on(attributes: Mapping[str, str]) -> bool:
    """Whether a mark of a font is set: it is where nothing else is said."""
    return attributes.get("val", "1") in _YES


def _is_zero(size: str | None) -> bool:
    return size is not None and re.fullmatch(r"0+(\.0*)?", size, re.ASCII) is not None


def place_of(cell: str) -> tuple[int, int]:
    """Row and column, both from 1, of a cell such as C5."""
    found = _CELL.fullmatch(cell)
    row, column = (int(found[2]), column_index_from_string(found[1])) if found else (0, 0)
    if not (0 < row <= _LAST_ROW and 0 < column <= _LAST_COLUMN):
        raise DamagedError(f"cell {cell}")
    return row, column


def _area(ref: str) -> Area:
    first, _, last = ref.partition(":")
    top, left = place_of(first)
    bottom, right = place_of(last or first)
    if bottom < top or right < left:
        raise DamagedError(f"area {ref}")
    return Area(top, left - 1, bottom, right - 1)
