"""Writing inputs: a workbook with drop-downs, notes and protected headings (roster new, check --fix)."""

from __future__ import annotations

import io
import os
from types import MappingProxyType
from typing import TYPE_CHECKING, Any, NamedTuple

from xlsxwriter import Workbook

from roster.io.columns import REST, SHEETS
from roster.io.template.guide import Named, write_guide
from roster.io.template.offers import LISTS
from roster.io.template.page import Page
from roster.io.template.styles import Styles

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence
    from collections.abc import Set as AbstractSet
    from pathlib import Path

    from roster.model.calendar import Month
    from roster.text import Lang, Text


class Mark(NamedTuple):
    """What is to be told about a cell, as its note; ``wrong`` ones are red, assumed ones yellow."""

    text: Text
    wrong: bool = False


class FilledRow(NamedTuple):
    """A row to be written: cells by column (text, a number, a date; None is blank), marks of cells,
    whether it is hidden, and which cells are crossed out.

    Columns that the sheet does not know follow its own.
    """

    cells: Mapping[str, Any]
    marks: Mapping[str, Mark] = MappingProxyType({})
    hidden: bool = False
    struck: AbstractSet[str] = frozenset()


def write_inputs(
    path: Path,
    sheets: Mapping[str, Sequence[FilledRow]],
    lang: Lang = "zh",
    *,
    month: Month | None = None,
    headings: Mapping[tuple[str, str], Mark] = MappingProxyType({}),
    others: Mapping[str, Sequence[Sequence[Any]]] = MappingProxyType({}),
) -> None:
    """Write a workbook that ``read_problem`` reads, whole or not at all.

    Every required sheet is there, and each optional one that ``sheets`` names. ``headings`` marks headings
    by sheet and column. ``others`` are sheets that are no inputs, written as rows of plain cells. Headings
    and what is read are Chinese; ``lang`` is that of the notes and of 说明, whose commands name the file
    and the ``month``.

    Raises:
        FileExistsError: where there is such a file; it is not touched.
        OSError: where it cannot be written.
    """
    content = _workbook(sheets, lang, Named(path.name, month), headings, others)
    aside = path.with_name(f".{path.name}.new")
    try:
        aside.write_bytes(content)
        if path.exists():
            raise FileExistsError(17, os.strerror(17), str(path))
        os.replace(aside, path)
    finally:
        aside.unlink(missing_ok=True)


def _workbook(
    sheets: Mapping[str, Sequence[FilledRow]],
    lang: Lang,
    named: Named,
    headings: Mapping[tuple[str, str], Mark],
    others: Mapping[str, Sequence[Sequence[Any]]],
) -> bytes:
    file = io.BytesIO()
    book = Workbook(
        file, {"strings_to_formulas": False, "strings_to_urls": False, "strings_to_numbers": False}
    )
    styles = Styles(book)
    write_guide(book, styles, named, lang)
    for name, source in LISTS.items():
        book.define_name(name, source)
    for spec in SHEETS:
        if spec.required or spec.name in sheets:
            marks = {column: m for (sheet, column), m in headings.items() if sheet == spec.name}
            Page(book, styles, spec, lang).write(sheets.get(spec.name, ()), marks)
    for name, rows in others.items():
        _write_plainly(book, styles, name, rows)
    book.close()
    return file.getvalue()


def _write_plainly(
    book: Workbook, styles: Styles, name: str, rows: Sequence[Sequence[Any]]
) -> None:
    page = book.add_worksheet(name)
    page.set_column(0, 40, 14)
    page.set_tab_color(styles.tab(wrong=name != REST))
    for number, cells in enumerate(rows):
        for column, cell in enumerate(cells):
            styles.put(page, number, column, cell)
