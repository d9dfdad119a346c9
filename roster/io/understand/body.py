"""A hand-made sheet as rows of known columns, with everything that was assumed on the way."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, NamedTuple

from roster.io.understand.headers import dictionary, match_headers
from roster.io.understand.layout import find_layout
from roster.io.understand.lines import (
    AGAIN,
    EXAMPLE_ROW,
    OTHER_HEAD,
    is_other_head,
    no_data,
    repeats,
)
from roster.io.understand.looks import looks
from roster.io.understand.merges import unmerged
from roster.io.understand.told import Told
from roster.text import Text

if TYPE_CHECKING:
    from roster.io.columns.spec import Sheet
    from roster.io.tables import Table
    from roster.io.understand.layout import Layout

FILL = Text("如果是要用的内容，请把必填的格填全", "where it is data, fill in every required cell")
SEEN = Text("看过以后可以删去", "delete it when you have seen it")


class Body(NamedTuple):
    """``head`` is the row of the headers; ``where`` says where each column is, counted from 0, ``headers``
    how its header is written; ``rows`` are the numbers and cells of the rows that are data.
    """

    head: int
    where: dict[str, int]
    headers: dict[str, str]
    rows: list[tuple[int, dict[str, Any]]]
    told: list[Told]


def body_of(table: Table, spec: Sheet) -> Body:
    """The rows of a sheet whose headers may be anywhere near the top."""
    layout = find_layout(table, spec)
    if layout is None:
        return Body(1, {}, {}, [], [_no_head(spec)])
    below = table.frame.loc[table.frame.index > layout.head]
    rows = {
        int(n): list(cells)
        for n, cells in zip(below.index, below.itertuples(index=False, name=None), strict=True)
    }
    used = [any(cells[p] is not None for cells in rows.values()) for p in range(len(layout.titles))]
    where, told = match_headers(spec, layout.titles, used, layout.head)
    headers = {name: str(layout.titles[position]) for name, position in where.items()}
    kept, skipped = _data(spec, layout, where, rows)
    told = [*_head(layout, table), *told, *skipped, *unmerged(table, layout.head, kept, where)]
    told += looks(table, layout.head, kept, where)
    data = [
        (n, {name: cells[position] for name, position in where.items()})
        for n, cells in kept.items()
    ]
    return Body(layout.head, where, headers, data, told)


def _data(
    spec: Sheet, layout: Layout, where: dict[str, int], rows: dict[int, list[Any]]
) -> tuple[dict[int, list[Any]], list[Told]]:
    """The rows that are data, and what is told of the others."""
    kept: dict[int, list[Any]] = {}
    told: list[Told] = []
    known = dictionary(spec)
    for number, cells in rows.items():
        again = repeats(known, layout.titles, cells)
        if not again and is_other_head(spec, known, where, cells):
            told.append(Told(True, *OTHER_HEAD, number))
            break
        why = AGAIN if again else no_data(spec, where, cells)
        if why is None:
            kept[number] = cells
        else:
            remedy = SEEN if why is EXAMPLE_ROW else FILL
            told.append(Told(False, why, remedy, number))
    return kept, told


def _head(layout: Layout, table: Table) -> list[Told]:
    """Where the headers were found, if not in the first row."""
    if layout.first == layout.head == 1:
        return []
    place = Text(f"表头在第{layout.head}行", f"the headers are in row {layout.head}")
    if layout.first != layout.head:
        place = Text(
            f"表头占第{layout.first}、{layout.head}两行",
            f"the headers are in the rows {layout.first} and {layout.head}",
        )
    if any(n < layout.first for n in table.frame.index):
        place = Text(f"{place.zh}，以上各行不读", f"{place.en}; what is above is not read")
    remedy = Text("如果不对，请把表头放在第1行", "where this is wrong, put the headers into row 1")
    return [Told(False, place, remedy)]


def _no_head(spec: Sheet) -> Told:
    names = [c.name for c in spec.columns if c.required] or [c.name for c in spec.columns]
    return Told(
        True,
        Text("找不到表头", "the headers are not found"),
        Text(
            f"在第1行写上表头：{'、'.join(names)}",
            f"write the headers into row 1: {', '.join(names)}",
        ),
    )
