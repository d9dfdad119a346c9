"""One page (sheet) of the workbook: title, printing, cells, links to the other sheets."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, NamedTuple

from roster.errors import RosterError
from roster.publish.workbook.book import Book, Target
from roster.publish.workbook.styles import GREY, RED, SIZE, line_count
from roster.publish.workbook.words import (
    EDITABLE,
    SHEETS,
    revision_text,
    status_mark,
    subtitle,
    title,
)
from roster.text import Text

if TYPE_CHECKING:
    from collections.abc import Sequence

    from xlsxwriter.format import Format

UNLOCKED = {  # what a locked sheet still allows
    "format_cells": True,
    "format_columns": True,
    "format_rows": True,
    "sort": True,
    "autofilter": True,
}
LINE_POINTS = 1.4  # height of a line of text, in its font size
MAX_POINTS = 409  # the highest row of the file format
MAX_CELL = 32767  # the longest text of a cell, in UTF-16 units


class Piece(NamedTuple):
    """A stretch of text in one look: part of a cell."""

    text: str
    letters: dict[str, Any]


class Page:
    """One sheet: A4 across, one page wide, its title and head repeated on each printed page."""

    def __init__(
        self,
        book: Book,
        key: str,
        widths: Sequence[float],
        *,
        heading: str = "",
        pages_high: int = 0,
    ) -> None:
        """Add the sheet ``key`` with its title, to which ``heading`` is added.

        ``widths`` of the columns are in latin letters; ``pages_high`` 0 lets the sheet print on as
        many pages as it needs.
        """
        self.book = book
        self.widths = list(widths)
        self.sheet = book.file.add_worksheet(SHEETS[key].to(book.lang))
        for column, width in enumerate(widths):
            self.sheet.set_column(column, column, width)
        self._set_print(pages_high)
        self._put_title(heading, key)
        self._mark(editable=key in EDITABLE)

    def link(self, row: int, column: int, to: Target, text: str, style: Format) -> None:
        """Write a text that leads to another sheet of the workbook."""
        place = f"internal:'{SHEETS[to.key].to(self.book.lang)}'!A{to.row + 1}"
        # the text itself is written over it: a link's own text is cut and not escaped as cells are
        self.sheet.write_url(row, column, place, style, SHEETS[to.key].to(self.book.lang))
        self.text(row, column, text, style)

    def person(self, row: int, column: int, person: str, style: Format) -> None:
        """Write a person's name; it leads to their row of 人员排班."""
        book = self.book
        self.link(row, column, book.person_rows[person], book.person_names[person], style)

    def site(self, row: int, column: int, site: str, style: Format) -> None:
        """Write a site's name; it leads to its row of 排班总表."""
        self.link(row, column, self.book.site_rows[site], self.book.site_names[site], style)

    def text(self, row: int, column: int, text: str, style: Format) -> None:
        """Write a text as it is. Raises RosterError when it does not fit into a cell."""
        if not text:  # an empty text would be counted as a filled cell
            self.sheet.write_blank(row, column, None, style)
            return
        _refuse_too_long(text)
        self.sheet.write_string(row, column, text, style)

    def number(self, row: int, column: int, value: float, style: Format) -> None:
        """Write a number."""
        self.sheet.write_number(row, column, value, style)

    def pieces(self, row: int, column: int, pieces: Sequence[Piece], **box: Any) -> None:
        """Write a table's cell made of pieces; ``box`` are properties of the whole cell."""
        cell = self.book.styles.cell
        if len(pieces) < 2:  # a rich text has two pieces at least
            one = pieces[0] if pieces else Piece("", {})
            self.text(row, column, one.text, cell(**box, **one.letters))
            return
        _refuse_too_long("".join(p.text for p in pieces))
        parts = [part for p in pieces for part in (self.book.styles.text(**p.letters), p.text)]
        self.sheet.write_rich_string(row, column, *parts, cell(**box))

    def merged(self, row: int, first: int, last: int, text: str, style: Format) -> None:
        """Write a text across columns."""
        if last > first:
            self.sheet.merge_range(row, first, row, last, "", style)
        self.text(row, first, text, style)

    def head(self, row: int, names: Sequence[str], lines: int = 1) -> None:
        """Write the head of a table."""
        self.height(row, lines)
        for column, name in enumerate(names):
            self.text(row, column, name, self.book.styles.head())

    def keep_in_view(self, rows: int, columns: int = 0) -> None:
        """Freeze the first rows and columns on the screen; repeat the rows on each printed page."""
        self.sheet.freeze_panes(rows, columns)
        self.sheet.repeat_rows(0, rows - 1)

    def height(self, row: int, lines: int, size: float = SIZE, least: float = 20) -> None:
        """Make a row high enough for so many lines of text."""
        self.sheet.set_row(row, min(max(least, lines * size * LINE_POINTS + 5), MAX_POINTS))

    def fit(self, row: int, texts: Sequence[tuple[int, str]], least: float = 20) -> None:
        """Make a row high enough for the texts in its columns."""
        lines = [line_count(text, self.widths[column]) for column, text in texts]
        self.height(row, max(lines, default=1), least=least)

    def _put_title(self, heading: str, key: str) -> None:
        book, styles, last = self.book, self.book.styles, len(self.widths) - 1
        mark = status_mark(book.roster)
        words = title(book.problem, book.roster).to(book.lang)
        words += f" · {heading}" if heading else ""
        self.sheet.set_row(0, 34)
        self.merged(0, 0, last, words, styles.title())
        if mark:
            parts = [styles.title(), words, styles.title(font_color=RED), mark.to(book.lang)]
            self.sheet.write_rich_string(0, 0, *parts, styles.title())
        self.sheet.set_row(1, 18)
        below = subtitle(book.problem, book.roster).to(book.lang)
        style = styles.text(align="center", valign="vcenter", font_color=GREY)
        self.merged(1, 0, last, below, style)
        if key != "about":  # back to the index
            self.link(1, 0, Target("about"), below, style)

    def _set_print(self, pages_high: int) -> None:
        sheet = self.sheet
        sheet.set_landscape()
        sheet.set_paper(9)  # A4
        sheet.set_margins(left=0.35, right=0.35, top=0.65, bottom=0.6)
        sheet.center_horizontally()
        sheet.fit_to_pages(1, pages_high)
        sheet.hide_gridlines(2)
        header, footer = header_and_footer(self.book)
        sheet.set_header(header, {"margin": 0.3})
        sheet.set_footer(footer, {"margin": 0.3})
        # A name of digits only is a name: no green triangle.
        sheet.ignore_errors({"number_stored_as_text": "A1:XFD1048576"})

    def _mark(self, *, editable: bool) -> None:
        """Green: read back by roster import. Grey: locked without a password, so that nobody edits in
        vain what is not read.
        """
        self.sheet.set_tab_color("#70AD47" if editable else "#A6A6A6")
        if not editable:
            self.sheet.protect("", UNLOCKED)


def header_and_footer(book: Book) -> tuple[str, str]:
    """County, month and revision above; the sheet, the bureau and the page below."""
    roster, settings, lang = book.roster, book.problem.settings, book.lang
    month, mark = roster.planned_month, status_mark(roster)
    when = book.say(f"{month.year}年{month.month}月", roster.month)
    which = revision_text(roster).to(lang) + (mark.to(lang) if mark else "")
    page = book.say("第 &P 页 共 &N 页", "page &P of &N")
    header = f"&L{_plain(settings.county)} {when}&R{which}"
    return header, f"&L&A&C{_plain(settings.bureau)}&R{page}"


def _plain(name: str) -> str:
    """A name as a header takes it: & begins a command there, and 255 characters are all there is."""
    return name[:60].replace("&", "&&")


def _refuse_too_long(text: str) -> None:
    if len(text.encode("utf-16-le")) // 2 > MAX_CELL:
        raise RosterError(
            Text(
                f"文字过长，无法写入工作簿：{text[:20]}…",
                f"a text is too long for a workbook's cell: {text[:20]}…",
            )
        )
