"""The sheets that account for the roster: fairness, shortages, scores, about."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

import pytest

from roster.model.explanations import explanations
from roster.model.people import Category
from roster.model.requests import Leave, Pin
from roster.model.roster import OpenSlot, Reason, Shortage, WayOut
from roster.model.sites import Session
from tests.build import centre_demand, day, duty, person, problem, roster, visits
from tests.publish.workbook_sample import SHEETS, county, month, read, row

if TYPE_CHECKING:
    from openpyxl.workbook import Workbook


@pytest.fixture(scope="module")
def book() -> Workbook:
    of = county()
    return read(of, month(of, revision=2))


def test_fairness_figures_are_those_of_the_shares() -> None:
    """Two people, one week of it counted by hand.

    December has 5 Tuesdays: 5 visits (load 2 each, the county's default), no centre. History: one
    centre day of A (load 2) in November. Total 12 points and 5 trips; both could serve the 21 + 23
    workdays of November and December, so each one's share is 6.0 points and 2.5 trips.
    """
    of = problem(
        [person("A"), person("B", category=Category.PUBLIC_POST)],
        [visits()],
        history=[duty("A", "C", date(2026, 11, 3))],
    )
    turns = {1: "A", 8: "A", 15: "A", 22: "B", 29: "B"}
    sheet = read(of, roster(of, [duty(p, "S", d) for d, p in turns.items()]))["公平统计"]
    assert row(sheet, 5) == ["甲A", "律师", 44, 2, 0, 0, 3, 6, 8, 6, 2, 3, 2.5, 0.5, 900]
    assert row(sheet, 6) == ["甲B", "公职人员", 44, 0, 0, 0, 2, 4, 4, 6, -2, 2, 2.5, -0.5, 0]
    assert row(sheet, 7) == ["合计", None, 88, 2, 0, 0, 5, 10, 12, 12, 0, 5, 5, 0, 900]
    assert str(sheet["A8"].value).startswith("统计自2026年11月1日起")


def test_fairness_is_drawn(book: Workbook) -> None:
    chart = book["公平统计"]._charts[0]
    assert chart.series[0].val.numRef.f == "公平统计!$I$5:$I$19"  # the sums of 15 people


def test_shortages_are_explained_person_by_person(book: Workbook) -> None:
    sheet = book["缺口"]
    assert row(sheet, 4) == [
        1,
        "公共法律服务中心",
        "12月8日",
        "中心缺岗",
        "1人次",
        None,
        None,
        None,
        None,
    ]
    assert row(sheet, 6) == [
        1,
        "公共法律服务中心",
        "12月8日",
        "中心缺岗",
        None,
        "12月8日 星期二 全天",
        "郝晓东",
        "请假",
        "请假（12月7日—11日，开庭）",
    ]
    assert row(sheet, 20) == [
        2,
        "中峪乡",
        "12月14日—20日",
        "坐班次数不足",
        "1次",
        None,
        None,
        None,
        "本周没有可以坐班的日子",
    ]
    assert row(sheet, 21)[4:] == [None, "12月17日 星期四 上午", None, None, "补贴预算已用完"]
    assert (sheet.max_row, sheet.auto_filter.ref) == (21, "A3:I21")  # 1 + 15 people, 1 + 1


def test_a_rule_of_another_version_is_shown_by_its_key() -> None:
    of = problem()
    slot = OpenSlot(
        date=day(1),
        session=Session.FULL,
        reasons=(Reason(person="P1", rule="new_rule", zh="甲", en="a"),),
    )
    gap = Shortage(rule="old_rule", site="C", start=day(1), end=day(1), missing=2, slots=(slot,))
    sheet = read(of, roster(of, shortages=[gap]), "en")["Shortages"]
    assert row(sheet, 4, 5) == [1, "Centre", "1 Dec", "old_rule", "2"]
    assert row(sheet, 5)[5:] == ["1 Dec Tue full day", "甲P1", "new_rule", "a"]


def test_scores_by_level_and_by_rule(book: Workbook) -> None:
    sheet = book["得分"]
    assert row(sheet, 4) == ["次序", "层级", "得分", "已证下界", "已证最优", "用时（秒）"]
    assert row(sheet, 5) == [1, "到岗", 1, 1, "是", 0.4]
    assert row(sheet, 8) == [4, "规律", 44, 41, "否", 30]
    assert row(sheet, 13) == ["层级", "规则", "数量", "单位", "权重", "得分"]
    assert row(sheet, 15) == ["需求", "坐班次数不足", 1, "次", 10, 10]


def test_about_names_the_roster_and_links_to_the_sheets(book: Workbook) -> None:
    sheet = book["说明"]
    facts = {sheet.cell(r, 1).value: sheet.cell(r, 2).value for r in range(13, 24)}
    assert facts == {
        "县（市、区）": "沁源县",
        "发布单位": "沁源县司法局",
        "月份": "2026-12",
        "版次": "第2版",
        "状态": "草稿",
        "公布日期": "未公布",
        "节假日安排": "已公布",
        "编制时间": "2026-11-20 17:00",
        "程序版本": "0.0.0",
        "求解设置": "1个线程，随机种子1，限时10秒",
        "输入数据指纹": county().digest,
    }
    links = [sheet.cell(r, 1).hyperlink for r in range(4, 12)]
    assert [link.location for link in links] == [f"'{name}'!A1" for name in SHEETS[1:9]]


def test_namesakes_are_told_apart_on_every_sheet() -> None:
    of = problem(
        [person(i, name=n) for i, n in [("X12", "李建军"), ("X13", "李建军"), ("X14", "孙玥")]],
        [visits()],
    )
    slot = OpenSlot(
        date=day(2),
        session=Session.FULL,
        reasons=tuple(Reason(person=p.id, rule="max_week", zh="甲", en="a") for p in of.people),
    )
    gap = Shortage(
        rule="centre_short", site="C", start=day(2), end=day(2), missing=1, slots=(slot,)
    )
    duties = [duty(p.id, "S", d) for d, p in zip((1, 8, 15), of.people, strict=True)]
    built = read(of, roster(of, duties, shortages=[gap]))
    names = ["李建军（X12）", "李建军（X13）", "孙玥"]

    def column(sheet: str, first: int, number: int) -> list[object]:
        return [built[sheet].cell(r, number).value for r in range(first, first + 3)]

    assert column("人员排班", 5, 1) == names
    assert column("按日清单", 4, 6) == names
    assert column("公平统计", 5, 1) == names
    assert column("缺口", 5, 7) == names
    station = row(built["排班总表"], 6)  # the centre's row comes first
    assert [station[d] for d in (1, 8, 15)] == [f"{name}\n律" for name in names]


def test_every_duty_is_explained_in_a_line() -> None:
    of = problem(
        3,
        centre_demands=(centre_demand(),),
        pins=(Pin(duty=duty("P2", "C", 9), note="宪法日"),),
        leaves=tuple(Leave(person=p, start=day(10), end=day(10)) for p in ("P1", "P2")),
    )
    held = [duty("P1", "C", 8), duty("P2", "C", 9), duty("P3", "C", 10), duty("P3", "C", 11)]
    built = read(of, roster(of, held, explanations=explanations(of, held)))["为什么"]
    assert row(built, 3)[4:7] == ["值班人", "最合适的备选人", "不换的依据"]
    # P1 and P2 could serve as many days: P2 with two duties and P1 with none is less even, P3 with
    # three as well; nobody else is as near.
    assert row(built, 4)[1:] == [
        "星期二",
        "公共法律服务中心",
        "全天",
        "甲P1",
        "甲P2",
        "公平",
        "没有现在公平：甲P2会比应排少5.5次（现在少6.5次）；甲P1会比应排少7.5次（现在少6.5次）",
    ]
    assert row(built, 5)[4:] == ["甲P2", "无", "指定安排", "这一班是指定的（宪法日）"]
    assert row(built, 6)[4:7] == ["甲P3", "无", "请假"]
    assert built.auto_filter.ref == "A3:H7"


def test_a_level_or_several_rules_decide() -> None:
    of = problem(
        [person("P1"), person("P2"), person("P3", serves_centre=False)],
        centre_demands=(centre_demand(),),
        leaves=(Leave(person="P2", start=day(8), end=day(8)),),
    )
    held = [duty("P1", "C", 8), duty("P1", "C", 9), duty("P2", "C", 10)]
    built = read(of, roster(of, held, explanations=explanations(of, held)), "en")["Why"]
    # P2 could serve one day less, so a duty more weighs more on P2 than on P1.
    assert [row(built, n)[6] for n in (4, 5, 6)] == ["hard rules", "fairness", "fairness"]


def test_as_good_as_anybody() -> None:
    of = problem(2, centre_demands=(centre_demand(),))
    held = [duty("P1", "C", 8)]
    built = read(of, roster(of, held, explanations=explanations(of, held)))["为什么"]
    assert row(built, 4)[4:] == ["甲P1", "甲P2", "一样好", "各层得分完全一样，换也可以"]


def test_a_roster_without_explanations_says_so() -> None:
    of = problem(1)
    assert row(read(of, roster(of))["为什么"], 4)[0] == "没有值班，或此版没有说明"


def test_ways_out_follow_the_reasons() -> None:
    of = problem(1)
    way = WayOut(zh="甲P1每周上限（次）由3放宽到4", en="one more", left=2)
    gap = Shortage(
        rule="centre_short", site="C", start=day(2), end=day(2), missing=1, ways_out=(way,)
    )
    sheet = read(of, roster(of, shortages=[gap]))["缺口"]
    assert row(sheet, 5)[1:7] == [
        "公共法律服务中心",
        "12月2日",
        "中心缺岗",
        None,
        "怎么补（试排过，任选其一）",
        "甲P1每周上限（次）由3放宽到4（全月缺口降到2）",
    ]


def test_loads_by_month_quarter_and_year_and_how_even_they_are() -> None:
    """Two people and five visits as above: 12 points, of which A had two in November.

    December alone: 10 points, 5 each. A has 6 and 6 of 8 with November; B 4.
    """
    of = problem([person("A"), person("B")], [visits()], history=[duty("A", "C", day(3, 11))])
    turns = {1: "A", 8: "A", 15: "A", 22: "B", 29: "B"}
    sheet = read(of, roster(of, [duty(p, "S", d) for d, p in turns.items()]))["分期统计"]
    rows = [list(cells) for cells in sheet.iter_rows(values_only=True)]
    top = next(n for n, cells in enumerate(rows) if cells[1] == "本月负荷（分）")
    assert rows[top + 1][1:9] == [
        *("合计", "应排", "差额"),
        *("此前", "本月", "合计", "应排", "差额"),
    ]
    assert rows[top + 2][:14] == ["甲A", 6, 5, 1, 2, 6, 8, 6, 2, 2, 6, 8, 6, 2]
    assert rows[top + 3][:9] == ["甲B", 4, 5, -1, 0, 4, 4, 6, -2]
    spread = rows[top + 7 :]
    assert spread[0][:2] == ["本月", "负荷"]
    assert spread[0][2:7] == [None] * 5  # nothing before
    assert spread[0][7:12] == [80, "甲B", 120, "甲A", 0.1]
    # Before: A had 2 points of 2, one each would have been fair: 0 and 200 %.
    assert spread[2][:7] == ["本季度", "负荷", 0, "甲B", 200, "甲A", 0.5]
