"""What is told of a file and its sheets while they are read."""

from __future__ import annotations

from typing import TYPE_CHECKING

from roster.errors import Assumption, InputProblem
from roster.io.raw.table import Table, unread

if TYPE_CHECKING:
    from roster.io.raw.limits import TooMuchError
    from roster.io.report import Report
    from roster.text import Text

Words = tuple["Text", "Text"]


class Notes:
    """The notes on one file, put into the report."""

    def __init__(self, file: str, report: Report) -> None:
        self.file = file
        self._report = report

    def refuse(self, words: Words, sheet: str | None = None, row: int | None = None) -> None:
        """The file, or a sheet of it, cannot be read, for what is in that row."""
        self._report.add(InputProblem(*words, file=self.file, sheet=sheet, row=row))

    def assume(self, words: Words, sheet: str | None = None) -> None:
        """Something was understood in the one way there is."""
        self._report.add(Assumption(*words, file=self.file, sheet=sheet))

    def too_much(self, sheet: str, error: TooMuchError) -> Table:
        """A sheet holds more than is read: what stands for it."""
        self.refuse((error.message, error.remedy), sheet.strip())
        return unread(self.file, sheet)
