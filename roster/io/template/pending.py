"""The sheet 待改正 of a tidy copy: problems that no cell can show; a copy that has it is refused."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from roster.errors import InputProblem
from roster.text import Text

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from roster.io.report import Report
    from roster.io.tables import Table

PENDING = "待改正"
HEAD = ("位置", "问题", "办法")
_LEFT = Text(
    f"还有“{PENDING}”表所列的问题没有处理",
    f"the problems that the sheet {PENDING} lists are not dealt with",
)
_DELETE = Text("逐条改正，再删去这张表", "correct each of them, then delete this sheet")


def settled(tables: Sequence[Table], report: Report) -> list[Table]:
    """All sheets but 待改正; where it is there, that is a problem."""
    for table in tables:
        if is_pending(table):
            report.add(InputProblem(_LEFT, _DELETE, table.file, table.sheet))
    return [table for table in tables if not is_pending(table)]


def is_pending(table: Table) -> bool:
    """Whether this is the sheet of problems left."""
    return table.sheet == PENDING and not table.frame.empty


def pending_rows(problems: Iterable[InputProblem]) -> list[list[Any]]:
    """The sheet's rows for these problems; none where there are none."""
    told = [p for p in problems if p.sheet != PENDING]
    rows = [[p.place("zh"), p.message.zh, p.remedy.zh] for p in told]
    return [list(HEAD), *rows] if rows else []
