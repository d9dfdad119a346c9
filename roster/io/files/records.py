"""Consultation records (咨询记录): exports of the provincial system or a clerk's own lists, CSV or Excel.

Exports hold more than is needed, names and telephone numbers of those who asked among it: only the
columns of ``RECORDS`` are read, all others are left unread. Titles above the headers are passed over.
"""

from __future__ import annotations

import dataclasses
from datetime import date, timedelta
from itertools import pairwise
from typing import TYPE_CHECKING, NamedTuple

from roster.errors import Assumption, InputError, InputProblem
from roster.io.fields import shown
from roster.io.files.record_columns import RECORDS, find_headers
from roster.io.files.record_rows import Cleaned, Group, Years, clean, in_one_way, year_of
from roster.io.files.record_sheets import Sheet, overlaps, tables_of
from roster.io.files.record_sites import SiteWords
from roster.io.report import Report, alike
from roster.io.rows import SheetRows
from roster.model.people import distinct_names
from roster.model.records import Consultation
from roster.text import Text

if TYPE_CHECKING:
    from collections.abc import Sequence
    from pathlib import Path

    from roster.io.rows import Row
    from roster.io.tables import Table
    from roster.model.problem import Problem

_REPEATED = 10  # rows that come again in the same order: the export is there twice
_NO_HEADERS = (
    Text("找不到有“日期”列的表头", "there is no row of headers with 日期"),
    Text(
        "写上表头：日期、站点、人数；工作簿里不是记录的表，用 --sheet 说明读哪几张",
        "write headers: 日期, 站点, 人数; of a workbook with other sheets tell with --sheet which to read",
    ),
)
_FAR = timedelta(days=3 * 366)  # nobody hands in records with a gap of three years


class Wanted(NamedTuple):
    """Which records: none can be after the ``last`` day. ``year`` is that of dates without one where no
    other date tells it; ``sheets`` are those to be read of workbooks, all where none is named.
    """

    last: date
    year: int | None = None
    sheets: tuple[str, ...] = ()


class Records(NamedTuple):
    """The consultations by date and site, what was assumed in reading them, the sheets they are from."""

    consultations: tuple[Consultation, ...]
    assumptions: tuple[Assumption, ...]
    sheets: tuple[Sheet, ...] = ()


def read_records(paths: Sequence[Path], problem: Problem, wanted: Wanted) -> Records:
    """The records of all the files, or of all files of folders, at the problem's sites.

    Raises:
        InputError: with everything that is wrong: what cannot be read, headers and sheets of which it is
            not certain what they are, sites that are none of the county's, days to come, files that hold
            the same export twice.
    """
    report, found = Report(), _Found(problem, wanted)
    tables = [t for path in paths for t in tables_of(path, wanted.sheets, report)]
    found.read_all(tables, report)
    found.tell(report)
    report.check()
    if not found.consultations:
        names = "、".join(p.name for p in paths)
        raise InputError(
            [
                InputProblem(
                    Text("没有一条咨询记录", "there is no record"),
                    Text("给出含日期、站点两列的导出文件", "give an export with 日期 and 站点"),
                    file=names,
                )
            ]
        )
    return Records(
        tuple(sorted(found.consultations, key=lambda c: (c.date, c.site))),
        tuple(report.assumptions),
        tuple(found.sheets),
    )


class _Found:
    """What was read so far."""

    def __init__(self, problem: Problem, wanted: Wanted) -> None:
        self.consultations: list[Consultation] = []
        self.sheets: list[Sheet] = []
        self._wanted = wanted
        self._sites = SiteWords(problem)
        names = distinct_names({p.id: p.name for p in problem.people})
        self._person = {w: i for i, name in names.items() for w in (i, name)}
        self._names = [w for s in problem.sites for w in (s.name, s.id)]
        self._unknown: dict[str, list[Row]] = {}
        self._taken: dict[str, list[int]] = {}
        self._strangers: set[str] = set()
        self._files: list[tuple[str, list[tuple[int, Consultation]]]] = []
        self._rows: list[tuple[Row, Consultation]] = []

    def read_all(self, tables: Sequence[Table], report: Report) -> None:
        """The rows of all tables; what is wrong goes to the report."""
        cleaned: list[tuple[Cleaned, Group]] = []
        for table in tables:
            headers = find_headers(table)
            for told in headers.told:
                report.add(told)
            if not headers.where:
                if table.readable:
                    report.add(InputProblem(*_NO_HEADERS, table.file, table.sheet))
            elif headers.sound:
                group = Group(table, report)
                cleaned.append((clean(table, headers, RECORDS, group), group))
        every = [c for c, _ in cleaned]
        for one, group in cleaned:
            near = max(one.years, default=self._wanted.year or self._wanted.last.year)
            years = Years(year_of(one, every, self._wanted.year), near)
            table = in_one_way(one, years, group)
            self._read(table, one.headers.head, report)
            group.tell()

    def _read(self, table: Table, head: int, report: Report) -> None:
        spec = dataclasses.replace(RECORDS, name=table.sheet)
        sheet = SheetRows(spec, table.file, table, report, head=head, order=len(self._files))
        rows: list[tuple[int, Consultation]] = []
        for row in sheet:
            made = self._consultation(row)
            if made is not None:
                rows.append((row.number, made))
                self._rows.append((row, made))
        self._files.append((table.file, rows))
        made_of = tuple(made for _, made in rows)
        self.sheets.append(Sheet(table.file, table.sheet, made_of))
        self.consultations += made_of

    def _consultation(self, row: Row) -> Consultation | None:
        word, day, count = row["站点"], row["日期"], row["人数"]
        if not row.sound or word is None:
            return None
        site = self._sites.of(word)
        if site is None:
            self._unknown.setdefault(word, []).append(row)
            return None
        if not site.certain:
            told = shown("".join(word.split()))
            self._taken.setdefault(f"{told}→{site.name}", []).append(row.number)
        if day > self._wanted.last:
            row.blame(
                "日期",
                Text(
                    f"日期在{self._wanted.last}之后，还没有到",
                    f"the day is after {self._wanted.last} and still to come",
                ),
                Text("改正日期", "correct the date"),
            )
            return None
        who = row["人员"]
        person = self._person.get(who)
        if who and person is None:
            self._strangers.add(who)
        return Consultation(day, site.id, count, person)

    def tell(self, report: Report) -> None:
        """What concerns many rows: told once."""
        for word, rows in self._unknown.items():
            rows[0].blame(
                "站点",
                Text(
                    f"县里没有这个站点，共{len(rows)}行",
                    f"the county has no such site; {len(rows)} row(s)",
                ),
                alike(word, self._names),
            )
        self._tell_old()
        if self._taken:
            number, pairs = sum(map(len, self._taken.values())), "、".join(self._taken)
            report.add(
                Assumption(
                    Text(
                        f"站点的写法已理解：{pairs}，共{number}行",
                        f"sites read as {pairs}; {number} rows",
                    ),
                    Text("如果不对，请改正记录", "where this is wrong, correct the records"),
                )
            )
        if self._strangers:
            told = "、".join(sorted(self._strangers)[:5])
            report.add(
                Assumption(
                    Text(
                        f"记录里{len(self._strangers)}个人员不在“人员”表（{told}），只计人次",
                        f"{len(self._strangers)} person(s) are not in 人员 ({told}); only the "
                        "consultations are counted",
                    ),
                    Text("不影响结果，无需改动", "this changes nothing"),
                )
            )
        for problem in (*_repeated(self._files), *overlaps(self.sheets, self._wanted.sheets)):
            report.add(problem)

    def _tell_old(self) -> None:
        """Days more than three years before all others: a mistyped year."""
        days = sorted({made.date for _, made in self._rows})
        after = [late for early, late in pairwise(days) if late - early > _FAR]
        for row, made in self._rows:
            if after and made.date < after[-1]:
                row.blame(
                    "日期",
                    Text("比其余的日期早三年以上", "more than three years before the other dates"),
                    Text("改正日期，或删去这一行", "correct the date, or delete the row"),
                )


def _repeated(files: list[tuple[str, list[tuple[int, Consultation]]]]) -> list[InputProblem]:
    """An export that is there twice: the first rows of a file that come again in the same order, in the
    file itself or in a later one.
    """
    found = []
    for at, (file, rows) in enumerate(files):
        start = [made for _, made in rows[:_REPEATED]]
        if len(start) < _REPEATED or len({r.date for r in start}) < 2:
            continue
        for other, (name, lines) in enumerate(files[at:], at):
            hit = _position([made for _, made in lines], start, from_=other == at)
            if hit is not None:
                found.append(_twice(file, rows[0][0], name, lines[hit][0]))
    return found


def _position(lines: list[Consultation], start: list[Consultation], *, from_: bool) -> int | None:
    """Where the rows come in this order; not at the very beginning of their own file."""
    for at in range(int(from_), len(lines) - len(start) + 1):
        if lines[at] == start[0] and lines[at : at + len(start)] == start:
            return at
    return None


def _twice(file: str, row: int, other: str, again: int) -> InputProblem:
    return InputProblem(
        Text(
            f"从第{again}行起和“{file}”从第{row}行起相同，同一份导出放了两遍",
            f"from row {again} on the same as “{file}” from row {row} on: the export is there twice",
        ),
        Text("删去重复的一份", "delete one of them"),
        file=other,
        row=again,
    )
