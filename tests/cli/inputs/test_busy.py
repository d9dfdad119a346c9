"""Busy calendars from workbook to roster: the hours get in, the titles never get out."""

from __future__ import annotations

import zipfile
from typing import TYPE_CHECKING

import pytest

from roster.cli.common import read_written
from roster.io import read_problem
from roster.io.year import read_year
from roster.model.sites import Session
from tests.cli.desk import MONTH, Desk
from tests.io.busy.kit import SECRET, at, calendar, event
from tests.io.county import DECEMBER, Sheets, county

if TYPE_CHECKING:
    from collections.abc import Iterable
    from pathlib import Path

    from roster.model.requests import Leave

CALENDAR = calendar(
    event(at("08T0900"), at("08T1000"), f"DESCRIPTION:{SECRET}", f"LOCATION:{SECRET}"),
    event(";VALUE=DATE:20261209", ";VALUE=DATE:20261211", uid="2@elsewhere"),
)


@pytest.fixture(autouse=True)
def _wide(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("COLUMNS", "200")


def with_calendar(source: str) -> Sheets:
    sheets = county()
    sheets["人员"] = [[*row, ""] for row in sheets["人员"]]
    sheets["人员"][0][-1] = "忙碌日历"
    sheets["人员"][2][-1] = source  # 王垚
    return sheets


def given(desk: Desk, source: str = "王垚.ics", content: bytes = CALENDAR) -> None:
    desk.write(with_calendar(source))
    (desk.folder / "inputs" / "王垚.ics").write_bytes(content)


def test_busy_times_become_leave_with_their_source(desk: Desk, tmp_path: Path) -> None:
    given(desk)
    leaves = [x for x in read_problem(tmp_path / "inputs", DECEMBER).leaves if x.person == "P2"]
    told = [(x.start.day, x.end.day, x.session, x.kind, x.note) for x in leaves]
    assert told == [
        (8, 8, Session.MORNING, "忙碌", "本人日历"),
        (9, 10, Session.FULL, "忙碌", "本人日历"),
    ]


def test_the_preview_shows_days_and_titles_only_when_asked(desk: Desk) -> None:
    given(desk)
    out = desk.done("busy", "inputs", *MONTH)
    rows = [[c.strip() for c in x.strip("│").split("│")] for x in out.splitlines() if "王垚" in x]
    assert rows == [
        ["王垚", "12月8日", "星期二", "上午", "09:00—10:00"],
        ["王垚", "12月9日", "星期三", "全天", "全天"],
        ["王垚", "12月10日", "星期四", "全天", "全天"],
    ]
    assert SECRET not in out
    assert desk.done("busy", "inputs", *MONTH, "--titles").count(SECRET) == 3


def test_hours_over_midnight_and_calendars_without_a_busy_time(desk: Desk) -> None:
    given(desk, content=calendar(event(at("08T1700"), at("09T0900"))))
    out = desk.done("busy", "inputs", *MONTH)
    assert "17:00—…" in out
    assert "…—09:00" in out
    given(desk, content=calendar())
    assert "王垚" in desk.done("busy", "inputs", *MONTH)
    desk.write(county())
    assert desk.done("busy", "inputs", *MONTH) == "没有人填“忙碌日历”。\n"


def test_titles_are_in_nothing_that_is_kept_or_handed_out(desk: Desk, tmp_path: Path) -> None:
    given(desk)
    told = [desk.done("check", "inputs", *MONTH), desk.plan()]
    told += [desk.publish("--override", "lead_time=试")]
    told += [desk.done("explain", "qinyuan", *MONTH), desk.done("show", "qinyuan", *MONTH)]
    told += [desk.done("history"), desk.done("capacity", "inputs", *MONTH)]
    assert not any(SECRET in text for text in told)
    ours = {tmp_path / "inputs" / "王垚.ics"}
    for path in {p for p in tmp_path.rglob("*") if p.is_file()} - ours:
        assert SECRET.encode() not in path.read_bytes(), path
    assert any("忙碌" in str(row) for row in desk.ask("select * from revision"))


@pytest.mark.parametrize(
    ("source", "told"),
    [
        ("没有.ics", "日历文件读不出来"),
        ("王垚.txt", "不是日历文件名或地址"),
        ("ftp://127.0.0.1/a.ics", "这种地址不能读"),
    ],
)
def test_a_calendar_that_cannot_be_read_stops_everything(
    desk: Desk, source: str, told: str
) -> None:
    given(desk, source)
    for words in (("check", "inputs"), ("plan", "inputs"), ("busy", "inputs")):
        run = desk.run(*words, *MONTH)
        assert (run.code, run.out) == (2, "")
        assert "人员.csv 工作表“人员”" in run.err
        assert f"第3行 K列“忙碌日历” 值“{source}”：{told}" in run.err
        assert "。" in run.err.split(told)[1]  # and the remedy
    assert desk.left() == {"inputs"}


def kinds(leaves: Iterable[Leave]) -> set[str]:
    return {leave.kind for leave in leaves}


def test_what_has_no_use_for_the_calendars_does_not_ask_them(desk: Desk, tmp_path: Path) -> None:
    given(desk, "没有.ics")
    inputs = tmp_path / "inputs"
    assert "12月8日" in desk.done("calendar", "inputs", *MONTH)
    assert kinds(read_year(inputs, 2026).problem.leaves) == {"开庭"}
    assert kinds(read_problem(inputs, DECEMBER, read_calendars=False).leaves) == {"开庭"}
    assert kinds(read_written(inputs, DECEMBER, read_calendars=False).leaves) == {"开庭"}


def test_the_kept_copy_of_the_inputs_can_be_read_again(desk: Desk) -> None:
    given(desk)
    desk.plan()
    assert "0处不同" in desk.done("diff-inputs", "inputs", *MONTH)
    # of another month too, for which the copy has to be read
    assert "相比" in desk.done("diff-inputs", "inputs", "--month", "2027-01")
    desk.done("history", *MONTH, "--inputs", "1", "--out", "旧.zip")
    with zipfile.ZipFile(desk.folder / "旧.zip") as archive:
        assert "王垚.ics" in archive.namelist()
        assert SECRET.encode() not in archive.read("王垚.ics")


def test_other_problems_come_first(desk: Desk) -> None:
    sheets = with_calendar("王垚.ics")
    sheets["人员"][1][2] = "律师长"
    desk.write(sheets)
    assert "律师长" in desk.run("busy", "inputs", *MONTH).err
