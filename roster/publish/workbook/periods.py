"""分期统计: loads by month, quarter and year, and how even they are before and after."""

from __future__ import annotations

from typing import TYPE_CHECKING

from roster.model.accounts import accounts, spreads
from roster.model.settings import FairWindow
from roster.publish.workbook.book import TITLE_ROWS, Book
from roster.publish.workbook.page import Page
from roster.publish.workbook.styles import GREY, HEAD
from roster.publish.workbook.words import SHEETS

if TYPE_CHECKING:
    from collections.abc import Sequence

    from roster.model.roster import Account, Evenness, Spread

WIDTHS = (17, 12, *(10,) * 12)
WINDOWS = {
    FairWindow.MONTH: ("本月负荷（分）", "month: load (points)"),
    FairWindow.QUARTER: ("本季度负荷（分）", "quarter: load (points)"),
    FairWindow.YEAR: ("本年负荷（分）", "year: load (points)"),
}
FIGURES = (
    ("此前", "before"),
    ("本月", "this month"),
    ("合计", "sum"),
    ("应排", "fair share"),
    ("差额", "difference"),
)
KINDS = {"load": ("负荷", "load"), "trips": ("下乡", "station trips")}
EVENNESS = (
    ("最低", "least"),
    ("何人", "who"),
    ("最高", "most"),
    ("何人", "who"),
    ("基尼系数", "Gini"),
)
STEP = 2 + len(EVENNESS)  # window and kind come first; "after" begins in this column


def write_periods(book: Book) -> None:
    """Add the sheet with both tables."""
    heading = SHEETS["periods"].to(book.lang)
    page = Page(book, "periods", WIDTHS, heading=heading, pages_high=book.one_page)
    page.keep_in_view(TITLE_ROWS, 1)
    kept = accounts(book.problem, book.roster.duties)
    row = _write_loads(page, TITLE_ROWS, kept)
    _write_spreads(page, row + 1, spreads(book.problem, kept))


def _write_loads(page: Page, row: int, kept: Sequence[Account]) -> int:
    book, styles = page.book, page.book.styles
    page.height(row, 1)
    page.text(row, 0, book.say("姓名", "name"), styles.head())
    column = 1
    for window, name in WINDOWS.items():
        shown = _shown(window)
        page.merged(row, column, column + len(shown) - 1, book.say(*name), styles.head())
        column += len(shown)
    heads = [book.say(*FIGURES[i]) for window in WINDOWS for i in _shown(window)]
    page.head(row + 1, ["", *heads], lines=1)
    of = {(a.person, a.window): a for a in kept}
    row += 2
    for person in book.problem.people:
        who = book.person_names[person.id]
        page.person(row, 0, person.id, styles.cell())
        figures = [_figures(of[person.id, window]) for window in WINDOWS]
        shown_figures = [f[i] for f, w in zip(figures, WINDOWS, strict=True) for i in _shown(w)]
        for number, figure in enumerate(shown_figures, 1):
            page.number(row, number, round(figure, 1), styles.cell(num_format="0.0"))
        page.fit(row, [(0, who)])
        row += 1
    return row


def _shown(window: FairWindow) -> tuple[int, ...]:
    """Which figures: in the month itself nothing lies before."""
    return (2, 3, 4) if window is FairWindow.MONTH else (0, 1, 2, 3, 4)


def _figures(account: Account) -> tuple[float, ...]:
    total = account.past_load + account.load
    return account.past_load, account.load, total, account.fair_load, total - account.fair_load


def _write_spreads(page: Page, row: int, found: Sequence[Spread]) -> None:
    book, styles = page.book, page.book.styles
    say = book.say
    page.height(row, 1)
    page.merged(row, 0, 1, say("完成应排的比例（%）", "percent of the fair share"), styles.head())
    page.merged(row, 2, STEP - 1, say("排班前", "before"), styles.head())
    page.merged(row, STEP, STEP + len(EVENNESS) - 1, say("排班后", "after"), styles.head())
    names = [say(*name) for name in EVENNESS]
    page.head(row + 1, [say("周期", "window"), say("项目", "what"), *names, *names], lines=1)
    for line, spread in enumerate(found, row + 2):
        window = say(*WINDOWS[spread.window]).partition("负荷" if book.lang == "zh" else ":")[0]
        page.text(line, 0, window, styles.cell())
        page.text(line, 1, say(*KINDS[spread.what]), styles.cell())
        _write_evenness(page, line, 2, spread.before)
        _write_evenness(page, line, STEP, spread.after)
        page.height(line, 1)
    note = say(
        "100为正好等于应排；基尼系数0为人人一样，越小越均匀。排班前一格空着，是没有此前的记录。",
        "100: exactly the fair share. Gini 0: all the same, the smaller the more even.",
    )
    look = styles.text(font_color=GREY, font_size=9, valign="vcenter")
    page.merged(row + 2 + len(found), 0, len(page.widths) - 1, note, look)


def _write_evenness(page: Page, row: int, column: int, of: Evenness | None) -> None:
    cell, names = page.book.styles.cell, page.book.person_names
    if of is None:
        for empty in range(column, column + len(EVENNESS)):
            page.text(row, empty, "", cell(bg_color=HEAD))
        return
    page.number(row, column, of.least, cell(num_format="0"))
    page.text(row, column + 1, names[of.least_person], cell())
    page.number(row, column + 2, of.most, cell(num_format="0"))
    page.text(row, column + 3, names[of.most_person], cell())
    page.number(row, column + 4, of.gini, cell(num_format="0.000"))
