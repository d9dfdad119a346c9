from __future__ import annotations

import pytest

from tests.cli.desk import MARKUP, MONTH, Desk, short

SHOW = ("show", "qinyuan", *MONTH)


def cells(out: str) -> list[list[str]]:
    """The rows of a table, its heading left out."""
    rows = [line for line in out.splitlines() if line.startswith("│")]
    return [[cell.strip() for cell in row.strip("│").split("│")] for row in rows]


def test_a_month(planned: Desk) -> None:
    out = planned.done(*SHOW)
    assert "沁源县 2026-12 第1版（草稿）" in out
    rows = cells(out)
    assert len(rows) == 30
    assert rows[0][:4] == ["12月1日", "星期二", "沁源县", "全天"]
    assert ["12月4日", "星期五", "沁源县", "全天", "李喆", "—"] in rows  # pinned; no firm is given
    assert any(row[4] == MARKUP for row in rows)


def test_english_on_request(planned: Desk) -> None:
    out = planned.done("--lang", "en", *SHOW, "--day", "2026-12-04")
    assert "沁源县 2026-12, revision 1 (draft)" in out
    assert cells(out) == [["4 Dec", "Fri", "沁源县", "full day", "李喆", "—"]]


@pytest.mark.parametrize("name", [MARKUP, "P3"])
def test_one_person_by_name_or_id(planned: Desk, name: str) -> None:
    rows = cells(planned.done(*SHOW, "--person", name))
    assert rows
    assert {row[4] for row in rows} == {MARKUP}


@pytest.mark.parametrize("name", ["郭道镇", "S1"])
def test_one_site_by_name_or_id(planned: Desk, name: str) -> None:
    rows = cells(planned.done(*SHOW, "--site", name))
    assert len(rows) == 5  # once a week
    assert {row[2] for row in rows} == {"郭道镇"}


def test_one_day_of_one_site(planned: Desk) -> None:
    out = planned.done(*SHOW, "--day", "2026-12-04", "--site", "郭道镇")
    assert cells(out) == []  # a Friday; the station opens on Tuesdays and Thursdays
    assert out.endswith("没有值班。\n")


def test_namesakes_are_told_apart(desk: Desk) -> None:
    sheets = short()
    sheets["人员"][2][1] = "李喆"
    sheets["请假与意愿"][1][0] = sheets["固定安排"][1][1] = "P1"
    desk.write(sheets)
    desk.plan()
    out = desk.done(*SHOW)
    assert {row[4] for row in cells(out)} == {"李喆（P1）", "李喆（P2）"}
    assert "；李喆（P2） " in out  # in the reasons of the shortages too
    assert len(cells(desk.done(*SHOW, "--person", "李喆"))) == len(cells(out))


def test_shortages_stand_below_the_whole_month_only(desk: Desk) -> None:
    desk.write(short())
    desk.plan()
    assert "\n缺口 12月" in desk.done(*SHOW)
    assert "\n缺口 12月" not in desk.done(*SHOW, "--person", "李喆")


def test_an_older_revision(planned: Desk) -> None:
    planned.plan()
    assert "第2版（草稿）" in planned.done(*SHOW)
    assert "第1版（草稿）" in planned.done(*SHOW, "--revision", "1")
    run = planned.run(*SHOW, "--revision", "3")
    assert (run.code, run.err) == (2, "qinyuan 2026-12 没有第3版，最新是第2版\n")


@pytest.mark.parametrize(
    ("words", "told"),
    [
        ([*SHOW, "--person", "赵六"], f"没有“赵六”，可选：李喆、王垚、{MARKUP}\n"),
        ([*SHOW, "--site", "赵六镇"], "没有“赵六镇”，可选：沁源县、郭道镇、王陶镇\n"),
        ([*SHOW, "--person", "赵六", "--day", "8号"],
         "参数 --day 的值不对：“8号”不是日期，应写作 2026-11-25（用法见 roster show --help）\n"),
        (["show", "qinshui", *MONTH],
         "没有县区“qinshui”的排班（已有：qinyuan），请先运行 roster plan\n"),
        (["show", "qinyuan", "--month", "2027-01"],
         "“qinyuan”没有2027-01的排班（已有：2026-12），请先运行 roster plan\n"),
    ],
)  # fmt: skip
def test_what_is_not_there_is_told_with_what_is(planned: Desk, words: list[str], told: str) -> None:
    run = planned.run(*words)
    assert (run.code, run.out, run.err) == (2, "", told)


def test_looking_makes_no_database(desk: Desk) -> None:
    run = desk.run(*SHOW)
    assert run.code == 2
    assert run.err == "没有数据库“roster.db”。请先运行 roster plan，或用 --store 指明\n"
    assert desk.left() == {"inputs"}


def test_an_empty_database_has_no_county(desk: Desk) -> None:
    (desk.folder / "roster.db").touch()
    run = desk.run(*SHOW)
    assert (run.code, run.err) == (
        2, "没有县区“qinyuan”的排班（已有：无），请先运行 roster plan\n")  # fmt: skip


def test_a_narrow_terminal_loses_nothing(planned: Desk, monkeypatch: pytest.MonkeyPatch) -> None:
    whole = cells(planned.done(*SHOW, "--day", "2026-12-01"))
    monkeypatch.setenv("COLUMNS", "50")
    folded = cells(planned.done(*SHOW, "--day", "2026-12-01"))
    assert len(folded) > len(whole)
    for column in range(6):
        assert "".join(r[column] for r in folded) == "".join(r[column] for r in whole)
