from __future__ import annotations

import csv
import time
from datetime import date, datetime
from datetime import time as clock
from typing import TYPE_CHECKING, Any

import openpyxl
import pytest

from roster.errors import InputError, InputProblem
from roster.io.files.records import Records, moment, read_records
from roster.model.records import Consultation
from tests.build import person, problem, station, visits

if TYPE_CHECKING:
    from pathlib import Path

COUNTY = problem(
    [person("P1", name="李喆"), person("P2", name="王垚"), person("P3", name="王垚")],
    stations=[visits("S1"), visits("S2")],
    sites=(
        problem().sites[0],
        station("S1", name="郭道镇", title="沁源县郭道镇公共法律服务工作站"),
        station("S2", name="王陶镇", title="沁源县王陶镇公共法律服务工作站"),
    ),
)
MORNING = datetime.combine(date(2026, 12, 1), clock(9, 30))
HEAD = ["日期", "站点", "人数", "人员", "类别", "方式"]
ROW = ["2026-12-01", "郭道镇", 2, "李喆", "婚姻家庭", "现场"]


def write(path: Path, rows: list[list[Any]]) -> Path:
    """The rows as a CSV file, or as a workbook."""
    if path.suffix == ".csv":
        with path.open("w", encoding="utf-8-sig", newline="") as file:
            csv.writer(file).writerows(rows)
        return path
    book = openpyxl.Workbook()
    sheet = book.active
    assert sheet is not None
    for row in rows:
        sheet.append(row)
    book.save(path)
    return path


def read(tmp_path: Path, *rows: list[Any], name: str = "导出.csv") -> Records:
    """The records of these rows below the usual headers."""
    return read_records([write(tmp_path / name, [HEAD, *rows])], COUNTY)


def refused(tmp_path: Path, *rows: list[Any]) -> list[InputProblem]:
    """The problems of these rows."""
    with pytest.raises(InputError) as caught:
        read(tmp_path, *rows)
    return list(caught.value.problems)


@pytest.mark.parametrize("name", ["导出.csv", "导出.xlsx"])
def test_each_row_is_so_many_consultations(tmp_path: Path, name: str) -> None:
    second = ["2026-12-03 09:12", "S2", "", "", "", ""]
    found = read(tmp_path, ROW, second, name=name)
    assert found.consultations == (
        Consultation(date(2026, 12, 1), "S1", 2, "P1"),
        Consultation(date(2026, 12, 3), "S2", 1, None),  # blank is one
    )
    assert found.assumptions == ()


@pytest.mark.parametrize(
    ("word", "site"),
    [
        ("郭道镇", "S1"),
        ("S1", "S1"),
        ("沁源县郭道镇公共法律服务工作站", "S1"),
        ("郭道镇公共法律服务工作站", "S1"),
        ("郭道 镇", "S1"),
        ("沁源县", "C"),
        ("中心", "C"),
        ("县中心", "C"),
        ("公共法律服务中心", "C"),
        ("沁源县公共法律服务中心", "C"),
    ],
)
def test_a_site_goes_by_its_id_and_all_its_names(tmp_path: Path, word: str, site: str) -> None:
    [found] = read(tmp_path, ["2026-12-01", word, 1, "", "", ""]).consultations
    assert found.site == site


def test_an_export_has_titles_above_other_headers_and_columns_that_are_not_read(
    tmp_path: Path,
) -> None:
    rows = [
        ["免费法律咨询登记导出"],
        ["咨询人", "联系电话", "平台名称", "咨询时间", "咨询 人次", "值班律师", "满意度"],
        ["某某", "", "郭道镇", MORNING, "３", "李喆", "满意"],
    ]
    found = read_records([write(tmp_path / "a.xlsx", rows)], COUNTY)
    assert found.consultations == (Consultation(date(2026, 12, 1), "S1", 3, "P1"),)


def test_the_plain_header_goes_before_its_synonyms(tmp_path: Path) -> None:
    rows = [["登记时间", "日期", "站点", "次数", "件数"], ["2026-12-09", "2026-12-01", "S1", 9, 2]]
    found = read_records([write(tmp_path / "a.csv", rows)], COUNTY)
    assert found.consultations == (Consultation(date(2026, 12, 1), "S1", 2, None),)


def test_several_files_and_sheets_are_one_year(tmp_path: Path) -> None:
    first = write(tmp_path / "11月.csv", [HEAD, ["2026-11-03", "S1", 4, "", "", ""]])
    second = write(tmp_path / "12月.xlsx", [HEAD, ROW])
    book = openpyxl.load_workbook(second)
    book.create_sheet("说明").append(["日期是登记的日期"])
    book.create_sheet("空表")
    extra = book.create_sheet("补登")
    extra.append(HEAD)
    extra.append(["2026-12-04", "S2", 1, "", "", ""])
    book.save(second)
    found = read_records([second, first], COUNTY).consultations
    assert [(c.date.day, c.site) for c in found] == [(3, "S1"), (1, "S1"), (4, "S2")]


def test_an_unknown_site_is_told_once_with_the_number_of_its_rows(tmp_path: Path) -> None:
    wrong = ["2026-12-01", "郭到镇", 1, "", "", ""]
    [problem] = refused(tmp_path, ROW, wrong, wrong, wrong)
    assert problem.to("zh") == (
        "导出.csv 工作表“导出” 第3行 B列“站点” 值“郭到镇”："
        "县里没有这个站点，共3行。是否应为：郭道镇"
    )


def test_every_wrong_cell_is_told(tmp_path: Path) -> None:
    problems = refused(tmp_path, ["12月1日", "S1", "两", "", "", ""], ["", "S1", -1, "", "", ""])
    assert [(p.row, p.column) for p in problems] == [
        (2, "日期"), (2, "人数"), (3, "日期"), (3, "人数")]  # fmt: skip


def test_a_file_without_headers_or_without_rows(tmp_path: Path) -> None:
    with pytest.raises(InputError) as caught:
        read_records([write(tmp_path / "a.csv", [["甲", "乙"], ["1", "2"]])], COUNTY)
    assert {p.column for p in caught.value.problems} >= {"日期", "站点"}
    with pytest.raises(InputError) as caught:
        read_records([write(tmp_path / "b.csv", [HEAD])], COUNTY)
    [problem] = caught.value.problems
    assert (problem.file, problem.message.zh) == ("b.csv", "没有一条咨询记录")


def test_who_is_not_in_the_pool_changes_nothing_and_is_told(tmp_path: Path) -> None:
    found = read(tmp_path, [*ROW[:3], "张三", "", ""], [*ROW[:3], "王垚", "", ""], ROW)
    assert [c.person for c in found.consultations] == [None, None, "P1"]
    [told] = found.assumptions
    # two people are called 王垚: which one is not known either
    assert "2个人员不在“人员”表（张三、王垚）" in told.message.zh


def test_totals_are_not_counted_and_told(tmp_path: Path) -> None:
    total = ["合 计", "", 2, "", "", ""]
    found = read(tmp_path, ROW, total, ["", "本月小计", 9, "", "", ""])
    assert [c.number for c in found.consultations] == [2]
    assert [(a.row, a.message.zh) for a in found.assumptions] == [
        (3, "这一行是合计，没有计入"), (4, "这一行是合计，没有计入")]  # fmt: skip


def days(number: int) -> list[list[Any]]:
    """Rows of different days."""
    return [[f"2026-11-{1 + i:02d}", "S1", 1 + i % 3, "", "", ""] for i in range(number)]


def test_an_export_that_is_there_twice_is_refused(tmp_path: Path) -> None:
    [problem] = refused(tmp_path, *days(12), *days(12))
    assert (problem.row, problem.message.zh) == (
        14, "从第14行起和“导出.csv”从第2行起相同，同一份导出放了两遍")  # fmt: skip
    paths = [write(tmp_path / f"{n}.csv", [HEAD, *days(12)]) for n in "ab"]
    with pytest.raises(InputError) as caught:
        read_records(paths, COUNTY)
    assert [p.file for p in caught.value.problems] == ["b.csv"]


def test_rows_alike_are_several_who_came(tmp_path: Path) -> None:
    same = ["2026-12-01", "S1", "", "", "", ""]
    assert len(read(tmp_path, *[same] * 40).consultations) == 40  # a busy day, one row each
    assert len(read(tmp_path, *days(9), *days(9)).consultations) == 18  # too few to tell


def test_twelve_thousand_rows_are_read_in_a_moment(tmp_path: Path) -> None:
    rows = [
        [
            str(date.fromordinal(739617 + i // 33)),
            ("S1", "王陶镇", "中心")[i % 3],
            1 + i % 4,
            "李喆",
            i,
        ]
        for i in range(12_000)
    ]
    path = write(tmp_path / "a.csv", [[*HEAD[:4], "序号"], *rows])
    began = time.perf_counter()
    found = read_records([path], COUNTY)
    assert len(found.consultations) == 12_000
    assert time.perf_counter() - began < 10  # 0.3 seconds on a quiet machine


def test_moments_are_days() -> None:
    first = date(2026, 12, 1)
    for cell in (MORNING, "2026-12-01 09:05:11", "2026/12/1", 46357.4, 46357):
        assert moment(cell) == first
