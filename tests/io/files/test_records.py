from __future__ import annotations

import csv
import time
from datetime import date, datetime
from datetime import time as clock
from typing import TYPE_CHECKING, Any

import openpyxl
import pytest

from roster.errors import InputError, InputProblem
from roster.io.files.record_columns import moment
from roster.io.files.records import Records, Wanted, read_records
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
LATER = Wanted(date(2026, 12, 31))  # all the days here are over
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
    return read_records([write(tmp_path / name, [HEAD, *rows])], COUNTY, LATER)


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
        ["时间", "2026年12月"],  # also a word for 日期, but no row of headers
        ["咨询人", "联系电话", "平台名称", "咨询时间", "咨询 人次", "值班律师", "满意度"],
        ["某某", "", "郭道镇", MORNING, "３", "李喆", "满意"],
    ]
    found = read_records([write(tmp_path / "a.xlsx", rows)], COUNTY, LATER)
    assert found.consultations == (Consultation(date(2026, 12, 1), "S1", 3, "P1"),)


def test_the_plain_header_goes_before_its_synonyms(tmp_path: Path) -> None:
    rows = [["登记时间", "日期", "站点", "次数", "人数"], ["2026-12-09", "2026-12-01", "S1", 9, 2]]
    found = read_records([write(tmp_path / "a.csv", rows)], COUNTY, LATER)
    assert found.consultations == (Consultation(date(2026, 12, 1), "S1", 2, None),)
    assert [a.message.zh for a in found.assumptions] == [
        "用B列“日期”，不用A列“登记时间”", "用E列“人数”，不用D列“次数”"]  # fmt: skip


def test_several_files_and_sheets_are_one_year(tmp_path: Path) -> None:
    first = write(tmp_path / "11月.csv", [HEAD, ["2026-11-03", "S1", 4, "", "", ""]])
    second = write(tmp_path / "12月.xlsx", [HEAD, ROW])
    book = openpyxl.load_workbook(second)
    book.create_sheet("说明").append(["日期是登记的日期"])
    book.create_sheet("空表")
    extra = book.create_sheet("补登")
    extra.append(HEAD)
    extra.append(["2026-12-04", "S2", 1, "", "", ""])  # of another site: no summary
    book.save(second)
    found = read_records([second, first], COUNTY, LATER)
    assert [(c.date.day, c.site) for c in found.consultations] == [(3, "S1"), (1, "S1"), (4, "S2")]
    assert [sheet.text.zh for sheet in found.sheets] == [
        "12月.xlsx“Sheet”：1行，2人次", "12月.xlsx“补登”：1行，1人次", "11月.csv：1行，4人次"]  # fmt: skip


def test_an_unknown_site_is_told_once_with_the_number_of_its_rows(tmp_path: Path) -> None:
    wrong = ["2026-12-01", "郭到镇", 1, "", "", ""]
    [problem] = refused(tmp_path, ROW, wrong, wrong, wrong)
    assert problem.to("zh") == (
        "导出.csv 工作表“导出” 第3行 B列“站点” 值“郭到镇”："
        "县里没有这个站点，共3行。是否应为：郭道镇"
    )


def test_every_wrong_cell_is_told(tmp_path: Path) -> None:
    problems = refused(tmp_path, ["12月1日", "S1", "几", "", "", ""], ["", "S1", -1, "", "", ""])
    assert [(p.row, p.column) for p in problems] == [
        (2, "日期"), (2, "人数"), (3, "日期"), (3, "人数")]  # fmt: skip


def test_a_file_without_headers_or_without_rows(tmp_path: Path) -> None:
    with pytest.raises(InputError) as caught:
        read_records([write(tmp_path / "a.csv", [["甲", "乙"], ["1", "2"]])], COUNTY, LATER)
    assert [p.message.zh for p in caught.value.problems] == ["找不到有“日期”列的表头"]
    with pytest.raises(InputError) as caught:
        read_records([write(tmp_path / "b.csv", [HEAD])], COUNTY, LATER)
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
        (3, "这一行是合计，没有计入，共2行（第3、4行）")]  # fmt: skip


def days(number: int) -> list[list[Any]]:
    """Rows of different days."""
    return [[f"2026-11-{1 + i:02d}", "S1", 1 + i % 3, "", "", ""] for i in range(number)]


def test_an_export_that_is_there_twice_is_refused(tmp_path: Path) -> None:
    [problem] = refused(tmp_path, *days(12), *days(12))
    assert (problem.row, problem.message.zh) == (
        14, "从第14行起和“导出.csv”从第2行起相同，同一份导出放了两遍")  # fmt: skip
    paths = [write(tmp_path / f"{n}.csv", [HEAD, *days(12)]) for n in "ab"]
    with pytest.raises(InputError) as caught:
        read_records(paths, COUNTY, LATER)
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
    found = read_records([path], COUNTY, LATER)
    assert len(found.consultations) == 12_000
    assert time.perf_counter() - began < 10  # 0.3 seconds on a quiet machine


def test_moments_are_days() -> None:
    first = date(2026, 12, 1)
    for cell in (MORNING, "2026-12-01 09:05:11", "2026/12/1"):
        assert moment(cell) == first


# --- what would be a silent misreading ------------------------------------------------------------


def rejected(
    tmp_path: Path, rows: list[list[Any]], name: str = "a.xlsx", merged: str = ""
) -> list[str]:
    """What is wrong with these rows, headers and all."""
    path = write(tmp_path / name, rows)
    if merged:
        book = openpyxl.load_workbook(path)
        for area in merged.split():
            book.worksheets[0].merge_cells(area)
        book.save(path)
    with pytest.raises(InputError) as caught:
        read_records([path], COUNTY, LATER)
    return [p.message.zh for p in caught.value.problems]


@pytest.mark.parametrize(
    ("head", "both"),
    [
        (["日期", "站点", "人数", "人数"], "C列“人数”和D列“人数”都可以是“人数”列，不知道用哪一列"),
        (["日期", "站点", "数量", "人次"], "C列“数量”和D列“人次”都可以是“人数”列，不知道用哪一列"),
        (["日期", "站点", "站点", "人数"], "B列“站点”和C列“站点”都可以是“站点”列，不知道用哪一列"),
        (["日期", "日期", "站点", "人数"], "A列“日期”和B列“日期”都可以是“日期”列，不知道用哪一列"),
        (["日期", "站点", "人数（女）", ""], "没有“人数”列，C列“人数(女)”又不知道是不是人数"),
    ],
)
def test_headers_that_can_be_the_same_column_are_named(
    tmp_path: Path, head: list[Any], both: str
) -> None:
    assert rejected(tmp_path, [head, ["2026-12-01", "S1", 5, 1]]) == [both]


def test_tables_side_by_side_are_refused(tmp_path: Path) -> None:
    row = ["2026-12-01", "S1", 5]
    head = ["日期", "站点", "人数"]
    assert rejected(tmp_path, [[*head, None, *head], [*row, None, *row]])[0] == (
        "A列“日期”和E列“日期”都可以是“日期”列，不知道用哪一列")  # fmt: skip
    lower = [[*head, *[None] * 4], [*row, None, *head], [*row, None, *row]]
    assert rejected(tmp_path, lower) == ["旁边另有一张表的表头"]


def test_a_header_over_several_columns_is_refused(tmp_path: Path) -> None:
    rows = [
        ["日期", "站点", "咨询人数", None, None],
        [None, None, "男", "女", "合计"],
        ["2026-12-01", "S1", 1, 4, 5],
    ]
    assert rejected(tmp_path, rows, merged="C1:E1 A1:A2 B1:B2") == [
        "表头“咨询人数”跨了C到E几列，不知道读哪一列"]  # fmt: skip
    # without the merge the second row is no record, and the 合计 in it no total
    assert "此处不能为空" in rejected(tmp_path, rows)


def test_without_a_column_of_numbers_each_row_is_one_and_that_is_told(tmp_path: Path) -> None:
    path = write(tmp_path / "a.csv", [["日期", "站点"], ["2026-12-01", "S1"]])
    found = read_records([path], COUNTY, LATER)
    assert [c.number for c in found.consultations] == [1]
    assert [a.message.zh for a in found.assumptions] == ["没有“人数”列，一行算1人次"]


def summed(tmp_path: Path, day: str, *, hidden: bool = False) -> Path:
    """A workbook whose second sheet has the month's sum on that day."""
    path = write(tmp_path / "年.xlsx", [HEAD, ROW, ["2026-12-09", "S2", 4, "", "", ""]])
    book = openpyxl.load_workbook(path)
    extra = book.create_sheet("月报")
    extra.append(HEAD)
    extra.append([day, "S1", 6, "", "", ""])
    extra.sheet_state = "hidden" if hidden else "visible"
    book.save(path)
    return path


def test_a_sheet_that_may_sum_up_another_is_refused_unless_named(tmp_path: Path) -> None:
    path = summed(tmp_path, "2026-12-05")
    with pytest.raises(InputError) as caught:
        read_records([path], COUNTY, LATER)
    [problem] = caught.value.problems
    assert problem.message.zh == (
        "工作表“Sheet”（2行，6人次）和“月报”（1行，6人次）站点和日期重叠，可能重复计算")  # fmt: skip
    one = LATER._replace(sheets=("Sheet",))
    assert sum(c.number for c in read_records([path], COUNTY, one).consultations) == 6
    both = LATER._replace(sheets=("Sheet", "月报"))  # the clerk's word
    assert sum(c.number for c in read_records([path], COUNTY, both).consultations) == 12
    with pytest.raises(InputError) as caught:
        read_records([path], COUNTY, LATER._replace(sheets=("年报",)))
    [problem] = caught.value.problems
    assert problem.remedy.zh == "--sheet 可用的有：Sheet、月报"
    apart = read_records([summed(tmp_path, "2026-12-10")], COUNTY, LATER)
    assert len(apart.sheets) == 2  # another week


def test_hidden_sheets_and_rows_are_refused(tmp_path: Path) -> None:
    path = summed(tmp_path, "2026-12-10", hidden=True)
    with pytest.raises(InputError) as caught:
        read_records([path], COUNTY, LATER)
    assert [(p.sheet, p.message.zh) for p in caught.value.problems] == [
        ("月报", "工作表被隐藏，里面有记录，不知道还算不算")]  # fmt: skip
    book = openpyxl.load_workbook(path)
    book["月报"].delete_rows(1)  # its headers: nothing that could be counted
    book["Sheet"].row_dimensions[3].hidden = True
    book.save(path)
    with pytest.raises(InputError) as caught:
        read_records([path], COUNTY, LATER)
    [problem] = caught.value.problems
    assert (problem.row, problem.message.zh) == (3, "隐藏的行里有记录，不知道还算不算")
    book["Sheet"].row_dimensions[3].hidden = False
    book.save(path)
    told = [a.message.zh for a in read_records([path], COUNTY, LATER).assumptions]
    assert told == ["工作表被隐藏，不读"]


def test_a_day_to_come_and_a_day_long_past_are_mistyped(tmp_path: Path) -> None:
    rows = [["2062-03-01", *ROW[1:]], ["2027-01-01", *ROW[1:]], ROW, ["2016-12-01", *ROW[1:]]]
    assert [(p.row, p.message.zh) for p in refused(tmp_path, *rows)] == [
        (2, "日期在2026-12-31之后，还没有到"),
        (3, "日期在2026-12-31之后，还没有到"),
        (5, "比其余的日期早三年以上"),
    ]
    years = [[f"{year}-12-01", *ROW[1:]] for year in range(2019, 2027)]
    assert len(read(tmp_path, *years).consultations) == 8  # eight years, no gap


def _raise(folder: Path) -> None:
    raise PermissionError(13, "denied")


def test_all_files_of_a_folder_are_read(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    folder = tmp_path / "记录"
    folder.mkdir()
    for month, name in enumerate(["a.csv", "b.csv", "c.xlsx", "d.xlsx"], 1):
        write(folder / name, [HEAD, [f"2026-{month:02d}-05", *ROW[1:]]])
    found = read_records([folder], COUNTY, LATER)
    assert [c.date.month for c in found.consultations] == [1, 2, 3, 4]
    assert len(found.sheets) == 4
    with monkeypatch.context() as held:
        held.setattr("roster.io.files.record_sheets.files_of", _raise)
        with pytest.raises(InputError) as caught:
            read_records([folder], COUNTY, LATER)
    assert caught.value.problems[0].file == "记录"  # somebody keeps it locked
    for file in folder.iterdir():
        file.unlink()
    with pytest.raises(InputError) as caught:
        read_records([folder], COUNTY, LATER)
    assert caught.value.problems[0].message.zh == "文件夹里没有工作簿，也没有CSV文件"


def test_the_inputs_given_as_records_are_one_sentence(tmp_path: Path) -> None:
    book = openpyxl.Workbook()
    for name in ("人员", "站点", "需求", "规则"):
        book.create_sheet(name).append(["编号", "名称"])
    book.save(tmp_path / "沁源县.xlsx")
    with pytest.raises(InputError) as caught:
        read_records([tmp_path / "沁源县.xlsx"], COUNTY, LATER)
    [problem] = caught.value.problems
    assert problem.message.zh == "这是值班的输入，不是咨询记录"


# --- other ways of writing ------------------------------------------------------------------------


def test_dates_and_numbers_as_people_write_them(tmp_path: Path) -> None:
    rows = [
        ["2026.12.1", "S1", "2 人"],
        [20261202, "S1", "3人次"],
        ["12月3日", "S1", "４次"],
        ["12月4日", "S1", 1],
        ["26-12-5", "S1", 1],
        ["二〇二六年十二月六日 9:30", "S1", 1],
    ]
    found = read_records(
        [write(tmp_path / "a.xlsx", [["日期", "站点", "人数"], *rows])], COUNTY, LATER
    )
    assert [(c.date, c.number) for c in found.consultations] == [
        (date(2026, 12, day), number) for day, number in enumerate([2, 3, 4, 1, 1, 1], 1)
    ]
    assert [(a.row, a.value, a.message.zh) for a in found.assumptions] == [
        (4, "12月3日", "日期没有写年份，按2026年计，共2行（第4、5行）"),
        (6, "26-12-5→2026-12-05", "日期不是常用写法，已理解"),
    ]


def test_a_date_without_a_year_takes_that_asked_for_or_is_refused(tmp_path: Path) -> None:
    path = write(tmp_path / "a.csv", [HEAD, ["1月9日", *ROW[1:]]])
    with pytest.raises(InputError) as caught:
        read_records([path], COUNTY, LATER)
    assert caught.value.problems[0].remedy.zh == "写上年份，或用 --year 说明"
    found = read_records([path], COUNTY, LATER._replace(year=2025))
    assert found.consultations[0].date == date(2025, 1, 9)
    two = write(
        tmp_path / "b.csv",
        [HEAD, ["1月9日", *ROW[1:]], ROW, ["2025-12-01", *ROW[1:]]],
    )
    with pytest.raises(InputError):  # the other rows are of two years: --year tells neither
        read_records([two], COUNTY, LATER._replace(year=2025))


@pytest.mark.parametrize("cell", [46357, 46357.4, 12.1, "5日", "12月", "12-15", "13月1日"])
def test_what_may_be_no_date_is_refused(tmp_path: Path, cell: object) -> None:
    rows = [HEAD, ROW, [cell, *ROW[1:]]]
    [problem] = rejected(tmp_path, rows)
    assert problem in {
        "是数字，不是日期",  # a bare number, as in the inputs
        "不是有效的日期",
        "可读作12月15日，也可读作12日至15日",
        "没有写月份，看不出是哪个月",
    }


def test_a_merged_date_holds_for_each_row_and_a_merged_number_for_none(tmp_path: Path) -> None:
    rows = [HEAD[:3], ["2026-12-01", "S1", 2], [None, "S2", 3], [None, "中心", 4]]
    path = write(tmp_path / "a.xlsx", rows)
    book = openpyxl.load_workbook(path)
    book.worksheets[0].merge_cells("A2:A4")
    book.save(path)
    found = read_records([path], COUNTY, LATER)
    assert [(c.date.day, c.number) for c in found.consultations] == [(1, 4), (1, 2), (1, 3)]
    assert [a.message.zh for a in found.assumptions] == [
        "合并单元格的值用于它所跨的每一行，共2行（第3、4行）"]  # fmt: skip
    full = [HEAD[:3], ["2026-12-01", "S1", 2], ["2026-12-01", "S2", None]]
    assert rejected(tmp_path, full, merged="C2:C3") == ["一个人数跨了几行，不知道各行是多少"]
    assert rejected(tmp_path, full, merged="B2:C2")[0] == "合并单元格跨了几列，不知道值属于哪一列"


def test_subtotals_remarks_and_lines_to_sign_are_no_records(tmp_path: Path) -> None:
    lines = [
        ["1月小计", "", 2],
        ["", "郭道镇小计", 2],
        ["2026年12月合计", "", 2],
        ["备注：以上不含电话咨询200人次"],
        ["填表人：张三", "审核：李四"],
        HEAD[:3],
    ]
    path = write(tmp_path / "a.xlsx", [HEAD[:3], ROW[:3], *lines, ROW[:3]])
    found = read_records([path], COUNTY, LATER)
    assert [c.number for c in found.consultations] == [2, 2]
    assert [(a.row, a.message.zh) for a in found.assumptions] == [
        (3, "这一行是合计，没有计入，共3行（第3、4、5行）"),
        (6, "说明行，不读"),
        (7, "落款行，不读"),
        (8, "重复的表头，不读"),
    ]


def test_a_site_by_its_short_name_is_told(tmp_path: Path) -> None:
    rows = [
        ["2026-12-01", w, 1, "", "", ""] for w in ("郭道镇司法所", "郭道", "沁源县郭道镇司法所")
    ]
    found = read(tmp_path, *rows)
    assert {c.site for c in found.consultations} == {"S1"}
    assert [a.message.zh for a in found.assumptions] == [
        "站点的写法已理解：郭道镇司法所→郭道镇、郭道→郭道镇、沁源县郭道镇司法所→郭道镇，共3行"]  # fmt: skip


def test_a_short_name_of_two_sites_means_neither(tmp_path: Path) -> None:
    sites = (
        problem().sites[0],
        station("S1", name="城关镇", title="沁源县城关镇站"),
        station("S2", name="城关乡", title="沁源县城关乡站"),
    )
    two = problem([person("P1")], stations=[visits("S1"), visits("S2")], sites=sites)
    path = write(tmp_path / "a.csv", [HEAD, ["2026-12-01", "城关", 1, "", "", ""]])
    with pytest.raises(InputError):
        read_records([path], two, LATER)
