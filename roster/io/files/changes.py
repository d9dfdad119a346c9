"""A file of changes of a month (roster change FILE): one row a change, every cell checked."""

from __future__ import annotations

from typing import TYPE_CHECKING

from roster.io.columns.spec import Sheet, may, must
from roster.io.fields import DATE, NOTE, TEXT, choice, integer
from roster.io.report import Report
from roster.io.rows import Row, SheetRows
from roster.io.tables import read_csv
from roster.io.terms import SESSION
from roster.text import Text

if TYPE_CHECKING:
    from collections.abc import Mapping
    from pathlib import Path

ABSENT, PRESENT, CLOSED = "absent", "present", "closed"
PINNED, UNPINNED, EXTRA, OFTENER = "pinned", "unpinned", "extra", "oftener"
ACTIONS = {
    "请假": ABSENT,
    "销假": PRESENT,
    "关闭": CLOSED,
    "指定": PINNED,
    "取消指定": UNPINNED,
    "加场": EXTRA,
    "频次": OFTENER,
}
CHANGES = Sheet(
    "变更",
    Text("一行一项变更", "one change a row"),
    (
        must(
            "动作", choice(ACTIONS), "请假、销假、关闭、指定、取消指定、加场、频次", "what happened"
        ),
        may("人员", TEXT, "姓名或编号", "name or id"),
        may("站点", TEXT, "站点名或编号", "name or id of the site"),
        must(
            "日期",
            DATE,
            "哪一天；几天的填第一天；频次填当月任一天",
            "the day, or the first of several",
        ),
        may("结束日期", DATE, "几天的填最后一天", "the last of several days"),
        may("时段", SESSION, "只是上午或下午时填", "where only a half day is meant"),
        may("频次", TEXT, "如 每两周1次", "such as 每两周1次"),
        may("人数", integer(1, 20), "加场几人，默认1", "persons of an extra visit", 1),
        may("理由", NOTE, "记入留痕", "why, for the record", ""),
    ),
    filled=True,
)
NEEDED: Mapping[str, tuple[str, ...]] = {
    ABSENT: ("人员",),
    PRESENT: ("人员",),
    CLOSED: ("站点",),
    PINNED: ("人员", "站点"),
    UNPINNED: ("人员",),
    EXTRA: ("站点",),
    OFTENER: ("站点", "频次"),
}
SPANS = (ABSENT, PRESENT, CLOSED)


class ChangeFile:
    """The rows of the file, and the report that they blame; ``check`` raises InputError with all that is
    wrong.
    """

    def __init__(self, path: Path) -> None:
        self._report = Report()
        self.rows: list[Row] = list(
            SheetRows(CHANGES, path.name, read_csv(path, self._report), self._report)
        )
        for row in self.rows:
            _check_cells(row)

    def check(self) -> None:
        """Raise InputError with everything that is wrong so far."""
        self._report.check()


def _check_cells(row: Row) -> None:
    action, start, end = row["动作"], row["日期"], row["结束日期"]
    for column in NEEDED.get(action, ()):
        row.need(column)
    if end is None:
        return
    if action is not None and action not in SPANS:
        row.blame(
            "结束日期",
            Text("这一动作只在一天", "this action is of one day"),
            Text("留空，几天的分几行写", "leave it blank; write a row a day"),
        )
    elif start is not None and end < start:
        row.blame(
            "结束日期",
            Text("早于日期", "this is before 日期"),
            Text("填不早于日期的一天", "give a day that is not before it"),
        )
