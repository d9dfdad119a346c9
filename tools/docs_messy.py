"""The text of docs/messy-inputs.md: what is understood of hand-made inputs, and the words known."""

from __future__ import annotations

from roster.io.columns import SHEETS
from roster.io.understand.headers import OWN_HEADERS
from roster.io.understand.sheets import OWN_SHEETS
from roster.io.understand.words import ALL_WORDS

_HEAD = """\
# Inputs made by hand

<!-- Written by `python -m tools.write_docs` from roster/io/understand. -->

A workbook need not come from our template. What can be understood in one way only is read so, and
`roster check` tells each such thing with its cell; what could mean two things is refused, and the
message names both. Other commands say in a line how much was assumed. `roster check --fix` writes a
tidy copy in which those cells are marked. Why so: [decision
0015](decisions/0015-what-is-understood-of-hand-made-inputs.md). Fourteen examples lie in
`tests/cases/messy`, each with what `roster check` says of it (`expected.txt`).

"""
_RULES = (
    (
        "sheets",
        (
            "another name of it (below), with month, county, 表, 名单 or a number around; any "
            "name where the headers fit one sheet only; no sheet 固定安排 or 日历调整; sheets of "
            "another month and the clerk's own are not read"
        ),
        (
            "two that can be the same sheet; headers that fit two; a name or headers near one of "
            "ours; a hidden sheet that is ours"
        ),
    ),
    (
        "headers",
        (
            "not in the first row, in two rows under a group's title, another word for it "
            "(below), other order; the clerk's own columns are not read"
        ),
        (
            "two that can be the same column; an unknown column with content; another unit (公里 "
            "for minutes); a column without header"
        ),
    ),
    (
        "rows",
        (
            "totals, headers printed again, examples, remarks, lines to sign, and rows that are "
            "only numbered are not read; a comment on a cell is told, not read"
        ),
        (
            "hidden or filtered rows and hidden columns that hold data; crossed-out text; a second table "
            "below with other columns, or beside"
        ),
    ),
    (
        "merged cells",
        "downwards: the value holds for each row; above the headers: nothing",
        "across columns",
    ),
    (
        "编号",
        "no such column: the name is the id; Ｐ０２ as P02; elsewhere p02 for P02",
        "doubled ids, case and width apart; without ids doubled names",
    ),
    (
        "a site's 类型",
        "no such column: 镇, 乡, 街道, 开发区 are stations; 县, 市, 区, 中心 the centre",
        "any other name",
    ),
    (
        "names",
        "张 三; brackets, which are printed (王伟（大）)",
        (
            "a telephone number or a category in a name; two persons or sites in a cell; 待定, 空缺, "
            "（停用）; 同上 and 〃, also as 执业机构 or 地址"
        ),
    ),
    (
        "telephone numbers",
        "无, / and — as a blank, as for 证号, 地址, 逢集; a 证号 that looks like a mobile number",
        (
            "two in a cell, but as a setting; words; lengths that no number has; a mobile of other than "
            "11 digits; 3540000000, which lost its 0"
        ),
    ),
    (
        "persons and sites",
        "张 三, 李喆律师, 郭道 for 郭道镇, 县中心, where one only is meant",
        "where several are",
    ),
    (
        "dates",
        (
            "12月5日, 12-5, 12.5, 5日: within three months of the planned one, or after the "
            "row's earlier date; 26-12-5; a bare number that is a date's (46361); "
            "12月8日-10日, 8-10日, 12月8日起3天; 8、9、15日 as several rows; a 结束日期 3日 after the "
            "28th: of the next month; leave of more than 92 days on end, leave there twice, 愿意 on a "
            "day of leave; the same month of another year; past duties within the planned month, "
            "after it, or of long ago"
        ),
        (
            "5/12/2026, 03-04-26, 12-15, a numeric 12.1; no year and far away; another weekday "
            "than it says; a range beside another 结束日期; leave more than 3 years from the planned "
            "month, a 起算日期 so far ahead; past duties years after the planned month"
        ),
    ),
    (
        "hours",
        "8-12, 8.30-11.30; 2:30-5:30 in the afternoon",
        "08001200",
    ),
    (
        "numbers",
        "1小时10分 as 70 minutes, 一个半小时; settings: 12次, 2天, 1,200元, 3.5万, 年度, 无",
        "约45分钟, 45公里; bare numbers under 距县城, which may be kilometres",
    ),
    (
        "frequencies",
        "每周二: weekly on Tuesday; 2 under the header 每月几次; 隔周; 工作日 among weekdays",
        "半月一次; 周二、周四; a bare 2",
    ),
    (
        "逢集, 庙会",
        "三月三 as 农历三月三; 无 as a blank",
        "农历3、6、9: endings (逢) or days (初)?; 逢3、6、9 or 三六九 without 农历 or 公历",
    ),
    (
        "words",
        "those below",
        "all others; categories are never guessed",
    ),
)
_NOT_TOLD = """
Not told, because it is another way of writing the very same: decorations of a header (`姓名*`,
`姓名（必填）`, 姓 名, line breaks, brackets), full-width characters, 2026年12月5号, 20261205,
2026.12.5（周六）, 二〇二六年十二月五日, 8点-12点, 上午8:30—11:30, 3次, 45分钟, 一周1次, 2次/月,
telephone numbers with spaces, 四十分钟, 40min, 阴历 and 阳历, 农历二月二.
"""


def page() -> str:
    """The whole page."""
    rules = _table(("", "understood, and told", "refused"), list(_RULES))
    return _HEAD + rules + _NOT_TOLD + _words() + _sheets() + _headers() + _own()


def _words() -> str:
    rows = [
        (where, ours, "、".join(others))
        for where, words in ALL_WORDS.items()
        for ours, others in words.items()
    ]
    return f"\n## Words\n\n{_table(('where', 'read as', 'words'), rows)}"


def _sheets() -> str:
    rows = [(sheet.name, "、".join(sheet.also)) for sheet in SHEETS if sheet.also]
    return f"\n## Names of sheets\n\n{_table(('sheet', 'other names'), rows)}"


def _headers() -> str:
    rows = [
        (sheet.name, column.name, "、".join(column.also))
        for sheet in SHEETS
        for column in sheet.columns
        if column.also
    ]
    return f"\n## Headers\n\n{_table(('sheet', 'column', 'other headers'), rows)}"


def _own() -> str:
    return (
        "\n## The clerk's own\n\n"
        f"Sheets that are not read: {'、'.join(OWN_SHEETS)}. Columns that are not read where the sheet "
        f"has none of that name: {'、'.join(OWN_HEADERS)}. A number may stand behind either.\n"
    )


def _table(heads: tuple[str, ...], rows: list[tuple[str, ...]]) -> str:
    lines = [heads, tuple("---" for _ in heads), *rows]
    return "".join(f"| {' | '.join(line)} |\n" for line in lines)
