"""按日清单: every duty in a line, to be filtered and sorted."""

from __future__ import annotations

from datetime import datetime, time
from typing import TYPE_CHECKING

from roster.model.people import CATEGORY_NAMES
from roster.model.sheets import COLUMNS, EXTRA, READ
from roster.publish.workbook.book import TITLE_ROWS, Book
from roster.publish.workbook.days import BOXES, kind_of
from roster.publish.workbook.page import Page
from roster.publish.workbook.styles import LOOKS, box
from roster.publish.workbook.words import SHEETS, hours_text, session_name
from roster.text import weekday_text

if TYPE_CHECKING:
    from roster.model.requests import Duty

WIDTHS = (16, 9, 20, 9, 28, 17, 22, 30, 8, 20)
MORE_ROWS = 200  # below the list; there, too, the drop-downs are offered
NOT_READ = box("#EDEDED")  # heads of columns that say what follows from the others


def write_by_day(book: Book) -> None:
    """Add the sheet."""
    page = Page(book, "by_day", WIDTHS, heading=SHEETS["by_day"].to(book.lang))
    _write_head(page)
    page.keep_in_view(TITLE_ROWS + 1)
    extra = {(v.site, v.date, v.session) for v in book.roster.visits if v.extra}
    for row, duty in enumerate(book.roster.duties, TITLE_ROWS + 1):
        is_extra = (duty.site, duty.date, duty.session) in extra
        _write_duty(page, row, duty, EXTRA.to(book.lang) if is_extra else "")
    last = TITLE_ROWS + max(1, len(book.roster.duties))
    page.sheet.autofilter(TITLE_ROWS, 0, last, len(COLUMNS) - 1)
    _let_edit(page, last + MORE_ROWS)


def _write_head(page: Page) -> None:
    page.head(TITLE_ROWS, [name.to(page.book.lang) for name in COLUMNS.values()])
    for column, (key, name) in enumerate(COLUMNS.items()):
        if key not in READ:
            style = page.book.styles.head(**NOT_READ)
            page.text(TITLE_ROWS, column, name.to(page.book.lang), style)


def _let_edit(page: Page, last: int) -> None:
    """Sites, sessions and names are offered; a reason may be given."""
    book, first = page.book, TITLE_ROWS + 1
    title = book.say("可以修改", "may be edited")
    hint = book.say(
        "可改、可删行、可在下面加行；灰色表头的列不读。改后用 roster import 读回。",
        "Change, delete, add rows below; columns with a grey head are not read. roster import reads it.",
    )
    of = {"site": "sites", "session": "sessions", "name": "people"}
    for column, key in enumerate(COLUMNS):
        if key in of:
            told = hint if key == "name" else ""
            page.sheet.data_validation(
                first, column, last, column, book.offer(of[key], title, told)
            )
    why = book.say("放行可以例外的规则时写明", "needed where a rule is to be overridden")
    note = {"validate": "any", "input_title": COLUMNS["reason"].to(book.lang), "input_message": why}
    page.sheet.data_validation(first, len(COLUMNS) - 1, last, len(COLUMNS) - 1, note)


def _write_duty(page: Page, row: int, duty: Duty, note: str) -> None:
    book = page.book
    person = book.problem.person[duty.person]
    look = LOOKS[person.category]
    shade = BOXES[kind_of(book.problem.calendar, duty.date)]
    form = book.say('yyyy"年"m"月"d"日"', "d mmm yyyy")
    day = book.styles.cell(num_format=form, **shade)
    page.sheet.write_datetime(row, 0, datetime.combine(duty.date, time()), day)
    texts = [
        weekday_text(duty.date).to(book.lang),
        book.site_names[duty.site],
        session_name(duty.session).to(book.lang),
        hours_text(book.problem, duty.site, duty.session),
        book.person_names[person.id],
        CATEGORY_NAMES[person.category].to(book.lang),
        person.firm,
        note,
        "",
    ]
    for column, text in enumerate(texts, 1):
        coloured = column in (5, 6)
        letters = {**look.box(), **look.letters()} if coloured else {}
        align = {"align": "left", "indent": 1} if column in (7, 9) else {}
        box_of = shade if column == 1 else letters
        page.text(row, column, text, book.styles.cell(**box_of, **align))
    page.fit(row, list(enumerate(texts, 1)))
