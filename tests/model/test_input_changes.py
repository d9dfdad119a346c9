from __future__ import annotations

from datetime import time
from typing import TYPE_CHECKING, Any

import pytest

from roster.model.demand import CentreDemand, DayDemand, ExtraVisit, Period, StationDemand
from roster.model.input_changes import input_lines
from roster.model.particulars import DEMAND_FIELDS, PERSON_FIELDS, SITE_FIELDS, WORKED_OUT
from roster.model.people import Category, Person
from roster.model.requests import (
    Ban,
    Closure,
    Exemption,
    Leave,
    Pin,
    SiteLimit,
    Succession,
    Trip,
    Wish,
)
from roster.model.sites import Session, Site, TimeSpan
from tests import build
from tests.build import centre_demand, day, duty, person, station, visits

if TYPE_CHECKING:
    from roster.model.problem import Problem
    from roster.text import Text


def county(**changes: Any) -> Problem:
    given: dict[str, Any] = {
        "people": 2,
        "stations": [visits("S")],
        "centre_demands": (centre_demand(),),
    }
    return build.problem(**{**given, **changes})


def told(before: Problem, after: Problem) -> list[tuple[str, str]]:
    return [tuple(line) for line in input_lines(before, after)]


def test_equal_inputs_have_nothing_to_tell() -> None:
    assert input_lines(county(), county()) == []


def test_people_who_join_leave_and_change() -> None:
    changed = person("P1", name="新名", firm="", category=Category.RETIRED, consent_public=False)
    after = county(people=[changed.model_copy(update={"max_week": 1}), person("P3")])
    assert told(county(), after) == [
        ("新名：姓名 甲P1 → 新名", "新名: name 甲P1 → 新名"),
        ("新名：人员类别 律师 → 政法机关退休人员", "新名: category lawyer → retired officer"),
        ("新名：执业机构 P1所 → 空", "新名: firm P1所 → empty"),
        ("新名：同意公示 是 → 否", "新名: consent to publication yes → no"),
        ("新名：每周上限 空 → 1", "新名: duties a week empty → 1"),
        ("人员：新增甲P3（律师）", "people: 甲P3 joined (lawyer)"),
        ("人员：甲P2不再在库", "people: 甲P2 left"),
    ]


def test_sites_that_move_open_and_close() -> None:
    hours = TimeSpan(start=time(9), end=time(12))
    sites = (build.centre(address="新楼"), station("T", morning=hours))
    after = county(sites=sites, stations=[visits("T")])
    assert told(county(), after) == [
        ("中心：地址 沁河镇胜利路12号 → 新楼", "the centre: address 沁河镇胜利路12号 → 新楼"),
        ("站点：新增T镇", "sites: T镇 is new"),
        ("站点：S镇已撤", "sites: S镇 is gone"),
        ("频次：T镇每周1次", "frequency: T镇 1 × a week"),
    ]
    moved = county(sites=(build.centre(), station("S", morning=hours)))
    assert told(county(), moved)[0][0] == "S镇：上午时间 08:00—12:00 → 09:00—12:00"


def test_the_calendar() -> None:
    unknown = county(calendar=build.calendar(announced=False))
    after = county(calendar=build.calendar(off=[day(4)], made_up=[day(5)]))
    assert told(unknown, after) == [
        ("日历：12月4日（星期五）改为休息", "calendar: Fri 4 Dec is now a day off"),
        ("日历：12月5日（星期六）改为上班", "calendar: Sat 5 Dec is now a workday"),
        ("日历：节假日安排已公布", "calendar: the holidays are announced"),
    ]


@pytest.mark.parametrize(
    ("changes", "line"),
    [
        (
            {"centre_demands": (centre_demand(persons=2),)},
            ("需求：中心：人数 1 → 2", "demand: the centre: persons 1 → 2"),
        ),
        (
            {"day_demands": (DayDemand(site="C", date=day(8), persons=2),)},
            ("需求：12月8日中心人数有改动", "demand: another number at the centre on 8 Dec"),
        ),
        (
            {"stations": [visits("S", Period.MONTH)]},
            ("需求：S镇：频次 每周1次 → 每月1次", "demand: S镇: frequency 1 × a week → 1 × a month"),
        ),
        (
            {"stations": [visits("S", persons=2)]},
            ("需求：S镇：人数 1 → 2", "demand: S镇: persons 1 → 2"),
        ),
        (
            {"leaves": (Leave(person="P1", start=day(8), end=day(10), kind="开庭"),)},
            ("请假：新增 甲P1 12月8日—10日（开庭）", "leave: new, 甲P1 8 Dec–10 Dec (开庭)"),
        ),
        (
            {"leaves": (Leave(person="P1", start=day(1), end=day(31), weekdays=(2, 4), kind="",
                              session=Session.MORNING),)},
            ("请假：新增 甲P1 12月1日—31日逢星期二、四上午",
             "leave: new, 甲P1 1 Dec–31 Dec on Tue, Thu (morning)"),
        ),
        (
            {"closures": (Closure(site="S", start=day(8), end=day(8), note="搬迁"),)},
            ("关闭：新增 S镇 12月8日（搬迁）", "closures: new, S镇 8 Dec (搬迁)"),
        ),
        (
            {"extra_visits": (ExtraVisit(site="S", date=day(9), session=Session.MORNING),)},
            ("加场：新增 S镇 12月9日（星期三）上午",
             "extra visits: new, S镇, Wed 9 Dec, morning"),
        ),
        (
            {"pins": (Pin(duty=duty("P1", "S", 8), note="领导要求"),)},
            ("指定：新增 甲P1 12月8日（星期二）S镇上午（领导要求）",
             "pins: new, 甲P1, Tue 8 Dec, S镇, morning (领导要求)"),
        ),
        (
            {"bans": (Ban(person="P1", start=day(8), end=day(8)),)},
            ("禁止：新增 甲P1 12月8日各处", "bans: new, 甲P1 8 Dec, anywhere"),
        ),
        (
            {"bans": (Ban(person="P1", start=day(8), end=day(8), site="S"),)},
            ("禁止：新增 甲P1 12月8日S镇", "bans: new, 甲P1 8 Dec, S镇"),
        ),
        (
            {"wishes": (Wish(person="P1", start=day(8), end=day(8), prefer=True),)},
            ("意愿：新增 甲P1 12月8日愿意", "wishes: new, 甲P1 would rather serve 8 Dec"),
        ),
        (
            {"wishes": (Wish(person="P1", start=day(8), end=day(8), prefer=False),)},
            ("意愿：新增 甲P1 12月8日不愿", "wishes: new, 甲P1 would rather not 8 Dec"),
        ),
        (
            {"exemptions": (Exemption(duty=duty("P1", "S", 8), rule="max_week", reason="无人可换"),)},
            ("例外：新增 甲P1 12月8日（星期二）S镇上午（无人可换）",
             "exemptions: new, 甲P1, Tue 8 Dec, S镇, morning (无人可换)"),
        ),
        (
            {"successions": (Succession(first="S", then="C"),)},
            ("次日不接：新增 S镇 → 中心", "successions: new, S镇 → the centre"),
        ),
        (
            {"site_limits": (SiteLimit(person="P1", site="S", most=2),)},
            ("站点上限：新增 甲P1 S镇每月2次", "site limits: new, 甲P1 S镇, 2 a month"),
        ),
        (
            {"trips": (Trip(start=None, end="S", minutes=20),)},
            ("车程：新增 县城—S镇 20分钟", "roads: new, the county seat–S镇 20 minutes"),
        ),
        (
            {"stations": [visits("S", weekdays=(2, 4), usual_weekday=2)]},
            ("需求：S镇：可选星期 二 → 二、四", "demand: S镇: weekdays Tue → Tue, Thu"),
        ),
        (
            {"stations": [visits("S", usual_weekday=2)]},
            ("需求：S镇：惯常星期 空 → 星期二", "demand: S镇: usual weekday empty → Tue"),
        ),
        (
            {"stations": [visits("S", categories=(Category.LAWYER, Category.RETIRED))]},
            ("需求：S镇：可派类别 不限 → 律师、政法机关退休人员",
             "demand: S镇: categories any → lawyer, retired officer"),
        ),
        (
            {"stations": [visits("S", session=Session.AFTERNOON)]},
            ("需求：S镇：时段 上午 → 下午", "demand: S镇: session morning → afternoon"),
        ),
        (
            {"history": (duty("P1", "C", day(30, 11)),)},
            ("历史值班：新增1条，去掉0条", "past duties: 1 new, 0 taken out"),
        ),
        (
            {"leaves": (Leave(person="P1", start=day(8, 11), end=day(9, 11)),)},
            ("请假：以前月份的新增1条，取消0条（只影响公平统计）",
             "leave: of earlier months 1 new, 0 taken out (for fair shares only)"),
        ),
        (
            {"limits": {"notice_lead_workdays": 2, "budget": 9000}},
            ("规则：提前公示工作日数 3 → 2", "settings: 提前公示工作日数 3 → 2"),
        ),
    ],
)  # fmt: skip
def test_one_line_each(changes: dict[str, Any], line: tuple[str, str]) -> None:
    assert told(county(), county(**changes))[0] == line


def test_what_is_taken_out_is_told_too() -> None:
    (line,) = told(county(closures=(Closure(site="S", start=day(8), end=day(8)),)), county())
    assert line == ("关闭：取消 S镇 12月8日", "closures: taken out, S镇 8 Dec")


def test_an_empty_setting_is_told_as_empty() -> None:
    line: Text
    (line,) = input_lines(county(), county(limits={"budget": 9000}))
    assert line.zh == "规则：月度补贴预算 空 → 9000"


def test_every_particular_has_a_name() -> None:
    for model, known in (
        (Person, PERSON_FIELDS),
        (Site, SITE_FIELDS),
        (StationDemand, DEMAND_FIELDS),
        (CentreDemand, DEMAND_FIELDS),
    ):
        assert set(model.model_fields) - WORKED_OUT <= set(known)


def test_a_new_centre_demand_and_a_day_are_told() -> None:
    before = county(centre_demands=())
    assert ("需求：中心1人", "demand: the centre, 1 a day") in told(before, county())
    until = person("P1", until=day(8))
    (line,) = told(county(people=[person("P1")]), county(people=[until]))
    assert line == ("甲P1：离任日期 空 → 2026-12-08", "甲P1: last day empty → 2026-12-08")
