"""The benchmark of repairs, on one county with a short time to plan."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

from benchmarks.repair import Repair, main, report

if TYPE_CHECKING:
    from pathlib import Path


def test_a_county_is_planned_repaired_and_reported(tmp_path: Path) -> None:
    words = ["--counties", "1", "--each", "1", "--plan", "2", "--limit", "4", "--workers", "1"]
    main([*words, "--name", "try", "--results", str(tmp_path)])
    told = json.loads((tmp_path / "try-repair.json").read_text(encoding="utf-8"))
    kinds = [repair["change"] for repair in told["repairs"]]
    assert kinds == ["ill for a day", "ill for a week", "a station closes"]
    assert all(repair["minimal"] for repair in told["repairs"])
    assert all(1 <= repair["proposals"] <= 3 for repair in told["repairs"])
    text = (tmp_path / "try-repair.md").read_text(encoding="utf-8")
    assert _cells(text.splitlines()[-3])[:2] == ["ill for a day", "1"]
    assert "python -m benchmarks.repair --counties 1 --each 1" in text


def test_what_is_slow_or_open_is_counted_as_such() -> None:
    quick = Repair("a", "ill for a day", 1.0, 2.0, 2, 1, minimal=True, whole=True)
    slow = Repair("b", "ill for a day", 6.0, 4.0, 1, 3, minimal=False, whole=False)
    row = _cells(report([quick, slow]).splitlines()[2])
    assert row == ["ill for a day", *["2", "3.50", "6.00", "1", "2.0", "1", "1", "3.0", "1.5"]]


def _cells(row: str) -> list[str]:
    return [cell.strip() for cell in row.strip("|").split("|")]
