"""Fonts, colours and cell formats; what a category looks like in colour and on a grey print."""

from __future__ import annotations

import unicodedata
from math import ceil
from typing import TYPE_CHECKING, Any, NamedTuple

from roster.model.people import Category

if TYPE_CHECKING:
    from xlsxwriter import Workbook
    from xlsxwriter.format import Format

    from roster.text import Lang

HEAD = "#DCE6F1"
SUM_FILL = "#F5F5F5"
RED = "#C00000"
GREY = "#5F5F5F"
BORDER = "#7F7F7F"

FONTS = {"zh": ("宋体", "黑体"), "en": ("Calibri", "Calibri")}  # body, headings
SIZE = 10


# Patterns of the file format: they tell fills apart that are the same grey on paper.
ROWS, COLUMNS, DOWN, UP, GRID, DOTS, FINE_DOTS = 11, 12, 13, 14, 15, 17, 18


def box(color: str, pattern: int = 0, lines: str = "#C9C9C9") -> dict[str, Any]:
    """A fill as properties of a format: a colour, and on it a pattern of ``lines``."""
    return {"bg_color": color} | ({"pattern": pattern, "fg_color": lines} if pattern else {})


WEEKEND = box("#E4E4E4")
HOLIDAY = box("#F4DEDC", UP, "#B9B9B9")
MADE_UP = box("#FFF7E0", DOTS, "#B9B9B9")
NOT_IN_POOL = box("#E4E4E4", DOTS, "#B9B9B9")
LEAVE_BOX = box("#F9D9C3", DOWN, "#DDB89E")
SHORT_BOX = box("#FFD5D5")


class Look(NamedTuple):
    """A category's fill and letters; both differ on a grey print too (pattern; bold, underlined)."""

    fill: str
    color: str
    bold: bool = False
    underline: bool = False
    italic: bool = False
    pattern: int = 0
    lines: str = ""

    def box(self) -> dict[str, Any]:
        """The fill as properties of a format."""
        return box(self.fill, self.pattern, self.lines)

    def letters(self) -> dict[str, Any]:
        """The letters as properties of a format."""
        chosen = {"bold": self.bold, "underline": self.underline, "italic": self.italic}
        return {"font_color": self.color} | {key: 1 for key, on in chosen.items() if on}


LOOKS: dict[Category, Look] = {
    Category.LAWYER: Look("#E3EEF9", "#1F3864"),
    Category.LEGAL_WORKER: Look("#E2F0D9", "#1E5B1E", bold=True, pattern=ROWS, lines="#CBE0BD"),
    Category.RETIRED: Look(
        "#FFF1C9", "#6B4200", underline=True, pattern=FINE_DOTS, lines="#DFC98A"
    ),
    Category.ACADEMIC: Look("#EADFF2", "#4B1F6F", italic=True, pattern=COLUMNS, lines="#D6C4E3"),
    Category.OTHER: Look(
        "#D8F0EE", "#0B5351", bold=True, underline=True, pattern=DOWN, lines="#BADEDB"
    ),
    Category.WAIVER: Look(
        "#FBE1EE", "#7A1250", bold=True, italic=True, pattern=UP, lines="#EBC3D8"
    ),
    Category.PUBLIC_POST: Look(
        "#EFE6DA", "#3B3B3B", underline=True, italic=True, pattern=GRID, lines="#DDD0BE"
    ),
}


class Styles:
    """Formats by their properties, each made once."""

    def __init__(self, file: Workbook, lang: Lang) -> None:
        self._file = file
        self._body, self._heading = FONTS[lang]
        self._made: dict[tuple[tuple[str, Any], ...], Format] = {}

    def text(self, **properties: Any) -> Format:
        """Letters without a box: for pieces of a cell, and for lines outside of tables."""
        return self._make({"font_name": self._body, "font_size": SIZE, **properties})

    def cell(self, **properties: Any) -> Format:
        """A cell of a table: thin border, centred, wrapped."""
        return self._make(
            {
                "font_name": self._body,
                "font_size": SIZE,
                "border": 1,
                "border_color": BORDER,
                "align": "center",
                "valign": "vcenter",
                "text_wrap": True,
                **properties,
            }
        )

    def head(self, **properties: Any) -> Format:
        """A cell of a table's head."""
        return self.cell(**{"font_name": self._heading, "bg_color": HEAD, **properties})

    def title(self, **properties: Any) -> Format:
        """The line above everything."""
        return self._make(
            {
                "font_name": self._heading,
                "font_size": 20,
                "align": "center",
                "valign": "vcenter",
                **properties,
            }
        )

    def _make(self, properties: dict[str, Any]) -> Format:
        key = tuple(sorted(properties.items()))
        if key not in self._made:
            self._made[key] = self._file.add_format(properties)
        return self._made[key]


def text_width(text: str) -> int:
    """Width of a line in columns of latin letters; a Chinese character takes two."""
    return sum(2 if unicodedata.east_asian_width(char) in "WF" else 1 for char in text)


def line_count(text: str, columns: float) -> int:
    """Lines the text takes in a cell that is so many latin letters wide."""
    return sum(max(1, ceil(text_width(line) / max(columns, 1))) for line in text.split("\n"))
