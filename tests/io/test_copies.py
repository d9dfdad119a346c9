from __future__ import annotations

import zipfile
from io import BytesIO
from pathlib import Path

import openpyxl
import pytest

from roster.io.busy import busy_events
from roster.io.busy.fetch import calendar_bytes
from roster.io.copies import copy_of, laid_out
from roster.model.sources import Source
from tests.io.busy.kit import FIRST, LAST, SECRET, at, calendar, event

CSV = "姓名,执业机构\r\n李喆,\r\n".encode("gb18030")


def test_a_workbook_is_copied_as_it_is(tmp_path: Path) -> None:
    book = tmp_path / "沁源县.xlsx"
    book.write_bytes(b"PK\x03\x04 whatever it holds")
    (tmp_path / "~$沁源县.xlsx").write_bytes(b"open in another program")
    for named in (book, tmp_path):
        copy = copy_of(named)
        assert (copy.name, copy.content) == ("沁源县.xlsx", book.read_bytes())


def test_csv_files_come_in_a_zip_that_is_the_same_each_time(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    folder = tmp_path / "沁源县"
    folder.mkdir()
    for name in ("站点.csv", "人员.CSV", ".人员.csv", "说明.txt"):
        (folder / name).write_bytes(CSV)
    copy = copy_of(folder)
    assert copy.name == "沁源县.zip"
    with zipfile.ZipFile(BytesIO(copy.content)) as archive:
        assert {name: archive.read(name) for name in archive.namelist()} == {
            "人员.CSV": CSV,
            "站点.csv": CSV,
        }
    (folder / "人员.CSV").write_bytes(CSV)  # saved again, the same
    monkeypatch.chdir(folder)
    again = copy_of(Path())
    assert again == copy
    assert again.sha256 == copy.sha256
    (folder / "人员.CSV").write_bytes(CSV + b"\r\n")
    assert copy_of(folder).sha256 != copy.sha256


def test_inputs_that_are_gone_are_an_error_of_the_disk(tmp_path: Path) -> None:
    with pytest.raises(FileNotFoundError):
        copy_of(tmp_path / "沁源县.xlsx")


def test_a_copy_laid_out_again_is_what_it_was(tmp_path: Path) -> None:
    book = tmp_path / "沁源县.xlsx"
    book.write_bytes(b"PK\x03\x04 whatever it holds")
    folder, out = tmp_path / "csv", tmp_path / "out"
    for made in (folder, out):
        made.mkdir()
    for name in ("站点.csv", "人员.csv"):
        (folder / name).write_bytes(CSV)
    for source in (copy_of(book), copy_of(folder)):
        assert copy_of(laid_out(source, out)) == source


def test_names_in_a_copy_lead_nowhere_else(tmp_path: Path) -> None:
    zipped = BytesIO()
    with zipfile.ZipFile(zipped, "w") as archive:
        archive.writestr("../../人员.csv", CSV)
    laid_out(Source(name="县.zip", content=zipped.getvalue()), tmp_path)
    assert [p.relative_to(tmp_path).as_posix() for p in tmp_path.rglob("*.csv")] == ["县/人员.csv"]


def test_calendars_that_the_inputs_name_are_kept_without_what_is_private(tmp_path: Path) -> None:
    folder = tmp_path / "沁源县"
    folder.mkdir()
    (folder / "人员.csv").write_text("姓名,忙碌日历\n李喆, 李喆.ics \n", encoding="utf-8")
    busy = calendar(event(at("08T0900"), at("08T1000")))
    for name in ("李喆.ics", "别人.ics"):
        (folder / name).write_bytes(busy)
    copy = copy_of(folder)
    with zipfile.ZipFile(BytesIO(copy.content)) as archive:
        assert archive.namelist() == ["人员.csv", "李喆.ics"]
        kept = archive.read("李喆.ics")
    assert SECRET.encode() not in kept
    out = tmp_path / "out"
    out.mkdir()
    again = laid_out(copy, out)
    assert times(calendar_bytes("李喆.ics", again)) == times(busy)
    assert copy_of(folder) == copy


def test_a_workbook_with_calendars_comes_in_a_zip(tmp_path: Path) -> None:
    book = tmp_path / "沁源县.xlsx"
    workbook = openpyxl.Workbook()
    workbook.create_sheet("人员").append(["李喆", "李喆.ics"])
    workbook.save(book)
    assert copy_of(book).name == "沁源县.xlsx"
    (tmp_path / "李喆.ics").write_bytes(calendar())
    for named in (book, tmp_path):
        copy = copy_of(named)
        assert copy.name == "沁源县.xlsx.zip"
        out = tmp_path / f"out{named.is_dir()}"
        out.mkdir()
        again = laid_out(copy, out)
        assert {p.name for p in again.iterdir()} == {"沁源县.xlsx", "李喆.ics"}
        assert (again / "沁源县.xlsx").read_bytes() == book.read_bytes()


def times(content: bytes) -> list[tuple[object, object]]:
    return [(busy.start, busy.end) for busy in busy_events(content, FIRST, LAST)]
