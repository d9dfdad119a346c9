from __future__ import annotations

import errno
import io
import os
import subprocess
import sys
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
import typer

from roster import __version__
from roster.cli import main
from roster.errors import AuditMismatchError, PublishRefusedError, RosterError, SolverError
from roster.text import Text
from tests.cli.desk import MONTH, Desk

if TYPE_CHECKING:
    from collections.abc import Callable

ROOT = Path(__file__).resolve().parents[2]


def failing(error: BaseException) -> Callable[..., None]:
    def fail(*_: object, **__: object) -> None:
        raise error

    return fail


def test_the_version(desk: Desk) -> None:
    assert desk.done("--version") == f"roster {__version__}\n"


@pytest.mark.parametrize(
    ("error", "code", "told"),
    [
        (RosterError(Text("不行", "no")), 1, "不行\n"),
        (PublishRefusedError([Text("甲", "a")]), 1, "不能公布：\n  · 甲\n"),
        (SolverError(Text("无解", "none")), 3, "无解\n"),
        (AuditMismatchError(Text("不符", "differs")), 3, "不符\n"),
        (KeyboardInterrupt(), 130, "已中断，没有留下写了一半的内容；重新运行同一命令即可\n"),
        (typer.Abort(), 130, "已中断，没有留下写了一半的内容；重新运行同一命令即可\n"),
        (OSError(errno.ENOSPC, "No space left on device", "甲/roster.json"), 1,
         "文件“甲/roster.json”不能读写（No space left on device）。"
         "请检查磁盘空间和权限，关闭正在使用它的程序后重试\n"),
        (TimeoutError(), 1, "文件不能读写（TimeoutError）。"
         "请检查磁盘空间和权限，关闭正在使用它的程序后重试\n"),
    ],
)  # fmt: skip
def test_every_expected_error_has_its_code_and_no_traceback(
    desk: Desk, monkeypatch: pytest.MonkeyPatch, error: BaseException, code: int, told: str
) -> None:
    monkeypatch.setattr(sys.modules["roster.cli.app"], "app", failing(error))
    assert desk.run("plan") == (code, "", told)


def test_a_disk_that_is_full_while_the_files_are_written(
    planned: Desk, monkeypatch: pytest.MonkeyPatch
) -> None:
    before = planned.files()
    full = OSError(errno.ENOSPC, "No space left on device")
    monkeypatch.setattr(Path, "write_bytes", failing(full))
    run = planned.run("publish", "qinyuan", *MONTH, "--on", "2026-11-25")
    assert run.code == 1
    assert "（No space left on device）" in run.err
    monkeypatch.undo()
    os.chdir(planned.folder)
    assert planned.files() == before


def test_a_mistake_of_ours_is_told_as_one(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr(sys.modules["roster.cli.app"], "app", failing(KeyError("unknown")))
    with pytest.raises(SystemExit) as stopped:
        main(["plan"])
    told = capsys.readouterr().err
    assert stopped.value.code == 3
    assert "Traceback" in told  # for whoever has to find the mistake
    assert told.endswith("这是程序的错误，不是您的输入有误。请把以上内容报给维护人员。\n")


def test_english_is_not_kept_for_the_next_run(desk: Desk) -> None:
    assert desk.run("--lang", "en", "show").err.startswith("Missing")
    assert desk.run("show").err.startswith("缺少参数 县区")


def test_the_environment_chooses_the_language(desk: Desk, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("ROSTER_LANG", "en")
    assert desk.run("show").err.startswith("Missing")
    monkeypatch.setenv("ROSTER_LANG", "fr")
    run = desk.run("show")
    assert (run.code, run.err) == (
        2, "参数 --lang 的值不对：只能是 zh 或 en（用法见 roster --help）\n")  # fmt: skip


def test_the_command_line_of_the_process_is_taken_by_itself(
    desk: Desk, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr(sys, "argv", ["cli.py", "--lang", "en", "show"])
    with pytest.raises(SystemExit) as stopped:
        main()
    assert stopped.value.code == 2
    told = capsys.readouterr().err
    assert told.startswith("Missing")
    assert told.endswith("(see python cli.py show --help)\n")


def test_streams_that_cannot_be_set_up_are_left_alone(
    desk: Desk, monkeypatch: pytest.MonkeyPatch
) -> None:
    out = io.StringIO()  # has no encoding to be set
    monkeypatch.setattr(sys, "stdout", out)
    with pytest.raises(SystemExit) as stopped:
        main(["--version"])
    assert stopped.value.code == 0
    assert out.getvalue() == f"roster {__version__}\n"


def test_english_help_and_utf_8_in_a_pipe() -> None:
    # A process of its own: the language of the options' help is chosen when the program starts.
    shown = subprocess.run(
        [sys.executable, str(ROOT / "cli.py"), "--lang", "en", "plan", "--help"],
        env={**os.environ, "PYTHONPATH": str(ROOT), "PYTHONIOENCODING": "ascii", "COLUMNS": "80"},
        check=True,
        capture_output=True,
    )
    text = shown.stdout.decode()
    assert text.startswith("Usage: python cli.py plan [OPTIONS] INPUTS\n")
    assert "--time-limit SECONDS" in text
    assert "[default: 45]" in text
    assert text.isascii()
    assert shown.stderr == b""
    chinese = subprocess.run(
        [sys.executable, str(ROOT / "cli.py"), "plan"],
        env={**os.environ, "PYTHONPATH": str(ROOT), "PYTHONIOENCODING": "ascii"},
        check=False,
        capture_output=True,
    )
    assert chinese.returncode == 2
    assert chinese.stderr.decode() == "缺少参数 输入（用法见 python cli.py plan --help）\n"
