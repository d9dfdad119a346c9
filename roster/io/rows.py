"""From raw tables to rows whose cells are parsed and which know their place."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from openpyxl.utils import get_column_letter

from roster.errors import Assumption, InputProblem
from roster.io.columns import IGNORED, SHEETS
from roster.io.fields import narrow, shown
from roster.io.report import Order, Report, alike
from roster.io.row import Row
from roster.io.understand.body import body_of
from roster.io.understand.cells import meaning
from roster.io.understand.context import Context
from roster.io.understand.derived import Given, add_derived, add_ids, derivable
from roster.io.understand.sheets import choose_sheets
from roster.io.understand.told import CHANGE, Told
from roster.text import Text

if TYPE_CHECKING:
    from collections.abc import Collection, Iterator

    from roster.io.columns.spec import Sheet
    from roster.io.tables import Table
    from roster.model.calendar import Month

__all__ = ["Row", "SheetRows", "read_sheets"]


class SheetRows:
    """A sheet's rows.

    ``complete`` is False where the sheet or a required column is missing or cannot be read, so that
    what is not found in it need not be wrong. ``head`` is the row of the headers, above which nothing is
    read; ``order`` says which sheet it is among those told of together. With a ``context`` the sheet is
    taken as made by hand: what is unclear is understood where it can mean one thing only, and told.
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
        context: Context | None = None,
    ) -> None:
        self.spec = spec
        self._head = head
        self.columns: dict[str, int] = {}  # where each known column is, counted from 0
        self.complete = source.readable if source else not spec.required or spec.may_lack
        self.rows: list[Row] = []
        self.refused: set[tuple[int, str]] = (
            set()
        )  # rows and columns refused for what is around them
        self.loose = context is not None
        self.source = source
        self.title = spec.name  # as the file has it
        if source is not None and self.loose:
            self.title = shown(source.sheet)
        self._file = source.file if source else file
        self._report = report
        known = SHEETS.index(spec) if spec in SHEETS else len(SHEETS)
        self._order = known if order is None else order
        if source is None:
            self._lack()
        elif source.readable:
            if context is not None:
                self._understand(source, context)
            else:
                self._read(source)
            self._check_filled()

    @property
    def head(self) -> int:
        """The row of the headers."""
        return self._head

    @property
    def report(self) -> Report:
        """Where its problems go."""
        return self._report

    def __iter__(self) -> Iterator[Row]:
        return iter(self.rows)

    @property
    def names(self) -> list[str]:
        """The names of all columns that the sheet may have."""
        return [column.name for column in self.spec.columns]

    def blame(
        self,
        message: Text,
        remedy: Text,
        row: int | None = None,
        column: str | None = None,
        value: str | None = None,
    ) -> None:
        """Report what is wrong with the sheet, or with a cell of it."""
        self._tell(Told(True, message, remedy, row, column, value, self.columns.get(column or "")))

    def assume(
        self,
        message: Text,
        remedy: Text,
        row: int | None = None,
        column: str | None = None,
        value: str | None = None,
    ) -> None:
        """Report how the sheet, or a cell of it, was understood."""
        self._tell(Told(False, message, remedy, row, column, value, self.columns.get(column or "")))

    def _tell(self, told: Told) -> None:
        names = self.names
        position = names.index(told.column) if told.column in names else -1
        place = Order(self._order, told.row or 0, position)
        kind = InputProblem if told.wrong else Assumption
        self._report.add(
            kind(
                told.message,
                told.remedy,
                self._file,
                self.title,
                told.row,
                told.column,
                told.value,
                told.letter,
            ),
            place,
        )

    def _lack(self) -> None:
        """Tell that the sheet is missing, where that matters."""
        if self.spec.may_lack and self.loose:
            self.assume(
                Text("没有这张工作表，按没有内容计", "there is no such sheet; taken as empty"),
                Text("如果有内容，请补上该表", "where there is something to say, add it"),
            )
        elif self.spec.required:
            self.complete = False
            self.blame(
                Text("缺少工作表", "the sheet is missing"),
                Text(
                    "补上该表，没有内容也要留表头",
                    "add it; its headers are needed even without rows",
                ),
            )

    def _understand(self, source: Table, context: Context) -> None:
        """Read a sheet that was made by hand."""
        body = body_of(source, self.spec)
        self._head, self.columns = body.head, body.where
        self.refused = {(t.row, t.column) for t in body.told if t.wrong and t.row and t.column}
        rows: list[Given] = []
        for number, cells in body.rows:
            found = meaning(self.spec, cells, body.headers, context)
            rows += [Given(number, cells, meant) for meant in found.rows]
            for column, text in found.assumed.items():
                self.assume(text, CHANGE, number, column, shown(cells[column]))
        told = [*body.told, *add_ids(self.spec, body.where, rows)]
        told += add_derived(self.spec, body.where, rows)
        for each in told:
            place = self.columns.get(each.column or "")
            self._tell(each if each.position is not None else each._replace(position=place))
        if body.where:
            self._check_columns({*body.where, *derivable(self.spec, body.where)})
        else:
            self.complete = False
        self.rows = [Row(self, *row) for row in rows]

    def _read(self, source: Table) -> None:
        """Read a sheet that a program made, or that has to be as our documents say."""
        body = source.frame
        headers: list[Any] = [None] * len(body.columns)
        if self._head in body.index:
            headers = list(body.loc[self._head])
            body = body.drop(index=self._head)
        where = self._headers(headers, body.notna().any(axis=0).tolist())
        for number, cells in zip(body.index, body.itertuples(index=False, name=None), strict=True):
            self.rows.append(Row(self, int(number), {n: cells[i] for n, i in where.items()}))

    def _check_filled(self) -> None:
        if self.spec.filled and self.complete and not self.rows:
            self.complete = False
            self.blame(
                Text("表里没有内容", "the sheet has no rows"),
                Text("至少填一行", "fill in at least one"),
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
        self._check_columns(where)
        return where

    def _check_columns(self, known: Collection[str]) -> None:
        """Report required columns that are not among the known ones."""
        for column in self.spec.columns:
            if column.required and column.name not in known:
                self.complete = False
                self.blame(
                    Text("缺少该列", "the column is missing"),
                    Text(f"在第{self._head}行补上表头", f"add its header in row {self._head}"),
                    self._head,
                    column.name,
                )


def read_sheets(
    file: str, tables: list[Table], report: Report, month: Month
) -> dict[str, SheetRows]:
    """Every known sheet's rows by its name, as a bureau made them by hand for the month; doubled and
    unknown sheets are reported. A sheet without a cell, as Excel adds them, and the sheet 说明 are ignored.
    """
    found = choose_sheets(tables, SHEETS, month, report, IGNORED)
    context = Context(month)
    return {s.name: SheetRows(s, file, found.get(s.name), report, context=context) for s in SHEETS}
