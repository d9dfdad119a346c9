"""A city's list of its counties: where each one's inputs and consultation records lie, and its target."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, NamedTuple

from roster.io.columns.spec import Sheet, may, must
from roster.io.fields import NOTE, TEXT, integer
from roster.io.report import Report
from roster.io.rows import SheetRows
from roster.io.source import read_tables
from roster.io.tables import read_csv
from roster.text import Text

if TYPE_CHECKING:
    from pathlib import Path

    from roster.io.rows import Row

CITY = Sheet(
    "县区",
    Text("一行一个县（市、区）", "one row a county"),
    filled=True,
    columns=(
        must("县区", TEXT, "县（市、区）的名称", "name of the county"),
        must("输入", TEXT, "它的工作簿或文件夹", "its workbook or folder"),
        must(
            "记录", NOTE, "咨询记录的文件，几个用“；”分隔", "its records; several separated by ；"
        ),
        may(
            "年度咨询任务",
            integer(1),
            "人次；空白按该县的设置",
            "the year's target; the county's own setting where blank",
        ),
    ),
)


class CityCounty(NamedTuple):
    """A county of the list: paths as they are from here; ``target`` None where the row has none."""

    name: str
    inputs: Path
    records: tuple[Path, ...]
    target: int | None


def read_city(path: Path) -> list[CityCounty]:
    """The counties in the list's order; paths are taken from the list's own folder.

    Raises:
        InputError: with all that is wrong in the list: cells, counties given twice, missing files.
    """
    report = Report()
    csv = path.suffix.lower() == ".csv"
    tables = [read_csv(path, report)] if csv else read_tables(path, report)[1]
    report.check()
    rows = SheetRows(CITY, path.name, tables[0], report)
    found, seen = [], dict[str, int]()
    for row in rows:
        county = _county(row, path.parent)
        if county is None:
            continue
        if seen.setdefault(county.name, row.number) != row.number:
            row.blame(
                "县区",
                Text(f"与第{seen[county.name]}行相同", f"as in row {seen[county.name]}"),
                Text("每个县区只填一行", "give each county one row"),
            )
        found.append(county)
    report.check()
    return found


def _county(row: Row, folder: Path) -> CityCounty | None:
    if not row.sound:
        return None
    words = [w.strip() for w in re.split(r"[;；]", row["记录"]) if w.strip()]
    paths = {"输入": [folder / row["输入"]], "记录": [folder / word for word in words]}
    for column, places in paths.items():
        missing = [p.name for p in places if not p.exists()]
        if missing or not places:
            told = "、".join(missing)
            row.blame(
                column,
                Text(f"找不到{told}", f"there is no {told}"),
                Text("写从本文件所在文件夹起的路径", "write the path from this file's folder"),
            )
    return CityCounty(row["县区"], paths["输入"][0], tuple(paths["记录"]), row["年度咨询任务"])
