"""Whatever is refused is refused again in the tidy copy: nothing becomes right by being copied."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import openpyxl
import pytest
from openpyxl.cell.rich_text import CellRichText, TextBlock
from openpyxl.cell.text import InlineFont
from openpyxl.comments import Comment
from openpyxl.styles import Font

from roster.io.assemble import Examination, examine
from roster.io.columns import REST
from roster.io.template.pending import PENDING
from tests.io.broken_cases import BROKEN, CASES, month_of
from tests.io.county import DECEMBER, Sheets, county, write_xlsx
from tests.io.template.test_mended import MESSY, tidy
from tests.io.understand.messy_cases import Merge, book

if TYPE_CHECKING:
    from pathlib import Path

LEAVE = "请假与意愿"


def leave() -> Sheets:
    """The county with two more days of leave."""
    sheets = county()
    sheets[LEAVE] = [
        ["人员", "类型", "开始日期", "结束日期", "说明"],
        ["李喆", "请假", "2026-12-08", "2026-12-08", ""],
        ["王垚", "请假", "2026-12-09", "2026-12-09", ""],
    ]
    return sheets


def refused(found: Examination, copy: Path) -> set[str]:
    """What is wrong in the copy; the original and the copy are both refused."""
    again = examine(copy, DECEMBER)
    assert found.problem is None and again.problem is None
    return {p.message.zh for p in again.problems}


@pytest.mark.parametrize(
    "case", sorted([*BROKEN, *(p.name for p in MESSY.iterdir() if p.is_dir())])
)
def test_every_refused_case_is_refused_again(case: str, tmp_path: Path) -> None:
    folder, month = (CASES, month_of(case)) if case in BROKEN else (MESSY, DECEMBER)
    found, copy, file = tidy(folder / case, tmp_path, month)
    if found.problem is None and copy.sheets:
        assert examine(file, month).problem is None


@pytest.mark.parametrize(
    "merge",
    [
        (LEAVE, 1, 2, 1, 3),  # start and end of one row
        (LEAVE, 1, 2, 2, 3),  # of two rows
        (LEAVE, 1, 3, 1, 4),  # an end, which may be blank, and the remark
        (LEAVE, 1, 4, 2, 5),  # a remark and what is outside
        (LEAVE, 2, 0, 2, 1),  # person and kind
    ],
)
def test_cells_merged_across_are_refused_again(merge: Merge, tmp_path: Path) -> None:
    sheets = leave()
    for row in sheets[LEAVE][1:]:
        row[4] = "开庭"
    sheets[LEAVE][0].append("序号")
    for row in sheets[LEAVE][1:]:
        row.append(1)
    for name, data in book(sheets, (merge,)).items():
        (tmp_path / name).write_bytes(data)
        found, copy, file = tidy(tmp_path / name, tmp_path)
    assert [p.message.zh[:11] for p in found.problems][:1] == ["合并单元格跨了几列，不"]
    assert copy.marked(wrong=True) >= 1
    assert "单元格是错误值" in refused(found, file)


def test_the_note_says_what_the_merged_cell_was(tmp_path: Path) -> None:
    for name, data in book(leave(), ((LEAVE, 1, 2, 1, 3),)).items():
        (tmp_path / name).write_bytes(data)
        _, copy, _ = tidy(tmp_path / name, tmp_path)
    mark: Any = copy.sheets[LEAVE][0].marks["开始日期"]
    assert mark.wrong
    assert mark.text.zh.endswith("原为“2026-12-08”")
    assert PENDING not in copy.others  # the cell says it


def _change(path: Path, change: Any) -> tuple[Examination, Any, Path]:
    made = openpyxl.load_workbook(write_xlsx(path / "a.xlsx", leave()))
    change(made[LEAVE])
    made.save(path / "a.xlsx")
    return tidy(path / "a.xlsx", path)


def _cross_out(page: Any, *cells: str) -> None:
    for cell in cells:
        page[cell].font = Font(strike=True)


def test_a_crossed_out_row_stays_crossed_out(tmp_path: Path) -> None:
    found, copy, file = _change(tmp_path, lambda page: _cross_out(page, "A3", "B3", "C3", "D3"))
    assert [(p.row, p.column) for p in found.problems] == [(3, None)]
    assert copy.sheets[LEAVE][1].struck == {"人员", "类型", "开始日期", "结束日期"}
    assert "有删除线，不知道还算不算数" in refused(found, file)


def test_a_crossed_out_cell_and_a_part_of_one_stay_so(tmp_path: Path) -> None:
    part = CellRichText(TextBlock(InlineFont(strike=True), "王垚"), "、李喆")

    def change(page: Any) -> None:
        _cross_out(page, "C2")
        page["A3"].value = part

    found, _, file = _change(tmp_path, change)
    told = {(p.row, p.column) for p in found.problems if "删除线" in p.message.zh}
    assert told == {(2, "开始日期"), (3, "人员")}
    assert "有删除线，不知道还算不算数" in refused(found, file)


def test_a_comment_is_told_and_kept_and_told_of_the_copy_too(tmp_path: Path) -> None:
    def change(page: Any) -> None:
        page["C2"].comment = Comment("李主任:\n改到12月15日", "李主任")

    found, copy, file = _change(tmp_path, change)
    [told] = found.assumptions
    assert (told.cell, told.message.zh) == ("C2", "批注没有读：改到12月15日")
    assert found.problem is not None and not copy.sheets[LEAVE][0].marks["开始日期"].wrong
    [again] = examine(file, DECEMBER).assumptions  # and nothing of our own notes
    assert (again.cell, again.message) == (told.cell, told.message)


def test_a_hidden_column_is_refused_again(tmp_path: Path) -> None:
    def change(page: Any) -> None:
        page.column_dimensions["D"].hidden = True

    found, copy, file = _change(tmp_path, change)
    assert [(p.cell, p.message.zh[:5]) for p in found.problems] == [("D1", "隐藏的列里")]
    assert copy.headings[LEAVE, "结束日期"].wrong
    assert "还有“待改正”表所列的问题没有处理" in refused(found, file)


@pytest.mark.parametrize("name", [LEAVE, "固定安排"])
def test_a_hidden_sheet_is_refused_again_and_not_doubled(name: str, tmp_path: Path) -> None:
    made = openpyxl.load_workbook(write_xlsx(tmp_path / "a.xlsx", leave()))
    made[name].sheet_state = "hidden"
    made.save(tmp_path / "a.xlsx")
    found, copy, file = tidy(tmp_path / "a.xlsx", tmp_path)
    assert [p.message.zh for p in found.problems] == ["工作表被隐藏，不知道还用不用"]
    assert found.assumptions == ()
    assert (name in copy.sheets, list(copy.others)) == (True, [PENDING])
    assert refused(found, file) == {"还有“待改正”表所列的问题没有处理"}


def test_a_second_table_is_kept_and_refused_again(tmp_path: Path) -> None:
    def change(page: Any) -> None:
        page.append(["类型", "人员", "开始日期"])
        page.append(["请假", "王垚", "2026-12-15"])

    found, copy, file = _change(tmp_path, change)
    assert len(found.problems) == 1
    assert [5, "请假", "王垚", "2026-12-15", None, None] in copy.others[REST]
    assert refused(found, file) == {"还有“待改正”表所列的问题没有处理"}
