"""An edited workbook as it is read: how names may be written, and what is told of wrong cells."""

from __future__ import annotations

import shutil
import subprocess
from typing import TYPE_CHECKING, Any

import pytest

from roster.io.handback import HandbackFile, is_workbook
from roster.model.demand import ExtraVisit
from roster.model.proposals import changed
from roster.model.sites import Session
from roster.publish.workbook import build_workbook
from tests.build import centre, centre_demand, day, duty, person, problem, station, visits
from tests.cli.workbooks import GRID, LIST, cell_of, row_of
from tests.io.handback.kit import RESTORE, given_back, in_grid, opened, revision, told, unmerged

if TYPE_CHECKING:
    from pathlib import Path

    from openpyxl.workbook import Workbook

    from roster.model.requests import Duty
    from roster.text import Lang

P1, P3, P4 = (duty(p, "C", 9) for p in ("P1", "P3", "P4"))


def now(cell: object, folder: Path, at: tuple[str, int] = ("公共", 9)) -> set[Duty]:
    """Who is to be there once the cell holds this."""
    base = revision()
    book = opened(base)
    cell_of(book[GRID], *at).value = cell
    edits = given_back(book, base, folder)
    return set(edits[0].now) if edits else set()


@pytest.mark.parametrize(
    ("cell", "expected"),
    [
        ("甲P4", {P4}),
        ("P4", {P4}),
        (" 甲　P4 ", {P4}),
        ("甲P4\n律", {P4}),
        ("甲P4\r\n甲P3", {P4, P3}),
        ("甲P4、甲P3", {P4, P3}),
        ("甲P4 甲P3", {P4, P3}),
        ("全天：甲P4", {P4}),
        ("缺\n甲P4", {P4}),
        ("甲P4\n缺2", {P4}),
        ("加场\n甲P4", {P4}),
        ("王伟(P6)", {duty("P6", "C", 9)}),
        ("王 伟（P7）", {duty("P7", "C", 9)}),
        ("甲P1", set()),  # as it was, without the mark below: no edit
        ("上午\n甲P4", {duty("P4", "C", 9, Session.MORNING)}),
    ],
)
def test_names_as_a_clerk_writes_them(cell: str, expected: set[Duty], tmp_path: Path) -> None:
    assert now(cell, tmp_path) == expected


def test_a_cleared_cell_is_nobody(tmp_path: Path) -> None:
    base = revision()
    book = opened(base)
    cell_of(book[GRID], "公共", 9).value = None
    [edit] = given_back(book, base, tmp_path)
    assert (edit.was, edit.now, edit.place) == ({P1}, set(), ("排班总表", 6, "9日"))


def test_a_name_of_digits_may_come_back_as_a_number(tmp_path: Path) -> None:
    of = problem([person("A", name="123"), person("B")], centre_demands=[centre_demand()])
    base = revision(of, [duty("B", "C", 1)])
    book = opened(base)
    cell_of(book[GRID], "公共", 1).value = 123
    [edit] = given_back(book, base, tmp_path)
    assert edit.now == {duty("A", "C", 1)}


# --- sessions -------------------------------------------------------------------------------------


def halves() -> Any:
    """A centre open in two halves: which one is meant has to be said."""
    both = (Session.MORNING, Session.AFTERNOON)
    return problem(
        3,
        [visits()],
        centre_demands=[centre_demand(sessions=both)],
        extra_visits=[ExtraVisit(site="S", date=day(3), session=Session.AFTERNOON)],
    )


def test_a_half_day_stands_above_its_names(tmp_path: Path) -> None:
    base = revision(halves(), [duty("P1", "C", 1, Session.MORNING), duty("P2", "S", 3)])
    book = opened(base)
    cell_of(book[GRID], "公共", 1).value = "上午\n甲P2\n下午\n甲P1\n甲P3"
    [edit] = given_back(book, base, tmp_path)
    assert edit.removed == (duty("P1", "C", 1, Session.MORNING),)
    assert edit.added == (
        duty("P2", "C", 1, Session.MORNING),
        duty("P1", "C", 1, Session.AFTERNOON),
        duty("P3", "C", 1, Session.AFTERNOON),
    )


def test_a_half_day_that_is_not_said_is_asked_for(tmp_path: Path) -> None:
    base = revision(halves(), [duty("P1", "C", 1, Session.MORNING)])
    where = "工作表“排班总表” 第5行 “1日”列 值“甲P2”"
    assert told(in_grid("公共", 1, "甲P2"), tmp_path, base) == [
        f"{where}：没有写时段。写明：全天、上午、下午"
    ]

    def in_row(book: Workbook) -> None:
        book[LIST].cell(4, 4).value = None

    assert told(in_row, tmp_path, base) == [
        "工作表“按日清单” 第4行 C列“时段”：没有写时段。写明：全天、上午、下午"
    ]


def test_sites_of_one_name_are_told_apart_by_id(tmp_path: Path) -> None:
    base = revision()
    twins = (*base.problem.sites, station("T", name="S镇"))
    of = changed(base.problem, sites=twins)
    problems = told(lambda _: None, tmp_path, revision(of))
    assert problems[0] == ("工作表“排班总表”：缺少“S镇”这一行。" + RESTORE)
    assert "不止一个站点叫“S镇”。写其中之一：S镇（S）、S镇（T）" in problems[2]


# --- leniency -------------------------------------------------------------------------------------


def test_rows_above_columns_of_ones_own_and_other_sheets_do_not_matter(tmp_path: Path) -> None:
    base = revision()
    book = opened(base)
    unmerged(book[LIST]).insert_rows(1)
    book[LIST]["L5"] = "请领导过目"
    book[LIST]["B6"] = "#N/A"
    book["人员排班"]["C6"] = "乱写"
    book.create_sheet("草稿")["A1"] = 1
    cell_of(book[GRID], "S镇", 8).value = "甲P3"
    assert given_back(book, base, tmp_path) == []


@pytest.mark.parametrize("lang", ["zh", "en"])
def test_the_totals_may_be_deleted(lang: Lang, tmp_path: Path) -> None:
    base = revision()
    book = opened(base, lang)
    unmerged(book.worksheets[1]).delete_rows(8)
    assert given_back(book, base, tmp_path) == []


def test_a_workbook_is_told_by_its_contents_or_its_name(tmp_path: Path) -> None:
    revision_book = opened(revision())
    revision_book.save(tmp_path / "a.bin")
    (tmp_path / "b.XLSX").write_bytes(b"")
    (tmp_path / "c.txt").write_bytes(b"PK\x05\x06" + bytes(18))
    found = [is_workbook(tmp_path / name) for name in ("a.bin", "b.XLSX", "c.txt", "none.xlsx")]
    assert found == [True, True, False, False]


@pytest.mark.parametrize(
    "name",
    ["=1+1", "+A1", "-1", "@x", "123", "<b>&\"'", "𬭎", "👩‍⚖️", "_x0041_", "上午", "律", "缺", "停", "P2",
     "C", "王 伟", "张三、李四", "https://example.org"],
)  # fmt: skip
def test_whatever_people_and_sites_are_called_an_unedited_workbook_says_nothing(
    name: str, tmp_path: Path
) -> None:
    pool = [person("P1", name=name), person("P2", name="王伟"), person("P3", name="P1")]
    of = problem(
        pool, [visits()], sites=(centre(), station(name=name)), centre_demands=[centre_demand()]
    )
    base = revision(of, [duty("P1", "S", 1), duty("P2", "C", 1), duty("P3", "S", 8)])
    file = tmp_path / "a.xlsx"
    file.write_bytes(build_workbook(of, base.roster))
    assert HandbackFile(file).edits(base, of) == []


# --- saved by another program ---------------------------------------------------------------------


@pytest.mark.slow
@pytest.mark.skipif(not shutil.which("soffice"), reason="needs LibreOffice")
def test_a_workbook_that_libreoffice_saved(tmp_path: Path) -> None:
    base = revision()
    book = opened(base)
    book.save(tmp_path / "as-it-was.xlsx")
    cell_of(book[GRID], "公共", 9).value = "甲P4\n甲P3"
    book[LIST].cell(row_of(book[LIST], "甲P5", 15), 6).value = "王伟（P7）"
    book.save(tmp_path / "edited.xlsx")
    out = tmp_path / "saved"
    subprocess.run(
        [
            "soffice",
            f"-env:UserInstallation={(tmp_path / 'profile').as_uri()}",
            *("--headless", "--convert-to", "xlsx:Calc MS Excel 2007 XML"),
            *("--outdir", str(out), "as-it-was.xlsx", "edited.xlsx"),
        ],
        cwd=tmp_path,
        check=True,
        capture_output=True,
        timeout=300,
    )
    assert HandbackFile(out / "as-it-was.xlsx").edits(base, base.problem) == []
    edits = HandbackFile(out / "edited.xlsx").edits(base, base.problem)
    assert [(e.site, e.day, e.added) for e in edits] == [
        ("C", day(9), (P3, P4)),
        ("S", day(15), (duty("P7", "S", 15),)),
    ]
