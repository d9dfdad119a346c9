from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from tests.cli.desk import Desk

REPORT = """\
长治市
全市受理特殊群体法律援助案件1747件,办结1238件,办结率达83.09%。完成咨询54201人次，完成全年任务的135.5%。
受理100件，办结92件，办结率92%。
"""


def test_what_does_not_hold_is_named_with_what_would(desk: Desk) -> None:
    (desk.folder / "总结.txt").write_text(REPORT, encoding="utf-8")
    run = desk.run("figures", "总结.txt")
    assert run.code == 1  # a program that asks can tell
    assert run.out == (
        "第2行“全市受理特殊群体法律援助案件1747件,办结1238件,办结率达83.09%”："
        "1238÷1747=70.86%，不是83.09%\n"
        "  · 比率应为70.86%\n"
        "  · 只改“办结1238件”得不出83.09%\n"
        "  · 若只错在“受理1747件”，应为1490件\n"
        "核对了2处数字，1处对不上。\n"
    )


def test_on_request_all_that_was_compared_is_listed(desk: Desk) -> None:
    (desk.folder / "a.txt").write_text(REPORT, encoding="utf-8")
    out = desk.run("--lang", "en", "figures", "a.txt", "--all").out
    assert "1238 of 1747 is 70.86%, not 83.09%" in out
    assert "line 3, “受理100件,办结92件,办结率92%”: fits" in out
    assert "the target is not told; it must have been about 39986–40016" in out
    assert out.endswith("2 figures compared, 1 do not fit.\n")


def test_a_report_without_figures(desk: Desk) -> None:
    (desk.folder / "a.txt").write_text("一切正常。", encoding="utf-8")
    assert desk.done("figures", "a.txt") == "没有找到可以核对的数字。\n"


def test_a_file_of_another_kind(desk: Desk) -> None:
    (desk.folder / "a.pdf").write_bytes(b"%PDF")
    run = desk.run("figures", "a.pdf")
    assert (run.code, run.out) == (2, "")
    assert run.err.startswith("a.pdf：读不了这种文件。把材料存成 .txt 或 .docx")
