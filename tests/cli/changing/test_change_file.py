"""roster change: a file of what happened to a month."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from roster.cli.changing.change_file import READERS
from roster.io.files.changes import ACTIONS, NEEDED
from tests.build import day, duty
from tests.cli import byhand

if TYPE_CHECKING:
    from tests.cli.desk import Desk

HEAD = "动作,人员,站点,日期,结束日期,时段,频次,人数,理由\n"
EARLY = ("--on", "2026-12-01")


def _file(desk: Desk, *rows: str) -> str:
    (desk.folder / "变更.csv").write_text(HEAD + "\n".join(rows) + "\n", encoding="utf-8-sig")
    return "变更.csv"


def test_every_kind_of_change_in_one_file(published: Desk) -> None:
    file = _file(
        published,
        "请假,甲P1,,2026-12-09,2026-12-10,,,,住院",
        "关闭,,S镇,2026-12-15,,,,,停电",
        "指定,甲P4,中心,2026-12-15,,,,,",
        "加场,,S镇,2026-12-22,,上午,,2,庙会",
        "频次,,S镇,2026-12-01,,,每两周1次,,",
        "销假,甲P4,,2026-12-08,,,,,庭期取消",
    )
    out = published.done("change", file, "--yes", "--reason", "十二月", "--by", "王会计", *EARLY)
    assert out.startswith("变更：甲P112月9日—10日不能值班（住院）\n变更：S镇12月15日关闭（停电）\n")
    assert "变更：甲P412月8日可以值班（庭期取消）\n" in out
    revision = byhand.newest()
    assert [change.kind for change in revision.origin.changes] == [
        *("absent", "closed", "pinned", "visit", "frequency", "present"),
    ]
    # a row without a reason takes that of the command
    assert [c.reason for c in revision.origin.changes][2] == "十二月"
    assert (revision.origin.by, revision.origin.why) == ("王会计", "十二月")
    held = revision.roster.duties
    assert duty("P4", "C", 15) in held
    assert not any(d.site == "S" and d.date == day(15) for d in held)
    assert sum(d.date == day(22) for d in held) == 2
    assert revision.problem.leaves_of["P4"] == []
    out = published.done("change", _file(published, "取消指定,甲P4,,2026-12-15,,,,,"), *EARLY)
    assert out.startswith("变更：取消指定甲P412月15日（星期二）中心全天\n")


def test_all_wrong_rows_are_told_at_once(published: Desk) -> None:
    file = _file(
        published,
        "请假,,,2026-12-09,,,,,",
        "请假,张三,,2026-12-09,,,,,",
        "休假,甲P1,,2026-12-09,,,,,",
        "指定,甲P1,X镇,2026-12-09,,,,,",
        "加场,,S镇,2026-12-09,2026-12-10,,,,",
        "关闭,,S镇,2026-12-09,2026-12-08,,,,",
        "频次,,S镇,2026-12-09,,,常去,,",
    )
    run = published.run("change", file, "--yes", *EARLY)
    assert (run.code, run.out) == (2, "")
    lines = run.err.splitlines()
    rows = [line.split(" ")[2].partition("：")[0] for line in lines]
    assert rows == [f"第{number}行" for number in range(2, 9)]
    file = _file(
        published,
        "请假,张三,,2026-12-09,,,,,",
        "指定,甲P1,X镇,2026-12-09,,,,,",
        "频次,,S镇,2026-12-09,,,常去,,",
        "频次,,X镇,2026-12-09,,,每月1次,,",
        "加场,,S镇,2026-12-09,,,,,",
    )
    run = published.run("change", file, "--yes", *EARLY)
    assert run.code == 2
    told = run.err.splitlines()
    assert [line.split("：")[0] for line in told] == [
        "变更.csv 工作表“变更” 第2行 B列“人员” 值“张三”",
        "变更.csv 工作表“变更” 第3行 C列“站点” 值“X镇”",
        "变更.csv 工作表“变更” 第4行 G列“频次” 值“常去”",
        "变更.csv 工作表“变更” 第5行 C列“站点” 值“X镇”",
    ]
    assert byhand.newest().number == 1


def test_every_action_has_its_columns_and_its_reader() -> None:
    assert set(ACTIONS.values()) == set(NEEDED) == set(READERS)


@pytest.mark.parametrize("content", ["", "动作\n"])
def test_a_file_without_changes(published: Desk, content: str) -> None:
    (published.folder / "变更.csv").write_text(content, encoding="utf-8")
    run = published.run("change", "变更.csv")
    assert (run.code, run.out) == (2, "")
