from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

import pytest

from tests.cli.desk import MARKUP, Desk, hostile, short
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
    one_more = {"value": 100_000, "optimal": False}  # 路途; in truth hundreds
    change(planned, lambda roster: roster["levels"][5].update(one_more))
    run = planned.run(*AUDIT)
    assert run.code == 1
    assert run.out.endswith("复核不通过：违反硬性规则0处，得分不符1层，其他不符0处。\n")
    wrong = [line for line in run.out.splitlines() if line.endswith("否 │")]
    assert len(wrong) == 1
    assert "路途" in wrong[0]


def told_false(desk: Desk) -> list[str]:
    """The lines of an audit that fails for what the file states."""
    run = desk.run(*AUDIT)
    assert run.code == 1
    return [line for line in run.out.splitlines() if line.startswith("不符 ")]


FALSE: list[tuple[Callable[[dict[str, Any]], object], str]] = [
    (lambda r: r["levels"][2].update(bound=r["levels"][2]["value"] + 1, optimal=False), "公平：下界"),
    (lambda r: r["levels"][0].update(optimal=False), "到岗：已证最优写作“否”，而值0、下界0"),
    (lambda r: r["levels"][1].update(bound=-1), "需求：已证最优写作“是”，而值0、下界-1"),
    (lambda r: r["visits"].pop(0), "坐班 12月"),
    (lambda r: r["visits"].append({**r["visits"][0], "site": "S2", "date": "2026-12-30"}),
     "坐班 12月30日 王陶镇 上午：复核没有"),
    (lambda r: r["visits"].append(r["visits"][0]), "坐班 12月"),
    (lambda r: r["visits"][0].update(extra=True), "坐班 12月"),
    (lambda r: r["rules"][0].update(size=7, value=7), "规则 中心缺岗：文件所载 "),
    (lambda r: r["rules"].pop(0), "规则 中心缺岗：文件所载 —，复核所得 "),
    (lambda r: r["rules"].append({**r["rules"][0], "rule": "x"}), "规则 x：文件所载 "),
    (lambda r: r["shortages"].append({"rule": "centre_short", "site": "C", "start": "2026-12-04",
                                      "end": "2026-12-04", "missing": 1}),
     "缺口 12月4日 沁源县 中心缺岗1：复核没有"),
    (lambda r: r["people"].update(P1="李四"), "人员 P1：文件所载 李四，输入为 李喆"),
    (lambda r: r["people"].update(P9="[/]"), "人员 P9：文件所载 [/]，输入为 —"),
    (lambda r: r["sites"].update(S2="别镇"), "站点 S2：文件所载 别镇，输入为 王陶镇"),
]  # fmt: skip


@pytest.mark.parametrize(
    ("edit", "told"), FALSE, ids=[f"{n} {told}" for n, (_, told) in enumerate(FALSE)]
)
def test_each_false_statement_is_told_in_a_line(
    planned: Desk, edit: Callable[[dict[str, Any]], object], told: str
) -> None:
    change(planned, edit)
    lines = told_false(planned)
    assert len(lines) == 1
    assert lines[0].startswith(f"不符 {told}")
    english = planned.run("--lang", "en", *AUDIT).out.splitlines()
    assert len([line for line in english if line.startswith("wrong: ")]) == 1


def test_a_shortage_that_is_hidden_is_told(desk: Desk) -> None:
    desk.write(short())
    desk.plan()
    desk.done(*AUDIT)
    change(desk, lambda roster: roster["shortages"].clear())
    lines = told_false(desk)
    assert lines
    assert all(line.startswith("不符 缺口 12月") and line.endswith("：文件未列") for line in lines)


def test_of_other_inputs_only_the_impossible_is_told(planned: Desk) -> None:
    def edit(roster: dict[str, Any]) -> None:
        roster["inputs_digest"] = "0" * 64
        roster["people"]["P1"] = "李四"
        roster["rules"].pop()
        roster["levels"][0]["optimal"] = False

    change(planned, edit)
    assert told_false(planned) == ["不符 到岗：已证最优写作“否”，而值0、下界0"]


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
        (b'{"format": "roster/9", "people": []}',
         "roster.json “format”列 值“roster/9”：这个格式本程序不认识。应为 roster/1、roster/2 或 roster/3；"
         "请升级本程序\n"),
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


def test_reasons_and_accounts_stated_wrongly_fail(planned: Desk) -> None:
    def lie(roster: dict[str, Any]) -> None:
        roster["explanations"][0]["zh"] = "抓阄"
        roster["explanations"][1]["rule"] = "ban"
        roster["accounts"][0]["load"] += 1
        del roster["spreads"][0]

    change(planned, lie)
    run = planned.run(*AUDIT)
    assert run.code == 1
    assert "不符 值班说明：2条与复核不同\n不符 各人负担：1条与复核不同\n" in run.out
    assert "不符 均匀程度：1条与复核不同\n" in run.out


def test_a_file_of_the_first_format_is_read(planned: Desk) -> None:
    def older(roster: dict[str, Any]) -> None:
        roster["format"] = "roster/1"
        for field in ("explanations", "accounts", "spreads"):
            del roster[field]
        for shortage in roster["shortages"]:
            del shortage["ways_out"]

    change(planned, older)
    assert planned.done(*AUDIT).endswith("复核通过：没有违反硬性规则。\n")
