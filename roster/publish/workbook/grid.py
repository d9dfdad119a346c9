"""The days of the month as columns: what both tables of days (by site, by person) share."""

from __future__ import annotations

from itertools import pairwise
from math import ceil
from typing import TYPE_CHECKING, Any, NamedTuple

from roster.model.people import CATEGORY_NAMES
from roster.model.sheets import CATEGORY_MARKS, LEGEND
from roster.publish.workbook.book import TITLE_ROWS, Book
from roster.publish.workbook.days import BOXES, KIND_NAMES, head_look, kind_of
from roster.publish.workbook.page import Page, Piece
from roster.publish.workbook.styles import GREY, LOOKS, SIZE, line_count, text_width
from roster.publish.workbook.words import short_weekday

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence
    from datetime import date

    from roster.model.people import Category, Person

PAGE_RATIO = 0.62  # height to width of what is printed on A4 across, title and margins left out
HEAD_AND_FOOT = 150.0  # points that title, head, totals and legend take
NOTE = {"font_color": GREY, "font_size": 8}
WIDE, NARROW = 6.5, 2.9  # columns of days with and without duties: three characters, one


class Swatch(NamedTuple):
    """A word of the legend in the look that it explains."""

    text: str
    look: dict[str, Any]


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

    def cell(
        self, row: int, day: date, lines: Sequence[Piece], fill: Mapping[str, Any] | None = None
    ) -> int:
        """Write what happens on a day, line by line; without a ``fill`` the day's own shade is seen.

        Returns how many lines of the usual size it takes.
        """
        shade = fill or BOXES[kind_of(self.book.problem.calendar, day)]
        parts = [Piece(a.text + "\n", a.letters) for a, _ in pairwise(lines)] + list(lines[-1:])
        column = self.column(day)
        self.page.pieces(row, column, parts, **shade)
        sizes = [(p, float(p.letters.get("font_size", SIZE)) / SIZE) for p in lines]
        return ceil(sum(line_count(p.text, self._room(column, p)) * size for p, size in sizes))

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

    def legend(self, row: int, swatches: Sequence[Swatch], note: str) -> None:
        """Write what the looks mean: swatches side by side, below them a line of words."""
        styles, page, last = self.book.styles, self.page, len(self.page.widths) - 1
        page.text(row, 0, LEGEND.to(self.book.lang), styles.head())
        page.height(row, 1)
        first = 1
        for swatch in swatches:
            end = self._end(first, swatch.text)
            if end > last:  # goes on in the next row
                row, first, end = row + 1, 1, self._end(1, swatch.text)
                page.height(row, 1)
            page.merged(row, first, end, swatch.text, styles.cell(**swatch.look))
            first = end + 1
        style = styles.text(valign="vcenter", text_wrap=True, font_color=GREY, font_size=9)
        page.merged(row + 1, 0, last, note, style)
        page.height(row + 1, line_count(note, sum(page.widths)), least=18)

    def _end(self, first: int, text: str) -> int:
        """The last column that the text takes from the first on; beyond the page where it is too long."""
        room = 0.0
        for column, width in enumerate(self.page.widths[first:], first):
            room += width
            if room > text_width(text):
                return column
        return len(self.page.widths)

    def _head(self, left: Sequence[str], right: Sequence[str]) -> int:
        page, book, top = self.page, self.book, TITLE_ROWS
        labels = {d: book.problem.calendar[d].label for d in self.days}
        rows = book.grid_top - top
        for column, name in [*enumerate(left), *enumerate(right, self.right)]:
            page.sheet.merge_range(top, column, top + rows - 1, column, "", book.styles.head())
            page.text(top, column, name, book.styles.head())
        for day in self.days:
            look = head_look(kind_of(book.problem.calendar, day))
            style = book.styles.head(**look)
            page.number(top, self.column(day), day.day, style)
            page.text(top + 1, self.column(day), short_weekday(day).to(book.lang), style)
            if rows == 3:
                page.text(
                    top + 2,
                    self.column(day),
                    labels[day],
                    book.styles.head(**{**look, "font_size": 8}),
                )
        if rows == 3:
            page.fit(top + 2, [(self.column(d), labels[d]) for d in self.days], least=16)
        return top + rows


def swatches(book: Book) -> list[Swatch]:
    """The looks of the pool's categories, each with its letter, and of days that are no plain workdays."""
    found = [
        Swatch(
            f"{CATEGORY_MARKS[c].to(book.lang)} {CATEGORY_NAMES[c].to(book.lang)}",
            {**LOOKS[c].box(), **LOOKS[c].letters()},
        )
        for c in categories_in_use(book)
    ]
    calendar = book.problem.calendar
    kinds = {kind_of(calendar, day) for day in book.problem.month.days}
    return found + [
        Swatch(name.to(book.lang), BOXES[kind])
        for kind, name in KIND_NAMES.items()
        if kind in kinds
    ]


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
