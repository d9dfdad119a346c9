"""The rows of a file of hand changes, looked up in the roster; wrong ones are told all at once."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from pathlib import Path

from roster.cli.changing.edit_wanted import PartError, Spot, Wanted, change_of
from roster.io.files.edits import EditsFile
from roster.io.rows import Row
from roster.model.calendar import Month
from roster.model.edits import HandChange
from roster.model.problem import Problem
from roster.model.requests import Duty
from roster.text import Text

COLUMNS = {
    "person": "人员",
    "site": "站点",
    "session": "时段",
    "day": "日期",
    "instead": "替换为",
}


class WantedRows:
    """A file's changes. ``reason`` is for rows that give none of their own."""

    def __init__(self, path: Path, reason: str) -> None:
        self._file, self._reason = EditsFile(path), reason

    @property
    def months(self) -> list[Month]:
        """The month of each row that can be read. Raises InputError where none can."""
        found = [Month.of(row["日期"]) for row in self._file.rows if row["日期"] is not None]
        if not found:
            self._file.check()
        return found

    def changes(self, problem: Problem, duties: Sequence[Duty]) -> list[HandChange]:
        """What the rows mean, in order. Raises InputError with everything that is wrong."""
        found = list(self._changes(problem, duties))
        self._file.check()
        return found

    def _changes(self, problem: Problem, duties: Sequence[Duty]) -> Iterator[HandChange]:
        for row in self._file.rows:
            if row["日期"] is not None and row["日期"] not in problem.month:
                row.blame(
                    "日期",
                    Text(f"不在{problem.month}", f"this is not in {problem.month}"),
                    Text("一次只改一个月", "change one month at a time"),
                )
            if not row.sound:
                continue
            try:
                yield change_of(problem, duties, _wanted(row, self._reason))
            except PartError as error:
                row.blame(COLUMNS[error.part], error.message, error.remedy)


def _wanted(row: Row, reason: str) -> Wanted:
    spot = Spot(row["日期"], row["站点"] or "", row["时段"])
    return Wanted(row["动作"], row["人员"], spot, row["替换为"] or "", row["理由"] or reason)
