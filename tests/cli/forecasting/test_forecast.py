"""roster demand and roster forecast on the sample county 沁源县 and on a small one."""

from __future__ import annotations

import csv
import re
import time
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING

import openpyxl
import pytest

from roster.cli.forecasting import year_known
from roster.io import read_problem
from roster.model.calendar import Month
from tests.io.county import Sheets, changed, county

if TYPE_CHECKING:
    from tests.cli.desk import Desk

ROOT = Path(__file__).resolve().parents[3]
SAMPLE = str(ROOT / "inputs/qinyuan")
RECORDS = ("--records", str(ROOT / "inputs/records/沁源县-咨询记录-2026.csv"))


def write_records(desk: Desk, *rows: tuple[object, ...], name: str = "记录.csv") -> tuple[str, str]:
    """Records as a file on the desk, and the option that names it."""
    with (desk.folder / name).open("w", encoding="utf-8-sig", newline="") as file:
        csv.writer(file).writerows([("日期", "站点", "人数", "人员"), *rows])
    return ("--records", name)


def settings(**values: object) -> Sheets:
    """The county with these settings."""
    return changed("规则", *[[name, value, ""] for name, value in values.items()])


def cells(out: str, name: str) -> list[str]:
    """The cells of a table's row."""
    line = next(line for line in out.splitlines() if line.startswith("│") and name in line)
    return [cell.strip() for cell in line.strip("│").split("│")]


@pytest.fixture(autouse=True)
def wide(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("COLUMNS", "200")
    monkeypatch.setattr(year_known, "today", lambda on: date(2026, 12, 31))


# --- demand ---------------------------------------------------------------------------------------


def test_the_sample_gets_its_proposals_with_reasons(desk: Desk) -> None:
    out = desk.done("demand", SAMPLE, *RECORDS)
    assert out.startswith("沁源县咨询记录：2026年1月5日—11月20日，共3707人次。\n")
    assert cells(out, "沁河镇")[1:3] == ["每周1次", "每周2次"]
    assert cells(out, "法中乡")[1:3] == ["每周1次", "每两周1次"]
    assert cells(out, "王和镇")[1:3] == ["每周1次", "不变"]
    assert len(re.findall("建议每", out)) == 2  # all others are told unchanged
    assert "王和镇：45次坐班接待240人次" in out
    assert "9个月没有值班记录，站点坐班次数按频次推算" in out
    assert desk.left() == {"inputs"}  # asking makes no database and no file


def test_proposals_are_written_only_on_the_clerks_word(
    desk: Desk, monkeypatch: pytest.MonkeyPatch
) -> None:
    asked = desk.done("demand", SAMPLE, *RECORDS, "--to", "需求.csv")
    assert "采纳：沁河镇每周1次→每周2次，法中乡每周1次→每两周1次；写到需求.csv" in asked
    assert asked.endswith("没有保存，什么也没有写入；要保存请加 --yes。\n")
    assert desk.left() == {"inputs"}
    out = desk.done("demand", SAMPLE, *RECORDS, "--to", "需求.csv", "--yes")
    assert out.endswith("已写需求.csv。核对后用它替换“需求”表；间隔按新频次取默认。\n")
    for file in (ROOT / "inputs/qinyuan/csv").iterdir():
        if file.name != "需求.csv":
            (desk.folder / file.name).write_bytes(file.read_bytes())
    (desk.folder / "inputs").rename(desk.folder.parent / "away")
    problem = read_problem(desk.folder, Month(year=2026, month=12))
    often = {problem.site[d.site].name: d.frequency.text.zh for d in problem.station_demands}
    assert (often["沁河镇"], often["法中乡"], often["王和镇"]) == (
        "每周2次",
        "每两周1次",
        "每周1次",
    )
    again = desk.run("demand", SAMPLE, *RECORDS, "--to", "需求.csv", "--yes")
    assert again.code == 2
    assert again.err.startswith("参数 --to 的值不对：“需求.csv”已存在，没有覆盖，请换一个文件名")
    other = desk.run("demand", SAMPLE, *RECORDS, "--to", "需求.pdf")
    assert other.err.startswith("参数 --to 的值不对：“需求.pdf”应为 .csv 或 .xlsx")


def test_a_copy_of_the_workbook_has_the_proposals_with_their_reasons(desk: Desk) -> None:
    out = desk.done("demand", SAMPLE, *RECORDS, "--to", "改.xlsx", "--yes")
    assert out.endswith("已写出 改.xlsx；原来的输入没有改动。\n")
    month = Month(year=2026, month=12)
    before, after = (read_problem(Path(p), month) for p in (SAMPLE, "改.xlsx"))
    changed = {
        before.site[a.site].name: b.frequency.text.zh
        for a, b in zip(before.station_demands, after.station_demands, strict=True)
        if a != b
    }
    assert changed == {"沁河镇": "每周2次", "法中乡": "每两周1次"}
    assert (before.people, before.sites, before.history) == (
        after.people,
        after.sites,
        after.history,
    )
    sheet = openpyxl.load_workbook("改.xlsx")["需求"]
    notes = {
        row[0].value: row[2].comment.text for row in sheet.iter_rows(min_row=2) if row[2].comment
    }
    assert set(notes) == {"沁河镇", "法中乡"}
    assert "45次坐班接待505人次" in notes["沁河镇"]


def test_where_nothing_is_clear_nothing_is_written(desk: Desk) -> None:
    records = write_records(
        desk, ("2026-11-03", "郭道镇", 3, ""), ("2026-11-04", "中心", 1, "李喆")
    )
    out = desk.done("demand", "inputs", *records, "--to", "new.csv", "--yes")
    assert out.endswith("没有要改的，没有写文件。\n")
    assert desk.left() == {"inputs", "记录.csv"}


def test_the_years_budget_is_told(desk: Desk) -> None:
    desk.write(settings(年度补贴预算=1000))
    records = write_records(desk, ("2026-11-03", "郭道镇", 3, ""))
    out = desk.done("demand", "inputs", *records)
    assert re.search(r"采纳后\d+元；年度补贴预算1000元，超\d+元。", out)
    desk.write(settings(年度补贴预算=999999))
    assert re.search(r"年度补贴预算999999元，余\d+元。", desk.done("demand", "inputs", *records))
    english = desk.done("--lang", "en", "demand", "inputs", *records)
    assert re.search(r"the year's budget is 999999 yuan: \d+ left\.", english)


def test_published_months_are_changed_otherwise(planned: Desk) -> None:
    planned.publish()
    days = [f"2026-{m:02d}-{d:02d}" for m in (6, 7, 8, 9, 10, 11) for d in (3, 10, 17, 24)]
    rows = [(day, name, n) for day in days for name, n in (("郭道镇", 30), ("王陶镇", 1))]
    out = planned.done("demand", "inputs", *write_records(planned, *rows))
    assert cells(out, "王陶镇")[1:3] == ["每两周1次", "每月1次"]
    assert (
        "2026-12已经公布，不会因此变动；要改这些月份，用 roster frequency 王陶镇 每月1次 --month 2026-12\n"
    ) in out


# --- forecast -------------------------------------------------------------------------------------


def test_the_sample_ends_where_its_records_and_its_plan_lead(desk: Desk) -> None:
    began = time.perf_counter()
    out = desk.done("forecast", SAMPLE, *RECORDS, "--target", "4000")
    assert time.perf_counter() - began < 15  # half a second on a quiet machine
    county = cells(out, "全县")
    # 6 workdays of November and 23 of December; 3707 as the records have it
    assert cells(out, "中心")[2] == "29"
    assert (county[1], county[2]) == ("3707", "100")
    assert "截至11月20日完成3707人次，照现在的安排全年预计4203人次（95%区间4113—4302）。" in out
    assert "年度任务4000人次：预计完成105.1%，完成任务的可能>99.9%。" in out
    assert "预计还差" not in out
    assert "月份之间看不出超过偶然的差别，没有按季节推算。" in out
    # the months to come: 23 workdays and 60 visits in December
    assert cells(out, "2026-12") == ["2026-12", "0", "0", "22600", "22600"]
    assert cells(out, "2026-10") == ["2026-10", "17700", "0", "0", "17700"]
    assert "全年补贴预计231500元（人员都领补贴，次数按计划，没有区间）；扣减不计在内。" in out


def test_a_gap_is_closed_at_the_least_cost(desk: Desk) -> None:
    out = desk.done("forecast", SAMPLE, *RECORDS, "--target", "4265")
    assert "预计还差62人次。尚未公布的日子里，人员每周上限还容得下164人次下乡\n" in out
    # six visits more at the station that brings most, eleven each: no six others do
    assert ("补上它最省的改法（逐一比较过所有频次组合）：沁河镇由每周1次改为每周2次（多6次，约66人次）；"
            "多坐班6人次，1800元，预计多66人次。") in out  # fmt: skip
    english = desk.done("--lang", "en", "forecast", SAMPLE, *RECORDS, "--target", "4265")
    assert "6 person-visits, 1800 yuan, 66 consultations expected." in english


def test_a_gap_that_no_frequency_closes(desk: Desk) -> None:
    out = desk.done("forecast", SAMPLE, *RECORDS, "--target", "9000")
    assert "改频次补不齐：最多是沁河镇由每周1次改为每周2次" in out
    assert "完成任务的可能<0.1%" in out
    english = desk.done("--lang", "en", "forecast", SAMPLE, *RECORDS, "--target", "9000")
    assert "No change of frequency closes it" in english


def test_a_budget_without_room_closes_nothing(desk: Desk) -> None:
    desk.write(settings(年度补贴预算=1, 年度咨询任务=5000))
    out = desk.done("forecast", "inputs", *write_records(desk, ("2026-11-03", "郭道镇", 3, "")))
    assert "年度补贴预算还容得下0人次" in out
    assert "人员上限、可选星期和预算都不容再加坐班，改频次补不上。" in out
    assert re.search(r"年度补贴预算1元：预计超\d+元。", out)
    assert "记录不足3个月，看不出月份之间的差别，区间可能偏窄。" in out


def test_a_year_that_is_over_cannot_be_changed(desk: Desk) -> None:
    records = write_records(desk, ("2026-12-30", "郭道镇", 3, ""), ("2026-12-31", "中心", 1, ""))
    out = desk.done("forecast", "inputs", *records, "--target", "10", "--on", "2026-12-31")
    assert cells(out, "全县")[1:3] == ["4", "0"]
    assert "余下的日子都已公布，改频次补不上；可用 roster visit 加场。" in out


def test_a_target_is_offered_but_never_taken_by_itself(desk: Desk) -> None:
    records = write_records(desk, ("2026-11-03", "郭道镇", 3, ""))
    out = desk.done("forecast", "inputs", *records)
    assert "没有年度任务可比：用 --target 写明，或在“规则”表加设置“年度咨询任务”。" in out
    sheets = county()
    sheets["规则"][2][1] = "闻喜县"
    desk.write(sheets)
    out = desk.done("forecast", "inputs", *records)
    assert "（已知2022年任务3600人次，运司通〔2022〕3号附件1，没有自动采用）" in out
    assert "完成任务的可能" not in out


def test_months_that_differ_are_told_without_calling_it_a_season(desk: Desk) -> None:
    rows = [(f"2026-{m:02d}-{d:02d}", "郭道镇", 20 if m % 2 else 2)
            for m in range(1, 11) for d in (1, 6, 8, 13, 15, 20, 22, 27)]  # fmt: skip
    out = desk.done("forecast", "inputs", *write_records(desk, *rows), "--target", "100")
    assert "月份之间有明显差别" in out
    assert "是不是季节规律，要有两年以上的记录才看得出" in out


def test_records_after_the_day_and_years_not_announced_are_told(
    desk: Desk, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(year_known, "today", lambda on: date(2029, 5, 3))
    emptied = ("固定安排", "日历调整", "请假与意愿")
    desk.write({k: rows[:1] if k in emptied else rows for k, rows in county().items()})
    records = write_records(
        desk, ("2029-03-01", "郭道镇", 3, "某人"), ("2029-05-03", "郭道镇", 1, ""))  # fmt: skip
    out = desk.done("forecast", "inputs", *records, "--on", "2029-04-30")
    assert "2029-04-30以后的1行记录没有计入" in out
    assert "2029年放假安排尚未公布，按周一至周五计，次数会偏多" in out
    assert "1个人员不在“人员”表（某人），只计人次" in out


def test_records_of_two_years_serve_the_later_one(desk: Desk) -> None:
    records = write_records(desk, ("2025-11-04", "郭道镇", 9, ""), ("2026-11-03", "郭道镇", 3, ""))
    out = desk.done("forecast", "inputs", *records)
    assert out.startswith("沁源县咨询记录：2025-11-04—2026-11-03，共12人次。\n")
    assert cells(out, "郭道镇")[1] == "3"
    earlier = desk.done("forecast", "inputs", *records, "--year", "2025")
    assert cells(earlier, "郭道镇")[1] == "9"


def test_the_year_is_that_of_the_last_record(desk: Desk) -> None:
    out = desk.done("forecast", "inputs", *write_records(desk, ("2025-11-04", "郭道镇", 9, "")))
    # today is in 2026; of 2025 the centre has the workdays from 5 November on: 18 and 23
    assert "2025年咨询人次" in out
    assert cells(out, "中心")[2] == "41"


def test_no_record_up_to_the_day_is_refused(desk: Desk) -> None:
    run = desk.run("forecast", "inputs", *write_records(desk, ("2026-11-03", "郭道镇", 3, "")),
                   "--on", "2026-10-01")  # fmt: skip
    assert run.code == 1
    assert run.err.startswith("2026-10-01以前没有咨询记录，无从推算。")


def test_published_months_are_taken_from_the_store(published: Desk) -> None:
    records = write_records(published, ("2026-11-03", "郭道镇", 3, ""))
    out = published.done("forecast", "inputs", *records)
    assert int(cells(out, "2026-12")[1]) > 0  # paid by its duties
    assert cells(out, "2026-12")[3] == "0"  # nothing of it is unplanned


def test_wrong_records_are_refused_with_their_place(desk: Desk) -> None:
    run = desk.run("forecast", "inputs", *write_records(desk, ("2026-11-03", "郭到镇", 3, "")))
    assert (run.code, run.out) == (2, "")
    assert run.err.startswith("记录.csv 工作表“记录” 第2行 B列“站点” 值“郭到镇”：县里没有这个站点")


# --- which sheets, which days ---------------------------------------------------------------------


def two_sheets(desk: Desk) -> tuple[str, str]:
    """A workbook of records with a sheet that sums them up, and the option that names it."""
    book = openpyxl.Workbook()
    rows = [("日期", "站点", "人数"), ("2026-11-03", "郭道镇", 3), ("2026-11-10", "郭道镇", 4)]
    for name, of in (("登记", rows), ("月报", [rows[0], ("2026-11-05", "郭道镇", 7)])):
        sheet = book.create_sheet(name)
        for row in of:
            sheet.append(row)
    book.save(desk.folder / "记录.xlsx")
    return ("--records", "记录.xlsx")


@pytest.mark.parametrize("command", ["forecast", "demand"])
def test_a_sheet_that_may_sum_up_another_needs_the_clerks_word(desk: Desk, command: str) -> None:
    records = two_sheets(desk)
    run = desk.run(command, "inputs", *records)
    assert (run.code, run.out) == (2, "")
    assert "工作表“登记”（2行，7人次）和“月报”（1行，7人次）站点和日期重叠" in run.err
    out = desk.done(command, "inputs", *records, "--sheet", "登记")
    assert "共7人次。\n  · 记录.xlsx“登记”：2行，7人次\n" in out


def test_a_day_that_is_still_to_come_is_refused_unless_on_says_otherwise(
    desk: Desk, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(year_known, "today", lambda on: date(2026, 11, 22))
    records = write_records(desk, ("2026-11-03", "郭道镇", 3, ""), ("2026-12-29", "郭道镇", 1, ""))
    run = desk.run("forecast", "inputs", *records)
    assert run.code == 2
    assert "第3行 A列“日期” 值“2026-12-29”：日期在2026-11-22之后，还没有到" in run.err
    desk.done("forecast", "inputs", *records, "--on", "2026-12-30")
