"""按日清单 as it came back: a duty a row, rows changed, added and deleted."""

from __future__ import annotations

from collections import defaultdict
from typing import TYPE_CHECKING

from roster.errors import InputProblem
from roster.io.columns.spec import Sheet, may, must
from roster.io.fields import DATE, NOTE, TEXT, Field, FieldError, narrow
from roster.io.handback.lookup import which_session
from roster.io.report import Order
from roster.io.rows import SheetRows
from roster.io.tables import Table
from roster.model.handback import CellEdit, Place
from roster.model.requests import Duty
from roster.model.sheets import BY_DAY, COLUMNS, READ, session_words
from roster.model.sites import SESSION_NAMES, Session
from roster.text import Text

if TYPE_CHECKING:
    from collections.abc import Iterable
    from datetime import date

    from roster.io.handback.lookup import Lookup
    from roster.io.report import Report
    from roster.io.rows import Row
    from roster.model.revision import Revision
    from roster.text import Lang

_SESSIONS = session_words()
_SESSION_FORM = Text(
    "、".join(n.zh for n in SESSION_NAMES.values()),
    " / ".join(n.en for n in SESSION_NAMES.values()),
)
SECOND = 1  # this sheet's problems are told after those of 排班总表


def _session(cell: object) -> Session:
    found = _SESSIONS.get(cell) if isinstance(cell, str) else None
    if found is None:
        remedy = Text(f"填其中之一：{_SESSION_FORM.zh}", f"give one of: {_SESSION_FORM.en}")
        raise FieldError(Text("不是时段", "this is no session"), remedy)
    return found


def _sheet(lang: Lang) -> Sheet:
    """The columns that are read, under their names in the workbook's language."""
    name = {key: text.to(lang) for key, text in COLUMNS.items()}
    return Sheet(
        BY_DAY.to(lang),
        Text("一行一班", "one duty a row"),
        (
            must(name["date"], DATE, "值班日期", "the duty's day"),
            must(name["site"], TEXT, "站点名或编号", "the site's name or id"),
            may(name["session"], Field(_session, _SESSION_FORM), "时段", "session"),
            may(name["name"], TEXT, "姓名或编号；空着＝无人", "name or id; blank: nobody"),
            may(name["reason"], NOTE, "放行可以例外的规则", "lets a rule be overridden", ""),
        ),
    )


class ListReader:
    """Reads the sheet against the revision that it shows; what is wrong goes into the report. ``reasons``
    are those given for a site's day, once ``edits`` has read them.
    """

    def __init__(
        self, source: Table, base: Revision, lookup: Lookup, lang: Lang, report: Report
    ) -> None:
        self._source, self._base, self._lookup, self._report = source, base, lookup, report
        self._name = {key: text.to(lang) for key, text in COLUMNS.items()}
        self._spec = _sheet(lang)
        self._places: dict[Duty, Place] = {}
        self.reasons: dict[tuple[str, date], list[str]] = defaultdict(list)

    def edits(self) -> list[CellEdit]:
        """The sites' days that differ from the revision's."""
        head = self._head()
        if head is None:
            problem = InputProblem(
                Text("找不到表头", "the head is not found"),
                Text("恢复原来的表头", "restore the head as it was"),
                self._source.file,
                self._source.sheet,
            )
            self._report.add(problem, Order(SECOND))
            return []
        rows = SheetRows(
            self._spec, self._source.file, self._read(head), self._report, head=head, order=SECOND
        )
        for row in rows:
            self._take(row)
        return self._compared() if rows.complete else []

    def _head(self) -> int | None:
        """The row that names the columns."""
        wanted = {self._name[key] for key in ("date", "site", "name")}
        for row, cells in self._source.frame.iterrows():
            if wanted <= {_header(cell) for cell in cells}:
                return int(str(row))
        return None

    def _read(self, head: int) -> Table:
        """The head and what is below it, in the columns that are read; rows blank there are left out."""
        frame = self._source.frame
        names = {self._name[key] for key in READ}
        columns = [c for c in frame.columns if _header(frame.loc[head, c]) in names]
        below = frame.loc[head:, columns].dropna(how="all")
        return Table(self._source.file, self._source.sheet, below)

    def _take(self, row: Row) -> None:
        name = self._name
        day, month = row[name["date"]], self._base.problem.month
        if day is not None and day not in month:
            row.blame(
                name["date"],
                Text(f"不在{month}", f"this is not in {month}"),
                Text("填本月的日期", "give a day of the month"),
            )
        site = self._found(row, "site")
        person = self._found(row, "name")
        if not row.sound or site is None:
            return
        reason = row[name["reason"]]
        if reason:
            self.reasons[site, day].append(reason)
        if person is None:
            return
        session = row[name["session"]] or self._lookup.usual(site, day)
        if session is None:
            error = which_session()
            row.blame(name["session"], error.message, error.remedy)
            return
        self._put(row, Duty(person=person, site=site, date=day, session=session))

    def _found(self, row: Row, key: str) -> str | None:
        """The id of who or what the cell names; None where it is blank, or wrong and reported."""
        word = row[self._name[key]]
        if word is None:
            return None
        try:
            return self._lookup.site(word) if key == "site" else self._lookup.person(word)
        except FieldError as error:
            row.blame(self._name[key], error.message, error.remedy)
            return None

    def _put(self, row: Row, duty: Duty) -> None:
        if duty in self._places:
            first = self._places[duty].row
            row.blame(
                self._name["name"],
                Text(f"与第{first}行是同一班", f"the same duty as in row {first}"),
                Text("只留一行", "keep one row"),
            )
        self._places[duty] = Place(self._source.sheet, row.number, self._name["name"])

    def _compared(self) -> list[CellEdit]:
        was, now = _by_cell(self._base.roster.duties), _by_cell(self._places)
        found = []
        for site, day in dict.fromkeys((*was, *now)):
            before, after = was[site, day], now[site, day]
            if before == after:
                continue
            added = sorted(after - before, key=lambda d: self._places[d].row or 0)
            place = self._places[added[0]] if added else Place(self._source.sheet)
            reason = "；".join(dict.fromkeys(self.reasons[site, day]))
            found.append(CellEdit(site, day, before, after, place, self._places, reason))
        return found


def _header(cell: object) -> str:
    return narrow("".join(cell.split())) if isinstance(cell, str) else ""


def _by_cell(duties: Iterable[Duty]) -> defaultdict[tuple[str, date], frozenset[Duty]]:
    found: defaultdict[tuple[str, date], frozenset[Duty]] = defaultdict(frozenset)
    for duty in duties:
        found[duty.site, duty.date] |= {duty}
    return found
