"""The sheet 说明 of the template: what to fill in, in which order, and the commands that follow."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from roster.io.columns import EXAMPLE, IGNORED, SHEETS
from roster.io.template.styles import BLUE, PALE, RED, YELLOW
from roster.text import Text

if TYPE_CHECKING:
    from collections.abc import Iterator

    from xlsxwriter import Workbook

    from roster.io.tables import Table
    from roster.io.template.styles import Styles
    from roster.model.calendar import Month
    from roster.text import Lang

_TITLE = Text("怎样填这本工作簿", "How to fill in this workbook")
_STEPS = (
    Text(
        "站点：县中心一行，每个乡镇站点一行。核对名称，补上车程、逢集、地址、电话；不设站点的乡镇，整行删去",
        "站点: the centre and a row for each station. Check names, add minutes, market days, addresses; "
        "delete the rows of townships without a station",
    ),
    Text(
        "需求：每个站点多久坐班一次。站点表删了哪一行，这里也删",
        "需求: how often each station is visited; delete the rows that you deleted in 站点",
    ),
    Text(
        "人员：值班人员库，一人一行。编号（P01、P02……）一经使用不要改",
        "人员: the pool, one row a person; an id (P01, P02, …) is never changed once it is used",
    ),
    Text(
        "请假与意愿：谁哪天不能值班，谁愿意或不愿意哪天值班",
        "请假与意愿: who cannot serve on which day, who would like to, who would rather not",
    ),
    Text(
        "固定安排、日历调整：指定、禁止、关闭、加场，与国家放假安排不同的日子；没有就空着",
        "固定安排, 日历调整: pins, bans, closures, extra visits, days off and on; may be empty",
    ),
    Text(
        "规则：县里的设置，值空白就用默认。每一行的“说明”写着它管什么",
        "规则: the settings; a blank 值 is the default. 说明 says what each one is",
    ),
    Text(
        f"以“{EXAMPLE}”开头的行只是样子，不会读入，看过可以删去",
        f"rows that begin with {EXAMPLE} show how it is done; they are not read and may be deleted",
    ),
)
_COLOURS = (
    (BLUE, Text("深色表头：必填的列", "dark heading: must be filled in")),
    (PALE, Text("浅色表头：可以不填的列", "pale heading: may be blank")),
    (
        YELLOW,
        Text(
            "黄色的格：程序这样理解的，请核对批注（--fix 整理后才有）",
            "yellow cell: how the program understood it, see its note (after --fix)",
        ),
    ),
    (
        RED,
        Text(
            "红色的格：有问题，要照批注改正（--fix 整理后才有）",
            "red cell: wrong, to be corrected as its note says (after --fix)",
        ),
    ),
)
_COMMANDS = (
    ("roster check {} --month {}", Text("检查", "check")),
    ("roster check {} --month {} --fix", Text("写出整理好的一份", "write a tidy copy")),
    ("roster plan {} --month {}", Text("排班", "plan the month")),
)
_HABITS = (
    Text(
        "表头是锁定的，不用密码就能解除，但请不要改：程序认的是表头",
        "the headings are locked (no password); leave them as they are, they are what is read",
    ),
    Text(
        "鼠标停在表头上，看这一列填什么；点一格，右边有小箭头的可以选",
        "rest the mouse on a heading to see what its column takes; cells with an arrow offer a choice",
    ),
    Text(
        "证号、电话的列已设为文本，直接输入即可，末尾数字不会丢",
        "columns of certificates and phones are text, so no digits are lost",
    ),
)
_COLUMN_WIDTHS = (16, 100)


class Named(NamedTuple):
    """What the commands name: the file, and the month where it is known."""

    file: str
    month: Month | None


class _Line(NamedTuple):
    """A line of the sheet: two cells, the left one coloured where a colour is explained."""

    left: Text
    right: Text
    colour: str = ""


def write_guide(book: Workbook, styles: Styles, named: Named, lang: Lang) -> None:
    """Add the sheet as the first one, and show it when the workbook is opened."""
    page = book.add_worksheet(IGNORED[0])
    page.hide_gridlines(2)
    page.set_landscape()
    page.set_paper(9)
    page.fit_to_pages(1, 1)
    for column, width in enumerate(_COLUMN_WIDTHS):
        page.set_column(column, column, width)
    page.set_row(0, 28)
    page.write_string(0, 0, _TITLE.to(lang), styles.add(bold=True, font_size=16))
    row = 2
    for heading, lines in _parts(named):
        page.write_string(row, 0, heading.to(lang), styles.add(bold=True, font_size=12))
        for line in lines:
            row += 1
            filled = {"bg_color": line.colour, "border": 1} if line.colour else {}
            page.write_string(row, 0, line.left.to(lang), styles.add(valign="top", **filled))
            page.write_string(row, 1, line.right.to(lang), styles.add(text_wrap=True, valign="top"))
        row += 2
    page.activate()


def is_guide(table: Table) -> bool:
    """Whether a sheet that was read is one written here."""
    first = None if table.frame.empty else table.frame.iat[0, 0]
    return table.sheet == IGNORED[0] and first in _TITLE


def _parts(named: Named) -> Iterator[tuple[Text, list[_Line]]]:
    """Each part of the sheet: its heading and its lines."""
    steps = [_Line(_plain(str(n)), step) for n, step in enumerate(_STEPS, 1)]
    yield Text("先填", "Fill in"), steps
    yield Text("颜色", "Colours"), [_Line(_plain(""), words, c) for c, words in _COLOURS]
    yield (
        Text("再运行", "Then run"),
        [
            _Line(what, _plain(command.format(named.file, named.month or "YYYY-MM")))
            for command, what in _COMMANDS
        ],
    )
    yield Text("要留心", "Mind"), [_Line(_plain("·"), habit) for habit in _HABITS]
    yield Text("各表", "Sheets"), [_Line(_plain(sheet.name), sheet.text) for sheet in SHEETS]


def _plain(words: str) -> Text:
    return Text(words, words)
