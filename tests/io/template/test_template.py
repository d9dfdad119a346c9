"""A workbook of inputs as it is written: what is in the file, read with another library."""

from __future__ import annotations

from datetime import date, datetime, time
from typing import TYPE_CHECKING, Any

import openpyxl
import pytest

from roster.io.columns import REST, SHEETS
from roster.io.fields import Broken
from roster.io.raw.comments import SIGNED
from roster.io.sheets.settings import settings_fields
from roster.io.template.settings_words import WORDS, told
from roster.io.template.styles import LONGEST
from roster.io.template.write import FilledRow, Mark, write_inputs
from roster.model.calendar import Month
from roster.text import Text

if TYPE_CHECKING:
    from pathlib import Path

    from openpyxl import Workbook

MAIN = ["说明", "人员", "站点", "请假与意愿", "需求", "固定安排", "日历调整", "规则"]
YELLOW, RED = "FFFFF2A8", "FFFF9B9B"


def written(folder: Path, sheets: dict[str, list[FilledRow]], **options: Any) -> Workbook:
    """The workbook of these rows, opened."""
    path = folder / "a.xlsx"
    write_inputs(path, sheets, **options)
    return openpyxl.load_workbook(path)


def offered(book: Workbook, sheet: str, cell: str) -> Any:
    """The data validation of a cell."""
    [found] = [v for v in book[sheet].data_validations.dataValidation if cell in v.sqref]
    return found


def test_the_sheets_of_the_main_path_are_there_without_rows(tmp_path: Path) -> None:
    book = written(tmp_path, {})
    assert book.sheetnames == MAIN
    assert book.active is not None and book.active.title == "说明"
    for spec in SHEETS[: len(MAIN) - 1]:
        assert [c.value for c in book[spec.name][1]] == [c.name for c in spec.columns]


def test_an_optional_sheet_is_there_when_it_is_named(tmp_path: Path) -> None:
    trip = FilledRow({"起点": "郭道镇", "终点": "王陶镇", "分钟": 40})
    book = written(tmp_path, {"车程": [trip], "历史值班": []})
    assert book.sheetnames == [*MAIN, "历史值班", "车程"]
    assert [c.value for c in book["车程"][2]] == ["郭道镇", "王陶镇", 40]


@pytest.mark.parametrize(
    ("cell", "kind"),
    [
        ("=1+1", "s"),
        ("+1", "s"),
        ("@SUM(A1)", "s"),
        ("{=1}", "s"),
        ("https://example.com", "s"),
        ("007", "s"),
        (7, "n"),
        (36.5, "n"),
        (date(2026, 12, 8), "d"),
        (datetime(2026, 12, 8, 9, 30), "d"),  # noqa: DTZ001 - as a spreadsheet holds it
        (time(9, 30), "d"),
        (True, "b"),
        (Broken("#DIV/0!", Text("", ""), Text("", "")), "f"),
    ],
)  # fmt: skip
def test_a_cell_is_what_it_was_and_never_a_formula_of_its_own(
    tmp_path: Path, cell: Any, kind: str
) -> None:
    book = written(tmp_path, {"人员": [FilledRow({"编号": "P1", "姓名": cell})]})
    found = book["人员"]["B2"]
    assert found.data_type == kind
    # an error stays one, though not which one
    expected = {"f": "=NA()"}.get(kind, cell)
    if isinstance(cell, date) and not isinstance(cell, datetime):
        expected = datetime(2026, 12, 8)  # noqa: DTZ001
    assert found.value == expected


def test_text_that_no_spreadsheet_holds_is_cut_or_replaced(tmp_path: Path) -> None:
    names = {"编号": "长" * (LONGEST + 5), "姓名": "李\ud800\x1b喆", "执业机构": "一\r\n二\r三"}
    cells = [c.value for c in written(tmp_path, {"人员": [FilledRow(names)]})["人员"][2]]
    # what replaces them is refused by the reader as they were
    assert cells[:4] == ["长" * LONGEST, "李\u2060\u2060喆", None, "一\n二\n三"]


def test_headings_are_locked_and_the_rest_is_free(tmp_path: Path) -> None:
    page = written(tmp_path, {"人员": [FilledRow({"编号": "P1"})]})["人员"]
    protection = page.protection
    assert protection.sheet and protection.password is None
    # False: the protection does not cover it
    freedoms = ("sort", "autoFilter", "insertRows", "deleteRows", "formatColumns", "formatCells")
    assert [getattr(protection, word) for word in freedoms] == [False] * len(freedoms)
    assert protection.insertColumns and protection.deleteColumns
    assert page["A1"].protection.locked and page["AA1"].protection.locked
    assert not page["A2"].protection.locked
    # cells that the file does not hold have the format of their column, or the first of all
    assert not page.column_dimensions["C"].protection.locked
    assert page.parent._cell_styles[0].protectionId != page["A1"]._style.protectionId


def test_headings_stay_in_sight_and_say_what_is_to_be_written(tmp_path: Path) -> None:
    page = written(tmp_path, {})["请假与意愿"]
    assert (page.freeze_panes, page.auto_filter.ref) == ("B2", "A1:I1001")
    note = page["A1"].comment
    assert note is not None
    assert note.text == "【必填】编号，或不重复的姓名\n写法：文字"
    # required columns are dark, others pale
    assert [page[c].fill.fgColor.rgb for c in ("C1", "D1")] == ["FF1F4E79", "FFDCE6F1"]


def test_columns_offer_what_the_reader_takes(tmp_path: Path) -> None:
    book = written(tmp_path, {})
    category = offered(book, "人员", "C2")
    assert category.formula1.startswith('"律师,基层法律服务工作者,政法机关退休人员')
    assert (category.type, category.errorStyle or "stop") == ("list", "stop")
    assert offered(book, "人员", "G900").formula1 == '"是,否"'
    assert offered(book, "站点", "C2").formula1 == '"中心,站点"'
    assert offered(book, "请假与意愿", "B2").formula1 == '"请假,开庭,出差,其他不可,愿意,不愿"'
    assert offered(book, "固定安排", "A2").formula1 == '"指定,禁止,关闭,加场"'
    assert offered(book, "日历调整", "B2").formula1 == '"休息,上班,年历已公布"'
    # 二、四 and 每周4次 are right too
    for sheet, cell in (("需求", "C2"), ("需求", "E2"), ("请假与意愿", "E2"), ("站点", "J2")):
        found = offered(book, sheet, cell)
        assert (found.type, found.errorStyle) == ("list", "warning")
        assert found.error.endswith("确认无误可以继续")


def test_names_come_from_the_sheets_themselves(tmp_path: Path) -> None:
    book = written(tmp_path, {"历史值班": []})
    assert [offered(book, "历史值班", cell).formula1 for cell in ("B2", "C2")] == [
        "站点名单",
        "人员名单",
    ]
    assert book.defined_names["人员名单"].attr_text == (
        'OFFSET(人员!$B$1,1+COUNTIF(OFFSET(人员!$B$1,1,0),"示例*"),0,'
        'MAX(1,COUNTA(人员!$B$1:$B$2000)-1-COUNTIF(OFFSET(人员!$B$1,1,0),"示例*")),1)'
    )
    assert offered(book, "人员", "M2").formula1 == "站点名单"


def test_numbers_and_dates_have_limits(tmp_path: Path) -> None:
    book = written(tmp_path, {})
    week = offered(book, "人员", "S2")
    assert (week.type, week.formula1, week.formula2) == ("whole", "0", "14")
    assert week.error == "应填：整数，0—14"
    day = offered(book, "请假与意愿", "C2")
    # 36526 is 1 January 2000, 73050 the last day of 2099; 2026年12月5日 typed as text is right too
    assert (day.type, day.formula1, day.formula2) == ("date", "36526", "73050")
    assert day.errorStyle == "warning"
    latitude = offered(book, "站点", "L2")
    assert (latitude.type, latitude.formula1) == ("decimal", "3")
    assert book["请假与意愿"].column_dimensions["C"].number_format == "yyyy-mm-dd"
    assert book["人员"].column_dimensions["E"].number_format == "@"
    assert book["人员"].column_dimensions["S"].number_format == "0"


def test_each_setting_offers_what_it_takes(tmp_path: Path) -> None:
    rows = [
        FilledRow({"设置": name})
        for name in ("公平统计周期", "每人每周上限", "月度补贴预算", "权重:不同面孔", "层级:不同面孔",
                     "县区名称", "没有的设置", None)
    ]  # fmt: skip
    book = written(tmp_path, {"规则": rows})
    assert offered(book, "规则", "B2").formula1 == '"月,季度,年"'
    assert offered(book, "规则", "B3").formula2 == "14"
    budget = offered(book, "规则", "B4")
    assert (budget.operator, budget.formula1) == ("greaterThanOrEqual", "0")
    assert offered(book, "规则", "B5").formula2 == "1000"
    assert "规律" in offered(book, "规则", "B6").formula1
    cells = {str(v.sqref) for v in book["规则"].data_validations.dataValidation}
    assert cells == {"B2", "B3", "B4", "B5", "B6"}


def test_marks_are_colours_and_notes(tmp_path: Path) -> None:
    row = FilledRow(
        {"编号": "P1", "姓名": "李喆", "备用": "x"},
        {
            "姓名": Mark(Text("去掉了空格", "spaces left out")),
            "类别": Mark(Text("此处不能为空", "must not be blank"), wrong=True),
        },
    )
    unknown = {("人员", "备用"): Mark(Text("未知的列", "not known"), wrong=True)}
    page = written(tmp_path, {"人员": [row]}, headings=unknown)["人员"]
    last = page.cell(1, page.max_column)
    marked = [page["B2"], page["C2"], last]
    assert [cell.fill.fgColor.rgb for cell in marked] == [YELLOW, RED, RED]
    notes = [cell.comment.text.removesuffix(f"\n{SIGNED}") for cell in marked]
    assert notes == ["去掉了空格", "此处不能为空", "未知的列"]
    assert (last.value, page.cell(2, page.max_column).value) == ("备用", "x")


def test_sheets_that_are_no_inputs_are_plain(tmp_path: Path) -> None:
    others = {REST: [["工作表“封面”"], [], [3, None, "=1+1", date(2026, 12, 8)]]}
    page = written(tmp_path, {}, others=others)[REST]
    assert [c.value for c in page[3]] == [3, None, "=1+1", datetime(2026, 12, 8)]  # noqa: DTZ001
    assert not page.protection.sheet


def test_notes_and_instructions_speak_english_on_request(tmp_path: Path) -> None:
    month = Month(year=2026, month=12)
    book = written(tmp_path, {}, lang="en", month=month)
    guide = [cell.value for row in book["说明"] for cell in row if cell.value]
    assert guide[0] == "How to fill in this workbook"
    assert "roster plan a.xlsx --month 2026-12" in guide
    assert any("headings are locked" in str(words) for words in guide)
    assert book["人员"]["A1"].value == "编号"  # what is read stays Chinese
    assert book["人员"]["A1"].comment.text.startswith("[required] a lasting id")
    assert offered(book, "人员", "S2").error == "expected: whole number, 0–14"


def test_nothing_is_written_over(tmp_path: Path) -> None:
    path = tmp_path / "a.xlsx"
    path.write_bytes(b"mine")
    with pytest.raises(FileExistsError) as error:
        write_inputs(path, {})
    assert error.value.filename == str(path)
    assert [p.name for p in tmp_path.iterdir()] == ["a.xlsx"]
    assert path.read_bytes() == b"mine"


def test_nothing_is_left_of_a_file_that_cannot_be_written(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def full(*_: object) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr("os.replace", full)
    with pytest.raises(OSError, match="No space"):
        write_inputs(tmp_path / "a.xlsx", {})
    assert not list(tmp_path.iterdir())


def test_every_setting_is_told_in_the_clerks_words() -> None:
    fields = settings_fields().values()
    assert set(WORDS) == {key for key, _ in fields}
    said = {key: told(key, info) for key, info in fields}
    assert said["county"].zh.endswith("（必填）")
    assert said["max_week"] == Text(
        "每人一周最多几班；空白为 3", "duties a person a week; 3 where blank"
    )
    assert said["fair_window"].zh.endswith("空白为 年")
    assert said["level_order"].zh.endswith("空白为 公平,规律,意愿,路途")
    assert said["budget"].zh == "一个月的补贴总额（元）；空白不限"
