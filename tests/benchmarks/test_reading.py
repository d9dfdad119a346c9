"""The benchmark of reading, on small workbooks."""

import json
from pathlib import Path

from benchmarks.reading import Reading, county, main, report


def test_both_kinds_of_workbook_are_measured(tmp_path: Path) -> None:
    main(["--rows", "120", "--name", "try", "--results", str(tmp_path)])
    told = json.loads((tmp_path / "try-reading.json").read_text(encoding="utf-8"))
    assert [(one["what"], one["rows"]) for one in told["reading"]] == [
        ("clean", 120),
        ("made by hand", 120),
    ]
    # of the clean one nothing is assumed; by hand each person's category and each duty's date is
    assert [one["assumed"] > 50 for one in told["reading"]] == [False, True]
    text = (tmp_path / "try-reading.md").read_text(encoding="utf-8")
    assert "python -m benchmarks.reading --rows 120" in text


def test_the_sheets_have_as_many_rows_as_asked_for() -> None:
    sheets = county(500, by_hand=False)
    assert sum(len(rows) - 1 for rows in sheets.values()) == 500


def test_the_goal_stands_beside_the_figure() -> None:
    line = report([Reading("clean", 500, 0, 0.1, 0.1, 2.0)]).splitlines()[-1]
    assert [cell.strip() for cell in line.strip("|").split("|")][-3:] == ["0.10", "0.10", "2"]
