"""缺口: what could not be staffed, and for each person why."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from roster.publish.workbook.book import TITLE_ROWS, Book
from roster.publish.workbook.page import Page
from roster.publish.workbook.styles import GREY, RED, SHORT_BOX
from roster.publish.workbook.words import (
    SHEETS,
    count_text,
    rule_name,
    rule_unit,
    session_name,
)
from roster.text import day_text, span_text, weekday_text

if TYPE_CHECKING:
    from collections.abc import Sequence

    from roster.model.roster import OpenSlot, Shortage

WIDTHS = (6, 20, 22, 26, 12, 24, 17, 18, 46)
NAMES = (
    ("序号", "no."),
    ("站点", "site"),
    ("日期", "dates"),
    ("缺口类型", "rule"),
    ("缺少", "missing"),
    ("可排时段", "open session"),
    ("人员", "person"),
    ("所涉规则", "rule in the way"),
    ("原因", "reason"),
)
LEFT = {"align": "left", "indent": 1}
SLOT = 5  # the first column of the reasons


def write_shortages(book: Book) -> None:
    """Add the sheet; without shortages one line says so."""
    page = Page(book, "shortages", WIDTHS, heading=SHEETS["shortages"].to(book.lang))
    page.head(TITLE_ROWS, [book.say(*name) for name in NAMES])
    page.keep_in_view(TITLE_ROWS + 1)
    row = TITLE_ROWS + 1
    if not book.roster.shortages:
        page.merged(row, 0, len(WIDTHS) - 1, book.say("无缺口", "no shortage"), book.styles.cell())
        page.height(row, 1, least=30)
    for number, shortage in enumerate(book.roster.shortages, 1):
        row = _write_shortage(page, row, number, shortage)
    page.sheet.autofilter(TITLE_ROWS, 0, max(TITLE_ROWS + 1, row - 1), len(WIDTHS) - 1)


def _write_shortage(page: Page, row: int, number: int, shortage: Shortage) -> int:
    """Write one shortage and its reasons; returns the next free row."""
    book = page.book
    texts = [
        book.site_names[shortage.site],
        span_text(shortage.start, shortage.end).to(book.lang),
        rule_name(shortage.rule).to(book.lang),
        count_text(shortage.missing, rule_unit(shortage.rule)).to(book.lang),
    ]
    _write_left(page, row, (number, shortage), texts, {**SHORT_BOX, "bold": 1, "font_color": RED})
    why = book.say(shortage.zh, shortage.en)
    for column in range(SLOT, len(WIDTHS)):
        text = why if column == len(WIDTHS) - 1 else ""
        page.text(row, column, text, book.styles.cell(**SHORT_BOX, **LEFT))
    page.fit(row, [*enumerate(texts, 1), (len(WIDTHS) - 1, why)])
    row += 1
    for slot in shortage.slots:
        for person, line in _lines(book, slot):
            # Repeated in grey, so that the filter finds all lines of a site; the number missing is
            # not, so that nobody counts it twice.
            _write_left(page, row, (number, shortage), [*texts[:3], ""], {"font_color": GREY})
            for column, text in enumerate(line, SLOT):
                page.text(row, column, text, book.styles.cell(**LEFT if column == SLOT + 3 else {}))
            if person:
                page.person(row, SLOT + 1, person, book.styles.cell())
            page.fit(row, [*enumerate(texts[:3], 1), *enumerate(line, SLOT)])
            row += 1
    return _write_ways(page, row, number, texts, shortage)


def _write_ways(page: Page, row: int, number: int, texts: Sequence[str], shortage: Shortage) -> int:
    """What would meet the shortage, each verified by solving; returns the next free row."""
    book = page.book
    head = book.say("怎么补（试排过，任选其一）", "way out (tried; any one)")
    for way in shortage.ways_out:
        told = book.say(
            f"{way.zh}（全月缺口降到{way.left}）",
            f"{way.en} (the month is then short of {way.left})",
        )
        _write_left(page, row, (number, shortage), [*texts[:3], ""], {"font_color": GREY})
        page.text(row, SLOT, head, book.styles.cell(bold=1))
        page.merged(row, SLOT + 1, len(WIDTHS) - 1, told, book.styles.cell(**LEFT))
        page.fit(row, [*enumerate(texts[:3], 1), (SLOT, head)])
        row += 1
    return row


def _write_left(
    page: Page, row: int, of: tuple[int, Shortage], texts: Sequence[str], look: dict[str, Any]
) -> None:
    number, shortage = of
    page.number(row, 0, number, page.book.styles.cell(**look))
    for column, text in enumerate(texts, 1):
        page.text(row, column, text, page.book.styles.cell(**look))
    page.site(row, 1, shortage.site, page.book.styles.cell(**look))


def _lines(book: Book, slot: OpenSlot) -> list[tuple[str, tuple[str, str, str, str]]]:
    """One session that would have met the shortage, person by person: whose id, and the line's texts.

    A line of its own comes first where the session itself has a reason, or no person has one.
    """
    when = " ".join(
        (
            day_text(slot.date).to(book.lang),
            weekday_text(slot.date).to(book.lang),
            session_name(slot.session).to(book.lang),
        )
    )
    lines = [
        (
            r.person,
            (
                when,
                book.person_names[r.person],
                rule_name(r.rule).to(book.lang),
                book.say(r.zh, r.en),
            ),
        )
        for r in slot.reasons
    ]
    if slot.zh or slot.en or not lines:
        lines.insert(0, ("", (when, "", "", book.say(slot.zh, slot.en))))
    return lines
