"""The sheets of inputs as rows to be written again: for a corrected copy, never over the original."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from roster.io.columns import IGNORED, REST
from roster.io.report import Report
from roster.io.source import read_tables
from roster.io.template import FilledRow

if TYPE_CHECKING:
    from collections.abc import Mapping
    from pathlib import Path

    from roster.io.rows import SheetRows


def copied_rows(sheets: Mapping[str, SheetRows]) -> dict[str, list[FilledRow]]:
    """Every row as it was read, by sheet; optional sheets only where they have any."""
    return {
        name: [FilledRow(row.cells) for row in sheet]
        for name, sheet in sheets.items()
        if sheet.rows or sheet.spec.required
    }


def clerks_notes(path: Path) -> dict[str, list[list[Any]]]:
    """What stands on sheets that are not read, to be kept; empty where there is nothing."""
    _, tables = read_tables(path, Report())
    rows = [
        list(cells)
        for table in tables
        if table.sheet in IGNORED
        for cells in table.frame.itertuples(index=False, name=None)
    ]
    return {REST: rows} if rows else {}
