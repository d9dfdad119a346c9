"""roster edit --file: every row is checked, wrong ones are told all at once."""

from __future__ import annotations

from typing import TYPE_CHECKING

from tests.build import duty
from tests.cli import byhand
from tests.io.county import csv_bytes

if TYPE_CHECKING:
    from tests.cli.desk import Desk, Run

HEAD = ["动作", "人员", "日期", "站点", "时段", "替换为", "理由"]
EDIT = ("edit", "--file", "changes.csv", "--yes")


def run(desk: Desk, *rows: list[str], head: list[str] = HEAD) -> Run:
    """Edit by a file of these rows."""
    (desk.folder / "changes.csv").write_bytes(csv_bytes([head, *rows]))
    return desk.run(*EDIT)


def test_rows_are_changes(published: Desk) -> None:
    done = run(
        published,
        ["去掉", "甲P1", "2026-12-07", "", "", "", ""],
        ["排上", "P4", "2026/12/7", "中心", "全天", "", ""],
        ["替换", "甲P2", "2026年12月8日", "", "", "甲P4", "本人同意"],
    )
    assert done.code == 0
    revision = byhand.newest()
    assert {duty("P4", "C", 7), duty("P4", "C", 8)} < {*revision.roster.duties}
    assert [e.reason for e in revision.problem.exemptions] == ["本人同意"]
    assert revision.origin.why == "本人同意"


def test_wrong_rows_are_told_all_at_once(published: Desk) -> None:
    wrong = run(
        published,
        ["去掉", "甲P9", "2026-12-07", "", "", "", ""],
        ["排上", "甲P4", "2026-12-07", "", "", "", ""],
        ["替换", "甲P2", "2026-12-08", "X镇", "", "甲P4", ""],
        ["替换", "甲P2", "2026-12-08", "", "", "甲P9", ""],
        ["换掉", "甲P2", "十二月", "", "", "", ""],
        ["去掉", "甲P2", "2026-12-09", "", "", "甲P4", ""],
        ["去掉", "甲P2", "2026-12-09", "", "", "", ""],
        ["去掉", "甲P2", "2026-11-30", "", "", "", ""],
        ["替换", "甲P2", "2026-12-08", "", "", "", ""],
    )
    assert wrong.code == 2
    assert wrong.out == ""
    lines = wrong.err.splitlines()
    place = "changes.csv 工作表“手工调整” "
    assert [line.split("：")[0].removeprefix(place) for line in lines] == [
        "第2行 B列“人员” 值“甲P9”",
        "第3行 D列“站点”",
        "第4行 D列“站点” 值“X镇”",
        "第5行 F列“替换为” 值“甲P9”",
        "第6行 A列“动作” 值“换掉”",
        "第6行 C列“日期” 值“十二月”",
        "第7行 F列“替换为” 值“甲P4”",
        "第8行 C列“日期” 值“2026-12-09”",
        "第9行 C列“日期” 值“2026-11-30”",
        "第10行 F列“替换为”",
    ]
    assert lines[7].endswith("甲P212月9日（星期三）没有这一班。现有的班：12月8日（星期二）中心全天")
    assert byhand.newest().number == 1


def test_a_file_in_which_no_day_can_be_read(published: Desk) -> None:
    wrong = run(published, ["去掉", "甲P1", "下周", "", "", "", ""])
    assert (wrong.code, "第2行 C列“日期” 值“下周”" in wrong.err) == (2, True)
    empty = run(published)
    assert (empty.code, "表里没有内容" in empty.err) == (2, True)
    lacking = run(published, ["甲P1"], head=["人员"])
    assert (lacking.code, lacking.err.count("缺少该列")) == (2, 2)


def test_a_file_that_is_not_there(published: Desk) -> None:
    wrong = published.run(*EDIT)
    assert (wrong.code, wrong.err) == (2, "changes.csv：找不到文件。检查路径是否正确\n")
    folder = published.run("edit", "--file", "inputs")
    assert (folder.code, folder.err) == (2, "inputs：找不到文件。检查路径是否正确\n")
