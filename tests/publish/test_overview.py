"""The county's overview: every duty in its square, two levels of privacy that never mix."""

import pytest

from roster.model.requests import Closure, Duty
from roster.model.sites import Session
from roster.publish.notices.overview import overview_of
from roster.publish.notices.render import Press, stamp_of
from roster.publish.weeks import Days
from tests import build
from tests.publish.notices_kit import IN_FORCE, WORKDAYS, county, daily, pages, pool, printed

PRESS = Press(template="overview.typ")
WEEK = Days(build.day(7), build.day(13))


def month(**changes: object) -> tuple:
    people = pool()
    people[1] = people[1].model_copy(update={"consent_public": False, "consent_phone": True})
    people[2] = people[2].model_copy(update={"phone": "0355-0000002"})
    problem = county(people=people, **changes)
    duties = [*daily(WORKDAYS), build.duty("P3", "G", 8), build.duty("P4", "G", 8)]
    return problem, build.roster(problem, sorted(duties, key=Duty.order), **IN_FORCE)


def test_sites_down_days_across_and_who_they_are() -> None:
    problem, roster = month()
    sheet = overview_of(problem, roster, "zh")
    made_up = build.day(5)  # a workday of this county's calendar
    assert [head.day for head in sheet.heads] == [str(d.day) for d in sorted([*WORKDAYS, made_up])]
    assert [row.site for row in sheet.rows] == ["县中心", "郭道镇"]
    eighth = [head.day for head in sheet.heads].index("8")
    assert sheet.rows[1].cells[eighth].shifts[0].names == ("孙玥", "张垚")
    assert sheet.rows[1].cells[eighth].market
    assert sheet.rows[1].details == ("上午8:30—12:30",)
    assert sheet.paper == "a3"
    pdf = PRESS.pdf(sheet, stamp_of(roster))
    assert len(pages(pdf)) == 1
    text = printed(pdf)
    assert "沁源县法律服务人员值班一览表（2026年12月）" in text
    assert "孙玥基层法律服务工作者沁源县郭道法律服务所" in text
    assert "沁源县司法局2026年11月25日" in text


def test_the_public_sheet_names_nobody_without_consent_and_no_phone() -> None:
    problem, roster = month()
    text = printed(PRESS.pdf(overview_of(problem, roster, "zh"), stamp_of(roster)))
    assert "赵文静" not in text
    [unnamed] = [p for p in overview_of(problem, roster, "zh").people if p.name == "值班人员"]
    assert (unnamed.firm, unnamed.phone) == (problem.people[1].firm, "")
    assert "0355-0000001" not in text
    assert "内部" not in text


def test_the_internal_sheet_has_names_office_lines_and_the_phones_of_those_who_agreed() -> None:
    problem, roster = month()
    sheet = overview_of(problem, roster, "zh", internal=True)
    assert {p.name: p.phone for p in sheet.people}["赵文静"] == "0355-0000001"
    assert {p.name: p.phone for p in sheet.people}["孙玥"] == ""  # no consent to that
    assert sheet.rows[1].details[-1] == "电话 0355-0000001"
    text = printed(PRESS.pdf(sheet, stamp_of(roster)))
    assert "内部资料" in text
    assert "赵文静" in text
    assert "0355-0000002" not in text


def test_a_week_is_a4_and_half_days_are_told_apart() -> None:
    shut = Closure(site="G", start=build.day(10), end=build.day(10), note="搬迁")
    problem, roster = month(closures=(shut,))
    duties = [*roster.duties, build.duty("P5", "G", 9, Session.AFTERNOON)]
    again = build.roster(problem, sorted(duties, key=Duty.order), **IN_FORCE)
    sheet = overview_of(problem, again, "zh", WEEK)
    assert sheet.paper == "a4"
    assert [head.day for head in sheet.heads] == ["7", "8", "9", "10", "11"]
    station = sheet.rows[1]
    assert [s.part for cell in station.cells for s in cell.shifts] == ["上", "下"]
    assert [cell.note for cell in station.cells] == ["", "", "", "停", ""]
    assert len(station.details) == 2
    text = printed(PRESS.pdf(sheet, stamp_of(again)))
    assert "（2026年12月7日—13日）" in text
    assert "搬迁" not in text
    english = overview_of(problem, again, "en", WEEK, internal=True)
    assert english.rows[0].site == "Centre"
    assert english.rows[1].cells[2].shifts[0].part == "p.m."
    assert "INTERNAL" in printed(PRESS.pdf(english, stamp_of(again))).upper()


@pytest.mark.parametrize(("stations", "sheets"), [(0, 1), (13, 1), (60, 3)])
def test_many_sites_repeat_the_header_and_number_the_pages(stations: int, sheets: int) -> None:
    sites = [build.station(f"S{i}", name=f"第{i}镇") for i in range(stations)]
    problem = county(sites=(build.centre(), *sites))
    duties = [
        build.duty(f"P{i % 6 + 1}", s.id, d) for i, s in enumerate(sites) for d in WORKDAYS[::5]
    ]
    roster = build.roster(problem, sorted(duties, key=Duty.order), **IN_FORCE)
    found = pages(PRESS.pdf(overview_of(problem, roster, "zh"), stamp_of(roster)))
    assert 1 <= len(found) <= sheets
    for number, page in enumerate(found, 1):
        text = "".join(page.split())
        assert (f"第{number}页共{len(found)}页" in text) is (len(found) > 1)
    assert all("站点" in page for page in found[:2])


def test_a_month_without_anybody_and_a_weekend_duty() -> None:
    problem = county(calendar=build.calendar(off=build.DECEMBER.days))
    empty = overview_of(problem, build.roster(problem, **IN_FORCE), "zh")
    assert empty.heads == ()
    PRESS.pdf(empty, stamp_of(build.roster(problem)))
    weekend = build.roster(problem, [build.duty("P1", "C", 5)], **IN_FORCE)
    [head] = overview_of(problem, weekend, "zh").heads
    assert (head.day, head.off) == ("5", True)
