"""From raw tables to rows whose cells are parsed and which know their place."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from openpyxl.utils import get_column_letter

from roster.errors import Assumption, InputProblem
from roster.io.columns import EXAMPLE, IGNORED, SHEETS
from roster.io.fields import Broken, FieldError, is_hidden, narrow, shown
from roster.io.report import Order, Report, alike
from roster.text import Text

if TYPE_CHECKING:
    from collections.abc import Iterator

    from roster.io.spec import Column, Sheet
    from roster.io.tables import Table

_FILL = Text("填写该格", "fill in the cell")


class Row:
    """One row: ``row["姓名"]`` is the cell's value, or its column's default where it is blank.

    A cell that cannot be read is None and already in the report; ``sound`` is then False.
    """

    def __init__(self, sheet: SheetRows, number: int, cells: dict[str, Any]) -> None:
        self._sheet = sheet
        self._cells = cells
        self.number = number
        self.sound = True
        self._values = {column.name: self._parse(column) for column in sheet.spec.columns}

    def __getitem__(self, column: str) -> Any:
        return self._values[column]

    @property
    def cells(self) -> dict[str, Any]:
        """The raw cells that are not blank, by column."""
        return {name: cell for name, cell in self._cells.items() if cell is not None}

    def filled(self, column: str) -> bool:
        """Whether the cell holds anything."""
        return self._cells.get(column) is not None

    def raw(self, column: str) -> Any:
        """The cell as it was found; None where it is blank."""
        return self._cells.get(column)

    def words(self, column: str) -> str:
        """The cell's text, even one in which something is wrong; blank where it is."""
        value, cell = self._values[column], self._cells.get(column)
        if value is None and cell is not None:
            return "".join(c for c in str(cell) if not is_hidden(c))
        return value or ""

    def blame(self, column: str, message: Text, remedy: Text) -> None:
        """Report what is wrong with one of its cells."""
        self.sound = False
        cell = self._cells.get(column)
        self._sheet.blame(
            message, remedy, self.number, column, None if cell is None else shown(cell)
        )

    def need(self, *columns: str) -> bool:
        """Whether all these cells are filled; the blank ones are reported."""
        for column in columns:
            if not self.filled(column):
                self.blame(column, Text("此处不能为空", "this must not be blank"), _FILL)
        return all(map(self.filled, columns))

    def _parse(self, column: Column) -> Any:
        cell = self._cells.get(column.name)
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


class SheetRows:
    """A sheet's rows.

    ``complete`` is False where the sheet or a required column is missing or cannot be read, so that
    what is not found in it need not be wrong. ``head`` is the row of the headers, above which nothing is
    read; ``order`` says which sheet it is among those told of together.
    """

    def __init__(
        self,
        spec: Sheet,
        file: str,
        source: Table | None,
        report: Report,
        *,
        head: int = 1,
        order: int | None = None,
    ) -> None:
        self.spec = spec
        self._head = head
        self.columns: dict[str, int] = {}  # where each known column is, counted from 0
        self.complete = not spec.required if source is None else source.readable
        self.rows: list[Row] = []
        self.source = source
        self._file = file if source is None else source.file
        self._report = report
        known = SHEETS.index(spec) if spec in SHEETS else len(SHEETS)
        self._order = known if order is None else order
        if source is not None and source.readable:
            self._read(source)
        elif source is None and spec.required:
            self.blame(
                Text("缺少工作表", "the sheet is missing"),
                Text(
                    "补上该表，没有内容也要留表头",
                    "add it; its headers are needed even without rows",
                ),
            )

    @property
    def head(self) -> int:
        """The row of the headers."""
        return self._head

    def __iter__(self) -> Iterator[Row]:
        return iter(self.rows)

    def blame(
        self,
        message: Text,
        remedy: Text,
        row: int | None = None,
        column: str | None = None,
        value: str | None = None,
    ) -> None:
        """Report what is wrong with the sheet, or with a cell of it."""
        names = [c.name for c in self.spec.columns]
        place = Order(self._order, row or 0, names.index(column) if column in names else -1)
        position = self.columns.get(column or "")
        letter = None if position is None else get_column_letter(position + 1)
        self._report.add(
            InputProblem(message, remedy, self._file, self.spec.name, row, column, value, letter),
            place,
        )

    def _read(self, source: Table) -> None:
        body = source.frame
        headers: list[Any] = [None] * len(body.columns)
        if self._head in body.index:
            headers = list(body.loc[self._head])
            body = body.drop(index=self._head)
        where = self._headers(headers, body.notna().any(axis=0).tolist())
        for number, cells in zip(body.index, body.itertuples(index=False, name=None), strict=True):
            found = {n: cells[i] for n, i in where.items()}
            if str(found.get(self.spec.columns[0].name) or "").startswith(EXAMPLE):
                self._leave_out(int(number))
            else:
                self.rows.append(Row(self, int(number), found))
        if self.spec.filled and self.complete and not self.rows:
            self.complete = False
            self.blame(
                Text("表里没有内容", "the sheet has no rows"),
                Text("至少填一行", "fill in at least one"),
            )

    def _leave_out(self, number: int) -> None:
        """Say that an example row is not read."""
        what = Text("这是示例行，没有读入", "this row is an example and was not read")
        remedy = Text("看过以后可以删去", "delete it when you have seen it")
        self._report.add(
            Assumption(what, remedy, self._file, self.spec.name, number), Order(self._order, number)
        )

    def _headers(self, headers: list[Any], used: list[bool]) -> dict[str, int]:
        """Which column is where; what is unknown, doubled, nameless or missing is reported."""
        known = [c.name for c in self.spec.columns]
        where: dict[str, int] = {}
        for position, cell in enumerate(headers):
            name = "" if cell is None else narrow("".join(str(cell).split()))
            if name in where:
                self.blame(
                    Text("列重复", "the column is there twice"),
                    Text("只留一列", "keep one"),
                    self._head,
                    name,
                )
            elif name in known:
                where[name] = position
            elif name:
                self.blame(
                    Text("未知的列", "the column is not known"),
                    alike(name, known),
                    self._head,
                    shown(cell),
                )
            elif used[position]:
                letter = get_column_letter(position + 1)
                self.blame(
                    Text(f"{letter}列没有表头", f"column {letter} has no header"),
                    Text(f"在第{self._head}行填写表头", f"write its header into row {self._head}"),
                    self._head,
                )
        self.columns = where
        for column in self.spec.columns:
            if column.required and column.name not in where:
                self.complete = False
                self.blame(
                    Text("缺少该列", "the column is missing"),
                    Text(f"在第{self._head}行补上表头", f"add its header in row {self._head}"),
                    self._head,
                    column.name,
                )
        return where


def read_sheets(file: str, tables: list[Table], report: Report) -> dict[str, SheetRows]:
    """Every known sheet's rows by its name; doubled and unknown sheets are reported.

    A sheet without a cell, as Excel adds them to new workbooks, and those of IGNORED are left out.
    """
    known = [s.name for s in SHEETS]
    found: dict[str, Table] = {}
    for table in tables:
        place = (table.file, shown(table.sheet))
        if table.sheet in found:
            what = Text("工作表重复", "the sheet is there twice")
            report.add(InputProblem(what, Text("只留一张", "keep one"), *place))
        elif table.sheet in known:
            found[table.sheet] = table
        elif table.sheet not in IGNORED and not table.frame.empty:
            what = Text("未知的工作表", "the sheet is not known")
            report.add(InputProblem(what, alike(table.sheet, known), *place))
    return {s.name: SheetRows(s, file, found.get(s.name), report) for s in SHEETS}
