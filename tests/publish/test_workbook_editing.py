"""Links between the sheets, heads and feet, and what may be edited and read back."""

from __future__ import annotations

import zipfile
from io import BytesIO
from typing import TYPE_CHECKING

import pytest

from roster.model.people import Category
from roster.model.sheets import duties_digest
from roster.publish.workbook import build_workbook
from tests.build import DECEMBER, calendar, day, person, problem, roster
from tests.publish.workbook_sample import SHEETS, county, month, read

if TYPE_CHECKING:
    from openpyxl.workbook import Workbook


@pytest.fixture(scope="module")
def book() -> Workbook:
    of = county()
    return read(of, month(of, revision=2))


def test_names_and_sites_lead_to_their_rows(book: Workbook) -> None:
    sheet = book["公平统计"]
    assert [sheet.cell(r, 1).hyperlink.location for r in (5, 6)] == [
        "'人员排班'!A5",
        "'人员排班'!A6",
    ]
    assert book["人员排班"]["A6"].hyperlink.location == "'公平统计'!A6"
    assert book["缺口"]["B4"].hyperlink.location == "'排班总表'!A5"
    assert book["缺口"]["G5"].hyperlink.location == "'人员排班'!A5"
    assert book["按日清单"]["A2"].hyperlink.location == "'说明'!A1"
    # where a clerk writes, no click leads away
    edited = [c for name in ("排班总表", "按日清单") for line in book[name].iter_rows(min_row=3)
              for c in line]  # fmt: skip
    assert not [c for c in edited if c.hyperlink]


def test_a_holiday_moves_the_rows_that_links_lead_to() -> None:
    of = problem(calendar=calendar(off=[day(1)]))  # its name takes a line of the head
    built = read(of, roster(of))
    assert built["公平统计"]["A5"].hyperlink.location == "'人员排班'!A6"
    assert built["人员排班"]["A6"].value == "甲P1"


def test_head_and_foot_say_county_month_revision_and_page() -> None:
    of = problem()
    named = of.model_copy(
        update={"settings": of.settings.model_copy(update={"county": "A&B" * 60})}
    )
    sheet = read(named, roster(named, revision=3))["排班总表"]
    # & begins a command there, so it is doubled; 60 characters are enough of a name
    assert sheet.oddHeader.left.text == "A&&B" * 20 + " 2026年12月"
    assert sheet.oddHeader.right.text == "第3版（草稿）"
    assert sheet.oddFooter.left.text == "&A"
    assert sheet.oddFooter.center.text == "沁源县司法局"
    assert sheet.oddFooter.right.text == "第 &P 页 共 &N 页"


def test_two_sheets_may_be_edited_and_the_others_are_locked(book: Workbook) -> None:
    marks = {
        name: (book[name].protection.sheet, book[name].sheet_properties.tabColor.rgb)
        for name in SHEETS[:-1]
    }
    editable, locked = (False, "FF70AD47"), (True, "FFA6A6A6")
    assert marks == {
        name: editable if name in ("排班总表", "按日清单") else locked for name in SHEETS[:-1]
    }
    assert book.active.title == "排班总表"


def test_names_are_offered_where_they_may_be_written(book: Workbook) -> None:
    [offer] = book["排班总表"].data_validations.dataValidation
    assert (str(offer.sqref), offer.formula1) == ("B5:AF17", "'版本信息'!$E$2:$E$16")
    assert not offer.showErrorMessage  # several names fit no list
    hidden = book["版本信息"]
    assert hidden.sheet_state == "hidden"
    assert [hidden.cell(r, 5).value for r in (1, 2, 16)] == ["people", "陈立新", "卫保平"]
    found = {str(v.sqref): v.formula1 for v in book["按日清单"].data_validations.dataValidation}
    assert found["C4:C284"] == "'版本信息'!$F$2:$F$14"
    assert found["F4:F284"] == "'版本信息'!$E$2:$E$16"


def test_it_says_which_revision_it_is_of(book: Workbook) -> None:
    of = county()
    hidden = book["版本信息"]
    assert [(hidden.cell(r, 1).value, hidden.cell(r, 2).value) for r in range(1, 6)] == [
        ("format", "roster-workbook/1"),
        ("county", "qinyuan"),
        ("month", "2026-12"),
        ("revision", "2"),
        ("duties", duties_digest(month(of).duties)),
    ]


def test_there_is_no_link_out_of_the_file_and_no_certificate_or_phone_in_it() -> None:
    of = problem([person("A", certificate="11401199910123456", phone="000-0000-0001")])
    data = build_workbook(of, roster(of))
    with zipfile.ZipFile(BytesIO(data)) as archive:
        parts = {name: archive.read(name).decode() for name in archive.namelist()}
        assert {info.date_time for info in archive.infolist()} == {(1980, 1, 1, 0, 0, 0)}
    assert not [name for name in parts if "external" in name.lower()]
    whole = "".join(parts.values())
    assert 'TargetMode="External"' not in whole
    assert "11401199910123456" not in whole
    assert "000-0000-0001" not in whole


def test_a_long_legend_goes_on_in_the_next_row() -> None:
    pool = [person(c.value, category=c, service_years=9) for c in Category]
    of = problem(pool, calendar=calendar(off=DECEMBER.days))  # narrow columns, for nobody serves
    sheet = read(of, roster(of), "en")["By person"]
    # 7 people below 5 rows, totals, then the legend: 7 categories, 1 shade, leave, not in the pool
    first, second = ([c.value for c in sheet[r] if c.value] for r in (14, 15))
    assert first[:2] == ["legend", "L lawyer"]
    assert second[-1] == "not in the pool"
    assert len(first) + len(second) == 1 + 7 + 1 + 2
