from __future__ import annotations

import os
import re

import pytest
import typer
from rich.cells import cell_len

from roster.cli.usage import usage_text
from roster.text import Text
from tests.cli.desk import MONTH, Desk

PLAN = ("plan", "inputs", *MONTH)
COMMANDS = [
    *("new", "check", "calendar", "holidays", "leave", "busy", "capacity", "diff-inputs"),
    *("plan", "show", "explain", "audit", "publish", "notices"),
    *("absent", "present", "close", "pin", "unpin", "visit", "frequency", "change"),
    *("edit", "substitutes", "restore", "history", "diff"),
    *("demand", "forecast", "forecast-city", "figures", "serve-feeds", "backup", "import"),
    *("swap", "links"),
]
GROUPS = {
    "swap": ["ask", "offer", "accept", "decline", "withdraw", "approve", "refuse", "list"],
    "links": ["make", "rotate", "list", "revoke"],
}
STEPS = [f"{group} {step}" for group, steps in GROUPS.items() for step in steps]
NO_ARGUMENTS = ("", "edit", "history", "serve-feeds", *GROUPS, "swap list", "links list")
HELP = "roster plan --help）\n"


@pytest.mark.parametrize(
    ("words", "told"),
    [
        (["plan", "--month", "2026-12"], f"缺少参数 输入（用法见 {HELP}"),
        (["plan", "inputs"], f"缺少参数 --month（用法见 {HELP}"),
        (["plan", "inputs", "--month", "2026-13"],
         f"参数 --month 的值不对：“2026-13”不是月份，应写作 2026-12（用法见 {HELP}"),
        ([*PLAN, "--seed", "x"], f"参数 --seed 的值不对：应为整数（用法见 {HELP}"),
        ([*PLAN, "--workers", "0"], f"参数 --workers 的值不对：不能小于1（用法见 {HELP}"),
        ([*PLAN, "--time-limit", "x"], f"参数 --time-limit 的值不对：应为数字（用法见 {HELP}"),
        ([*PLAN, "--time-limit", "0"], f"参数 --time-limit 的值不对：不能小于1（用法见 {HELP}"),
        ([*PLAN, "--time-limit", "inf"],
         f"参数 --time-limit 的值不对：不能大于86400（用法见 {HELP}"),
        ([*PLAN, "--quick"], f"没有选项 --quick（用法见 {HELP}"),
        ([*PLAN, "--seeed"], f"没有选项 --seeed，是否应为 --seed（用法见 {HELP}"),
        ([*PLAN, "b", "c"], f"用法不对：多余的参数 b c（用法见 {HELP}"),
        (["plan", "inputs", "--month"], "用法不对：选项 --month 后面要写值（"),
        ([*PLAN, "--unannounced-calendar=1"],
         "用法不对：选项 --unannounced-calendar 后面不能写值（"),
        (["plann"], "用法不对：没有命令 plann，是否应为 plan、explain（用法见 roster --help）"),
        (["xyz"], "用法不对：没有命令 xyz（用法见 roster --help）"),
        (["--lang", "zh"], "用法不对：缺少命令（用法见 roster --help）"),
        (["--lang", "fr", "show"], "参数 --lang 的值不对：只能是 zh 或 en（用法见 roster --help）"),
    ],
)  # fmt: skip
def test_wrong_usage_is_told_in_chinese(desk: Desk, words: list[str], told: str) -> None:
    run = desk.run(*words)
    assert (run.code, run.out) == (2, "")
    assert run.err.startswith(told)
    assert desk.left() == {"inputs"}


def test_a_path_that_may_not_be_read(desk: Desk, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(os, "access", lambda path, mode: False)
    run = desk.run(*PLAN)
    assert (run.code, run.err) == (2, f"参数 输入 的值不对：inputs 不能读取（用法见 {HELP}")


def test_wrong_usage_is_told_in_english_on_request(desk: Desk) -> None:
    run = desk.run("--lang", "en", *PLAN, "--seed", "x")
    assert run.code == 2
    assert run.err.startswith("Invalid value for '--seed': Input should be a valid integer")
    assert run.err.endswith("(see roster plan --help)\n")


def test_a_sentence_that_is_not_known_is_told_as_it_is() -> None:
    error = typer.BadParameter("quite wrong.")
    assert usage_text(error) == Text(
        "参数  的值不对：quite wrong（用法见 roster --help）",
        "Invalid value: quite wrong (see roster --help)",
    )


@pytest.mark.parametrize("width", [50, 80, 200])
@pytest.mark.parametrize("command", ["", *COMMANDS, *STEPS])
def test_the_help_is_chinese_throughout_and_fits(
    desk: Desk, monkeypatch: pytest.MonkeyPatch, command: str, width: int
) -> None:
    monkeypatch.setenv("COLUMNS", str(width))
    out = desk.done(*command.split(), "--help")
    assert out.startswith(f"用法：roster {command}".rstrip())
    assert not re.search(r"usage|options|commands|arguments|exit|required|default|<", out, re.I)
    assert all(cell_len(line) <= min(width, 100) for line in out.splitlines())
    assert ("命令：" in out) == (command in ("", *GROUPS))
    assert ("参数：" in out) == (command not in NO_ARGUMENTS)


def test_the_help_names_every_command_and_the_program_without_arguments_shows_it(
    desk: Desk,
) -> None:
    out = desk.done("--help")
    assert desk.done() == out
    listed = re.findall(r"^  ([a-z-]+)  +\S", out.partition("命令：")[2], re.MULTILINE)
    assert listed == COMMANDS
    for group, steps in GROUPS.items():
        assert re.findall(r"^  ([a-z]+)  +\S", desk.done(group), re.MULTILINE) == steps


def test_the_help_tells_what_must_be_given_and_what_is_taken_otherwise(desk: Desk) -> None:
    out = desk.done("plan", "--help")
    assert re.search(r"--month 年-月 +月份，如 2026-12  \[必填\]", out)
    assert re.search(r"--time-limit 秒 +求解时限（秒）  \[默认 45\]", out)
    assert re.search(r"--outputs 文件夹 +输出文件夹  \[默认 outputs\]", out)
    assert re.search(r"--help +显示这份说明", out)
    assert "[环境变量 ROSTER_LANG；默认 zh]" in desk.done("--help")
    assert "--unannounced-calendar  年历" in out  # a flag takes no value and has no default
