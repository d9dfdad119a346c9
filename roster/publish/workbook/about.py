"""说明: what this workbook is, how it came about, what its colours mean, where its sheets are."""

from __future__ import annotations

from roster.model.people import CATEGORY_NAMES
from roster.model.roster import STATUS_NAMES
from roster.publish.workbook.book import TITLE_ROWS, Book, Page
from roster.publish.workbook.styles import LEAVE_FILL, LOOKS, OFF_DAY, RED, SHORT_FILL
from roster.publish.workbook.words import (
    LEAVE,
    SHEETS,
    SHORT,
    moment_text,
    revision_text,
)

WIDTHS = (24, 90)
LEFT = {"align": "left", "indent": 1}


def write_about(book: Book) -> None:
    """Add the sheet."""
    page = Page(book, "about", WIDTHS, heading=SHEETS["about"].to(book.lang), pages_high=1)
    page.keep_in_view(TITLE_ROWS)
    row = _write_facts(page, TITLE_ROWS)
    row = _write_links(page, row + 1)
    _write_legend(page, row + 1)


def _facts(book: Book) -> list[tuple[str, str]]:
    roster, settings, say = book.roster, book.problem.settings, book.say
    solver = roster.solver
    published = str(roster.published_on) if roster.published_on else say("未公布", "not published")
    return [
        (say("县（市、区）", "county"), settings.county),
        (say("发布单位", "bureau"), settings.bureau),
        (say("月份", "month"), roster.month),
        (say("版次", "revision"), revision_text(roster).to(book.lang)),
        (say("状态", "status"), STATUS_NAMES[roster.status].to(book.lang)),
        (say("公布日期", "published on"), published),
        (
            say("节假日安排", "public holidays"),
            say("已公布", "announced")
            if roster.calendar_announced
            else say("尚未公布，按平常星期推算", "not announced yet: plain weekdays assumed"),
        ),
        (say("编制时间", "planned at"), moment_text(roster.planned_at)),
        (say("程序版本", "program version"), roster.program_version),
        (
            say("求解设置", "solver settings"),
            say(
                f"{solver.workers}个线程，随机种子{solver.seed}，限时{solver.time_limit:g}秒",
                f"{solver.workers} worker(s), seed {solver.seed}, {solver.time_limit:g} s",
            ),
        ),
        (say("输入数据指纹", "digest of the inputs"), roster.inputs_digest),
    ]


def _write_facts(page: Page, row: int) -> int:
    styles = page.book.styles
    for name, value in _facts(page.book):
        page.text(row, 0, name, styles.head())
        page.text(row, 1, value, styles.cell(**LEFT))
        page.fit(row, [(1, value)])
        row += 1
    return row


def _write_links(page: Page, row: int) -> int:
    book, styles = page.book, page.book.styles
    contents = {
        "by_site": ("各站点每天由谁值班", "who is on duty at each site on each day"),
        "by_person": ("各人每天在哪里值班、何时请假", "where each person serves, and their leave"),
        "by_day": ("逐条列出全部值班，可筛选", "every duty in a line, to be filtered"),
        "changes": ("与上一次公布的不同之处", "what differs from what was published before"),
        "why": ("每个班为什么是此人，换别人会怎样", "why each duty is this person's"),
        "fairness": ("各人负荷、应排份额与补贴", "each person's load, fair share and subsidy"),
        "periods": (
            "本月、本季度、本年的负荷和均匀程度",
            "loads by month, quarter, year; how even",
        ),
        "shortages": ("未能排上的班及原因", "what could not be staffed, and why"),
        "scores": ("各层级、各规则的得分与证明", "values and proofs of levels and rules"),
    }
    page.head(row, [book.say("工作表", "sheet"), book.say("内容", "contents")])
    for key, (zh, en) in contents.items():
        if key == "changes" and book.correction is None:
            continue
        row += 1
        page.height(row, 1)
        name = SHEETS[key].to(book.lang)
        link = styles.cell(font_color="#0563C1", underline=1)
        page.sheet.write_url(row, 0, f"internal:'{name}'!A1", link, name)
        page.text(row, 1, book.say(zh, en), styles.cell(**LEFT))
    return row + 1


def _write_legend(page: Page, row: int) -> None:
    book, styles, say = page.book, page.book.styles, page.book.say
    page.head(row, [say("图例", "legend"), say("含义", "meaning")])
    marks = [
        (
            CATEGORY_NAMES[c].to(book.lang),
            look.fill,
            look.letters(),
            say("人员类别", "category of person"),
        )
        for c, look in LOOKS.items()
    ]
    marks += [
        (
            SHORT.to(book.lang),
            SHORT_FILL,
            {"font_color": RED, "bold": 1},
            say("缺岗：应有人值班而无人可排", "short: nobody could be put on duty"),
        ),
        (
            LEAVE.to(book.lang),
            LEAVE_FILL,
            {"font_color": RED},
            say("请假、开庭等不能值班", "leave: cannot serve"),
        ),
        (
            "",
            OFF_DAY,
            {},
            say("休息日；人员不在值班人员库有效期内", "day off; person not in the pool"),
        ),
    ]
    for text, fill, letters, meaning in marks:
        row += 1
        page.height(row, 1)
        page.text(row, 0, text, styles.cell(bg_color=fill, **letters))
        page.text(row, 1, meaning, styles.cell(**LEFT))
