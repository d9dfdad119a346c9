"""Formats of the template's cells, and how a cell is put on its sheet without becoming a formula."""

from __future__ import annotations

import re
import unicodedata
from datetime import date, datetime, time
from functools import cache
from typing import TYPE_CHECKING, Any

from roster.io.fields import Broken

if TYPE_CHECKING:
    from xlsxwriter import Workbook
    from xlsxwriter.format import Format
    from xlsxwriter.worksheet import Worksheet

    from roster.io.fields import Field

YELLOW, RED, BLUE, PALE, GREY = "#FFF2A8", "#FF9B9B", "#1F4E79", "#DCE6F1", "#7F7F7F"
LONGEST = 32_767  # characters of a cell; a spreadsheet has no room for more
_FORMS = {"text": "@", "date": "yyyy-mm-dd", "whole": "0", "decimal": "0.000000"}
_NOT_HELD = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ud800-\udfff\ufffe\uffff]")
_JOINER = "\u2060"  # invisible, and not left out at either end of a text
_NO_VALUE = "#N/A"


class Styles:
    """Every format of a workbook, made once."""

    def __init__(self, book: Workbook) -> None:
        self.add = cache(lambda **properties: book.add_format(properties))
        # a row of a protected sheet can be deleted only where none of its cells is locked, to the far end
        book.formats[0].set_locked(False)

    def body(
        self,
        field: Field | None,
        cell: Any = None,
        fill: str = "",
        *,
        example: bool = False,
        struck: bool = False,
    ) -> Format:
        """A cell that may be edited, in its column's number format unless it would be read otherwise."""
        kind = "text" if field is None else field.kind
        properties: dict[str, Any] = {
            "locked": False,
            "num_format": _form_of(cell) or _FORMS[kind],
            "valign": "vcenter",
        }
        if isinstance(cell, int | float) and kind == "date":
            properties["num_format"] = "General"
        if fill:
            properties |= {"bg_color": fill, "border": 1, "border_color": GREY}
        if example:
            properties |= {"italic": True, "font_color": GREY}
        if struck:
            properties["font_strikeout"] = True
        return self.add(**properties)

    def heading(self, *, required: bool, fill: str = "") -> Format:
        """A protected heading: dark where the column is required, pale where it may be blank."""
        properties: dict[str, Any] = {
            "bold": True,
            "locked": True,
            "num_format": "@",
            "border": 1,
            "border_color": GREY,
            "align": "center",
            "valign": "vcenter",
        }
        colours = {"bg_color": BLUE, "font_color": "#FFFFFF"} if required else {"bg_color": PALE}
        return self.add(**properties | ({"bg_color": fill} if fill else colours))

    def tab(self, *, wrong: bool) -> str:
        """The colour of a sheet's tab, for a sheet that is no input."""
        return RED if wrong else GREY

    def put(
        self, page: Worksheet, row: int, column: int, cell: Any, form: Format | None = None
    ) -> None:
        """Write a raw cell: text as text, whatever it begins with; an error as an error."""
        if isinstance(cell, Broken):
            page.write_formula(row, column, "=NA()", form, _NO_VALUE)
        elif isinstance(cell, datetime | date | time):
            page.write_datetime(row, column, cell, form or self.add(num_format=_form_of(cell)))
        elif isinstance(cell, bool):
            page.write_boolean(row, column, cell, form)
        elif isinstance(cell, int | float):
            page.write_number(row, column, cell, form)
        elif cell is None or cell == "":
            page.write_blank(row, column, None, form)
        else:
            page.write_string(row, column, _written(str(cell)), form)


def _written(words: str) -> str:
    """Text as a workbook can hold it: a character that it cannot becomes one that is refused as well."""
    lines = words.replace("\r\n", "\n").replace("\r", "\n")
    return _NOT_HELD.sub(_JOINER, lines)[:LONGEST]


def _form_of(cell: Any) -> str | None:
    """The number format by which a date or a time is known as one; None for anything else."""
    if isinstance(cell, datetime) and cell.time() != time():
        return "yyyy-mm-dd hh:mm:ss"
    if isinstance(cell, time):
        return "hh:mm:ss"
    return _FORMS["date"] if isinstance(cell, date) else None


def width_of(words: str) -> int:
    """How many half-width characters the words take."""
    return sum(2 if unicodedata.east_asian_width(c) in "WFA" else 1 for c in words)
