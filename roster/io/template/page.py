"""One sheet of the template: headings with notes, cells that offer what may be typed, protection."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from roster.io.columns import EXAMPLE
from roster.io.raw.comments import SIGNED
from roster.io.sheets.settings import field_of_setting
from roster.io.template.offers import offer
from roster.io.template.styles import RED, YELLOW, width_of
from roster.text import Text

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

    from xlsxwriter import Workbook

    from roster.io.columns.spec import Column, Sheet
    from roster.io.template.styles import Styles
    from roster.io.template.write import FilledRow, Mark
    from roster.text import Lang

ROOM = (
    1000  # rows below the headings that offer something, and as many below the last one filled in
)
NARROWEST, WIDEST = 9, 46  # half-width characters
_ARROW = 3  # half-width characters that the arrow of a filter covers
_FREEDOMS = (
    "select_locked_cells",
    "select_unlocked_cells",
    "format_cells",
    "format_columns",
    "format_rows",
    "insert_rows",
    "delete_rows",
    "sort",
    "autofilter",
)


class Page:
    """A sheet being written."""

    def __init__(self, book: Workbook, styles: Styles, spec: Sheet, lang: Lang) -> None:
        self._spec, self._styles, self._lang = spec, styles, lang
        self._page = book.add_worksheet(spec.name)
        self._known = {column.name: column for column in spec.columns}

    def write(self, rows: Sequence[FilledRow], headings: Mapping[str, Mark]) -> None:
        """Headings, rows, offers, protection."""
        extra = dict.fromkeys(c for row in rows for c in row.cells if c not in self._known)
        names = [*self._known, *extra]
        for position, name in enumerate(names):
            self._head(position, name, headings.get(name))
            cells = [row.cells.get(name) for row in rows]
            self._page.set_column(
                position, position, self._width(name, cells), self._body(name, None)
            )
        for number, row in enumerate(rows, 1):
            self._row(number, names, row)
        last = len(rows) + ROOM
        for position, column in enumerate(self._spec.columns):
            self._offer(position, column, last)
        self._offer_settings(rows)
        self._frame(last, len(names))

    def _head(self, position: int, name: str, mark: Mark | None) -> None:
        column = self._known.get(name)
        fill = "" if mark is None else _fill(mark)
        form = self._styles.heading(required=column is not None and column.required, fill=fill)
        self._page.write_string(0, position, name, form)
        told = ([] if mark is None else [mark.text]) + ([] if column is None else [_note(column)])
        if told:
            self._note(0, position, "\n".join(text.to(self._lang) for text in told))

    def _row(self, number: int, names: Iterable[str], row: FilledRow) -> None:
        cells = [row.cells.get(name) for name in self._known]
        example = str(cells[0] or "").startswith(EXAMPLE)
        if row.hidden:
            self._page.set_row(number, None, None, {"hidden": True})
        for position, name in enumerate(names):
            cell, mark = row.cells.get(name), row.marks.get(name)
            if cell is None and mark is None:
                continue
            fill = "" if mark is None else _fill(mark)
            self._styles.put(
                self._page,
                number,
                position,
                cell,
                self._body(name, cell, fill, example=example, struck=name in row.struck),
            )
            if mark is not None:
                self._note(number, position, f"{mark.text.to(self._lang)}\n{SIGNED}")

    def _body(self, name: str, cell: Any, fill: str = "", **looks: bool) -> Any:
        column = self._known.get(name)
        field = None if column is None else column.field
        return self._styles.body(field, cell, fill, **looks)

    def _note(self, row: int, position: int, words: str) -> None:
        lines = 1 + width_of(words) // 34 + words.count("\n")
        size = {"width": 240, "height": 18 * lines + 12, "font_size": 9}
        self._page.write_comment(row, position, words, size)

    def _offer(self, position: int, column: Column, last: int) -> None:
        found = offer(column.name, column.field, self._lang)
        if found:
            self._page.data_validation(1, position, last, position, found)

    def _offer_settings(self, rows: Sequence[FilledRow]) -> None:
        """In 规则 each row offers what its setting takes."""
        if self._spec.name != "规则":
            return
        for number, row in enumerate(rows, 1):
            field = field_of_setting(str(row.cells.get("设置") or ""))
            found = field and offer("", field, self._lang)
            if found:
                self._page.data_validation(number, 1, number, 1, found)

    def _frame(self, last: int, width: int) -> None:
        page = self._page
        page.set_row(0, 24)
        page.freeze_panes(1, 2 if self._spec.columns[0].name == "编号" else 1)
        page.autofilter(0, 0, last, width - 1)
        page.protect("", dict.fromkeys(_FREEDOMS, True))
        page.set_landscape()
        page.set_paper(9)
        page.fit_to_pages(1, 0)
        page.repeat_rows(0)

    def _width(self, name: str, cells: Iterable[Any]) -> int:
        column = self._known.get(name)
        offered = column.field.options if column is not None else ()
        words = [name, *map(str, filter(None, cells)), *offered]
        dated = 12 if column is not None and column.field.kind == "date" else NARROWEST
        return min(WIDEST, max(dated, *(width_of(word) + _ARROW for word in words)))


def _fill(mark: Mark) -> str:
    return RED if mark.wrong else YELLOW


def _note(column: Column) -> Text:
    """What is written into the column, its form, and whether it must be filled."""
    must = Text("必填", "required") if column.required else Text("可不填", "may be blank")
    return Text(
        f"【{must.zh}】{column.text.zh}\n写法：{column.field.form.zh}",
        f"[{must.en}] {column.text.en}\nwritten as: {column.field.form.en}",
    )
