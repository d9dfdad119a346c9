"""Write the sample inputs (python -m tools.make_samples).

For each county inputs/<id>/<county>.xlsx and, equal in meaning, inputs/<id>/csv/*.csv; in inputs/records
consultation records of one. The output is the same on every run.
"""

from __future__ import annotations

import csv
import io
import tempfile
from datetime import UTC, date, datetime
from pathlib import Path
from typing import TYPE_CHECKING, Any

import xlsxwriter

from roster.io import read_problem
from roster.io.columns import SHEETS
from roster.io.fields import DATE
from roster.io.year import read_year
from roster.model.calendar import Month
from roster.model.sites import SESSION_NAMES
from tools import sample_qinyuan, sample_records, sample_xiangyuan
from tools.sample_history import Clerk

if TYPE_CHECKING:
    from types import ModuleType

    from roster.io.columns.spec import Sheet
    from roster.model.requests import Duty

Rows = list[tuple[object, ...]]

ROOT = Path(__file__).resolve().parent.parent
COUNTIES: dict[str, ModuleType] = {"qinyuan": sample_qinyuan, "xiangyuan": sample_xiangyuan}
RECORDS = ROOT / "inputs" / "records" / "沁源县-咨询记录-2026.csv"
PAST = (Month(year=2026, month=10), Month(year=2026, month=11))
_WRITTEN = datetime(2026, 11, 20, tzinfo=UTC)  # so that the workbook's bytes never change


def sheets_of(county: ModuleType) -> dict[str, Rows]:
    """The rows of every sheet of the sample, history included."""
    sheets = {
        "人员": county.people(),
        "站点": county.sites(),
        "请假与意愿": county.REQUESTS,
        "需求": county.demand(),
        "固定安排": county.FIXED,
        "日历调整": county.CALENDAR,
        "规则": county.RULES,
        "车程": county.TRIPS,
    }
    sheets |= {sheet.name: [] for sheet in SHEETS if sheet.name not in (*sheets, "历史值班")}
    return {**sheets, "历史值班": _history(sheets, county)}


def _history(sheets: dict[str, Rows], county: ModuleType) -> Rows:
    duties: list[Duty] = []
    for month in PAST:
        with tempfile.TemporaryDirectory() as folder:
            write_csv(Path(folder), sheets)
            problem = read_problem(Path(folder), month, published=duties)
        duties += Clerk(problem, duties, county.FAVOURED, county.SPARED).month()
    names = {key: problem.site[key].name for key in problem.site}
    people = [p.name for p in problem.people]
    return [
        (
            d.date.isoformat(),
            names[d.site],
            d.person
            if people.count(problem.person[d.person].name) > 1
            else problem.person[d.person].name,
            SESSION_NAMES[d.session].zh,
        )
        for d in duties
    ]


def csv_text(sheet: Sheet, rows: Rows) -> str:
    """The sheet as CSV with its headers, lines ended as Excel does."""
    out = io.StringIO()
    writer = csv.writer(out, lineterminator="\r\n")
    writer.writerow([c.name for c in sheet.columns])
    writer.writerows(rows)
    return out.getvalue()


def write_csv(folder: Path, sheets: dict[str, Rows]) -> None:
    """One CSV file a sheet, utf-8 with the mark by which Excel knows it."""
    folder.mkdir(parents=True, exist_ok=True)
    for sheet in SHEETS:
        if sheet.name in sheets:
            text = csv_text(sheet, sheets[sheet.name])
            (folder / f"{sheet.name}.csv").write_bytes(text.encode("utf-8-sig"))


def write_workbook(path: Path, sheets: dict[str, Rows]) -> None:
    """The workbook: frozen headers, dates as dates, everything else as text or whole numbers."""
    path.parent.mkdir(parents=True, exist_ok=True)
    book = xlsxwriter.Workbook(
        str(path),
        {"strings_to_formulas": False, "strings_to_urls": False, "strings_to_numbers": False},
    )
    book.set_properties({"created": _WRITTEN, "title": path.stem})
    head = book.add_format({"bold": True, "bg_color": "#DDE6F0", "border": 1, "num_format": "@"})
    plain = book.add_format({"num_format": "@"})
    number = book.add_format({"num_format": "0"})
    dated = book.add_format({"num_format": "yyyy-mm-dd"})
    for sheet in SHEETS:
        page = book.add_worksheet(sheet.name)
        page.freeze_panes(1, 0)
        for column, spec in enumerate(sheet.columns):
            page.write_string(0, column, spec.name, head)
            cells = [row[column] for row in sheets.get(sheet.name, []) if column < len(row)]
            page.set_column(column, column, _width([spec.name, *cells]), plain)
            for row, cell in enumerate(cells, 1):
                if isinstance(cell, int):
                    page.write_number(row, column, cell, number)
                elif cell and spec.field is DATE:
                    page.write_datetime(row, column, _datetime(cell), dated)
                elif cell:
                    page.write_string(row, column, str(cell), plain)
    book.close()


def _datetime(cell: object) -> Any:
    return datetime.combine(date.fromisoformat(str(cell)), datetime.min.time())


def _width(cells: list[object]) -> int:
    longest = max(sum(2 if ord(c) > 0x2E80 else 1 for c in str(cell)) for cell in cells)
    return min(50, max(8, longest + 2))


def records_text() -> str:
    """The consultation records of 沁源县 as CSV."""
    year = read_year(ROOT / "inputs" / "qinyuan" / "csv", 2026)
    out = io.StringIO()
    writer = csv.writer(out, lineterminator="\r\n")
    writer.writerow(sample_records.HEADERS)
    writer.writerows(sample_records.rows(year.problem, year.duties))
    return out.getvalue()


def main() -> None:
    """Write both samples below inputs/, and the consultation records of one."""
    for key, county in COUNTIES.items():
        sheets = sheets_of(county)
        folder = ROOT / "inputs" / key
        write_csv(folder / "csv", sheets)
        write_workbook(folder / f"{county.COUNTY}.xlsx", sheets)
        print(f"inputs/{key}: {len(sheets['人员'])} people, {len(sheets['历史值班'])} past duties")
    RECORDS.parent.mkdir(exist_ok=True)
    RECORDS.write_bytes(records_text().encode("utf-8-sig"))
    print(f"{RECORDS.relative_to(ROOT)}: {records_text().count(chr(10)) - 1} rows")


if __name__ == "__main__":
    main()
