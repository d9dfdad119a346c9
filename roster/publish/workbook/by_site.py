"""排班总表: a row for each site, a column for each day, the names of those on duty."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING, Any

from roster.model.sheets import CLOSED, EXTRA, SITE, TOTALS, Kind, usual_session
from roster.publish.workbook.grid import NOTE, Grid, Swatch, name_piece, swatches
from roster.publish.workbook.page import Piece
from roster.publish.workbook.styles import LOOKS, RED, SHORT_BOX, SUM_FILL, line_count
from roster.publish.workbook.words import count_text, hours_text, rule_unit, session_name

if TYPE_CHECKING:
    from datetime import date

    from roster.model.sheets import Line
    from roster.model.sites import Site
    from roster.publish.workbook.book import Book
    from roster.text import Text

ALARM = {"font_color": RED, "bold": 1}


def write_by_site(book: Book) -> None:
    """Add the sheet."""
    grid = Grid(
        book,
        "by_site",
        left=[(SITE.to(book.lang), 16.5)],
        right=[(book.say("人次", "duties"), 4.5), (book.say("缺口", "short"), 5.5)],
    )
    row = grid.top
    for site in book.problem.sites:
        _write_site(grid, row, site)
        row += 1
    perday = Counter(d.date for d in book.roster.duties)
    grid.totals(
        row,
        TOTALS.to(book.lang),
        [perday[d] for d in grid.days],
        [len(book.roster.duties), sum(s.missing for s in book.roster.shortages)],
    )
    grid.legend(row + 1, _legend(book), _note(book))
    _let_edit(grid)


def _write_site(grid: Grid, row: int, site: Site) -> None:
    book, page = grid.book, grid.page
    name, hours = book.site_names[site.id], _usual_text(book, site.id)
    page.pieces(row, 0, [Piece(name, {"font_size": 11}), *hours])
    lines = [line_count(name, page.widths[0]) + sum(h.text.count("\n") for h in hours)]
    duties = book.roster.of_site[site.id]
    for day in grid.days:
        pieces, fill = _day(book, site.id, day)
        lines.append(grid.cell(row, day, pieces, fill))
    missing = _missing(book, site.id)
    page.number(row, grid.right, len(duties), book.styles.cell(bg_color=SUM_FILL))
    page.text(row, grid.right + 1, missing, book.styles.cell(bg_color=SUM_FILL, **ALARM))
    page.height(
        row, max(*lines, missing.count("\n") + 1), least=grid.row_height(len(book.problem.sites))
    )


def _let_edit(grid: Grid) -> None:
    """The days' cells offer the pool's names, and take any text: several names, one a line."""
    book, last = grid.book, grid.top + len(grid.book.problem.sites) - 1
    hint = book.say(
        "填姓名，一行一人；清空＝无人。半天的在姓名上面一行写上午或下午。改后用 roster import 读回。",
        "Names, one a line; empty: nobody. Above a name a.m. or p.m. for a half day. "
        "roster import reads it.",
    )
    offer = book.offer("people", book.say("可以修改", "may be edited"), hint)
    grid.page.sheet.data_validation(grid.top, grid.first, last, grid.right - 1, offer)


def _usual_text(book: Book, site: str) -> list[Piece]:
    """The site's usual session with its hours, below its name; nothing where sessions vary."""
    usual = usual_session(book.problem, site)
    if usual is None:
        return []
    hours = hours_text(book.problem, site, usual).replace(", ", "\n")
    return [Piece(f"\n{session_name(usual).to(book.lang)} {hours}", NOTE)]


def _day(book: Book, site: str, day: date) -> tuple[list[Piece], dict[str, Any]]:
    """A day's lines and its fill: who is on duty, what is unusual, what is missing."""
    lines = [_piece(book, line) for line in book.cells.lines(site, day)]
    if book.cells.missing(site, day):
        return lines, SHORT_BOX
    people = book.problem.person
    categories = {people[d.person].category for d in book.cells.duties(site, day)}
    return lines, LOOKS[categories.pop()].box() if len(categories) == 1 else {}


def _piece(book: Book, line: Line) -> Piece:
    if line.kind is Kind.NAME:
        return name_piece(book, book.problem.person[line.person])
    if line.kind is Kind.SHORT:
        return Piece(line.text, ALARM)
    bold = {"bold": 1} if line.kind is Kind.EXTRA else {}
    size = 7 if line.kind is Kind.CATEGORY else 8
    return Piece(line.text, {**NOTE, **bold, "font_size": size})


def _missing(book: Book, site: str) -> str:
    """The site's shortages of the whole month, a line for each unit."""
    count: Counter[Text] = Counter()
    for shortage in book.roster.shortages:
        if shortage.site == site:
            count[rule_unit(shortage.rule)] += shortage.missing
    return "\n".join(count_text(number, unit).to(book.lang) for unit, number in count.items())


def _legend(book: Book) -> list[Swatch]:
    short = Swatch(book.say("缺 缺岗", "short: nobody"), {**SHORT_BOX, **ALARM})
    return [*swatches(book), short]


def _note(book: Book) -> str:
    extra, shut = EXTRA.to(book.lang), CLOSED.to(book.lang)
    return book.say(
        f"{extra}＝计划外坐班　{shut}＝站点停班　上午、下午＝与惯常时段不同　姓名下的字＝人员类别",
        f"{extra} = beyond the frequency　{shut} = site closed　a.m., p.m. = not the usual session　"
        "letter below a name = category",
    )
