from __future__ import annotations

import io
import json
from pathlib import Path
from typing import TYPE_CHECKING

import icalendar
import openpyxl
import pytest

from roster.cli.publishing.outputs import write_outputs
from roster.errors import RosterError, UnknownError
from roster.model.calendar import Month
from roster.store import open_store
from tests.cli.desk import MARKUP, Desk

if TYPE_CHECKING:
    from roster.text import Lang

DECEMBER = Month(year=2026, month=12)
FOLDER = "qinyuan/2026-12/"


def written(desk: Desk, lang: Lang = "zh") -> dict[str, bytes]:
    """The month's files, made again from the store."""
    with open_store() as store:
        folder = write_outputs(store, "qinyuan", DECEMBER, Path("again"), lang)
    assert folder == Path("again", "qinyuan", "2026-12")
    return {k.removeprefix(FOLDER): v for k, v in desk.files("again").items()}


def test_a_draft_has_no_notices(planned: Desk) -> None:
    assert set(written(planned)) == {"roster.json", "roster.xlsx"}


def test_what_is_written_again_is_the_same(planned: Desk) -> None:
    planned.publish()
    first = {k.removeprefix(FOLDER): v for k, v in planned.files().items()}
    assert written(planned) == first
    assert json.loads(first["roster.json"])["revision"] == 1


def test_a_published_month_has_a_notice_a_site_and_feeds(planned: Desk) -> None:
    planned.publish()
    files = written(planned)
    for site in ("县中心", "郭道镇", "王陶镇"):
        pdf = files[f"notices/{site}-值班公示.pdf"]
        assert pdf.startswith(b"%PDF-")
    feeds = [name for name in files if name.endswith(".ics")]
    assert feeds
    for name in feeds:
        assert name.startswith("feeds/")
        assert icalendar.Calendar.from_ical(files[name]).walk("VEVENT")


def test_names_come_out_as_they_are(planned: Desk) -> None:
    book = openpyxl.load_workbook(io.BytesIO(written(planned)["roster.xlsx"]))
    cells = {str(c.value) for sheet in book for row in sheet for c in row if c.value}
    assert any(MARKUP in cell for cell in cells)


def test_english_on_request(planned: Desk) -> None:
    planned.publish()
    assert any(name.endswith("-duty-notice.pdf") for name in written(planned, "en"))


def test_a_month_that_was_never_planned(planned: Desk) -> None:
    with open_store() as store, pytest.raises(UnknownError):
        write_outputs(store, "qinyuan", Month(year=2027, month=1), Path("again"), "zh")
    assert "again" not in planned.left()


def test_a_file_where_the_folder_should_be(planned: Desk) -> None:
    Path("again").write_text("mine", encoding="utf-8")
    with open_store() as store, pytest.raises(RosterError):
        write_outputs(store, "qinyuan", DECEMBER, Path("again"), "zh")
    assert Path("again").read_text(encoding="utf-8") == "mine"
