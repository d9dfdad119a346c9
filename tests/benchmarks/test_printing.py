"""The benchmark of printing, on a handful of stations."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

from benchmarks import printing
from benchmarks.printing import Printing, main, notices, province, report

if TYPE_CHECKING:
    from pathlib import Path

    import pytest


def test_a_county_and_some_stations_are_printed_and_reported(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    quick = [Printing("13 sites, all formats, first", 305, 9.0, 4.0, 3.0, 10.0)]
    monkeypatch.setattr(printing, "county", lambda: quick)
    main(["--stations", "2", "--processes", "1", "--name", "try", "--results", str(tmp_path)])
    told = json.loads((tmp_path / "try-printing.json").read_text(encoding="utf-8"))
    assert [(one["files"], one["goal"]) for one in told["printing"]] == [(305, 10.0), (2, 60.0)]
    text = (tmp_path / "try-printing.md").read_text(encoding="utf-8")
    assert "python -m benchmarks.printing --stations 2 --processes 1" in text


def test_the_whole_county_is_measured_by_format() -> None:
    first, again, *formats = printing.county()
    assert first.files == again.files == sum(one.files for one in formats)
    assert first.goal == 10


def test_every_township_has_its_own_notice() -> None:
    titles = [notice.title for notice in notices(1278)]
    assert len(set(titles)) == len(titles) == 1278


def test_other_processes_print_the_same() -> None:
    assert province(3, 2).size == province(3, 1).size


def test_a_line_tells_the_time_a_file_takes() -> None:
    row = report([Printing("x", 100, 6.0, 5.0, 4.0, None)]).splitlines()[2]
    cells = [cell.strip() for cell in row.strip("|").split("|")]
    assert cells == ["x", "100", "6.0", "5.00", "4.00", "50.0", "–"]
