"""What was read of the inputs, as sheets to be written again: tidy, doubtful cells marked, nothing lost."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any, NamedTuple

from roster.errors import InputProblem
from roster.io.columns import EXAMPLE, REST
from roster.io.fields import Broken, FieldError, narrow, shown
from roster.io.rules_sheet import field_of_setting
from roster.io.template import FilledRow, Mark
from roster.io.template_guide import is_guide
from roster.text import Text, join

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from roster.errors import Finding
    from roster.io.assemble import Examination
    from roster.io.rows import Row, SheetRows
    from roster.io.spec import Column
    from roster.io.tables import Table

_NO_NAME = re.compile(r"[\[\]:*?/\\']")  # characters that the name of a sheet cannot hold
_LONGEST_NAME = 31
Cells = list[list[Any]]


class Mended(NamedTuple):
    """What ``write_inputs`` takes: rows by sheet, marks of headings, and sheets that were not read."""

    sheets: dict[str, list[FilledRow]]
    headings: dict[tuple[str, str], Mark]
    others: dict[str, Cells]

    def marked(self, *, wrong: bool) -> int:
        """How many cells are marked as wrong, or as assumed."""
        marks = [m for rows in self.sheets.values() for row in rows for m in row.marks.values()]
        return sum(mark.wrong is wrong for mark in (*marks, *self.headings.values()))


def mended(found: Examination, tables: Sequence[Table]) -> Mended:
    """The sheets of an examination, each cell that was understood as the template has it.

    Cells that are wrong stay as they are. What was refused as a whole, a column or a sheet that nobody
    knows, stays where it is, so that it is refused again; all else that was not read goes to REST.
    """
    result = Mended({}, {}, {})
    findings = (*found.problems, *found.assumptions)
    kept: dict[int, set[int]] = {}  # columns that are in the copy, by the table they come from
    for name, sheet in found.sheets.items():
        if sheet.source is None and not sheet.spec.required:
            continue
        about = [f for f in findings if f.sheet in _names(sheet)]
        extra = _refused_columns(sheet, about)
        kept[id(sheet.source)] = {*sheet.columns.values(), *extra.values()}
        result.sheets[name] = [_filled(row, sheet, about, extra) for row in sheet]
        result.headings.update(_headings(sheet, about, extra))
    read = {_key(s.source): s for s in found.sheets.values() if s.source is not None}
    rest: Cells = []
    for table in tables:
        sheet_read = read.pop(_key(table), None)  # of two with one name the first was read
        if sheet_read is None and _is_refused(table, found.problems):
            result.others[_free_name(table.sheet, {*found.sheets, *result.others})] = _raw(table)
        elif not is_guide(table):
            columns = kept.get(id(sheet_read.source), set()) if sheet_read else set()
            rest += _unread(table, sheet_read, columns)
    if rest:
        result.others[REST] = rest
    return result


def _key(table: Table) -> tuple[str, str]:
    return table.file, table.sheet


def _names(sheet: SheetRows) -> set[str | None]:
    return {sheet.spec.name, *([sheet.source.sheet] if sheet.source is not None else [])}


def _filled(
    row: Row, sheet: SheetRows, about: Iterable[Finding], extra: dict[str, int]
) -> FilledRow:
    cells = {column.name: _written(row, column) for column in sheet.spec.columns}
    if sheet.source is not None:
        cells |= {name: sheet.source.frame.at[row.number, at] for name, at in extra.items()}
    found: dict[str, list[Finding]] = {}
    for finding in about:
        if finding.row == row.number:
            column = finding.column if finding.column in cells else sheet.spec.columns[0].name
            found.setdefault(column, []).append(finding)
    marks = {column: _mark(told, row.raw(column)) for column, told in found.items()}
    return FilledRow(cells, marks)


def _written(row: Row, column: Column) -> Any:
    """The cell as the template has it; as it was found where it is wrong."""
    raw, value = row.raw(column.name), row[column.name]
    if raw is None or value is None or isinstance(raw, Broken):
        return raw
    if column.name == "值":
        return _setting_written(row, value)
    return column.field.written(value)


def _setting_written(row: Row, value: Any) -> Any:
    field = field_of_setting(narrow(row.words("设置")).replace(" ", ""))
    try:
        return value if field is None else field.written(field.parse(value))
    except FieldError:
        return value


def _mark(told: Sequence[Finding], raw: Any = None) -> Mark:
    """One mark for all that was found about a cell."""
    texts = [join([f.message, f.remedy], "。", ". ") for f in told]
    if isinstance(raw, Broken):
        texts.append(Text(f"原为“{raw}”", f"it was “{raw}”"))
    return Mark(join(texts, "\n", "\n"), wrong=any(isinstance(f, InputProblem) for f in told))


def _headings(
    sheet: SheetRows, about: Iterable[Finding], extra: dict[str, int]
) -> Iterator[tuple[tuple[str, str], Mark]]:
    """Marks of the headings that are missing, doubled, unknown, or were understood as another word."""
    at_head = [f for f in about if f.row == sheet.head]
    for name in [c.name for c in sheet.spec.columns] + list(extra):
        told = [f for f in at_head if name in (f.column, f.value)]
        if name in extra:
            told = [f for f in at_head if _tells_of(f, name)]
        if told:
            yield (sheet.spec.name, name), _mark(told)


def _refused_columns(sheet: SheetRows, about: Iterable[Finding]) -> dict[str, int]:
    """Columns that were refused, by the heading under which they are refused again, and where they are.

    A reader leaves the spaces out that keep two of a name apart.
    """
    table, found = sheet.source, dict[str, int]()
    if table is None or sheet.head not in table.frame.index:
        return found
    problems = [f for f in about if f.row == sheet.head and isinstance(f, InputProblem)]
    for position, cell in enumerate(table.frame.loc[sheet.head]):
        heading = "" if cell is None else str(cell)
        if position in sheet.columns.values() or not any(_tells_of(f, heading) for f in problems):
            continue
        while heading in found or heading in sheet.columns or not heading:
            heading += " "
        found[heading] = position
    return found


def _tells_of(finding: Finding, heading: str) -> bool:
    """Whether a finding in the row of the headings is about this one; nameless ones have no name in it."""
    name = narrow("".join(heading.split()))
    if not name:
        return finding.column is None and finding.value is None
    return name == finding.column or shown(heading.strip()) == finding.value


def _is_refused(table: Table, problems: Iterable[InputProblem]) -> bool:
    return any(p.sheet == shown(table.sheet) and p.row is None for p in problems)


def _free_name(name: str, taken: Iterable[str]) -> str:
    """A name of a sheet that the workbook does not have yet, as a spreadsheet allows it."""
    used = {word.casefold() for word in taken}
    plain = _NO_NAME.sub("_", name)[: _LONGEST_NAME - 4] or "_"
    found, number = plain, 1
    while found.casefold() in used:
        number += 1
        found = f"{plain}({number})"
    return found


def _raw(table: Table) -> Cells:
    """All cells where they are."""
    frame = table.frame
    found: Cells = [[] for _ in range(max(frame.index, default=0))]
    for number, cells in zip(frame.index, frame.itertuples(index=False, name=None), strict=True):
        found[number - 1] = list(cells)
    return found


def _unread(table: Table, sheet: SheetRows | None, kept: set[int]) -> Cells:
    """The rows of a table that hold cells which are not in the copy: their numbers, and those cells."""
    rows = {row.number for row in sheet} if sheet is not None else set()
    if sheet is not None:
        rows.add(sheet.head)
    found: Cells = []
    frame = table.frame
    for number, cells in zip(frame.index, frame.itertuples(index=False, name=None), strict=True):
        left = [None if number in rows and i in kept else cell for i, cell in enumerate(cells)]
        if any(cell is not None for cell in left) and not _is_example(left):
            found.append([int(number), *left])
    if found:
        found = [[f"工作表“{table.sheet}”，前面是原来的行号"], *found, []]
    return found


def _is_example(cells: Sequence[Any]) -> bool:
    return any(str(cell or "").startswith(EXAMPLE) for cell in cells[:1])
