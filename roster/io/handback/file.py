"""The file as it came back: which revision it shows, and what was edited in its two sheets."""

from __future__ import annotations

import re
import zipfile
from typing import TYPE_CHECKING

from roster.errors import InputError, InputProblem
from roster.io.handback.grid import GridReader
from roster.io.handback.listing import SECOND, ListReader
from roster.io.handback.lookup import Lookup
from roster.io.handback.merged import with_merged_broken
from roster.io.report import Order, Report
from roster.io.tables import read_workbook, table
from roster.model.calendar import Month
from roster.model.sheets import BY_DAY, BY_SITE, STAMP_FORMAT, STAMP_SHEET, Stamp
from roster.text import Text

if TYPE_CHECKING:
    from pathlib import Path

    from roster.io.tables import Table
    from roster.model.handback import CellEdit
    from roster.model.problem import Problem
    from roster.model.requests import Duty
    from roster.model.revision import Revision
    from roster.text import Lang

ENDINGS = (".xlsx", ".xlsm", ".xls", ".et", ".ods")
NOTHING = table("", "", [])
_NOT_OURS = (
    Text(
        "不是 roster 写出的月排班工作簿，或版本信息已丢失",
        "this is no workbook of a month that roster wrote, or it no longer says of which revision",
    ),
    Text(
        "从 outputs 里的 roster.xlsx 改起；输入工作簿请用 roster plan",
        "start from the roster.xlsx in outputs; inputs go through roster plan",
    ),
)
_NEWER = (
    Text("由较新的程序写出", "a newer program wrote it"),
    Text("请更新 roster", "update roster"),
)


def is_workbook(path: Path) -> bool:
    """Whether the file is a workbook, sound or not: by its contents, else by its name."""
    if zipfile.is_zipfile(path):
        try:
            with zipfile.ZipFile(path) as archive:
                if any(name.startswith("xl/") for name in archive.namelist()):
                    return True
        except (zipfile.BadZipFile, NotImplementedError, ValueError):
            pass
    return path.is_file() and path.suffix.lower() in ENDINGS


class HandbackFile:
    """A workbook given back. Raises InputError for a file that is none, or does not say of which revision
    it is.
    """

    def __init__(self, path: Path) -> None:
        self._name = path.name
        report = Report()
        self._tables = {t.sheet: with_merged_broken(t) for t in read_workbook(path, report)}
        report.check()
        self.lang: Lang = "en" if BY_SITE.en in self._tables else "zh"
        self.stamp = self._stamp(report)
        report.check()

    @property
    def month(self) -> Month:
        """The month that it shows."""
        return Month.parse(self.stamp.month)

    def edits(self, base: Revision, newest: Problem) -> list[CellEdit]:
        """What was edited of the revision that it shows, in order of date and site.

        Raises:
            InputError: with everything that is wrong in both sheets, and where they contradict.
        """
        report, lookup = Report(), Lookup(base.problem, newest)
        tables = [self._table(name.to(self.lang), report) for name in (BY_SITE, BY_DAY)]
        report.check()
        grid = GridReader(tables[0], base, lookup, self.lang, report)
        listed = ListReader(tables[1], base, lookup, self.lang, report)
        of_grid, of_list = grid.edits(), listed.edits()
        report.check()
        given = {cell: "；".join(dict.fromkeys(words)) for cell, words in listed.reasons.items()}
        of_grid = [e._replace(reason=given.get((e.site, e.day), "")) for e in of_grid]
        merged = self._merged(of_grid, of_list, lookup, report)
        report.check()
        return sorted(merged, key=lambda e: (e.day, e.site))

    def _table(self, name: str, report: Report) -> Table:
        if name not in self._tables:
            self._blame(
                report,
                Text("缺少工作表", "the sheet is missing"),
                Text("恢复这张表，或从原文件重做", "restore it, or start again from the original"),
                name,
            )
        return self._tables.get(name, NOTHING)

    def refusal(self, message: Text, remedy: Text) -> InputError:
        """What is wrong with what the workbook says of itself."""
        sheet = STAMP_SHEET.to(self.lang)
        return InputError([InputProblem(message, remedy, self._name, sheet)])

    def _stamp(self, report: Report) -> Stamp:
        values = _values(self._tables.get(STAMP_SHEET.to(self.lang), NOTHING))
        form = values.get("format", "")
        if form.startswith("roster-workbook/") and form != STAMP_FORMAT:
            self._blame(report, *_NEWER)
            report.check()
        month, number = values.get("month", ""), values.get("revision", "")
        if form != STAMP_FORMAT or not re.fullmatch(r"[0-9]{1,9}", number) or not _is_month(month):
            self._blame(report, *_NOT_OURS)
            report.check()
        return Stamp(values.get("county", ""), month, int(number), values.get("duties", ""))

    def _merged(
        self, grid: list[CellEdit], listed: list[CellEdit], lookup: Lookup, report: Report
    ) -> list[CellEdit]:
        """What either sheet says; where both were edited they must say the same."""
        cells = {(e.site, e.day): e for e in grid}
        for edit in listed:
            other = cells.get((edit.site, edit.day))
            if other is None or other.now == edit.now:
                cells[edit.site, edit.day] = edit
                continue
            here, there = _people(edit.now, lookup), _people(other.now, lookup)
            where = other.place.text
            problem = InputProblem(
                Text(
                    f"{edit.day.month}月{edit.day.day}日与{where.zh}不一致：这里是{here}，那里是{there}",
                    f"{edit.day} is otherwise in {where.en}: {here} here, {there} there",
                ),
                Text("只在一张表里改，或改成一样", "edit one of the two, or both alike"),
                self._name,
                edit.place.sheet,
                edit.place.row,
                edit.place.column or None,
            )
            report.add(problem, Order(SECOND, edit.place.row or 0))
        return list(cells.values())

    def _blame(self, report: Report, message: Text, remedy: Text, sheet: str | None = None) -> None:
        report.add(InputProblem(message, remedy, self._name, sheet))


def _values(source: Table) -> dict[str, str]:
    """The hidden sheet's first two columns as text."""
    cells = source.frame.itertuples(index=False, name=None)
    return {str(row[0]): str(row[1]) for row in cells if len(row) > 1 and row[0] is not None}


def _is_month(text: str) -> bool:
    try:
        Month.parse(text)
    except ValueError:
        return False
    return True


def _people(duties: frozenset[Duty], lookup: Lookup) -> str:
    ordered = sorted(duties, key=lambda d: d.order())
    return "、".join(lookup.people[d.person] for d in ordered) or "无人"
