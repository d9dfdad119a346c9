"""排班总表 as it came back: the names in each cell of a site and a day."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any

from roster.errors import InputProblem
from roster.io.fields import Broken, FieldError, integer, shown, text
from roster.io.handback.lookup import key_of, which_session
from roster.io.report import Order
from roster.model.handback import CellEdit, Place
from roster.model.requests import Duty
from roster.model.sheets import (
    CATEGORY_MARKS,
    CLOSED,
    EXTRA,
    LEGEND,
    SHORT,
    SITE,
    TOTALS,
    SiteCells,
)
from roster.text import Text

if TYPE_CHECKING:
    from collections.abc import Iterator
    from datetime import date

    from roster.io.handback.lookup import Lookup
    from roster.io.report import Report
    from roster.io.tables import Table
    from roster.model.revision import Revision
    from roster.model.sites import Session
    from roster.text import Lang

_SEPARATORS = re.compile(r"[、，,；;：:/\s]+")
_LINES = re.compile(r"(?:_x000D_|\r)*\n|\r")
_MARKS = {key_of(w) for t in (*CATEGORY_MARKS.values(), EXTRA, CLOSED) for w in t}
_SHORT = re.compile(rf"(?:{'|'.join(SHORT)})\d*")
_RESTORE = Text(
    "恢复原来的表头和行列，或从原文件重做", "restore heads, rows and columns as they were"
)


class GridReader:
    """Reads the sheet against the revision that it shows; what is wrong goes into the report."""

    def __init__(
        self, source: Table, base: Revision, lookup: Lookup, lang: Lang, report: Report
    ) -> None:
        self._source, self._base, self._lookup, self._report = source, base, lookup, report
        self._cells, self._lang = SiteCells(base.problem, base.roster, lang), lang
        self._days: dict[int, date] = {}  # by position of the column
        self._at: tuple[int, str, object] = (0, "", None)

    def edits(self) -> list[CellEdit]:
        """The cells that differ from the revision's."""
        head = self._head()
        if head is None:
            self._blame(Text("找不到表头", "the head is not found"), _RESTORE)
            return []
        self._find_days(head)
        found, seen = list[CellEdit](), set[str]()
        for row, cells in self._body(head):
            site = self._site(row, cells, begun=bool(seen))
            if site is None:
                continue
            if site in seen:
                self._blame(Text("这个站点有两行", "this site has two rows"), _RESTORE)
                continue
            seen.add(site)
            found += self._row(row, site, cells)
        for known in self._base.problem.sites:
            if known.id not in seen:
                self._at = (0, "", None)
                what = Text(f"缺少“{known.name}”这一行", f"the row of “{known.name}” is missing")
                self._blame(what, _RESTORE)
        return found

    # --- where things stand

    def _head(self) -> int | None:
        for row, cells in self._rows():
            if any(_is(cell, SITE) for cell in cells[:1]):
                return row
        return None

    def _rows(self) -> Iterator[tuple[int, tuple[Any, ...]]]:
        frame = self._source.frame
        rows = frame.itertuples(index=False, name=None)
        return ((int(n), cells) for n, cells in zip(frame.index, rows, strict=True))

    def _body(self, head: int) -> Iterator[tuple[int, tuple[Any, ...]]]:
        """The rows below the head, down to the totals."""
        for row, cells in self._rows():
            if row <= head:
                continue
            if _is(cells[0], TOTALS) or _is(cells[0], LEGEND):
                return
            yield row, cells

    def _find_days(self, head: int) -> None:
        month = self._base.problem.month
        by_number = {d.day: d for d in month.days}
        cells = next(cells for row, cells in self._rows() if row == head)
        for position, cell in enumerate(cells):
            number = _number(cell)
            if number is None:
                continue
            self._at = (head, "", cell)
            day = by_number.get(number)
            if day is None:
                self._blame(Text(f"不是{month}的日期", f"no day of {month}"), _RESTORE)
            elif day in self._days.values():
                self._blame(Text("这一天有两列", "this day has two columns"), _RESTORE)
            else:
                self._days[position] = day
        missing = [d for d in month.days if d not in self._days.values()]
        if missing:
            self._at = (head, "", None)
            told = "、".join(str(d.day) for d in missing)
            self._blame(
                Text(f"缺少{told}日的列", f"the columns of these days are missing: {told}"),
                _RESTORE,
            )

    def _site(self, row: int, cells: tuple[Any, ...], *, begun: bool) -> str | None:
        """The site of the row; None for empty ones, and before the first for those of the head."""
        filled = any(cells[p] is not None and not isinstance(cells[p], Broken) for p in self._days)
        first = cells[0]
        self._at = (row, SITE.to(self._lang), first)
        if first is None or isinstance(first, Broken):
            if begun and filled and first is None:
                self._blame(Text("没有站点名", "no site is named"), _RESTORE)
            return None
        try:
            return self._lookup.site(_LINES.split(str(first))[0])
        except FieldError as error:
            self._blame(error.message, error.remedy)
            return None

    # --- what stands there

    def _row(self, row: int, site: str, cells: tuple[Any, ...]) -> Iterator[CellEdit]:
        for position, day in self._days.items():
            column = f"{day.day}日" if self._lang == "zh" else str(day.day)
            self._at = (row, column, cells[position])
            was = frozenset(self._cells.duties(site, day))
            try:
                now = self._duties(site, day, cells[position])
            except FieldError as error:
                self._blame(error.message, error.remedy)
                continue
            if now is not None and now != was:
                place = Place(self._source.sheet, row, column)
                yield CellEdit(site, day, was, now, place, {})

    def _duties(self, site: str, day: date, cell: Any) -> frozenset[Duty] | None:
        """Who is to be there; None where the cell is as it was. Raises FieldError."""
        if isinstance(cell, Broken):
            raise FieldError(cell.message, cell.remedy)
        lines = [] if cell is None else _lines(cell)
        if lines == _lines("\n".join(x.text for x in self._cells.lines(site, day))):
            return None
        session, found = self._lookup.usual(site, day), set[Duty]()
        for word in self._words(lines):
            marked = self._lookup.session(word)
            if marked is not None:
                session = marked
                continue
            duty = self._duty(word, site, day, session)
            if duty in found:
                raise FieldError(
                    Text(f"“{word}”写了两次", f"“{word}” is there twice"),
                    Text("只留一次", "keep one"),
                )
            found.add(duty)
        return frozenset(found)

    def _words(self, lines: list[str]) -> Iterator[str]:
        """Names and sessions; a line is one name before it is several, marks are left out."""
        for line in lines:
            whole = key_of(line)
            words = [line] if self._known(whole) else _SEPARATORS.split(line)
            for word in filter(None, words):
                if key_of(word) not in _MARKS and not _SHORT.fullmatch(key_of(word)):
                    yield word

    def _known(self, word: str) -> bool:
        try:
            self._lookup.person(word)
        except FieldError:
            return False
        return True

    def _duty(self, word: str, site: str, day: date, session: Session | None) -> Duty:
        person = self._lookup.person(word)
        if session is None:
            raise which_session()
        return Duty(person=person, site=site, date=day, session=session)

    def _blame(self, message: Text, remedy: Text) -> None:
        row, column, value = self._at
        problem = InputProblem(
            message,
            remedy,
            self._source.file,
            self._source.sheet,
            row or None,
            column or None,
            None if value is None else shown(value),
        )
        self._report.add(problem, Order(0, row))


def _lines(cell: Any) -> list[str]:
    """A cell's lines without blanks around them. Raises FieldError for what is no text."""
    parts = _LINES.split(cell) if isinstance(cell, str) else [text(cell)]
    return [part.strip() for part in parts if part.strip()]


def _is(cell: object, word: Text) -> bool:
    return isinstance(cell, str) and key_of(cell) in (key_of(word.zh), key_of(word.en))


def _number(cell: object) -> int | None:
    """The day in a head: 8, "8" or 8.0."""
    try:
        return int(integer(0).parse(cell))
    except FieldError:
        return None
