from __future__ import annotations

import io
import sys
from typing import TYPE_CHECKING

import openpyxl
import pytest

from roster.io import read_problem
from roster.io.files.rows import write_csv
from roster.model.calendar import Month
from tests.io.county import county
from tests.io.holidays.years import notice

if TYPE_CHECKING:
    from pathlib import Path

    from tests.cli.desk import Desk

NEXT = """关于2027年部分节假日安排的通知
一、元旦：1月1日（周五）至3日（周日）放假，共3天。
二、春节：2月5日（周五）至12日（周五）放假调休，共8天。1月31日（周日）、2月20日（周六）上班。
三、清明节：4月3日（周六）至5日（周一）放假，共3天。
四、劳动节：5月1日（周六）至5日（周三）放假调休，共5天。4月25日（周日）、5月8日（周六）上班。
五、端午节：6月9日（周三）放假，共1天。
六、中秋节：9月15日（周三）放假，共1天。
七、国庆节：10月1日（周五）至7日（周四）放假调休，共7天。9月26日（周日）上班。"""
# invented by us: no notice of 2027 is out; 13 weekdays are off beyond those made up


@pytest.fixture(autouse=True)
def _wide(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("COLUMNS", "200")


def paste(monkeypatch: pytest.MonkeyPatch, text: str) -> None:
    monkeypatch.setattr(sys, "stdin", io.TextIOWrapper(io.BytesIO(text.encode()), "utf-8"))


def test_shown_first_and_written_only_when_confirmed(desk: Desk, tmp_path: Path) -> None:
    (tmp_path / "通知.txt").write_text(NEXT, encoding="utf-8")
    out = desk.done("holidays", "通知.txt")
    assert "春节" in out
    assert "2月5日—12日（星期五—星期五）" in out
    assert "1月31日 星期日、2月20日 星期六" in out
    assert "没有用到：" in out
    assert "什么也没有写入" in out
    assert "注意" not in out
    assert desk.left() == {"inputs", "通知.txt"}
    out = desk.done("holidays", "通知.txt", "--yes")
    assert (
        "已写出 日历调整-2027.csv，共34行" in out
    )  # 28 days off, five worked, one that declares the year
    lines = (tmp_path / "日历调整-2027.csv").read_bytes().decode("utf-8-sig").split("\r\n")
    assert lines[:3] == [
        "日期,类型,说明",
        "2027-01-01,年历已公布,国务院办公厅通知",
        "2027-01-01,休息,元旦",
    ]
    again = desk.run("holidays", "通知.txt", "--yes")
    assert again.code == 2
    assert "已存在" in again.err


def test_the_rows_make_the_year_known(desk: Desk, tmp_path: Path) -> None:
    emptied = ("固定安排", "请假与意愿")  # what they hold is of 2026
    sheets = {k: rows[:1] if k in emptied else rows for k, rows in county().items()}
    desk.write({**sheets, "说明": [["记得备份"]]}, "next")
    (tmp_path / "通知.txt").write_text(NEXT, encoding="gb18030")
    assert desk.run("check", "next", "--month", "2027-02").code == 2
    out = desk.done("holidays", "通知.txt", "--inputs", "next", "--yes")
    assert "已写出 next-改.xlsx；原来的输入没有改动。" in out
    problem = read_problem(tmp_path / "next-改.xlsx", Month(year=2027, month=2))
    assert problem.calendar.announced
    days = problem.calendar.workdays(problem.month.first, problem.month.last)
    assert len(days) == 20 - 6 + 1  # 5, 8 to 12 February are off; Saturday the 20th is worked
    book = openpyxl.load_workbook(tmp_path / "next-改.xlsx")
    assert any(c.value == "记得备份" for row in book["原表其余内容"] for c in row)
    # the county's own day of 2026 is still there
    assert any(c.value == "县里统一安排" for row in book["日历调整"] for c in row)
    assert desk.run("holidays", "通知.txt", "--inputs", "next", "--yes").code == 2


def test_a_known_year_is_compared_with_the_package(
    desk: Desk, monkeypatch: pytest.MonkeyPatch
) -> None:
    paste(monkeypatch, notice(2026))
    assert "与程序自带的2026年历逐日一致。" in desk.done("holidays", "-")
    paste(monkeypatch, notice(2026).replace("5月9日（周六）上班。", ""))
    out = desk.done("holidays", "-")
    assert "注意：平日放假比调休上班多14天，法定假日是13天" in out
    assert "与程序自带的2026年历不同的日子：2026-05-09。" in out


def test_what_is_wrong_is_told_with_its_line(desk: Desk, monkeypatch: pytest.MonkeyPatch) -> None:
    paste(monkeypatch, notice(2026).replace("共9天", "共8天"))
    run = desk.run("holidays", "-", "--yes")
    assert (run.code, run.out) == (2, "")
    assert "粘贴的文本 第4行 值“共8天”：“春节”写明共8天，日期却是9天。与通知原文核对" in run.err
    assert desk.left() == {"inputs"}


def test_files_that_are_no_text(desk: Desk, tmp_path: Path) -> None:
    assert "读不出来" in desk.run("holidays", "没有.txt").err
    (tmp_path / "a.txt").write_bytes(b"\x00\x01\x02")
    assert "不是文本文件" in desk.run("holidays", "a.txt").err
    (tmp_path / "a.txt").write_bytes(b"a" * 1_000_001)
    assert "文本太长" in desk.run("holidays", "a.txt").err
    (tmp_path / "a.txt").write_bytes(NEXT.encode("utf-16"))
    assert desk.run("holidays", "a.txt").code == 0
    assert desk.run("holidays", "a.txt", "--to", "a.doc").code == 2


def test_inputs_with_problems_are_not_copied(desk: Desk, tmp_path: Path) -> None:
    sheets = county()
    sheets["人员"][1][2] = "律师长"
    desk.write(sheets)
    (tmp_path / "a.txt").write_text(NEXT, encoding="utf-8")
    run = desk.run("holidays", "a.txt", "--inputs", "inputs", "--yes")
    assert run.code == 2
    assert "律师长" in run.err
    assert desk.left() == {"inputs", "a.txt"}


def test_a_file_that_came_meanwhile_is_not_replaced(tmp_path: Path) -> None:
    there = tmp_path / "a.csv"
    there.write_text("x", encoding="utf-8")
    with pytest.raises(FileExistsError):
        write_csv(there, [{"日期": "2027-01-01"}])
    assert [p.name for p in tmp_path.iterdir()] == ["a.csv"]
    assert there.read_text(encoding="utf-8") == "x"
