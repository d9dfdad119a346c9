from __future__ import annotations

from pathlib import Path

import pytest

from roster.io import read_problem
from roster.io.files.rows import write_csv as write_rows
from roster.io.sheets.demand_rows import demand_rows
from tests.io.county import DECEMBER, Sheets, changed, county, write_csv

ROOT = Path(__file__).resolve().parents[3]


def busy() -> Sheets:
    """The county with something in every column of 需求."""
    sheets = county()
    head = sheets["需求"][0]
    head += ["可多排", "缺岗权重", "多排权重"]
    sheets["固定安排"] = sheets["固定安排"][:1]  # the pin there is of a whole day
    sheets["需求"] = [
        head,
        ["C", 2, "每工作日", "上午+下午", "", "", "", "", "律师、政法机关退休人员", "", 1, 3, 0],
        ["郭道镇", 2, "每周2次", "下午", "二、四、日", "四", 3, 9, "律师", "是", "", "", ""],
        ["S2", 1, "每月1次", "全天", "", "", "", "", "", "", "", "", ""],
    ]
    return sheets


def namesakes() -> Sheets:
    """The county with two stations of one name."""
    sheets = changed("站点", column="名称", row=4, to="郭道镇")
    sheets["需求"][2][0] = "S1"
    sheets["固定安排"] = sheets["固定安排"][:1]
    sheets["人员"][3][8] = "S1"
    return sheets


@pytest.mark.parametrize("make", [county, busy, namesakes])
def test_what_is_written_reads_as_the_same_demands(make: object, tmp_path: Path) -> None:
    assert callable(make)
    write_csv(tmp_path / "a", make())
    problem = read_problem(tmp_path / "a", DECEMBER)
    (tmp_path / "a" / "需求.csv").unlink()
    write_rows(tmp_path / "a" / "需求.csv", demand_rows(problem))
    assert read_problem(tmp_path / "a", DECEMBER) == problem


def test_the_sample_comes_back_the_same(tmp_path: Path) -> None:
    for file in (ROOT / "inputs/qinyuan/csv").iterdir():
        (tmp_path / file.name).write_bytes(file.read_bytes())
    problem = read_problem(tmp_path, DECEMBER)
    (tmp_path / "需求.csv").unlink()
    write_rows(tmp_path / "需求.csv", demand_rows(problem))
    assert read_problem(tmp_path, DECEMBER) == problem
