"""Merged cells of a workbook that came back: whom they name on which day nobody can tell."""

from __future__ import annotations

from typing import TYPE_CHECKING

from roster.io.fields import Broken
from roster.io.raw.table import Cells
from roster.text import Text

if TYPE_CHECKING:
    from roster.io.tables import Table

_MERGED = (
    Text("合并单元格只有左上角有值", "a merged cell has a value only top left"),
    Text("取消合并，在每一格填写值", "unmerge the cells and fill each of them"),
)


def with_merged_broken(source: Table) -> Table:
    """The table with every cell of a merged area ``Broken``, but for the one top left.

    Areas without a value stay blank; hidden rows are rows like others.
    """
    cells, rows = Cells(), source.frame.itertuples(index=True, name=None)
    values = {(row[0], column): cell for row in rows for column, cell in enumerate(row[1:])}
    for area in source.merged:
        value = values.get(area[:2])
        if value is not None:
            broken = Broken(str(value), *_MERGED)
            for row in range(area.top, area.bottom + 1):
                others = {(row, c): broken for c in range(area.left, area.right + 1)}
                values.update(others | {area[:2]: value})
    for (row, column), value in values.items():
        cells.put(int(row), column, value)
    return cells.table(source.file, source.sheet)
