"""The sheets 按日需求, 站点上限 and 次日不接, and the columns that go with them."""

from datetime import date
from pathlib import Path

import pytest

from roster.model.demand import DayDemand
from roster.model.levels import Level
from roster.model.requests import SiteLimit, Succession
from tests.io.county import changed, county, read, refused

DAYS = ["站点", "日期", "人数", "可多排", "缺岗权重", "多排权重"]
LIMITS = ["人员", "站点", "次数"]
ORDERS = ["前一日站点", "次日站点"]


def test_days_with_a_number_of_their_own(tmp_path: Path) -> None:
    rows = [
        DAYS,
        ["C", "2026-12-04", 2, 1, 5, 0],
        ["沁源县", "2026-12-07", 0, "", "", ""],
        ["C", "2027-01-04", 2, "", "", ""],  # another month's
    ]
    assert read(tmp_path, changed("按日需求", *rows)).day_demands == (
        DayDemand(
            site="C", date=date(2026, 12, 4), persons=2, spare=1, short_price=5, over_price=0
        ),
        DayDemand(site="C", date=date(2026, 12, 7), persons=0),
    )


@pytest.mark.parametrize(
    ("rows", "words"),
    [
        ([["郭道镇", "2026-12-08", 2]], "A列“站点” 值“郭道镇”：按日需求只用于中心"),
        ([["C", "2026-12-05", 2]], "B列“日期” 值“2026-12-05”：这天中心不开"),  # a Saturday
        ([["C", "2026-12-03", 2]], "B列“日期” 值“2026-12-03”：这天中心不开"),  # closed below
        ([["C", "2026-12-08", 2], ["C", "2026-12-08", 1]], "第3行 B列“日期”"),
        ([["乙镇", "2026-12-08", 2]], "“站点”表里没有"),
    ],
)
def test_days_that_would_vanish_are_refused(tmp_path: Path, rows: list, words: str) -> None:
    sheets = changed("按日需求", DAYS[:3], *rows)
    sheets["固定安排"].append(["关闭", "", "C", "2026-12-03", "", "", "", "", ""])
    (line,) = refused(tmp_path, sheets)
    assert words in line


def test_limits_of_a_person_at_a_site(tmp_path: Path) -> None:
    problem = read(tmp_path, changed("站点上限", LIMITS, ["王垚", "郭道镇", 2], ["P1", "C", "0"]))
    assert problem.site_limits == (
        SiteLimit(person="P2", site="S1", most=2),
        SiteLimit(person="P1", site="C", most=0),
    )


def test_a_limit_given_twice(tmp_path: Path) -> None:
    sheets = changed("站点上限", LIMITS, ["王垚", "郭道镇", 2], ["P2", "S1", 1])
    (line,) = refused(tmp_path, sheets)
    assert "第3行 A列“人员” 值“P2”：与前面一行相同" in line


def test_orders_of_sites_that_are_forbidden(tmp_path: Path) -> None:
    problem = read(tmp_path, changed("次日不接", ORDERS, ["S2", "沁源县"], ["S2", "S2"]))
    assert problem.successions == (
        Succession(first="S2", then="C"),
        Succession(first="S2", then="S2"),
    )


def test_an_order_given_twice(tmp_path: Path) -> None:
    (line,) = refused(tmp_path, changed("次日不接", ORDERS, ["S2", "C"], ["王陶镇", "C"]))
    assert "第3行 A列“前一日站点”" in line


def test_what_a_person_owes_and_may_do_in_the_month(tmp_path: Path) -> None:
    sheets = county()
    columns = ["最少连续", "最少连休", "周末上限", "每月最多小时", "每月最少小时"]
    sheets["人员"] = [
        [*row, *more]
        for row, more in zip(
            sheets["人员"], [columns, [2, 3, 0, "40", 0], [""] * 5, [""] * 5], strict=True
        )
    ]
    first, second, _ = read(tmp_path, sheets).people
    assert (first.min_consecutive, first.min_days_off, first.max_weekends) == (2, 3, 0)
    assert (first.max_minutes, first.min_minutes) == (2400, 0)
    assert (second.max_minutes, second.min_minutes, second.max_weekends) == (None, None, None)


def test_the_countys_numbers(tmp_path: Path) -> None:
    rows = [["最少连续值班天数", 2], ["最少连休天数", 3], ["每人周末上限", 1], ["每人每月最多小时", 60],
            ["每人每月最少小时", 8]]  # fmt: skip
    found = read(tmp_path, changed("规则", *[[*row, ""] for row in rows])).settings
    assert (found.min_consecutive, found.min_days_off, found.max_weekends) == (2, 3, 1)
    assert (found.max_hours, found.min_hours) == (60, 8)


def test_a_centre_may_have_more_than_it_wants_at_a_price(tmp_path: Path) -> None:
    sheets = county()
    sheets["需求"] = [
        [*row, *more]
        for row, more in zip(
            sheets["需求"], [DAYS[3:], [2, 4, ""], [""] * 3, [""] * 3], strict=True
        )
    ]
    (centre,) = read(tmp_path / "a", sheets).centre_demands
    assert (centre.spare, centre.short_price, centre.over_price) == (2, 4, 1)
    sheets["需求"][2][-1] = 3
    (line,) = refused(tmp_path / "b", sheets)
    assert "第3行 M列“多排权重” 值“3”：此列只用于中心" in line


def test_wishes_for_a_site_with_a_weight(tmp_path: Path) -> None:
    sheets = county()
    sheets["请假与意愿"][0] += ["站点", "权重"]
    sheets["请假与意愿"][1] += ["", ""]
    sheets["请假与意愿"] += [
        ["王垚", "愿意", "2026-12-08", "", "", "", "", "郭道镇", 5],
        ["王垚", "不愿", "2026-12-09", "", "", "", "", "", ""],
    ]
    asked, avoided = read(tmp_path / "a", sheets).wishes
    assert (asked.prefer, asked.site, asked.weight) == (True, "S1", 5)
    assert (avoided.prefer, avoided.site, avoided.weight) == (False, None, 1)
    sheets["请假与意愿"][1][-1] = 2
    (line,) = refused(tmp_path / "b", sheets)
    assert "第2行 I列“权重” 值“2”：“开庭”不用这一列" in line


def test_rules_that_count_in_another_level(tmp_path: Path) -> None:
    rows = ["层级:排在不愿值班日", "到岗", ""], ["层级：不同面孔", "规律", ""]
    found = read(tmp_path, changed("规则", *rows)).settings
    assert found.levels == {"avoided_day": Level.COVER}  # faces count in 规律 anyhow


@pytest.mark.parametrize(
    ("name", "level", "words"),
    [
        ("层级:不同面孔", "硬性规则", "不是可选的词"),
        ("层级:不同面孔", "", "此处不能为空"),
        ("层级:中心缺岗", "公平", "未知的设置"),  # cover stays above all
        ("层级:请假", "意愿", "未知的设置"),  # hard rules stay hard
    ],
)
def test_rules_that_cannot_be_moved(tmp_path: Path, name: str, level: str, words: str) -> None:
    (line,) = refused(tmp_path, changed("规则", [name, level, ""]))
    assert words in line
