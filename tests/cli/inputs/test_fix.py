"""roster check --fix: a tidy copy beside the inputs, which stay as they are."""

from __future__ import annotations

from pathlib import Path

import openpyxl

from roster.cli.inputs.fix import copy_name
from tests.cli.desk import MONTH, Desk
from tests.io.county import changed, county, write_xlsx

FIX = ("check", "inputs", *MONTH, "--fix")
COPY = "inputs-已整理.xlsx"


def test_sound_inputs_are_copied_and_checked(desk: Desk) -> None:
    before = desk.files("inputs")
    out = desk.done(*FIX)
    first, second = out.splitlines()[:2]
    assert first == f"整理好的一份在 {COPY}：黄色0格请核对，红色0格要改正，看格上的批注。"
    assert second.startswith("沁源县 2026-12：输入无误。")
    assert desk.left() == {"inputs", COPY}
    assert desk.files("inputs") == before
    assert "输入无误" in desk.done("check", COPY, *MONTH)


def test_what_is_wrong_is_told_and_red_in_the_copy(desk: Desk) -> None:
    desk.write(changed("人员", column="类别", to="律帅"))
    run = desk.run(*FIX)
    assert run.code == 2
    assert run.out == f"整理好的一份在 {COPY}：黄色0格请核对，红色1格要改正，看格上的批注。\n"
    assert "值“律帅”：不是可选的词" in run.err
    cell = openpyxl.load_workbook(desk.folder / COPY)["人员"]["C2"]
    assert (cell.value, cell.fill.fgColor.rgb) == ("律帅", "FFFF9B9B")
    assert cell.comment is not None
    assert cell.comment.text.startswith("不是可选的词。填其中之一：律师")
    again = desk.run("check", COPY, *MONTH)
    assert again.code == 2
    assert "C列“类别” 值“律帅”" in again.err


def test_the_copy_of_the_copy_is_named_after_it(desk: Desk) -> None:
    write_xlsx(desk.folder / "县.xlsx", county())
    desk.done("check", "县.xlsx", *MONTH, "--fix")
    desk.done("check", "县-已整理.xlsx", *MONTH, "--fix", "--to", "b.xlsx")
    assert desk.left() == {"inputs", "县.xlsx", "县-已整理.xlsx", "b.xlsx"}


def test_a_copy_is_never_written_over_anything(desk: Desk) -> None:
    (desk.folder / COPY).write_bytes(b"mine")
    for number in (2, 3):  # next month's copy lies beside it
        assert desk.done(*FIX).startswith(f"整理好的一份在 inputs-已整理-{number}.xlsx：")
    assert (desk.folder / COPY).read_bytes() == b"mine"
    write_xlsx(desk.folder / "县.xlsx", county())
    run = desk.run("check", "县.xlsx", *MONTH, "--fix", "--to", "县.xlsx")
    assert run.code == 2 and "已存在" in run.err


def test_a_name_for_no_copy_is_refused(desk: Desk) -> None:
    run = desk.run("check", "inputs", *MONTH, "--to", "a.xlsx")
    assert (run.code, run.out) == (2, "")
    assert run.err.startswith("参数 --to 的值不对：只与 --fix 一起用（")


def test_what_cannot_be_read_is_not_copied(desk: Desk) -> None:
    (desk.folder / "a.xlsx").write_bytes(b"PK\x03\x04 no workbook")
    run = desk.run("check", "a.xlsx", *MONTH, "--fix")
    assert run.code == 2
    assert run.out == "没有读出内容，没有写出整理好的一份。\n"
    assert "a.xlsx" in run.err
    assert desk.left() == {"inputs", "a.xlsx"}


def test_the_copy_lies_beside_what_was_given(desk: Desk) -> None:
    write_xlsx(desk.folder / "book" / "县.xlsx", county())
    assert copy_name(Path("x/县.et")) == Path("x/县-已整理.xlsx")
    # in the folder it would be a second workbook
    assert copy_name(Path("book")) == Path("县-已整理.xlsx")
    assert copy_name(Path(".")) == desk.folder.with_name(f"{desk.folder.name}-已整理.xlsx")


def test_pins_that_contradict_are_in_no_cell(desk: Desk) -> None:
    sheets = county()
    for place in ("沁源县", "郭道镇"):
        sheets["固定安排"].append(["指定", "李喆", place, "2026-12-08", "", "", "全天"])
    desk.write(sheets)
    run = desk.run(*FIX)
    assert run.code == 2
    assert "下面的矛盾不在某一格里" in run.err
    assert desk.run("check", "inputs", *MONTH).code == 2
    assert "不在某一格里" not in desk.run("check", "inputs", *MONTH).err
