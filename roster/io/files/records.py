"""Consultation records (咨询记录): exports of the provincial system or a clerk's own lists, CSV or Excel.

Exports hold more than is needed, names and telephone numbers of those who asked among it: only the
columns of ``RECORDS`` are read, all others are left unread. Titles above the headers are passed over.
"""

from __future__ import annotations

import dataclasses
import re
from datetime import date, datetime, time
from typing import TYPE_CHECKING, NamedTuple

from roster.errors import Assumption, InputError, InputProblem
from roster.io.columns import IGNORED
from roster.io.columns.spec import Sheet, may, must
from roster.io.fields import DATE, NOTE, TEXT, Field, integer, narrow
from roster.io.report import Report, alike
from roster.io.rows import SheetRows
from roster.io.source import read_tables, tell_concealed
from roster.io.tables import read_csv
from roster.model.people import distinct_names
from roster.model.records import Consultation
from roster.model.sites import SiteKind
from roster.text import Text

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence
    from pathlib import Path

    from roster.io.rows import Row
    from roster.io.tables import Table
    from roster.model.problem import Problem

_CLOCK = re.compile(r"[ T]+\d{1,2}:\d{2}(:\d{2}(\.\d+)?)?$")
_HEADERS_WITHIN = 10  # rows from the top in which the headers are looked for
_REPEATED = 10  # rows that come again in the same order: the export is there twice
_TOTAL = re.compile(r"(本月|本年|全年|全县)?(合计|总计|小计|共计)[:：]?")
CENTRE_WORDS = ("中心", "县中心", "区中心", "市中心", "公共法律服务中心")


def moment(cell: object) -> date:
    """The day of a cell that may also hold a time of day, as exports have it."""
    if isinstance(cell, datetime):
        return DATE.parse(datetime.combine(cell.date(), time()))  # type: ignore[no-any-return]
    if isinstance(cell, float):
        cell = int(cell)
    if isinstance(cell, str):
        cell = _CLOCK.sub("", narrow(cell))
    return DATE.parse(cell)  # type: ignore[no-any-return]


RECORDS = Sheet(
    "咨询记录",
    Text("一行一次或一天的咨询", "one row a consultation, or a day's consultations"),
    columns=(
        must("日期", Field(moment, DATE.form), "哪一天", "the day; a time of day is left out"),
        must("站点", TEXT, "站点的编号、名称或公示名称", "id, name or full name of the site"),
        may("人数", integer(0, 1000), "人次；空白为1", "persons advised; 1 where blank", 1),
        may("人员", NOTE, "谁解答的；可不填", "who gave the advice; may be blank", ""),
    ),
)
OTHER_HEADERS: Mapping[str, tuple[str, ...]] = {
    "日期": ("咨询日期", "咨询时间", "登记日期", "登记时间", "受理日期", "时间", "值班日期"),
    "站点": ("咨询地点", "地点", "服务站点", "工作站", "平台", "平台名称", "站点名称", "值班地点"),
    "人数": ("件数", "人次", "咨询人数", "咨询人次", "咨询量", "数量", "次数", "人数/件数"),
    "人员": ("值班人员", "解答人", "解答人员", "律师", "值班律师", "接待人"),
}


class Records(NamedTuple):
    """The consultations by date and site, and what was assumed in reading them."""

    consultations: tuple[Consultation, ...]
    assumptions: tuple[Assumption, ...]


def read_records(paths: Sequence[Path], problem: Problem) -> Records:
    """The records of all the files, or folders of CSV files, at the problem's sites.

    Raises:
        InputError: with everything that is wrong: what cannot be read, sites that are none of the county's,
            files that hold the same export twice.
    """
    report, found = Report(), _Found(problem)
    for path in paths:
        for table in _tables(path, report):
            if table.sheet not in IGNORED and not (table.readable and table.frame.empty):
                found.read(_plain(_without_totals(table, report)), report)
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
    )


def _tables(path: Path, report: Report) -> list[Table]:
    if path.suffix.lower() == ".csv":
        return [read_csv(path, report)]
    tables = read_tables(path, report)[1]
    tell_concealed(tables, report)
    return tables


def _without_totals(table: Table, report: Report) -> Table:
    """The table without rows of totals, which are told: they would be counted twice."""
    totals = [
        int(number)
        for number, cells in zip(
            table.frame.index, table.frame.itertuples(index=False, name=None), strict=True
        )
        if any(isinstance(c, str) and _TOTAL.fullmatch("".join(c.split())) for c in cells)
    ]
    for number in totals:
        what = Text("这一行是合计，没有计入", "this row is a total and is not counted")
        remedy = Text("若不是，改掉“合计”二字", "if it is none, write it otherwise")
        report.add(Assumption(what, remedy, table.file, table.sheet, number))
    return dataclasses.replace(table, frame=table.frame.drop(index=totals))


def _plain(table: Table) -> tuple[Table, int]:
    """The table with the columns that are read, under the headers they are called by here, and the row of
    the headers; the first row where no headers are found.
    """
    names = {o: name for name, others in OTHER_HEADERS.items() for o in (name, *others)}
    head, where = 1, {}
    for number, cells in table.frame.head(_HEADERS_WITHIN).iterrows():
        words = [narrow("".join(str(c).split())) if c is not None else "" for c in cells]
        known: dict[str, int] = {}
        for position, word in enumerate(words):
            if word in names:  # the plain name comes first, then the others in their order
                known[word] = position
        if any(names[w] == "日期" for w in known):
            head, where = int(str(number)), _chosen(known)
            break
    if not where:
        return table, head
    frame = table.frame[table.frame.index >= head].copy()
    for column in range(len(frame.columns)):
        name = next((n for n, position in where.items() if position == column), None)
        if name is None:
            frame[column] = None
        else:
            frame.loc[head, column] = name
    return dataclasses.replace(table, frame=frame.dropna(how="all")), head


def _chosen(known: Mapping[str, int]) -> dict[str, int]:
    """Which of the columns there is each column that is read."""
    found = {}
    for name, others in OTHER_HEADERS.items():
        first = next((word for word in (name, *others) if word in known), None)
        if first is not None:
            found[name] = known[first]
    return found


class _Found:
    """What was read so far."""

    def __init__(self, problem: Problem) -> None:
        self.consultations: list[Consultation] = []
        self._site = _site_words(problem)
        names = distinct_names({p.id: p.name for p in problem.people})
        self._person = {w: i for i, name in names.items() for w in (i, name)}
        self._names = [w for s in problem.sites for w in (s.name, s.id)]
        self._unknown: dict[str, list[Row]] = {}
        self._strangers: set[str] = set()
        self._files: list[tuple[str, list[tuple[int, Consultation]]]] = []

    def read(self, plain: tuple[Table, int], report: Report) -> None:
        """The rows of a table; what is wrong in single cells goes to the report."""
        table, head = plain
        spec = dataclasses.replace(RECORDS, name=table.sheet)
        sheet = SheetRows(spec, table.file, table, report, head=head, order=len(self._files))
        rows: list[tuple[int, Consultation]] = []
        for row in sheet:
            made = self._consultation(row)
            if made is not None:
                rows.append((row.number, made))
        self._files.append((table.file, rows))
        self.consultations += [made for _, made in rows]

    def _consultation(self, row: Row) -> Consultation | None:
        word, day, count = row["站点"], row["日期"], row["人数"]
        if not row.sound or word is None:
            return None
        site = self._site.get("".join(word.split()))
        if site is None:
            self._unknown.setdefault(word, []).append(row)
            return None
        who = row["人员"]
        person = self._person.get(who)
        if who and person is None:
            self._strangers.add(who)
        return Consultation(day, site, count, person)

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
        for problem in _repeated(self._files):
            report.add(problem)


def _site_words(problem: Problem) -> dict[str, str]:
    """Every way to write a site, and its id; what two sites share means neither."""
    found: dict[str, set[str]] = {}
    for site in problem.sites:
        words = {site.id, site.name, site.title, site.title.removeprefix(problem.settings.county)}
        if site.kind is SiteKind.CENTRE:
            words |= set(CENTRE_WORDS)
        for word in words:
            found.setdefault("".join(word.split()), set()).add(site.id)
    return {word: min(ids) for word, ids in found.items() if len(ids) == 1}


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
