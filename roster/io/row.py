"""One row of a sheet, whose cells are parsed and which knows its place."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from roster.io.fields import Broken, FieldError, is_hidden, shown
from roster.io.understand.told import CHANGE
from roster.text import Text

if TYPE_CHECKING:
    from collections.abc import Mapping

    from roster.io.columns.spec import Column
    from roster.io.rows import SheetRows

_FILL = Text("填写该格", "fill in the cell")


class Row:
    """One row: ``row["姓名"]`` is the cell's value, or its column's default where it is blank.

    A cell that cannot be read is None and already in the report; ``sound`` is then False. ``meant`` are
    cells that mean something else than they say; messages show those that are there.
    """

    def __init__(
        self,
        sheet: SheetRows,
        number: int,
        cells: dict[str, Any],
        meant: Mapping[str, Any] | None = None,
    ) -> None:
        self._sheet = sheet
        self._cells = cells
        self._meant = {**cells, **(meant or {})}
        self.number = number
        self.sound = True
        self._values = {column.name: self._parse(column) for column in sheet.spec.columns}

    @property
    def loose(self) -> bool:
        """Whether the sheet was made by hand, so that what is unclear may be understood."""
        return self._sheet.loose

    def __getitem__(self, column: str) -> Any:
        return self._values[column]

    def filled(self, column: str) -> bool:
        """Whether the cell holds anything."""
        return self._meant.get(column) is not None

    def raw(self, column: str) -> Any:
        """The cell in the one way of writing, or as it was found where it cannot be read; None where it is
        blank and nothing else tells what it should be.
        """
        cell = self._meant.get(column)
        return self._cells.get(column, cell) if isinstance(cell, Broken) else cell

    def words(self, column: str) -> str:
        """The cell's text, even one in which something is wrong; blank where it is."""
        value, cell = self._values[column], self._meant.get(column)
        if value is None and cell is not None:
            return "".join(c for c in str(cell) if not is_hidden(c))
        return value or ""

    def blame(self, column: str, message: Text, remedy: Text) -> None:
        """Report what is wrong with one of its cells."""
        self.sound = False
        self._sheet.blame(message, remedy, self.number, column, self._shown(column))

    def assume(self, column: str, meant: str | None, told: str = "") -> None:
        """Take the cell as the word that is meant (None: as a blank), and report it (as ``told``)."""
        message = Text("按空白理解", "read as blank")
        if meant is not None:
            message = Text(f"按“{told or meant}”理解", f"read as “{told or meant}”")
        self.tell(column, message)
        self._meant[column] = self._values[column] = meant

    def tell(self, column: str, message: Text, remedy: Text = CHANGE) -> None:
        """Report how one of its cells was understood."""
        self._sheet.assume(message, remedy, self.number, column, self._shown(column))

    def _shown(self, column: str) -> str | None:
        cell = self._cells.get(column)
        return None if cell is None else shown(cell)

    def need(self, *columns: str) -> bool:
        """Whether all these cells are filled; the blank ones are reported."""
        for column in columns:
            if not self.filled(column):
                self.blame(column, Text("此处不能为空", "this must not be blank"), _FILL)
        return all(map(self.filled, columns))

    def _parse(self, column: Column) -> Any:
        cell = self._meant.get(column.name)
        if cell is None:
            if column.required:
                self.sound = False  # where the whole column is missing, the sheet says so once
                if column.name in self._sheet.columns:
                    self.need(column.name)
            return column.default
        if isinstance(cell, Broken):
            self.blame(column.name, cell.message, cell.remedy)
            return None
        try:
            return column.field.parse(cell)
        except FieldError as error:
            self.blame(column.name, error.message, error.remedy)
            return None
