"""得分: each level's value against the proven bound, and what each rule adds."""

from __future__ import annotations

from roster.model.levels import LEVEL_NAMES
from roster.publish.workbook.book import TITLE_ROWS, Book
from roster.publish.workbook.page import Page
from roster.publish.workbook.styles import GREY, RED
from roster.publish.workbook.words import SHEETS, rule_name, rule_unit

WIDTHS = (12, 26, 14, 26, 14, 14, 14)
LEVELS = (
    ("次序", "order"),
    ("层级", "level"),
    ("得分", "value"),
    ("已证下界", "proven bound"),
    ("已证最优", "optimal"),
    ("用时（秒）", "seconds"),
)
RULES = (
    ("层级", "level"),
    ("规则", "rule"),
    ("数量", "size"),
    ("单位", "unit"),
    ("权重", "weight"),
    ("得分", "value"),
)


def write_scores(book: Book) -> None:
    """Add the sheet."""
    page = Page(book, "scores", WIDTHS[:6], heading=SHEETS["scores"].to(book.lang))
    row = _write_note(
        page,
        TITLE_ROWS,
        book.say(
            "得分为各项扣分之和，越小越好，0 为没有扣分。"
            "层级从上到下：下层的好处绝不以上层为代价换取。",
            "Values are sums of penalties: less is better, 0 is none. Levels go from top to bottom: "
            "nothing on a lower one is bought with a higher one.",
        ),
    )
    page.keep_in_view(row)
    row = _write_levels(page, row)
    row = _write_note(
        page,
        row,
        book.say(
            "已证下界：在上面各层得分不变的前提下，任何排班表都不可能低于此数；得分与下界相等即为最优。",
            "Proven bound: no roster that keeps the values above can do better; a value equal to its "
            "bound is optimal.",
        ),
    )
    _write_rules(page, row + 1)


def _write_note(page: Page, row: int, note: str) -> int:
    style = page.book.styles.text(font_color=GREY, valign="vcenter", text_wrap=True)
    page.merged(row, 0, len(page.widths) - 1, note, style)
    page.height(row, 1, least=24)
    return row + 1


def _write_levels(page: Page, row: int) -> int:
    book, cell = page.book, page.book.styles.cell
    page.head(row, [book.say(*name) for name in LEVELS])
    for order, score in enumerate(book.roster.levels, 1):
        row += 1
        page.height(row, 1)
        page.number(row, 0, order, cell())
        page.text(row, 1, LEVEL_NAMES[score.level].to(book.lang), cell())
        page.number(row, 2, score.value, cell(bold=1))
        page.number(row, 3, score.bound, cell())
        page.text(
            row,
            4,
            book.say("是", "yes") if score.optimal else book.say("否", "no"),
            cell() if score.optimal else cell(font_color=RED, bold=1),
        )
        page.number(row, 5, score.seconds, cell(num_format="0.0"))
    return row + 1


def _write_rules(page: Page, row: int) -> None:
    book, cell = page.book, page.book.styles.cell
    page.head(row, [book.say(*name) for name in RULES])
    for score in book.roster.rules:
        row += 1
        page.height(row, 1)
        page.text(row, 0, LEVEL_NAMES[score.level].to(book.lang), cell())
        page.text(row, 1, rule_name(score.rule).to(book.lang), cell(align="left", indent=1))
        page.number(row, 2, score.size, cell())
        page.text(row, 3, rule_unit(score.rule).to(book.lang), cell())
        page.number(row, 4, score.weight, cell())
        page.number(row, 5, score.value, cell(bold=1))
