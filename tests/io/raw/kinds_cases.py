"""The same content in every kind of workbook, in tests/cases/kinds.

`python -m tests.io.raw.kinds_cases` writes them anew: content.xlsx with XlsxWriter, from it content.ods and
content.xls with LibreOffice (soffice), and mac.xls from the same content with dates counted from 1904.
county.* is the county of tests.io.county, there to be damaged. The tests read what is committed.
"""

from __future__ import annotations

import subprocess
import zipfile
from datetime import date, datetime, time
from pathlib import Path
from typing import Any

import xlsxwriter

from roster.io.raw.table import Area
from tests.io.county import county, write_xlsx

KINDS = Path(__file__).resolve().parents[2] / "cases" / "kinds"
DAY = datetime.combine(date(2026, 12, 5), time())
# Row by row, as each kind must come out; an error and a formula come as what they show.
CONTENT: dict[int, list[Any]] = {
    1: ["种类", "值", "备注"],
    2: ["文字", "喆垚 A-1", "两行\n的字"],
    3: ["整数", 35, None],
    4: ["小数", 2.5, None],
    5: ["百分比", "50%", "12.5%"],
    6: ["日期", DAY, datetime.combine(date(2026, 12, 5), time(8, 30))],
    7: ["中文日期", DAY, None],
    8: ["钟点", time(8, 30), None],
    9: ["是非", True, False],
    10: ["错误", "#DIV/0!", "#N/A"],
    11: ["公式", 70, 2.5],
    13: ["合并", "右", None],  # row 12 is blank; A13:A14 and B13:C13 are merged
    14: [None, "下", None],
    15: ["隐藏行", "看不见", None],
    16: ["筛选掉", "也看不见", None],
    17: ["文本数字", "14043000000000001", "007"],
}
HIDDEN = {15, 16}
MERGED = (Area(13, 0, 14, 0), Area(13, 1, 13, 2))


def main() -> None:
    """Write the files."""
    KINDS.mkdir(parents=True, exist_ok=True)
    _write(KINDS / "content.xlsx", {})
    _write(KINDS / "mac.xlsx", {"date_1904": True})
    write_xlsx(KINDS / "county.xlsx", county())
    for file in ("content.ods", "content.xls", "mac.xls", "county.ods", "county.xls"):
        name, _, ending = file.partition(".")
        command = ["soffice", "--headless", "--convert-to", ending, f"{name}.xlsx"]
        subprocess.run(command, cwd=KINDS, check=True)
    (KINDS / "mac.xlsx").unlink()
    _type_booleans(KINDS / "content.ods")


def _type_booleans(path: Path) -> None:
    """As typed into LibreOffice; what it takes from .xlsx becomes formulas with the values 1 and 0."""
    with zipfile.ZipFile(path) as archive:
        parts = {info: archive.read(info) for info in archive.infolist()}
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive:
        for info, data in parts.items():
            for word, number in ((b"true", b"1"), (b"false", b"0")):
                formula = b'table:formula="of:=%s()" office:value-type="float" office:value="%s"'
                typed = b'office:value-type="boolean" office:boolean-value="%s"' % word
                data = data.replace(formula % (word.upper(), number), typed)
            keep = not info.filename.startswith(("Thumbnails", "Configurations2"))
            if keep:
                archive.writestr(info, data)


def _write(path: Path, options: dict[str, Any]) -> None:
    with xlsxwriter.Workbook(str(path), options) as book:
        page = book.add_worksheet("甲")
        for number, row in CONTENT.items():
            page.write_row(number - 1, 0, [c for c in row if not isinstance(c, datetime | time)])
        _write_formats(book, page)
        page.write_formula("B10", "=1/0", None, "#DIV/0!")
        page.write_formula("C10", "=NA()", None, "#N/A")
        page.write_formula("B11", "=B3*2", None, 70)
        page.write_formula("C11", "=B4", None, 2.5)
        page.merge_range("A13:A14", "合并")
        page.merge_range("B13:C13", "右")
        page.write_string("B14", "下")
        page.set_row(14, None, None, {"hidden": True})
        page.autofilter("A1:C17")
        page.set_row(15, None, None, {"hidden": True})
        page.write_comment("A2", "批注不是内容")
        page.set_row(200, None, book.add_format({"bold": True}))
        page.set_column("E:E", 12, book.add_format({"bg_color": "yellow"}))
        other = book.add_worksheet("乙")
        other.write_string("B2", "隐藏的表")
        other.hide()
        book.add_worksheet("丙")


def _write_formats(book: Any, page: Any) -> None:
    percent = book.add_format({"num_format": "0.0%"})
    page.write_number("B5", 0.5, percent)
    page.write_number("C5", 0.125, percent)
    day, moment = CONTENT[6][1:]
    page.write_datetime("B6", day, book.add_format({"num_format": "yyyy-mm-dd"}))
    page.write_datetime("C6", moment, book.add_format({"num_format": "yyyy-mm-dd hh:mm"}))
    page.write_datetime("B7", day, book.add_format({"num_format": 'yyyy"年"m"月"d"日"'}))
    page.write_datetime("B8", CONTENT[8][1], book.add_format({"num_format": "h:mm"}))


if __name__ == "__main__":
    main()
