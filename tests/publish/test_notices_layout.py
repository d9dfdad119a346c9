"""Notices keep their form whatever is put on them, and their code can be read."""

import cv2
import numpy as np
import pytest

from roster.errors import RosterError
from roster.publish.notices import build_notice, build_notices, notice_pictures
from roster.publish.notices.content import notice_of
from tests import build
from tests.publish.notices_kit import (
    HOSTILE,
    IN_FORCE,
    URL,
    WORKDAYS,
    county,
    daily,
    ink_outside_margins,
    pages,
    printed,
)


@pytest.mark.parametrize("count", [1, 5, 13, 22, 31])
@pytest.mark.parametrize("site", ["C", "G"])
def test_any_number_of_rows_stays_within_the_margins(site: str, count: int) -> None:
    problem = county()
    duties = daily(list(build.DECEMBER.days[:count]), site)
    roster = build.roster(problem, duties, **IN_FORCE)
    pictures = notice_pictures(problem, roster, site, ppi=50)
    # 23 rows of the centre and 14 of a station fit one page; no month needs three
    assert len(pictures) == (1 if count <= (23 if site == "C" else 14) else 2)
    assert not any(map(ink_outside_margins, pictures))
    text = printed(build_notice(problem, roster, site))
    assert all(f"12月{d.day}日" in text for d in build.DECEMBER.days[:count])


@pytest.mark.parametrize(
    "name",
    [
        *(name for name in HOSTILE if "\x00" not in name),
        "Bartholomew-Christopherson-Montgomery",
        "山西省长治市沁源县郭道镇人民政府法律顾问室驻镇公共法律服务工作站律师事务所分所",
    ],
)
def test_a_hostile_or_long_text_is_printed_as_it_is_and_stays_in_its_place(name: str) -> None:
    person = build.person("P1", name=name, firm=name)
    sites = (build.centre(title=name, address=name), build.station("G", name="郭道镇", title=name))
    limits = {"bureau": name, "service": name, "supervision_phone": name}
    problem = county(people=[person], sites=sites, limits=limits)
    roster = build.roster(problem, [build.duty("P1", s, 1) for s in ("C", "G")], **IN_FORCE)
    for site in ("C", "G"):
        text = printed(build_notice(problem, roster, site)).replace("\u200b", "")
        # title, place, service, supervision, its owner, signature; name and firm in the table; the
        # station of this test has an address of its own
        assert text.count("".join(name.split())) == (8 if site == "C" else 7)
        assert not any(map(ink_outside_margins, notice_pictures(problem, roster, site, ppi=60)))


def test_characters_without_ink_are_removed() -> None:
    person = build.person("P1", name="张\n\u202e三\u200b\x00", firm="\t甲\r所 ")
    problem = county(people=[person])
    (row,) = notice_of(problem, build.roster(problem, [build.duty("P1", "C", 1)]), "C", "zh").rows
    assert row.parts[0].people[0].name == "张 三"
    assert row.parts[0].people[0].firm == "甲 所"


@pytest.mark.parametrize(("ppi", "link"), [(150, URL), (200, URL), (300, URL + "a" * 150)])
def test_the_code_leads_to_the_current_page(ppi: int, link: str) -> None:
    problem = county(limits={"notice_url": link})
    roster = build.roster(problem, daily(WORKDAYS), **IN_FORCE)
    (picture,) = notice_pictures(problem, roster, "C", ppi=ppi)
    image = cv2.imdecode(np.frombuffer(picture, np.uint8), cv2.IMREAD_COLOR)
    assert cv2.QRCodeDetector().detectAndDecode(image)[0] == link


def test_an_address_too_long_for_any_code_is_refused() -> None:
    problem = county(limits={"notice_url": URL + "a" * 3000})
    with pytest.raises(RosterError, match="too long for a QR code"):
        build_notices(problem, build.roster(problem))


def test_the_last_page_is_never_only_the_foot_of_the_sheet() -> None:
    # rows that need two to four lines: by the row height alone they would be reckoned too short
    people = [
        build.person(f"P{i}", name="买买提·" * (2 * i), firm="所" * 12 * i) for i in range(1, 7)
    ]
    problem = county(people=people, limits={"notice_url": URL, "service": "服务" * 60})
    roster = build.roster(problem, daily(WORKDAYS), **IN_FORCE)
    sheets = ["".join(page.split()) for page in pages(build_notice(problem, roster, "C"))]
    assert len(sheets) > 1
    assert "12月31日星期四" in sheets[-1]
    assert "沁源县司法局2026年11月25日" in sheets[-1]
