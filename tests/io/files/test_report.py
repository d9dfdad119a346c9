from __future__ import annotations

import zipfile
from typing import TYPE_CHECKING

import openpyxl
import pytest
from docx import Document

from roster.errors import InputError
from roster.io.files import report as report_file
from roster.io.files.report import read_report
from roster.model.figures import check_report

if TYPE_CHECKING:
    from pathlib import Path

SENTENCE = "受理100件，办结92件，办结率91%。"


def refused(path: Path) -> str:
    """Why the file is refused."""
    with pytest.raises(InputError) as caught:
        read_report(path)
    [problem] = caught.value.problems
    assert problem.file == path.name
    return problem.message.zh


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "gb18030"])
def test_text_in_any_usual_encoding(tmp_path: Path, encoding: str) -> None:
    path = tmp_path / "报告.txt"
    path.write_bytes(SENTENCE.encode(encoding))
    assert read_report(path).text == SENTENCE


def test_a_word_document_has_paragraphs_and_tables(tmp_path: Path) -> None:
    document = Document()
    document.add_paragraph("工作总结")
    document.add_paragraph(SENTENCE)
    table = document.add_table(3, 2)
    for row, cells in zip(table.rows, (("甲", "1"), ("乙", "2"), ("合计", "4")), strict=True):
        for cell, text in zip(row.cells, cells, strict=True):
            cell.text = text
    document.save(str(tmp_path / "a.docx"))
    written = read_report(tmp_path / "a.docx")
    doubts = check_report(written.text, written.grids).doubts
    assert [(d.line, d.message.zh) for d in doubts] == [
        (2, "92÷100=92.0%，不是91%"), (3, "上面2行相加是3，不是4")]  # fmt: skip


def test_tables_know_the_rows_of_their_sheet(tmp_path: Path) -> None:
    book = openpyxl.Workbook()
    sheet = book.active
    assert sheet is not None
    for row in (["完成情况"], ["县", "任务数", "完成数", "完成率"], ["甲", 200, 130.0, "60%"],
                ["乙", 100, 100, "100%"], ["合计", 300, 231, None]):  # fmt: skip
        sheet.append(row)
    book.save(tmp_path / "a.xlsx")
    doubts = check_report("", read_report(tmp_path / "a.xlsx").grids).doubts
    assert [(d.line, d.message.zh) for d in doubts] == [
        (5, "上面2行相加是230，不是231"), (3, "130÷200=65.0%，不是60%")]  # fmt: skip
    (tmp_path / "a.csv").write_text("县,数\n甲,1\n乙,2\n合计,3\n", encoding="utf-8")
    assert len(check_report("", read_report(tmp_path / "a.csv").grids).fits) == 1


def test_what_cannot_be_read_is_said(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    assert refused(tmp_path / "a.txt") == "找不到文件"
    for name, data, told in (
        ("a.pdf", b"%PDF", "读不了这种文件"),
        ("a.txt", b"\xff\xff\xff", "文件编码既不是UTF-8也不是GB18030"),
        ("a.docx", b"PK", "不是有效的Word文件"),
        ("a.csv", b'"', "不是有效的CSV文件"),
    ):
        (tmp_path / name).write_bytes(data)
        assert refused(tmp_path / name) == told
    with zipfile.ZipFile(tmp_path / "b.docx", "w") as packed:
        packed.writestr("word/document.xml", "<a/>")
    assert refused(tmp_path / "b.docx") == "不是有效的Word文件"
    monkeypatch.setattr(report_file, "MOST_UNPACKED", 3)
    assert refused(tmp_path / "b.docx") == "文件展开后太大"
    monkeypatch.setattr(report_file, "MOST_BYTES", 1)
    assert refused(tmp_path / "b.docx") == "文件太大"
