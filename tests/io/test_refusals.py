"""What keeps inputs from being read, beyond the cases in tests/cases/broken: no error hides another."""

from pathlib import Path
from typing import Any

import openpyxl
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from roster.errors import InputError
from roster.io import assemble, read_problem
from roster.model.problem import Problem
from tests.io.county import DECEMBER, changed, county, read, refused, write_csv, write_xlsx


def test_a_setting_with_an_error_in_its_cell(tmp_path: Path) -> None:
    path = write_xlsx(tmp_path / "a.xlsx", county())
    book = openpyxl.load_workbook(path)
    book["规则"].append(["每人每周上限", "=1+", ""])
    book.save(path)
    with pytest.raises(InputError) as error:
        read_problem(path, DECEMBER)
    assert "第5行 B列“值” 值“=1+”：公式没有计算结果" in error.value.text.zh


@pytest.mark.parametrize(
    ("sheet", "column"),
    [("人员", "姓名"), ("站点", "上午时间"), ("请假与意愿", "开始日期"), ("需求", "频次"),
     ("固定安排", "开始日期"), ("日历调整", "类型"), ("规则", "设置")],
)  # fmt: skip
def test_a_missing_column_is_told_once(tmp_path: Path, sheet: str, column: str) -> None:
    sheets = county()
    position = sheets[sheet][0].index(column)
    sheets[sheet] = [row[:position] + row[position + 1 :] for row in sheets[sheet]]
    assert refused(tmp_path, sheets) == [
        f"{sheet}.csv 工作表“{sheet}” 第1行 “{column}”列：缺少该列。在第1行补上表头"
    ]


def test_a_frequency_that_cannot_be_read_is_told_where_the_station_has_an_extra_visit(
    tmp_path: Path,
) -> None:
    sheets = county()
    frequency = sheets["需求"][0].index("频次")
    extra = sheets["固定安排"][0]
    assert {"类型", "站点", "开始日期"} <= set(extra)
    row = {"类型": "加场", "站点": "郭道镇", "开始日期": "2026-12-16", "时段": "上午", "人数": 1}
    sheets["固定安排"].append([row.get(column, "") for column in extra])
    for demand in sheets["需求"][1:]:
        if demand[0] == "郭道镇":
            demand[frequency] = "胡说"
    assert any("胡说" in line for line in refused(tmp_path, sheets))


def test_what_is_not_read_does_no_harm(tmp_path: Path) -> None:
    sheets = {**county(), "说明": [["填表人", "县局"]], "Sheet2": []}
    sheets["人员"] = [[*row, "", ""] for row in sheets["人员"]] + [[""] * 12]
    assert len(read(tmp_path, sheets).people) == 3


def test_a_sheet_given_twice(tmp_path: Path) -> None:
    sheets = {**county(), "规则 ": county()["规则"]}
    path = write_xlsx(tmp_path / "a.xlsx", sheets)
    with pytest.raises(InputError) as error:
        read_problem(path, DECEMBER)
    assert error.value.text.zh == "a.xlsx 工作表“规则”：工作表重复。只留一张"


def test_a_sheet_without_headers(tmp_path: Path) -> None:
    lines = refused(tmp_path, {**county(), "日历调整": [[], ["2026-12-31", "休息"]]})
    assert [line.split("：")[1] for line in lines] == [
        "找不到表头。在第1行写上表头",
    ]


def test_a_missing_sheet_makes_no_other_errors(tmp_path: Path) -> None:
    for name in ("人员", "站点", "需求"):
        sheets = {key: rows for key, rows in county().items() if key != name}
        sheets["历史值班"] = [["日期", "站点", "人员"], ["2026-11-03", "C", "P1"]]
        assert refused(tmp_path / name, sheets) == [
            f"{name} 工作表“{name}”：缺少工作表。补上该表，没有内容也要留表头"
        ]


def test_a_broken_row_makes_no_other_errors(tmp_path: Path) -> None:
    sheets = changed("人员", column="编号", to="P 1")
    assert len(refused(tmp_path / "a", sheets)) == 1  # leave and pin name 李喆 all the same
    sheets = changed("站点", column="上午时间", row=3, to="早上")
    sheets["固定安排"].append(["指定", "P2", "S1", "2026-12-08", "", "", "", "", ""])
    sheets["固定安排"].append(["加场", "", "S1", "2026-12-09", "", "", "", "", ""])
    assert len(refused(tmp_path / "b", sheets)) == 1


def test_a_closed_station_has_no_extra_visit(tmp_path: Path) -> None:
    sheets = changed("固定安排", ["加场", "", "S1", "2026-12-22", "", "", "", "", ""])
    sheets["固定安排"].append(["关闭", "", "S1", "2026-12-21", "2026-12-23", "", "", "", ""])
    assert [line.partition("值")[2] for line in refused(tmp_path, sheets)] == [
        "“2026-12-22”：这天站点关闭，不能加场。改加场的日期，或改“关闭”的日期"
    ]


def test_an_unreadable_file_hides_no_other_error(tmp_path: Path) -> None:
    write_csv(tmp_path, changed("人员", column="类别", to="公证员"))
    (tmp_path / "需求.csv").write_bytes(b"\xff\xfe\xff\xff")
    with pytest.raises(InputError) as error:
        read_problem(tmp_path, DECEMBER)
    assert [(p.file, p.row) for p in error.value.problems] == [("需求.csv", None), ("人员.csv", 2)]


def test_english(tmp_path: Path) -> None:
    with pytest.raises(InputError) as error:
        read(tmp_path, changed("请假与意愿", column="人员", to="李吉吉"))
    assert error.value.text.en == (
        "请假与意愿.csv, sheet “请假与意愿”, row 2, column A “人员”, value “李吉吉”: "
        "there is no such entry in 人员. did you mean: 李喆"
    )


def test_what_the_model_alone_refuses_is_an_input_error_too(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def strict(**given: Any) -> Problem:
        return Problem(**{**given, "people": ()})  # the leave then names nobody

    monkeypatch.setattr(assemble, "Problem", strict)
    (line,) = refused(tmp_path, county())
    assert line.startswith(f"{tmp_path.name}：输入不合要求（Value error, unknown people: ['P1']）")


CELLS = st.one_of(
    st.text(max_size=8),
    st.sampled_from(
        ["", "每周7次", "2026-12-31", "P2", "S1", "站点", "中心", "是", "二", "上午", "指定"]
    ),
    st.integers(-(10**17), 10**17),
    st.floats(allow_nan=False, allow_infinity=False),
    st.booleans(),
)


@settings(max_examples=60, derandomize=True, deadline=None,
          suppress_health_check=[HealthCheck.function_scoped_fixture])  # fmt: skip
@given(st.data())
def test_any_cells_give_a_problem_or_an_input_error(tmp_path: Path, data: st.DataObject) -> None:
    sheets = county()
    for _ in range(data.draw(st.integers(1, 3))):
        name = data.draw(st.sampled_from(sorted(sheets)))
        row = data.draw(st.integers(0, len(sheets[name]) - 1))
        column = data.draw(st.integers(0, len(sheets[name][row]) - 1))
        sheets[name][row][column] = data.draw(CELLS)
    tables = {name: [list(map(str, row)) for row in rows] for name, rows in sheets.items()}
    folder = write_csv(tmp_path, {k: [[c.replace("\ud800", "") for c in r] for r in rows]
                                  for k, rows in tables.items()})  # fmt: skip
    try:
        assert read_problem(folder, DECEMBER).people
    except InputError as error:
        assert error.problems


def test_names_that_are_cut_short_or_lengthened(tmp_path: Path) -> None:
    sheets = changed("请假与意愿", ["李喆律师", "请假", "2026-12-09", "", "", "", ""])
    sheets["站点"].append(["S3", "郭道乡", "站点", "", "8:00-12:00", "14:00-18:00", 5, ""])
    sheets["需求"].append(["S3", "", "每周1次", "", "", "", "", "", "", ""])
    assert len(read(tmp_path / "a", sheets).leaves) == 2
    sheets["需求"][2][0] = "郭道"  # a township and a town are called so
    assert "有多个“郭道”：编号S1、S3" in refused(tmp_path / "b", sheets)[0]
    sheets["需求"][2][0] = "郭道镇"
    sheets["人员"][1][1] = "李小镇"  # a person is no town
    sheets["请假与意愿"][1][0] = sheets["固定安排"][1][1] = "P1"
    sheets["请假与意愿"][2][0] = "李小"
    assert "“人员”表里没有" in refused(tmp_path / "c", sheets)[0]
