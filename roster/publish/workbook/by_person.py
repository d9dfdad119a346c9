"""人员排班: a row for each person, a column for each day, the site where they serve."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING

from roster.model.people import CATEGORY_NAMES
from roster.model.sites import Session
from roster.publish.workbook.book import Book, Piece
from roster.publish.workbook.grid import Grid, categories_in_use
from roster.publish.workbook.styles import (
    GREY,
    LEAVE_FILL,
    LOOKS,
    OFF_DAY,
    RED,
    SUM_FILL,
    line_count,
)
from roster.publish.workbook.words import HALF_LEAVE, HALF_MARKS, LEAVE, SHEETS, usual_session

if TYPE_CHECKING:
    from datetime import date

    from roster.model.people import Person

NOTE = {"font_color": GREY, "font_size": 8}


def write_by_person(book: Book) -> None:
    """Add the sheet."""
    grid = Grid(
        book,
        "by_person",
        left=[(book.say("姓名", "name"), 17.0)],
        right=[
            (book.say("中心", "centre"), 5.5),
            (book.say("站点", "stations"), 5.5),
            (book.say("合计", "sum"), 5.5),
        ],
        heading=SHEETS["by_person"].to(book.lang),
    )
    row = grid.top
    for person in book.problem.people:
        _write_person(grid, row, person)
        row += 1
    perday = Counter(d.date for d in book.roster.duties)
    stations = sum(book.problem.is_station(d.site) for d in book.roster.duties)
    total = len(book.roster.duties)
    grid.totals(
        row,
        book.say("当日人次", "duties"),
        [perday[d] for d in grid.days],
        [total - stations, stations, total],
    )
    grid.legend(row + 1, _legend(book))


def _write_person(grid: Grid, row: int, person: Person) -> None:
    book, page = grid.book, grid.page
    look = LOOKS[person.category]
    name = book.person_names[person.id]
    letters = {**look.letters(), "font_size": 11}
    page.pieces(row, 0, [Piece(name, letters)], bg_color=look.fill)
    lines = [line_count(name, page.widths[0] - 1)]
    for day in grid.days:
        pieces, fill = _day(book, person, day)
        lines.append(grid.cell(row, day, pieces, fill))
    duties = book.roster.of_person[person.id]
    stations = sum(book.problem.is_station(d.site) for d in duties)
    for column, count in enumerate((len(duties) - stations, stations, len(duties)), grid.right):
        page.number(row, column, count, book.styles.cell(bg_color=SUM_FILL))
    page.height(row, max(lines), least=grid.row_height(len(book.problem.people)))


def _day(book: Book, person: Person, day: date) -> tuple[list[Piece], str]:
    """Where the person serves that day, and what of the day is leave."""
    look = LOOKS[person.category]
    lines, fill = [], ""
    for duty in book.roster.of_person[person.id]:
        if duty.date == day:
            lines.append(Piece(book.short_names[duty.site], {**look.letters(), "font_size": 11}))
            fill = look.fill
            if duty.session is not usual_session(book.problem, duty.site):
                lines.append(Piece(HALF_MARKS[duty.session].to(book.lang), NOTE))
    away = _leave(book, person, day)
    if away:
        lines.append(Piece(HALF_LEAVE[away].to(book.lang), {"font_color": RED}))
        fill = LEAVE_FILL
    if not person.active_on(day):
        fill = fill or OFF_DAY
    return lines, fill


def _leave(book: Book, person: Person, day: date) -> Session | None:
    """The part of the day that is leave."""
    halves = {
        half
        for leave in book.problem.leaves_of[person.id]
        if leave.covers(day)
        for half in leave.session.halves
    }
    return Session.FULL if len(halves) == 2 else next(iter(halves), None)


def _legend(book: Book) -> list[Piece]:
    pieces = [Piece(book.say("图例：", "Legend: "), {"bold": 1})]
    for category in categories_in_use(book):
        pieces.append(Piece(CATEGORY_NAMES[category].to(book.lang), LOOKS[category].letters()))
        pieces.append(Piece("　", {}))
    return [
        *pieces,
        Piece(LEAVE.to(book.lang), {"font_color": RED}),
        Piece(
            book.say(
                "＝请假等不能值班　灰底＝休息日或不在库",
                " = leave　grey = day off, or not in the pool",
            ),
            NOTE,
        ),
    ]
