"""The days of the month as columns: what both tables of days (by site, by person) share."""

from __future__ import annotations

from itertools import pairwise
from typing import TYPE_CHECKING

from roster.publish.workbook.book import TITLE_ROWS, Book, Page, Piece
from roster.publish.workbook.styles import LOOKS, OFF_DAY, RED, SIZE, line_count, text_width
from roster.publish.workbook.words import short_weekday

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import date

    from roster.model.people import Category, Person

PAGE_RATIO = 0.62  # height to width of what is printed on A4 across, title and margins left out
HEAD_AND_FOOT = 150.0  # points that title, head, totals and legend take
WIDE, NARROW = 6.5, 2.9  # columns of days with and without duties: three characters, one


class Grid:
    """A page whose columns are ``left``, the days of the month, and ``right`` (names, widths)."""

    def __init__(
        self,
        book: Book,
        key: str,
        left: Sequence[tuple[str, float]],
        right: Sequence[tuple[str, float]],
        heading: str = "",
    ) -> None:
        self.book = book
        self.days = book.problem.month.days
        self.first = len(left)
        busy = {d.date for d in book.roster.duties}
        days = [WIDE if d in busy or self.is_open(d) else NARROW for d in self.days]
        widths = [width for _, width in left] + days + [width for _, width in right]
        self.page = Page(book, key, widths, heading=heading)
        self.top = self._head([name for name, _ in left], [name for name, _ in right])
        self.page.keep_in_view(self.top, self.first)

    def is_open(self, day: date) -> bool:
        """Whether the day is a workday."""
        return self.book.problem.calendar.is_workday(day)

    def column(self, day: date) -> int:
        """The column of a day."""
        return self.first + day.day - 1

    @property
    def right(self) -> int:
        """The first column after the days."""
        return self.first + len(self.days)

    def cell(self, row: int, day: date, lines: Sequence[Piece], fill: str = "") -> int:
        """Write what happens on a day, line by line; an empty day off is shaded.

        Returns how many lines it takes.
        """
        fill = fill or ("" if self.is_open(day) else OFF_DAY)
        parts = [Piece(a.text + "\n", a.letters) for a, _ in pairwise(lines)] + list(lines[-1:])
        column = self.column(day)
        self.page.pieces(row, column, parts, **({"bg_color": fill} if fill else {}))
        return sum(line_count(p.text, self._room(column, p)) for p in lines)

    def _room(self, column: int, piece: Piece) -> float:
        # A column's unit is a digit of 11 pt; smaller letters find more room.
        return self.page.widths[column] * 11 / float(piece.letters.get("font_size", SIZE))

    def row_height(self, rows: int) -> float:
        """The least height of a row so that so many rows fill the printed page, in points."""
        width = sum(int(w * 7) + 5 for w in self.page.widths) * 0.75  # 96 pixels are 72 points
        height = width * PAGE_RATIO - HEAD_AND_FOOT
        return min(max(height / max(rows, 1), 28.0), 60.0)

    def totals(self, row: int, name: str, counts: Sequence[int], right: Sequence[int]) -> None:
        """Write the last row: a number under each day and under each column at the right."""
        style = self.book.styles.head
        self.page.height(row, 1)
        self.page.merged(row, 0, self.first - 1, name, style())
        for column, count in enumerate([*counts, *right], self.first):
            self.page.number(row, column, count, style(num_format="0;-0;"))  # no zeros on days off

    def legend(self, row: int, pieces: Sequence[Piece]) -> None:
        """Write what the looks mean, across the page."""
        styles, page = self.book.styles, self.page
        last = len(page.widths) - 1
        style = styles.text(valign="vcenter", text_wrap=True)
        page.merged(row, 0, last, "", style)
        parts = [x for p in pieces for x in (styles.text(**p.letters), p.text)]
        page.sheet.write_rich_string(row, 0, *parts, style)
        page.height(row, line_count("".join(p.text for p in pieces), sum(page.widths)), least=24)

    def _head(self, left: Sequence[str], right: Sequence[str]) -> int:
        page, book, top = self.page, self.book, TITLE_ROWS
        labels = {d: book.problem.calendar[d].label for d in self.days}
        rows = 3 if any(labels.values()) else 2
        for column, name in [*enumerate(left), *enumerate(right, self.right)]:
            page.sheet.merge_range(top, column, top + rows - 1, column, "", book.styles.head())
            page.text(top, column, name, book.styles.head())
        for day in self.days:
            fill = {} if self.is_open(day) else {"bg_color": OFF_DAY, "font_color": RED}
            style = book.styles.head(**fill)
            page.number(top, self.column(day), day.day, style)
            page.text(top + 1, self.column(day), short_weekday(day).to(book.lang), style)
            if rows == 3:
                page.text(
                    top + 2,
                    self.column(day),
                    labels[day],
                    book.styles.head(**{"font_color": RED, **fill, "font_size": 8}),
                )
        if rows == 3:
            page.fit(top + 2, [(self.column(d), labels[d]) for d in self.days], least=16)
        return top + rows


def name_piece(book: Book, person: Person) -> Piece:
    """The person's name in the look of their category, for a narrow column.

    Three characters are large, four still on one line, longer names on two.
    """
    name = book.person_names[person.id]
    width = text_width(name)
    size = 11 if width <= 6 else 9 if width <= 8 else 8
    return Piece(name, {**LOOKS[person.category].letters(), "font_size": size})


def categories_in_use(book: Book) -> list[Category]:
    """The categories of the county's pool, in the order of the rule book."""
    found = {p.category for p in book.problem.people}
    return [c for c in LOOKS if c in found]
