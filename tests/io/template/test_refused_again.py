"""Whatever is refused is refused again in the untouched tidy copy: nothing becomes right by being copied."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest

from roster.io.assemble import Examination, examine
from roster.io.template.pending import PENDING
from tests.io.broken_cases import BROKEN, CASES, month_of
from tests.io.county import DECEMBER, Sheets, county
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
