"""LibreOffice opens the template and keeps every drop-down, limit, note and lock."""

from __future__ import annotations

import re
import shutil
import subprocess
import zipfile
from typing import TYPE_CHECKING

import pytest
from defusedxml.ElementTree import fromstring
from openpyxl.utils import get_column_letter

from roster.io.columns import SHEETS
from roster.io.template.county import NewCounty, starting_sheets
from roster.io.template.offers import offer
from roster.io.template.write import write_inputs
from tests.io.county import DECEMBER

if TYPE_CHECKING:
    from pathlib import Path
    from xml.etree.ElementTree import Element

pytestmark = pytest.mark.slow
OFFICE = shutil.which("soffice")
TABLE = "{urn:oasis:names:tc:opendocument:xmlns:table:1.0}"
OFFICE_NS = "{urn:oasis:names:tc:opendocument:xmlns:office:1.0}"


@pytest.fixture(scope="module")
def content(tmp_path_factory: pytest.TempPathFactory) -> Element:
    """The template as LibreOffice understood it: the document that it saves."""
    if OFFICE is None:
        pytest.skip("soffice is not installed: that LibreOffice keeps the drop-downs is NOT tested")
    folder = tmp_path_factory.mktemp("office")
    sheets = starting_sheets(NewCounty("沁源县", stations=("郭道镇", "王陶镇")), DECEMBER)
    sheets |= {sheet.name: [] for sheet in SHEETS if not sheet.required}
    write_inputs(folder / "a.xlsx", sheets)
    return _converted(folder)


def _converted(folder: Path) -> Element:
    profile = f"-env:UserInstallation={(folder / 'profile').as_uri()}"
    command = [str(OFFICE), profile, "--headless", "--convert-to", "ods", "--outdir", str(folder)]
    subprocess.run([*command, str(folder / "a.xlsx")], check=True, capture_output=True, timeout=120)
    with zipfile.ZipFile(folder / "a.ods") as archive:
        root: Element = fromstring(archive.read("content.xml"))
    return root


def validations(content: Element) -> dict[str, tuple[str, str]]:
    """What each cell below a heading (人员.C2) asks for: the condition, and what breaking it brings."""
    told = {}
    for each in content.iter(f"{TABLE}content-validation"):
        alert = each.find(f"{TABLE}error-message")
        assert alert is not None and alert.get(f"{TABLE}display") == "true"
        name, condition = each.get(f"{TABLE}name"), each.get(f"{TABLE}condition")
        told[name] = (str(condition), str(alert.get(f"{TABLE}message-type")))
    found = {}
    for table in content.iter(f"{TABLE}table"):
        second, position = list(table.iter(f"{TABLE}table-row"))[1], 0
        for cell in second:
            for _ in range(min(100, int(cell.get(f"{TABLE}number-columns-repeated", "1")))):
                position += 1
                if (name := cell.get(f"{TABLE}content-validation-name")) is not None:
                    found[f"{table.get(f'{TABLE}name')}.{get_column_letter(position)}2"] = told[
                        name
                    ]
    return found


def test_every_drop_down_and_limit_is_kept(content: Element) -> None:
    kept = validations(content)
    expected = 0
    for sheet in SHEETS:
        for position, column in enumerate(sheet.columns, 1):
            wanted = offer(column.name, column.field, "zh")
            if wanted is None:
                continue
            expected += 1
            condition, alert = kept[f"{sheet.name}.{get_column_letter(position)}2"]
            assert alert == wanted["error_type"]
            if wanted["validate"] == "list":
                assert "cell-content-is-in-list(" in condition
                listed = re.findall('"([^"]*)"', condition)
                assert listed == wanted["source"] or f"({wanted['source'][1:]})" in condition
            else:
                least = wanted.get("minimum", wanted.get("value"))
                number = 36526 if wanted["validate"] == "date" else least  # 1 January 2000
                assert re.search(rf"\({number},|>={number}$|>={number}\b", condition)
    assert expected > 50


def test_lists_of_names_grow_with_their_sheets(content: Element) -> None:
    named = {
        each.get(f"{TABLE}name"): each.get(f"{TABLE}expression")
        for each in content.iter(f"{TABLE}named-expression")
    }
    example = 'COUNTIF(OFFSET([$人员.$B$1];1;0);"示例*")'
    assert named["人员名单"] == (
        f"OFFSET([$人员.$B$1];1+{example};0;MAX(1;COUNTA([$人员.$B$1:.$B$2000])-1-{example});1)"
    )
    assert set(named) == {"人员名单", "站点名单"}


def test_every_heading_has_its_note_and_every_sheet_its_lock(content: Element) -> None:
    tables = {str(t.get(f"{TABLE}name")): t for t in content.iter(f"{TABLE}table")}
    for sheet in SHEETS:
        table = tables[sheet.name]
        assert table.get(f"{TABLE}protected") == "true"
        assert len(list(table.iter(f"{OFFICE_NS}annotation"))) == len(sheet.columns)
    assert tables["说明"].get(f"{TABLE}protected") is None
