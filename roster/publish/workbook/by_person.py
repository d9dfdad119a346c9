"""人员排班: a row for each person, a column for each day, the site where they serve."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING, Any

from roster.model.sheets import CATEGORY_MARKS, HALF_MARKS, usual_session
from roster.model.sites import Session
from roster.publish.workbook.book import Book, Target
from roster.publish.workbook.fairness import fairness_row
from roster.publish.workbook.grid import NOTE, Grid, Swatch, swatches
from roster.publish.workbook.page import Piece
from roster.publish.workbook.styles import (
    LEAVE_BOX,
    LOOKS,
    NOT_IN_POOL,
    RED,
    SUM_FILL,
    line_count,
)
from roster.publish.workbook.words import HALF_LEAVE, SHEETS

if TYPE_CHECKING:
    from datetime import date

    from roster.model.people import Person


def write_by_person(book: Book) -> None:
    """Add the sheet."""
    grid = Grid(
        book,
        "by_person",
        left=[(book.say("姓名", "name"), 17.0), (book.say("类", "cat."), 4.0)],
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
    note = book.say(
        "格内为值班站点；上午、下午＝与该站惯常时段不同。点姓名看公平统计。",
        "A cell says where; a.m., p.m.: not the site's usual session. A name leads to its fairness.",
    )
    grid.legend(row + 1, _legend(book), note)


def _write_person(grid: Grid, row: int, person: Person) -> None:
    book, page = grid.book, grid.page
    look = LOOKS[person.category]
    name = book.person_names[person.id]
    letters = {**look.letters(), "font_size": 11}
    cell, line = book.styles.cell, row - grid.top
    page.link(row, 0, Target("fairness", fairness_row(line)), name, cell(**letters, **look.box()))
    mark = CATEGORY_MARKS[person.category].to(book.lang)
    page.text(row, 1, mark, cell(**look.letters(), **look.box()))
    lines = [line_count(name, page.widths[0] - 1)]
    for day in grid.days:
        pieces, fill = _day(book, person, day)
        lines.append(grid.cell(row, day, pieces, fill))
    duties = book.roster.of_person[person.id]
    stations = sum(book.problem.is_station(d.site) for d in duties)
    for column, count in enumerate((len(duties) - stations, stations, len(duties)), grid.right):
        page.number(row, column, count, book.styles.cell(bg_color=SUM_FILL))
    page.height(row, max(lines), least=grid.row_height(len(book.problem.people)))


def _day(book: Book, person: Person, day: date) -> tuple[list[Piece], dict[str, Any]]:
    """Where the person serves that day, and what of the day is leave."""
    look = LOOKS[person.category]
    lines: list[Piece] = []
    fill: dict[str, Any] = {}
    for duty in book.roster.of_person[person.id]:
        if duty.date == day:
            lines.append(Piece(book.short_names[duty.site], {**look.letters(), "font_size": 11}))
            fill = look.box()
            if duty.session is not usual_session(book.problem, duty.site):
                lines.append(Piece(HALF_MARKS[duty.session].to(book.lang), NOTE))
    away = _leave(book, person, day)
    if away:
        lines.append(Piece(HALF_LEAVE[away].to(book.lang), {"font_color": RED}))
        fill = LEAVE_BOX
    if not person.active_on(day):
        fill = fill or NOT_IN_POOL
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


def _legend(book: Book) -> list[Swatch]:
    leave = book.say("假 请假、开庭等", "L leave")
    out = book.say("不在库", "not in the pool")
    return [
        *swatches(book),
        Swatch(leave, {**LEAVE_BOX, "font_color": RED}),
        Swatch(out, NOT_IN_POOL),
    ]
