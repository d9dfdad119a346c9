"""Files that ask for more time or memory than there is, and files that want to be more than tables.

Each maker writes one and returns its path. A file is small; what it asks for is not.
"""

from __future__ import annotations

import os
import struct
import zipfile
import zlib
from typing import TYPE_CHECKING

from xlrd.compdoc import CompDoc

from tests.io.county import county, write_xlsx
from tests.io.raw.kinds_cases import KINDS

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from pathlib import Path

MEGABYTE = 1_000_000
SHEET = "xl/worksheets/sheet1.xml"
OPEN = b'<worksheet xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"><sheetData>'
CLOSE = b"</sheetData></worksheet>"
ENTITIES = (
    b'<!DOCTYPE x [<!ENTITY a "ha">'
    + b"".join(b'<!ENTITY %c "%s">' % (c + 1, b"&%c;" % c * 20) for c in range(97, 110))
    + b"]>"
)


def _with_part(path: Path, name: str, pieces: Iterator[bytes], source: Path | None = None) -> Path:
    """A sound workbook in which one part is something else, written piece by piece."""
    source = source or write_xlsx(path.with_suffix(".sound"), county())
    with (
        zipfile.ZipFile(source) as old,
        zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED, compresslevel=9) as new,
    ):
        for info in old.infolist():
            if info.filename != name:
                new.writestr(info, old.read(info))
        with new.open(name, "w", force_zip64=True) as part:
            for piece in pieces:
                part.write(piece)
    return path


def _rows(count: int, row: bytes) -> Iterator[bytes]:
    """A sheet of that many rows; %d in the row is its number."""
    yield OPEN
    for first in range(1, count + 1, 1000):
        numbers = range(first, min(first + 1000, count + 1))
        yield b"".join(row.replace(b"%d", str(n).encode()) for n in numbers)
    yield CLOSE


def long_sheet(folder: Path) -> Path:
    """100,000 rows of eight filled cells."""
    cells = b"".join(b'<c r="%c%%d"><v>%d</v></c>' % (c, c) for c in b"ABCDEFGH")
    row = b'<row r="%d">' + cells + b"</row>"
    return _with_part(folder / "long.xlsx", SHEET, _rows(100_000, row))


def styled_blanks(folder: Path) -> Path:
    """A million rows that somebody coloured: nothing in them."""
    row = b'<row r="%d" s="0" customFormat="1"><c r="A%d" s="0"/></row>'
    whole = b"".join(_rows(1_048_576, row))
    sound = _sheet_of(write_xlsx(folder / "sound.xlsx", county()))
    first = sound[sound.index(b"<sheetData>") + 11 : sound.index(b"</sheetData>")]
    blank = whole[len(OPEN) : -len(CLOSE)]
    cut = blank.index(b'<row r="5"')
    return _with_part(folder / "blanks.xlsx", SHEET, iter([OPEN, first, blank[cut:], CLOSE]))


def _sheet_of(path: Path) -> bytes:
    with zipfile.ZipFile(path) as archive:
        return archive.read(SHEET)


def all_cells_styled(folder: Path) -> Path:
    """200,000 rows of twenty coloured cells: more XML than is read."""
    cells = b"".join(b'<c r="%c%%d" s="0"/>' % c for c in range(65, 85))
    row = b'<row r="%d">' + cells + b"</row>"
    return _with_part(folder / "styled.xlsx", SHEET, _rows(200_000, row))


def wide_sheet(folder: Path) -> Path:
    """16,384 columns, all with a head."""
    cells = (b'<c t="str"><v>h%d</v></c>' % n for n in range(16_384))
    pieces = iter([OPEN, b'<row r="1">', *cells, b"</row>", CLOSE])
    return _with_part(folder / "wide.xlsx", SHEET, pieces)


def zip_bomb(folder: Path) -> Path:
    """A sheet of two gigabytes of blanks in two megabytes."""
    return _with_part(folder / "bomb.xlsx", SHEET, (b" " * MEGABYTE for _ in range(2000)))


def lying_zip_bomb(folder: Path) -> Path:
    """The same, and its table of contents says that the sheet is small."""
    path = zip_bomb(folder)
    data = path.read_bytes().replace(struct.pack("<I", 2000 * MEGABYTE), struct.pack("<I", 1000))
    path.write_bytes(data)
    return path


def nested_zip_bomb(folder: Path) -> Path:
    """Zips of zips as embedded files: never opened."""
    inner = zlib.compress(b"\0" * 100 * MEGABYTE, 9)
    return _with_part(folder / "nested.xlsx", "xl/embeddings/package1.zip", iter([inner] * 50))


def shared_texts(folder: Path) -> Path:
    """Three million texts that no cell uses."""
    head = b'<sst xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main">'
    pieces = iter([head, *[b"<si><t>x</t></si>" * 10_000] * 300, b"</sst>"])
    return _with_part(folder / "texts.xlsx", "xl/sharedStrings.xml", pieces)


def one_long_text(folder: Path) -> Path:
    """A text of 150 million letters."""
    head = b'<sst xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"><si><t>'
    pieces = iter([head, *[b"x" * MEGABYTE] * 150, b"</t></si></sst>"])
    return _with_part(folder / "text.xlsx", "xl/sharedStrings.xml", pieces)


def many_styles(folder: Path) -> Path:
    """Three million styles."""
    head = (
        b'<styleSheet xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"><cellXfs>'
    )
    pieces = iter([head, *[b"<xf/>" * 10_000] * 300, b"</cellXfs></styleSheet>"])
    return _with_part(folder / "styles.xlsx", "xl/styles.xml", pieces)


def many_merged(folder: Path) -> Path:
    """300,000 merged areas that lie over one another."""
    areas = b'<mergeCell ref="A1:XFD1048576"/>' * 1000
    pieces = iter([OPEN, b'<row r="1"><c r="A1"><v>1</v></c></row><row r="9"><c r="I9"><v>1</v></c></row>',
                   b"</sheetData><mergeCells>", *[areas] * 300, b"</mergeCells></worksheet>"])  # fmt: skip
    return _with_part(folder / "merged.xlsx", SHEET, pieces)


def entities(folder: Path) -> Path:
    """A text that swells twentyfold thirteen times."""
    return _with_part(folder / "entities.xlsx", SHEET, iter([ENTITIES, OPEN, b"&n;", CLOSE]))


def entities_of_workbook(folder: Path) -> Path:
    """The same where the sheets are named."""
    pieces = iter([ENTITIES, b"<workbook>&n;</workbook>"])
    return _with_part(folder / "entities.xlsx", "xl/workbook.xml", pieces)


def deep_xml(folder: Path) -> Path:
    """Two million elements one inside the other."""
    return _with_part(folder / "deep.xlsx", SHEET, iter([OPEN, b"<a>" * 2 * MEGABYTE]))


def repeated_ods(folder: Path) -> Path:
    """One cell that says it is there a million times a thousand times."""
    cell = (
        b'<table:table-row table:number-rows-repeated="1048576"><table:table-cell '
        b'office:value-type="float" office:value="1" table:number-columns-repeated="900"/>'
        b"</table:table-row></table:table>"
    )
    content = _ods().replace(b"</table:table>", cell, 1)
    return _with_part(folder / "rep.ods", "content.xml", iter([content]), KINDS / "content.ods")


def blank_ods(folder: Path) -> Path:
    """Blank cells to the end of the sheet, as LibreOffice writes a coloured column."""
    rows = b'<table:table-row table:number-rows-repeated="1048000"><table:table-cell ' * 1
    rows += b'table:number-columns-repeated="16384"/></table:table-row></table:table>'
    content = _ods().replace(b"</table:table>", rows, 1)
    return _with_part(folder / "blank.ods", "content.xml", iter([content]), KINDS / "content.ods")


def _ods() -> bytes:
    with zipfile.ZipFile(KINDS / "content.ods") as archive:
        return archive.read("content.xml")


def long_csv(folder: Path) -> Path:
    """A folder with a text table of 100,000 rows."""
    inputs = folder / "csv"
    inputs.mkdir()
    (inputs / "历史值班.csv").write_bytes(
        "日期,站点,人员\n".encode() + b"2026-01-01,S1,P1\n" * 100_000
    )
    return inputs


def huge_file(folder: Path) -> Path:
    """A file of three gigabytes, all holes."""
    path = folder / "huge.xlsx"
    with path.open("wb") as file:
        file.write(b"PK\x03\x04")
        file.truncate(3000 * MEGABYTE)
    return path


def full_xls(folder: Path) -> Path:
    """An old workbook of nearly the most bytes that are read: 41,000 rows of 230 coloured blank cells."""
    stream = CompDoc((KINDS / "content.xls").read_bytes()).get_named_stream("Workbook")
    blank = struct.pack("<HH", 0xBE, 6 + 230 * 2)
    end = stream.rindex(b"\x0a\x00\x00\x00")  # of the last sheet
    rows = b"".join(
        blank + struct.pack("<HH", row, 0) + b"\x0f\x00" * 230 + struct.pack("<H", 229)
        for row in range(300, 41_300)
    )
    path = folder / "full.xls"
    path.write_bytes(stream[:end] + rows + stream[end:])
    return path


# Each maker, and what is told: part of a message, or nothing where the file is read as if it were sound.
HOSTILE: dict[Callable[[Path], Path], str] = {
    long_sheet: "more than 50,000 rows",
    styled_blanks: "",
    all_cells_styled: "too large",
    wide_sheet: "reach too far",
    zip_bomb: "too large",
    lying_zip_bomb: "damaged",
    nested_zip_bomb: "",
    shared_texts: "too large",
    one_long_text: "more than 100,000 characters",
    many_styles: "too large",
    many_merged: "reach too far",
    entities: "damaged",
    entities_of_workbook: "damaged",
    deep_xml: "damaged",
    repeated_ods: "reach too far",
    blank_ods: "the sheet is not known",
    long_csv: "more than 50,000 rows",
    huge_file: "too large",
    full_xls: "the sheet is not known",
}


def make_fifo(folder: Path) -> Path:
    """A pipe that nobody writes into."""
    path = folder / "pipe.xlsx"
    os.mkfifo(path)
    return path
