from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from tests.cli.desk import MONTH, Desk, short
from tests.io.county import changed, county, write_xlsx

if TYPE_CHECKING:
    from typing import NoReturn

    import pytest

CHECK = ("check", "inputs", *MONTH)


def held(*_: object, **__: object) -> NoReturn:
    raise PermissionError(13, "Permission denied")


def test_sound_inputs_are_counted_and_nothing_is_written(desk: Desk) -> None:
    out = desk.done(*CHECK)
    # 23 workdays of December less the 31st, which the county takes off
    assert out.startswith("沁源县 2026-12：输入无误。3人，3个站点，22个工作日，历史值班0条。\n")
    assert desk.left() == {"inputs"}


def test_capacity_stands_beside_demand_week_by_week(desk: Desk) -> None:
    out = desk.done(*CHECK)
    week = next(line for line in out.splitlines() if "12月7日—13日" in line)
    cells = [cell.strip() for cell in week.strip("│").split("│")]
    # Five days at the centre; one visit at 郭道镇 and half of one at 王陶镇, rounded to two; three
    # people at three a week. 李喆 is in court on the 8th for the morning only, so nobody is away.
    assert cells == ["12月7日—13日", "12月7日 星期一", "3人", "5", "2", "7", "9", "2"]


def test_a_week_that_is_short_has_a_negative_spare(desk: Desk) -> None:
    desk.write(short())
    week = next(line for line in desk.done(*CHECK).splitlines() if "12月7日—13日" in line)
    assert week.split("│")[-3:-1] == ["    6 ", "   -1 "]  # two people at three a week for seven


def test_english_on_request(desk: Desk) -> None:
    out = desk.done("--lang", "en", *CHECK)
    assert out.startswith(
        "沁源县 2026-12: the inputs are valid. 3 people, 3 sites, 22 workdays, 0 past duties.\n"
    )
    assert "capacity and demand" in out


def test_a_year_without_a_calendar_is_checked_on_demand(desk: Desk) -> None:
    emptied = ("固定安排", "日历调整", "请假与意愿")  # what they hold is of 2026
    desk.write({k: rows[:1] if k in emptied else rows for k, rows in county().items()}, "next")
    words = ("check", "next", "--month", "2029-01")
    refused = desk.run(*words)
    assert refused.code == 2
    out = desk.done(*words, "--unannounced-calendar")
    assert "注意：当年放假安排尚未公布，按周一至周五计。" in out


def test_every_problem_is_told_with_its_place(desk: Desk) -> None:
    sheets = changed("人员", column="类别", row=2, to="律 师 长")
    sheets["需求"][1][2] = "每天"
    desk.write(sheets)
    run = desk.run(*CHECK)
    assert (run.code, run.out) == (2, "")
    lines = run.err.splitlines()
    assert [line.split("：")[0] for line in lines] == [
        "输入有2处问题，改正后再检查一次",
        "人员.csv 工作表“人员”（1处）",
        "  第2行 C列“类别” 值“律 师 长”",
        "需求.csv 工作表“需求”（1处）",
        "  第2行 C列“频次” 值“每天”",
    ]


def test_the_same_in_several_rows_is_one_line(desk: Desk) -> None:
    sheets = changed("人员", column="类别", row=2, to="执业律师")
    sheets["人员"][2][2] = "法律工作者"
    sheets["人员"].append(["P4", "赵旻", "执业律师", "", "", "", "", "", "", ""])
    sheets["需求"][2][2] = "半月一次"
    sheets["需求"][3][2] = "半个月一次"
    desk.write(sheets)
    run = desk.run(*CHECK)
    assert (run.code, run.out) == (2, "")
    assert run.err.splitlines() == [
        "输入有2处问题，改正后再检查一次：",
        "需求.csv 工作表“需求”（2处）",
        "  C列“频次” 第3行“半月一次”、第4行“半个月一次”：可指“每两周1次”或“每月2次”。写明其中一种",
        "有3处按下面的理解读取，请核对：",
        "人员.csv 工作表“人员”（3处）",
        "  第2、5行 C列“类别” 值“执业律师”：按“律师”理解。如果不对，请改正这里",
        "  第3行 C列“类别” 值“法律工作者”：按“基层法律服务工作者”理解。如果不对，请改正这里",
    ]


def test_many_rows_are_counted(desk: Desk) -> None:
    sheets = county()
    sheets["请假与意愿"][1:] = [["李喆", "事假", f"12月{day}日"] for day in range(1, 16)]
    desk.write(sheets)
    lines = desk.run(*CHECK).out.splitlines()
    assert lines[0] == "有30处按下面的理解读取，请核对："
    # fifteen kinds in one line; of fifteen dates the first eight
    assert lines[2].startswith("  第2—16行 B列“类型” 值“事假”：")
    assert lines[10].startswith("  第9行 C列“开始日期” 值“12月8日”：")
    assert lines[11] == "  “开始日期”列还有7处照此理解，--fix 写出的副本里逐格标明"


def test_every_row_can_be_found(desk: Desk) -> None:
    sheets = county()
    sheets["请假与意愿"][1:] = [["李喆", "请假", "2026-12-08"] for _ in range(30)]
    for row in (2, 3, 5, 6, 7, *range(10, 28), 29):  # 24 wrong kinds, each another
        sheets["请假与意愿"][row - 1][1] = f"坏{row}"
    desk.write(sheets)
    line = desk.run(*CHECK).err.splitlines()[2]
    assert line.startswith("  B列“类型” 第2行“坏2”、第3行“坏3”、第5行“坏5”、")
    assert "、第16行“坏16”，还有第17—27、29行：不是可选的词。" in line  # twelve with their values
    line = desk.run("--lang", "en", *CHECK).err.splitlines()[2]
    assert ", and rows 17–27, 29: " in line
    for row in (2, 3, 5, 6, 7, *range(10, 28), 29):
        sheets["请假与意愿"][row - 1][1] = "坏"
    desk.write(sheets)
    line = desk.run(*CHECK).err.splitlines()[2]
    assert line.startswith("  第2、3、5—7、10—27、29行 B列“类型” 值“坏”：")


def test_what_was_assumed_stands_before_the_capacity(desk: Desk) -> None:
    desk.write(changed("人员", column="类别", row=2, to="执业律师"))
    run = desk.run("--lang", "en", *CHECK)
    assert run.code == 0
    assert run.out.splitlines()[:3] == [
        "1 thing(s) were understood as follows; please look at them:",
        "人员.csv, sheet “人员” (1)",
        "  row 2, column C “类别”, value “执业律师”: read as “律师”. "
        "where this is not what is meant, correct it",
    ]


def test_other_commands_say_only_how_much_was_assumed(desk: Desk) -> None:
    desk.write(changed("人员", column="类别", row=2, to="执业律师"))
    run = desk.run("capacity", "inputs", *MONTH)
    assert run.err == "输入中有1处按推定的意思读取，逐条核对请运行 roster check\n"


def test_contradicting_pins_are_named(desk: Desk) -> None:
    pin = ["指定", "王垚", "C", "2026-12-04", "", "", "", "", ""]
    desk.write(changed("固定安排", pin))  # the centre wants one person, and 李喆 is pinned already
    run = desk.run(*CHECK)
    assert run.code == 2
    assert run.err.startswith("固定安排自相矛盾，共1组")
    assert "李喆" in run.err
    assert "王垚" in run.err


def test_inputs_that_are_not_there(desk: Desk) -> None:
    run = desk.run("check", "nowhere", *MONTH)
    assert (run.code, run.err) == (
        2,
        "输入有1处问题，改正后再检查一次：\nnowhere（1处）\n  找不到输入。检查路径是否正确\n",
    )


def test_a_folder_that_may_not_be_read(desk: Desk, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(Path, "iterdir", held)
    run = desk.run(*CHECK)
    assert run.code == 2
    assert run.err == (
        "输入有1处问题，改正后再检查一次：\ninputs（1处）\n"
        "  文件打不开，可能正被其他程序占用。关闭Excel或WPS后再试\n"
    )


def test_a_workbook_that_is_open_elsewhere(desk: Desk, monkeypatch: pytest.MonkeyPatch) -> None:
    write_xlsx(desk.folder / "county.xlsx", county())
    monkeypatch.setattr(Path, "open", held)
    run = desk.run("check", "county.xlsx", *MONTH)
    assert run.code == 2
    assert run.err == (
        "输入有1处问题，改正后再检查一次：\ncounty.xlsx（1处）\n"
        "  文件打不开，可能正被其他程序占用。关闭Excel或WPS后再试\n"
    )


def test_published_months_are_history(planned: Desk) -> None:
    planned.publish()
    before = (planned.folder / "roster.db").read_bytes()
    out = planned.done("check", "inputs", "--month", "2026-11")
    # November's last week ends on 6 December: its four workdays there are known. On them the centre
    # has four duties; how many visits fall there is the solver's choice.
    count = int(out.split("历史值班")[1].split("条")[0])
    own = [d for d in planned.ask("select date from duty") if d[0] <= "2026-12-06"]
    assert count == len(own) >= 4
    assert (planned.folder / "roster.db").read_bytes() == before
