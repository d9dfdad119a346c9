from __future__ import annotations

from typing import TYPE_CHECKING, Any

import openpyxl
import pytest

from roster.io import read_problem
from roster.model.sites import Session
from tests.cli.desk import MONTH, Desk
from tests.io.county import DECEMBER, Sheets, changed, county

if TYPE_CHECKING:
    from pathlib import Path

CHAT = """李喆 2026/11/24 10:15
明天请假
12月15、16日开庭
王垚：每周三下午不行
胡建国：最好别排我
赵六：8日请假
"""


@pytest.fixture(autouse=True)
def _wide(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("COLUMNS", "200")


def spoken(*rows: list[Any]) -> Sheets:
    sheets = county()
    sheets["请假原话"] = [["人员", "原话", "处理"], *rows]
    return sheets


def rows_of(path: Path, sheet: str) -> list[list[Any]]:
    return [list(row) for row in openpyxl.load_workbook(path)[sheet].iter_rows(values_only=True)]


def test_a_chat_is_shown_and_written_into_a_copy(desk: Desk, tmp_path: Path) -> None:
    desk.write(county())
    (tmp_path / "请假.txt").write_text(CHAT, encoding="utf-8")
    before = {p.name: p.read_bytes() for p in (tmp_path / "inputs").iterdir()}
    words = ("leave", "inputs", *MONTH, "--text", "请假.txt")
    out = desk.done(*words)
    shown = [[c.strip() for c in x.strip("│").split("│")] for x in out.splitlines() if "│" in x]
    assert ["李喆", "12月15、16日开庭", "开庭 12月15日—16日"] in shown
    assert ["王垚", "王垚：每周三下午不行", "其他不可 12月1日—31日 每周三 下午"] in shown
    assert ["5", "胡建国", "胡建国：最好别排我", "没有说是哪天"] in shown
    assert ["6", "", "赵六：8日请假", "“赵六”不在人员表"] in shown
    assert "什么也没有写入" in out
    assert desk.left() == {"inputs", "请假.txt"}
    assert "已写出 inputs-改.xlsx；原来的输入没有改动。" in desk.done(*words, "--yes")
    assert {p.name: p.read_bytes() for p in (tmp_path / "inputs").iterdir()} == before
    copy = tmp_path / "inputs-改.xlsx"
    kept = [row[:4] for row in rows_of(copy, "请假原话")[1:] if row[1]]
    assert kept == [
        ["李喆", "明天请假", "已办", None],
        ["李喆", "12月15、16日开庭", "已办", None],
        ["王垚", "王垚：每周三下午不行", "已办", None],
        ["胡建国", "胡建国：最好别排我", None, "2026-11-24说；没有说是哪天"],
        [None, "赵六：8日请假", None, "2026-11-24说；“赵六”不在人员表"],
    ]
    # the rest has to be dealt with before anything is planned
    run = desk.run("check", "inputs-改.xlsx", *MONTH)
    assert run.code == 2
    assert "胡建国：最好别排我" in run.err
    assert "赵六：8日请假" in run.err
    assert "这句请假还没有办" in run.err
    assert desk.run(*words, "--yes").code == 2  # never over a file


def test_rows_become_leave_once_all_is_understood(desk: Desk, tmp_path: Path) -> None:
    desk.write(spoken(["王垚", "王垚：8日下午至9日出差", ""], ["", "胡建国 12月下旬不想值班", ""],
                      ["李喆", "随便写的", "已办"]))  # fmt: skip
    refused = desk.run("check", "inputs", *MONTH)
    assert refused.code == 2
    assert "请假原话.csv 工作表“请假原话”" in refused.err
    assert "第2行“王垚：8日下午至9日出差”" in refused.err
    assert "roster leave" in refused.err
    desk.done("leave", "inputs", *MONTH, "--yes", "--to", "新.xlsx")
    problem = read_problem(tmp_path / "新.xlsx", DECEMBER)
    leaves = {
        (x.start.day, x.end.day, x.session, x.kind) for x in problem.leaves if x.person == "P2"
    }
    assert leaves == {(8, 8, Session.AFTERNOON, "出差"), (9, 9, Session.FULL, "出差")}
    [wish] = problem.wishes
    assert (wish.person, wish.prefer, wish.start.day, wish.end.day) == ("P3", False, 21, 31)
    assert rows_of(tmp_path / "新.xlsx", "请假原话")[3][1:3] == ["随便写的", "已办"]
    assert desk.done("leave", "新.xlsx", *MONTH) == "没有要读的请假原话。\n"
    assert "输入无误" in desk.done("check", "新.xlsx", *MONTH)


def test_who_said_it_and_when_is_kept_for_the_next_time(desk: Desk, tmp_path: Path) -> None:
    desk.write(county())
    (tmp_path / "请假.txt").write_text("王垚 2026/11/24 9:03:12\n下周五左右请假", encoding="utf-8")
    desk.done("leave", "inputs", *MONTH, "--text", "请假.txt", "--yes")
    [row] = [row for row in rows_of(tmp_path / "inputs-改.xlsx", "请假原话")[1:] if row[1]]
    why = "看不懂“下周五左右”"
    assert row[:4] == ["王垚", "下周五左右请假", None, f"2026-11-24说；{why}"]
    book = openpyxl.load_workbook(tmp_path / "inputs-改.xlsx")
    for cell in book["请假原话"]["B"]:
        cell.value = str(cell.value).replace("左右", "")
    book.save(tmp_path / "inputs-改.xlsx")
    out = desk.done(
        "leave", "inputs-改.xlsx", *MONTH, "--yes", "--to", "新.xlsx", "--on", "2026-12-20"
    )
    assert "请假 12月4日" in out  # the Friday after the week of 24 November
    assert ["王垚", "下周五请假", "已办"] in [
        r[:3] for r in rows_of(tmp_path / "新.xlsx", "请假原话")
    ]


def test_a_year_that_is_not_the_months_is_shown(desk: Desk) -> None:
    desk.write(spoken(["王垚", "12月30日-1月2日出差", ""], ["李喆", "2027年1月8日开庭", ""],
                      ["胡建国", "2025年12月8日开庭", ""]))  # fmt: skip
    out = desk.done("leave", "inputs", *MONTH)
    assert "出差 2026年12月30日—2027年1月2日" in out
    assert "开庭 2027年1月8日" in out
    assert "2025年12月8日不在2026-12前后" in out  # a year ago: of no use to December 2026
    assert "开庭 8 Jan 2027" in desk.done("--lang", "en", "leave", "inputs", *MONTH)


def test_a_remark_of_the_clerk_stays_and_does_not_grow(desk: Desk, tmp_path: Path) -> None:
    sheets = county()
    sheets["请假原话"] = [
        ["人员", "原话", "处理", "备注"],
        ["王垚", "看情况", "", "2026-99-99说的，待问"],
    ]
    desk.write(sheets)
    why = "没有说什么事，或有看不懂的词"
    for source, copy in (("inputs", "一.xlsx"), ("一.xlsx", "二.xlsx")):
        desk.done("leave", source, *MONTH, "--yes", "--to", copy)
        [row] = [row for row in rows_of(tmp_path / copy, "请假原话")[1:] if row[1]]
        assert row[3] == f"2026-99-99说的，待问；{why}"


def test_the_same_words_of_two_persons_are_kept_apart(desk: Desk, tmp_path: Path) -> None:
    desk.write(spoken(["赵六", "8日请假", ""], ["王垚", "8日请假", ""], ["", "8日请假", ""]))
    desk.done("leave", "inputs", *MONTH, "--yes", "--to", "新.xlsx")
    rows = [row[:3] for row in rows_of(tmp_path / "新.xlsx", "请假原话")[1:] if row[1]]
    assert rows == [
        ["赵六", "8日请假", None],
        ["王垚", "8日请假", "已办"],
        [None, "8日请假", None],
    ]


def test_relative_days_need_the_day(desk: Desk) -> None:
    desk.write(spoken(["王垚", "下周二上午请假", ""]))
    assert "不知道是哪天说的，加 --on" in desk.done("leave", "inputs", *MONTH)
    out = desk.done("--lang", "en", "leave", "inputs", *MONTH, "--on", "2026-11-25")
    assert "请假 1 Dec morning" in out


def test_a_sheet_row_without_a_name_or_words(desk: Desk) -> None:
    desk.write(spoken(["", "8日请假", ""], ["", "李喆 2026/11/24 10:15", ""]))
    out = desk.done("leave", "inputs", *MONTH)
    assert "不知道是谁" in out
    assert "没有内容" in out


def test_other_problems_come_first(desk: Desk) -> None:
    desk.write(changed("人员", column="类别", row=2, to="律师长"))
    run = desk.run("leave", "inputs", *MONTH)
    assert (run.code, run.out) == (2, "")
    assert "律师长" in run.err
