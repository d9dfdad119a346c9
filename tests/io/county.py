"""A county as small as can be, as sheets of cells; tests change a cell and read it again."""

from __future__ import annotations

import csv
import io
from typing import TYPE_CHECKING, Any

import pytest
import xlsxwriter

from roster.errors import InputError
from roster.io import read_problem
from roster.model.calendar import Month

if TYPE_CHECKING:
    from pathlib import Path

    from roster.model.problem import Problem

DECEMBER = Month(year=2026, month=12)
Sheets = dict[str, list[list[Any]]]


def county() -> Sheets:
    """Three people, a centre, two stations; a row in every sheet; valid in 2026."""
    return {
        "人员": [
            ["编号", "姓名", "类别", "证号", "政法工作年限", "通过法考", "批准文号", "批准有效期",
             "常驻地", "离任日期"],
            ["P1", "李喆", "律师", "14043000000000001", "", "", "", "", "", ""],
            ["P2", "王垚", "基层法律服务工作者", "14043000000000002", "", "", "", "", "县城", ""],
            ["P3", "胡建国", "政法机关退休人员", "", 12, "", "", "", "郭道镇", ""],
        ],
        "站点": [
            ["编号", "名称", "类型", "公示名称", "上午时间", "下午时间", "距县城车程", "逢集"],
            ["C", "沁源县", "中心", "", "8:00-12:00", "14:00-18:00", "", ""],
            ["S1", "郭道镇", "站点", "", "8:00-12:00", "14:00-18:00", 35, "农历逢3、6、9"],
            ["S2", "王陶镇", "站点", "", "8:00-12:00", "14:00-18:00", 70, ""],
        ],
        "请假与意愿": [
            ["人员", "类型", "开始日期", "结束日期", "星期", "时段", "说明"],
            ["李喆", "开庭", "2026-12-08", "", "", "上午", "县法院"],
        ],
        "需求": [
            ["站点", "人数", "频次", "时段", "可选星期", "惯常星期", "最小间隔", "最大间隔",
             "可派类别", "逢集优先"],
            ["C", "", "每工作日", "", "", "", "", "", "", ""],
            ["郭道镇", "", "每周1次", "", "二、四", "", "", "", "", "是"],
            ["S2", "", "每两周1次", "", "二、四", "二", "", "", "", ""],
        ],
        "固定安排": [
            ["类型", "人员", "站点", "开始日期", "结束日期", "星期", "时段", "人数", "说明"],
            ["指定", "李喆", "C", "2026-12-04", "", "", "", "", "宪法日"],
        ],
        "日历调整": [["日期", "类型", "说明"], ["2026-12-31", "休息", "县里统一安排"]],
        "规则": [
            ["设置", "值", "说明"],
            ["县区代码", "qinyuan", ""],
            ["县区名称", "沁源县", ""],
            ["发布单位", "沁源县司法局", ""],
        ],
    }  # fmt: skip


def changed(sheet: str, *rows: list[Any], column: str = "", row: int = 2, to: Any = "") -> Sheets:
    """The county with rows added to a sheet, or with one cell changed (rows count from 1)."""
    sheets = county()
    sheets.setdefault(sheet, []).extend(rows)
    if column:
        sheets[sheet][row - 1][sheets[sheet][0].index(column)] = to
    return sheets


def csv_bytes(rows: list[list[Any]]) -> bytes:
    """Rows as a CSV file."""
    out = io.StringIO()
    csv.writer(out, lineterminator="\r\n").writerows(rows)
    return out.getvalue().encode("utf-8-sig")


def write_csv(folder: Path, sheets: Sheets) -> Path:
    """One CSV file a sheet; returns the folder."""
    folder.mkdir(parents=True, exist_ok=True)
    for name, rows in sheets.items():
        (folder / f"{name}.csv").write_bytes(csv_bytes(rows))
    return folder


def write_xlsx(path: Path, sheets: Sheets) -> Path:
    """The workbook; numbers stay numbers, all else is text. Returns the path."""
    path.parent.mkdir(parents=True, exist_ok=True)
    book = xlsxwriter.Workbook(str(path), {"strings_to_formulas": False, "strings_to_urls": False})
    for name, rows in sheets.items():
        page = book.add_worksheet(name)
        for number, cells in enumerate(rows):
            for column, cell in enumerate(cells):
                page.write(number, column, cell)
    book.close()
    return path


def read(folder: Path, sheets: Sheets, month: Month = DECEMBER, **options: Any) -> Problem:
    """The problem of these sheets."""
    return read_problem(write_csv(folder, sheets), month, **options)


def refused(folder: Path, sheets: Sheets, month: Month = DECEMBER, **options: Any) -> list[str]:
    """What is wrong with these sheets, one line each, in Chinese."""
    with pytest.raises(InputError) as error:
        read(folder, sheets, month, **options)
    return error.value.text.zh.split("\n")
