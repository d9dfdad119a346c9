from __future__ import annotations

import io
import sys
from typing import TYPE_CHECKING

import pytest

from roster.model.changes import Edited
from tests.build import duty
from tests.cli import byhand

if TYPE_CHECKING:
    from tests.cli.desk import Desk

EDIT = ("edit", "--by", "王会计")
TO_P4 = ("--replace", "甲P1 2026-12-09 = 甲P4")


class Terminal(io.StringIO):
    """A terminal at which somebody types this."""

    def isatty(self) -> bool:
        """It is one."""
        return True


def test_a_proposal_is_shown_and_nothing_is_written(published: Desk) -> None:
    out = published.done(*EDIT, *TO_P4)
    assert out.startswith(
        "沁源县 2026-12 第1版（已公布）：\n  去掉 甲P1 12月9日（星期三）中心全天\n"
    )
    assert "  排上 甲P4 12月9日（星期三）中心全天\n" in out
    assert "\n  公平：变好。原来：" in out  # P4 had none
    assert out.endswith("没有保存，什么也没有写入；要保存请加 --yes。\n")
    assert byhand.newest().number == 1
    assert published.left() == {"inputs", "roster.db"}


def test_a_saved_change_is_a_draft_with_its_origin(published: Desk) -> None:
    out = published.done(*EDIT, *TO_P4, "--yes", "--reason", "本人要求")
    assert out.endswith("第2版（草稿）已保存；用 roster publish 公布。\n")
    revision = byhand.newest()
    assert (revision.number, revision.published_at) == (2, None)
    assert duty("P4", "C", 9) in revision.roster.duties
    origin = revision.origin
    assert (origin.by, origin.why, origin.base) == ("王会计", "本人要求", 1)
    [edited] = origin.changes
    assert isinstance(edited, Edited)
    assert (edited.kind, edited.added) == ("edit", (duty("P4", "C", 9),))
    assert "outputs/qinyuan/2026-12/roster.json" in {
        f"outputs/{name}" for name in published.files()
    }
    assert published.publish().startswith("已公布：qinyuan 2026-12 第2版")


def test_every_kind_of_change_at_once_and_in_english(published: Desk) -> None:
    run = published.run(
        *("--lang", "en", *EDIT, "--remove", "P1 2026-12-07", "--add", "甲P4 2026-12-07 中心"),
        *("--replace", "甲P3 2026-12-08 S镇 morning = 甲P5", "--yes"),
    )
    assert run.code == 0
    assert "  without 甲P1, Mon 7 Dec, the centre, full day\n" in run.out
    assert "  with 甲P5, Tue 8 Dec, S镇, morning\n" in run.out
    assert "fairness: " in run.out
    assert run.out.endswith("revision 2 (draft) is kept; roster publish puts it in force.\n")


def test_what_is_broken_is_told_and_refused(published: Desk) -> None:
    run = published.run(
        *EDIT, "--replace", "甲P2 2026-12-08 = 甲P4", "--add", "甲P5 2026-12-07 中心", "--yes"
    )
    assert run.code == 1
    assert run.err.splitlines() == [
        "不能这样改：",
        "  · 甲P512月7日（星期一）中心全天：不超过需求（已满1人）",
        "  · 甲P412月8日（星期二）中心全天：请假（开庭）",
        "  · 甲P512月7日（星期一）中心全天：人员资格（不到中心值班）",
        "  · 其中可以例外的，加 --reason 写明理由即可",
    ]
    assert byhand.newest().number == 1


def test_a_reason_overrides_and_is_kept(published: Desk) -> None:
    change = (*EDIT, "--replace", "甲P2 2026-12-08 = 甲P4", "--yes")
    run = published.run(*change)
    assert (run.code, run.err.splitlines()[-1]) == (1, "  · 写明理由即可：--reason 理由")
    out = published.done(*change, "--reason", "庭审改期")
    assert "  例外：甲P412月8日（星期二）中心全天：请假（开庭）\n" in out
    [exemption] = byhand.newest().problem.exemptions
    assert (exemption.rule, exemption.reason) == ("availability", "庭审改期")
    published.publish()  # the gate finds nothing: the exemption is part of the revision


def test_shortages_that_come_and_go(published: Desk) -> None:
    out = published.done(*EDIT, "--remove", "甲P1 2026-12-09", "--yes")
    assert "  缺口：12月9日（星期三）中心：中心缺岗1人次\n" in out
    out = published.done(*EDIT, "--add", "甲P4 2026-12-09 中心")
    assert "  不再缺：12月9日（星期三）中心：中心缺岗1人次\n" in out


def test_what_changes_nothing_on_any_level(published: Desk) -> None:
    # P1 and P3, who have two centre days each and no wishes, change one with the other; the firms that
    # are there on successive days stay different.
    out = published.done(
        *EDIT, "--replace", "P1 2026-12-09 = P3", "--replace", "P3 2026-12-15 = P1"
    )
    assert "  各层得分不变\n" in out


def test_what_was_broken_before_is_told(desk: Desk) -> None:
    byhand.save(byhand.county(), [*byhand.DUTIES, duty("P2", "S", 8)])  # a place too many
    out = desk.done(*EDIT, *TO_P4)
    assert "  原来就有的问题：不超过需求：12月8日 S镇：已满1人\n" in out


def test_days_that_are_over_and_near(published: Desk) -> None:
    run = published.run(*EDIT, *TO_P4, "--on", "2026-12-10", "--reason", "晚了")
    assert (run.code, run.err) == (
        1,
        "不能这样改：甲P112月9日（星期三）中心全天：12月9日已经过去\n",
    )
    near = (*EDIT, *TO_P4, "--on", "2026-12-09")
    assert published.run(*near).code == 1
    assert "例外：" in published.done(*near, "--reason", "急病")


def test_what_was_filled_by_hand_today_stays_when_something_else_changes(desk: Desk) -> None:
    # nobody has the 9th; today, on the 9th, P4 is put there, and then P3 falls ill on the 15th
    byhand.publish(byhand.save(byhand.county(), [d for d in byhand.DUTIES if d.date.day != 9]))
    today = ("--on", "2026-12-09", "--yes")
    desk.done("edit", "--add", "甲P4 2026-12-09 中心", "--reason", "补缺", *today)
    desk.done("absent", "甲P3", "2026-12-15", *today)
    duties = byhand.newest().roster.duties
    assert duty("P4", "C", 9) in duties
    assert not any(d.person == "P3" and d.date.day == 15 for d in duties)


@pytest.mark.parametrize(("typed", "saved"), [("是\n", True), ("y\n", True), ("\n", False)])
def test_a_terminal_is_asked(
    published: Desk, monkeypatch: pytest.MonkeyPatch, typed: str, *, saved: bool
) -> None:
    monkeypatch.setattr(sys, "stdin", Terminal(typed))
    out = published.done(*EDIT, *TO_P4)
    assert "保存吗？（y/n）\n" in out
    assert byhand.newest().number == (2 if saved else 1)


def test_somebody_was_there_first(published: Desk, monkeypatch: pytest.MonkeyPatch) -> None:
    class Slow(Terminal):
        """Somebody who thinks so long that another saves a draft."""

        def readline(self, size: int | None = -1) -> str:
            byhand.save(byhand.county())
            return "y"

    monkeypatch.setattr(sys, "stdin", Slow())
    run = published.run(*EDIT, *TO_P4)
    assert run.code == 1
    assert "第2版" in run.err
    assert byhand.newest().number == 2


# --- what is not understood -----------------------------------------------------------------------


@pytest.mark.parametrize(
    ("words", "told"),
    [
        ((), "请写出至少一处改动"),
        (("--remove", "甲P1"), "“甲P1”应写作 张三 2026-12-08 郭道镇"),
        (("--remove", "2026-12-09"), "应写作 张三 2026-12-08 郭道镇"),
        (("--remove", "甲P1 2026-12-09 = 甲P2"), "应写作 张三 2026-12-08 郭道镇"),
        (("--replace", "甲P1 2026-12-09"), "应写作 张三 2026-12-08 = 李四"),
        (("--replace", "甲P1 2026-12-09 ="), "应写作 张三 2026-12-08 = 李四"),
        (("--remove", "甲 P1 2026-12-09"), "没有“甲 P1”，请写其中之一"),
        (("--remove", "甲P9 2026-12-09"), "没有“甲P9”，请写其中之一：甲P1（P1）"),
        (("--remove", "甲P1 2026-12-09 X镇"), "没有“X镇”，请写其中之一"),
        (("--replace", "甲P1 2026-12-09 = 甲P9"), "没有“甲P9”，请写其中之一"),
        (("--remove", "甲P1 2026-12-15"),
         "甲P112月15日（星期二）没有这一班，现有的班：12月7日（星期一）中心全天、"),
        (("--remove", "甲P4 2026-12-15"), "甲P412月15日（星期二）没有这一班，现有的班：无"),
        (("--remove", "甲P1 2026-12-09 S镇"), "没有这一班，现有的班：12月9日（星期三）中心全天"),
        (("--add", "甲P4 2026-12-09"), "没有写站点，要排上的班须写明站点"),
        (("--remove", "甲P1 2026-12-09", "--remove", "甲P1 2026-12-07", "--remove", "甲P1 2026-11-30"),
         "2026-11-30不在2026-12，一次只改一个月"),
        (("--remove", "甲P1 2027-01-04"), "没有2027-01的排班"),
    ],
)  # fmt: skip
def test_what_is_not_understood(published: Desk, words: tuple[str, ...], told: str) -> None:
    run = published.run(*EDIT, *words, "--yes")
    assert run.code == 2
    assert told in run.err
    assert byhand.newest().number == 1
