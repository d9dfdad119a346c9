"""What was read of the inputs, as sheets to be written again: tidy, doubtful cells marked, nothing lost."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any, NamedTuple

from roster.errors import InputProblem
from roster.io.columns import EXAMPLE, REST
from roster.io.fields import Broken, FieldError, narrow, shown
from roster.io.raw.comments import UNREAD
from roster.io.sheets.settings import field_of_setting
from roster.io.template.guide import is_guide
from roster.io.template.pending import PENDING, is_pending, pending_rows
from roster.io.template.write import FilledRow, Mark
from roster.text import Text, join

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from roster.errors import Finding
    from roster.io.assemble import Examination
    from roster.io.columns.spec import Column
    from roster.io.rows import Row, SheetRows
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

    Cells that are wrong stay as they are, as does a column or a sheet that was refused as a whole.
    What no cell can show stands in PENDING, so that the copy is refused until it is dealt with. All else
    that was not read goes to REST.
    """
    result = Mended({}, {}, {})
    kept = _add_sheets(result, found)
    _add_others(result, found, tables, kept)
    return result


def _add_sheets(result: Mended, found: Examination) -> dict[tuple[str, str], set[int]]:
    """The sheets that were read; the columns of each table that are in the copy."""
    kept: dict[tuple[str, str], set[int]] = {}
    for name, sheet in found.sheets.items():
        if sheet.source is None and not sheet.spec.required:
            continue
        about = [f for f in (*found.problems, *found.assumptions) if f.sheet in _names(sheet)]
        extra = _refused_columns(sheet, about)
        if sheet.source is not None:
            kept[_key(sheet.source)] = {*sheet.columns.values(), *extra.values()}
        result.sheets[name] = [_filled(row, sheet, about, extra) for row in sheet]
        result.headings.update(_headings(sheet, about, extra))
    return kept


def _add_others(
    result: Mended,
    found: Examination,
    tables: Sequence[Table],
    kept: dict[tuple[str, str], set[int]],
) -> None:
    """The sheets that hold what was refused as a whole, what is left to do, and what was not read."""
    read = {_key(s.source): s for s in found.sheets.values() if s.source is not None}
    left, rest = list[list[Any]](), list[list[Any]]()
    for table in tables:
        sheet = read.pop(_key(table), None)  # of two with one name the first was read
        if is_pending(table):
            left += _raw(table)
        elif sheet is None and _is_refused(table, found.problems):
            result.others[_free_name(table.sheet, {*found.sheets, *result.others})] = _raw(table)
        elif not is_guide(table):
            rest += _unread(table, sheet, kept.get(_key(table), set()) if sheet else set())
    left += pending_rows(p for p in found.problems if not _shown_by_a_cell(p, found))
    result.others.update({name: rows for name, rows in ((PENDING, left), (REST, rest)) if rows})


def _shown_by_a_cell(problem: InputProblem, found: Examination) -> bool:
    """Whether a red cell of the copy is wrong for this reason."""
    return problem.column is not None and any(
        problem.sheet in _names(sheet) and any(row.number == problem.row for row in sheet)
        for sheet in found.sheets.values()
    )


def _key(table: Table) -> tuple[str, str]:
    return table.file, table.sheet


def _names(sheet: SheetRows) -> set[str | None]:
    source = sheet.source
    return {sheet.spec.name, *((source.sheet, shown(source.sheet)) if source is not None else ())}


def _filled(
    row: Row, sheet: SheetRows, about: Iterable[Finding], extra: dict[str, int]
) -> FilledRow:
    struck = _struck(row, sheet)
    cells = {
        column.name: _refused(row.raw(column.name))
        if (row.number, column.name) in sheet.refused and column.name not in struck
        else _written(row, column)
        for column in sheet.spec.columns
    }
    if sheet.source is not None:
        cells |= {name: sheet.source.frame.at[row.number, at] for name, at in extra.items()}
    found: dict[str, list[Finding]] = {}
    for finding in about:
        if finding.row == row.number:
            column = finding.column if finding.column in cells else sheet.spec.columns[0].name
            found.setdefault(column, []).append(finding)
    marks = {column: _mark(told, cells[column], row.raw(column)) for column, told in found.items()}
    hidden = sheet.source is not None and row.number in sheet.source.hidden
    return FilledRow(cells, marks, hidden, struck)


def _struck(row: Row, sheet: SheetRows) -> set[str]:
    """The columns whose cells are crossed out, and stay so."""
    found = sheet.source.struck if sheet.source is not None else frozenset()
    return {name for name, at in sheet.columns.items() if (row.number, at) in found}


def _written(row: Row, column: Column) -> Any:
    """The cell as the template has it; as it was found where it is wrong."""
    raw, value = row.raw(column.name), row[column.name]
    if raw is not None and value is None:
        return _still_wrong(column, raw)
    if raw is None or isinstance(raw, Broken):
        return raw
    if column.name == "值":
        return _setting_written(row, value)
    return column.field.written(value)


def _still_wrong(column: Column, raw: Any) -> Any:
    """The cell as it was found, or one that is wrong where by itself it would not be: it was refused for
    what lies around it.
    """
    if isinstance(raw, Broken):
        return raw
    try:
        column.field.parse(raw)
    except FieldError:
        return raw
    return _refused(raw)


def _refused(raw: Any) -> Broken:
    """A cell that is wrong whatever it holds; its note says what that was."""
    return raw if isinstance(raw, Broken) else Broken(shown(raw or ""), Text("", ""), Text("", ""))


def _setting_written(row: Row, value: Any) -> Any:
    field = field_of_setting(narrow(row.words("设置")).replace(" ", ""))
    try:
        return value if field is None else field.written(field.parse(value))
    except FieldError:
        return value


def _mark(told: Sequence[Finding], cell: Any = None, raw: Any = None) -> Mark:
    """One mark for all that was found about a cell."""
    comments = [f for f in told if f.message.zh.startswith(UNREAD.zh)]
    texts = [join([f.message, f.remedy], "。", ". ") for f in told if f not in comments]
    found = next((f.value for f in told if f.value), None) or (raw and shown(raw))
    if found and cell is not None and (isinstance(cell, Broken) or shown(cell) != found):
        texts.append(Text(f"原为“{found}”", f"it was “{found}”"))
    texts += [
        join([f.message, f.remedy], "。", ". ") for f in comments
    ]  # last: read again from there
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
