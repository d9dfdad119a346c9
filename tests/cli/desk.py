"""A clerk's desk: an empty folder, a county of three people in it, and the program to run."""

from __future__ import annotations

import sqlite3
from typing import TYPE_CHECKING, Any, NamedTuple

import pytest

from roster.cli import main
from tests.io.county import Sheets, county, write_csv

if TYPE_CHECKING:
    from pathlib import Path

MONTH = ("--month", "2026-12")
SOLVE = ("--workers", "1", "--time-limit", "20")
IN_TIME = ("--on", "2026-11-25")  # 26, 27 and 30 November are the three workdays before 1 December
MARKUP = "[red]胡"  # a name that a terminal library would take for colours


class Run(NamedTuple):
    """What a run of the program said and returned."""

    code: int
    out: str
    err: str


class Desk:
    """Runs the program in its folder, which is the current one."""

    def __init__(self, folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
        self.folder, self._capsys = folder, capsys

    def run(self, *arguments: str) -> Run:
        """Run ``roster`` with these arguments."""
        with pytest.raises(SystemExit) as stopped:
            main(list(arguments))
        told = self._capsys.readouterr()
        assert "Traceback" not in told.err
        code = stopped.value.code
        assert isinstance(code, int)
        return Run(code, told.out, told.err)

    def done(self, *arguments: str) -> str:
        """What a run says that must succeed."""
        run = self.run(*arguments)
        assert run.code == 0, run
        return run.out

    def plan(self, inputs: str = "inputs") -> str:
        """Plan December."""
        return self.done("plan", inputs, *MONTH, *SOLVE)

    def publish(self, *options: str) -> str:
        """Publish December in time."""
        return self.done("publish", "qinyuan", *MONTH, *IN_TIME, *options)

    def write(self, sheets: Sheets, folder: str = "inputs") -> None:
        """Put the inputs there."""
        write_csv(self.folder / folder, sheets)

    def ask(self, question: str) -> list[tuple[Any, ...]]:
        """Rows of roster.db."""
        connection = sqlite3.connect(self.folder / "roster.db")
        try:
            return connection.execute(question).fetchall()
        finally:
            connection.close()

    def revisions(self) -> list[tuple[Any, ...]]:
        """Number and status of each revision, in order."""
        return self.ask("select number, status from revision order by number")

    def files(self, folder: str = "outputs") -> dict[str, bytes]:
        """Every file below the folder by its path."""
        root = self.folder / folder
        return {p.relative_to(root).as_posix(): p.read_bytes() for p in root.rglob("*")
                if p.is_file()}  # fmt: skip

    def left(self) -> set[str]:
        """What lies on the desk."""
        return {p.name for p in self.folder.iterdir()}


def hostile() -> Sheets:
    """The county with a name in it that looks like markup; everybody is needed, nothing is short."""
    sheets = county()
    sheets["人员"][3][1] = MARKUP
    return sheets


def short() -> Sheets:
    """The county without its third person: two people at three a week leave every week short."""
    sheets = county()
    del sheets["人员"][3]
    return sheets
