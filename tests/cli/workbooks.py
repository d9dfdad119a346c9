"""The workbook of a revision as a clerk edits it: written to a file, cells changed, saved again."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Any

import openpyxl

from roster.publish.workbook import build_workbook
from tests.cli import byhand

if TYPE_CHECKING:
    from openpyxl.workbook import Workbook
    from openpyxl.worksheet.worksheet import Worksheet

    from roster.model.revision import Revision
    from roster.text import Lang

FILE = Path("改.xlsx")
GRID, LIST = "排班总表", "按日清单"


def hand_out(revision: Revision | None = None, lang: Lang = "zh") -> Workbook:
    """The workbook of the revision (default: the newest), open for editing."""
    of = revision or byhand.newest()
    FILE.write_bytes(build_workbook(of.problem, of.roster, lang=lang))
    return openpyxl.load_workbook(FILE)


def save(book: Workbook) -> str:
    """Save it under the name that is imported."""
    book.save(FILE)
    return str(FILE)


def cell_of(sheet: Worksheet, site: str, day: int) -> Any:
    """The cell of 排班总表 by the beginning of the site's name and the day."""
    column = next(c.column for line in sheet.iter_rows(max_row=3) for c in line if c.value == day)
    row = next(c.row for c in sheet["A"] if str(c.value or "").startswith(site) and c.row > 4)
    return sheet.cell(row, column)


def row_of(sheet: Worksheet, name: str, day: int) -> int:
    """The row of 按日清单 with this person's duty on this day of December."""
    return next(
        line[0].row
        for line in sheet.iter_rows(min_row=4)
        if line[5].value == name and line[0].value.day == day
    )
