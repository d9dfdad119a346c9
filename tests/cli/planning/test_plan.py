from __future__ import annotations

import json
import os
import sqlite3
import tempfile
from contextlib import closing
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

import roster.cli.planning.plan as plan_module
import roster.store.connection as connection_module
from roster.model.roster import Roster
from roster.publish import folder as folder_module
from tests.cli.desk import MONTH, SOLVE, Desk, short
from tests.io.county import changed, county

if TYPE_CHECKING:
    from typing import NoReturn


ROOT = Path(__file__).resolve().parents[3]
PLAN = ("plan", "inputs", *MONTH, *SOLVE)


def interrupted(*_: object) -> NoReturn:
    raise KeyboardInterrupt


def test_a_month_is_planned_kept_and_written(planned: Desk) -> None:
    assert planned.revisions() == [(1, "draft")]
    assert set(planned.files()) == {f"qinyuan/2026-12/roster.{kind}" for kind in ("json", "xlsx")}
    text = planned.files()["qinyuan/2026-12/roster.json"]
    roster = Roster.model_validate_json(text)
    assert (roster.county, roster.month, roster.revision) == ("qinyuan", "2026-12", 1)
    assert (roster.solver.workers, roster.solver.seed, roster.solver.time_limit) == (1, 1, 20)
    # 22 centre days; 郭道镇 in each of five weeks, 王陶镇 in every second of them from the first
    assert (len(roster.duties), len(roster.visits)) == (30, 8)
    assert planned.left() == {"inputs", "outputs", "roster.db"}


def test_what_was_found_is_told(desk: Desk) -> None:
    out = desk.plan()
    assert "到岗：值 0，下界 0，" in out  # a line a level while it solves
    for level in ("到岗", "需求", "公平", "规律", "意愿", "路途"):
        assert f"│ {level} │" in out
    assert "沁源县 2026-12 第1版（草稿）已保存：30次值班，8次站点坐班，0处缺口。\n" in out
    assert out.endswith(f"文件在 {Path('outputs', 'qinyuan', '2026-12')}\n")


def test_the_month_is_named_the_same_however_it_is_written(desk: Desk) -> None:
    out = desk.done("plan", "inputs", "--month", "２０２６-12", *SOLVE)
    assert "沁源县 2026-12 第1版" in out
    assert desk.files()["qinyuan/2026-12/roster.json"]


def test_english_on_request(desk: Desk) -> None:
    out = desk.done("--lang", "en", *PLAN)
    assert "cover: value 0, bound 0, " in out
    assert "沁源县 2026-12, revision 1 (draft) is kept: 30 duties, 8 visits, 0 shortages.\n" in out


def test_planning_again_makes_the_next_draft(planned: Desk) -> None:
    assert "第2版（草稿）已保存" in planned.plan()
    assert planned.revisions() == [(1, "draft"), (2, "draft")]
    assert json.loads(planned.files()["qinyuan/2026-12/roster.json"])["revision"] == 2


def test_every_shortage_is_told_with_the_reason_of_everybody(desk: Desk) -> None:
    desk.write(short())
    out = desk.plan()
    # Two people at three a week in a week that wants seven: one duty is missing. Which one, the
    # solver may choose, but nobody was free for it.
    lines = [line for line in out.splitlines() if line.startswith("  12月")]
    assert lines
    for line in lines:
        told = line.partition("：")[2].split("；")
        assert [reason.split(" ")[0] for reason in told] == ["李喆", "王垚"]
        assert not any("可以安排" in reason for reason in told)
    assert any("当周已满3次" in line for line in lines)
    assert any(line.startswith("缺口 12月") for line in out.splitlines())


def test_a_year_without_a_calendar_can_only_be_drafted(desk: Desk) -> None:
    emptied = ("固定安排", "日历调整", "请假与意愿")  # what they hold is of 2026
    desk.write({k: rows[:1] if k in emptied else rows for k, rows in county().items()}, "next")
    words = ("plan", "next", "--month", "2029-01", *SOLVE)
    assert desk.run(*words).code == 2
    assert desk.left() == {"inputs", "next"}
    out = desk.done(*words, "--unannounced-calendar")
    assert "注意：本年度放假安排尚未公布，这份草稿不能公布。通知多在上一年11月公布" in out


@pytest.mark.parametrize(
    "sheets",
    [
        changed("人员", column="类别", row=2, to="律师长"),
        changed("固定安排", ["指定", "王垚", "C", "2026-12-04", "", "", "", "", ""]),
    ],
    ids=["a wrong cell", "contradicting pins"],
)
def test_bad_inputs_leave_nothing_behind(desk: Desk, sheets: dict[str, list[list[str]]]) -> None:
    desk.write(sheets)
    assert desk.run(*PLAN).code == 2
    assert desk.left() == {"inputs"}


def test_bad_inputs_leave_what_was_there(planned: Desk) -> None:
    before = planned.files(".")
    planned.write(changed("人员", column="类别", row=2, to="律师长"))
    assert planned.run(*PLAN).code == 2
    after = planned.files(".")
    assert {k: v for k, v in after.items() if not k.startswith("inputs")} == {
        k: v for k, v in before.items() if not k.startswith("inputs")
    }


def test_a_database_in_no_folder_is_refused_before_the_solve(
    desk: Desk, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(plan_module, "solve", interrupted)
    run = desk.run(*PLAN, "--store", "sqlite:///nowhere/roster.db")
    assert run.code == 1
    assert "nowhere" in run.err
    assert "不存在或不能写入" in run.err


def test_a_folder_that_may_not_be_written_is_refused_before_the_solve(
    desk: Desk, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(plan_module, "solve", interrupted)
    monkeypatch.setattr(os, "access", lambda path, mode: mode != os.W_OK)
    run = desk.run(*PLAN)
    assert (run.code, desk.left()) == (1, {"inputs"})


@pytest.mark.parametrize("blocked", ["outputs", "outputs/qinyuan"])
def test_an_output_folder_that_cannot_be_made_is_refused_before_the_solve(
    desk: Desk, monkeypatch: pytest.MonkeyPatch, blocked: str
) -> None:
    monkeypatch.setattr(plan_module, "solve", interrupted)
    path = desk.folder / blocked
    path.parent.mkdir(exist_ok=True)
    path.write_text("a file")
    before = desk.files(".")
    run = desk.run(*PLAN)
    assert (run.code, run.out) == (1, "")
    assert run.err.startswith(f"输出文件夹“{Path('outputs', 'qinyuan', '2026-12')}”建不起来（")
    assert "或用 --outputs 换一个位置" in run.err
    assert desk.files(".") == before


def test_an_output_folder_that_may_not_be_written_is_refused_before_the_solve(
    desk: Desk, monkeypatch: pytest.MonkeyPatch
) -> None:
    def refused(*_: object, **__: object) -> NoReturn:
        raise PermissionError(13, "Permission denied")

    monkeypatch.setattr(plan_module, "solve", interrupted)
    monkeypatch.setattr(tempfile, "TemporaryDirectory", refused)
    run = desk.run(*PLAN, "--outputs", "a/b")
    assert run.code == 1
    assert "建不起来（Permission denied）" in run.err
    assert desk.left() == {"inputs"}


@pytest.mark.parametrize("address", ["nonsense", "nosuch://host/db"])
def test_an_address_that_is_none(desk: Desk, address: str) -> None:
    run = desk.run(*PLAN, "--store", address)
    assert run.code == 1
    assert "数据库" in run.err
    assert desk.left() == {"inputs"}


def test_a_file_that_is_no_database(desk: Desk) -> None:
    (desk.folder / "roster.db").write_bytes(b"not a database" * 100)
    run = desk.run(*PLAN)
    assert run.code == 1
    assert "不是数据库文件" in run.err
    assert (desk.folder / "roster.db").read_bytes() == b"not a database" * 100


def test_a_locked_database(planned: Desk, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(connection_module, "BUSY_SECONDS", 0.01)
    with closing(sqlite3.connect(planned.folder / "roster.db")) as other:
        other.execute("begin immediate")
        run = planned.run(*PLAN)
        other.rollback()
    assert run.code == 1
    assert "暂时不能使用（database is locked）" in run.err
    assert planned.revisions() == [(1, "draft")]


def test_an_open_workbook_keeps_the_old_files_and_the_new_draft(
    planned: Desk, monkeypatch: pytest.MonkeyPatch
) -> None:
    before = planned.files()

    def held(*_: object) -> NoReturn:
        raise PermissionError(13, "Permission denied")

    monkeypatch.setattr(folder_module, "RENAME_PAUSE", 0)
    monkeypatch.setattr(os, "replace", held)
    run = planned.run(*PLAN)
    assert run.code == 1
    assert "第2版（草稿）已保存" in run.out
    assert "请关闭其中正在打开的文件" in run.err
    assert planned.files() == before


def test_the_database_may_be_elsewhere(desk: Desk, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("ROSTER_DATABASE_URL", "sqlite:///other.db")
    desk.plan()
    desk.done(*PLAN, "--store", "sqlite:///third.db", "--outputs", "elsewhere")
    assert desk.left() == {"inputs", "outputs", "other.db", "third.db", "elsewhere"}
