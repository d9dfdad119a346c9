from __future__ import annotations

import csv
import re
from datetime import date
from typing import TYPE_CHECKING

import pytest

from roster.cli.forecasting import year_known
from tests.cli.forecasting.test_forecast import cells, write_records
from tests.io.county import county

if TYPE_CHECKING:
    from tests.cli.desk import Desk, Run


@pytest.fixture(autouse=True)
def wide(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("COLUMNS", "200")
    monkeypatch.setattr(year_known, "today", lambda on: date(2026, 12, 31))


@pytest.fixture
def city(desk: Desk) -> Desk:
    """Two counties, each with inputs and records."""
    second = county()
    second["规则"][1][1], second["规则"][2][1] = "wenxi", "闻喜县"
    second["规则"].append(["年度咨询任务", 20, ""])
    desk.write(second, "wenxi")
    write_records(
        desk, ("2026-11-03", "郭道镇", 30, ""), ("2026-11-30", "中心", 2, ""), name="a.csv"
    )
    write_records(desk, ("2026-11-03", "郭道镇", 10, ""), name="b.csv")
    write_records(desk, ("2026-11-30", "郭道镇", 2, ""), name="c.csv")
    return desk


def listed(desk: Desk, *rows: tuple[object, ...]) -> tuple[str, str]:
    """The list of counties as a file, and the command that reads it."""
    with (desk.folder / "全市.csv").open("w", encoding="utf-8", newline="") as file:
        csv.writer(file).writerows([("县区", "输入", "记录", "年度咨询任务"), *rows])
    return ("forecast-city", "全市.csv")


def refused(desk: Desk, *rows: tuple[object, ...]) -> Run:
    """A run that must be refused."""
    run = desk.run(*listed(desk, *rows))
    assert (run.code, run.out) == (2, "")
    return run


def test_every_county_and_their_sum(city: Desk) -> None:
    rows = ("沁源县", "inputs", "a.csv", 100), ("闻喜县", "wenxi", "b.csv；c.csv", "")
    out = city.done(*listed(city, *rows))
    first, second, both = (cells(out, n) for n in ("沁源县", "闻喜县", "合计"))
    # the table's own target, the county's setting where it has none
    assert [row[1] for row in (first, second, both)] == ["100", "20", "120"]
    assert [row[2] for row in (first, second, both)] == ["32", "12", "44"]
    expected = [float(row[3]) for row in (first, second, both)]
    assert expected[2] == pytest.approx(expected[0] + expected[1], abs=1)
    money = [int(row[7]) for row in (first, second, both)]
    assert money[2] == money[0] + money[1] > 0
    # what each county rests on is told with its name
    assert "  · 闻喜县：c.csv：1行，2人次\n" in out
    low, high = map(int, both[4].split("—"))
    assert low < expected[2] < high
    assert re.fullmatch(r"[<>]?[\d.]+%", both[6])


def test_a_county_without_a_target_is_told_and_nothing_is_applied(city: Desk) -> None:
    third = county()
    third["规则"][1][1], third["规则"][2][1] = "yanhu", "盐湖区"
    city.write(third, "yanhu")
    out = city.done(
        *listed(city, ("沁源", "inputs", "a.csv", ""), ("盐湖区", "yanhu", "a.csv", ""))
    )
    assert "沁源没有年度任务：填在表里，或该县“规则”表的“年度咨询任务”。" in out
    assert "盐湖区没有年度任务" in out
    assert "已知2022年任务6400人次（运司通〔2022〕3号附件1），没有自动采用" in out
    assert cells(out, "合计")[1] == ""


def test_what_is_wrong_in_the_list_is_told_at_once(city: Desk) -> None:
    run = refused(
        city,
        ("沁源县", "inputs", "a.csv", ""),
        ("沁源县", "inputs", "a.csv", ""),
        ("闻喜县", "nowhere", "a.csv；d.csv", ""),
        ("夏县", "wenxi", "；", ""),
        ("绛县", "wenxi", "a.csv", "多"),
    )
    places = [line.partition("：")[0] for line in run.err.splitlines()]
    assert [re.sub(r" 值.*", "", p).removeprefix("全市.csv 工作表“县区” ") for p in places] == [
        "第3行 A列“县区”",
        "第4行 B列“输入”",
        "第4行 C列“记录”",
        "第5行 C列“记录”",
        "第6行 D列“年度咨询任务”",
    ]


def test_a_list_that_cannot_be_read(city: Desk) -> None:
    run = city.run("forecast-city", "nothing.csv")
    assert (run.code, run.err) == (2, "nothing.csv：找不到文件。检查路径是否正确\n")


def test_what_is_wrong_in_a_countys_files_names_the_county(city: Desk) -> None:
    write_records(city, ("2026-11-03", "郭到镇", 3, ""), name="d.csv")
    run = refused(city, ("沁源县", "inputs", "d.csv", ""), ("闻喜县", "wenxi", "d.csv", ""))
    lines = run.err.splitlines()
    assert [line.split(" ")[0] for line in lines] == ["沁源县", "闻喜县"]
    assert "d.csv 工作表“d” 第2行 B列“站点”" in lines[1]


def test_a_county_without_a_record_up_to_the_day_is_named(city: Desk) -> None:
    run = city.run(*listed(city, ("沁源县", "inputs", "a.csv", "")), "--on", "2026-01-01")
    assert run.code == 1
    assert run.err.startswith("沁源县：2026-01-01以前没有咨询记录")


def test_a_county_with_anothers_inputs_is_refused(city: Desk) -> None:
    rows = ("沁源县", "inputs", "a.csv", ""), ("襄垣县", "inputs", "a.csv", 3000)
    assert refused(city, *rows).err == (
        "襄垣县 inputs：“规则”的县区名称是“沁源县”，不是表里的“襄垣县”。"
        "改正表里的县区，或它的输入路径\n"
    )
