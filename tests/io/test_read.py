"""What becomes of each sheet: the problem that small inputs mean."""

from datetime import date
from pathlib import Path

import pytest

from roster.errors import InputError
from roster.io import read_problem
from roster.model.calendar import Month
from roster.model.demand import ExtraVisit, Frequency, Period
from roster.model.levels import Level
from roster.model.people import Category
from roster.model.requests import Ban, Closure, Duty, Leave, Pin, Trip, Wish
from roster.model.settings import FairWindow
from roster.model.sites import Session, SiteKind
from tests.io.county import DECEMBER, changed, county, read, refused, write_xlsx


def day(number: int, month: int = 12) -> date:
    return date(2026, month, number)


def duty(person: str, site: str, on: date, session: Session = Session.MORNING) -> Duty:
    return Duty(person=person, site=site, date=on, session=session)


def test_workbook_and_csv_give_the_same_problem(tmp_path: Path) -> None:
    from_csv = read(tmp_path / "csv", county())
    from_workbook = read_problem(write_xlsx(tmp_path / "沁源县.xlsx", county()), DECEMBER)
    assert from_csv == from_workbook
    assert from_csv.digest == from_workbook.digest


def test_people(tmp_path: Path) -> None:
    first, second, third = read(tmp_path, county()).people
    assert (first.id, first.name, first.category) == ("P1", "李喆", Category.LAWYER)
    assert first.certificate == "14043000000000001"
    assert (first.consent_public, first.consent_phone, first.share_percent) == (True, False, 100)
    assert second.home is None  # 县城
    assert (third.home, third.service_years) == ("S1", 12)


def test_every_column_of_a_person(tmp_path: Path) -> None:
    sheets = county()
    person = {
        "编号": "P1", "姓名": "李喆", "类别": "经批准放宽人员", "执业机构": "=HYPERLINK(1)",
        "批准文号": "长司〔2026〕1号", "批准有效期": "2026-12-31", "联系电话": "0355-0000000",
        "同意公示": "否", "同意公示电话": "是", "可值中心": "否", "可值站点": "是",
        "承担比例（%）": "50%", "起算日期": "2026.11.16", "离任日期": "2027年1月31日",
        "每周上限": 2, "每月上限": "8", "连续上限": 1,
    }  # fmt: skip
    sheets["人员"] = [list(person), list(person.values())]
    sheets["请假与意愿"] = sheets["请假与意愿"][:1]
    (person,) = read(tmp_path, sheets).people
    assert person.firm == "=HYPERLINK(1)"
    assert (person.approval_no, person.approval_until) == ("长司〔2026〕1号", day(31))
    assert (person.consent_public, person.consent_phone) == (False, True)
    assert (person.serves_centre, person.serves_stations) == (False, True)
    assert (person.share_percent, person.phone) == (50, "0355-0000000")
    assert (person.counts_from, person.until) == (day(16, 11), date(2027, 1, 31))
    assert (person.max_week, person.max_month, person.max_consecutive) == (2, 8, 1)


def test_a_person_must_not_leave_before_coming(tmp_path: Path) -> None:
    sheets = changed("人员", column="离任日期", to="2026-01-31")
    sheets["人员"][0].append("起算日期")
    sheets["人员"][1].append("2026-02-01")
    assert "离任日期早于起算日期" in refused(tmp_path, sheets)[0]


def test_sites(tmp_path: Path) -> None:
    centre, market, plain = read(tmp_path, county()).sites
    assert (centre.kind, centre.title) == (SiteKind.CENTRE, "沁源县公共法律服务中心")
    assert market.title == "沁源县郭道镇公共法律服务工作站"
    assert (market.minutes_from_seat, market.market) == (35, "农历逢3、6、9")
    assert market.market_days[0] == day(1)  # 十月廿三
    assert (plain.market, plain.market_days) == ("", ())
    assert (str(plain.morning), str(plain.afternoon)) == ("08:00—12:00", "14:00—18:00")


def test_a_title_of_its_own(tmp_path: Path) -> None:
    sheets = changed("站点", column="公示名称", row=3, to="郭道法律服务站")
    assert read(tmp_path, sheets).sites[1].title == "郭道法律服务站"


def test_demands(tmp_path: Path) -> None:
    problem = read(tmp_path, county())
    (centre,) = problem.centre_demands
    assert (centre.site, centre.persons, centre.sessions) == ("C", 1, (Session.FULL,))
    weekly, fortnightly = problem.station_demands
    assert (weekly.site, weekly.frequency) == ("S1", Frequency(period=Period.WEEK))
    assert (weekly.session, weekly.weekdays, weekly.usual_weekday) == (
        Session.MORNING,
        (2, 4),
        None,
    )
    assert (weekly.min_gap, weekly.max_gap, weekly.prefer_market) == (4, 10, True)  # the defaults
    assert (fortnightly.usual_weekday, fortnightly.min_gap, fortnightly.max_gap) == (2, 10, 18)


def test_demands_in_full(tmp_path: Path) -> None:
    sheets = county()
    sheets["需求"][1:3] = [
        ["沁源县", 2, "每工作日", "上午+下午", "", "", "", "", "律师", "否"],
        ["S1", "2", "每月2次", "下午", "", "", 7, 21, "律师、公职人员", "否"],
    ]
    sheets["固定安排"] = sheets["固定安排"][:1]
    problem = read(tmp_path, sheets)
    (centre,) = problem.centre_demands
    assert (centre.persons, centre.categories) == (2, (Category.LAWYER,))
    assert centre.sessions == (Session.MORNING, Session.AFTERNOON)
    station = problem.station_demands[0]
    assert station.frequency == Frequency(period=Period.MONTH, times=2)
    assert (station.persons, station.session) == (2, Session.AFTERNOON)
    assert (station.weekdays, station.min_gap, station.max_gap) == ((1, 2, 3, 4, 5), 7, 21)
    assert station.categories == (Category.LAWYER, Category.PUBLIC_POST)


@pytest.mark.parametrize(("column", "value"), [("最小间隔", 30), ("最大间隔", 3)])
def test_gaps_that_contradict(tmp_path: Path, column: str, value: int) -> None:
    # weekly has 4 to 10 days by default
    (line,) = refused(tmp_path, changed("需求", column=column, row=3, to=value))
    assert f"列“{column}” 值“{value}”：最小间隔" in line


def test_leave_and_wishes(tmp_path: Path) -> None:
    sheets = changed(
        "请假与意愿",
        ["P2", "请假", "2026-12-20", "2027-01-05", "", "", ""],
        ["P2", "愿意", "2026-11-01", "2026-12-31", "二、四", "下午", "顺路"],
        ["P3", "不愿", "2026-12-25", "", "", "", ""],
        ["P3", "请假", "2026-03-02", "", "", "", "年初"],  # of this year: pro-rates the share
        ["P3", "请假", "2025-10-02", "", "", "", "去年"],  # before the calendar
        ["P3", "请假", "2027-01-02", "", "", "", ""],  # after the month
        ["P3", "不愿", "2026-11-25", "", "", "", ""],  # another month's wish
    )
    problem = read(tmp_path, sheets)
    court = Leave(person="P1", kind="开庭", start=day(8), end=day(8), session=Session.MORNING,
                  note="县法院")  # fmt: skip
    assert problem.leaves == (
        court,
        Leave(person="P2", start=day(20), end=date(2027, 1, 5)),
        Leave(person="P3", start=day(2, 3), end=day(2, 3), note="年初"),
    )
    assert problem.wishes == (
        Wish(person="P2", prefer=True, start=day(1, 11), end=day(31), weekdays=(2, 4),
             session=Session.AFTERNOON, note="顺路"),
        Wish(person="P3", prefer=False, start=day(25), end=day(25)),
    )  # fmt: skip


def test_fixed_arrangements(tmp_path: Path) -> None:
    sheets = changed(
        "固定安排",
        ["加场", "", "S1", "2026-12-20", "2026-12-20", "", "下午", 2, "庙会"],
        ["加场", "", "S2", "2026-12-22", "", "", "", "", ""],
        ["加场", "", "S1", "2026-11-20", "", "", "", "", "上月"],
        ["指定", "P2", "S1", "2026-12-20", "", "", "", "", ""],
        ["指定", "P2", "S1", "2026-12-22", "", "", "上午", "", ""],
        ["指定", "P2", "S1", "2027-01-05", "", "", "", "", "下月"],
        ["禁止", "P3", "", "2026-11-15", "2026-12-15", "一", "", "", "复诊"],
        ["禁止", "P3", "S2", "2026-12-01", "2026-12-31", "", "下午", "", ""],
        ["禁止", "P3", "S2", "2026-10-01", "2026-10-31", "", "", "", ""],
        ["关闭", "", "S2", "2026-12-10", "", "", "", "", "检修"],
    )
    problem = read(tmp_path, sheets)
    assert problem.extra_visits == (
        ExtraVisit(site="S1", date=day(20), session=Session.AFTERNOON, persons=2, note="庙会"),
        ExtraVisit(site="S2", date=day(22), session=Session.MORNING),
    )
    assert problem.pins == (
        Pin(duty=duty("P1", "C", day(4), Session.FULL), note="宪法日"),
        Pin(duty=duty("P2", "S1", day(20), Session.AFTERNOON)),  # the extra visit's session
        Pin(duty=duty("P2", "S1", day(22))),
    )
    assert problem.bans == (
        Ban(person="P3", start=day(15, 11), end=day(15), weekdays=(1,), note="复诊"),
        Ban(person="P3", site="S2", start=day(1), end=day(31), session=Session.AFTERNOON),
    )
    assert problem.closures == (Closure(site="S2", start=day(10), end=day(10), note="检修"),)


def test_an_extra_visit_must_be_long_enough_too(tmp_path: Path) -> None:
    sheets = changed("站点", column="下午时间", row=3, to="14:00-17:00")
    assert read(tmp_path / "a", sheets)  # the station opens in the morning only
    sheets["固定安排"].append(["加场", "", "S1", "2026-12-20", "", "", "下午", "", ""])
    assert "现为3小时0分" in refused(tmp_path / "b", sheets)[0]


def test_the_calendar_sheet(tmp_path: Path) -> None:
    sheets = changed("日历调整", ["2026-12-26", "上班", ""], ["2027-06-01", "年历已公布", ""])
    problem = read(tmp_path / "a", sheets)
    assert not problem.calendar.is_workday(day(31))
    assert problem.calendar[day(26)].make_up
    march = Month(year=2027, month=3)
    assert read(tmp_path / "b", sheets, march).calendar.announced
    assumed = read(tmp_path / "c", county(), march, assume_calendar=True)
    assert not assumed.calendar.announced


def test_settings(tmp_path: Path) -> None:
    sheets = changed(
        "规则",
        ["公平统计周期", "季度", ""],
        ["月度补贴预算", "", "不设上限"],
        ["负荷：中心全天", 3.0, "全角冒号"],
        ["咨询热线", 12348, ""],
        ["层级顺序", "规律、公平、路途、意愿", ""],
        ["权重：不同面孔", 7, ""],
        ["权重:总负荷不均", 0, ""],
        ["公示网址", "https://example.com/qinyuan", ""],
    )
    found = read(tmp_path, sheets).settings
    assert (found.county_id, found.county, found.bureau) == ("qinyuan", "沁源县", "沁源县司法局")
    assert (found.fair_window, found.budget, found.load_full) == (FairWindow.QUARTER, None, 3)
    assert (found.hotline, found.notice_url) == ("12348", "https://example.com/qinyuan")
    assert found.level_order == (Level.REGULARITY, Level.FAIRNESS, Level.TRAVEL, Level.WISHES)
    assert found.weights == {"load_share": 0, "faces": 7}


def test_a_required_setting_that_is_missing_or_unreadable(tmp_path: Path) -> None:
    sheets = county()
    del sheets["规则"][1]
    assert refused(tmp_path / "a", sheets) == ["规则.csv 工作表“规则”：缺少设置“县区代码”。加一行"]
    sheets = county()
    sheets["规则"] += [["", 3, ""], ["每人每周上限", "\x07", ""]]
    lines = refused(tmp_path / "b", sheets)
    assert [line.split(" ")[2] for line in lines] == ["第5行", "第6行"]


def test_history_around_the_month_only(tmp_path: Path) -> None:
    sheets = county()
    sheets["历史值班"] = [
        ["日期", "站点", "人员", "时段"],
        ["2026-11-30", "S1", "P2", ""],  # the Monday of the month's first week
        ["2026-10-09", "C", "李喆", ""],
        ["2027-01-02", "S1", "P2", "下午"],  # the Saturday of the month's last week
        ["2026-12-01", "S1", "P2", ""],  # in the planned month
        ["2025-11-09", "C", "李喆", ""],  # before the calendar
    ]
    assert read(tmp_path, sheets).history == (
        duty("P1", "C", day(9, 10), Session.FULL),
        duty("P2", "S1", day(30, 11)),
        duty("P2", "S1", date(2027, 1, 2), Session.AFTERNOON),
    )


def test_published_months_replace_the_sheet(tmp_path: Path) -> None:
    sheets = county()
    sheets["历史值班"] = [
        ["日期", "站点", "人员", "时段"],
        ["2026-11-30", "S1", "P2", ""],
        ["2026-10-09", "C", "P1", ""],
    ]
    published = [
        duty("P3", "S1", day(30, 11)),
        duty("P9", "S9", day(24, 11)),  # neither the person nor the station is there any more
        duty("P9", "S1", date(2025, 11, 7)),  # too long ago to count
        duty("P3", "S9", day(24, 11)),  # no longer a station
        duty("P3", "S1", day(8)),  # of the planned month
    ]
    assert read(tmp_path, sheets, published=published).history == (
        duty("P1", "C", day(9, 10), Session.FULL),
        duty("P3", "S1", day(30, 11)),
    )


def test_a_published_month_of_a_station_that_is_gone_replaces_the_sheet_too(tmp_path: Path) -> None:
    sheets = county()
    sheets["历史值班"] = [["日期", "站点", "人员"], ["2026-11-30", "S1", "P2"]]
    assert read(tmp_path, sheets, published=[duty("P3", "S9", day(24, 11))]).history == ()


def test_published_people_who_are_gone_are_told_one_by_one(tmp_path: Path) -> None:
    published = [duty(who, "S1", day(n, 11)) for who in ("P9", "P3", "P8") for n in (24, 26)]
    with pytest.raises(InputError) as stopped:
        read(tmp_path, county(), published=published)
    assert [p.to("zh") for p in stopped.value.problems] == [
        f"人员.csv 工作表“人员” A列“编号” 值“{who}”：已公布的值班里有此人，但“人员”表没有。"
        "加回此人并填“离任日期”"
        for who in ("P8", "P9")
    ]


def test_a_published_person_in_a_bad_row_is_there(tmp_path: Path) -> None:
    sheets = changed("人员", column="类别", row=4, to="律师长")
    with pytest.raises(InputError) as stopped:
        read(tmp_path, sheets, published=[duty("P3", "S1", day(24, 11))])
    assert [p.column for p in stopped.value.problems] == ["类别"]


def test_published_people_are_not_missed_in_a_sheet_that_is_missing(tmp_path: Path) -> None:
    sheets = county()
    del sheets["人员"]
    with pytest.raises(InputError) as stopped:
        read(tmp_path, sheets, published=[duty("P3", "S1", day(24, 11))])
    assert not any("已公布" in p.message.zh for p in stopped.value.problems)


def test_roads(tmp_path: Path) -> None:
    sheets = county()
    sheets["车程"] = [["起点", "终点", "分钟"], ["郭道镇", "S2", 25], ["县城", "S1", "30"]]
    assert read(tmp_path, sheets).trips == (
        Trip(start="S1", end="S2", minutes=25),
        Trip(start=None, end="S1", minutes=30),
    )


def test_namesakes_are_told_apart_by_id(tmp_path: Path) -> None:
    sheets = changed("人员", column="姓名", row=3, to="李喆")
    sheets["请假与意愿"][1][0] = sheets["固定安排"][1][1] = "P2"
    assert [leave.person for leave in read(tmp_path, sheets).leaves] == ["P2"]
