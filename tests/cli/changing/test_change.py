"""absent, present, close, pin, unpin, visit, frequency: what happened to a month, as a clerk tells it."""

from __future__ import annotations

import io
import sys
from datetime import date
from typing import TYPE_CHECKING

import pytest

import roster.cli.changing.repair as module
from roster.cli.changing.change import days_of
from roster.model.calendar import Month
from roster.model.changes import Absent
from roster.model.levels import Level
from roster.model.proposals import changed
from roster.model.requests import Pin
from roster.store import open_store
from tests.build import calendar, day, duty
from tests.cli import byhand

if TYPE_CHECKING:
    from tests.cli.desk import Desk

EARLY = ("--on", "2026-12-01")


class Terminal(io.StringIO):
    """A terminal at which somebody types this."""

    def isatty(self) -> bool:
        """It is one."""
        return True


@pytest.mark.parametrize(
    ("text", "start", "end"),
    [
        ("2026-12-08", day(8), day(8)),
        ("2026-12-08..10", day(8), day(10)),
        ("2026-12-08..12-10", day(8), day(10)),
        ("2026-12-28..2027-01-05", day(28), date(2027, 1, 5)),
        ("2026年12月8日至10日", day(8), day(10)),
        ("2026/12/8—12/9", day(8), day(9)),
    ],
)
def test_days_as_people_write_them(text: str, start: date, end: date) -> None:
    assert days_of(text) == (start, end)


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("昨天", "“昨天”不是日期，应写作 2026-12-08 或 2026-12-08..10"),
        ("2026-12-08..", "不是日期"),
        ("2026-12-08..40", "不是日期"),
        ("2026-12-08..x", "不是日期"),
        ("2026-12-08..7", "“2026-12-08..7”的结束早于开始"),
    ],
)
def test_days_that_are_none(published: Desk, text: str, told: str) -> None:
    run = published.run("absent", "甲P1", text)
    assert (run.code, run.out) == (2, "")
    assert told in run.err


def test_an_absence_is_one_change_and_nothing_is_written_unasked(published: Desk) -> None:
    out = published.done("absent", "甲P1", "2026-12-09", "--reason", "住院", *EARLY)
    assert out.startswith(
        "变更：甲P112月9日不能值班（住院）\n沁源县 2026-12，与第1版相比：\n\n"
        "方案1：改动1处，已证明不能更少\n  12月9日（星期三）中心全天：甲P1 → 甲P"
    )
    assert "\n  通知甲P1：不再值12月9日（星期三）中心全天（改由甲P" in out
    assert "\n  公平：" in out
    assert out.endswith(
        "没有保存，什么也没有写入；采用方案1请加 --yes，其他方案加 --choose 方案号。\n"
    )
    assert byhand.newest().number == 1
    assert published.left() == {"inputs", "roster.db"}


def test_the_first_proposal_is_taken_and_kept_as_a_draft(published: Desk) -> None:
    published.done(
        *("absent", "甲P1", "2026-12-09", "--reason", "住院", "--yes", "--by", "张股长", *EARLY)
    )
    revision = byhand.newest()
    assert (revision.number, revision.published_at) == (2, None)
    assert not any(d.person == "P1" and d.date == day(9) for d in revision.roster.duties)
    assert len(revision.roster.duties) == len(byhand.DUTIES)
    origin = revision.origin
    assert (origin.by, origin.why, origin.base) == ("张股长", "住院", 1)
    assert origin.changes == (Absent(person="P1", start=day(9), end=day(9), reason="住院"),)
    assert [score.level for score in revision.roster.levels][2] is Level.STABILITY
    with open_store("sqlite:///roster.db") as store:
        assert [a.person for a in store.absences("qinyuan")] == ["P1"]
    assert "qinyuan/2026-12/roster.json" in published.files()
    # and it is audited by what is in the database, without the inputs
    told = published.done("audit", "outputs/qinyuan/2026-12/roster.json")
    assert "复核通过" in told


def test_a_second_change_counts_the_first_and_compares_with_what_is_published(
    published: Desk,
) -> None:
    published.done("absent", "甲P1", "2026-12-09", "--yes", *EARLY)
    out = published.done("close", "S镇", "2026-12-15", "--reason", "停电", *EARLY, "--yes")
    assert "沁源县 2026-12，与第1版相比（已含第2版草稿的变更）：" in out
    assert "方案1：改动2处，已证明不能更少" in out
    assert "12月15日（星期二）S镇上午：取消坐班（原为甲P5）" in out
    assert "新缺口：12月14日—20日S镇：坐班次数不足1次" in out
    revision = byhand.newest()
    assert (revision.number, revision.origin.base) == (3, 2)


def test_leave_taken_back(published: Desk) -> None:
    published.done("absent", "甲P1", "2026-12-07..09", "--yes", *EARLY)
    out = published.done("present", "P1", "2026-12-07..20", "--yes", *EARLY)
    assert "方案1：值班不用改动" in out  # the published roster holds again
    assert byhand.newest().roster.duties == byhand.DUTIES
    run = published.run("present", "P1", "2026-12-07", *EARLY)
    assert (run.code, run.err) == (2, "甲P1这些天没有请假，已有的请假：无\n")
    run = published.run("present", "P4", "2026-12-09", *EARLY)
    assert run.err == "甲P4这些天没有请假，已有的请假：2026-12-08\n"


def test_pins_and_unpinning(published: Desk) -> None:
    out = published.done("pin", "甲P4", "2026-12-09", "中心", "--yes", *EARLY)
    assert "变更：指定甲P412月9日（星期三）中心全天" in out
    assert duty("P4", "C", 9) in byhand.newest().roster.duties
    run = published.run("unpin", "甲P4", "2026-12-15", *EARLY)
    assert run.err == "没有这条指定，现有的指定：12月9日（星期三）中心全天\n"
    out = published.done("unpin", "甲P4", "2026-12-09", "--yes", *EARLY)
    assert byhand.newest().problem.pins == ()
    run = published.run("pin", "甲P4", "2026-12-09", *EARLY)
    assert (run.code, run.err.splitlines()[0]) == (
        2,
        "用法不对：日期 站点 没有写站点",
    ) or run.code == 2


def test_of_two_pins_that_day_the_place_is_asked(desk: Desk) -> None:
    of = byhand.county()
    both = (duty("P3", "C", 8), duty("P3", "S", 8))
    byhand.save(changed(of, pins=tuple(Pin(duty=d) for d in both)))
    run = desk.run("unpin", "甲P3", "2026-12-08", *EARLY)
    assert run.code == 2
    assert run.err.startswith("不止一条指定，现有的指定：")


def test_an_extra_visit(published: Desk) -> None:
    out = published.done("visit", "S镇", "2026-12-22", "--extra", "庙会", "--yes", *EARLY)
    assert "变更：12月22日（星期二）S镇上午加场（庙会）" in out
    assert "12月22日（星期二）S镇上午：新增坐班，甲P" in out
    assert byhand.newest().origin.why == "庙会"
    again = published.run("visit", "S镇", "2026-12-22", "--extra", "庙会", *EARLY)
    assert (again.code, again.err) == (2, "当天已有加场，不用再加\n")
    centre = published.run("visit", "中心", "2026-12-22", "--extra", "庙会", *EARLY)
    assert (centre.code, centre.err) == (2, "加场只用于站点，中心每个工作日都有值班\n")
    two = published.run("visit", "S镇", "2026-12-22..23", "--extra", "庙会", *EARLY)
    assert (two.code, two.out) == (2, "")
    assert "加场只写一天" in two.err


def test_another_frequency(published: Desk) -> None:
    of = ("frequency", "S镇", "每月1次", "--month", "2026-12")
    out = published.done(*of, "--yes", *EARLY)
    assert "变更：S镇改为每月1次" in out
    visits = [d for d in byhand.newest().roster.duties if d.site == "S"]
    assert len(visits) == 1
    bad = published.run("frequency", "S镇", "常去", "--month", "2026-12", *EARLY)
    assert bad.code == 2
    assert bad.err.startswith("看不懂频次“常去”")
    unknown = published.run("frequency", "X镇", "每月1次", "--month", "2026-12", *EARLY)
    assert unknown.code == 2
    assert unknown.err.startswith("没有“X镇”")


def test_a_frequency_is_for_a_station_and_its_weekdays(published: Desk) -> None:
    month = ("--month", "2026-12", *EARLY)
    centre = published.run("frequency", "中心", "每周1次", *month)
    assert (centre.code, centre.out) == (2, "")
    assert centre.err.startswith("“中心”不是有坐班需求的站点")
    often = published.run("frequency", "S镇", "每周2次", *month)
    assert often.code == 2
    assert "可选的星期却只有1个" in often.err


def test_half_a_day(published: Desk) -> None:
    # P5 is at S on the morning of the 15th: away in the afternoon changes nothing.
    out = published.done(
        "absent", "甲P5", "2026-12-15", "--session", "下午", "--choose", "1", *EARLY
    )
    assert "方案1：值班不用改动" in out
    assert byhand.newest().roster.duties == byhand.DUTIES
    bad = published.run("absent", "甲P5", "2026-12-15", "--session", "晚上")
    assert (bad.code, bad.out) == (2, "")
    assert "“晚上”应为 全天、上午或下午" in bad.err


def test_a_proposal_is_chosen_at_a_terminal(
    published: Desk, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(sys, "stdin", Terminal("1\n"))
    out = published.done("absent", "甲P1", "2026-12-09", *EARLY)
    assert "采用哪个方案？（1—" in out
    assert byhand.newest().number == 2
    for answer in ("q\n", "9\n", ""):
        monkeypatch.setattr(sys, "stdin", Terminal(answer))
        assert "没有保存" in published.done("absent", "甲P2", "2026-12-08", *EARLY)
    assert byhand.newest().number == 2


def test_a_proposal_that_is_not_there(published: Desk) -> None:
    run = published.run("absent", "甲P1", "2026-12-09", "--choose", "9", *EARLY)
    assert run.code == 1
    assert run.err.startswith("不能这样改：没有方案9，只有")
    assert byhand.newest().number == 1


def test_the_second_proposal_may_be_taken(published: Desk) -> None:
    # Whoever comes for P1 has one duty more than P1 then: two changes can make that even again.
    shown = published.done("absent", "甲P1", "2026-12-07..09", *EARLY)
    assert "方案1：改动2处" in shown
    assert "方案2：改动" in shown
    published.done("absent", "甲P1", "2026-12-07..09", "--choose", "2", *EARLY)
    revision = byhand.newest()
    assert revision.number == 2
    assert not any(d.person == "P1" for d in revision.roster.duties if d.date <= day(9))


def test_what_is_over_is_not_changed(published: Desk) -> None:
    run = published.run("absent", "甲P1", "2026-12-07", "--on", "2026-12-08", "--yes")
    assert run.code == 1
    assert run.err == ("不能这样改：甲P112月7日不能值班：12月8日之前的值班已过，不再改动\n")
    assert byhand.newest().number == 1


def test_somebody_was_there_first(published: Desk, monkeypatch: pytest.MonkeyPatch) -> None:
    real = module.fewest

    def meanwhile(*given):  # type: ignore[no-untyped-def]
        byhand.save(byhand.county())  # another plans while this one is being worked out
        return real(*given)

    monkeypatch.setattr(module, "fewest", meanwhile)
    run = published.run("absent", "甲P1", "2026-12-09", "--yes", *EARLY)
    assert run.code == 1
    assert "第2版" in run.err
    assert byhand.newest().number == 2


def test_names_months_and_counties_that_are_not_there(published: Desk) -> None:
    nobody = published.run("absent", "张三", "2026-12-09", *EARLY)
    assert nobody.code == 2
    assert nobody.err.startswith("没有“张三”，请写其中之一：甲P1（P1）")
    other = published.run("absent", "甲P1", "2027-03-09", *EARLY)
    assert other.code == 2
    assert other.err.startswith("“qinyuan”没有2027-03的排班（已有：2026-12）")
    county = published.run("close", "X", "2026-12-09", *EARLY)
    assert county.code == 2


def test_an_absence_that_goes_on_into_a_month_not_planned(published: Desk) -> None:
    out = published.done("absent", "甲P1", "2026-12-15..2027-01-10", "--yes", *EARLY)
    assert out.startswith("注意：2026-12之后的月份还没有编排；其中的请假会登记，编排时计入。\n")
    with open_store("sqlite:///roster.db") as store:
        [absent] = store.absences("qinyuan")
    assert absent.end == date(2027, 1, 10)


def test_a_month_that_was_not_published_is_changed_too(desk: Desk) -> None:
    byhand.save(byhand.county())
    out = desk.done("absent", "甲P1", "2026-12-07", "--on", "2026-12-20", "--yes")
    assert "方案1：改动1处" in out  # nothing is over for those who were never told


def test_in_english(published: Desk) -> None:
    out = published.done("--lang", "en", "absent", "P1", "2026-12-09", *EARLY)
    assert "proposal 1: 1 change(s), proven: no fewer will do" in out
    assert "tell 甲P1: no longer Wed 9 Dec" in out


def test_no_month_is_changed_where_another_cannot_be(published: Desk) -> None:
    # January's pins contradict: on Tuesday the 5th P2 is to be in two places at once.
    january, on = Month(year=2027, month=1), date(2027, 1, 5)
    pins = tuple(Pin(duty=duty("P2", site, on)) for site in ("C", "S"))
    of = changed(byhand.county(), month=january, calendar=calendar(january), leaves=(), pins=pins)
    byhand.save(of, [])
    run = published.run("absent", "甲P1", "2026-12-28..2027-01-05", "--yes", *EARLY)
    assert run.code == 2
    assert published.revisions() == [(1, "published"), (1, "draft")]


def test_an_extra_visit_where_there_is_one_anyway_is_told(published: Desk) -> None:
    out = published.done("visit", "S镇", "2026-12-15", "--extra", "庙会", *EARLY)
    assert "注意：S镇12月15日（星期二）本来就有坐班。这一次改作加场，当周的例行坐班另排一天" in out


def test_a_span_of_years_is_a_slip(published: Desk) -> None:
    run = published.run("absent", "甲P1", "2026-12-08..9999-12-31")
    assert (run.code, run.out) == (2, "")
    assert "超过一年" in run.err


@pytest.mark.parametrize(
    ("reason", "told"), [("\x1b[31m红", "控制字符"), ("长" * 201, "最多200个字")]
)
def test_a_reason_is_one_short_line(published: Desk, reason: str, told: str) -> None:
    run = published.run("absent", "甲P1", "2026-12-09", "--reason", reason, *EARLY)
    assert (run.code, run.out) == (2, "")
    assert told in run.err
    out = published.done("absent", "甲P1", "2026-12-09", "--reason", "住\n院", *EARLY)
    assert out.startswith("变更：甲P112月9日不能值班（住 院）\n")


def test_the_same_proposals_come_again(published: Desk) -> None:
    asked = ("absent", "甲P1", "2026-12-07..09", *EARLY)
    assert published.done(*asked) == published.done(*asked)


def test_a_draft_not_published_in_time_is_put_on_record_with_a_reason(published: Desk) -> None:
    today, morrow = ("--on", "2026-12-09"), ("--on", "2026-12-10")
    published.done("absent", "甲P1", "2026-12-09", "--reason", "发烧", "--yes", *today)
    stood_in = next(d for d in byhand.newest().roster.duties if d.date == day(9))
    published.done("visit", "S镇", "2026-12-22", "--extra", "庙会", "--yes", *morrow)
    assert stood_in in byhand.newest().roster.duties  # and not the person who was ill
    publish = ("publish", "qinyuan", "--month", "2026-12", *morrow, "--override", "lead_time=急")
    run = published.run(*publish)
    assert run.code == 1
    assert "12月9日已经过去，与已公布的第1版不同" in run.err
    published.done(*publish, "--override", "past=电话通知，照实补记", "--override", "shortages=x")
