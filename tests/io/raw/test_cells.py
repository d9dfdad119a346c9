"""Single cells of .xlsx, .ods and .xls as files hold them, and what contradicts itself."""

from pathlib import Path
from typing import Any

import pytest
import xlrd
from xlrd.book import Book

from roster.io.fields import Broken
from roster.io.raw.limits import DamagedError
from roster.io.raw.ods_cell import OFFICE, TABLE, TEXT, CellText, typed
from roster.io.raw.values import PLAIN, Style, number_shown, style_of
from roster.io.raw.xlsx_sheet import Marks, SheetReader, StringReader
from roster.io.report import Report
from roster.io.tables import read_workbook
from tests.build import day
from tests.io.raw.hostile import CLOSE, OPEN
from tests.io.raw.kinds_cases import KINDS
from tests.io.raw.test_kinds import changed_zip, told
from tests.io.raw.test_tables import DEC_5_MIDNIGHT, cells

SERIAL = b"46361"  # 2026-12-05


def read_sheet(tmp_path: Path, inside: bytes) -> list[Any]:
    """The first row of a sheet with this inside; its styles are those of content.xlsx."""
    sheet = {"xl/worksheets/sheet1.xml": OPEN + inside + CLOSE}
    path = changed_zip(
        KINDS / "content.xlsx", lambda parts: parts.update(sheet), tmp_path / "a.xlsx"
    )
    report = Report()
    found = read_workbook(path, report)
    report.check()
    return next(iter(cells(found[0]).values()), [])


@pytest.mark.parametrize(
    ("cell", "value"),
    [
        (b"<c><v>3</v></c>", 3),
        (b"<c><v>3.0</v></c>", 3),
        (b"<c><v>-2.5E0</v></c>", -2.5),
        (b'<c t="b"><v>1</v></c>', True),
        (b'<c t="d"><v>2026-12-05T00:00:00.000</v></c>', DEC_5_MIDNIGHT),
        (b'<c t="inlineStr"><is><r><t>L</t></r><r><t>i</t></r><rPh><t>y</t></rPh></is></c>', "Li"),
        (b'<c t="str"><f>IF(1,"")</f><v></v></c><c><v>1</v></c>', None),  # computed, and blank
        (b"<c><v/></c><c><v>1</v></c>", None),
        (b'<c t="inlineStr"/><c><v>1</v></c>', None),
    ],
)  # fmt: skip
def test_cells_of_xlsx(cell: bytes, value: object, tmp_path: Path) -> None:
    assert read_sheet(tmp_path, b"<row>" + cell + b"</row>")[0] == value


@pytest.mark.parametrize(
    "inside",
    [
        b'<row r="2"/><row r="2"/>',
        b'<row r="x"/>',
        b'<row r="1"><c r="A2"/></row>',
        b'<row r="1"><c r="B1"/><c r="A1"/></row>',
        b'<row r="1"><c r="XFE1"/></row>',
        b'<row><c s="999"><v>1</v></c></row>',
        b"<row><c><v>1_0</v></c></row>",
        b'<row><c t="s"><v>9999</v></c></row>',
        b'<row><c t="b"><v>2</v></c></row>',
        b'<row><c t="d"><v>tomorrow</v></c></row>',
        b'</sheetData><mergeCells><mergeCell ref="B2:A1"/></mergeCells><sheetData>',
    ],
)
def test_an_xlsx_that_contradicts_itself_is_damaged(inside: bytes, tmp_path: Path) -> None:
    sheet = {"xl/worksheets/sheet1.xml": OPEN + inside + CLOSE}
    path = changed_zip(
        KINDS / "content.xlsx", lambda parts: parts.update(sheet), tmp_path / "a.xlsx"
    )
    report = Report()
    assert read_workbook(path, report) == []
    assert told(report) == ["工作簿已损坏"]


def test_a_sheet_without_styles_and_texts_with_their_sound() -> None:
    reader = SheetReader(Marks((), (), from_1904=False))
    for name, attributes in (("row", {}), ("c", {}), ("v", {})):
        reader.start(name, attributes)
    reader.data("7")
    for name in ("v", "c", "row"):
        reader.end(name)
    assert cells(reader.cells.table("f", "s")) == {1: [7]}
    texts = StringReader()
    for name, text in (("si", ""), ("t", "李"), ("rPh", ""), ("t", "li")):
        texts.start(name, {})
        texts.data(text)
        if name == "t":
            texts.end("t")
    texts.end("rPh")
    texts.end("si")
    assert texts.strings == ["李"]


@pytest.mark.parametrize(
    "change",
    [
        lambda p: p.pop("xl/worksheets/sheet2.xml"),
        lambda p: p.update({"xl/workbook.xml": p["xl/workbook.xml"].replace(b'r:id="rId2"', b'r:id="x"')}),
        lambda p: p.update({"xl/_rels/workbook.xml.rels":
                            p["xl/_rels/workbook.xml.rels"].replace(b'"rId2"', b'"rId1"')}),
        lambda p: p.update({"xl/styles.xml": p["xl/styles.xml"].replace(b'numFmtId="0"', b'numFmtId="?"')}),
        lambda p: p.update({"xl/_rels/workbook.xml.rels":
                            p["xl/_rels/workbook.xml.rels"].replace(b"/worksheet\"", b"/styles\"", 1)}),
        lambda p: p.update({"xl/workbook.xml": p["xl/workbook.xml"].replace(b"<sheet ", b"<x ", 1)}),
        lambda p: p.update({"XL/Workbook.xml": b""}),  # the same part twice
    ],
)  # fmt: skip
def test_a_workbook_that_lacks_what_it_speaks_of_is_damaged(change: Any, tmp_path: Path) -> None:
    path = changed_zip(KINDS / "content.xlsx", change, tmp_path / "a.xlsx")
    report = Report()
    assert read_workbook(path, report) == []
    assert told(report) == ["工作簿已损坏"]


def test_numbers_and_their_formats() -> None:
    date, percent = Style(is_date=True), Style(is_percent=True)
    # of 31 the system's language decides: 2026年12月5日; Chinese Excel writes no code for it
    assert style_of(31, None).is_date
    assert style_of(10, None) == percent
    assert style_of(0, None) == style_of(164, "General") == PLAIN
    assert number_shown(46361, date, from_1904=False) == DEC_5_MIDNIGHT
    assert number_shown(44899, date, from_1904=True) == DEC_5_MIDNIGHT
    for number, style in ((1e300, date), (float("inf"), PLAIN)):
        assert isinstance(number_shown(number, style, from_1904=False), Broken)
    assert number_shown(2.0**60, PLAIN, from_1904=False) == 2.0**60


def attributes(kind: str, **values: str) -> dict[str, str]:
    return {f"{OFFICE}value-type": kind, **{f"{OFFICE}{k}": v for k, v in values.items()}}


def test_cells_of_ods() -> None:
    assert typed({}, "字") == "字"
    assert typed(attributes("date") | {f"{OFFICE}date-value": "2026-12-05"}, "") == DEC_5_MIDNIGHT
    assert typed(attributes("time") | {f"{OFFICE}time-value": "PT30H00M00S"}, "").days == 1
    for found in (
        typed({f"{TABLE}formula": "of:=1+1"}, ""),
        typed(attributes("float", value="0") | {f"{TABLE}formula": "of:=1/0"}, "#DIV/0!"),
    ):
        assert isinstance(found, Broken)
    assert day(5) == DEC_5_MIDNIGHT.date()


@pytest.mark.parametrize(
    "wrong",
    [
        attributes("float", value="3,5"),
        attributes("boolean"),
        attributes("date"),
        attributes("time"),
        attributes("matrix"),
    ],
)
def test_an_ods_cell_that_is_none_of_its_kind(wrong: dict[str, str]) -> None:
    with pytest.raises(DamagedError):
        typed(wrong, "")


def test_the_text_of_an_ods_cell() -> None:
    text = CellText()
    text.data("\n  ")  # between elements: nobody's text
    for name, given in (
        ("p", {}),
        ("s", {f"{TEXT}c": "2"}),
        ("tab", {}),
        ("line-break", {}),
        ("p", {}),
    ):
        text.start(name, given)
        text.data("a\n b" if name == "p" else "")
    assert str(text) == "a b  \t\n\na b"
    with pytest.raises(DamagedError):
        text.start("s", {f"{TEXT}c": "-1"})


def test_what_an_ods_holds_beside_its_sheets(tmp_path: Path) -> None:
    def change(parts: dict[str, bytes]) -> None:
        content = parts["content.xml"]
        first = content.index(b"<table:table ")
        outside = (
            b"<table:tracked-changes><table:table/></table:tracked-changes>"
            b"<table:table table:name=\"'file:///x.ods'#a\"><table:table-source/></table:table>"
        )
        link = content.index(b'table:formula="of:=[.B3]*2"')
        content = content[:link] + content[link:].replace(b"[.B3]", b"['file:///x.ods'#a.B3]", 1)
        parts["content.xml"] = content[:first] + outside + content[first:]
        parts["Basic/script-lc.xml"] = b""

    report = Report()
    found = read_workbook(changed_zip(KINDS / "content.ods", change, tmp_path / "a.ods"), report)
    report.check()
    assert [t.sheet for t in found] == ["甲", "乙", "丙"]
    assert cells(found[0])[11][1] == 70
    assert [a.message.en for a in report.assumptions][:2] == [
        "the workbook's macros were not run and never are",
        "formulas refer to other workbooks; their values were taken as last saved",
    ]


def test_macros_and_links_of_xls(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    path = tmp_path / "a.xls"
    macros = "_VBA_PROJECT_CUR".encode("utf-16-le")
    path.write_bytes((KINDS / "content.xls").read_bytes() + macros + bytes(512 - len(macros)))

    def opened(**given: Any) -> Book:
        book = original(**given)
        book._supbook_types.append(2)  # as xlrd notes another workbook's name
        return book

    original = xlrd.open_workbook
    monkeypatch.setattr(xlrd, "open_workbook", opened)
    report = Report()
    assert len(read_workbook(path, report)) == 3
    assert [a.sheet for a in report.assumptions] == [None, None]  # macros, and a link


def test_an_xls_with_too_much(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("roster.io.raw.table.MOST_ROWS", 5)
    for name in ("content.xls", "content.ods", "content.xlsx"):
        report = Report()
        assert [t.readable for t in read_workbook(KINDS / name, report)] == [False, True, True]
        assert [p.sheet for p in report.problems] == ["甲"]


@pytest.mark.parametrize(
    ("limit", "most", "words"),
    [
        ("parts.MOST_UNPACKED", 3000, "文件太大"),
        ("parts.MOST_ELEMENTS", 20, "文件太大"),
        ("parts._MOST_KEPT", 2, "文件太大"),
        ("reading.MOST_BYTES", 1000, "文件太大"),
        ("text_pieces.MOST_TEXT", 3, "有一格的文字超过10万字"),
        ("table.MOST_CELLS", 2, "内容延伸得太远"),
    ],
)
def test_each_limit_is_told(
    limit: str, most: int, words: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(f"roster.io.raw.{limit}", most)
    report = Report()
    assert not any(t.readable for t in read_workbook(KINDS / "content.xlsx", report)[:1])
    assert told(report)[0] == words


def test_merged_areas_that_hold_more_than_is_read(tmp_path: Path) -> None:
    areas = b'<mergeCells><mergeCell ref="A1:A9"/></mergeCells>'.replace(
        b'<mergeCell ref="A1:A9"/>', b'<mergeCell ref="A1:SF40"/>' * 101
    )  # 500 columns and 40 rows a hundred times are the most
    cell = b'<c r="%s"><v>1</v></c>'
    rows = b'<row r="1">' + cell % b"A1" + b'</row><row r="40">' + cell % b"SF40" + b"</row>"
    sheet = {"xl/worksheets/sheet1.xml": OPEN + rows + b"</sheetData>" + areas + b"</worksheet>"}
    path = changed_zip(KINDS / "content.xlsx", lambda p: p.update(sheet), tmp_path / "a.xlsx")
    report = Report()
    assert not read_workbook(path, report)[0].readable
    assert told(report)[0] == "内容延伸得太远"


def test_of_a_row_that_is_covered_nothing_is_left(tmp_path: Path) -> None:
    rows = b"".join(b'<row><c t="str"><v>%d</v></c></row>' % n for n in range(3))
    merged = b'</sheetData><mergeCells><mergeCell ref="A1:A2"/></mergeCells><sheetData>'
    sheet = {"xl/worksheets/sheet1.xml": OPEN + rows + merged + CLOSE}
    path = changed_zip(KINDS / "content.xlsx", lambda p: p.update(sheet), tmp_path / "a.xlsx")
    report = Report()
    assert cells(read_workbook(path, report)[0]) == {1: ["0"], 3: ["2"]}


def test_a_workbook_that_is_not_there(tmp_path: Path) -> None:
    report = Report()
    assert read_workbook(tmp_path / "a.xlsx", report) == []
    assert read_workbook(tmp_path, report) == []
    assert told(report) == ["找不到文件", "找不到文件"]
