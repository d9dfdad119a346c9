"""roster new: what it writes is what the other commands read."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING, Any

import openpyxl
import pytest

from roster.cli.inputs import new
from roster.io import read_problem
from roster.io.columns import SHEETS
from tests.cli.desk import MONTH, SOLVE, Desk
from tests.io.county import DECEMBER

if TYPE_CHECKING:
    from pathlib import Path

PEOPLE = (
    ("P01", "李喆", "律师"),
    ("P02", "王垚", "基层法律服务工作者"),
    ("P03", "胡建", "其他非公职法律事务人员"),
)


def fill_in(path: Path, people: tuple[tuple[str, ...], ...] = PEOPLE) -> None:
    """Type people below the example."""
    book = openpyxl.load_workbook(path)
    for row, cells in enumerate(people, 3):
        for column, cell in enumerate(cells, 1):
            book["人员"].cell(row, column).value = cell
    book.save(path)


def rows(path: Path, sheet: str) -> list[tuple[Any, ...]]:
    """The cells of a sheet below its headings."""
    return list(openpyxl.load_workbook(path)[sheet].iter_rows(min_row=2, values_only=True))


def test_a_known_county_has_its_stations_and_settings(desk: Desk) -> None:
    out = desk.done("new", "沁源县", *MONTH)
    # the county has twelve townships
    assert out == (
        "已写到 沁源县.xlsx：中心和12个站点，每个站点每周坐班1次。\n"
        "先看“说明”表，填好“人员”等各表，再运行 roster check 沁源县.xlsx --month 2026-12\n"
    )
    file = desk.folder / "沁源县.xlsx"
    sites = rows(file, "站点")
    assert [r[:3] for r in sites[:2]] == [("Z00", "沁源县", "中心"), ("Z01", "沁河镇", "站点")]
    assert len(sites) == 13
    assert [r[:4] for r in rows(file, "需求")[:2]] == [
        ("沁源县", 1, "每工作日", "全天"),
        ("沁河镇", 1, "每周1次", "上午"),
    ]
    values = {r[0]: r[1] for r in rows(file, "规则") if r[1] is not None}
    assert values == {
        "县区代码": "qinyuan",
        "县区名称": "沁源县",
        "所属市": "长治市",
        "发布单位": "沁源县司法局",
    }


def test_the_examples_are_not_read_and_an_unfilled_template_says_what_is_missing(
    desk: Desk,
) -> None:
    desk.done("new", "沁源县", *MONTH)
    run = desk.run("check", "沁源县.xlsx", *MONTH)
    assert run.code == 2
    assert run.err.startswith(
        "输入有1处问题，改正后再检查一次：\n"
        "沁源县.xlsx 工作表“人员”（1处）\n"
        "  表里没有内容。至少填一行\n"
        "有2处按下面的理解读取，请核对：\n"
    )
    assert run.err.count("这是示例行，没有读入。看过以后可以删去") == 2  # of people and of leave


def test_with_people_in_it_the_month_can_be_planned(desk: Desk) -> None:
    desk.done("new", "沁源县", *MONTH, "--stations", "郭道、王陶镇", "--to", "a.xlsx")
    fill_in(desk.folder / "a.xlsx")
    # 23 workdays in December 2026, two stations and the centre
    assert "输入无误。3人，3个站点，23个工作日" in desk.done("check", "a.xlsx", *MONTH)
    problem = read_problem(desk.folder / "a.xlsx", DECEMBER)
    assert [s.name for s in problem.sites] == ["沁源县", "郭道镇", "王陶镇"]
    assert problem.leaves == ()
    assert "第1版（草稿）已保存" in desk.plan("a.xlsx")


@pytest.mark.slow
def test_all_stations_of_a_county_can_be_planned_with_three_people(desk: Desk) -> None:
    desk.done("new", "沁源县", *MONTH)
    fill_in(desk.folder / "沁源县.xlsx")
    out = desk.done("plan", "沁源县.xlsx", *MONTH, *SOLVE)
    assert "第1版（草稿）已保存" in out


def test_a_county_of_many_townships(desk: Desk) -> None:
    desk.done("new", "云冈", *MONTH)  # 区 may be left out; 27 townships
    fill_in(desk.folder / "云冈区.xlsx")
    problem = read_problem(desk.folder / "云冈区.xlsx", DECEMBER)
    assert (len(problem.sites), problem.sites[27].id) == (28, "Z27")
    assert problem.settings.county_id == "yungang"


def test_two_counties_of_one_name_are_told_apart_by_their_city(desk: Desk) -> None:
    for county, city, key in (
        ("城区", "阳泉市", "yangquan-chengqu"),
        ("城区", "晋城", "jincheng-chengqu"),
    ):
        desk.done("new", county, "--city", city, *MONTH, "--to", f"{key}.xlsx")
        fill_in(desk.folder / f"{key}.xlsx")
        settings = read_problem(desk.folder / f"{key}.xlsx", DECEMBER).settings
        assert (settings.county_id, settings.city[:2]) == (key, city[:2])


def test_a_county_that_is_not_known_begins_with_its_centre(desk: Desk) -> None:
    out = desk.done("new", "沁园县", *MONTH)
    assert out.startswith(
        "自带的名单里没有“沁园县”（只收山西省118个县区），请自己填写站点和县区代码。"
        "是否应为：沁县、沁源县、沁水县\n已写到 沁园县.xlsx：只有中心一行，没有站点。\n"
    )
    file = desk.folder / "沁园县.xlsx"
    assert [r[1] for r in rows(file, "站点")] == ["沁园县"]
    fill_in(file)
    run = desk.run("check", "沁园县.xlsx", *MONTH)
    # the id is the clerk's to choose: this county has no pinyin in the list
    assert run.code == 2
    assert run.err.startswith("输入有1处问题")
    assert "第2行 B列“值”：此处不能为空" in run.err


def test_a_county_like_no_other_begins_with_the_stations_named(desk: Desk) -> None:
    out = desk.done("new", "Springfield", "--stations", "甲镇,乙乡,甲镇", "--city", "某市", *MONTH)
    assert "是否应为" not in out
    assert [r[1] for r in rows(desk.folder / "Springfield.xlsx", "站点")[1:]] == ["甲镇", "乙乡"]


def test_all_sheets_on_request(desk: Desk) -> None:
    desk.done("new", "沁源县", *MONTH, "--all-sheets")
    names = openpyxl.load_workbook(desk.folder / "沁源县.xlsx").sheetnames
    assert names == ["说明", *(sheet.name for sheet in SHEETS)]


def test_the_month_is_the_next_unless_it_is_said(
    desk: Desk, monkeypatch: pytest.MonkeyPatch
) -> None:
    class Clock:
        @staticmethod
        def now(_: object) -> Clock:
            return Clock()

        @staticmethod
        def date() -> date:
            return date(2026, 12, 31)

    monkeypatch.setattr(new, "datetime", Clock)
    assert "--month 2027-01" in desk.done("new", "沁源县")
    starts = rows(desk.folder / "沁源县.xlsx", "请假与意愿")[0][2]
    assert starts.date() == date(2027, 1, 8)


def test_in_english(desk: Desk) -> None:
    out = desk.done("--lang", "en", "new", "沁园县", "--to", "a.xlsx", *MONTH)
    assert out.startswith("'沁园县' is not in the packaged list (118 counties of Shanxi); fill in")
    assert "written to a.xlsx: the centre alone, without stations.\n" in out


@pytest.mark.parametrize(
    ("words", "told"),
    [
        (["沁源县"], "参数 --to 的值不对：“沁源县.xlsx”已存在，没有覆盖，请换一个文件名（"),
        (["沁源县", "--to", "a.xls"], "参数 --to 的值不对：“a.xls”应以 .xlsx 结尾（"),
        (["城区"], "参数 --city 的值不对：有2个“城区”，请写明 --city 阳泉市 或 晋城市（"),
        (["沁县", "--stations", "郭村镇、不在乡"], "参数 --stations 的值不对：没有乡镇“不在乡”。"),
        (["../沁县"], "参数 县区名称 的值不对：“../沁县”不是县区名称（"),
    ],
)
def test_nothing_is_written_where_it_cannot_be(desk: Desk, words: list[str], told: str) -> None:
    (desk.folder / "沁源县.xlsx").write_bytes(b"mine")
    run = desk.run("new", *words, *MONTH)
    assert run.code == 2
    assert run.err.startswith(told)
    assert desk.left() == {"inputs", "沁源县.xlsx"}
    assert (desk.folder / "沁源县.xlsx").read_bytes() == b"mine"
