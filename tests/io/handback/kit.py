"""A revision, its workbook open for editing, and what is read from it once it is given back."""

from __future__ import annotations

from functools import cache
from io import BytesIO
from typing import TYPE_CHECKING, Any

import openpyxl

from roster.errors import InputError
from roster.io.handback import HandbackFile
from roster.model.proposals import changed
from roster.model.revision import Revision
from roster.publish.workbook import build_workbook
from tests.build import person, roster
from tests.cli.byhand import AT, DUTIES, county
from tests.cli.workbooks import GRID, cell_of

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence
    from pathlib import Path

    from openpyxl.workbook import Workbook

    from roster.model.handback import CellEdit
    from roster.model.problem import Problem
    from roster.model.requests import Duty
    from roster.text import Lang

RESTORE = "恢复原来的表头和行列，或从原文件重做"


def revision(of: Problem | None = None, duties: Sequence[Duty] = DUTIES) -> Revision:
    """Revision 1 of the county whose changes are made by hand, with two namesakes more."""
    if of is None:
        return _usual()
    return Revision(problem=of, roster=roster(of, duties, revision=1), created_at=AT)


@cache
def _usual() -> Revision:
    plain = county()
    same = (person("P6", name="王伟"), person("P7", name="王伟"))
    return revision(changed(plain, people=(*plain.people, *same)))


def opened(base: Revision, lang: Lang = "zh") -> Workbook:
    """The revision's workbook."""
    data = _usual_file(lang) if base is _usual() else _file(base, lang)
    return openpyxl.load_workbook(BytesIO(data))


@cache
def _usual_file(lang: Lang) -> bytes:
    return _file(_usual(), lang)


def _file(base: Revision, lang: Lang) -> bytes:
    return build_workbook(base.problem, base.roster, lang=lang)


def given_back(book: Workbook, base: Revision, folder: Path) -> list[CellEdit]:
    """What was edited. Raises InputError."""
    file = folder / "改.xlsx"
    book.save(file)
    return HandbackFile(file).edits(base, base.problem)


def told(
    edit: Callable[[Workbook], object],
    folder: Path,
    base: Revision | None = None,
    lang: Lang = "zh",
) -> list[str]:
    """What is wrong after the edit, a line a problem, without the file's name."""
    base = base or revision()
    book = opened(base, lang)
    edit(book)
    try:
        found = given_back(book, base, folder)
    except InputError as error:
        return [p.to(lang).removeprefix("改.xlsx").lstrip(" ,") for p in error.problems]
    raise AssertionError(f"nothing is told, {found} found")


def in_grid(site: str, number: int, value: object) -> Callable[[Workbook], None]:
    """Write into the cell of a site and a day."""

    def edit(book: Workbook) -> None:
        cell_of(book[GRID], site, number).value = value

    return edit


def unmerged(sheet: Any) -> Any:
    """The sheet without merged cells: rows can be deleted then."""
    for area in list(sheet.merged_cells.ranges):
        sheet.unmerge_cells(str(area))
    return sheet
