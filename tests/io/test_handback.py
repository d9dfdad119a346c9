"""An edited workbook as it is read: how names may be written, and what is told of wrong cells."""

from __future__ import annotations

import shutil
import subprocess
from typing import TYPE_CHECKING, Any

import pytest

from roster.io.handback import HandbackFile, is_workbook
from roster.model.demand import ExtraVisit
from roster.model.proposals import changed
from roster.model.sites import Session
from tests.build import centre_demand, day, duty, person, problem, station, visits
from tests.cli.workbooks import GRID, LIST, cell_of, row_of
from tests.io.handback_kit import given_back, opened, revision, told
from tests.publish.workbook_sample import moment

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from openpyxl.workbook import Workbook

    from roster.model.requests import Duty
    from roster.text import Lang

P1, P3, P4 = (duty(p, "C", 9) for p in ("P1", "P3", "P4"))
RESTORE = "恢复原来的表头和行列，或从原文件重做"
NAMES = "核对姓名，或清空该格"


def now(cell: object, folder: Path, at: tuple[str, int] = ("公共", 9)) -> set[Duty]:
    """Who is to be there once the cell holds this."""
    base = revision()
    book = opened(base)
    cell_of(book[GRID], *at).value = cell
    edits = given_back(book, base, folder)
    return set(edits[0].now) if edits else set()


@pytest.mark.parametrize(
    ("cell", "expected"),
    [
        ("甲P4", {P4}),
        ("P4", {P4}),
        (" 甲　P4 ", {P4}),
        ("甲P4\n律", {P4}),
        ("甲P4\r\n甲P3", {P4, P3}),
        ("甲P4、甲P3", {P4, P3}),
        ("甲P4 甲P3", {P4, P3}),
        ("全天：甲P4", {P4}),
        ("缺\n甲P4", {P4}),
        ("甲P4\n缺2", {P4}),
        ("加场\n甲P4", {P4}),
        ("王伟(P6)", {duty("P6", "C", 9)}),
        ("王 伟（P7）", {duty("P7", "C", 9)}),
        ("甲P1", set()),  # as it was, without the mark below: no edit
        ("上午\n甲P4", {duty("P4", "C", 9, Session.MORNING)}),
    ],
)
def test_names_as_a_clerk_writes_them(cell: str, expected: set[Duty], tmp_path: Path) -> None:
    assert now(cell, tmp_path) == expected


def test_a_cleared_cell_is_nobody(tmp_path: Path) -> None:
    base = revision()
    book = opened(base)
    cell_of(book[GRID], "公共", 9).value = None
    [edit] = given_back(book, base, tmp_path)
    assert (edit.was, edit.now, edit.place) == ({P1}, set(), ("排班总表", 6, "9日"))


def test_a_name_of_digits_may_come_back_as_a_number(tmp_path: Path) -> None:
    of = problem([person("A", name="123"), person("B")], centre_demands=[centre_demand()])
    base = revision(of, [duty("B", "C", 1)])
    book = opened(base)
    cell_of(book[GRID], "公共", 1).value = 123
    [edit] = given_back(book, base, tmp_path)
    assert edit.now == {duty("A", "C", 1)}


def in_grid(site: str, number: int, value: object) -> Callable[[Workbook], None]:
    def edit(book: Workbook) -> None:
        cell_of(book[GRID], site, number).value = value

    return edit


def in_head(number: int, value: object) -> Callable[[Workbook], None]:
    def edit(book: Workbook) -> None:
        book[GRID].cell(3, 1 + number).value = value

    return edit


def in_list(column: int, value: object) -> Callable[[Workbook], None]:
    """The row of P1 on the 9th."""

    def edit(book: Workbook) -> None:
        book[LIST].cell(row_of(book[LIST], "甲P1", 9), column).value = value

    return edit


def unmerged(sheet: Any) -> Any:
    """The sheet without merged cells: rows can be deleted then."""
    for area in list(sheet.merged_cells.ranges):
        sheet.unmerge_cells(str(area))
    return sheet


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
        (in_grid("公共", 9, "甲P4\n甲P4"), [AT_9 + "值“甲P4\\u000a甲P4”：“甲P4”写了两次。只留一次"]),
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
            ["工作表“排班总表” 第6行 “10日”列 值“甲P1\\u000a律”：合并单元格只有左上角有值。"
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
        (in_list(1, moment(9, 11)), [P1_ROW + "“日期”列 值“2026-11-09”：不在2026-12。填本月的日期"]),
        (in_list(1, "明天"), [P1_ROW + "“日期”列 值“明天”：不是有效的日期。"
                              "写成如 2026-12-05 的日期，不带钟点"]),
        (in_list(3, "东镇"), [P1_ROW + "“站点”列 值“东镇”：没有站点“东镇”。"
                            "写其中之一：公共法律服务中心（C）、S镇（S）"]),
        (in_list(3, None), [P1_ROW + "“站点”列：此处不能为空。填写该格"]),
        (in_list(4, "夜里"), [P1_ROW + "“时段”列 值“夜里”：不是时段。填其中之一：全天、上午、下午"]),
        (in_list(6, "王伟"), [P1_ROW + "“姓名”列 值“王伟”：有多个“王伟”。"
                              "写其中之一：王伟（P6）、王伟（P7）"]),
        (doubled, ["工作表“按日清单” 第10行 “姓名”列 值“甲P1”：与第7行是同一班。只留一行"]),
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
        "sheet “By day”, row 7, column “name”, value “王伟”: several are called “王伟”. "
        "write one of: 王伟（P6）, 王伟（P7）",
    ]


# --- sessions -------------------------------------------------------------------------------------


def halves() -> Any:
    """A centre open in two halves: which one is meant has to be said."""
    both = (Session.MORNING, Session.AFTERNOON)
    return problem(
        3,
        [visits()],
        centre_demands=[centre_demand(sessions=both)],
        extra_visits=[ExtraVisit(site="S", date=day(3), session=Session.AFTERNOON)],
    )


def test_a_half_day_stands_above_its_names(tmp_path: Path) -> None:
    base = revision(halves(), [duty("P1", "C", 1, Session.MORNING), duty("P2", "S", 3)])
    book = opened(base)
    cell_of(book[GRID], "公共", 1).value = "上午\n甲P2\n下午\n甲P1\n甲P3"
    [edit] = given_back(book, base, tmp_path)
    assert edit.removed == (duty("P1", "C", 1, Session.MORNING),)
    assert edit.added == (
        duty("P2", "C", 1, Session.MORNING),
        duty("P1", "C", 1, Session.AFTERNOON),
        duty("P3", "C", 1, Session.AFTERNOON),
    )


def test_a_half_day_that_is_not_said_is_asked_for(tmp_path: Path) -> None:
    base = revision(halves(), [duty("P1", "C", 1, Session.MORNING)])
    where = "工作表“排班总表” 第5行 “1日”列 值“甲P2”"
    assert told(in_grid("公共", 1, "甲P2"), tmp_path, base) == [
        f"{where}：没有写时段。写明：全天、上午、下午"
    ]

    def in_row(book: Workbook) -> None:
        book[LIST].cell(4, 4).value = None

    assert told(in_row, tmp_path, base) == [
        "工作表“按日清单” 第4行 “时段”列：没有写时段。写明：全天、上午、下午"
    ]


def test_sites_of_one_name_are_told_apart_by_id(tmp_path: Path) -> None:
    base = revision()
    twins = (*base.problem.sites, station("T", name="S镇"))
    of = changed(base.problem, sites=twins)
    problems = told(lambda _: None, tmp_path, revision(of))
    assert problems[0] == ("工作表“排班总表”：缺少“S镇”这一行。" + RESTORE)
    assert "不止一个站点叫“S镇”。写其中之一：S镇（S）、S镇（T）" in problems[2]


# --- leniency -------------------------------------------------------------------------------------


def test_rows_above_columns_of_ones_own_and_other_sheets_do_not_matter(tmp_path: Path) -> None:
    base = revision()
    book = opened(base)
    unmerged(book[LIST]).insert_rows(1)
    book[LIST]["L5"] = "请领导过目"
    book[LIST]["B6"] = "#N/A"
    book["人员排班"]["C6"] = "乱写"
    book.create_sheet("草稿")["A1"] = 1
    cell_of(book[GRID], "S镇", 8).value = "甲P3"
    assert given_back(book, base, tmp_path) == []


@pytest.mark.parametrize("lang", ["zh", "en"])
def test_the_totals_may_be_deleted(lang: Lang, tmp_path: Path) -> None:
    base = revision()
    book = opened(base, lang)
    unmerged(book.worksheets[1]).delete_rows(8)
    assert given_back(book, base, tmp_path) == []


def test_a_workbook_is_told_by_its_contents_or_its_name(tmp_path: Path) -> None:
    revision_book = opened(revision())
    revision_book.save(tmp_path / "a.bin")
    (tmp_path / "b.XLSX").write_bytes(b"")
    (tmp_path / "c.txt").write_bytes(b"PK\x05\x06" + bytes(18))
    found = [is_workbook(tmp_path / name) for name in ("a.bin", "b.XLSX", "c.txt", "none.xlsx")]
    assert found == [True, True, False, False]


# --- saved by another program ---------------------------------------------------------------------


@pytest.mark.slow
@pytest.mark.skipif(not shutil.which("soffice"), reason="needs LibreOffice")
def test_a_workbook_that_libreoffice_saved(tmp_path: Path) -> None:
    base = revision()
    book = opened(base)
    book.save(tmp_path / "as-it-was.xlsx")
    cell_of(book[GRID], "公共", 9).value = "甲P4\n甲P3"
    book[LIST].cell(row_of(book[LIST], "甲P5", 15), 6).value = "王伟（P7）"
    book.save(tmp_path / "edited.xlsx")
    out = tmp_path / "saved"
    subprocess.run(
        [
            "soffice",
            f"-env:UserInstallation={(tmp_path / 'profile').as_uri()}",
            *("--headless", "--convert-to", "xlsx:Calc MS Excel 2007 XML"),
            *("--outdir", str(out), "as-it-was.xlsx", "edited.xlsx"),
        ],
        cwd=tmp_path,
        check=True,
        capture_output=True,
        timeout=300,
    )
    assert HandbackFile(out / "as-it-was.xlsx").edits(base, base.problem) == []
    edits = HandbackFile(out / "edited.xlsx").edits(base, base.problem)
    assert [(e.site, e.day, e.added) for e in edits] == [
        ("C", day(9), (P3, P4)),
        ("S", day(15), (duty("P7", "S", 15),)),
    ]
