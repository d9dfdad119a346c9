"""Tables of Word files: fixed widths, a header that is repeated, rows that are not split, shared cells."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Literal

from docx.enum.table import WD_ALIGN_VERTICAL, WD_ROW_HEIGHT_RULE, WD_TABLE_ALIGNMENT
from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from docx.shared import Mm

from roster.publish.notices.fonts import Role
from roster.publish.notices.word.document import CENTRE, shape, write

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from docx.document import Document as WordDocument
    from docx.table import Table, _Cell, _Row

    from roster.publish.notices.content import Line, Part, Row

HEAD_TINT, DAY_TINT, MARKET_TINT = "F8E9E7", "FBF1EF", "FFF6DD"
LEADING = 1.2  # the pitch of lines by their size


@dataclass(frozen=True)
class Said:
    """A line in a cell: ``size`` in points."""

    text: str
    size: float
    role: Role = Role.BODY
    colour: str | None = None


@dataclass(frozen=True)
class Column:
    """A column: its heading, width in mm, whether its cells are shared by the persons of a day or of a
    part, and the lines it shows.
    """

    heading: str
    width: float
    scope: Literal["day", "part", "person"]
    lines: Callable[[Row, Part, Line], Sequence[Said]]


def new_table(document: WordDocument, widths: Sequence[float]) -> Table:
    """An empty table with columns of these widths in mm, which Word and WPS keep."""
    table: Table = document.add_table(rows=0, cols=len(widths), style="Table Grid")
    table.alignment, table.autofit = WD_TABLE_ALIGNMENT.CENTER, False
    for column, width in zip(table.columns, widths, strict=True):
        column.width = Mm(width)
    margins = OxmlElement("w:tblCellMar")
    for side in ("left", "right"):
        margin = OxmlElement(f"w:{side}")
        margin.set(qn("w:w"), "57")  # twentieths of a point: 1 mm
        margin.set(qn("w:type"), "dxa")
        margins.append(margin)
    # the schema wants it after the layout and before the look
    table._tbl.tblPr.find(qn("w:tblLayout")).addnext(margins)
    return table


def add_row(table: Table, height: float) -> _Row:
    """A row that is at least so high (mm) and stays on one page."""
    row: _Row = table.add_row()  # type: ignore[no-untyped-call]
    row.height, row.height_rule = Mm(height), WD_ROW_HEIGHT_RULE.AT_LEAST
    row._tr.get_or_add_trPr().append(OxmlElement("w:cantSplit"))
    for cell, column in zip(row.cells, table.columns, strict=True):
        cell.width = column.width
    return row


def add_head(table: Table, headings: Sequence[str], height: float, size: float) -> None:
    """The header, repeated on every page."""
    row = add_row(table, height)
    row._tr.get_or_add_trPr().append(OxmlElement("w:tblHeader"))
    for cell, heading in zip(row.cells, headings, strict=True):
        fill(cell, [Said(heading, size, Role.HEADING)], HEAD_TINT)


def fill(cell: _Cell, lines: Sequence[Said], tint: str | None = None) -> None:
    """Write the lines into the middle of the cell."""
    cell.vertical_alignment = WD_ALIGN_VERTICAL.CENTER
    if tint:
        shade = OxmlElement("w:shd")
        for name, value in (("val", "clear"), ("color", "auto"), ("fill", tint)):
            shade.set(qn(f"w:{name}"), value)
        # the schema wants it before the vertical alignment
        cell._tc.get_or_add_tcPr().find(qn("w:vAlign")).addprevious(shade)
    for number, line in enumerate(lines):
        paragraph = cell.paragraphs[0] if number == 0 else cell.add_paragraph()
        write(
            shape(paragraph, CENTRE, line.size * LEADING),
            line.text,
            line.size,
            line.role,
            line.colour,
        )


def add_duties(
    table: Table,
    rows: Sequence[Row],
    columns: Sequence[Column],
    height: float,
    tint: Callable[[Row], str | None],
) -> None:
    """A row for every person; what several share is one cell over their rows."""
    for row in rows:
        for i, part in enumerate(row.parts):
            for j, person in enumerate(part.people):
                cells = add_row(table, height).cells
                for cell, column in zip(cells, columns, strict=True):
                    first = {"day": i == j == 0, "part": j == 0, "person": True}[column.scope]
                    if column.scope != "person":
                        cell._tc.vMerge = "restart" if first else "continue"
                    fill(cell, column.lines(row, part, person) if first else (), tint(row))
