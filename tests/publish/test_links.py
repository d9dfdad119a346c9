"""The sheet of addresses: every code can be read off it, and names come out as they are."""

from __future__ import annotations

from datetime import datetime
from io import BytesIO
from zoneinfo import ZoneInfo

import cv2
import numpy as np
import pytest
from pypdf import PdfReader

from roster.errors import RosterError
from roster.publish.links import Link, build_link_sheet, link_pictures

MADE = datetime(2026, 12, 1, 9, 30, 15, 123456, tzinfo=ZoneInfo("Asia/Shanghai"))
BUREAU = "沁源县司法局"
NAMES = ("李喆", "古丽娜扎尔·艾尼瓦尔江·买买提", "王𬭎", '#panic("x")', "=1+1")
LINKS = [
    Link(name, f"https://cal.qinyuan.example.com/f/EL8Q0XmZzzxUVFhsZlwd{i}Q.ics")
    for i, name in enumerate(NAMES)
]


def decoded(picture: bytes) -> set[str]:
    """What a scanner reads off the page."""
    page = cv2.imdecode(np.frombuffer(picture, np.uint8), cv2.IMREAD_COLOR)
    assert page is not None
    found, texts, *_ = cv2.QRCodeDetector().detectAndDecodeMulti(page)
    assert found
    return set(texts)


@pytest.mark.parametrize("ppi", [100, 150])  # below 100 a module is too few pixels for OpenCV
def test_every_person_has_both_codes(ppi: float) -> None:
    pages = link_pictures(LINKS, BUREAU, ppi=ppi)
    assert len(pages) == 2  # three people, then two
    for page, links in zip(pages, (LINKS[:3], LINKS[3:]), strict=True):
        wanted = {link.address for link in links}
        assert decoded(page) == wanted | {a.replace("https:", "webcal:") for a in wanted}


def test_the_sheet_says_who_how_and_that_it_is_secret() -> None:
    text = PdfReader(BytesIO(build_link_sheet(LINKS[:1], BUREAU, MADE))).pages[0].extract_text()
    flat = text.replace("\n", "").replace(" ", "")
    for words in ("李喆", "iPhone：用“相机”", "安卓：", "微信扫一扫不支持", "不要转发", BUREAU):
        assert words in flat
    assert LINKS[0].address in flat


def test_names_are_no_markup() -> None:
    pages = PdfReader(BytesIO(build_link_sheet(LINKS, BUREAU, MADE))).pages
    text = "".join(page.extract_text() for page in pages)
    assert all(name in text for name in NAMES)


def test_equal_input_gives_equal_bytes() -> None:
    one = build_link_sheet(LINKS, BUREAU, MADE)
    assert one == build_link_sheet(LINKS, BUREAU, MADE)
    assert one.startswith(b"%PDF-")


def test_in_english_on_request() -> None:
    sheet = build_link_sheet(LINKS[:1], BUREAU, MADE, "en")
    assert "Subscribe" in PdfReader(BytesIO(sheet)).pages[0].extract_text()


def test_an_address_too_long_for_a_code_is_refused() -> None:
    with pytest.raises(RosterError, match="too long"):
        build_link_sheet([Link("甲", "https://" + "x" * 3000)], BUREAU, MADE)
