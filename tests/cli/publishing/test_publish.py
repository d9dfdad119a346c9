from __future__ import annotations

from datetime import UTC, datetime, timezone
from typing import TYPE_CHECKING

import pytest

import roster.cli.publishing.publish as publish_module
from roster.cli.publishing.notice import notice_dates
from roster.model.calendar import Month
from roster.store import open_store
from roster.text import Text
from tests.build import DECEMBER, calendar, day, problem
from tests.cli.desk import IN_TIME, MARKUP, MONTH, Desk, hostile, short

if TYPE_CHECKING:
    from roster.model.revision import Revision

PUBLISH = ("publish", "qinyuan", *MONTH)
LATE = ("--on", "2026-11-27")


def december() -> Revision:
    with open_store() as store:
        found = store.latest(county="qinyuan", month=Month(year=2026, month=12))
    assert found is not None
    return found


def on_leave(name: str) -> dict[str, list[list[object]]]:
    sheets = hostile()
    sheets["请假与意愿"].append([name, "请假", "2026-12-04", "", "", "", ""])
    return sheets


@pytest.mark.usefixtures("all_notices")
def test_a_draft_in_time_is_published_with_everything(planned: Desk) -> None:
    out = planned.publish()
    assert out.startswith("已公布：qinyuan 2026-12 第1版。\n公示在 ")
    assert planned.revisions() == [(1, "published")]
    names = {name.split("/")[2] for name in planned.files()}
    assert names == {"roster.json", "roster.xlsx", "notices", "internal", "feeds"}
    revision = december()
    assert revision.roster.published_on == day(25, 11)
    assert revision.overrides == {}


def test_publishing_again_changes_nothing(planned: Desk) -> None:
    planned.publish()
    before = planned.files(".")
    out = planned.done(*PUBLISH, *LATE, "--override", "lead_time=别的")
    assert out.startswith("qinyuan 2026-12 第1版已经公布过，没有新版；重新写出文件。\n")
    after = planned.files(".")
    assert planned.revisions() == [(1, "published")]
    assert after.keys() == before.keys()
    assert {name for name in after if after[name] != before[name]} == set()


def test_files_that_were_lost_are_written_again(planned: Desk) -> None:
    planned.publish()
    before = planned.files()
    (planned.folder / "outputs/qinyuan/2026-12/roster.xlsx").unlink()
    planned.publish()
    assert planned.files() == before


def test_a_month_planned_again_is_the_next_revision(planned: Desk) -> None:
    planned.publish()
    sheets = on_leave("李喆")
    del sheets["固定安排"][1:]  # the pin on the day of his leave
    planned.write(sheets)
    planned.plan()
    assert planned.revisions() == [(1, "published"), (2, "draft")]
    kept = {k: v for k, v in planned.files().items() if "/notices/" in k or "/feeds/" in k}
    assert kept  # the notices of the revision in force stay while the next one is a draft
    out = planned.publish()
    assert out.startswith("已公布：qinyuan 2026-12 第2版。\n")
    assert planned.revisions() == [(1, "superseded"), (2, "published")]
    after = planned.files()
    assert {k for k in kept if kept[k] != after.get(k)}  # and are replaced when it is published


def test_a_late_draft_is_refused_with_the_dates_that_would_do(planned: Desk) -> None:
    before = planned.files(".")
    run = planned.run(*PUBLISH, *LATE)
    assert (run.code, run.out) == (1, "")
    # Between 27 November (Friday) and 1 December lies one workday, the 30th. Three lie between the
    # 25th and the 1st, and between the 27th and 3 December: the 30th, the 1st and the 2nd.
    assert run.err == (
        "不能公布：\n"
        "  · 11月27日公布、12月1日首次值班，中间只有1个工作日，应有3个；确需公布请写明理由；"
        "12月1日首次值班，最迟应在11月25日公布；11月27日公布，首次值班最早为12月3日；"
        "写明理由：--override lead_time=理由\n"
    )
    assert planned.files(".") == before


def test_a_late_draft_is_refused_in_english(planned: Desk) -> None:
    run = planned.run("--lang", "en", *PUBLISH, *LATE)
    assert run.code == 1
    assert run.err.startswith("publication refused:\n  - published on 27 Nov")
    assert "the last day to publish is 25 Nov" in run.err
    assert "the earliest first duty is on 3 Dec" in run.err


def test_after_the_last_day_of_the_calendar_there_is_no_earliest_duty() -> None:
    # The calendar ends with Sunday, 3 January: from 30 December no three workdays are left in it.
    told = notice_dates(problem(1), day(1), day(30))
    assert told == Text(
        "12月1日首次值班，最迟应在11月25日公布",
        "for a first duty on 1 Dec the last day to publish is 25 Nov",
    )


def test_no_notice_is_needed_where_none_is_asked_for() -> None:
    of = problem(1, limits={"notice_lead_workdays": 0}, calendar=calendar(DECEMBER))
    assert notice_dates(of, day(1), day(4)).zh == (
        "12月1日首次值班，最迟应在11月30日公布；12月4日公布，首次值班最早为12月7日"
    )


def test_reasons_open_a_gate_and_are_kept(desk: Desk) -> None:
    desk.write(short())
    desk.plan()
    run = desk.run(*PUBLISH, *LATE)
    assert run.code == 1
    assert run.err.count("\n  · ") == 2  # late, and short of people
    assert "--override shortages=理由" in run.err
    once = desk.run(*PUBLISH, *LATE, "--override", "lead_time=临时增设")
    assert once.code == 1
    assert once.err.count("\n  · ") == 1
    reasons = ("--override", "lead_time= 临时增设 ", "--override", "shortages=已报市局")
    desk.done(*PUBLISH, *LATE, *reasons)
    assert december().overrides == {"lead_time": "临时增设", "shortages": "已报市局"}


def test_an_invented_day_opens_nothing_without_a_reason(planned: Desk) -> None:
    run = planned.run(*PUBLISH, "--on", "2026-11-02")
    assert (run.code, run.out) == (1, "")
    # Counted from the day of planning: 23, 24 and 25 November, so 26 November is the first.
    assert run.err == (
        "不能公布：\n"
        "  · 公布日期11月2日早于编制日期11月20日；确需公布请写明理由；"
        "12月1日首次值班，最迟应在11月25日公布；11月20日公布，首次值班最早为11月26日；"
        "写明理由：--override lead_time=理由\n"
    )
    planned.done(*PUBLISH, "--on", "2026-11-02", "--override", "lead_time=演示")
    assert december().overrides == {"lead_time": "演示"}


def test_without_duties_an_invented_day_is_refused_without_dates(planned: Desk) -> None:
    with open_store() as store:
        found = store.latest("qinyuan", Month(year=2026, month=12))
        assert found is not None
        pinless = found.problem.model_copy(update={"pins": ()})
        empty = found.roster.model_copy(update={"duties": (), "visits": ()})
        store.save_draft(pinless, empty, created_at=found.created_at)
    run = planned.run(*PUBLISH, "--on", "2026-11-02")
    assert run.code == 1
    assert "早于编制日期11月20日；确需公布请写明理由；写明理由：--override" in run.err


def test_a_person_who_was_published_may_not_vanish(planned: Desk) -> None:
    planned.publish()
    sheets = hostile()
    del sheets["人员"][3]
    sheets["请假与意愿"], sheets["固定安排"] = sheets["请假与意愿"][:1], sheets["固定安排"][:1]
    planned.write(sheets)
    run = planned.run("check", "inputs", "--month", "2027-01", "--unannounced-calendar")
    assert run.code == 2
    assert "值“P3”：已公布的值班里有此人，但“人员”表没有。加回此人并填“离任日期”" in run.err


def test_a_reason_that_was_not_needed_is_not_kept(planned: Desk) -> None:
    planned.publish("--override", "lead_time=以防万一")
    assert december().overrides == {}


@pytest.mark.parametrize("word", ["lead_time", "lead_time= ", "hard_rules=没关系", "=理由"])
def test_a_reason_is_written_with_a_gate_that_takes_one(planned: Desk, word: str) -> None:
    run = planned.run(*PUBLISH, *IN_TIME, "--override", word)
    assert run.code == 2
    assert run.err == (
        f"参数 --override 的值不对：“{word}”应写作 检查项=理由，检查项可为 past、lead_time、shortages"
        "（用法见 roster publish --help）\n"
    )
    assert planned.revisions() == [(1, "draft")]


def test_a_day_that_is_none(planned: Desk) -> None:
    run = planned.run(*PUBLISH, "--on", "11月25日")
    assert run.code == 2
    assert run.err.startswith("参数 --on 的值不对：“11月25日”不是日期，应写作 2026-11-25")


def test_today_is_shanghais_day(planned: Desk, monkeypatch: pytest.MonkeyPatch) -> None:
    class Evening(datetime):
        @classmethod
        def now(cls, tz: timezone | None = None) -> datetime:  # type: ignore[override]
            return datetime(2026, 11, 24, 16, 30, tzinfo=UTC).astimezone(tz)

    monkeypatch.setattr(publish_module, "datetime", Evening)
    planned.done(*PUBLISH)
    assert december().roster.published_on == day(25, 11)  # half past midnight there


def test_a_draft_that_breaks_a_hard_rule_is_refused_whatever_the_reasons(planned: Desk) -> None:
    with open_store() as store:
        found = store.latest("qinyuan", Month(year=2026, month=12))
        assert found is not None
        pinned = next(d for d in found.roster.duties if d.date == day(4))
        more = [*found.roster.duties, pinned.model_copy(update={"person": "P2"})]
        ordered = tuple(sorted(more, key=type(pinned).order))
        broken = found.roster.model_copy(update={"duties": ordered})
        store.save_draft(found.problem, broken, created_at=found.created_at)
    run = planned.run(*PUBLISH, *IN_TIME)
    assert run.code == 1
    assert "不超过需求：12月4日 沁源县：已满1人" in run.err
    assert "--override" not in run.err
    sheets = hostile()
    sheets["需求"][1][1] = (
        2  # two persons are wanted now; the draft answers the inputs it was made of
    )
    planned.write(sheets)
    again = planned.run(*PUBLISH, *IN_TIME, "--inputs", "inputs")
    assert again.code == 1
    assert "不超过需求：12月4日 沁源县：已满1人" in again.err
    assert planned.revisions() == [(1, "draft"), (2, "draft")]


def test_leave_is_checked_again(planned: Desk) -> None:
    planned.write(on_leave("李喆"))
    run = planned.run(*PUBLISH, *IN_TIME, "--inputs", "inputs")
    assert run.code == 1
    assert run.out == "输入在编排之后有改动，已按现在的输入再核对。\n"
    assert "违反硬性规则1处：请假：12月4日 沁源县 李喆：请假" in run.err
    assert planned.revisions() == [(1, "draft")]


def test_unchanged_inputs_are_no_news(planned: Desk) -> None:
    assert planned.publish("--inputs", "inputs").startswith("已公布：")


def test_changes_that_break_nothing_are_told_and_let_through(planned: Desk) -> None:
    sheets = hostile()
    sheets["人员"].append(["P4", "新来的", "律师", "", "", "", "", "", "", ""])
    planned.write(sheets)
    out = planned.publish("--inputs", "inputs")
    assert out.startswith("输入在编排之后有改动，已按现在的输入再核对。\n已公布：")


def test_people_and_sites_that_are_gone_are_named_as_they_were(planned: Desk) -> None:
    sheets = hostile()
    del sheets["人员"][3], sheets["站点"][3], sheets["需求"][3]
    planned.write(sheets)
    run = planned.run(*PUBLISH, *IN_TIME, "--inputs", "inputs")
    assert run.code == 1
    assert f"输入里已没有“{MARKUP}”；输入里已没有“王陶镇”" in run.err


def test_what_no_longer_holds_of_a_published_month_is_only_told(planned: Desk) -> None:
    planned.publish()
    planned.write(on_leave("李喆"))
    run = planned.run(*PUBLISH, *IN_TIME, "--inputs", "inputs")
    assert run.code == 0
    assert run.err == (
        "注意：按现在的输入，已公布的第1版有1处不再成立：请假：12月4日 沁源县 李喆：请假。"
        "请重新编排并公布更正\n"
    )
    assert planned.revisions() == [(1, "published")]


def test_the_inputs_of_another_county_are_refused(planned: Desk) -> None:
    sheets = hostile()
    sheets["规则"][1][1] = "qinshui"
    planned.write(sheets, "others")
    run = planned.run(*PUBLISH, *IN_TIME, "--inputs", "others")
    assert (run.code, run.err) == (
        2, "others 值“qinshui”：是别的县区的输入。请给出“qinyuan”的输入\n")  # fmt: skip
    assert planned.revisions() == [(1, "draft")]


def test_characters_that_no_font_has_are_told(desk: Desk) -> None:
    sheets = hostile()
    sheets["人员"][1][1] = "李\U00030000"  # a rare character that the fonts of few machines have
    sheets["请假与意愿"][1][0] = sheets["固定安排"][1][1] = "P1"
    desk.write(sheets)
    desk.plan()
    run = desk.run(*PUBLISH, *IN_TIME)
    assert run.code == 0
    assert "\U00030000" in run.err


def test_nothing_planned_is_nothing_to_publish(desk: Desk) -> None:
    run = desk.run(*PUBLISH, *IN_TIME)
    assert (run.code, desk.left()) == (2, {"inputs"})
    assert "请先运行 roster plan" in run.err
