from __future__ import annotations

import shlex
from typing import TYPE_CHECKING

import pytest

from roster.model.problem import Problem
from roster.model.settings import FairWindow
from roster.model.sites import Session
from tests.build import centre_demand, duty, person, settings
from tests.cli import byhand

if TYPE_CHECKING:
    from tests.cli.desk import Desk


def changed(**fields: object) -> Problem:
    """The county otherwise."""
    of = byhand.county()
    return Problem(**{name: getattr(of, name) for name in Problem.model_fields} | fields)


def test_three_groups_exchanges_and_the_command(published: Desk) -> None:
    out = published.done("substitutes", "2026-12-09", "中心")
    lines = out.splitlines()
    assert lines[0] == "12月9日（星期三）中心全天：甲P1"
    assert lines[1] == "来得了，最合适的在前（3人）："
    assert lines[2].startswith("  1. 甲P4：本月0次，本年累计0次（应排")  # the only one without any
    assert lines[2].endswith("；单程0分钟")
    assert lines[3].startswith("     公平变好：")
    assert "来不了（1人）：\n  甲P5：不到中心值班\n" in out
    assert "两人对换（总数不变）：\n  与甲P" in out
    assert lines[-1] == "换成最合适的：roster edit --replace '甲P1 2026-12-09 沁源县 全天 = 甲P4'"


def test_the_command_is_what_it_says(published: Desk) -> None:
    out = published.done("substitutes", "2026-12-09", "中心", "--on", "2026-12-09")
    command = shlex.split(out.splitlines()[-1].split("：")[-1])
    assert command[-4:] == ["--reason", "理由", "--on", "2026-12-09"]
    published.done(*command[1:], "--yes")
    assert duty("P4", "C", 9) in byhand.newest().roster.duties


def test_only_by_a_reason(published: Desk) -> None:
    out = published.done("substitutes", "2026-12-08", "中心")
    assert "写明理由才能来（" in out
    assert "     须例外：请假（开庭）\n" in out


def test_an_open_place(desk: Desk) -> None:
    byhand.save(byhand.county(), [d for d in byhand.DUTIES if d.date.day != 9])
    out = desk.done("--lang", "en", "substitutes", "2026-12-09", "中心")
    assert out.startswith("Wed 9 Dec, the centre, full day: open\ncan come, best first (4):\n")
    assert "cover better: no longer: " in out
    assert "roster edit --add '甲P4 2026-12-09 沁源县 全天'" in out
    assert "exchanges" not in out


def test_nobody_can_come(desk: Desk) -> None:
    only = changed(people=(person("P5", serves_centre=False),), leaves=())
    byhand.save(only, [])
    out = desk.done("substitutes", "2026-12-09", "中心")
    assert out.endswith("来不了（1人）：\n  甲P5：不到中心值班\n没有人来得了。\n")


def test_one_of_two_persons(desk: Desk) -> None:
    of = changed(centre_demands=(centre_demand(persons=2),))
    both = [duty("P1", "C", 9), duty("P2", "C", 9)]
    byhand.save(of, both)
    run = desk.run("substitutes", "2026-12-09", "中心")
    assert (run.code, run.err) == (
        2,
        "12月9日（星期三）中心不止一班（甲P1全天、甲P2全天），请用 --person 或时段指明\n",
    )
    out = desk.done("substitutes", "2026-12-09", "中心", "--person", "甲P2")
    assert out.startswith("12月9日（星期三）中心全天：甲P2\n")
    assert "甲P1：" not in out  # is there anyway


def test_one_of_two_sessions(desk: Desk) -> None:
    halves = centre_demand(sessions=(Session.MORNING, Session.AFTERNOON))
    byhand.save(changed(centre_demands=(halves,)), [])
    run = desk.run("substitutes", "2026-12-09", "中心")
    assert (run.code, run.err) == (2, "12月9日（星期三）中心不止一个时段，请写明\n")
    out = desk.done("substitutes", "2026-12-09", "中心", "下午")
    assert out.startswith("12月9日（星期三）中心下午：空缺\n")
    edit = desk.run("edit", "--add", "甲P1 2026-12-09 中心", "--yes")
    assert (edit.code, "中心没有写时段，请写明：全天、上午或下午" in edit.err) == (2, True)


def test_a_month_s_window_is_told_once(desk: Desk) -> None:
    byhand.save(changed(settings=settings(fair_window=FairWindow.MONTH)))
    out = desk.done("substitutes", "2026-12-09", "中心")
    assert "  1. 甲P4：本月0次（应排" in out


def test_namesakes_and_what_the_command_repeats(desk: Desk) -> None:
    people = tuple(person(f"P{i}", name="张三" if i > 1 else "李四") for i in range(1, 4))
    byhand.save(changed(people=people, leaves=()), [duty("P2", "C", 9), duty("P1", "C", 8)])
    out = desk.done(
        *("substitutes", "2026-12-09", "中心", "--county", "qinyuan"),
        *("--store", "sqlite:///roster.db"),
    )
    assert out.splitlines()[-1] == (
        "换成最合适的：roster edit --replace 'P2 2026-12-09 沁源县 全天 = P3' "
        "--county qinyuan --store sqlite:///roster.db"
    )


@pytest.mark.parametrize(
    ("words", "code", "told"),
    [
        (("2026-12-10", "中心"), 2, "12月10日（星期四）中心没有这一班，也没有空缺\n"),
        (("2026-12-09", "中心", "--person", "甲P2"), 2, "没有这一班，也没有空缺\n"),
        (("2026-12-09", "X镇"), 2, "没有“X镇”，请写其中之一"),
        (("12-09", "中心"), 2, "里没有日期，应写作 2026-12-08 [站点] [时段]"),
        (("2026-12-09", "中心", "--on", "2026-12-10"), 1, "12月9日（星期三）已经过去\n"),
    ],
)
def test_what_is_refused(published: Desk, words: tuple[str, ...], code: int, told: str) -> None:
    run = published.run("substitutes", *words)
    assert run.code == code
    assert told in run.err
