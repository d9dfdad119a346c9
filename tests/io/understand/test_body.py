"""Headers, rows and cells of a hand-made sheet: what is understood, what is told, what is refused."""

from __future__ import annotations

from typing import Any

import pytest

from roster.io.columns import SHEETS
from roster.io.fields import Broken
from roster.io.raw.table import Area, Table, table
from roster.io.report import Report
from roster.io.rows import SheetRows
from roster.io.understand.context import Context
from roster.text import Text
from tests.io.county import DECEMBER, county

SHEET = {s.name: s for s in SHEETS}
HEAD = ["编号", "姓名", "类别"]
ONE, TWO = ["P1", "李喆", "律师"], ["P2", "王垚", "律师"]


def read(
    name: str,
    rows: list[list[Any]],
    merged: tuple[Area, ...] = (),
    hidden: frozenset[int] = frozenset(),
) -> tuple[SheetRows, list[str], list[str]]:
    """The sheet, what is wrong and what was assumed, each with its cell or row."""
    plain = table("县.xlsx", name, rows)
    report = Report()
    made = Table(plain.file, plain.sheet, plain.frame, hidden=hidden, merged=merged)
    sheet = SheetRows(SHEET[name], "县.xlsx", made, report, context=Context(DECEMBER))
    said = [
        [f"{f.cell or f.row or ''} {f.message.zh}".strip() for f in found]
        for found in (report.problems, report.assumptions)
    ]
    return sheet, said[0], said[1]


def names(sheet: SheetRows) -> list[Any]:
    return [row["姓名"] for row in sheet]


@pytest.mark.parametrize(
    "header",
    ["姓名*", "姓名（必填）", "姓 名", "姓\n名", "姓名：", "2.姓名", "【姓名】姓名", "★姓名必填"],
)
def test_decorations_of_a_header_mean_nothing(header: str) -> None:
    sheet, problems, assumed = read("人员", [["编号", header, "类别"], ONE])
    assert (names(sheet), problems, assumed) == (["李喆"], [], [])


def test_another_word_for_a_column_is_told() -> None:
    sheet, problems, assumed = read("人员", [["编号", "值班人", "类别"], ONE])
    assert (names(sheet), problems) == (["李喆"], [])
    assert assumed == ["B1 表头按“姓名”理解"]


def test_two_columns_that_can_be_one_are_refused_by_name() -> None:
    _, problems, _ = read("人员", [[*HEAD, "手机", "联系电话"], [*ONE, "110", "120"]])
    assert problems == ["D1 “手机”和“联系电话”都可以是“联系电话”列，不知道用哪一列"]


def test_the_clerks_own_and_empty_columns_are_left_out() -> None:
    _, problems, assumed = read("人员", [["序号", *HEAD, "备注2", "岗位"], [1, *ONE, "甲", ""]])
    assert problems == []
    assert assumed == ["A1 这一列不读", "E1 这一列不读", "F1 这一列不读"]


def test_an_unknown_column_with_content_is_refused() -> None:
    _, problems, _ = read("人员", [[*HEAD, "岗位"], [*ONE, "甲"]])
    assert problems == ["D1 未知的列"]


def test_a_column_without_a_header_is_refused() -> None:
    _, problems, _ = read("人员", [HEAD, [*ONE, "甲"]])
    assert problems == ["1 D列没有表头"]


@pytest.mark.parametrize(
    ("header", "problems"),
    [
        ("距县城车程（分钟）", []),
        ("距县城车程(公里)", ["F1 单位是“公里”，此列要的是“分钟”"]),
        ("距县城车程(单程)", []),
    ],
)
def test_the_unit_in_a_header(header: str, problems: list[str]) -> None:
    rows = [["编号", "名称", "类型", "上午时间", "下午时间", header],
            ["C", "沁源县", "中心", "8:00-12:00", "14:00-18:00", 5]]  # fmt: skip
    assert read("站点", rows)[1] == problems


def test_headers_below_a_title() -> None:
    sheet, problems, assumed = read("人员", [["值班人员库"], [], HEAD, ONE])
    assert (names(sheet), problems, sheet.head) == (["李喆"], [], 3)
    assert assumed == ["表头在第3行，以上各行不读"]


def test_headers_in_the_second_row_below_nothing() -> None:
    assert read("人员", [[], HEAD, ONE])[2] == ["表头在第2行"]


def test_headers_in_two_rows() -> None:
    rows = [["编号", "名称", "类型", "值班时间", ""], ["", "", "", "上午", "下午"],
            ["C", "沁源县", "中心", "8:00-12:00", "14:00-18:00"]]  # fmt: skip
    sheet, problems, _ = read("站点", rows, (Area(1, 3, 1, 4),))
    assert (problems, sheet.head, sheet.rows[0]["下午时间"].start.hour) == ([], 2, 14)


def test_a_row_of_data_is_no_second_row_of_headers() -> None:
    sheet, problems, assumed = read("人员", [HEAD, ["", "", "律师"], ONE])
    assert (sheet.head, assumed) == (1, [])
    assert problems == ["A2 此处不能为空", "B2 此处不能为空"]


def test_no_headers_at_all() -> None:
    sheet, problems, _ = read("人员", [ONE, TWO])
    assert (problems, sheet.rows, sheet.complete) == (["找不到表头"], [], False)


@pytest.mark.parametrize(
    ("row", "why"),
    [(["合计", "2人", ""], "合计行，不读"), (["共2人", "", ""], "合计行，不读"),
     (["制表人：甲", "", "审核：乙"], "落款行，不读"), (["（盖章）", "", ""], "落款行，不读"),
     (["注：以上为正式人员", "", ""], "说明行，不读"), (["示例", "张三", "律师"], "这是示例行，没有读入"),
     (["例：P1", "张三", "律师"], "这是示例行，没有读入"), (HEAD, "重复的表头，不读")],
)  # fmt: skip
def test_rows_that_are_no_data(row: list[Any], why: str) -> None:
    sheet, problems, assumed = read("人员", [HEAD, ONE, row])
    assert (names(sheet), problems, assumed) == (["李喆"], [], [f"3 {why}"])


def test_a_person_may_be_called_as_a_total() -> None:
    sheet, problems, assumed = read("人员", [HEAD, ONE, ["合计", "何计", "律师"]])
    assert (names(sheet), problems, assumed) == (["李喆", "何计"], [], [])


def test_rows_that_are_numbered_ahead() -> None:
    sheet, problems, assumed = read("人员", [["序号", *HEAD], [1, *ONE], [2, "", "", ""]])
    assert (len(sheet.rows), problems) == (1, [])
    assert assumed[-1] == "3 只填了序号之类不读的列，不读"


def test_hidden_rows_with_data_are_refused() -> None:
    rows = [HEAD, ONE, TWO, ["合计", "", ""]]
    _, problems, _ = read("人员", rows, hidden=frozenset({3, 4, 9}))
    assert problems == ["3 隐藏的行里有内容，不知道还用不用"]  # totals and blank rows may be hidden


def test_cells_merged_downwards_hold_for_each_row() -> None:
    rows = [[*HEAD, "执业机构"], [*ONE, "沁河所"], [*TWO, ""]]
    sheet, problems, assumed = read("人员", rows, (Area(2, 3, 3, 3),))
    assert ([r["执业机构"] for r in sheet], problems) == (["沁河所"] * 2, [])
    assert assumed == ["D3 合并单元格的值“沁河所”用于这一行"]


def test_blank_merged_cells_and_those_outside_the_data_mean_nothing() -> None:
    rows = [[*HEAD, "执业机构", "备注"], [*ONE, "", "甲"], [*TWO, "", ""]]
    areas = (Area(2, 3, 3, 3), Area(2, 4, 3, 4), Area(9, 0, 9, 2), Area(1, 0, 1, 1))
    _, problems, assumed = read("人员", rows, areas)
    assert (problems, assumed) == ([], ["E1 这一列不读"])


def test_cells_merged_across_are_refused() -> None:
    rows = [[*HEAD, "执业机构"], ["P1", "李喆", "律师", ""]]
    _, problems, _ = read("人员", rows, (Area(2, 2, 2, 3),))
    assert problems == ["C2 合并单元格跨了几列，不知道值属于哪一列"]


def test_names_are_ids_where_there_are_none() -> None:
    sheet, problems, assumed = read(
        "人员", [["姓名", "类别"], ["李 喆", "律师"], ["阿·力", "律师"]]
    )
    assert ([r["编号"] for r in sheet], problems) == (["李喆", "阿力"], [])
    assert any("以“姓名”作编号" in line for line in assumed)


def test_doubled_names_without_ids_are_refused() -> None:
    rows = [["姓名", "类别"], ["李喆", "律师"], ["李 喆", "律师"], ["", "律师"]]
    _, problems, _ = read("人员", rows)
    assert problems == ["A3 与第2行重名，没有“编号”列分不清", "A4 此处不能为空"]


@pytest.mark.parametrize(
    ("name", "kind"),
    [("郭道镇", "站点"), ("沁河街道", "站点"), ("经济开发区", "站点"), ("沁源县", "中心"),
     ("县公共法律服务中心", "中心"), ("潞州区", "中心")],
)  # fmt: skip
def test_the_kind_of_a_site_is_in_its_name(name: str, kind: str) -> None:
    rows = [["编号", "名称", "上午时间", "下午时间"], ["A", name, "8:00-12:00", "14:00-18:00"]]
    sheet, problems, assumed = read("站点", rows)
    assert (sheet.rows[0].raw("类型"), problems) == (kind, [])
    assert assumed == [f"B2 没有“类型”列，按名称看作“{kind}”"]


def test_a_name_that_says_no_kind_is_refused() -> None:
    rows = [["编号", "名称", "上午时间", "下午时间"], ["A", "郭道", "8:00-12:00", "14:00-18:00"],
            ["B", "", "8:00-12:00", "14:00-18:00"]]  # fmt: skip
    assert read("站点", rows)[1] == ["B2 看不出“类型”是什么", "B3 此处不能为空"]


def test_several_days_become_several_rows() -> None:
    rows = [["人员", "类型", "开始日期", "结束日期"], ["李喆", "请假", "8、9日", ""]]
    sheet, problems, assumed = read("请假与意愿", rows)
    assert ([r["开始日期"].day for r in sheet], problems) == ([8, 9], [])
    assert {r.number for r in sheet} == {2}
    assert assumed == ["C2 按2行理解：2026-12-08、2026-12-09"]


@pytest.mark.parametrize(
    ("start", "end"), [("12月8日-10日", "11日"), ("8、9日", "10日"), ("8-10日", "甲")]
)
def test_a_range_beside_another_end_is_refused(start: str, end: str) -> None:
    rows = [["人员", "类型", "开始日期", "结束日期"], ["李喆", "请假", start, end]]
    assert any("不一致" in line for line in read("请假与意愿", rows)[1])


def test_a_range_beside_the_same_end_is_read() -> None:
    rows = [["人员", "类型", "开始日期", "结束日期"], ["李喆", "请假", "8-10日", "2026-12-10"]]
    sheet, problems, _ = read("请假与意愿", rows)
    assert (sheet.rows[0]["结束日期"].day, problems) == (10, [])


def test_a_range_where_each_day_needs_a_row() -> None:
    sheet, problems, _ = read("日历调整", [["日期", "类型"], ["12月29日-31日", "放假"]])
    assert ([r["日期"].day for r in sheet], problems) == ([29, 30, 31], [])
    _, problems, _ = read("日历调整", [["日期", "类型"], ["11月1日-12月31日", "放假"]])
    assert problems == ["A2 日期范围超过一个月"]


def test_broken_cells_stay_broken() -> None:
    broken = Broken("#N/A", Text("坏", "broken"), Text("改", "mend"))
    sheet, problems, _ = read("人员", [["姓名", "类别"], [broken, "律师"], ["王垚", "律师"]])
    assert problems == ["A2 坏"]
    assert sheet.rows[0].raw("姓名") is broken
    assert [r["编号"] for r in sheet] == [None, "王垚"]


def test_a_missing_sheet_that_may_be_lacking_is_told() -> None:
    report = Report()
    sheet = SheetRows(SHEET["固定安排"], "县.xlsx", None, report, context=Context(DECEMBER))
    assert (list(sheet), sheet.complete, report.problems) == ([], True, [])
    assert report.assumptions[0].message.zh == "没有这张工作表，按没有内容计"


def test_without_a_context_nothing_is_understood() -> None:
    rows = county()["人员"]
    rows[0][1] = "值班人"
    report = Report()
    SheetRows(SHEET["人员"], "县.xlsx", table("县.xlsx", "人员", rows), report)
    assert {p.message.zh for p in report.problems} == {"未知的列", "缺少该列"}
    assert report.assumptions == []


def test_a_lasting_date_is_not_completed_by_another_one() -> None:
    rows = [[*HEAD, "起算日期", "离任日期"], [*ONE, "2026-11-01", "12月5日"]]
    assert read("人员", rows)[1] == ["E2 没有写年份，看不出是哪一年"]


def test_headers_of_another_order_begin_another_table() -> None:
    rows = [HEAD, ONE, ["编号", "类别", "姓名"], ["P2", "律师", "王垚"]]
    sheet, problems, _ = read("人员", rows)
    assert names(sheet) == ["李喆"]  # what is below is not judged by the columns above
    assert problems == ["3 像另一张表的表头，列与上面的不同，以下各行没有读"]
    sheet, problems, _ = read("人员", [HEAD, ONE, ["编号", "值班人", "身份"], TWO])
    assert (names(sheet), problems) == (["李喆", "王垚"], [])  # the same columns in other words


def test_a_row_of_data_that_says_words_of_headers_is_data() -> None:
    rows = [
        ["编号", "名称", "类型", "上午时间", "下午时间"],
        ["A", "郭道镇", "站点", "上午", "下午"],
    ]
    assert [row.words("名称") for row in read("站点", rows)[0]] == ["郭道镇"]


def test_two_tables_side_by_side_are_told_once() -> None:
    rows = [[*HEAD, "", *HEAD], [*ONE, "", *TWO]]
    assert read("人员", rows)[1] == ["1 像是并排的两张表：“编号”“姓名”“类别”都有两列"]


def test_a_column_of_the_clerks_remarks_beside_ours_is_not_read() -> None:
    rows = [
        ["人员", "类型", "开始日期", "说明", "备注"],
        ["李喆", "请假", "2026-12-08", "开庭", "x"],
    ]
    sheet, problems, assumed = read("请假与意愿", rows)
    assert ([r["说明"] for r in sheet], problems, assumed) == (["开庭"], [], ["E1 这一列不读"])
