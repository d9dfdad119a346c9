"""The broken inputs in tests/cases/broken: python -m tests.io.broken_cases writes them anew.

Beside each input lies expected.txt, the whole Chinese message, written by hand and checked by
test_broken. The inputs here are what the folders must hold.
"""

from __future__ import annotations

import io
from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING, Any

import xlsxwriter

from roster.model.calendar import Month
from tests.io.county import DECEMBER, Sheets, changed, county, csv_bytes

if TYPE_CHECKING:
    from collections.abc import Callable

CASES = Path(__file__).resolve().parent.parent / "cases" / "broken"
MONTHS = {"unknown_holidays": Month(year=2027, month=3)}  # every other case is read for 2026-12

Files = dict[str, bytes]


def month_of(case: str) -> Month:
    """The month for which the case is read."""
    return MONTHS.get(case, DECEMBER)


def csv_files(sheets: Sheets) -> Files:
    """The sheets as CSV files."""
    return {f"{name}.csv": csv_bytes(rows) for name, rows in sheets.items()}


def workbook(sheets: Sheets, extra: Callable[[Any], None] = lambda book: None) -> Files:
    """The sheets as a workbook, after something more was written into it."""
    out = io.BytesIO()
    with xlsxwriter.Workbook(out, {"in_memory": True, "strings_to_formulas": False}) as book:
        book.set_properties({"created": datetime(2026, 11, 20, tzinfo=UTC)})
        for name, rows in sheets.items():
            page = book.add_worksheet(name)
            for number, cells in enumerate(rows):
                page.write_row(number, 0, cells)
        extra(book)
    return {"沁源县.xlsx": out.getvalue()}


def _without(sheet: str) -> Sheets:
    return {name: rows for name, rows in county().items() if name != sheet}


def _everything_at_once() -> Sheets:
    sheets = county()
    sheets["人员"][1][2] = "公证员"
    sheets["人员"][2][9] = "2026-02-30"
    sheets["人员"].append(["P1", "张玥", "律师", "", "", "", "", "", "太岳镇", ""])
    sheets["站点"][2][4] = "8:00到12:00点"
    sheets["请假与意愿"].append(["张三丰", "请假", "下周六", "", "", "", ""])
    sheets["规则"].append(["每人每周上线", 3, ""])
    del sheets["需求"]
    sheets["历史值版"] = [["联系人"], ["县局"]]
    return sheets


def _ineligible() -> Sheets:
    return changed(
        "人员",
        ["P4", "史文华", "政法机关退休人员", "", 4, "", "", "", "", ""],
        ["P5", "段志强", "政法机关退休人员", "", "", "", "", "", "", ""],
        ["P6", "张玥", "高校法律专业师生", "", "", "否", "", "", "", ""],
        ["P7", "郭昇", "经批准放宽人员", "", "", "", "", "", "", ""],
    )


def _impossible_demand() -> Sheets:
    sheets = changed("站点", ["S3", "韩洪乡", "站点", "", "8:00-12:00", "14:00-18:00", 75, ""],
                     ["S4", "交口乡", "站点", "", "8:00-12:00", "14:00-18:00", 30, ""])  # fmt: skip
    sheets["需求"] = [
        sheets["需求"][0],
        ["C", "", "每周1次", "上午", "二", "", "", "", "", "是"],
        ["郭道镇", "", "每周3次", "上午+下午", "二、四", "五", "", "", "", ""],
        ["S2", "", "每工作日", "", "", "", "", "", "", "是"],
        ["S2", "", "每月1次", "", "", "", 50, 30, "", ""],
        ["S3", 0, "每天", "", "周八", "二、四", "", "", "和尚", ""],
    ]
    return sheets


def _fixed_cells() -> Sheets:
    return changed(
        "固定安排",
        ["指定", "", "C", "2026-12-07", "2026-12-08", "一", "", 2, ""],
        ["禁止", "", "", "2026-12-07", "2026-12-01", "", "", "", ""],
        ["关闭", "李喆", "", "2026-12-07", "", "", "", "", ""],
        ["加场", "", "C", "2026-12-20", "", "", "", "", ""],
        ["加场", "", "S1", "2026-12-20", "", "", "", "", ""],
        ["加场", "", "S1", "2026-12-20", "", "", "", 2, ""],
        ["指定", "P1", "C", "2026-12-04", "", "", "", "", ""],
        ["调休", "", "", "2026-12-04", "", "", "", "", ""],
        ["禁止", "P2", "", "2026-12-07", "2026-12-08", "五", "", "", ""],
    )


def _bad_settings() -> Sheets:
    return changed(
        "规则",
        ["县区代码", "沁源", ""],
        ["公示网址", "example.com/qinyuan", ""],
        ["日历域名", "Qinyuan_1", ""],
        ["每人每周上限", 0, ""],
        ["公平统计周期", "半年", ""],
        ["层级顺序", "公平,规律,意愿", ""],
        ["权重:不同面孔", 2000, ""],
        ["权重:请假", 1, ""],
        ["max_week", 3, ""],
        ["县区名称", "", ""],
        ["权重:坐班未逢集", "", ""],
    )


def _history_and_roads() -> Sheets:
    sheets = county()
    sheets["需求"][1][3] = "上午+下午"
    sheets["固定安排"][1][6] = ""
    sheets["历史值班"] = [
        ["日期", "站点", "人员", "时段"],
        ["2026-11-03", "郭道镇", "李喆", ""],
        ["2026-11-03", "S1", "P1", "上午"],
        ["2026-11-04", "C", "P1", ""],
        ["2026-11-04", "C", "郭旻", "晚上"],
    ]
    sheets["车程"] = [
        ["起点", "终点", "分钟"],
        ["县城", "县城", 5],
        ["S1", "S2", 20],
        ["S2", "S1", 25],
        ["S1", "沁城", 2.5],
    ]
    return sheets


def _columns() -> Sheets:
    sheets = county()
    sheets["人员"][0][2] = "岗位"
    sheets["站点"][0] += ["名称", "", "备用"]
    sheets["站点"][1] += ["", "多出的", "还有"]
    sheets["规则"] = [["设置", "值"]]
    return sheets


def _adjusted_twice() -> Sheets:
    return changed(
        "日历调整", ["2026年12月31日", "上班", ""], ["2026-12-05", "调休", ""], ["", "上班", ""]
    )


def _formula_error(book: Any) -> None:
    book.get_worksheet_by_name("站点").write_formula("G3", "=70/0", None, "#DIV/0!")


def _certificates(book: Any) -> None:
    page = book.get_worksheet_by_name("人员")
    page.write_number("D2", 14043000000000001.0)  # as Excel stores 17 typed digits
    page.write_number("D3", 140430.5)


def _short_hours() -> Sheets:
    sheets = changed("站点", column="下午时间", to="14:00-17:30")
    sheets["站点"][2][4] = "8:30-12:00"
    sheets["站点"][3][4] = "8:00-14:30"
    return sheets


BROKEN: dict[str, Callable[[], Files]] = {
    "wrong_category": lambda: csv_files(changed("人员", column="类别", to="律师助理")),
    "unknown_person": lambda: csv_files(changed("请假与意愿", column="人员", to="李吉吉")),
    "no_date": lambda: csv_files(changed(
        "请假与意愿",
        ["P1", "请假", "2026-02-30", "", "", "", ""],
        ["P1", "请假", "下周一", "", "", "", ""],
        ["P1", "请假", "2026-12-05 14:00", "", "", "", ""],
        ["P1", "请假", "1926-12-05", "", "", "", ""],
        ["P1", "请假", "", "2026-12-05", "", "", ""],
    )),
    "duplicate_id": lambda: csv_files(changed("人员", column="编号", row=4, to="p1")),
    "bad_id": lambda: csv_files(changed("人员", column="编号", row=4, to="../P3")),
    "certificate_float": lambda: workbook(county(), _certificates),
    "certificate_scientific": lambda: csv_files(changed("人员", column="证号", to="1.4043E+16")),
    "missing_sheet": lambda: csv_files(_without("需求")),
    "empty_workbook": lambda: workbook({"Sheet1": []}),
    "no_workbook": lambda: {"沁源县.xlsx": "编号,姓名\r\n".encode()},
    "empty_folder": lambda: {},
    "two_workbooks": lambda: {**workbook(county()), "沁源县(2).xlsx": b""},
    "workbook_and_csv": lambda: {**workbook(county()), **csv_files(county())},
    "not_text": lambda: {**csv_files(county()), "规则.csv": b"\xff\xfe\xff\xff"},
    "broken_csv": lambda: {**csv_files(county()), "规则.csv": '设置,值\r\n"县区'.encode()},
    "unknown_holidays": lambda: csv_files(county()),
    "formula_error": lambda: workbook(county(), _formula_error),
    "ineligible": lambda: csv_files(_ineligible()),
    "impossible_demand": lambda: csv_files(_impossible_demand()),
    "fixed_cells": lambda: csv_files(_fixed_cells()),
    "bad_settings": lambda: csv_files(_bad_settings()),
    "history_and_roads": lambda: csv_files(_history_and_roads()),
    "columns": lambda: csv_files(_columns()),
    "adjusted_twice": lambda: csv_files(_adjusted_twice()),
    "short_hours": lambda: csv_files(_short_hours()),
    "two_centres": lambda: csv_files(changed("站点", column="类型", row=3, to="中心")),
    "no_centre": lambda: csv_files(changed("站点", column="类型", row=2, to="站点")),
    "same_name": lambda: csv_files(changed("人员", column="姓名", row=3, to="李喆")),
    "control_character": lambda: csv_files(changed("人员", column="姓名", to="李\n喆")),
    "unknown_market": lambda: csv_files(changed("站点", column="逢集", row=3, to="逢3、6、9")),
    "everything_at_once": lambda: csv_files(_everything_at_once()),
}  # fmt: skip


def main() -> None:
    """Write every case's input; expected.txt is left alone."""
    for case, files in BROKEN.items():
        folder = CASES / case
        folder.mkdir(parents=True, exist_ok=True)
        for name, data in files().items():
            (folder / name).write_bytes(data)


if __name__ == "__main__":
    main()
