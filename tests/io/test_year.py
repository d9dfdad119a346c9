from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

import pytest

from roster.errors import InputError
from roster.io.year import read_year
from roster.model.requests import Duty
from roster.model.sites import Session
from tests.io.county import Sheets, changed, county, write_csv

if TYPE_CHECKING:
    from pathlib import Path

    from roster.io.year import Year


def history(*rows: list[str]) -> Sheets:
    """The county with these past duties."""
    return {**county(), "历史值班": [["日期", "站点", "人员"], *rows]}


def year(tmp_path: Path, sheets: Sheets, *published: Duty) -> Year:
    """The county's 2026."""
    write_csv(tmp_path / "inputs", sheets)
    return read_year(tmp_path / "inputs", 2026, published)


def duty(on: date) -> Duty:
    """A duty of the county at S1."""
    return Duty(person="P1", site="S1", date=on, session=Session.MORNING)


def test_the_years_duties_hold_december_and_the_calendar_holds_january(tmp_path: Path) -> None:
    found = year(tmp_path, history(
        ["2026-12-01", "S1", "P1"], ["2026-03-05", "S1", "P2"], ["2025-12-30", "S1", "P1"]))  # fmt: skip
    assert [d.date for d in found.duties] == [date(2026, 3, 5), date(2026, 12, 1)]
    assert found.problem.calendar.is_workday(date(2026, 1, 5))
    assert not found.problem.calendar.is_workday(date(2026, 12, 31))  # the county's own day off
    assert found.problem.calendar.announced


def test_published_months_replace_what_is_written(tmp_path: Path) -> None:
    found = year(tmp_path, history(["2026-03-05", "S1", "P2"], ["2026-04-02", "S1", "P2"]),
                 duty(date(2026, 3, 10)))  # fmt: skip
    assert [d.date for d in found.duties] == [date(2026, 3, 10), date(2026, 4, 2)]


def test_wrong_inputs_are_refused(tmp_path: Path) -> None:
    with pytest.raises(InputError, match="类别"):
        year(tmp_path, changed("人员", column="类别", to="院长"))


def test_a_year_that_is_not_announced_is_assumed_and_says_so(tmp_path: Path) -> None:
    sheets = {k: rows[:1] if k in ("固定安排", "日历调整", "请假与意愿") else rows
              for k, rows in county().items()}  # fmt: skip
    write_csv(tmp_path / "inputs", sheets)
    assert not read_year(tmp_path / "inputs", 2029).problem.calendar.announced
