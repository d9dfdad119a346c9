"""排班总表: a row for each site, a column for each day, the names of those on duty."""

from __future__ import annotations

from collections import Counter, defaultdict
from typing import TYPE_CHECKING

from roster.model.people import CATEGORY_NAMES
from roster.model.slots import is_closed
from roster.publish.workbook.book import Book, Piece
from roster.publish.workbook.grid import Grid, categories_in_use, name_piece
from roster.publish.workbook.styles import GREY, LOOKS, RED, SHORT_FILL, SUM_FILL, line_count
from roster.publish.workbook.words import (
    CLOSED,
    EXTRA,
    HALF_MARKS,
    SHORT,
    count_text,
    hours_text,
    rule_unit,
    session_name,
    usual_session,
)

if TYPE_CHECKING:
    from datetime import date

    from roster.model.requests import Duty
    from roster.model.sites import Site
    from roster.text import Text

NOTE = {"font_color": GREY, "font_size": 8}
ALARM = {"font_color": RED, "bold": 1}


def write_by_site(book: Book) -> None:
    """Add the sheet."""
    grid = Grid(
        book,
        "by_site",
        left=[(book.say("站点", "site"), 16.5)],
        right=[(book.say("人次", "duties"), 4.5), (book.say("缺口", "short"), 5.5)],
    )
    row = grid.top
    for site in book.problem.sites:
        _write_site(grid, row, site)
        row += 1
    perday = Counter(d.date for d in book.roster.duties)
    grid.totals(
        row,
        book.say("当日人次", "duties of the day"),
        [perday[d] for d in grid.days],
        [len(book.roster.duties), sum(s.missing for s in book.roster.shortages)],
    )
    grid.legend(row + 1, _legend(book))


def _write_site(grid: Grid, row: int, site: Site) -> None:
    book, page = grid.book, grid.page
    name, hours = book.site_names[site.id], _usual_text(book, site.id)
    page.pieces(row, 0, [Piece(name, {"font_size": 11}), *hours])
    lines = [line_count(name, page.widths[0]) + sum(h.text.count("\n") for h in hours)]
    duties = book.roster.of_site[site.id]
    on: dict[date, list[Duty]] = defaultdict(list)
    for duty in duties:
        on[duty.date].append(duty)
    for day in grid.days:
        pieces, fill = _day(book, site.id, day, on[day])
        lines.append(grid.cell(row, day, pieces, fill))
    missing = _missing(book, site.id)
    page.number(row, grid.right, len(duties), book.styles.cell(bg_color=SUM_FILL))
    page.text(row, grid.right + 1, missing, book.styles.cell(bg_color=SUM_FILL, **ALARM))
    page.height(
        row, max(*lines, missing.count("\n") + 1), least=grid.row_height(len(book.problem.sites))
    )


def _usual_text(book: Book, site: str) -> list[Piece]:
    """The site's usual session with its hours, below its name; nothing where sessions vary."""
    usual = usual_session(book.problem, site)
    if usual is None:
        return []
    hours = hours_text(book.problem, site, usual).replace(", ", "\n")
    return [Piece(f"\n{session_name(usual).to(book.lang)} {hours}", NOTE)]


def _day(book: Book, site: str, day: date, duties: list[Duty]) -> tuple[list[Piece], str]:
    """A day's lines and its fill: who is on duty, what is unusual, what is missing."""
    person = book.problem.person
    lines = _marks(book, site, day, duties)
    for session in sorted({d.session for d in duties}, key=list(HALF_MARKS).index):
        if session is not usual_session(book.problem, site):
            lines.append(Piece(HALF_MARKS[session].to(book.lang), NOTE))
        lines += [name_piece(book, person[d.person]) for d in duties if d.session is session]
    categories = {person[d.person].category for d in duties}
    fill = LOOKS[categories.pop()].fill if len(categories) == 1 else ""
    missing = sum(
        s.missing for s in book.roster.shortages if s.site == site and s.start == s.end == day
    )
    if missing:
        count = str(missing) if missing > 1 else ""
        lines.append(Piece(SHORT.to(book.lang) + count, ALARM))
        fill = SHORT_FILL
    return lines, fill


def _marks(book: Book, site: str, day: date, duties: list[Duty]) -> list[Piece]:
    """加场 above a visit beyond the frequency; 停 where a closure takes the usual session."""
    if any(v.extra and v.site == site and v.date == day for v in book.roster.visits):
        return [Piece(EXTRA.to(book.lang), {**NOTE, "bold": 1})]
    usual = usual_session(book.problem, site)
    if (
        not duties
        and usual
        and book.problem.calendar.is_workday(day)
        and is_closed(book.problem, site, day, usual)
    ):
        return [Piece(CLOSED.to(book.lang), NOTE)]
    return []


def _missing(book: Book, site: str) -> str:
    """The site's shortages of the whole month, a line for each unit."""
    count: Counter[Text] = Counter()
    for shortage in book.roster.shortages:
        if shortage.site == site:
            count[rule_unit(shortage.rule)] += shortage.missing
    return "\n".join(count_text(number, unit).to(book.lang) for unit, number in count.items())


def _legend(book: Book) -> list[Piece]:
    pieces = [Piece(book.say("图例：", "Legend: "), {"bold": 1})]
    for category in categories_in_use(book):
        pieces.append(Piece(CATEGORY_NAMES[category].to(book.lang), LOOKS[category].letters()))
        pieces.append(Piece("　", {}))
    extra, shut, short = EXTRA.to(book.lang), CLOSED.to(book.lang), SHORT.to(book.lang)
    return [
        *pieces,
        Piece(short, ALARM),
        Piece(
            book.say(
                f"＝缺岗　{extra}＝计划外坐班　{shut}＝站点停班　灰底＝休息日　"
                "上午/下午＝与惯常时段不同",
                f" = nobody on duty　{extra} = beyond the frequency　"
                f"{shut} = site closed　grey = day off　"
                "a.m./p.m. = not the usual session",
            ),
            NOTE,
        ),
    ]
