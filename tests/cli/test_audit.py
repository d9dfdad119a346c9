from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

import pytest

from tests.cli.desk import MARKUP, Desk, hostile
from tests.io.county import county

if TYPE_CHECKING:
    from collections.abc import Callable

FILE = "outputs/qinyuan/2026-12/roster.json"
AUDIT = ("audit", FILE, "--inputs", "inputs")


def change(desk: Desk, edit: Callable[[dict[str, Any]], object]) -> None:
    """Change the file as a hand might."""
    path = desk.folder / FILE
    roster = json.loads(path.read_bytes())
    edit(roster)
    path.write_text(json.dumps(roster), encoding="utf-8")


def test_a_sound_roster_passes(planned: Desk) -> None:
    out = planned.done(*AUDIT)
    levels = [line for line in out.splitlines() if line.startswith("│")]
    assert len(levels) == 6
    assert all(line.endswith("是 │") for line in levels)
    assert out.endswith("复核通过：没有违反硬性规则。\n")


def test_english_on_request(planned: Desk) -> None:
    assert planned.done("--lang", "en", *AUDIT).endswith(
        "the audit passed: no hard rule is broken.\n"
    )


def test_the_database_is_not_needed(planned: Desk) -> None:
    (planned.folder / "roster.db").unlink()
    planned.done(*AUDIT)
    assert planned.left() == {"inputs", "outputs"}


def test_a_broken_hard_rule_fails(planned: Desk) -> None:
    # On 4 December the centre wants one person and 李喆 is pinned: 王垚 as well is one too many.
    def add(roster: dict[str, Any]) -> None:
        at = next(n for n, d in enumerate(roster["duties"]) if d["date"] == "2026-12-04")
        roster["duties"].insert(at + 1, {**roster["duties"][at], "person": "P2"})

    change(planned, add)
    run = planned.run(*AUDIT)
    assert run.code == 1
    assert "违反 不超过需求：12月4日 沁源县：已满1人\n" in run.out
    assert "复核不通过：违反硬性规则" in run.out


def test_a_level_stated_wrongly_fails(planned: Desk) -> None:
    change(planned, lambda roster: roster["levels"][5].update(value=1))  # 路途; in truth hundreds
    run = planned.run(*AUDIT)
    assert run.code == 1
    assert run.out.endswith("复核不通过：违反硬性规则0处，得分不符1层。\n")
    wrong = [line for line in run.out.splitlines() if line.endswith("否 │")]
    assert len(wrong) == 1
    assert "路途" in wrong[0]


def test_a_level_not_stated_is_shown_so(planned: Desk) -> None:
    change(planned, lambda roster: roster["levels"].pop())
    assert "│ 路途 │        — │" in planned.done(*AUDIT)


def test_other_inputs_are_noted_and_their_rules_hold(planned: Desk) -> None:
    sheets = hostile()
    sheets["请假与意愿"].append(["李喆", "请假", "2026-12-04", "", "", "", ""])
    planned.write(sheets)
    run = planned.run(*AUDIT)
    assert run.code == 1
    assert "注意：输入与排班时不同，以下按现在的输入复核。\n" in run.out
    assert "违反 请假：12月4日 沁源县 李喆：请假\n" in run.out


def test_other_inputs_excuse_another_score(planned: Desk) -> None:
    sheets = hostile()
    sheets["站点"][2][6] = 90  # minutes to 郭道镇 instead of 35: the same duties, more road
    planned.write(sheets)
    out = planned.done(*AUDIT)
    assert "否 │" in out
    assert out.endswith("复核通过：没有违反硬性规则。\n")


def test_a_roster_of_strangers_is_refused(planned: Desk) -> None:
    sheets = county()
    sheets["人员"][3][0] = "P9"
    sheets["规则"][1][1] = "qinshui"
    planned.write(sheets)
    run = planned.run(*AUDIT)
    assert (run.code, run.out) == (2, "")
    assert run.err.splitlines() == [
        "roster.json “county”列 值“qinyuan”：输入里没有这个编号。请用同一县区的输入复核",
        "roster.json “person”列 值“P3”：输入里没有这个编号。请用同一县区的输入复核",
    ]


@pytest.mark.parametrize(
    ("content", "told"),
    [
        (b'{"format": "roster/2", "people": []}',
         "roster.json “format”列 值“roster/2”：这个格式本程序不认识。应为 roster/1；请升级本程序\n"),
        (b"\xff\xfe\x00", "roster.json：不是有效的排班文件（Invalid JSON"),
        (b'{"month": "2026"}', "roster.json “county”列：不是有效的排班文件（Field required）。"),
        (b"{}", "roster.json “county”列：不是有效的排班文件（Field required）。"),
    ],
)  # fmt: skip
def test_a_file_that_is_no_roster_is_told_in_one_line(
    planned: Desk, content: bytes, told: str
) -> None:
    (planned.folder / FILE).write_bytes(content)
    run = planned.run(*AUDIT)
    assert (run.code, run.out) == (2, "")
    assert run.err.startswith(told)
    assert run.err.count("\n") == 1


def test_a_file_that_is_not_there(planned: Desk) -> None:
    run = planned.run("audit", "no.json", "--inputs", "inputs")
    assert run.code == 2
    assert run.err == "no.json：文件打不开（No such file or directory）。请检查路径\n"


def test_names_are_printed_as_they_are(planned: Desk) -> None:
    sheets = hostile()
    sheets["请假与意愿"].append([MARKUP, "请假", "2026-12-01", "2026-12-31", "", "", "[/]"])
    planned.write(sheets)
    run = planned.run(*AUDIT)
    assert run.code == 1
    assert f" {MARKUP}：请假\n" in run.out
