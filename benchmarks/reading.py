"""python -m benchmarks.reading: how long `roster check` takes to read a workbook, clean or made by hand.

A county of 30 people and 16 sites, whose sheet of past duties is filled up until the workbook has so many
rows. Made by hand means: titles above the headers, other words for them, dates and categories as people
type them, so that nearly every cell has to be understood.
"""

from __future__ import annotations

import argparse
import json
import tempfile
from dataclasses import asdict, dataclass
from datetime import UTC, date, datetime, timedelta
from pathlib import Path
from time import perf_counter, process_time
from typing import TYPE_CHECKING, Any

import xlsxwriter

from benchmarks import machine, tables
from roster.cli.inputs.findings import assumptions_text
from roster.io import examine
from roster.model.calendar import Month
from roster.model.capacity import capacity_by_week

if TYPE_CHECKING:
    from collections.abc import Sequence

RESULTS = Path(__file__).parent / "results"
MONTH = Month(year=2026, month=12)
ROWS = (500, 5000)
GOAL = {500: 2.0}  # seconds
PEOPLE, STATIONS = 30, 15
Sheets = dict[str, list[list[Any]]]


@dataclass(frozen=True)
class Reading:
    """One measurement: a workbook of ``rows`` rows in which so many things were ``assumed``; ``goal`` in
    seconds or None. ``cpu`` are the seconds that a processor worked for it.
    """

    what: str
    rows: int
    assumed: int
    seconds: float
    cpu: float
    goal: float | None


def county(rows: int, *, by_hand: bool) -> Sheets:
    """The sheets of a county that has so many rows in all."""
    people = [f"人{number:02}" for number in range(PEOPLE)]
    stations = [f"第{number}镇" for number in range(1, STATIONS + 1)]
    kind, daily = ("执业律师", "工作日") if by_hand else ("律师", "每工作日")
    sheets: Sheets = {
        "人员": [["编号", "姓名", "类别"], *([f"P{n}", p, kind] for n, p in enumerate(people))],
        "站点": [
            ["编号", "名称", "类型", "上午时间", "下午时间"],
            ["C", "中心县", "中心", "8:00-12:00", "14:00-18:00"],
            *([f"S{n}", s, "站点", "8:00-12:00", "14:00-18:00"] for n, s in enumerate(stations)),
        ],
        "请假与意愿": [["人员", "类型", "开始日期", "结束日期"]],
        "需求": [["站点", "频次"], ["C", daily], *([s, "每周1次"] for s in stations)],
        "固定安排": [["类型", "人员", "站点", "开始日期"]],
        "日历调整": [["日期", "类型"]],
        "规则": [["设置", "值"], ["县区代码", "some"], ["县区名称", "中心县"], ["发布单位", "局"]],
        "历史值班": [["日期", "站点", "人员"]],
    }
    written = sum(len(table) - 1 for table in sheets.values())
    for number in range(rows - written):
        day = date(2026, 9, 1) + timedelta(days=number % 90)
        words = f"{day.month}月{day.day}日" if by_hand else day.isoformat()
        person = people[(number + number // (90 * STATIONS)) % PEOPLE]  # no duty comes twice
        site = stations[number // 90 % STATIONS]
        sheets["历史值班"].append([words, site, person])
    return _decorated(sheets) if by_hand else sheets


def _decorated(sheets: Sheets) -> Sheets:
    """The same with a title above every sheet, and the bureau's own headers."""
    sheets["人员"][0] = ["人员编号", "值班人", "身份"]
    sheets["历史值班"][0] = ["值班日期", "服务地点", "值班律师"]
    return {f"12月{name}表": [[f"12月{name}"], [], *rows] for name, rows in sheets.items()}


def measure(folder: Path, rows: int, *, by_hand: bool) -> Reading:
    """Read a workbook and put everything that `roster check` says of it into words."""
    what = "made by hand" if by_hand else "clean"
    path = folder / f"{what}-{rows}.xlsx"
    with xlsxwriter.Workbook(str(path)) as book:
        for name, cells in county(rows, by_hand=by_hand).items():
            page = book.add_worksheet(name)
            for number, row in enumerate(cells):
                page.write_row(number, 0, row)
    begin, worked = perf_counter(), process_time()
    found = examine(path, MONTH)
    assumptions_text(found.assumptions, "zh")
    if found.problem is None:
        raise ValueError(f"{what} county is refused: {found.problems[0].to('en')}")
    capacity_by_week(found.problem)
    seconds, cpu = round(perf_counter() - begin, 2), round(process_time() - worked, 2)
    return Reading(what, rows, len(found.assumptions), seconds, cpu, GOAL.get(rows))


def report(found: Sequence[Reading]) -> str:
    """A line for each measurement."""
    rows = [
        (
            one.what,
            one.rows,
            one.assumed,
            f"{one.seconds:.2f}",
            f"{one.cpu:.2f}",
            "–" if one.goal is None else f"{one.goal:g}",
        )
        for one in found
    ]
    return tables.table(("workbook", "rows", "assumed", "seconds", "cpu s", "goal, s"), rows)


def main(words: Sequence[str] | None = None) -> None:
    """Measure, print and keep."""
    parser = argparse.ArgumentParser(prog="python -m benchmarks.reading", description=__doc__)
    parser.add_argument("--rows", type=int, nargs="+", default=ROWS, help="rows of a workbook")
    parser.add_argument("--name", default=date.today().isoformat())  # noqa: DTZ011
    parser.add_argument("--results", type=Path, default=RESULTS)
    given = parser.parse_args(words)
    load = machine.load()
    with tempfile.TemporaryDirectory() as folder:
        measure(Path(folder), min(given.rows), by_hand=True)  # what is read once a process
        found = [
            measure(Path(folder), rows, by_hand=by_hand)
            for rows in given.rows
            for by_hand in (False, True)
        ]
    head = {
        "date": datetime.now(UTC).isoformat(timespec="minutes"),
        **machine.machine(),
        "load": f"{load} before, {machine.load()} after",
    }
    facts = ", ".join(f"{what} {value}" for what, value in head.items())
    command = f"python -m benchmarks.reading --rows {' '.join(map(str, given.rows))}"
    text = f"# reading, {given.name}\n\n`{command}`; {facts}.\n\n{report(found)}\n"
    print(text)
    given.results.mkdir(parents=True, exist_ok=True)
    stem = given.results / f"{given.name}-reading"
    stem.with_suffix(".md").write_text(text, encoding="utf-8")
    data = {**head, "reading": [asdict(one) for one in found]}
    lines = json.dumps(data, ensure_ascii=False, indent=1)
    stem.with_suffix(".json").write_text(lines + "\n", encoding="utf-8")


if __name__ == "__main__":
    main()
