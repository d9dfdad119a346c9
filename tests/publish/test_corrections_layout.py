"""Correction sheets keep their form whatever is corrected on them."""

from __future__ import annotations

import cv2
import numpy as np
import pytest

from roster.model.sites import Session
from roster.publish.corrections import build_corrections, correction_pictures
from tests import build
from tests.build import duty
from tests.publish.corrections_kit import correction
from tests.publish.notices_kit import URL, county, ink_outside_margins, pages, printed

STEMS = {"C": "县中心", "G": "郭道镇"}


@pytest.mark.parametrize(("count", "most"), [(1, 1), (4, 1), (8, 1), (14, 1), (22, 2), (31, 2)])
@pytest.mark.parametrize("site", ["C", "G"])
def test_any_number_of_changes_stays_within_the_margins(site: str, count: int, most: int) -> None:
    days = build.DECEMBER.days[:count]
    before = [duty(f"P{i % 6 + 1}", site, d) for i, d in enumerate(days)]
    after = [duty(f"P{(i + 1) % 6 + 1}", site, d) for i, d in enumerate(days)]
    found = correction(before, after)
    pictures = correction_pictures(found, site, ppi=50)
    assert len(pictures) <= most
    assert not any(map(ink_outside_margins, pictures))
    sheets = pages(build_corrections(found)[f"{STEMS[site]}-更正公示.pdf"])
    assert all("原安排" in sheet for sheet in sheets)  # the head is repeated
    assert all(f"12月{d.day}日" in "".join(sheets) for d in days)
    assert all(("页" in sheet) == (len(sheets) > 1) for sheet in sheets)


@pytest.mark.parametrize(
    "name",
    [
        '#set text(red) *b* _i_ $x$ [y] @z <l> "q" \\ `c`',
        "=1+1",
        "阿卜杜拉·买买提江·吐尔逊·艾合麦提",
        "山西省长治市沁源县郭道镇人民政府法律顾问室驻镇公共法律服务工作站律师事务所分所",
        "W" * 70,
    ],
)
def test_a_hostile_or_long_text_is_printed_as_it_is_and_stays_in_its_place(name: str) -> None:
    people = [build.person(p, name=f"{name}", firm=name) for p in ("P1", "P2")]
    sites = (build.centre(), build.station("G", name="郭道镇", title=name, address=name))
    of = county(people=people, sites=sites, limits={"bureau": name})
    found = correction(
        [duty("P1", "G", 8), duty("P1", "G", 15), duty("P1", "G", 22)],
        [duty("P1", "G", 8), duty("P2", "G", 8), duty("P2", "G", 16)],
        old=of,
    )
    files = build_corrections(found)
    told = printed(files["郭道镇-更正公示.pdf"]).replace("\u200b", "")
    # Title, place, signature, and six persons by name and firm: one and two on the 8th, one and one of
    # the visit that moved, and the one of the visit that is cancelled.
    assert told.count("".join(name.split())) == 3 + 2 * 6
    assert not any(map(ink_outside_margins, correction_pictures(found, "G", ppi=60)))


def test_rare_characters_are_printed() -> None:
    name = "喆垚玥昇旻祎翀𬭎"
    people = [build.person("P1", name=name), build.person("P2")]
    found = correction([duty("P2", "G", 8)], [duty("P1", "G", 8)], old=county(people=people))
    assert name in printed(build_corrections(found)["郭道镇-更正公示.pdf"])


def test_two_persons_and_half_days_fit_their_cells() -> None:
    before = [duty("P1", "C", 8), duty("P2", "C", 8), duty("P3", "C", 9, Session.MORNING)]
    after = [duty("P1", "C", 8), duty("P4", "C", 8), duty("P6", "C", 9, Session.AFTERNOON)]
    for lang in ("zh", "en"):
        pictures = correction_pictures(correction(before, after), "C", lang, ppi=60)
        assert len(pictures) == 1
        assert not ink_outside_margins(pictures[0])


def test_the_code_leads_to_the_current_page() -> None:
    (picture,) = correction_pictures(correction(), "G", ppi=150)
    image = cv2.imdecode(np.frombuffer(picture, np.uint8), cv2.IMREAD_COLOR)
    assert cv2.QRCodeDetector().detectAndDecode(image)[0] == URL


def test_without_an_address_there_is_no_code_and_no_word_of_it() -> None:
    told = printed(build_corrections(correction(old=county(limits={})))["郭道镇-更正公示.pdf"])
    assert "扫码" not in told
