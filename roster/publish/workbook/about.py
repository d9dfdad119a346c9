"""说明: what this workbook is, how it came about, what its colours mean, where its sheets are."""

from __future__ import annotations

from roster.model.people import CATEGORY_NAMES
from roster.model.roster import STATUS_NAMES
from roster.model.sheets import CATEGORY_MARKS, SHORT
from roster.publish.workbook.book import TITLE_ROWS, Book, Target
from roster.publish.workbook.days import BOXES, KIND_NAMES
from roster.publish.workbook.page import Page
from roster.publish.workbook.styles import (
    LEAVE_BOX,
    LOOKS,
    NOT_IN_POOL,
    RED,
    SHORT_BOX,
    line_count,
)
from roster.publish.workbook.words import EDITABLE, LEAVE, SHEETS, moment_text, revision_text
from roster.text import Text

WIDTHS = (24, 90)
LEFT = {"align": "left", "indent": 1}


def write_about(book: Book) -> None:
    """Add the sheet."""
    page = Page(book, "about", WIDTHS, heading=SHEETS["about"].to(book.lang), pages_high=1)
    page.keep_in_view(TITLE_ROWS)
    row = _write_links(page, TITLE_ROWS)
    row = _write_facts(page, row + 1)
    row = _write_editing(page, row + 1)
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


CONTENTS = {
    "by_site": Text("各站点每天由谁值班", "who is on duty at each site on each day"),
    "by_person": Text("各人每天在哪里值班、何时请假", "where each person serves, and their leave"),
    "by_day": Text("逐条列出全部值班，可筛选", "every duty in a line, to be filtered"),
    "changes": Text("与上一次公布的不同之处", "what differs from what was published before"),
    "why": Text("每个班为什么是此人，换别人会怎样", "why each duty is this person's"),
    "fairness": Text("各人负荷、应排份额与补贴", "each person's load, fair share and subsidy"),
    "periods": Text(
        "本月、本季度、本年的负荷和均匀程度", "loads by month, quarter, year; how even"
    ),
    "shortages": Text("未能排上的班及原因", "what could not be staffed, and why"),
    "scores": Text("各层级、各规则的得分与证明", "values and proofs of levels and rules"),
}
EDITABLE_MARK = Text("　★可以修改", "　★ may be edited")
EDITING = (
    Text(
        "绿色标签的两张表（排班总表、按日清单）可以修改，改好后用 roster import 交回；"
        "其余各表只供查看，改了也不读入。",
        "The two sheets with green tabs (By site, By day) may be edited and given back: roster import "
        "FILE. The others are to be looked at; what is changed there is not read.",
    ),
    Text(
        "排班总表：在格内写姓名，一行一人；清空即无人；半天的在姓名上面一行写上午或下午。",
        "By site: write names into a cell, one a line; empty is nobody; a.m. or p.m. above a name for a "
        "half day.",
    ),
    Text(
        "按日清单：改日期、站点、时段、姓名，删去整行，或在下面加行；理由一列用来放行可以例外的规则。",
        "By day: change date, site, session, name; delete rows; add rows below. A reason lets a rule "
        "be overridden.",
    ),
    Text(
        "同名的人写作“姓名（编号）”。已过去的日子不能改；每处改动都经复核，不合规则的逐条说明。",
        "Of namesakes write the name with the id in brackets. Days that are over cannot be changed; every "
        "edit is audited, and each that is refused is told.",
    ),
)


def _write_links(page: Page, row: int) -> int:
    """The index: each sheet's name leads to it."""
    book, styles = page.book, page.book.styles
    page.head(row, [book.say("工作表", "sheet"), book.say("内容", "contents")])
    for key, text in CONTENTS.items():
        if key == "changes" and book.correction is None:
            continue
        row += 1
        page.height(row, 1)
        link = styles.cell(font_color="#0563C1", underline=1)
        page.link(row, 0, Target(key), SHEETS[key].to(book.lang), link)
        mark = EDITABLE_MARK.to(book.lang) if key in EDITABLE else ""
        page.text(row, 1, text.to(book.lang) + mark, styles.cell(**LEFT))
    return row + 1


def _write_editing(page: Page, row: int) -> int:
    """How the workbook is edited and given back."""
    book, styles = page.book, page.book.styles
    page.merged(row, 0, 1, book.say("怎样修改", "how to edit it"), styles.head())
    page.height(row, 1)
    for text in EDITING:
        row += 1
        told = text.to(book.lang)
        page.merged(row, 0, 1, told, styles.cell(**LEFT))
        page.height(row, line_count(told, sum(WIDTHS) - 4))
    return row + 1


def _write_legend(page: Page, row: int) -> None:
    """Each look: category of people, kind of day, what is missing, leave."""
    book, styles, say = page.book, page.book.styles, page.book.say
    page.head(row, [say("图例", "legend"), say("含义", "meaning")])
    of_people = say("人员类别；姓名下的字", "category of person; the letter below a name")
    marks = [
        (
            CATEGORY_NAMES[c].to(book.lang),
            {**look.box(), **look.letters()},
            f"{of_people}：{CATEGORY_MARKS[c].to(book.lang)}",
        )
        for c, look in LOOKS.items()
    ]
    days = say("日期的底色", "shade of days")
    marks += [(name.to(book.lang), BOXES[kind], days) for kind, name in KIND_NAMES.items()]
    short = say("缺岗：应有人值班而无人可排", "short: nobody could be put on duty")
    leave = say("请假、开庭等不能值班", "leave: cannot serve")
    marks += [
        (SHORT.to(book.lang), {**SHORT_BOX, "font_color": RED, "bold": 1}, short),
        (LEAVE.to(book.lang), {**LEAVE_BOX, "font_color": RED}, leave),
        ("", NOT_IN_POOL, say("人员不在值班人员库有效期内", "person not in the pool")),
    ]
    for text, look, meaning in marks:
        row += 1
        page.height(row, 1)
        page.text(row, 0, text, styles.cell(**look))
        page.text(row, 1, meaning, styles.cell(**LEFT))
