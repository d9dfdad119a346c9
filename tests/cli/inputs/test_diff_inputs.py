from __future__ import annotations

from typing import TYPE_CHECKING

from roster.cli.inputs import diff_inputs
from tests.cli.corrected import drafted, without
from tests.cli.desk import MONTH, Desk, hostile
from tests.io.county import changed, county, write_csv, write_xlsx

if TYPE_CHECKING:
    from pathlib import Path

    import pytest

    from roster.model.sources import Source

DIFF = ("diff-inputs", "inputs")


def test_nothing_changed_since_the_plan(planned: Desk) -> None:
    assert planned.done(*DIFF, *MONTH) == (
        "与2026-12第1版的输入（inputs.zip）相比，涉及2026-12的有0处不同。\n"
    )


def test_what_was_changed_is_told_line_by_line(planned: Desk) -> None:
    sheets = hostile()
    sheets["请假与意愿"].append(["P3", "请假", "2026-12-21", "", "", "", ""])
    sheets["需求"][2][2] = "每周2次"
    planned.write(sheets)
    out = planned.done(*DIFF, *MONTH)
    assert out.splitlines() == [
        "与2026-12第1版的输入（inputs.zip）相比，涉及2026-12的有2处不同：",
        "  需求：郭道镇：频次 每周1次 → 每周2次",
        "  请假：新增 [red]胡 12月21日（请假）",
    ]
    english = planned.done("--lang", "en", *DIFF, *MONTH)
    assert "2 differences concern 2026-12:" in english


def test_a_month_not_planned_yet_is_compared_with_the_latest_that_was(planned: Desk) -> None:
    sheets = hostile()
    sheets["请假与意愿"].append(["P3", "请假", "2027-01-05", "", "", "", ""])
    planned.write(sheets)
    out = planned.done(*DIFF, "--month", "2027-01")
    assert "与2026-12第1版的输入（inputs.zip）相比，涉及2027-01的有1处不同：" in out
    # 2027-01 has no announced holidays: both sides are read with weekdays assumed
    assert "  请假：新增 [red]胡 1月5日（请假）\n" in out


def test_a_draft_without_a_copy_has_the_plan_before_it(planned: Desk) -> None:
    drafted(without(29))
    assert "与2026-12第1版的输入" in planned.done(*DIFF, *MONTH)


def test_calendars_are_not_read(planned: Desk) -> None:
    # nobody is there at the address: asked, it would stop everything
    sheets = hostile()
    for row, cell in zip(
        sheets["人员"], ("忙碌日历", "", "http://127.0.0.1:9/a.ics", ""), strict=True
    ):
        row.append(cell)
    planned.write(sheets)
    assert "涉及2026-12的有0处不同" in planned.done(*DIFF, *MONTH)


def test_a_workbook_is_compared_with_its_copy(desk: Desk) -> None:
    write_xlsx(desk.folder / "县.xlsx", county())
    desk.plan("县.xlsx")
    assert "（县.xlsx）相比，涉及2026-12的有0处不同" in desk.done("diff-inputs", "县.xlsx", *MONTH)


def test_without_a_plan_there_is_nothing_to_compare(desk: Desk) -> None:
    run = desk.run(*DIFF, *MONTH)
    assert (run.code, "请先运行 roster plan" in run.err) == (2, True)


def test_another_county_was_never_planned(planned: Desk) -> None:
    sheets = changed("规则", column="值", row=2, to="other")
    planned.write(sheets)
    run = planned.run(*DIFF, *MONTH)
    assert (run.code, "没有“other”的排班可以比较" in run.err) == (2, True)


def test_a_copy_that_can_no_longer_be_read_is_told(
    planned: Desk, monkeypatch: pytest.MonkeyPatch
) -> None:
    # as when a newer program is stricter than the one that kept the copy
    def broken(_: Source, folder: Path) -> Path:
        return write_csv(folder / "inputs", changed("人员", column="类别", row=2, to="公证员"))

    monkeypatch.setattr(diff_inputs, "laid_out", broken)
    run = planned.run(*DIFF, *MONTH)
    assert run.code == 2
    assert "2026-12第1版的输入不能按2026-12读取，无法比较：人员.csv" in run.err
