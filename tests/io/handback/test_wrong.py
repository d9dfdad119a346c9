"""Wrong cells of an edited workbook: each is told with its place, what is wrong and what would be right."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from tests.cli.workbooks import GRID, LIST, cell_of, row_of
from tests.io.handback.kit import RESTORE, in_grid, told, unmerged
from tests.publish.workbook_sample import moment

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from openpyxl.workbook import Workbook

NAMES = "核对姓名，或清空该格"


def in_head(number: int, value: object) -> Callable[[Workbook], None]:
    def edit(book: Workbook) -> None:
        book[GRID].cell(3, 1 + number).value = value

    return edit


def in_list(column: int, value: object) -> Callable[[Workbook], None]:
    """The row of P1 on the 9th."""

    def edit(book: Workbook) -> None:
        book[LIST].cell(row_of(book[LIST], "甲P1", 9), column).value = value

    return edit


def site_row(value: object, row: int = 7) -> Callable[[Workbook], None]:
    def edit(book: Workbook) -> None:
        book[GRID].cell(row, 1).value = value

    return edit


def doubled(book: Workbook) -> None:
    sheet, row = book[LIST], row_of(book[LIST], "甲P1", 9)
    sheet.append([c.value for c in sheet[row]])


def gone(sheet: str) -> Callable[[Workbook], None]:
    return lambda book: book.remove(book[sheet])


AT_9 = "工作表“排班总表” 第6行 “9日”列 "
P1_ROW = "工作表“按日清单” 第7行 "


@pytest.mark.parametrize(
    ("edit", "problems"),
    [
        (
            in_grid("公共", 9, "甲P9"),
            [AT_9 + "值“甲P9”：值班人员库里没有“甲P9”。是否应为：甲P5、甲P4、甲P3"],
        ),
        (in_grid("公共", 9, "无"), [AT_9 + f"值“无”：值班人员库里没有“无”。{NAMES}"]),
        (
            in_grid("公共", 9, "王伟"),
            [AT_9 + "值“王伟”：有多个“王伟”。写其中之一：王伟（P6）、王伟（P7）"],
        ),
        (in_grid("公共", 9, "甲P4\n甲P4"), [AT_9 + "值“甲P4⏎甲P4”：“甲P4”写了两次。只留一次"]),
        (
            in_grid("公共", 9, "=1+1"),
            [AT_9 + "值“=1+1”：公式没有计算结果。用Excel打开并保存一次，或直接填写值"],
        ),
        (
            in_grid("公共", 9, moment(9)),
            [AT_9 + "值“2026-12-09”：应为文字。把该列的格式设为“文本”后重新输入"],
        ),
        (
            lambda book: book[GRID].merge_cells("J6:K6"),
            ["工作表“排班总表” 第6行 “10日”列 值“甲P1⏎律”：合并单元格只有左上角有值。"
             "取消合并，在每一格填写值"],
        ),
        (in_head(31, 32), [f"工作表“排班总表” 第3行 值“32”：不是2026-12的日期。{RESTORE}",
                           f"工作表“排班总表” 第3行：缺少31日的列。{RESTORE}"]),
        (in_head(31, 30.0), [f"工作表“排班总表” 第3行 值“30”：这一天有两列。{RESTORE}",
                             f"工作表“排班总表” 第3行：缺少31日的列。{RESTORE}"]),
        (lambda book: site_row(None, 3)(book), [f"工作表“排班总表”：找不到表头。{RESTORE}"]),
        (
            site_row("乌有镇"),
            ["工作表“排班总表”：缺少“S镇”这一行。" + RESTORE,
             "工作表“排班总表” 第7行 “站点”列 值“乌有镇”：没有站点“乌有镇”。"
             "写其中之一：公共法律服务中心（C）、S镇（S）"],
        ),
        (
            site_row(None),
            ["工作表“排班总表”：缺少“S镇”这一行。" + RESTORE,
             "工作表“排班总表” 第7行 “站点”列：没有站点名。" + RESTORE],
        ),
        (
            site_row("中心"),
            ["工作表“排班总表”：缺少“S镇”这一行。" + RESTORE,
             "工作表“排班总表” 第7行 “站点”列 值“中心”：这个站点有两行。" + RESTORE],
        ),
        (in_list(1, moment(9, 11)), [P1_ROW + "A列“日期” 值“2026-11-09”：不在2026-12。填本月的日期"]),
        (in_list(1, "明天"), [P1_ROW + "A列“日期” 值“明天”：不是有效的日期。"
                              "写成如 2026-12-05 的日期，不带钟点"]),
        (in_list(3, "东镇"), [P1_ROW + "B列“站点” 值“东镇”：没有站点“东镇”。"
                            "写其中之一：公共法律服务中心（C）、S镇（S）"]),
        (in_list(3, None), [P1_ROW + "B列“站点”：此处不能为空。填写该格"]),
        (in_list(4, "夜里"), [P1_ROW + "C列“时段” 值“夜里”：不是时段。填其中之一：全天、上午、下午"]),
        (in_list(6, "王伟"), [P1_ROW + "D列“姓名” 值“王伟”：有多个“王伟”。"
                              "写其中之一：王伟（P6）、王伟（P7）"]),
        (doubled, ["工作表“按日清单” 第10行 D列“姓名” 值“甲P1”：与第7行是同一班。只留一行"]),
        (lambda book: unmerged(book[LIST]).delete_rows(3),
         ["工作表“按日清单”：找不到表头。恢复原来的表头"]),
        (gone(LIST), ["工作表“按日清单”：缺少工作表。恢复这张表，或从原文件重做"]),
    ],
)  # fmt: skip
def test_what_is_wrong_is_told_with_its_place(
    edit: Callable[[Workbook], object], problems: list[str], tmp_path: Path
) -> None:
    assert told(edit, tmp_path) == problems


def test_everything_wrong_is_told_at_once_in_english_too(tmp_path: Path) -> None:
    def edit(book: Workbook) -> None:
        cell_of(book["By site"], "Centre", 9).value = "nobody"
        book["By day"].cell(row_of(book["By day"], "甲P1", 9), 6).value = "王伟"

    assert told(edit, tmp_path, lang="en") == [
        "sheet “By site”, row 6, column “9”, value “nobody”: nobody in the pool is called “nobody”. "
        "check the name, or clear the cell",
        "sheet “By day”, row 7, column D “name”, value “王伟”: several are called “王伟”. "
        "write one of: 王伟（P6）, 王伟（P7）",
    ]
