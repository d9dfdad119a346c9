"""roster explain on the desk's county: three people, a centre, two stations; and one with shortages."""

from __future__ import annotations

import re
import shutil
from typing import TYPE_CHECKING, Any

import pytest

from roster.cli.explaining.duty import tell_duty
from roster.cli.explaining.load import tell_load
from roster.cli.explaining.shortage import tell_shortages
from roster.model.requests import Closure, Leave
from roster.model.revision import Revision
from roster.model.roster import Roster, SolverSettings
from roster.model.shortages import find_shortages
from tests import build
from tests.cli.desk import MARKUP, MONTH, Desk, short
from tests.io.county import changed

if TYPE_CHECKING:
    from collections.abc import Iterable
    from pathlib import Path

    from roster.model.problem import Problem
    from roster.model.requests import Duty

EXPLAIN = ("explain", "qinyuan", *MONTH)
QUICK = SolverSettings(workers=1, seed=1, time_limit=20)
BRIEF = ("--time-limit", "2")


@pytest.fixture(scope="module")
def short_once(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Where the county of two is planned once."""
    return tmp_path_factory.mktemp("short")


@pytest.fixture
def lacking(desk: Desk, short_once: Path) -> Desk:
    """A desk on which a month with shortages is planned."""
    if not any(short_once.iterdir()):
        desk.write(short())
        desk.plan()
        shutil.copytree(desk.folder, short_once, dirs_exist_ok=True)
    else:
        shutil.copytree(short_once, desk.folder, dirs_exist_ok=True)
    return desk


def test_an_overview_of_levels_shortages_and_loads(planned: Desk) -> None:
    out = planned.done(*EXPLAIN)
    assert out.startswith("沁源县2026年12月排班，第1版（草稿）\n")
    assert "一、排得怎么样（到岗、需求、公平、规律、意愿、路途，前面的优先）" in out
    assert "  到岗：中心每个工作日都有人，各站点当月都开放（已证明不能更好）\n" in out
    assert "二、缺口0处" in out
    assert "三、谁值了多少" in out
    assert re.search(rf"  {re.escape(MARKUP)} [█ ┃]+ \d+\n", out)
    assert "本月值班完成应排的比例：最低" in out
    english = planned.done("--lang", "en", *EXPLAIN)
    assert (
        "  cover: the centre is staffed, every station is open (proven: it cannot be better)\n"
        in (english)
    )
    assert "month, duties in percent of the fair share: least" in english


def test_nothing_is_changed_by_asking(planned: Desk) -> None:
    before = planned.files(".")
    planned.done(*EXPLAIN)
    planned.done(*EXPLAIN, "假如", "--budget", "-10%", *BRIEF)
    assert planned.files(".") == before


def a_visit(desk: Desk) -> tuple[str, str]:
    """Person and day of the first visit at 郭道镇."""
    text = desk.files()["qinyuan/2026-12/roster.json"]
    roster = Roster.model_validate_json(text)
    duty = next(d for d in roster.duties if d.site == "S1")
    return roster.people[duty.person], str(duty.date)


@pytest.mark.parametrize("words", ["班", "duty"])
def test_why_a_duty_is_somebody_s(planned: Desk, words: str) -> None:
    who, day = a_visit(planned)
    out = planned.done(*EXPLAIN, words, "郭道", day)
    assert re.search(rf"12月\d+日（星期[二四]）郭道镇上午：{re.escape(who)}\n一句话：", out)
    names = {"李喆", "王垚", MARKUP} - {who}
    lines = [line for line in out.splitlines() if line.startswith("  ")]
    assert all(any(line.startswith(f"  {name}：") for line in lines) for name in names)
    assert "同一人换一天：\n  12月" in out
    assert "两人对换（总数不变），影响最小的：\n  与" in out


def test_why_not_one_person_in_particular(planned: Desk) -> None:
    who, day = a_visit(planned)
    other = next(name for name in ("李喆", "王垚") if name != who)
    out = planned.done(*EXPLAIN, "班", "郭道镇", day, other)
    assert f"如果换人：\n  {other}：" in out
    assert "如果对换（两人总数不变）：" in out
    same = planned.done(*EXPLAIN, "班", "郭道镇", day, who)
    assert same.endswith(f"这一班就有{who}。\n")


def test_a_pinned_duty(planned: Desk) -> None:
    out = planned.done(*EXPLAIN, "班", "中心", "12月4日")
    assert "12月4日（星期五）中心全天：李喆\n一句话：这一班是指定的（宪法日）。\n" in out
    assert "来不了的" not in out  # one reason for all


def revision(of: Problem, duties: Iterable[Duty], **changes: Any) -> Revision:
    """A draft of these duties."""
    planned = build.roster(of, duties, revision=1, **changes)
    return Revision(problem=of, roster=planned, created_at=planned.planned_at)


def test_a_person_who_may_as_well_come(capsys: pytest.CaptureFixture[str]) -> None:
    of = build.problem(2, centre_demands=(build.centre_demand(),))
    tell_duty(revision(of, [build.duty("P1", "C", 8)]), ["中心", "8"])
    out = capsys.readouterr().out
    assert "一句话：也可以换成甲P2，各层得分完全一样，换也可以。\n" in out
    assert "来得了的1人，换上会怎样：\n  甲P2：各层" in out
    assert "来不了的" not in out


def test_the_least_cost_is_told_in_short(capsys: pytest.CaptureFixture[str]) -> None:
    """P2 and P3 have as much already; P3 lives far away, P4 is on leave."""
    people = [build.person(f"P{i}", home="S" if i == 3 else None) for i in range(1, 5)]
    of = build.problem(
        people,
        [build.visits()],
        centre_demands=(build.centre_demand(),),
        leaves=(Leave(person="P4", start=build.day(8), end=build.day(8)),),
    )
    duties = [build.duty(f"P{i}", "C", 7 + i) for i in (1, 2, 3)]
    tell_duty(revision(of, duties), ["中心", "12月8日"])
    out = capsys.readouterr().out
    assert (
        "一句话：其他3人里1人来不了，换2人中的谁都不如现在；影响最小的是甲P2，也会使“公平”变差；"
        "不过与甲P2的12月9日（星期三）中心全天对换，和现在一样好。" in out
    )
    assert "来不了的1人：\n  甲P4：当天请假\n来得了的2人" in out


@pytest.mark.parametrize(
    ("usual", "told"),
    [
        (1, "一句话：值班人员库里没有别人；不过换到12月7日（星期一），反而更好。\n"),
        (2, "一句话：值班人员库里没有别人。\n"),
    ],
)
def test_a_better_day_is_told_in_short(
    capsys: pytest.CaptureFixture[str], usual: int, told: str
) -> None:
    """The 8th is a Tuesday: it is moved to the usual Monday, and from a usual Tuesday to nowhere."""
    of = build.problem(1, [build.visits(weekdays=(1, 2), usual_weekday=usual)])
    tell_duty(revision(of, [build.duty("P1", "S", 8)]), ["S", "8"])
    assert told in capsys.readouterr().out


@pytest.mark.parametrize(
    ("question", "told"),
    [
        (("班", "郭道镇"), "请写明站点和日期"),
        (("班", "郭道镇", "x"), "“x”不是2026-12的日期，应写作 2026-12-08"),
        (("班", "郭道镇", "2026-11-08"), "“2026-11-08”不是2026-12的日期"),
        (("班", "郭道镇", "1-2-3-4"), "不是2026-12的日期"),
        (("班", "郭道镇", "2026-12-05"), "郭道镇12月5日（星期六）没有人值班。本月值班的日子：12月"),
        (("班", "王", "8"), "没有值班"),
        (("班", "石头镇", "8"), "没有“石头镇”，请写其中之一：沁源县（C）、郭道镇（S1）、王陶镇（S2）"),
        (("怎么",), "不知道“怎么”是什么问题，可写：班、缺口、负担、假如"),
        (("负担", "甲"), "没有“甲”"),
        (("假如",), "请用选项写明假如什么"),
        (("--budget", "多"), "看不懂预算“多”"),
        (("--weekly", "中心"), "“中心”不是有坐班需求的站点"),
        (("--frequency", "郭道镇=常常"), "看不懂频次“郭道镇=常常”，写作 郭道镇=每周2次、"),
        (("--frequency", "郭道镇"), "看不懂频次“郭道镇”，写作 郭道镇=每周2次、郭道镇=每两周1次"),
        (("--frequency", "郭道镇=每工作日"), "看不懂频次“郭道镇=每工作日”，写作"),
        (("--weekly", "郭道镇=99"), "看不懂频次“郭道镇=99”，每周次数写1至7或一至七，如 郭道镇=2"),
        (("--weekly", "郭道镇=多"), "看不懂频次“郭道镇=多”，每周次数写1至7"),
        (("--limit", "胡说=3"), "“胡说”不是上限的名称，上限有：每人每日上限、每人每周上限、"),
        (("--limit", "胡说=3"), "。作为人员，没有“胡说”，请写其中之一：李喆（P1）"),
        (("班", "镇", "8"), "不止一个“镇”，请写其中之一：郭道镇（S1）、王陶镇（S2）\n"),
        (("--weekly", "郭道镇=五"), "郭道镇每周5次，可选的星期却只有2个（二、四）。减少次数"),
        (("--frequency", "郭道镇=每周3次"), "郭道镇每周3次，可选的星期却只有2个（二、四）"),
        (("--away", "王垚=20..10"), "“王垚=20..10”的结束日期12月10日（星期四）早于开始日期"),
        (("--away", "王垚"), "“王垚”没有写请假的日期，应写作 王垚=2026-12-01..12-10，一天写"),
        (("--away", "王垚=8.."), "“王垚=8..”没有写请假的日期"),
        (("--limit", "李喆"), "“李喆”应写作 名称=数"),
        (("--limit", "每人每日上限=9"), "每人每日上限=9：数值超出范围，填1到2之间的整数\n"),
        (("--limit", "连续值班天数上限=0"), "连续值班天数上限=0：数值超出范围，填1到31之间的整数\n"),
        (("--limit", "每人每周上限=两"), "每人每周上限=两：应为整数，填1到14之间的整数\n"),
        (("--limit", "李喆=99"), "李喆=99：数值超出范围，填0到14之间的整数\n"),
        (("--add", "律师长"), ""),
    ],
)  # fmt: skip
def test_what_is_not_understood_is_told(
    planned: Desk, question: tuple[str, ...], told: str
) -> None:
    run = planned.run(*EXPLAIN, *question, *BRIEF)
    if told == "没有值班":  # 王 is 王陶镇, which is visited on Tuesdays
        assert (run.code, "王陶镇" in run.out + run.err) in ((0, True), (2, True))
        return
    assert run.code == 2
    assert told in run.err


def test_a_name_that_several_bear(desk: Desk) -> None:
    sheets = short()
    sheets["人员"][2][1] = "李喆"
    sheets["请假与意愿"][1][0] = sheets["固定安排"][1][1] = "P1"
    desk.write(sheets)
    desk.plan()
    run = desk.run(*EXPLAIN, "负担", "李喆")
    assert run.err == "不止一个“李喆”，请写其中之一：李喆（P1）、李喆（P2）\n"


def test_shortages_and_ways_out(lacking: Desk) -> None:
    out = lacking.done(*EXPLAIN, "缺口", "--time-limit", "5")
    assert re.search(r"\n1\. 12月\d+日", out)
    assert "李喆" in out
    assert "怎么补（逐条试排过，任选其一）：\n    · " in out
    assert re.search(r"（全月缺口由\d+降到\d+）", out)
    overview = lacking.done(*EXPLAIN)
    assert "原因和补法：加“缺口”再问" in overview


def test_ways_out_are_planned_kept_and_shown(lacking: Desk) -> None:
    text = lacking.files()["qinyuan/2026-12/roster.json"]
    roster = Roster.model_validate_json(text)
    assert any(s.ways_out for s in roster.shortages)
    assert roster.explanations
    assert len(roster.accounts) == 2 * 3
    assert "  补法（试排过）：" in lacking.plan()


def test_shortages_of_one_site_only(lacking: Desk, planned_once: Path) -> None:
    every = lacking.done(*EXPLAIN, "shortage", *BRIEF)
    centre = lacking.done(*EXPLAIN, "shortage", "中心", *BRIEF)
    assert len(centre) <= len(every)
    assert "郭道镇：坐班" not in centre


def test_a_shortage_that_nothing_helps(desk: Desk) -> None:
    """Nobody in the county may serve at all: his waiver has run out."""
    sheets = short()
    sheets["人员"] = [sheets["人员"][0], ["P1", "李喆", "经批准放宽人员", "", "", "", "批〔2026〕1号",
                                        "2026-12-07", "", ""]]  # fmt: skip
    sheets["人员"][0][6:8] = ["批准文号", "批准有效期"]
    sheets["请假与意愿"] = sheets["请假与意愿"][:1]
    desk.write(sheets)
    desk.plan()
    out = desk.done(*EXPLAIN, "缺口", "中心", "--time-limit", "1")
    assert "改一处或两处都补不上" in out or "时限内试排了" in out
    slow = desk.done("--lang", "en", *EXPLAIN, "缺口", "中心", "--time-limit", "1")
    assert "none helps" in slow


def test_no_shortage(planned: Desk) -> None:
    assert planned.done(*EXPLAIN, "缺口").endswith("没有缺口。\n")


def test_one_person_s_load(planned: Desk) -> None:
    out = planned.done(*EXPLAIN, "负担", "李喆")
    assert re.search(r"李喆本月累计[\d.]+次，应排[\d.]+次，(多|少|正好)", out)
    assert re.search(r"各月次数：12月\d+次\n", out)
    assert "  12月4日（星期五） 中心\n" in out


def test_history_is_counted_by_month(desk: Desk) -> None:
    sheets = changed("规则", ["负荷:站点一次", "3", ""])
    sheets["历史值班"] = [
        ["日期", "站点", "人员", "时段"],
        ["2026-11-02", "C", "李喆", "全天"],
        ["2026-11-03", "C", "王垚", "全天"],
    ]
    desk.write(sheets)
    desk.plan()
    out = desk.done(*EXPLAIN, "负担")
    assert "各人负担（分）" in out  # a visit weighs more than a day: told in points
    assert "本年值班完成应排的比例：排班前最低" in out
    assert "（本年从11月起算：更早的值班没有记录）" in out
    one = desk.done("--lang", "en", *EXPLAIN, "load", "P1")
    assert re.search(r"duties by month: 2026-11 1, 2026-12 \d+", one)


def test_what_if(planned: Desk) -> None:
    out = planned.done(
        *EXPLAIN, "假如", "--leaves", f"{MARKUP}=12-15", "--away", "王垚=8..9",
        "--weekly", "王陶镇", "--budget", "-10%", "--limit", "每人每周上限=4", "--limit", "李喆=5",
        *BRIEF,
    )  # fmt: skip
    assert "假如：王陶镇改为每周1次；" not in out.splitlines()[1]
    [asked] = [line for line in out.splitlines() if line.startswith("假如：")]
    assert asked.startswith(
        f"假如：{MARKUP}从12月15日（星期二）起离任；王垚12月8日（星期二）至12月9日"
    )
    assert "王陶镇改为每周1次；每人每周上限改为4；李喆每周上限改为5次；补贴预算为" in asked
    assert "没有设预算，这份排班需" in asked
    assert "（从草稿出发，原样和改后各求解2秒来比较；草稿没有改动）" in out
    assert re.search(r"  到岗：(不变|变差)", out)
    assert re.search(r"  值班\d+人次→\d+人次，补贴\d+元→\d+元", out)
    assert "新出现的缺口：" in out
    assert "各人本月次数：" in out


def test_more_people_and_fewer_visits(planned: Desk) -> None:
    out = planned.done(
        *EXPLAIN, "--add", "律师", "--frequency", "郭道镇=每月一次", "--budget", "99999", *BRIEF
    )
    assert "假如：郭道镇改为每月1次；增加一名律师；补贴预算为99999元" in out
    assert "新增律师由0次变为" in out
    assert "新出现的缺口" not in out


def test_one_day_of_leave_is_told_as_one(planned: Desk) -> None:
    out = planned.done(*EXPLAIN, "--away", "王垚=8", *BRIEF)
    assert "假如：王垚12月8日（星期二）请假\n" in out


def test_a_budget_that_is_set_is_what_a_percentage_is_of(desk: Desk) -> None:
    desk.write(changed("规则", ["月度补贴预算", "20000", ""]))
    desk.plan()
    out = desk.done(*EXPLAIN, "--budget", "+1000", *BRIEF)
    assert "假如：补贴预算为21000元（现为20000元）" in out
    assert "各人本月次数" not in out or "由" in out


def test_progress_is_shown_on_a_terminal_only(
    planned: Desk, monkeypatch: pytest.MonkeyPatch
) -> None:
    out = planned.done(*EXPLAIN, "--budget", "99999", *BRIEF)
    assert "值 0，下界 0" not in out  # in a pipe the answer stands alone
    monkeypatch.setenv("FORCE_COLOR", "1")
    monkeypatch.setenv("TTY_COMPATIBLE", "1")
    assert "补贴" in planned.done(*EXPLAIN, "--budget", "99999", *BRIEF)


def test_the_inputs_may_stand_for_the_county(planned: Desk) -> None:
    out = planned.done("explain", "inputs", *MONTH, "缺口")
    assert out.startswith("沁源县2026年12月排班")
    planned.write(changed("规则", ["每人每周上限", "5", ""]))
    assert planned.done("explain", "inputs", *MONTH, "缺口").startswith(
        "注意：输入在排班以后改过。"
    )


def test_an_older_revision(planned: Desk) -> None:
    planned.plan()
    assert "第2版" in planned.done(*EXPLAIN, "缺口")
    assert "第1版" in planned.done(*EXPLAIN, "缺口", "--revision", "1")


def test_a_county_without_people(capsys: pytest.CaptureFixture[str]) -> None:
    tell_load(revision(build.problem(0), []), [])
    assert capsys.readouterr().out == ""


def test_a_county_without_stations_has_no_trips(capsys: pytest.CaptureFixture[str]) -> None:
    of = build.problem(2, centre_demands=(build.centre_demand(),))
    tell_load(revision(of, [build.duty("P1", "C", 8)]), [])
    out = capsys.readouterr().out
    assert "本月值班完成应排的比例：最低0%（甲P2），最高9%（甲P1），基尼系数0.50" in out
    assert "下乡完成" not in out


def test_of_many_who_could_come_the_rest_is_named(capsys: pytest.CaptureFixture[str]) -> None:
    of = build.problem(9, centre_demands=(build.centre_demand(),))
    held = [build.duty(f"P{i}", "C", i) for i in (1, 2, 3, 4, 7, 8, 9)]
    tell_duty(revision(of, held), ["C", "8"])
    out = capsys.readouterr().out
    assert "  影响更大的还有2人：" in out  # of eight who could come six are told


def asked(
    capsys: pytest.CaptureFixture[str],
    of: Problem,
    held: Iterable[Duty],
    settings: SolverSettings = QUICK,
) -> str:
    """What is said of the shortages that these duties leave."""
    duties = list(held)
    found = revision(of, duties, shortages=find_shortages(of, duties))
    tell_shortages(found, [], settings)
    return capsys.readouterr().out


def test_why_a_station_was_never_open(capsys: pytest.CaptureFixture[str]) -> None:
    closed = Closure(site="S", start=build.day(1), end=build.day(31))
    out = asked(capsys, build.problem(1, [build.visits()], closures=(closed,)), [])
    assert "各次坐班均未能安排，见该站坐班缺口" in out
    assert "站点关闭" in out


def test_an_empty_pool(capsys: pytest.CaptureFixture[str]) -> None:
    off = [build.day(n) for n in range(1, 32) if n not in (8, 9)]
    of = build.problem(0, calendar=build.calendar(off=off), centre_demands=(build.centre_demand(),))
    out = asked(capsys, of, [])
    assert "  12月8日（星期二）中心全天：没有其他值班人员\n" in out
    assert "种改法，改一处或两处都补不上，需要增派人员或减少坐班。" in out
    assert "全月一起补" not in out


def test_that_the_time_was_over_is_told(capsys: pytest.CaptureFixture[str]) -> None:
    of = build.problem(1, centre_demands=(build.centre_demand(),))
    instant = SolverSettings(workers=1, seed=1, time_limit=0.000001)
    out = asked(capsys, of, [build.duty("P1", "C", n) for n in range(1, 31)], instant)
    assert "时限内试排了0种改法，还没有补得上的；可加 --time-limit 60 再试。" in out


def test_all_together(capsys: pytest.CaptureFixture[str]) -> None:
    """One person, four days in a row: the limits of week and row stand in the way of the last."""
    off = [build.day(n) for n in range(1, 32) if n not in (8, 9, 10, 11)]
    of = build.problem(
        1, calendar=build.calendar(off=off), centre_demands=(build.centre_demand(persons=2),),
        limits={"max_consecutive": 4},
    )  # fmt: skip
    out = asked(capsys, of, [build.duty("P1", "C", n) for n in (8, 9, 10)])
    # The second person is short on every day, whatever is changed.
    assert (
        "全月一起补，可以同时改这1处（试排过，改完还缺4）：\n  · 甲P1每周上限（次）由3放宽到4\n"
        in out
    )


def test_before_anything_is_planned(desk: Desk) -> None:
    run = desk.run(*EXPLAIN)
    assert (run.code, "请先运行 roster plan" in run.err) == (2, True)
