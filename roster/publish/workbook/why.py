"""为什么: a line for each duty: the best other person, and what the change would break or cost."""

from __future__ import annotations

from datetime import datetime, time
from typing import TYPE_CHECKING

from roster.model.levels import LEVEL_NAMES
from roster.publish.workbook.book import TITLE_ROWS, Book
from roster.publish.workbook.page import Page
from roster.publish.workbook.words import SHEETS, rule_name, session_name
from roster.text import weekday_text

if TYPE_CHECKING:
    from roster.model.roster import Explanation

WIDTHS = (16, 9, 20, 9, 17, 17, 16, 84)
NAMES = (
    ("日期", "date"),
    ("星期", "weekday"),
    ("站点", "site"),
    ("时段", "session"),
    ("值班人", "on duty"),
    ("最合适的备选人", "best other person"),
    ("不换的依据", "decided by"),
    ("为什么不换", "why not"),
)


def write_why(book: Book) -> None:
    """Add the sheet; a roster of an older format says nothing of this."""
    page = Page(book, "why", WIDTHS, heading=SHEETS["why"].to(book.lang))
    page.head(TITLE_ROWS, [book.say(*name) for name in NAMES])
    page.keep_in_view(TITLE_ROWS + 1)
    row = TITLE_ROWS + 1
    if not book.roster.explanations:
        none = book.say("没有值班，或此版没有说明", "no duties, or not explained")
        page.merged(row, 0, len(WIDTHS) - 1, none, book.styles.cell())
        page.height(row, 1, least=30)
    for row, explanation in enumerate(book.roster.explanations, TITLE_ROWS + 1):
        _write(page, row, explanation)
    page.sheet.autofilter(TITLE_ROWS, 0, row, len(WIDTHS) - 1)


def _write(page: Page, row: int, explanation: Explanation) -> None:
    book, duty, cell = page.book, explanation.duty, page.book.styles.cell
    day = cell(num_format=book.say('yyyy"年"m"月"d"日"', "d mmm yyyy"))
    page.sheet.write_datetime(row, 0, datetime.combine(duty.date, time()), day)
    names, instead = book.person_names, explanation.instead
    why = book.say(explanation.zh, explanation.en)
    texts = (
        weekday_text(duty.date).to(book.lang),
        book.site_names[duty.site],
        session_name(duty.session).to(book.lang),
        names[duty.person],
        book.say("无", "none") if instead is None else names[instead],
        _decided(book, explanation),
    )
    for column, text in enumerate(texts, 1):
        page.text(row, column, text, cell())
    page.site(row, 2, duty.site, cell())
    page.person(row, 4, duty.person, cell())
    if instead is not None:
        page.person(row, 5, instead, cell())
    page.text(row, len(WIDTHS) - 1, why, cell(align="left", indent=1))
    page.fit(row, [*enumerate(texts, 1), (len(WIDTHS) - 1, why)])


def _decided(book: Book, explanation: Explanation) -> str:
    """The level that would change, or the rule that stands against everybody."""
    if explanation.level is not None:
        return LEVEL_NAMES[explanation.level].to(book.lang)
    if explanation.instead is not None:
        return book.say("一样好", "as good")
    rule = explanation.rule
    return rule_name(rule).to(book.lang) if rule else book.say("硬性规则", "hard rules")
