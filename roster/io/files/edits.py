"""A file of hand changes (roster edit --file): one row a change, every cell checked."""

from __future__ import annotations

from typing import TYPE_CHECKING

from roster.io.columns.spec import Sheet, may, must
from roster.io.fields import DATE, NOTE, TEXT, choice
from roster.io.report import Report
from roster.io.rows import Row, SheetRows
from roster.io.tables import read_csv
from roster.io.terms import SESSION
from roster.text import Text

if TYPE_CHECKING:
    from pathlib import Path

REMOVE, ADD, REPLACE = "remove", "add", "replace"
ACTIONS = {"去掉": REMOVE, "排上": ADD, "替换": REPLACE}
EDITS = Sheet(
    "手工调整",
    Text("一行一处改动", "one change a row"),
    (
        must("动作", choice(ACTIONS), "去掉、排上、替换", "take out, put in, replace"),
        must("人员", TEXT, "姓名或编号", "name or id"),
        must("日期", DATE, "值班日期", "the duty's day"),
        may("站点", TEXT, "此人当天不止一班时填；排上必填", "where; needed to put somebody in"),
        may("时段", SESSION, "站点当天不止一个时段时填", "which, where there are several"),
        may("替换为", TEXT, "替换：换成谁", "replace: by whom"),
        may("理由", NOTE, "放行可以例外的规则", "why, for rules that a reason overrides", ""),
    ),
    filled=True,
)
_NOT_USED = (
    Text("这一动作不用此列", "this action does not use the column"),
    Text("留空", "leave it blank"),
)


class EditsFile:
    """The rows of the file, and the report that they blame; ``check`` raises InputError with all that is
    wrong.
    """

    def __init__(self, path: Path) -> None:
        self._report = Report()
        self.rows: list[Row] = list(
            SheetRows(EDITS, path.name, read_csv(path, self._report), self._report)
        )
        for row in self.rows:
            _check_cells(row)

    def check(self) -> None:
        """Raise InputError with everything that is wrong so far."""
        self._report.check()


def _check_cells(row: Row) -> None:
    action = row["动作"]
    if action == ADD:
        row.need("站点")
    if action == REPLACE:
        row.need("替换为")
    elif action is not None and row.filled("替换为"):
        row.blame("替换为", *_NOT_USED)
