"""Dates that cannot be meant are refused, those that may be a slip are told."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from roster.io.assemble import examine
from tests.io.county import DECEMBER, Sheets, changed, county, write_csv

if TYPE_CHECKING:
    from pathlib import Path

HISTORY = ["日期", "站点", "人员", "时段"]


def told(folder: Path, sheets: Sheets) -> tuple[list[str], list[str]]:
    found = examine(write_csv(folder, sheets), DECEMBER)
    return [p.message.zh for p in found.problems], [a.message.zh for a in found.assumptions]


def leave(*cells: str) -> Sheets:
    return changed("请假与意愿", [*cells, *[""] * (7 - len(cells))])


@pytest.mark.parametrize(
    ("start", "end", "year"),
    [
        ("2026-12-08", "2062-12-10", 2062),
        ("2062-12-08", "", 2062),
        ("2016-12-08", "2026-12-10", 2016),
    ],
)
def test_leave_of_a_year_far_away_is_refused(
    tmp_path: Path, start: str, end: str, year: int
) -> None:
    problems, _ = told(tmp_path, leave("王垚", "请假", start, end))
    assert problems == [f"{year}年离要排的2026-12太远"]


def test_a_leave_longer_than_a_quarter_is_told(tmp_path: Path) -> None:
    problems, assumed = told(tmp_path, leave("王垚", "请假", "2025-12-21", "2026-12-22"))
    assert problems == []
    assert assumed == ["从2025-12-21到2026-12-22连续367天不能值班"]
    every = leave("王垚", "请假", "2026-01-01", "2026-12-31", "三")  # Wednesdays: not on end
    assert told(tmp_path / "b", every) == ([], [])
    short = leave("王垚", "请假", "2026-10-01", "2026-12-31")  # 92 days: 31 + 30 + 31
    assert told(tmp_path / "c", short) == ([], [])


@pytest.mark.parametrize("kind", ["请假", "愿意"])
def test_the_same_month_of_another_year_is_told(tmp_path: Path, kind: str) -> None:
    problems, assumed = told(tmp_path, leave("王垚", kind, "2025-12-08"))
    assert problems == []
    assert assumed == ["是2025年的，这次排2026-12，不用这一行"]


def test_leave_there_twice_is_told(tmp_path: Path) -> None:
    sheets = leave("王垚", "请假", "2026-12-10", "2026-12-11")
    sheets["请假与意愿"].append(["王垚", "出差", "2026-12-10", "2026-12-11", "", "", "县外"])
    assert told(tmp_path, sheets) == ([], ["与第3行是同一段请假，只算一次"])


def test_a_wish_to_serve_on_days_of_leave_is_told(tmp_path: Path) -> None:
    sheets = leave("李喆", "愿意", "2026-12-08", "2026-12-09")  # off in the morning of the 8th
    assert told(tmp_path, sheets) == ([], ["12月8日本人又填了不能值班，以不能值班为准"])
    assert told(tmp_path / "b", leave("王垚", "愿意", "2026-12-08")) == ([], [])
    assert told(tmp_path / "c", leave("李喆", "不愿", "2026-12-08")) == ([], [])
    weekly = leave("李喆", "愿意", "2026-12-01", "2026-12-31", "二")  # one Tuesday of five lost
    assert told(tmp_path / "e", weekly) == ([], [])
    long = leave("李喆", "愿意", "2026-12-01", "2026-12-31")
    long["请假与意愿"].append(["李喆", "请假", "2026-12-14", "2026-12-21", "", "", ""])
    _, assumed = told(tmp_path / "d", long)
    assert assumed == [
        "12月8日、12月14日、12月15日、12月16日、12月17日等本人又填了不能值班，以不能值班为准"
    ]


def test_a_first_day_far_ahead_is_refused(tmp_path: Path) -> None:
    sheets = county()
    for row, cell in zip(sheets["人员"], ("起算日期", "2062-12-01", "2010-01-01", ""), strict=True):
        row.append(cell)
    assert told(tmp_path, sheets)[0] == ["2062年离要排的2026-12太远"]


def test_history_of_the_future_is_told_and_that_of_years_ahead_refused(tmp_path: Path) -> None:
    # 3 January 2027 is the Sunday of December's last week
    sheets = {**county(), "历史值班": [HISTORY, ["2027-01-03", "郭道镇", "李喆", ""]]}
    assert told(tmp_path / "a", sheets) == ([], ["在2026-12之后、同一周之内，算作已定的值班"])
    sheets["历史值班"][1][0] = "2027-01-04"
    assert told(tmp_path / "b", sheets) == ([], ["在要排的2026-12之后，这个月不计入"])
    sheets["历史值班"][1][0] = "2062-01-04"
    assert told(tmp_path, sheets)[0] == ["在要排的2026-12之后好几年，不会是以往的值班"]


def test_history_that_does_not_count_is_told(tmp_path: Path) -> None:
    rows = [["2026-12-03", "郭道镇", "李喆", ""], ["2016-11-03", "郭道镇", "李喆", ""]]
    assert told(tmp_path, {**county(), "历史值班": [HISTORY, *rows]}) == (
        [],
        ["有1行在要排的2026-12之内，不读", "是2016年的，公平份额和间隔都不算它"],
    )
