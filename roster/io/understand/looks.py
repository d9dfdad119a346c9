"""What the look of a cell says beside its value: hidden rows and columns, crossed-out text, comments."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from roster.io.fields import shown
from roster.io.raw.comments import LOOK, comment_told
from roster.io.understand.told import Told
from roster.text import Text

if TYPE_CHECKING:
    from collections.abc import Mapping

    from roster.io.tables import Table

_HIDDEN = (
    Text(
        "隐藏的行里有内容，不知道还用不用",
        "the row is hidden and holds data; whether it still counts cannot be known",
    ),
    Text(
        "取消隐藏或清除筛选；不用的行请删去", "show it, or clear the filter; delete it if not used"
    ),
)
_HIDDEN_COLUMN = (
    Text(
        "隐藏的列里有内容，不知道还用不用",
        "the column is hidden and holds data; whether it still counts cannot be known",
    ),
    Text("取消隐藏；不用的列请删去", "show it; delete it if not used"),
)
_STRUCK = Text(
    "有删除线，不知道还算不算数", "it is crossed out; whether it still counts cannot be known"
)
_STRUCK_CELL = Text(
    "还算数的去掉删除线，不算的清空这一格",
    "take the line away where it counts, else empty the cell",
)
_STRUCK_ROW = Text(
    "还算数的去掉删除线，不算的删去这一行",
    "take the line away where it counts, else delete the row",
)


def looks(
    table: Table, head: int, rows: Mapping[int, list[Any]], where: Mapping[str, int]
) -> list[Told]:
    """What is told of the looks of the ``rows`` (cells by row number) that are data, below the row ``head``
    of the headers; ``where`` says where each column is.
    """
    told = [Told(True, *_HIDDEN, n) for n in sorted(table.hidden) if n in rows]
    told += [
        Told(True, *_HIDDEN_COLUMN, head, name, None, position)
        for name, position in where.items()
        if position in table.hidden_columns and any(c[position] is not None for c in rows.values())
    ]
    for number in sorted({row for row, _ in table.struck} & rows.keys()):
        told += _struck(table, number, rows[number], where)
    names = {position: name for name, position in where.items()}
    for (row, position), words in sorted(table.comments.items()):
        if row in rows and position in names:
            message = comment_told(words)
            told.append(Told(False, message, LOOK, row, names[position], None, position))
    return told


def _struck(table: Table, number: int, cells: list[Any], where: Mapping[str, int]) -> list[Told]:
    """The row, where all that is read of it is crossed out; else each such cell."""
    filled = {name: position for name, position in where.items() if cells[position] is not None}
    found = {name: at for name, at in filled.items() if (number, at) in table.struck}
    if found and len(found) == len(filled):
        return [Told(True, _STRUCK, _STRUCK_ROW, number)]
    return [
        Told(True, _STRUCK, _STRUCK_CELL, number, name, shown(cells[position]), position)
        for name, position in found.items()
    ]
