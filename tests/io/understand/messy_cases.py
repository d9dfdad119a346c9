"""Workbooks as bureaus make them, in tests/cases/messy (python -m tests.io.understand.messy_cases writes
them anew).

Each is a habit of its own. Beside each input lies expected.txt, all that `roster check` says of it. Those
in READ are read as the clean sheets that are given with them; all others are refused.
"""

from __future__ import annotations

import csv
import io
from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING, Any

import xlsxwriter

from tests.io.broken_cases import csv_files
from tests.io.county import Sheets, county

if TYPE_CHECKING:
    from collections.abc import Callable

CASES = Path(__file__).resolve().parents[2] / "cases" / "messy"
Files = dict[str, bytes]
Merge = tuple[str, int, int, int, int]  # sheet; first row, first column, last row, last column


def book(
    sheets: Sheets, merges: tuple[Merge, ...] = (), extra: Callable[[Any], None] = lambda book: None
) -> Files:
    """A workbook with merged cells, after something more was done to it."""
    out = io.BytesIO()
    with xlsxwriter.Workbook(out, {"in_memory": True, "strings_to_formulas": False}) as made:
        made.set_properties({"created": datetime(2026, 11, 20, tzinfo=UTC)})
        for name, rows in sheets.items():
            page = made.add_worksheet(name)
            for number, cells in enumerate(rows):
                page.write_row(number, 0, cells)
            for sheet, top, left, bottom, right in merges:
                if sheet == name:
                    page.merge_range(top, left, bottom, right, rows[top][left])
        extra(made)
    return {"沁源县.xlsx": out.getvalue()}


def _blank(width: int) -> list[Any]:
    return [""] * width


def _titled() -> Files:
    """A title over the sheet, a line of instructions, a running number before everything."""
    sheets = county()
    people = [["序号", *sheets["人员"][0]], *([n, *r] for n, r in enumerate(sheets["人员"][1:], 1))]
    people[0][2], people[0][3] = "姓　名*", "类别（必填）"
    wide = len(people[0]) - 1
    sheets["人员"] = [
        ["沁源县公共法律服务值班人员库", *_blank(wide)],
        ["填表说明：带*的为必填项", *_blank(wide)],
        _blank(wide + 1),
        *people,
    ]
    sheets["需求"].insert(0, ["2026年12月坐班需求表", *_blank(9)])
    return book(sheets, (("人员", 0, 0, 0, wide), ("人员", 1, 0, 1, wide), ("需求", 0, 0, 0, 9)))


def _no_ids() -> Files:
    """People and stations go by their names; no ids, no kinds of sites."""
    sheets = county()
    sheets["人员"] = [row[1:] for row in sheets["人员"]]
    sheets["人员"][1][:2] = ["李 喆", "执业律师"]
    sheets["人员"][2][:2] = ["王　垚", "基层法律工作者"]
    sheets["站点"] = [[row[1], *row[3:]] for row in sheets["站点"]]
    sheets["站点"][1][0] = "沁源县公共法律服务中心"
    sheets["需求"][1][0] = "县中心"
    sheets["需求"][2][0], sheets["需求"][3][0] = "郭道", "王陶镇工作站"
    sheets["固定安排"][1][1:3] = ["李喆律师", "中心"]
    del sheets["日历调整"]
    return book(sheets)


def _no_ids_clean() -> Sheets:
    sheets = county()
    centre = "沁源县公共法律服务中心"
    for row in sheets["人员"][1:]:
        row[0] = row[1]
    sheets["站点"][1][1] = centre
    for row in sheets["站点"][1:]:
        row[0] = row[1]
    sheets["需求"][1][0], sheets["需求"][3][0] = centre, "王陶镇"
    sheets["固定安排"][1][2] = centre
    sheets["日历调整"] = sheets["日历调整"][:1]
    return sheets


def _totals() -> Files:
    """Totals, the headings of a second printed page, an example, rows numbered ahead, a line to sign."""
    sheets = county()
    people = [["序号", *sheets["人员"][0]], *([n, *r] for n, r in enumerate(sheets["人员"][1:], 1))]
    wide = len(people[0]) - 1
    people.insert(1, ["示例", "P00", "张三", "律师", *_blank(wide - 3)])
    people.insert(4, list(people[0]))
    people += [[4, *_blank(wide)], [5, *_blank(wide)], ["合计", "", "共3人", *_blank(wide - 2)]]
    people.append(["制表人：某某", *_blank(4), "审核：", *_blank(wide - 5)])
    sheets["人员"] = people
    sheets["请假与意愿"].append(["备注：以单位盖章的请假条为准", *_blank(6)])
    return book(sheets, (("人员", len(people) - 1, 0, len(people) - 1, 4),))


def _dates() -> Files:
    """Dates without years, ranges and several days in one cell."""
    sheets = county()
    sheets["请假与意愿"][1:] = [
        ["李喆", "开庭", "12月8日-10日", "", "", "上午", "县法院"],
        ["王垚", "出差", "14、15、21日", "", "", "", ""],
        ["王垚", "请假", "2026年12月24号（周四）", "25号", "", "", ""],
        ["胡建国", "请假", "二〇二六年十二月三十日", "", "", "", ""],
        ["胡建国", "不愿", "12.16", "", "", "", ""],
        ["胡建国", "愿意", 20261217, "", "", "", ""],
        ["胡建国", "请假", "28日至1月3日", "", "", "", ""],
    ]
    sheets["固定安排"][1][3] = "26-12-4"
    sheets["日历调整"][1][0] = "2026.12.31 00:00:00"
    return book(sheets)


def _dates_clean() -> Sheets:
    sheets = county()
    sheets["请假与意愿"][1:] = [
        ["李喆", "开庭", "2026-12-08", "2026-12-10", "", "上午", "县法院"],
        ["王垚", "出差", "2026-12-14", "", "", "", ""],
        ["王垚", "出差", "2026-12-15", "", "", "", ""],
        ["王垚", "出差", "2026-12-21", "", "", "", ""],
        ["王垚", "请假", "2026-12-24", "2026-12-25", "", "", ""],
        ["胡建国", "请假", "2026-12-30", "", "", "", ""],
        ["胡建国", "不愿", "2026-12-16", "", "", "", ""],
        ["胡建国", "愿意", "2026-12-17", "", "", "", ""],
        ["胡建国", "请假", "2026-12-28", "2027-01-03", "", "", ""],
    ]
    return sheets


def _two_rows() -> Files:
    """Headers in two rows: a group's title merged over its columns, the rest merged downwards."""
    sheets = county()
    head = sheets["站点"][0]
    upper, lower = list(head), _blank(len(head))
    upper[4], upper[5], lower[4], lower[5] = "值班时间", "", "上午", "下午"
    sheets["站点"] = [["乡镇站点一览", *_blank(7)], upper, lower, *sheets["站点"][1:]]
    downwards = [("站点", 1, p, 2, p) for p in range(len(head)) if p not in (4, 5)]
    return book(sheets, (("站点", 0, 0, 0, 7), ("站点", 1, 4, 1, 5), *downwards))


def _hidden() -> Files:
    """A person whose row was filtered out, and leave that was hidden."""

    def hide(made: Any) -> None:
        made.get_worksheet_by_name("人员").set_row(2, None, None, {"hidden": True})
        made.get_worksheet_by_name("请假与意愿").set_row(1, None, None, {"hidden": True})

    return book(county(), extra=hide)


def _renamed() -> Files:
    """Sheets and columns under the bureau's own names, in another order, with sheets of the clerk's own."""
    sheets = county()
    people = sheets.pop("人员")
    people[0][:3] = ["人员编号", "值班人", "身份"]
    people = [[*reversed(row)] for row in people]
    sites, demand = sheets.pop("站点"), sheets.pop("需求")
    sites[0] = ["站点编号", "乡镇", "性质", "全称", "上午", "下午", "距县城车程\n(分钟)", "集日"]
    demand[0][:4] = ["服务地点", "人数", "每月几次", "时段"]
    leave = sheets.pop("请假与意愿")
    leave[0] = ["姓名", "事由", "开始时间", "结束时间", "星期", "时段", "备注"]
    rules = sheets.pop("规则")
    rules[0] = ["项目", "内容", "备注"]
    return book(
        {
            "封面": [["沁源县司法局"]],
            "值班人员库": people,
            "乡镇站点": sites,
            "12月请假": leave,
            "沁源县12月坐班需求表": demand,
            "11月需求": [["站点", "频次"], ["郭道镇", "每周2次"]],
            "固定值班": sheets["固定安排"],
            "Sheet1": sheets["日历调整"],
            "设置": rules,
            "通讯录": [["股室", "座机"], ["公律股", "0000-0000000"]],
        }
    )


def _units() -> Files:
    """Numbers with their units, full-width digits, hours and frequencies as they are spoken."""
    sheets = county()
    sheets["人员"][3][4] = "１２年"
    sheets["站点"][1][4:6] = ["上午8点－12点", "下午2：00～6：00"]
    sheets["站点"][2][4:7] = ["8时—12时", "2:00-6:00", "３５分钟"]
    sheets["站点"][3][4:7] = ["8:00至12:00", "14点到18点", "1小时10分"]
    sheets["需求"][1][1:3] = ["1人", "工作日"]
    sheets["需求"][2][2], sheets["需求"][2][9] = "一周1次", "√"
    sheets["需求"][3][2] = "隔周一次"
    sheets["规则"].append(["每人每周上限", "３", ""])
    return csv_files(sheets)


def _units_clean() -> Sheets:
    return {**county(), "规则": [*county()["规则"], ["每人每周上限", 3, ""]]}


def _wps() -> Files:
    """CSV files as WPS saves them with a semicolon, in GB18030."""
    files: Files = {}
    for name, rows in county().items():
        out = io.StringIO()
        csv.writer(out, delimiter=";", lineterminator="\r\n").writerows(rows)
        files[f"{name}.csv"] = out.getvalue().encode("gb18030")
    return files


def _firms(sheets: Sheets) -> Sheets:
    firms = ["执业机构", "沁河所", "沁河所", "沁河所"]
    sheets["人员"] = [[*row, firm] for row, firm in zip(sheets["人员"], firms, strict=True)]
    return sheets


def _merged() -> Files:
    """A law firm's name written once for its three people, the cells merged."""
    sheets = _firms(county())
    sheets["人员"][2][10] = sheets["人员"][3][10] = ""
    return book(sheets, (("人员", 1, 10, 3, 10),))


def _formulas() -> Files:
    """Formulas: an error, one that was never computed, cells merged across columns."""
    sheets = county()
    sheets["请假与意愿"][1][2:4] = ["2026-12-08", ""]

    def write(made: Any) -> None:
        page = made.get_worksheet_by_name("站点")
        page.write_formula("G3", "=VLOOKUP(B3,车程!A:B,2,0)", None, "#N/A")
        page.write_formula("G4", "=SUM(H1:H2)", None, "")

    return book(sheets, (("请假与意愿", 1, 2, 1, 3),), write)


def _unclear_dates() -> Files:
    """Dates whose order, year or day nobody can tell, and one of another weekday."""
    sheets = county()
    days = [
        "5/12/2026",
        "03-04-26",
        12.1,
        "12-15",
        "2026-12-08（周三）",
        "5月8日",
        "08001200",
        "12月",
    ]
    sheets["请假与意愿"][1:] = [["李喆", "请假", day, "", "", "", ""] for day in days]
    return book(sheets)


def _two_of_each() -> Files:
    """Two sheets and two columns that can be the same, a mistyped sheet, doubled names without ids."""
    sheets = county()
    sheets["值班人员"] = sheets["人员"]
    sheets["站点"][0] += ["办公电话", "联系电话"]
    sheets["站点"] = [sheets["站点"][0], *([*row, "", ""] for row in sheets["站点"][1:])]
    sheets["历史直班"] = [["日期", "人"], ["2026-11-03", "李喆"]]
    return book(sheets)


def _unclear_words() -> Files:
    """Frequencies with two meanings, a unit that is not ours, a category that nobody may guess."""
    sheets = county()
    sheets["人员"][1][2] = "公职律师"
    sheets["站点"][0][6] = "距县城车程（公里）"
    sheets["需求"][2][2], sheets["需求"][3][2] = "半月一次", "周二、周四"
    sheets["需求"].append(["S2", "", "2", *_blank(7)])
    return csv_files(sheets)


MESSY: dict[str, Callable[[], Files]] = {
    "titled": _titled,
    "no_ids": _no_ids,
    "totals": _totals,
    "dates": _dates,
    "two_row_headers": _two_rows,
    "renamed": _renamed,
    "units": _units,
    "wps_semicolon": _wps,
    "merged_firms": _merged,
    "hidden_rows": _hidden,
    "formulas": _formulas,
    "unclear_dates": _unclear_dates,
    "two_of_each": _two_of_each,
    "unclear_words": _unclear_words,
}
READ: dict[str, Callable[[], Sheets]] = {
    "titled": county,
    "no_ids": _no_ids_clean,
    "totals": county,
    "dates": _dates_clean,
    "two_row_headers": county,
    "renamed": county,
    "units": _units_clean,
    "wps_semicolon": county,
    "merged_firms": lambda: _firms(county()),
}


def main() -> None:
    """Write every case's input; expected.txt is left alone."""
    for case, make in MESSY.items():
        folder = CASES / case
        folder.mkdir(parents=True, exist_ok=True)
        for name, data in make().items():
            (folder / name).write_bytes(data)


if __name__ == "__main__":
    main()
