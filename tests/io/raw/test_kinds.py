"""Every kind of file gives the same tables, and is known by what it holds."""

import zipfile
from collections.abc import Callable
from pathlib import Path

import pytest

from roster.errors import InputError
from roster.io import assemble
from roster.io.fields import Broken
from roster.io.raw.kinds import Kind, kind_of
from roster.io.report import Report
from roster.io.source import files_of, read_tables
from roster.io.tables import read_csv, read_workbook
from tests.io.county import DECEMBER, county, write_csv, write_xlsx
from tests.io.raw.kinds_cases import CONTENT, HIDDEN, KINDS, MERGED
from tests.io.raw.test_tables import cells

FILES = ["content.xlsx", "content.xls", "content.ods", "mac.xls"]
OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"


def told(report: Report) -> list[str]:
    return [p.message.zh for p in (*report.problems, *report.assumptions)]


def changed_zip(path: Path, change: Callable[[dict[str, bytes]], object], to: Path) -> Path:
    """The zip with some of its parts changed."""
    with zipfile.ZipFile(path) as archive:
        parts = {name: archive.read(name) for name in archive.namelist()}
    change(parts)
    with zipfile.ZipFile(to, "w") as archive:
        for name, data in parts.items():
            archive.writestr(name, data)
    return to


@pytest.mark.parametrize("name", FILES)
def test_the_same_content_comes_out_the_same(name: str) -> None:
    report = Report()
    found, other, empty = read_workbook(KINDS / name, report)
    report.check()
    rows = cells(found)
    assert {
        n: [str(c) if isinstance(c, Broken) else c for c in row] for n, row in rows.items()
    } == CONTENT
    assert all(isinstance(cell, Broken) for cell in rows[10][1:])
    assert [type(c) for row in rows.values() for c in row if not isinstance(c, Broken)] == [
        type(c) for n, row in CONTENT.items() for c in (row[:1] if n == 10 else row)
    ]
    assert (found.hidden, found.merged, found.concealed) == (HIDDEN, MERGED, False)
    assert (other.sheet, cells(other), other.concealed) == ("乙", {2: [None, "隐藏的表"]}, True)
    assert (empty.sheet, empty.frame.empty) == ("丙", True)
    assert len(told(report)) == (1 if name.startswith("mac") else 0)


@pytest.mark.parametrize(
    ("source", "name"),
    [("content.xlsx", "县.xls"), ("content.xlsx", "县.et"), ("content.xls", "县.xlsx"),
     ("content.xls", "县.ET"), ("content.ods", "县.xls"), ("content.xlsx", "县.csv")],
)  # fmt: skip
def test_a_workbook_under_another_kinds_name(source: str, name: str, tmp_path: Path) -> None:
    (tmp_path / name).write_bytes((KINDS / source).read_bytes())
    for path in (tmp_path / name, tmp_path):  # by itself, and as the one workbook of a folder
        report = Report()
        _, found = read_tables(path, report)
        report.check()
        assert [cells(t) for t in found] == [
            cells(t) for t in read_workbook(KINDS / source, report)
        ]


@pytest.mark.parametrize(
    ("data", "kind"),
    [
        (OLE + b"\0" * 512, Kind.XLS),
        (OLE + "EncryptedPackage".encode("utf-16-le"), Kind.PROTECTED),
        (b"\x09\x04\x06\x00\x00\x00", Kind.XLS),
        (b"PK\x03\x04 cut off", Kind.XLSX),
        (b"\xef\xbb\xbf\r\n<html><table>", Kind.WEB),
        (b"<?xml version='1.0'?><Workbook xmlns='urn:office:spreadsheet'>", Kind.WEB),
        (b"MIME-Version: 1.0\r\nX-Document-Type: Workbook", Kind.WEB),
        ("编号,姓名".encode("gb18030"), Kind.TEXT),
        ("编号\t姓名".encode("utf-16"), Kind.TEXT),
        (("a" + "编" * 3000).encode(), Kind.TEXT),  # the first bytes end inside a letter
        (b"%PDF-1.7\n\x00\x01", Kind.OTHER),
        (b"\x89PNG\r\n\x1a\n", Kind.OTHER),
    ],
)  # fmt: skip
def test_the_kind_is_known_by_the_first_bytes(data: bytes, kind: Kind) -> None:
    assert kind_of(data) is kind


@pytest.mark.parametrize(
    ("name", "data", "words"),
    [
        ("县.xlsx", OLE + "EncryptedPackage".encode("utf-16-le"), "工作簿有打开密码"),
        (
            "县.xls",
            b"<html><table><tr><td>1</td></tr></table></html>",
            "内容是网页或XML，不是工作簿",
        ),
        ("县.xls", OLE + b"\0" * 2000, "工作簿已损坏"),
        ("县.xls", b"\x09\x04\x06\x00\x00\x00", "工作簿已损坏"),
        ("县.xlsx", b"PK\x03\x04", "工作簿已损坏"),
        ("县.xls", "编号,姓名\r\nP1,李喆\r\n".encode(), "内容是一张文本表格，不是工作簿"),
        ("县.csv", "编号,姓名\r\nP1,李喆\r\n".encode(), "内容是一张文本表格，不是工作簿"),
        ("县.et", b"\x89PNG\r\n\x1a\n\0", "不是有效的Excel工作簿"),
    ],
)
def test_what_is_no_workbook_says_what_it_is(
    name: str, data: bytes, words: str, tmp_path: Path
) -> None:
    (tmp_path / name).write_bytes(data)
    report = Report()
    assert read_tables(tmp_path / name, report) == (name, [])
    assert told(report) == [words]


def test_passwords_of_xls_and_ods(tmp_path: Path) -> None:
    locked = b"<manifest xmlns='urn:m'><file-entry><encryption-data/></file-entry></manifest>"
    path = changed_zip(
        KINDS / "content.ods",
        lambda p: p.update({"META-INF/manifest.xml": locked}),
        tmp_path / "a.ods",
    )
    data = bytearray((KINDS / "content.xls").read_bytes())
    interface = data.find(b"\xe1\x00\x02\x00\xb0\x04")  # where the record of a password would stand
    assert interface > 0
    data[interface : interface + 2] = b"\x2f\x00"
    (tmp_path / "a.xls").write_bytes(data)
    for locked_file in (path, tmp_path / "a.xls"):
        report = Report()
        assert read_workbook(locked_file, report) == []
        assert told(report) == ["工作簿有打开密码"]


def test_an_xlsx_whose_sheet_is_encrypted_in_the_zip(tmp_path: Path) -> None:
    data = bytearray((KINDS / "content.xlsx").read_bytes())
    at = data.find(b"PK\x01\x02")
    while at >= 0:
        data[at + 8] |= 1  # the flag of encryption, in each entry of the table of contents
        at = data.find(b"PK\x01\x02", at + 1)
    (tmp_path / "a.xlsx").write_bytes(data)
    report = Report()
    assert read_workbook(tmp_path / "a.xlsx", report) == []
    assert told(report) == ["工作簿有打开密码"]


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "utf-16-be-sig", "gb18030"])
@pytest.mark.parametrize("separator", [",", ";", "\t"])
def test_text_tables(encoding: str, separator: str, tmp_path: Path) -> None:
    words = f'姓名{separator}说明\r\n喆垚{separator}"一{separator}二"\r\n'
    data = words.encode(encoding.removesuffix("-sig") if "16" in encoding else encoding)
    path = tmp_path / "人员.csv"
    path.write_bytes(b"\xfe\xff" + data if encoding == "utf-16-be-sig" else data)
    report = Report()
    found = cells(read_csv(path, report))
    report.check()
    assert found == {1: ["姓名", "说明"], 2: ["喆垚", f"一{separator}二"]}


def test_a_separator_is_what_parts_the_heads_and_not_what_is_in_quotes(tmp_path: Path) -> None:
    path = tmp_path / "人员.csv"
    path.write_text('沁源县\n"姓名,\n别名";说明\n喆垚;一,二,三\n', encoding="utf-8")
    assert cells(read_csv(path, Report()))[3] == ["喆垚", "一,二,三"]
    path.write_text("sep=;\n姓名;说明\n", encoding="utf-8")  # Excel does not show the line
    assert cells(read_csv(path, Report())) == {1: ["姓名", "说明"]}
    path.write_text("姓名\n喆垚\n", encoding="utf-8")
    assert cells(read_csv(path, Report())) == {1: ["姓名"], 2: ["喆垚"]}


@pytest.mark.parametrize("data", [b"a,b\0c\r\n", b"\xef\xbb\xbf\xff\xff", b"\xff\xfe\xff\xff"])
def test_what_is_no_text(data: bytes, tmp_path: Path) -> None:
    (tmp_path / "人员.csv").write_bytes(data)
    report = Report()
    assert not read_csv(tmp_path / "人员.csv", report).readable
    assert told(report) == ["文件编码既不是UTF-8也不是GB18030"]


@pytest.mark.parametrize(
    ("data", "row"),
    [
        ("编号,姓名\nP1,李喆\nP2,".encode() + b"\xff\n", 3),
        ("编号,姓名\nP1,李喆\n".encode("gb18030") + b"P2,\xff\xff\nP3,x\n", 3),
        (b"a,b\nc\0d\n", 2),
        (b"\xff\xfe\xff\xff", None),
    ],
)
def test_the_row_of_what_is_no_text_is_told(data: bytes, row: int | None, tmp_path: Path) -> None:
    (tmp_path / "人员.csv").write_bytes(data)
    report = Report()
    read_csv(tmp_path / "人员.csv", report)
    assert [p.row for p in report.problems] == [row]


def test_a_folder_of_text_tables_by_their_contents(tmp_path: Path) -> None:
    write_csv(tmp_path, county())
    (tmp_path / "人员.csv").rename(tmp_path / "人员.xls")  # as portals export
    words = (tmp_path / "站点.csv").read_bytes().decode("utf-8-sig").replace(",", "\t")
    (tmp_path / "站点.txt").write_bytes(words.encode("utf-16"))  # Excel's “Unicode text”
    (tmp_path / "站点.csv").unlink()
    for other in ("通知.txt", ".~lock.规则.csv#", "~$规则.csv", "截图.png"):
        (tmp_path / other).write_bytes(b"?")
    (tmp_path / "旧.csv").mkdir()
    books, sheets = files_of(tmp_path)
    assert (books, len(sheets)) == ([], 7)
    found = assemble.examine(tmp_path, DECEMBER)
    assert found.problem == assemble.read_problem(write_csv(tmp_path / "again", county()), DECEMBER)
    assert [(a.file, a.message.zh) for a in found.assumptions] == [
        ("人员.xls", "文件名像工作簿，内容是文本表格，已按CSV读取")
    ]


def test_macros_and_links_are_told(tmp_path: Path) -> None:
    path = write_xlsx(tmp_path / "沁源县.xlsx", county())

    def change(parts: dict[str, bytes]) -> None:
        parts["xl/vbaProject.bin"] = OLE
        sheet = parts["xl/worksheets/sheet2.xml"]
        assert b'<c r="G3"><v>35</v></c>' in sheet
        parts["xl/worksheets/sheet2.xml"] = sheet.replace(
            b'<c r="G3"><v>35</v></c>', b'<c r="G3"><f>[1]Roads!B2</f><v>36</v></c>'
        )

    changed_zip(path, change, tmp_path / "沁源县.xlsm")
    found = assemble.examine(tmp_path / "沁源县.xlsm", DECEMBER)
    assert found.problem is not None
    assert [s.minutes_from_seat for s in found.problem.sites if s.id == "S1"] == [36]
    assert [(a.message.en, a.sheet) for a in found.assumptions] == [
        ("the workbook's macros were not run and never are", None),
        ("formulas refer to other workbooks; their values were taken as last saved", "站点"),
    ]


def test_what_an_unreadable_sheet_hides_is_not_called_missing(tmp_path: Path) -> None:
    sheets = county() | {"历史值班": [["日期", "站点", "人员"]] + [["x"]] * 50_000}
    found = assemble.examine(write_xlsx(tmp_path / "a.xlsx", sheets), DECEMBER)
    assert [(p.sheet, p.message.en) for p in found.problems] == [
        ("历史值班", "it has more than 50,000 rows")
    ]


def test_errors_of_the_disk(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def broken(*_: object, **__: object) -> None:
        raise OSError

    monkeypatch.setattr(Path, "iterdir", broken)
    report = Report()
    assert read_tables(tmp_path, report) == (tmp_path.name, [])
    with pytest.raises(InputError, match="perhaps another program holds it"):
        report.check()


def test_a_workbook_of_charts_alone_has_no_sheets(tmp_path: Path) -> None:
    def without(parts: dict[str, bytes]) -> None:
        rels = parts["xl/_rels/workbook.xml.rels"]
        parts["xl/_rels/workbook.xml.rels"] = rels.replace(b"ships/worksheet", b"ships/chartsheet")

    report = Report()
    changed_zip(KINDS / "content.xlsx", without, tmp_path / "a.xlsx")
    assert read_workbook(tmp_path / "a.xlsx", report) == []
    assert told(report) == ["工作簿里没有工作表"]
