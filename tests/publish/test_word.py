"""Word files: opened again, by the library that wrote them and by an office program."""

import io
import shutil
import subprocess
import zipfile
from datetime import UTC, datetime
from pathlib import Path

import cv2
import numpy as np
import pytest
from docx import Document
from docx.oxml.ns import qn
from pypdf import PdfReader

from roster.model.requests import Duty
from roster.model.sites import Session
from roster.publish.notices.announcement import announcement_of
from roster.publish.notices.content import notice_of
from roster.publish.notices.fonts import Role
from roster.publish.notices.render import stamp_of
from roster.publish.notices.sign_in import sign_in_of
from roster.publish.notices.word import announcement_docx, notice_docx, sign_in_docx
from roster.publish.notices.word.document import font_for
from roster.text import Lang
from tests import build
from tests.publish.notices_kit import (
    HOSTILE,
    IN_FORCE,
    URL,
    WORKDAYS,
    county,
    daily,
    hostile_county,
)

MADE = datetime(2026, 11, 24, 16, tzinfo=UTC)  # midnight in China
MM = 36000  # English metric units


def texts(content: bytes) -> list[str]:
    """Every paragraph, those of tables too; a cell that spans several rows once."""
    body = Document(io.BytesIO(content)).element.body
    return ["".join(t.text or "" for t in p.iter(qn("w:t"))) for p in body.iter(qn("w:p"))]


def notice(site: str = "G", lang: Lang = "zh", days: int = 23, **state: object) -> bytes:
    problem = county()
    roster = build.roster(problem, daily(WORKDAYS[:days], site), **{**IN_FORCE, **state})
    return notice_docx(notice_of(problem, roster, site, lang), stamp_of(roster))


def test_the_page_is_the_official_one_and_the_columns_keep_their_widths() -> None:
    document = Document(io.BytesIO(notice()))
    [section] = document.sections
    sizes = (section.page_width, section.page_height, section.top_margin, section.bottom_margin)
    assert [round(size / MM) for size in sizes] == [210, 297, 37, 35]
    assert [round(s / MM) for s in (section.left_margin, section.right_margin)] == [28, 26]
    table = document.tables[0]
    widths = [int(c.get(qn("w:w"))) for c in table._tbl.tblGrid.iter(qn("w:gridCol"))]
    assert abs(sum(widths) - 156 * 1440 / 25.4) < 6  # twentieths of a point
    assert all(
        cell.width == column.width
        for cell, column in zip(table.rows[1].cells, table.columns, strict=True)
    )
    assert table._tbl.tblPr.find(qn("w:tblLayout")).get(qn("w:type")) == "fixed"


def test_the_header_is_repeated_and_no_row_is_split_or_clipped() -> None:
    table = Document(io.BytesIO(notice())).tables[0]
    head, *rows = (row._tr.trPr for row in table.rows)
    assert head.find(qn("w:tblHeader")) is not None
    assert all(row.find(qn("w:tblHeader")) is None for row in rows)
    for row in (head, *rows):
        assert row.find(qn("w:cantSplit")) is not None
        assert row.find(qn("w:trHeight")).get(qn("w:hRule")) == "atLeast"


def test_everything_of_the_notice_is_in_the_file() -> None:
    problem = county()
    duties = [*daily([build.day(8)], "G", 2), build.duty("P3", "G", 8, Session.AFTERNOON)]
    roster = build.roster(problem, duties, **IN_FORCE)
    content = notice_docx(notice_of(problem, roster, "G", "zh"), stamp_of(roster))
    said = texts(content)
    for text in ("沁源县郭道镇公共法律服务工作站", "法律服务人员值班公示", "（2026年12月）", "12月8日",
                 "星期二", "十月三十", "逢集", "8:30—12:30", "王建国", "赵文静", "孙玥",
                 "山西沁河律师事务所",
                 "咨询热线：12348（24小时免费）", "沁源县司法局", "2026年11月25日"):  # fmt: skip
        assert text in said, text
    assert said.count("12月8日") == 1  # the day is one cell over its three persons
    document = Document(io.BytesIO(content))
    assert [cell.text for cell in document.tables[0].columns[3].cells] == [
        *("值班人员", "王建国", "赵文静", "孙玥")
    ]
    [picture] = document.inline_shapes
    assert round(picture.width / MM) == 30
    [image] = [p.blob for p in document.part.package.iter_parts() if p.partname.endswith(".png")]
    pixels = cv2.imdecode(np.frombuffer(image, np.uint8), cv2.IMREAD_GRAYSCALE)
    framed = cv2.copyMakeBorder(
        pixels, 30, 30, 30, 30, cv2.BORDER_CONSTANT, value=255
    )  # white paper
    assert cv2.QRCodeDetector().detectAndDecode(framed)[0] == URL


@pytest.mark.parametrize(
    ("text", "role", "font"),
    [
        ("王建国", Role.BODY, "仿宋_GB2312"),
        ("张玥", Role.BODY, "仿宋"),  # not in GB 2312
        ("𬭎", Role.BODY, "宋体"),  # not in GBK
        ("阿卜杜拉·买买提", Role.BODY, "仿宋_GB2312"),
        ("8:00—12:00", Role.KAI, "楷体_GB2312"),
        ("喆律师", Role.TITLE, "方正小标宋_GBK"),
    ],
)
def test_a_name_with_a_rare_character_is_set_whole_in_a_font_that_has_it(
    text: str, role: Role, font: str
) -> None:
    assert font_for(text, role) == font


def test_fonts_are_named_for_chinese_text_with_stand_ins() -> None:
    content = notice("C")
    with zipfile.ZipFile(io.BytesIO(content)) as parts:
        body, table = (parts.read(f"word/{n}.xml").decode() for n in ("document", "fontTable"))
    used = {part.split('"')[0] for part in body.split('w:eastAsia="')[1:]}
    assert used >= {"方正小标宋简体", "仿宋_GB2312", "仿宋", "黑体", "楷体_GB2312"}
    assert all(f'w:name="{font}"><w:altName' in table for font in used)


def test_who_and_when_are_told_and_nothing_of_the_clock() -> None:
    content = notice("C")
    facts = Document(io.BytesIO(content)).core_properties
    assert (facts.author, facts.last_modified_by) == ("沁源县司法局", "沁源县司法局")
    assert facts.created == facts.modified == MADE
    assert facts.title == "沁源县公共法律服务中心 法律服务人员值班公示 （2026年12月）"
    with zipfile.ZipFile(io.BytesIO(content)) as parts:
        assert {entry.date_time for entry in parts.infolist()} == {(1980, 1, 1, 0, 0, 0)}
    assert content == notice("C")


@pytest.mark.parametrize(
    ("site", "days", "numbered"), [("C", 23, False), ("G", 5, False), ("G", 23, True)]
)
def test_pages_are_numbered_where_there_are_several(site: str, days: int, numbered: bool) -> None:
    footer = Document(io.BytesIO(notice(site, days=days))).sections[0].footer
    assert ("NUMPAGES" in footer._element.xml) is numbered


def test_an_empty_month_a_draft_and_no_code() -> None:
    problem = county(limits={"notice_url": ""})
    roster = build.roster(problem)
    content = notice_docx(notice_of(problem, roster, "C", "zh"), stamp_of(roster))
    assert "本月暂无值班安排，咨询请拨12348" in texts(content)
    document = Document(io.BytesIO(content))
    assert document.sections[0].header.paragraphs[0].text == "【草稿】"
    assert len(document.inline_shapes) == 0


def test_a_centre_in_halves_and_english() -> None:
    problem = county()
    duties = [build.duty("P1", "C", 1, s) for s in (Session.MORNING, Session.AFTERNOON)]
    roster = build.roster(problem, duties, **IN_FORCE)
    said = texts(notice_docx(notice_of(problem, roster, "C", "en"), stamp_of(roster)))
    assert {"Session", "a.m.", "p.m.", "王建国"} <= set(said)


def test_the_sign_in_sheet() -> None:
    problem = county()
    duties = [*daily([build.day(8)], "G", 2), build.duty("P3", "G", 8, Session.AFTERNOON)]
    roster = build.roster(problem, duties)
    sheet = sign_in_of(problem, roster, "G", "zh")
    document = Document(io.BytesIO(sign_in_docx(sheet, MADE)))
    [table] = document.tables
    assert [cell.text for cell in table.rows[0].cells] == list(sheet.columns.values())
    assert [cell.text for cell in table.columns[3].cells][1:] == [
        "王建国",
        "赵文静",
        "孙玥",
        "",
        "",
    ]
    assert document.sections[0].header.paragraphs[0].text == "【草稿】"
    many = build.roster(problem, daily(WORKDAYS, "G", 2))
    content = sign_in_docx(sign_in_of(problem, many, "G", "zh"), MADE)
    assert "NUMPAGES" in Document(io.BytesIO(content)).sections[0].footer._element.xml


def test_the_announcement() -> None:
    problem = county()
    roster = build.roster(
        problem, sorted(daily(WORKDAYS) + daily([build.day(8)], "G"), key=Duty.order)
    )
    announcement = announcement_of(problem, roster, "zh")
    document = Document(io.BytesIO(announcement_docx(announcement, MADE)))
    said = [p.text for p in document.paragraphs]
    assert said[:2] == list(announcement.title)
    assert all("".join(p.pieces) in said for p in announcement.paragraphs)
    assert announcement.attachment in said
    assert said[-2:] == ["沁源县司法局", "未公布"]
    assert document.paragraphs[0].runs[0].font.size.pt == 22  # 2号
    assert document.paragraphs[3].runs[0].font.size.pt == 16  # 3号
    section = document.sections[0]
    assert [h.paragraphs[0].text for h in (section.header, section.even_page_header)] == [
        "【草稿】"
    ] * 2
    announcement_docx(announcement_of(problem, roster, "en"), MADE)


def everything(name: str) -> dict[str, bytes]:
    problem = hostile_county(name)
    roster = build.roster(problem, [build.duty("P1", s, 1) for s in "CG"], **IN_FORCE)
    return {
        "centre": notice_docx(notice_of(problem, roster, "C", "zh"), MADE),
        "station": notice_docx(notice_of(problem, roster, "G", "zh"), MADE),
        "sign-in": sign_in_docx(sign_in_of(problem, roster, "G", "zh"), MADE),
        "announcement": announcement_docx(announcement_of(problem, roster, "zh"), MADE),
    }


@pytest.mark.parametrize("name", HOSTILE)
def test_what_users_wrote_is_text_and_nothing_else(name: str) -> None:
    shown = notice_of(hostile_county(name), build.roster(hostile_county(name)), "G", "zh").title
    for content in everything(name).values():
        assert any(shown in text for text in texts(content))
        assert "\x00" not in "".join(texts(content))


@pytest.mark.slow
@pytest.mark.skipif(shutil.which("soffice") is None, reason="LibreOffice is not installed")
def test_an_office_program_opens_them_all(tmp_path: Path) -> None:
    files = {"C-23": notice("C"), "G-12": notice("G", days=12), "G-5": notice("G", days=5)}
    files |= everything(HOSTILE[0])
    for name, content in files.items():
        (tmp_path / f"{name}.docx").write_bytes(content)
    home = f"-env:UserInstallation={(tmp_path / 'home').as_uri()}"
    command = [
        "soffice",
        home,
        "--headless",
        "--convert-to",
        "pdf",
        *sorted(tmp_path.glob("*.docx")),
    ]
    subprocess.run(command, cwd=tmp_path, check=True, capture_output=True, timeout=300)
    for name in files:
        pages = [page.extract_text() for page in PdfReader(tmp_path / f"{name}.pdf").pages]
        assert pages[0].strip()
        if name.startswith(("C-", "G-")):
            assert len(pages) == 1, name  # what fits one page in the PDF does so in Word
