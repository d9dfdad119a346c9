"""roster change: all changes of a file at once."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from pathlib import Path
from typing import Annotated

import typer

from roster.cli.changing import change_kinds as kinds
from roster.cli.changing.change_options import How, with_options
from roster.cli.changing.edit_wanted import PartError, Spot
from roster.cli.changing.repair import Asked, change_months
from roster.cli.speech import t
from roster.io.files import changes as file
from roster.io.rows import Row
from roster.model.changes import Change
from roster.model.problem import Problem

COLUMNS = {
    "person": "人员",
    "site": "站点",
    "session": "时段",
    "day": "日期",
    "frequency": "频次",
}

Read = Callable[[Row, str], kinds.Made]
READERS: dict[str, Read] = {
    file.ABSENT: lambda r, why: kinds.absent(r["人员"], *_span(r), r["时段"], why),
    file.PRESENT: lambda r, why: kinds.present(r["人员"], *_span(r), r["时段"], why),
    file.CLOSED: lambda r, why: kinds.closed(r["站点"], *_span(r), r["时段"], why),
    file.PINNED: lambda r, why: kinds.pinned(r["人员"], _spot(r), why),
    file.UNPINNED: lambda r, why: kinds.unpinned(r["人员"], _spot(r), why),
    file.EXTRA: lambda r, why: kinds.extra(r["站点"], r["日期"], r["时段"], r["人数"], why),
    file.OFTENER: lambda r, why: kinds.oftener(r["站点"], r["频次"], why),
}


@with_options
def change_command(
    path: Annotated[
        Path,
        typer.Argument(
            metavar=t("文件", "FILE"),
            help=t(
                "CSV 文件，列为 动作、人员、站点、日期、结束日期、时段、频次、人数、理由",
                "a CSV file with these columns: 动作 人员 站点 日期 结束日期 时段 频次 人数 理由",
            ),
        ),
    ],
    *,
    how: How,
) -> None:
    """Make all changes of a file."""
    rows = file.ChangeFile(path)
    asked = [
        Asked(*_span(row), _blaming(row, READERS[row["动作"]](row, row["理由"] or how.reason)))
        for row in rows.rows
        if row.sound
    ]
    if not asked:
        rows.check()
    change_months(asked, how, rows.check)


def _span(row: Row) -> tuple[date, date]:
    return row["日期"], row["结束日期"] or row["日期"]


def _spot(row: Row) -> Spot:
    return Spot(row["日期"], row["站点"] or "", row["时段"])


def _blaming(row: Row, made: kinds.Made) -> Callable[[Problem], Change | None]:
    """The change; None where a name means nothing, which the row is blamed for."""

    def make(problem: Problem) -> Change | None:
        try:
            return made(problem)
        except PartError as error:
            row.blame(COLUMNS[error.part], error.message, error.remedy)
            return None

    return make
