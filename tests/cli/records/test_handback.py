"""An edited workbook is imported: what is taken, what is refused, what is kept."""

from __future__ import annotations

import random
from typing import TYPE_CHECKING

import pytest

from roster.model.changes import Edited
from roster.model.proposals import changed
from tests.build import duty
from tests.cli import byhand
from tests.cli.workbooks import FILE, GRID, LIST, cell_of, hand_out, row_of, save
from tests.io.handback.test_damage import edited, flipped, inside
from tests.publish.workbook_sample import moment

if TYPE_CHECKING:
    from collections.abc import Callable

    from roster.text import Lang
    from tests.cli.desk import Desk

READ = "只读入 排班总表、按日清单 两张表；其他各表的改动不读入。\n"


@pytest.mark.parametrize(
    ("lang", "told"),
    [
        ("zh", READ + "没有改动，什么也没有写入。\n"),
        (
            "en",
            "Only the sheets By site and By day are read; edits of the others are not.\n"
            "Nothing changed; nothing was written.\n",
        ),
    ],
)
def test_an_unedited_workbook_changes_nothing(published: Desk, lang: Lang, told: str) -> None:
    hand_out(lang=lang)
    assert published.done("--lang", lang, "import", str(FILE)) == told
    assert published.done("--lang", lang, "import", save(hand_out(lang=lang))) == told
    assert byhand.newest().number == 1


def test_an_edit_of_the_grid_becomes_a_draft(published: Desk) -> None:
    book = hand_out()
    cell_of(book[GRID], "公共", 9).value = "甲P4"
    file = save(book)
    out = published.done("import", file, "--by", "王会计")
    assert out.startswith(
        READ + "沁源县 2026-12 第1版（已公布）：\n  去掉 甲P1 12月9日（星期三）中心全天\n"
    )
    assert "  排上 甲P4 12月9日（星期三）中心全天\n" in out
    assert out.endswith("没有保存，什么也没有写入；要保存请加 --yes。\n")
    out = published.done("import", file, "--by", "王会计", "--reason", "本人要求", "--yes")
    assert out.endswith("第2版（草稿）已保存；用 roster publish 公布。\n")
    revision = byhand.newest()
    origin = revision.origin
    assert (origin.by, origin.why, origin.base) == ("王会计", "本人要求", 1)
    [edited] = origin.changes
    assert isinstance(edited, Edited)
    assert edited.removed == (duty("P1", "C", 9),)
    assert edited.added == (duty("P4", "C", 9),)
    # what is in outputs now is the next one to edit
    assert published.done("import", "outputs/qinyuan/2026-12/roster.xlsx").startswith(
        READ + "没有改动"
    )


def test_rows_of_the_list_are_changed_added_and_deleted(published: Desk) -> None:
    book = hand_out()
    sheet = book[LIST]
    sheet.cell(row_of(sheet, "甲P1", 9), 6).value = "P4"  # by id
    sheet.delete_rows(row_of(sheet, "甲P3", 15))
    sheet.append([moment(15), None, "中心", None, None, "甲 P2"])
    published.done("import", save(book), "--yes")
    [edited] = byhand.newest().origin.changes
    assert isinstance(edited, Edited)
    assert edited.removed == (duty("P1", "C", 9), duty("P3", "C", 15))
    assert edited.added == (duty("P4", "C", 9), duty("P2", "C", 15))


def test_the_same_edit_in_both_sheets_is_one_and_another_is_a_contradiction(
    published: Desk,
) -> None:
    book = hand_out()
    cell_of(book[GRID], "公共", 9).value = "甲P4"
    row = row_of(book[LIST], "甲P1", 9)
    book[LIST].cell(row, 6).value = "甲P4"
    assert "  排上 甲P4 12月9日" in published.done("import", save(book))
    book[LIST].cell(row, 6).value = None
    run = published.run("import", save(book))
    assert (run.code, run.err) == (
        2,
        "改.xlsx 工作表“按日清单”：12月9日与工作表“排班总表” 第6行 “9日”列不一致：这里是无人，"
        "那里是甲P4。只在一张表里改，或改成一样\n",
    )


def test_a_broken_rule_is_told_with_its_place_and_a_reason_overrides(published: Desk) -> None:
    book = hand_out()
    cell_of(book[GRID], "公共", 8).value = "甲P4"  # in court that day
    file = save(book)
    run = published.run("import", file, "--yes")
    assert (run.code, run.err) == (
        1,
        "工作簿里的改动没有收下：\n"
        "  · 工作表“排班总表” 第6行 “8日”列：甲P412月8日（星期二）中心全天：请假（开庭）\n"
        "  · 其中可以例外的，在“理由”列或用 --reason 写明理由即可\n",
    )
    book[LIST].cell(row_of(book[LIST], "甲P2", 8), 10).value = "庭审改期"  # given in the list
    out = published.done("import", save(book), "--yes")
    assert "  例外：甲P412月8日（星期二）中心全天：请假（开庭）\n" in out
    [exemption] = byhand.newest().problem.exemptions
    assert (exemption.rule, exemption.reason) == ("availability", "庭审改期")


def test_lawful_edits_are_taken_alone_on_request(published: Desk) -> None:
    book = hand_out()
    cell_of(book[GRID], "公共", 9).value = "甲P4"  # lawful
    cell_of(book[GRID], "公共", 7).value = "甲P5"  # P5 does not serve at the centre
    file = save(book)
    run = published.run("import", file, "--yes")
    assert run.code == 1
    assert run.err.splitlines() == [
        "工作簿里的改动没有收下：",
        "  · 工作表“排班总表” 第6行 “7日”列：甲P512月7日（星期一）中心全天：人员资格（不到中心值班）",
        "  · 合规的改动可以先收：加 --accept-lawful",
    ]
    assert byhand.newest().number == 1
    out = published.done("import", file, "--yes", "--accept-lawful")
    assert "没有收下的改动：\n  · 工作表“排班总表” 第6行 “7日”列：甲P5" in out
    held = byhand.newest().roster.duties
    assert duty("P4", "C", 9) in held
    assert duty("P1", "C", 7) in held


def test_half_a_move_is_not_taken(published: Desk) -> None:
    # P5 moves from S on the 15th to the centre on the 7th, where P5 may not serve: the 15th stays.
    book = hand_out()
    cell_of(book[GRID], "S镇", 15).value = None
    cell_of(book[GRID], "公共", 7).value = "甲P5"
    run = published.run("import", save(book), "--yes", "--accept-lawful")
    assert run.code == 1
    assert "不到中心值班" in run.err
    assert byhand.newest().number == 1


def test_a_deleted_row_of_a_day_that_is_over_is_refused(published: Desk) -> None:
    book = hand_out()
    book[LIST].delete_rows(row_of(book[LIST], "甲P1", 7))
    run = published.run("import", save(book), "--on", "2026-12-09")
    assert (run.code, run.err) == (
        1,
        "工作簿里的改动没有收下：工作表“按日清单” 删去的行："
        "甲P112月7日（星期一）中心全天：12月7日已经过去\n",
    )


def test_days_that_are_over_and_near_are_refused(published: Desk) -> None:
    book = hand_out()
    cell_of(book[GRID], "公共", 7).value = "甲P4"
    cell_of(book[GRID], "公共", 9).value = "甲P4"
    run = published.run("import", save(book), "--on", "2026-12-09")
    assert run.code == 1
    assert "第6行 “7日”列：甲P112月7日（星期一）中心全天：12月7日已经过去" in run.err
    assert "第6行 “9日”列：甲P112月9日（星期三）中心全天：12月9日临近，一般不再变动" in run.err


# --- a workbook of an older revision --------------------------------------------------------------


def test_edits_of_an_older_revision_are_made_on_the_newest_where_they_do_not_clash(
    published: Desk,
) -> None:
    book = hand_out()  # of revision 1
    published.done("edit", "--replace", "甲P1 2026-12-07 = 甲P4", "--yes")
    cell_of(book[GRID], "公共", 9).value = "甲P4"
    out = published.done("import", save(book), "--yes")
    assert "注意：工作簿是第1版的，现在已是第2版；没有冲突的改动做到新版上。\n" in out
    held = byhand.newest().roster.duties
    assert {duty("P4", "C", 7), duty("P4", "C", 9)} <= set(held)
    assert byhand.newest().origin.base == 2


def test_an_edit_that_clashes_is_told_and_one_that_is_there_already_is_not_made_again(
    published: Desk,
) -> None:
    book = hand_out()
    published.done("edit", "--replace", "甲P1 2026-12-07 = 甲P4", "--yes")
    cell_of(book[GRID], "公共", 7).value = "甲P4"
    out = published.done("import", save(book), "--yes")
    assert out.endswith("1处改动最新版里已经有了。\n")
    assert byhand.newest().number == 2
    cell_of(book[GRID], "公共", 7).value = "甲P3"
    run = published.run("import", save(book), "--yes", "--accept-lawful")
    assert (run.code, run.err) == (
        1,
        "工作簿里的改动没有收下：工作表“排班总表” 第6行 “7日”列：最新版已另有改动，现为甲P4\n",
    )


def test_a_person_who_left_since_cannot_be_put_in(published: Desk) -> None:
    book = hand_out()
    county = byhand.county()
    byhand.save(changed(county, people=county.people[:3] + county.people[4:], leaves=()))
    cell_of(book[GRID], "公共", 9).value = "甲P4"
    run = published.run("import", save(book))
    assert run.code == 1
    assert run.err.endswith("第6行 “9日”列：最新版的输入里已没有此人或此站点\n")


# --- which revision it says it is of --------------------------------------------------------------


@pytest.mark.parametrize(
    ("row", "value", "told"),
    [
        (1, "别的", "改.xlsx：不是 roster 写出的月排班工作簿，或版本信息已丢失。"),
        (1, "roster-workbook/9", "改.xlsx：由较新的程序写出。请更新 roster"),
        (3, "十二月", "改.xlsx：不是 roster 写出的月排班工作簿，或版本信息已丢失。"),
        (4, "第一", "改.xlsx：不是 roster 写出的月排班工作簿，或版本信息已丢失。"),
        (4, "7", "改.xlsx 工作表“版本信息”：数据库里没有工作簿所说的2026-12第7版，或与之不同。"),
        (
            5,
            "0" * 64,
            "改.xlsx 工作表“版本信息”：数据库里没有工作簿所说的2026-12第1版，或与之不同。",
        ),
        (2, "yuncheng", "没有县区“yuncheng”的排班（已有：qinyuan）"),
    ],
)
def test_a_workbook_that_is_not_ours_is_refused(
    published: Desk, row: int, value: str, told: str
) -> None:
    book = hand_out()
    book["版本信息"].cell(row, 2).value = value
    run = published.run("import", save(book))
    assert run.code == 2
    assert run.err.startswith(told)


def test_a_file_that_only_ends_like_a_workbook(published: Desk) -> None:
    FILE.write_bytes(b"PK\x03\x04 and no more")
    run = published.run("import", str(FILE))
    assert (run.code, run.err.partition("。")[0]) == (2, "改.xlsx：工作簿已损坏")


@pytest.mark.parametrize("damage", [flipped, inside, edited])
def test_the_program_ends_with_a_message_whatever_the_file_is(
    published: Desk, damage: Callable[[random.Random], bytes]
) -> None:
    # Desk.run fails for a traceback; 3 would be a mistake of ours. The database stays as it is.
    for seed in range(5000, 5012):
        FILE.write_bytes(damage(random.Random(seed)))
        run = published.run("import", str(FILE), "--accept-lawful")
        assert run.code in (0, 1, 2), run
        assert run.err or run.code == 0
    assert byhand.newest().number == 1
