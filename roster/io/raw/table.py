"""A sheet as it was found, and the cells from which it is put together."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any, NamedTuple

import pandas as pd

from roster.io.raw.limits import MOST_CELLS, MOST_COLUMNS, MOST_ROWS, MOST_TEXT, TooMuchError
from roster.io.raw.words import FAR, LONG_TEXT, MANY

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

Place = tuple[int, int]  # of a cell: its row counts from 1, its column from 0


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
    for a file or sheet that is there but cannot be read; its frame is empty. ``hidden`` are rows that
    somebody hid or filtered out; ``concealed`` is a sheet that is hidden as a whole. Of a merged area only
    the cell top left has the value; ``merged`` says which they are, as far as the sheet's contents reach.
    ``hidden_columns`` counts from 0; ``struck`` are the cells (row, column) whose text, or a part of it, is
    crossed out; ``comments`` are what people noted on cells, not what we did.
    """

    file: str
    sheet: str
    frame: pd.DataFrame
    readable: bool = True
    hidden: frozenset[int] = frozenset()
    merged: tuple[Area, ...] = ()
    concealed: bool = False
    hidden_columns: frozenset[int] = frozenset()
    struck: frozenset[Place] = frozenset()
    comments: Mapping[Place, str] = field(default_factory=dict)


class Cells:
    """The cells of a sheet while it is read: blank ones cost nothing, however many there are."""

    def __init__(self) -> None:
        self._rows: dict[int, dict[int, Any]] = {}
        self._width = 0
        self.hidden: set[int] = set()
        self.merged: list[Area] = []
        self.hidden_columns: set[int] = set()
        self.comments: dict[Place, str] = {}
        self._struck: set[Place] = set()

    def put(self, row: int, column: int, value: Any, *, struck: bool = False) -> None:
        """Note a cell: its row counts from 1, its column from 0. Raises TooMuchError."""
        value = _stripped(value)
        if value is None:
            return
        if struck:
            self._struck.add((row, column))
        if isinstance(value, str) and len(value) > MOST_TEXT:
            raise TooMuchError(*LONG_TEXT)
        if row not in self._rows:
            self._rows[row] = {}
        self._rows[row][column] = value
        self._width = max(self._width, column + 1)
        if self._width > MOST_COLUMNS or len(self._rows) * self._width > MOST_CELLS:
            raise TooMuchError(*FAR)
        if len(self._rows) > MOST_ROWS:
            raise TooMuchError(*MANY)

    def table(self, file: str, sheet: str, *, concealed: bool = False) -> Table:
        """The sheet with all that was put. Raises TooMuchError where areas reach too far."""
        self._uncover()
        numbers = sorted(self._rows)
        columns = range(self._width)
        rows = [[self._rows[number].get(column) for column in columns] for number in numbers]
        frame = pd.DataFrame(rows, columns=columns, dtype=object)
        frame.index = pd.Index(numbers, dtype="int64")
        last = numbers[-1] if numbers else 0
        return Table(
            file,
            sheet.strip(),
            frame.astype(object).where(frame.notna(), None),
            hidden=frozenset(self.hidden.intersection(numbers)),
            merged=tuple(sorted(_within(self.merged, last, self._width))),
            concealed=concealed,
            hidden_columns=frozenset(self.hidden_columns.intersection(columns)),
            struck=frozenset(self._struck),
            comments=self.comments,
        )

    def _uncover(self) -> None:
        """Of merged areas only the cell top left keeps its value: the others' cannot be seen."""
        last = max(self._rows, default=0)
        self.merged = list(_within(self.merged, last, self._width))
        if sum((a.bottom - a.top + 1) * (a.right - a.left + 1) for a in self.merged) > MOST_CELLS:
            raise TooMuchError(*FAR)
        for area in self.merged:
            for row in self._rows.keys() & range(area.top, area.bottom + 1):
                for column in self._rows[row].keys() & range(area.left, area.right + 1):
                    if (row, column) != area[:2]:
                        del self._rows[row][column]
                if not self._rows[row]:
                    del self._rows[row]


def table(file: str, sheet: str, rows: list[list[Any]]) -> Table:
    """A table of rows of any length; text is stripped, blank cells become None. Raises TooMuchError."""
    cells = Cells()
    for number, row in enumerate(rows, 1):
        for column, cell in enumerate(row):
            cells.put(number, column, cell)
    return cells.table(file, sheet)


def unread(file: str, sheet: str) -> Table:
    """What stands for a sheet that is there but cannot be read."""
    return Table(file, sheet.strip(), pd.DataFrame(), readable=False)


def _within(areas: Iterable[Area], last: int, width: int) -> Iterable[Area]:
    """The areas as far as rows and columns with contents reach; those of more than one cell there."""
    for area in areas:
        found = area._replace(bottom=min(area.bottom, last), right=min(area.right, width - 1))
        if found.top <= found.bottom and found.left <= found.right and found[:2] != found[2:]:
            yield found


def _stripped(cell: Any) -> Any:
    # str.strip also takes the full-width and the no-break space; the byte-order mark it does not
    return (cell.strip().strip("\ufeff\u200b").strip() or None) if isinstance(cell, str) else cell
