"""Raw tables, from real files of each kind."""

from datetime import date, datetime, time
from pathlib import Path

import openpyxl
import pytest
from openpyxl.utils.datetime import CALENDAR_MAC_1904

from roster.errors import InputError
from roster.io.fields import Broken
from roster.io.report import Report
from roster.io.source import read_tables
from roster.io.tables import Area, Table, read_csv, read_workbook, table

DEC_5_MIDNIGHT = datetime.combine(date(2026, 12, 5), time())


def cells(found: Table) -> dict[int, list[object]]:
    """The rows by number."""
    return {int(n): list(row) for n, row in zip(found.frame.index, found.frame.values, strict=True)}


def messages(report: Report) -> list[str]:
    with pytest.raises(InputError) as error:
        report.check()
    return [p.to("zh") for p in error.value.problems]


def saved(path: Path, *rows: list[object], **formats: str) -> Path:
    """A workbook with one sheet 甲; formats are number formats by cell."""
    book = openpyxl.Workbook()
    sheet = book.active
    sheet.title = "甲 "
    for row in rows:
        sheet.append(row)
    for cell, number_format in formats.items():
        sheet[cell].number_format = number_format
    book.save(path)
    return path


def read_one(path: Path) -> dict[int, list[object]]:
    report = Report()
    (found,) = read_workbook(path, report)
    report.check()
    assert (found.file, found.sheet) == (path.name, "甲")
    return cells(found)


def test_blank_rows_are_left_out_and_numbers_stay() -> None:
    found = table("f", " 甲 ", [["a", "\u3000b\u00a0"], [" ", ""], [], ["\ufeffc"]])
    assert found.sheet == "甲"
    assert cells(found) == {1: ["a", "b"], 4: ["c", None]}


def test_an_empty_table() -> None:
    assert table("f", "甲", []).frame.empty


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "gb18030"])
def test_csv_in_each_encoding(tmp_path: Path, encoding: str) -> None:
    path = tmp_path / "人员.csv"
    path.write_bytes('姓名,说明\r\n喆垚,"一,二\n三"\r\n𬭎\r\n'.encode(encoding))
    found = read_csv(path, Report())
    assert (found.file, found.sheet) == ("人员.csv", "人员")
    # a cell with a line break is one row, as Excel counts it
    assert cells(found) == {1: ["姓名", "说明"], 2: ["喆垚", "一,二\n三"], 3: ["𬭎", None]}


def test_a_workbook_keeps_numbers_dates_and_percentages(tmp_path: Path) -> None:
    path = saved(tmp_path / "a.xlsx", ["x", 3, 2.5, DEC_5_MIDNIGHT, 0.5, True], E1="0%")
    assert read_one(path) == {1: ["x", 3, 2.5, DEC_5_MIDNIGHT, "50%", True]}


def test_a_text_that_looks_like_a_formula_is_text(tmp_path: Path) -> None:
    import xlsxwriter

    path = tmp_path / "a.xlsx"
    book = xlsxwriter.Workbook(str(path))
    book.add_worksheet("甲").write_string(0, 0, "=1+1")
    book.close()
    assert read_one(path) == {1: ["=1+1"]}


def test_formulas_have_their_computed_value(tmp_path: Path) -> None:
    import xlsxwriter

    path = tmp_path / "a.xlsx"
    book = xlsxwriter.Workbook(str(path))
    sheet = book.add_worksheet("甲")
    sheet.write_formula(0, 0, "=1+1", None, 2)
    sheet.write_formula(0, 1, "=1/0", None, "#DIV/0!")
    sheet.write_array_formula(0, 2, 0, 2, "{=SUM(A1:A1)}", None, 2)
    book.close()
    two, error, array = read_one(path)[1]
    assert (two, array) == (2, 2)
    assert isinstance(error, Broken)
    assert str(error) == "#DIV/0!"


def test_a_formula_that_was_never_computed_is_broken(tmp_path: Path) -> None:
    (cell,) = read_one(saved(tmp_path / "a.xlsx", ["=1+1"]))[1]
    assert isinstance(cell, Broken)
    assert (cell.shown, cell.message.en) == ("=1+1", "the formula has no computed value")


def test_an_error_and_an_infinite_number_are_broken(tmp_path: Path) -> None:
    path = saved(tmp_path / "a.xlsx", ["#N/A", 1])
    found = read_one(path)[1]
    assert isinstance(found[0], Broken)
    book = openpyxl.load_workbook(path)
    book.active["B1"] = 1e308
    book.save(path)
    data = path.read_bytes()
    assert data  # the number is made infinite inside the file, where no program writes it
    _replace_in_zip(path, b"1e+308", b"1e+999")
    found = read_one(path)[1]
    assert isinstance(found[1], Broken)
    assert found[1].shown == "inf"


def _replace_in_zip(path: Path, old: bytes, new: bytes) -> None:
    import zipfile

    with zipfile.ZipFile(path) as source:
        files = {name: source.read(name) for name in source.namelist()}
    assert any(old in data for data in files.values())
    with zipfile.ZipFile(path, "w") as target:
        for name, data in files.items():
            target.writestr(name, data.replace(old, new))


def test_of_merged_cells_the_one_top_left_has_the_value(tmp_path: Path) -> None:
    path = saved(tmp_path / "a.xlsx", ["a", "b"], ["x", "y"], ["", "z"], ["", ""])
    book = openpyxl.load_workbook(path)
    book.active.merge_cells("A2:A3")
    book.active.merge_cells("A5:B6")  # merged, but nothing in it
    book.save(path)
    _replace_in_zip(path, b'<c r="B3"', b'<c r="A3" t="str"><v>unseen</v></c><c r="B3"')
    (found,) = read_workbook(path, Report())
    assert cells(found) == {1: ["a", "b"], 2: ["x", "y"], 3: [None, "z"]}
    assert found.merged == (Area(2, 0, 3, 0),)  # the other one lies beyond what the sheet holds


def test_dates_counted_from_1904_are_converted(tmp_path: Path) -> None:
    path = tmp_path / "a.xlsx"
    book = openpyxl.Workbook()
    book.epoch = CALENDAR_MAC_1904
    book.active.append([DEC_5_MIDNIGHT, 44899, 12])
    book.save(path)
    report = Report()
    (found,) = read_workbook(path, report)
    report.check()
    ((day, doubtful, years),) = cells(found).values()
    assert (day, years) == (DEC_5_MIDNIGHT, 12)
    assert isinstance(doubtful, Broken)  # the same day as a bare number, or a number
    assert ["1904" in a.message.zh for a in report.assumptions] == [True]


@pytest.mark.parametrize("name", ["a.xlsx", "人员.csv"])
def test_a_file_held_by_another_program(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, name: str
) -> None:
    def held(*_: object, **__: object) -> None:
        raise PermissionError

    monkeypatch.setattr(openpyxl, "load_workbook", held)  # as Windows answers while Excel is open
    monkeypatch.setattr(Path, "read_bytes", held)
    (tmp_path / name).touch()
    report = Report()
    _, found = read_tables(tmp_path, report)
    assert not any(t.readable for t in found)
    assert messages(report) == [f"{name}：文件打不开，可能正被其他程序占用。关闭Excel或WPS后再试"]


def test_lock_files_and_shadow_files_do_not_count(tmp_path: Path) -> None:
    saved(tmp_path / "沁源县.xlsx", ["a"])
    for name in ("~$沁源县.xlsx", "._沁源县.xlsx", "说明.txt"):
        (tmp_path / name).write_bytes(b"?")
    report = Report()
    name, found = read_tables(tmp_path, report)
    report.check()
    assert (name, len(found)) == ("沁源县.xlsx", 1)


def test_a_path_that_is_not_there_or_no_workbook(tmp_path: Path) -> None:
    report = Report()
    read_tables(tmp_path / "没有", report)
    (tmp_path / "a.xls").touch()
    read_tables(tmp_path / "a.xls", report)
    (tmp_path / "a.docx").touch()
    read_tables(tmp_path / "a.docx", report)
    assert messages(report) == [
        "没有：找不到输入。检查路径是否正确",
        "a.xls：不是有效的Excel工作簿。用Excel或WPS另存为“Excel工作簿(.xlsx)”，不加密码",
        "a.docx：不是工作簿。用Excel或WPS另存为“Excel工作簿(.xlsx)”，或给出CSV文件所在的文件夹",
    ]


def test_the_present_folder_has_a_name(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    folder = tmp_path / "qinyuan"
    folder.mkdir()
    monkeypatch.chdir(folder)
    report = Report()
    read_tables(Path(), report)
    assert messages(report)[0].startswith("qinyuan：文件夹里没有工作簿")


FORMAT, VALUE = b'<c r="C1048576" s="0"/>', b'<c r="C1048576"><v>3</v></c>'
FAR = b'<row r="1048576">%s</row></sheetData>'


@pytest.mark.parametrize(
    ("old", "new", "shape"),
    [
        (b"</sheetData>", FAR % FORMAT, (1, 1)),  # of a whole column: harmless
        (b"</sheetData>", FAR % VALUE, (2, 3)),  # a row like any other, and told by its number
        (
            b"</sheetData>",
            b'</sheetData><mergeCells><mergeCell ref="A1:XFD900"/></mergeCells>',
            (1, 1),
        ),
    ],
)
def test_what_lies_at_the_far_end_of_a_sheet_costs_nothing(
    old: bytes, new: bytes, shape: tuple[int, int], tmp_path: Path
) -> None:
    path = saved(tmp_path / "far.xlsx", ["甲"])
    _replace_in_zip(path, old, new)
    report = Report()
    (found,) = read_workbook(path, report)
    report.check()
    assert found.frame.shape == shape
    assert found.merged == ()


@pytest.mark.parametrize(
    ("rows", "words"),
    [
        ([["甲"] * 1001], "reach too far"),
        ([["甲"] * 1000] * 2001, "reach too far"),  # 1,000 columns and 2,000 rows are the most
        ([["甲"]] * 50_001, "more than 50,000 rows"),
        ([["甲" * 100_001]], "more than 100,000 characters"),
    ],
)
def test_more_than_is_read(rows: list[list[str]], words: str, tmp_path: Path) -> None:
    path = tmp_path / "人员.csv"
    path.write_bytes("\r\n".join(",".join(row) for row in rows).encode())
    report = Report()
    assert not read_csv(path, report).readable
    with pytest.raises(InputError, match=words):
        report.check()
