"""The tidy copy of inputs: what was understood reads back the same, what was wrong is wrong again."""

from __future__ import annotations

import re
import tempfile
from dataclasses import replace
from datetime import date, datetime
from pathlib import Path
from typing import TYPE_CHECKING, Any

import openpyxl
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from roster.io.assemble import Examination, examine
from roster.io.columns import REST
from roster.io.columns.month import REQUESTS
from roster.io.fields import Broken
from roster.io.report import Report
from roster.io.source import read_tables
from roster.io.template.mended import Mended, _free_name, _still_wrong, mended
from roster.io.template.pending import PENDING
from roster.io.template.write import write_inputs
from tests.io.broken_cases import BROKEN, CASES, month_of
from tests.io.county import DECEMBER, Sheets, changed, county, write_csv, write_xlsx

if TYPE_CHECKING:
    from roster.model.calendar import Month

MESSY = CASES.parent / "messy"
SAMPLES = Path(__file__).resolve().parents[3] / "inputs"


def tidy(inputs: Path, folder: Path, month: Month = DECEMBER) -> tuple[Examination, Mended, Path]:
    """What was found in the inputs, their copy, and the file it is written to."""
    found = examine(inputs, month)
    copy = mended(found, read_tables(inputs, Report())[1])
    file = folder / "copy.xlsx"
    write_inputs(file, copy.sheets, headings=copy.headings, others=copy.others)
    return found, copy, file


def places(found: Examination) -> list[tuple[Any, ...]]:
    """Where and what each problem is."""
    return sorted(
        (str(p.sheet), p.row or 0, str(p.column), re.sub(r"U\+\w+", "", p.message.zh))
        for p in found.problems
        if p.sheet != PENDING
    )


@pytest.mark.parametrize("sample", ["qinyuan", "xiangyuan"])
@pytest.mark.parametrize("kind", ["", "csv"])
def test_the_copy_of_a_sample_is_the_same_problem(sample: str, kind: str, tmp_path: Path) -> None:
    found, copy, file = tidy(
        SAMPLES / sample / kind if kind else next((SAMPLES / sample).glob("*.xlsx")), tmp_path
    )
    again = examine(file, DECEMBER)
    assert found.problem is not None
    assert again.problem == found.problem
    assert (copy.others, copy.headings, again.assumptions) == ({}, {}, ())
    assert (copy.marked(wrong=True), copy.marked(wrong=False)) == (0, 0)


def test_cells_are_written_in_one_way(tmp_path: Path) -> None:
    sheets = county()
    sheets["请假与意愿"] = [
        ["人员", "类型", "开始日期", "结束日期", "星期", "时段", "说明"],
        ["李喆", "开庭", "２０２６年１２月８日", 46365, "周四,星期二", "上午", "县\n法院"],
    ]
    sheets["需求"][2][2] = "每周二次"
    sheets["需求"][2][8] = "公职人员,律师"
    sheets["站点"][1][4] = "08：00～12：00"
    sheets["规则"] += [["每人每周上限", "３"], ["层级顺序", "公平、规律、路途、意愿"]]
    _, copy, _ = tidy(write_xlsx(tmp_path / "a.xlsx", sheets), tmp_path)
    leave = copy.sheets["请假与意愿"][0].cells
    assert leave["开始日期"] == date(2026, 12, 8)
    assert leave["结束日期"] == date(2026, 12, 9)  # 46365 days after the end of 1899
    assert (leave["星期"], leave["说明"], leave["站点"]) == ("二、四", "县 法院", None)
    wanted = copy.sheets["需求"][1].cells
    assert (wanted["频次"], wanted["可派类别"]) == ("每周2次", "律师、公职人员")
    assert copy.sheets["站点"][0].cells["上午时间"] == "8:00-12:00"
    rules = {row.cells["设置"]: row.cells["值"] for row in copy.sheets["规则"]}
    assert (rules["每人每周上限"], rules["层级顺序"]) == (3, "公平,规律,路途,意愿")


@pytest.mark.parametrize("case", sorted(set(BROKEN) - {"unknown_holidays"}))
def test_what_is_wrong_in_a_cell_is_wrong_again(case: str, tmp_path: Path) -> None:
    found, copy, file = tidy(CASES / case, tmp_path, month_of(case))
    if not found.sheets:
        assert not copy.sheets
        return
    cells = [p for p in found.problems if p.row and p.column and p.value]
    again = places(examine(file, month_of(case)))
    for problem in cells:
        sheet = str(problem.sheet)
        rows = sorted(row.number for row in found.sheets[sheet])
        if problem.row in rows:
            row = rows.index(problem.row) + 2
            assert any(place[:3] == (sheet, row, problem.column) for place in again), problem


@pytest.mark.parametrize("case", sorted(p.name for p in MESSY.iterdir()))
def test_a_messy_workbook_becomes_a_plain_one_and_a_refused_one_stays_refused(
    case: str, tmp_path: Path
) -> None:
    found, _, file = tidy(MESSY / case, tmp_path)
    again = examine(file, DECEMBER)
    assert again.problem == found.problem
    if found.problem is not None:
        assert len(again.assumptions) <= len(found.assumptions)


WORDS = ["", "李喆", "P9", "２", 3, -1, 2.5, True, "=1+1", "是", "全天", "周二", "二、四、二", "每周１次",
         "县城", "2026-12-08", "2026.12.9", 46364, 46364.5, "8:00-12:00", "14043000000000003", "愿意",
         "示范", "a\tb", "关闭", "郭道镇", "C", "每工作日", "中心", "1,3", "律师"]  # fmt: skip
DAMAGE = st.lists(
    st.tuples(
        st.sampled_from(sorted(county())),
        st.integers(0, 60),
        st.integers(0, 60),
        st.one_of(st.sampled_from(WORDS), st.text(max_size=5)),
    ),
    max_size=6,
)


def damaged(damage: list[tuple[str, int, int, Any]]) -> Sheets:
    """The county with some cells below the headings changed."""
    sheets = county()
    for name, row, column, word in damage:
        body = sheets[name][1:]
        cells = body[row % len(body)]
        cells[column % len(cells)] = word
    return sheets


@settings(max_examples=40, deadline=None)
@given(DAMAGE)
def test_a_copy_of_anything_is_understood_as_the_original(
    damage: list[tuple[str, int, int, Any]],
) -> None:
    sheets = damaged(damage)
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        found, _, file = tidy(write_csv(folder / "csv", sheets), folder)
        again = examine(file, DECEMBER)
    assert again.problem == found.problem
    if any(p.sheet is None for p in found.problems):  # a file that cannot be read at all
        assert again.problem is None
    elif all(any(row) for rows in sheets.values() for row in rows):  # no row has become blank
        assert places(again) == places(found)


@pytest.mark.slow
@settings(max_examples=40, deadline=None)
@given(DAMAGE)
def test_a_copy_of_any_workbook_too(damage: list[tuple[str, int, int, Any]]) -> None:
    sheets = damaged(damage)
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        found, _, file = tidy(write_xlsx(folder / "a.xlsx", sheets), folder)
        again = examine(file, DECEMBER)
    assert again.problem == found.problem


@pytest.mark.parametrize("wrong", [datetime(2026, 12, 8), True, 1.5])  # noqa: DTZ001
def test_a_wrong_cell_keeps_its_kind(wrong: object, tmp_path: Path) -> None:
    # as text each of them would be a name
    book = openpyxl.load_workbook(SAMPLES / "qinyuan" / "沁源县.xlsx")
    book["人员"]["B2"].value = wrong
    book["人员"]["B2"].number_format = "yyyy-mm-dd" if isinstance(wrong, datetime) else "General"
    book.save(tmp_path / "a.xlsx")
    found, copy, file = tidy(tmp_path / "a.xlsx", tmp_path)
    assert places(examine(file, DECEMBER)) == places(found) != []
    assert copy.sheets["人员"][0].marks["姓名"].wrong


def test_an_error_stays_one_and_says_what_it_was(tmp_path: Path) -> None:
    book = openpyxl.load_workbook(SAMPLES / "qinyuan" / "沁源县.xlsx")
    book["人员"]["D3"].value = "#DIV/0!"
    book.save(tmp_path / "a.xlsx")
    found, copy, file = tidy(tmp_path / "a.xlsx", tmp_path)
    assert places(examine(file, DECEMBER)) == places(found) != []
    mark = copy.sheets["人员"][1].marks["执业机构"]
    assert mark.wrong
    assert "#DIV/0!" in mark.text.zh


def test_what_was_not_read_is_kept(tmp_path: Path) -> None:
    sheets = county()
    sheets["说明"] = [["请李主任核对"], [], ["", "电话见通讯录"]]
    copy, file = tidy(write_xlsx(tmp_path / "a.xlsx", sheets), tmp_path)[1:]
    assert copy.others == {
        REST: [
            ["工作表“说明”，前面是原来的行号"],
            [1, "请李主任核对", None],
            [3, None, "电话见通讯录"],
            [],
        ]
    }
    assert examine(file, DECEMBER).problem is not None
    # and a copy of the copy has it still, but not the instructions that were written into the copy
    again = mended(examine(file, DECEMBER), read_tables(file, Report())[1])
    assert again.others[REST][1][1] == "工作表“说明”，前面是原来的行号"
    assert len(again.others[REST]) == 5


def test_columns_that_are_refused_stay_and_are_refused_again(tmp_path: Path) -> None:
    sheets = county()
    for row, words in zip(
        sheets["站点"],
        (["联系人", "名称", ""], ["张", "甲", 5], ["", "", ""], ["王", "", ""]),
        strict=True,
    ):
        row.extend(words)
    found, copy, file = tidy(write_xlsx(tmp_path / "a.xlsx", sheets), tmp_path)
    assert list(copy.sheets["站点"][0].cells)[-3:] == ["联系人", "名称 ", " "]
    assert {column for _, column in copy.headings} == {"名称", "联系人", "名称 ", " "}
    assert copy.sheets["站点"][2].cells["联系人"] == "王"
    again = examine(file, DECEMBER)
    assert {p.message.zh[:2] for p in again.problems} == {"还有", "未知", "Q列", "列重"}
    assert len(found.problems) == 3


def test_sheets_that_are_refused_stay_and_the_copy_is_refused(tmp_path: Path) -> None:
    folder = write_csv(tmp_path / "csv", county())
    (folder / "8号[请假].csv").write_text("谁\n\n李喆\n", encoding="utf-8")
    (folder / "人员\u3000.csv").write_text("编号\nP7\n", encoding="utf-8")
    found, copy, file = tidy(folder, tmp_path)
    assert copy.others["人员(2)"] == [["编号"], ["P7"]]
    assert any(cell == "李喆" for rows in copy.others.values() for row in rows for cell in row)
    assert "工作表重复" in [p.message.zh for p in found.problems]
    assert "工作表重复" in [row[1] for row in copy.others[PENDING][1:]]
    told = [(p.sheet, p.message.zh) for p in examine(file, DECEMBER).problems]
    assert (PENDING, "还有“待改正”表所列的问题没有处理") in told


def test_names_of_sheets_are_as_a_spreadsheet_allows() -> None:
    assert _free_name("8号[请假]", ["人员"]) == "8号_请假_"
    assert _free_name("人员", ["人员", "人员(2)"]) == "人员(3)"
    assert _free_name("长" * 40, []) == "长" * 27  # 31 at most, four of them for a number
    assert _free_name("", []) == "_"


def test_what_was_left_to_do_is_left_in_a_copy_of_the_copy(tmp_path: Path) -> None:
    sheets = county()
    for row in sheets["人员"]:
        del row[2]
    _, copy, file = tidy(write_xlsx(tmp_path / "a.xlsx", sheets), tmp_path)
    again = mended(examine(file, DECEMBER), read_tables(file, Report())[1])
    assert copy.others[PENDING][1][1:] == ["缺少该列", "在第1行补上表头"]
    assert again.others[PENDING] == copy.others[PENDING]


def test_hidden_rows_stay_hidden(tmp_path: Path) -> None:
    found = examine(write_csv(tmp_path / "csv", county()), DECEMBER)
    people = found.sheets["人员"]
    assert people.source is not None
    people.source = replace(people.source, hidden=frozenset({3}))
    copy = mended(found, ())
    assert [row.hidden for row in copy.sheets["人员"]] == [False, True, False]
    write_inputs(tmp_path / "b.xlsx", copy.sheets)
    page = openpyxl.load_workbook(tmp_path / "b.xlsx")["人员"]
    assert page.row_dimensions[3].hidden and not page.row_dimensions[4].hidden


def test_a_cell_that_was_refused_for_its_surroundings_is_wrong_again() -> None:
    [date_column] = [c for c in REQUESTS.columns if c.name == "开始日期"]
    found = _still_wrong(date_column, "2026-12-08")
    assert isinstance(found, Broken)
    assert str(found) == "2026-12-08"
    assert _still_wrong(date_column, "12月下旬") == "12月下旬"


def test_a_missing_column_is_marked_on_its_heading(tmp_path: Path) -> None:
    sheets = county()
    for row in sheets["人员"]:
        del row[2]
    found, copy, file = tidy(write_xlsx(tmp_path / "a.xlsx", sheets), tmp_path)
    assert [p.message.zh for p in found.problems] == ["缺少该列"]
    assert copy.headings["人员", "类别"].wrong
    told = {(p.row, p.column, p.message.zh) for p in examine(file, DECEMBER).problems if p.row}
    assert told == {(n, "类别", "此处不能为空") for n in (2, 3, 4)}


def test_examples_are_not_carried_over(tmp_path: Path) -> None:
    sheets = changed("人员", ["示例", "示例：王某", "律师"])
    found, copy, _ = tidy(write_xlsx(tmp_path / "a.xlsx", sheets), tmp_path)
    assert found.problem is not None
    [told] = found.assumptions
    assert (told.sheet, told.row, told.message.zh) == ("人员", 5, "这是示例行，没有读入")
    assert len(copy.sheets["人员"]) == 3
    assert copy.others == {}


def test_all_about_one_cell_is_one_note(tmp_path: Path) -> None:
    sheets = changed("站点", column="类型", row=3, to="中心")
    _, copy, _ = tidy(write_xlsx(tmp_path / "a.xlsx", sheets), tmp_path)
    mark = copy.sheets["站点"][1].marks["类型"]
    assert mark.text.zh == "第2行已有中心。每县只有一个中心，其余改为“站点”"
    assert copy.marked(wrong=True) >= 1
