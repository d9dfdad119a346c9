"""Merged cells below the headers: downwards the value holds for each row, across it is a problem."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from roster.io.fields import shown
from roster.io.understand.told import CHANGE, Told
from roster.text import Text

if TYPE_CHECKING:
    from collections.abc import Mapping

    from roster.io.tables import Area, Table

_ACROSS = (
    Text("合并单元格跨了几列，不知道值属于哪一列", "cells are merged across columns"),
    Text("取消合并，在每一格填写值", "unmerge the cells and fill each of them"),
)


def unmerged(
    table: Table, head: int, rows: dict[int, list[Any]], where: Mapping[str, int]
) -> list[Told]:
    """Fill the ``rows`` (cells by row number) that an area merged downwards covers; tells what was filled,
    and which areas cannot be understood.
    """
    names = {position: name for name, position in where.items()}
    told: list[Told] = []
    for area in sorted(table.merged):
        covered = [n for n in range(max(area.top, head + 1), area.bottom + 1) if n in rows]
        inside = [p for p in range(area.left, area.right + 1) if p in names]
        if area.top <= head or not covered or not inside:
            continue
        if area.right > area.left:
            value = rows.get(area.top, [])[area.left : area.left + 1]
            cell = shown(value[0]) if value and value[0] is not None else None
            told.append(Told(True, *_ACROSS, area.top, names[inside[0]], cell, inside[0]))
            continue
        told += _down(area, covered, rows, names[area.left])
    return told


def _down(area: Area, covered: list[int], rows: dict[int, list[Any]], name: str) -> list[Told]:
    value = rows[area.top][area.left] if area.top in rows else None
    if value is None:
        return []
    told = []
    for number in covered[1:]:
        rows[number][area.left] = value
        message = Text(
            f"合并单元格的值“{shown(value)}”用于这一行",
            f"the merged cell's value “{shown(value)}” holds for this row",
        )
        told.append(Told(False, message, CHANGE, number, name, None, area.left))
    return told
