"""``roster plan``, interrupted, resumed, or run twice."""

from __future__ import annotations

import _thread
import json
import os
import signal
import subprocess
import sys
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest

import roster.cli.planning.plan as plan_module
from roster.model.levels import Level
from roster.model.roster import Roster
from roster.solver import descent, engine
from tests.cli.desk import MONTH, SOLVE, Desk, short

if TYPE_CHECKING:
    from collections.abc import Iterator
    from typing import NoReturn

    from roster.solver.progress import Progress

ROOT = Path(__file__).resolve().parents[3]
PLAN = ("plan", "inputs", *MONTH, *SOLVE)
KEPT = "求解被中断：以上是中断前最好的一版，已保存。加 --resume 再运行可接着求解\n"


def interrupted(*_: object) -> NoReturn:
    raise KeyboardInterrupt


def test_an_interrupted_solve_leaves_nothing_behind(
    desk: Desk, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(engine, "_interruptible", interrupted)
    run = desk.run(*PLAN)
    assert (run.code, run.err) == (130, "已中断，没有留下写了一半的内容；重新运行同一命令即可\n")
    assert desk.left() == {"inputs"}


def test_an_interrupted_solve_leaves_the_old_state(
    planned: Desk, monkeypatch: pytest.MonkeyPatch
) -> None:
    before = planned.files(".")
    monkeypatch.setattr(engine, "_interruptible", interrupted)
    assert planned.run(*PLAN).code == 130
    assert planned.files(".") == before


@pytest.mark.skipif(sys.platform == "win32", reason="no other process can be sent Ctrl-C there")
def test_ctrl_c_stops_a_real_solve(tmp_path: Path) -> None:
    # The default handler is asked for, because a test run in the background hands on "ignore".
    start = (
        "import signal; signal.signal(signal.SIGINT, signal.default_int_handler); "
        "from roster.cli import main; main()"
    )
    words = ["plan", str(ROOT / "inputs/qinyuan"), *MONTH, "--workers", "1", "--time-limit", "600"]
    running = subprocess.Popen(
        [sys.executable, "-c", start, *words],
        cwd=tmp_path,
        env={**os.environ, "PYTHONPATH": str(ROOT), "PYTHONIOENCODING": "ascii"},
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
    )
    try:
        assert running.stdout is not None
        first = running.stdout.readline().decode()  # a level is done, the next is being solved
        running.send_signal(signal.SIGINT)
        _, told = running.communicate(timeout=60)
    finally:
        running.kill()
    assert first.startswith("到岗：值 0")  # utf-8 in a pipe, whatever the surroundings ask for
    assert running.returncode == 130
    assert told.decode() == KEPT
    assert {path.name for path in tmp_path.iterdir()} == {"outputs", "roster.db"}


def press_at(level: Level) -> Any:
    """A progress line that is not shown, and presses Ctrl-C once at the level's first roster."""

    @contextmanager
    def line() -> Iterator[Any]:
        pressed: list[bool] = []

        def watch(progress: Progress) -> None:
            if progress.level is level and progress.duties is not None and not pressed:
                pressed.append(True)
                _thread.interrupt_main()

        yield watch

    return line


def test_an_interrupted_solve_keeps_the_best_roster_so_far(
    desk: Desk, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(plan_module, "progress_line", press_at(Level.FAIRNESS))
    run = desk.run(*PLAN)
    assert (run.code, run.err) == (130, KEPT)
    assert "沁源县 2026-12 第1版（草稿）已保存：30次值班，8次站点坐班，0处缺口。\n" in run.out
    assert desk.revisions() == [(1, "draft")]
    assert set(desk.files()) == {f"qinyuan/2026-12/roster.{kind}" for kind in ("json", "xlsx")}
    roster = Roster.model_validate_json(desk.files()["qinyuan/2026-12/roster.json"])
    cover, demand, _, *rest = roster.levels
    assert cover.optimal
    assert demand.optimal
    assert [score.bound for score in rest] == [0, 0, 0], "these levels were not begun"


def test_english_when_interrupted(desk: Desk, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(plan_module, "progress_line", press_at(Level.DEMAND))
    run = desk.run("--lang", "en", *PLAN)
    assert run.code == 130
    assert "this is the best roster so far" in run.err
    assert "--resume" in run.err


def test_an_interrupted_solve_is_gone_on_with(desk: Desk, monkeypatch: pytest.MonkeyPatch) -> None:
    with monkeypatch.context() as patched:
        patched.setattr(plan_module, "progress_line", press_at(Level.FAIRNESS))
        assert desk.run(*PLAN).code == 130
    first = levels(desk)
    out = desk.done(*PLAN, "--resume")
    assert "第2版（草稿）已保存" in out
    assert levels(desk) <= first
    resumed = levels(desk)
    desk.done(*PLAN, "--store", "sqlite:///fresh.db")
    assert levels(desk) == resumed, "as if it had never been interrupted"


def levels(desk: Desk) -> list[int]:
    """Each level's value in the roster on the desk."""
    text = desk.files()["qinyuan/2026-12/roster.json"]
    return [score.value for score in Roster.model_validate_json(text).levels]


def test_a_finished_month_is_not_solved_again(
    planned: Desk, monkeypatch: pytest.MonkeyPatch
) -> None:
    before = json.loads(planned.files()["qinyuan/2026-12/roster.json"])
    assert all(score["optimal"] for score in before["levels"])
    monkeypatch.setattr(descent, "run", lambda *_: pytest.fail("every level was proven"))
    planned.done(*PLAN, "--resume")
    after = json.loads(planned.files()["qinyuan/2026-12/roster.json"])
    assert after["duties"] == before["duties"]
    assert planned.revisions() == [(1, "draft"), (2, "draft")]


@pytest.mark.parametrize(
    ("lang", "words"),
    [
        ("zh", "第1版之后输入有变动，不能接着求解；请去掉 --resume 重新排班"),
        ("en", "the inputs have changed since revision 1; plan without --resume"),
    ],
)
def test_other_inputs_are_not_gone_on_with(planned: Desk, lang: str, words: str) -> None:
    planned.write(short())
    before = planned.files(".")
    run = planned.run("--lang", lang, *PLAN, "--resume")
    assert run.code == 1
    assert words in run.err
    assert planned.files(".") == before


@pytest.mark.parametrize(
    ("lang", "words"), [("zh", "没有数据库“roster.db”"), ("en", "there is no database “roster.db”")]
)
def test_there_must_be_something_to_go_on_from(desk: Desk, lang: str, words: str) -> None:
    run = desk.run("--lang", lang, *PLAN, "--resume")
    assert run.code == 2
    assert words in run.err
    assert desk.left() == {"inputs"}


def test_a_month_without_a_revision_is_not_gone_on_with(planned: Desk) -> None:
    run = planned.run("plan", "inputs", "--month", "2026-11", *SOLVE, "--resume")
    assert run.code == 2
    assert "2026-11" in run.err
    assert planned.revisions() == [(1, "draft")]


def test_a_deterministic_plan_takes_one_thread_and_says_so(desk: Desk) -> None:
    found = []
    for outputs in ("one", "two"):
        words = ("--deterministic", "--time-limit", "20", "--outputs", outputs)
        desk.done("plan", "inputs", *MONTH, *words, "--store", f"sqlite:///{outputs}.db")
        found.append(json.loads(desk.files(outputs)["qinyuan/2026-12/roster.json"]))
    assert found[0]["solver"] == {
        "workers": 1, "seed": 1, "time_limit": 20, "deterministic": True
    }  # fmt: skip
    assert found[0] == found[1], "seconds of work too"
