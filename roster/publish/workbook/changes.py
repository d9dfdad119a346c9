"""更正: each change against the revision that was in force before, and whom it concerns."""

from __future__ import annotations

from datetime import datetime, time
from typing import TYPE_CHECKING

from roster.model.alterations import KIND_NAMES, Kind, effect_lines, moment
from roster.model.corrections import level_text
from roster.publish.workbook.book import TITLE_ROWS, Book
from roster.publish.workbook.page import Page
from roster.publish.workbook.styles import GREY, RED, line_count
from roster.publish.workbook.words import session_name
from roster.text import Text, join, weekday_text

if TYPE_CHECKING:
    from collections.abc import Sequence

    from roster.model.alterations import Alteration
    from roster.model.corrections import Correction

WIDTHS = (16, 9, 20, 9, 14, 34, 46)
NAMES = (
    ("日期", "date"),
    ("星期", "weekday"),
    ("站点", "site"),
    ("时段", "session"),
    ("变动", "change"),
    ("原安排", "as it was"),
    ("现安排", "as it is"),
)
LETTERS: dict[int, dict[str, object]] = {
    4: {"font_color": RED},
    5: {"font_color": GREY},
    6: {"bold": 1},
}
LEFT = {"align": "left", "indent": 1}


def write_changes(book: Book, correction: Correction) -> None:
    """Add the sheet: duties, persons, then what differs in the inputs and levels."""
    number = correction.before.number
    heading = book.say(f"更正第{number}版", f"corrects revision {number}")
    page = Page(book, "changes", WIDTHS, heading=heading)
    page.head(TITLE_ROWS, [book.say(*name) for name in NAMES])
    page.keep_in_view(TITLE_ROWS + 1)
    row = TITLE_ROWS + 1
    for change in correction.alterations:
        _write_change(page, row, change, correction)
        row += 1
    if not correction.alterations:
        row = _write_lines(page, row, [Text("值班没有变动", "no duty has changed")])
    names = correction.names
    persons = []
    for effect in correction.effects:
        who, said = names.person(effect.person), join(effect_lines(effect, names))
        persons.append(Text(f"{who}：{said.zh}", f"{who}: {said.en}"))
    levels = [level_text(change) for change in correction.levels]
    row = _write_part(page, row, Text("涉及人员", "persons concerned"), persons)
    row = _write_part(page, row, Text("输入变动", "changed inputs"), correction.inputs)
    _write_part(page, row, Text("各层级", "levels"), levels)


def _write_change(page: Page, row: int, change: Alteration, correction: Correction) -> None:
    book, names, slot = page.book, correction.names, change.slot
    day = book.styles.cell(num_format=book.say('yyyy"年"m"月"d"日"', "d mmm yyyy"))
    page.sheet.write_datetime(row, 0, datetime.combine(slot.date, time()), day)
    now = names.people(change.people).to(book.lang)
    if change.kind is Kind.MOVED and change.after is not None:
        now = f"{moment(change.after.slot).to(book.lang)} {now}"
    texts = [
        weekday_text(slot.date).to(book.lang),
        names.site(slot.site).to(book.lang),
        session_name(slot.session).to(book.lang),
        KIND_NAMES[change.kind].to(book.lang),
        names.people(change.old).to(book.lang) or "—",
        now or "—",
    ]
    for column, text in enumerate(texts, 1):
        page.text(row, column, text, book.styles.cell(**LETTERS.get(column, {})))
    if slot.site in book.site_rows:
        page.link(row, 2, book.site_rows[slot.site], texts[1], book.styles.cell())
    page.fit(row, list(enumerate(texts, 1)))


def _write_part(page: Page, row: int, head: Text, lines: Sequence[Text]) -> int:
    """A heading and its lines below an empty row; nothing where there are none. Returns the next row."""
    if not lines:
        return row
    styles, last = page.book.styles, len(WIDTHS) - 1
    page.merged(row + 1, 0, last, head.to(page.book.lang), styles.head(**LEFT))
    page.height(row + 1, 1)
    return _write_lines(page, row + 2, lines)


def _write_lines(page: Page, row: int, lines: Sequence[Text]) -> int:
    cell, width = page.book.styles.cell(**LEFT), sum(WIDTHS)
    for line in lines:
        text = line.to(page.book.lang)
        page.merged(row, 0, len(WIDTHS) - 1, text, cell)
        page.height(row, line_count(text, width - 4))
        row += 1
    return row
