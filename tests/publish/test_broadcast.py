"""The loudspeaker text: what is heard must be understood at once."""

import re
from datetime import time

import pytest

from roster.errors import UnknownError
from roster.model.people import Category
from roster.model.requests import Closure
from roster.model.sites import Session, TimeSpan
from roster.publish import spoken
from roster.publish.broadcast import broadcast_text
from roster.publish.weeks import Days
from tests import build
from tests.publish.notices_kit import IN_FORCE, county, pool

WEEK = Days(build.day(7), build.day(13))


@pytest.mark.parametrize(
    ("value", "said"),
    [
        *[(0, "零"), (2, "二"), (10, "十"), (12, "十二"), (20, "二十"), (31, "三十一")],
        *[(100, "一百"), (110, "一百一十"), (105, "一百零五"), (999, "九百九十九")],
    ],
)
def test_numbers_in_words(value: int, said: str) -> None:
    assert spoken.number(value) == said


@pytest.mark.parametrize(
    ("written", "said"),
    [
        ("12348", "一二三四八"),
        ("0355-7832000", "零三五五七八三二零零零"),
        ("胜利路12号（一层）301室", "胜利路十二号，一层，三百零一室"),
        ("第3-5号楼1208室", "第三到五号楼一二零八室"),
        ("（甲）乙《丙》", "甲，乙，丙"),
        ("２号院", "二号院"),  # wide figures
    ],
)
def test_what_users_wrote_is_read_out_without_figures_and_brackets(written: str, said: str) -> None:
    assert spoken.words(written) == said


@pytest.mark.parametrize(
    ("start", "end", "said"),
    [
        (time(8), time(12), "上午八点到十二点"),
        (time(8, 30), time(12, 30), "上午八点半到十二点半"),
        (time(14), time(18), "下午两点到六点"),
        (time(9, 5), time(13, 15), "上午九点零五分到下午一点十五分"),
        (time(12), time(16), "中午十二点到下午四点"),
        (time(17), time(20), "下午五点到晚上八点"),
    ],
)
def test_hours_as_they_are_said(start: time, end: time, said: str) -> None:
    assert spoken.hours([TimeSpan(start=start, end=end)]) == said


def test_a_stations_week_in_full() -> None:
    problem = county()
    duties = [build.duty("P4", "G", 8), build.duty("P3", "G", 9), build.duty("P1", "G", 15)]
    roster = build.roster(problem, duties, **IN_FORCE)
    assert broadcast_text(problem, roster, "G", week=WEEK).splitlines() == [
        "乡亲们，请注意收听。",
        "下面播送沁源县郭道镇公共法律服务工作站十二月七号到十二月十三号免费法律咨询的安排。",
        "咨询时间是上午八点半到十二点半。",
        "十二月八号，星期二，逢集，值班的是律师张垚。",
        "十二月九号，星期三，逢集，值班的是基层法律服务工作者孙玥。",
        "地点在镇政府院内。",
        "咨询不收钱，请大家互相转告。",
        "有法律问题，也可以拨打法律咨询热线，一二三四八，白天晚上都有人接听。",
        "沁源县司法局。",
    ]
    month = broadcast_text(problem, roster, "G")
    assert "十二月份免费法律咨询" in month
    assert "十二月十五号，星期二，值班的是律师王建国。" in month


def test_nothing_is_said_that_a_reader_would_stumble_over() -> None:
    people = [p.model_copy(update={"name": f"{p.name}（{i}）"}) for i, p in enumerate(pool())]
    sites = (build.centre(address="胜利路12号(3层)"),)
    problem = county(people=people, sites=sites, limits={"hotline": "0355-1234567"})
    duties = [build.duty(f"P{i}", "C", i) for i in range(1, 5)]
    text = broadcast_text(problem, build.roster(problem, duties, **IN_FORCE), "C")
    assert not re.search(r"[\d()（）【】—:：]", text)
    assert "咨询时间是上午八点到十二点，下午两点到六点。" in text
    assert "法律咨询热线，零三五五一二三四五六七。" in text  # day and night is known of 12348 only


def test_sessions_that_differ_two_persons_and_one_without_consent() -> None:
    people = pool()
    people[1] = people[1].model_copy(update={"consent_public": False})
    people[2] = people[2].model_copy(update={"category": Category.OTHER})
    problem = county(people=people)
    duties = [
        *(build.duty(p, "G", 8) for p in ("P1", "P2")),
        build.duty("P3", "G", 8, Session.AFTERNOON),
    ]
    roster = build.roster(problem, duties, **IN_FORCE)
    text = broadcast_text(problem, roster, "G")
    assert "上午八点半到十二点半，值班的是律师王建国和一名基层法律服务工作者。" in text
    assert "下午两点到六点，值班的是法律服务人员孙玥。" in text
    assert "赵文静" not in text
    english = broadcast_text(problem, roster, "G", "en")
    assert "Tue 8 Dec, market day, 8:30 to 12:30: 王建国, lawyer and person on duty" in english
    assert "You may also call 1 2 3 4 8, day and night." in english


def test_an_idle_week_a_closed_one_and_a_closed_day() -> None:
    problem = county()
    idle = broadcast_text(problem, build.roster(problem, **IN_FORCE), "G", week=WEEK)
    assert "这段时间没有安排值班。" in idle
    shut = Closure(site="G", start=build.day(7), end=build.day(13), note="搬迁")
    closed = county(closures=(shut,))
    text = broadcast_text(closed, build.roster(closed, **IN_FORCE), "G", week=WEEK)
    assert text.count("暂停服务") == 1
    assert "搬迁" not in text
    halves = (
        shut.model_copy(update={"end": build.day(7)}),
        Closure(site="G", start=build.day(9), end=build.day(9), session=Session.MORNING),
    )
    some = county(closures=halves)
    roster = build.roster(some, [build.duty("P1", "G", 8)], **IN_FORCE)
    text = broadcast_text(some, roster, "G", week=WEEK)
    assert "十二月七号星期一、十二月九号星期三上午暂停服务。" in text
    assert "Closed on 7 Dec, 9 Dec morning." in broadcast_text(some, roster, "G", "en", WEEK)


def test_a_single_day_a_draft_and_no_hotline_to_dial() -> None:
    problem = county(limits={"hotline": "见公示"})
    day = Days(build.day(31), build.day(31))
    text = broadcast_text(problem, build.roster(problem), "G", week=day)
    assert text.startswith("这是草稿，还没有公布，请不要播送。\n")
    assert "工作站十二月三十一号免费" in text
    assert "拨打" not in text
    with pytest.raises(UnknownError):
        broadcast_text(problem, build.roster(problem), "X")
