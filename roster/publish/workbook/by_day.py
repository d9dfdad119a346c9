"""按日清单: every duty in a line, to be filtered and sorted."""

from __future__ import annotations

from datetime import datetime, time
from typing import TYPE_CHECKING

from roster.model.people import CATEGORY_NAMES
from roster.publish.workbook.book import TITLE_ROWS, Book, Page
from roster.publish.workbook.styles import LOOKS
from roster.publish.workbook.words import EXTRA, SHEETS, hours_text, session_name
from roster.text import weekday_text

if TYPE_CHECKING:
    from roster.model.requests import Duty

WIDTHS = (16, 9, 20, 9, 28, 17, 22, 32, 9)
NAMES = (
    ("日期", "date"),
    ("星期", "weekday"),
    ("站点", "site"),
    ("时段", "session"),
    ("时间", "hours"),
    ("姓名", "name"),
    ("人员类别", "category"),
    ("工作单位", "firm"),
    ("备注", "note"),
)


def write_by_day(book: Book) -> None:
    """Add the sheet."""
    page = Page(book, "by_day", WIDTHS, heading=SHEETS["by_day"].to(book.lang))
    page.head(TITLE_ROWS, [book.say(*name) for name in NAMES])
    page.keep_in_view(TITLE_ROWS + 1)
    extra = {(v.site, v.date, v.session) for v in book.roster.visits if v.extra}
    for row, duty in enumerate(book.roster.duties, TITLE_ROWS + 1):
        is_extra = (duty.site, duty.date, duty.session) in extra
        _write_duty(page, row, duty, EXTRA.to(book.lang) if is_extra else "")
    last = TITLE_ROWS + max(1, len(book.roster.duties))
    page.sheet.autofilter(TITLE_ROWS, 0, last, len(NAMES) - 1)


def _write_duty(page: Page, row: int, duty: Duty, note: str) -> None:
    book = page.book
    person = book.problem.person[duty.person]
    look = LOOKS[person.category]
    day = book.styles.cell(num_format=book.say('yyyy"年"m"月"d"日"', "d mmm yyyy"))
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
    ]
    for column, text in enumerate(texts, 1):
        coloured = column in (5, 6)
        letters = {"bg_color": look.fill, **look.letters()} if coloured else {}
        align = {"align": "left", "indent": 1} if column == 7 else {}
        page.text(row, column, text, book.styles.cell(**letters, **align))
    page.fit(row, list(enumerate(texts, 1)))
