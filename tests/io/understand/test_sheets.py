"""Which sheet is which: names, other words, headers; two for one are refused, the clerk's own left out."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest

from roster.io.columns import IGNORED, SHEETS
from roster.io.raw.table import Cells, Table
from roster.io.report import Report
from roster.io.understand.sheets import choose_sheets
from tests.io.county import DECEMBER, county

if TYPE_CHECKING:
    from collections.abc import Sequence

    from roster.errors import Finding


def table(sheet: str, rows: list[list[Any]], *, concealed: bool = False) -> Table:
    cells = Cells()
    for number, row in enumerate(rows, 1):
        for position, cell in enumerate(row):
            cells.put(number, position, cell)
    made = cells.table("县.xlsx", sheet)
    return Table(made.file, made.sheet, made.frame, concealed=concealed)


def chosen(*tables: Table) -> tuple[dict[str, str], Sequence[Finding], Sequence[Finding]]:
    report = Report()
    found = choose_sheets(tables, SHEETS, DECEMBER, report, IGNORED)
    return {name: t.sheet for name, t in found.items()}, report.problems, report.assumptions


@pytest.mark.parametrize(
    ("title", "name"),
    [("人员名单", "人员"), ("值班人员库", "人员"), ("人员信息表", "人员"), ("请假表", "请假与意愿"),
     ("12月需求", "需求"), ("2026年12月份需求", "需求"), ("沁源县站点", "站点"), ("1.站点", "站点"),
     ("人员（新）", "人员"), ("历史值班记录表", ""), ("往月值班", "历史值班"), ("规 则", "规则")],
)  # fmt: skip
def test_names_of_sheets(title: str, name: str) -> None:
    found, problems, assumed = chosen(table(title, [["某列"], ["某值"]]))
    if not name:  # near 历史值班, but no name that we know: it may be mistyped
        assert problems[0].message.zh == "未知的工作表"
        return
    assert (found, problems) == ({name: title}, [])
    assert len(assumed) == (title != "规 则")  # spaces mean nothing


def test_two_candidates_are_refused_by_name() -> None:
    people = county()["人员"]
    _, problems, _ = chosen(table("人员", people), table("Sheet1", people))
    assert "“人员”和“Sheet1”都可以是“人员”表" in problems[0].message.zh


def test_a_sheet_is_known_by_its_headers() -> None:
    found, problems, assumed = chosen(table("Sheet1", county()["人员"]))
    assert (found, problems) == ({"人员": "Sheet1"}, [])
    assert assumed[0].message.zh == "按“人员”表理解"


def test_headers_that_fit_two_sheets_are_refused() -> None:
    _, problems, _ = chosen(
        table("Sheet1", [["姓名", "类别", "日期"], ["李喆", "指定", "2026-12-08"]])
    )
    assert "看表头可以是“请假与意愿”“固定安排”中的任何一张" in problems[0].message.zh


@pytest.mark.parametrize(
    ("title", "rows"),
    [
        ("历史值版", [["甲"], ["乙"]]),
        ("Sheet1", [["姓名", "类别", "岗位"], ["李喆", "律师", "甲"]]),
    ],
)
def test_what_may_be_meant_for_us_is_refused(title: str, rows: list[list[Any]]) -> None:
    found, problems, _ = chosen(table(title, rows))
    assert (found, [p.message.zh for p in problems]) == ({}, ["未知的工作表"])


@pytest.mark.parametrize("title", ["备忘", "通讯录", "封面", "备注2"])
def test_the_clerks_own_sheets_are_left_out_and_told(title: str) -> None:
    found, problems, assumed = chosen(table(title, [["联系人", "座机"], ["县局", "1"]]))
    assert (found, problems) == ({}, [])
    assert assumed[0].message.zh == "不是规定的工作表，不读"


@pytest.mark.parametrize(("title", "rows"), [("说明", [["甲"]]), ("Sheet2", []), ("封面", [])])
def test_empty_sheets_and_ours_are_left_out_without_a_word(
    title: str, rows: list[list[Any]]
) -> None:
    assert chosen(table(title, rows)) == ({}, [], [])


def test_a_sheet_of_another_month_is_not_read() -> None:
    demand = county()["需求"]
    found, problems, assumed = chosen(table("11月需求", demand), table("需求", demand))
    assert (found, problems) == ({"需求": "需求"}, [])
    assert "是11月的表" in assumed[0].message.zh


def test_a_hidden_sheet_of_ours_is_refused_another_is_left_out() -> None:
    _, problems, _ = chosen(table("人员", county()["人员"], concealed=True))
    assert "工作表被隐藏" in problems[0].message.zh
    _, problems, assumed = chosen(table("杂项", [["甲"]], concealed=True))
    assert (problems, len(assumed)) == ([], 1)


def test_a_list_of_telephones_beside_the_pool_is_the_clerks_own() -> None:
    phones = [["序号", "姓名", "单位", "电话"], [1, "李喆", "甲所", "1"]]
    found, problems, _ = chosen(table("人员", county()["人员"]), table("通讯录", phones))
    assert (found, problems) == ({"人员": "人员"}, [])
    _, problems, _ = chosen(table("通讯录", phones))  # without a pool it may be meant as one
    assert [p.message.zh for p in problems] == ["未知的工作表"]


def test_a_hidden_sheet_is_told_once_and_its_rows_are_judged() -> None:
    found, problems, assumed = chosen(table("值班人员", county()["人员"], concealed=True))
    assert (found, len(problems), assumed) == ({"人员": "值班人员"}, 1, [])
    # the headers alone say what it is
    _, problems, _ = chosen(table("表一", county()["人员"], concealed=True))
    assert ["工作表被隐藏" in p.message.zh for p in problems] == [True]
    # beside one that is seen it is an old one
    found, problems, _ = chosen(
        table("人员", county()["人员"]), table("旧人员名单", county()["人员"], concealed=True)
    )
    assert (found, len(problems)) == ({"人员": "人员"}, 1)
