"""公平统计: what each person carried, what the fair share would be, and the month's subsidy."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from roster.model.people import CATEGORY_NAMES
from roster.model.shares import SCALE, window_start
from roster.publish.workbook.book import TITLE_ROWS, Book
from roster.publish.workbook.page import Page
from roster.publish.workbook.styles import FONTS, GREY, HEAD, LOOKS, RED
from roster.publish.workbook.words import SHEETS
from roster.text import day_text

if TYPE_CHECKING:
    from collections.abc import Sequence

    from roster.model.people import Person

WIDTHS = (17, 22, *(9,) * 6, 10, 10, 10, 10, 10, 10, 12)
GROUPS = (
    (("人员", "person"), 3),
    (("历史", "history"), 2),
    (("本月", "this month"), 3),
    (("负荷（分）", "load (points)"), 3),
    (("下乡（次）", "station trips"), 3),
    (("补贴", "subsidy"), 1),
)
NAMES = (
    ("姓名", "name"),
    ("人员类别", "category"),
    ("可值班\n工作日", "days could\nserve"),
    ("负荷", "load"),
    ("下乡", "trips"),
    ("中心", "centre"),
    ("站点\n（下乡）", "stations\n(trips)"),
    ("负荷", "load"),
    ("合计", "sum"),
    ("应排", "fair share"),
    ("差额", "difference"),
    ("合计", "sum"),
    ("应排", "fair share"),
    ("差额", "difference"),
    ("本月（元）", "yuan"),
)
TENTHS = frozenset((9, 10, 12, 13))  # columns with one decimal
DIFFERENCES = frozenset((10, 13))
SUM, FAIR = 8, 9  # the columns of the chart
TOP = TITLE_ROWS + 2


class Account(NamedTuple):
    """The figures of one person, or of all: the columns after name and category."""

    days: int
    past_load: int
    past_trips: int
    centre: int
    stations: int
    load: int
    load_sum: int
    load_fair: float
    load_difference: float
    trips_sum: int
    trips_fair: float
    trips_difference: float
    pay: int


def account(book: Book, person: str) -> Account:
    """One person's figures: loads in points, shares in points and trips, pay in yuan."""
    problem, share = book.problem, book.problem.shares[person]
    duties = book.roster.of_person[person]
    stations = sum(problem.is_station(d.site) for d in duties)
    load = sum(map(problem.load, duties))
    loads, trips = share.past_load + load, share.past_trips + stations
    return Account(
        share.days,
        share.past_load,
        share.past_trips,
        len(duties) - stations,
        stations,
        load,
        loads,
        share.fair_load / SCALE,
        (SCALE * loads - share.fair_load) / SCALE,
        trips,
        share.fair_trips / SCALE,
        (SCALE * trips - share.fair_trips) / SCALE,
        sum(problem.pay(person, d) for d in duties),
    )


def write_fairness(book: Book) -> None:
    """Add the sheet."""
    heading = SHEETS["fairness"].to(book.lang)
    page = Page(book, "fairness", WIDTHS, heading=heading, pages_high=book.one_page)
    _write_head(page)
    people = book.problem.people
    accounts = [account(book, p.id) for p in people]
    for row, (person, figures) in enumerate(zip(people, accounts, strict=True), TOP):
        _write_person(page, row, person, figures)
    last = TOP + len(people)
    page.merged(last, 0, 1, book.say("合计", "total"), book.styles.head())
    # Shares are whole tenths; adding them as fractions must not show anything finer.
    totals = [round(sum(column), 1) for column in zip(*accounts, strict=True)]
    _write_figures(page, last, totals or [0] * len(Account._fields), HEAD)
    page.height(last, 1)
    _write_note(page, last + 1)
    if people:
        _add_chart(page, len(people), last + 3)


def fairness_row(number: int) -> int:
    """The row of the pool's nth person, from 0."""
    return TOP + number


def _write_head(page: Page) -> None:
    book, column = page.book, 0
    for name, width in GROUPS:
        page.merged(TITLE_ROWS, column, column + width - 1, book.say(*name), book.styles.head())
        column += width
    page.height(TITLE_ROWS, 1)
    page.head(TITLE_ROWS + 1, [book.say(*name) for name in NAMES], lines=2)
    page.keep_in_view(TOP, 1)


def _write_person(page: Page, row: int, person: Person, figures: Account) -> None:
    styles, look = page.book.styles, LOOKS[person.category]
    category = CATEGORY_NAMES[person.category].to(page.book.lang)
    letters = {**look.box(), **look.letters()}
    name = page.book.person_names[person.id]
    page.person(row, 0, person.id, styles.cell(**letters))
    page.text(row, 1, category, styles.cell(**letters))
    _write_figures(page, row, figures, "")
    page.fit(row, [(0, name), (1, category)])


def _write_figures(page: Page, row: int, figures: Sequence[float], fill: str) -> None:
    for column, figure in enumerate(figures, 2):
        form = {"num_format": "0.0"} if column in TENTHS else {"num_format": "0"}
        if column in DIFFERENCES:
            form = {"num_format": "+0.0;-0.0;0.0"}
        box = {"bg_color": fill} if fill else {}
        page.number(row, column, figure, page.book.styles.cell(**form, **box))


def _write_note(page: Page, row: int) -> None:
    book = page.book
    start = day_text(window_start(book.problem))
    year = window_start(book.problem).year
    note = book.say(
        f"统计自{year}年{start.zh}起；应排＝全部负荷按各人可值班工作日（及份额比例）分摊；差额＝合计−应排，"
        "正数为多排。",
        f"Counted from {start.en} {year}. Fair share: all load shared out by the days each could "
        "serve (and their share). Difference = sum − fair share; above zero is more than fair.",
    )
    page.merged(
        row,
        0,
        len(WIDTHS) - 1,
        note,
        book.styles.text(font_color=GREY, font_size=9, text_wrap=True, valign="vcenter"),
    )
    page.height(row, 1, least=24)


def _add_chart(page: Page, people: int, row: int) -> None:
    """Columns of the load carried, and a mark at each fair share."""
    book, name = page.book, SHEETS["fairness"].to(page.book.lang)
    rows = TOP, TOP + people - 1
    font = {"name": FONTS[book.lang][0], "size": 9}

    def series(column: int, **look: object) -> dict[str, object]:
        return {
            "name": book.say(*NAMES[column]),
            "categories": [name, rows[0], 0, rows[1], 0],
            "values": [name, rows[0], column, rows[1], column],
            **look,
        }

    chart = book.file.add_chart({"type": "column"})
    chart.add_series(series(SUM, fill={"color": "#8FB4DC"}, border={"color": "#44546A"}, gap=60))
    marks = book.file.add_chart({"type": "line"})
    marks.add_series(
        series(
            FAIR,
            line={"none": True},
            marker={
                "type": "long_dash",
                "size": 14,
                "fill": {"color": RED},
                "border": {"color": RED},
            },
        )
    )
    chart.combine(marks)
    chart.set_title(
        {
            "name": book.say("负荷合计与应排份额（分）", "load carried and fair share (points)"),
            "name_font": {**font, "size": 11},
        }
    )
    chart.set_x_axis({"num_font": font})
    chart.set_y_axis(
        {
            "num_font": font,
            "min": 0,
            "major_gridlines": {"visible": True, "line": {"color": "#D9D9D9"}},
        }
    )
    chart.set_legend({"position": "bottom", "font": font})
    chart.set_size({"width": sum(int(w * 7) + 5 for w in WIDTHS) - 5, "height": 260})
    page.sheet.insert_chart(row, 0, chart, {"object_position": 3})
