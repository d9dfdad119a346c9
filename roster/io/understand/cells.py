"""A row's cells in the one way of writing that the strict readers know."""

from __future__ import annotations

from datetime import date, timedelta
from typing import TYPE_CHECKING, Any, NamedTuple

from roster.io.fields import Broken, FieldError, shown
from roster.text import Text

if TYPE_CHECKING:
    from collections.abc import Mapping

    from roster.io.columns.spec import Column, Sheet
    from roster.io.understand.context import Context, Reading

_MOST_DAYS = 31
_FILLED = Text("按这一格的意思，把两格分开填写清楚", "write what is meant into both cells")


class Meaning(NamedTuple):
    """``rows`` are the cells that mean something else than they say, one mapping a row: several where a
    cell names several days. ``assumed`` says, by column, how a cell was understood.
    """

    rows: list[dict[str, Any]]
    assumed: dict[str, Text]


def meaning(
    spec: Sheet, cells: Mapping[str, Any], headers: Mapping[str, str], context: Context
) -> Meaning:
    """What a row's cells mean. A cell that can mean two things becomes `Broken`, and says so."""
    rows: list[dict[str, Any]] = [{}]
    assumed: dict[str, Text] = {}
    for column in spec.columns:
        cell = cells.get(column.name)
        if cell is None or isinstance(cell, Broken) or column.field.loose is None:
            continue
        try:
            known = context._replace(header=headers.get(column.name, ""))
            found = column.field.loose(cell, known)
            items = _items(spec, column, cells, found) if found else []
        except FieldError as error:
            rows = [
                {**row, column.name: Broken(shown(cell), error.message, error.remedy)}
                for row in rows
            ]
            continue
        if items:
            rows = [{**row, **item} for row in rows for item in items]
        if found and not found.certain:
            assumed[column.name] = found.text or _said(items)
        if column.partner:  # a start tells the time of the end, and of nothing else
            context = _since(context, column, items[0].get(column.name) if items else cell)
    return Meaning(rows, assumed)


def _since(context: Context, column: Column, cell: Any) -> Context:
    """The context of the row's later cells, which a date in this one tells the time of."""
    try:
        found = column.field.parse(cell)
    except FieldError:
        return context
    return context._replace(since=found) if isinstance(found, date) else context


def _items(
    spec: Sheet, column: Column, cells: Mapping[str, Any], found: Reading
) -> list[dict[str, Any]]:
    """The reading's cells by column. Raises FieldError where the partner's cell says something else."""
    items: list[dict[str, Any]] = []
    for cell, beside in found.items:
        if beside is None:
            items.append({column.name: cell})
        elif column.partner:
            items.append({column.name: cell, column.partner: beside})
        else:
            items += [{column.name: d} for d in _each_day(cell, beside)]
    written = cells.get(column.partner) if column.partner else None
    if written is not None and not _agree(spec, column.partner, written, items):
        raise FieldError(
            Text(
                f"与“{column.partner}”列的“{shown(written)}”不一致",
                f"this does not agree with “{shown(written)}” in the column {column.partner}",
            ),
            _FILLED,
        )
    return items


def _agree(spec: Sheet, partner: str, written: Any, items: list[dict[str, Any]]) -> bool:
    """Whether what is written in the partner's cell is what the items say of it, if they do."""
    field = next(c.field for c in spec.columns if c.name == partner)
    said = [item[partner] for item in items if partner in item]
    if not said:
        return len(items) == 1
    try:
        return all(field.parse(cell) == field.parse(written) for cell in said)
    except FieldError:
        return False


def _each_day(start: str, end: str) -> list[str]:
    first, last = date.fromisoformat(start), date.fromisoformat(end)
    if (last - first).days >= _MOST_DAYS:
        raise FieldError(
            Text("日期范围超过一个月", "the days are more than a month"),
            Text("分成几行填写", "write them in several rows"),
        )
    return [(first + timedelta(days=n)).isoformat() for n in range((last - first).days + 1)]


def _said(items: list[dict[str, Any]]) -> Text:
    """How the cell was understood, in a sentence."""
    parts = ["至".join(str(cell) for cell in item.values()) for item in items]
    if len(parts) > 1:
        return Text(
            f"按{len(parts)}行理解：{'、'.join(parts)}",
            f"read as {len(parts)} rows: {', '.join(parts)}",
        )
    return Text(f"按“{parts[0]}”理解", f"read as “{parts[0]}”")
