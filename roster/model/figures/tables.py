"""Tables of a report: rows of totals that are the sum of those above, columns of rates."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, NamedTuple

from roster.model.figures import rates
from roster.text import Text

if TYPE_CHECKING:
    from collections.abc import Sequence

_TOTAL = re.compile(r"(合计|总计|共计|小计)$")
_CELL = re.compile(r"(\d{1,3}(?:,\d{3})+|\d+)(\.\d+)?(%)?")
_APART = re.compile(r"\t+| {2,}|\s*[|｜]\s*")
_NO_SUM = re.compile(r"率|比例|占比|平均|满意度")
FEWEST_ROWS = 3
_MOST_SHARE = 3  # of a target three times reached; above it is no share of one


class Grid(NamedTuple):
    """A table as text, the lines of its rows in their file (from 1)."""

    lines: tuple[int, ...]
    rows: tuple[tuple[str, ...], ...]


class Told(NamedTuple):
    """What was compared; ``message`` is None where it fits."""

    line: int
    quote: str
    message: Text | None
    corrections: tuple[Text, ...]


class Cell(NamedTuple):
    """A number in a cell."""

    value: float
    decimals: int
    percent: bool


def grids_in(text: str) -> list[Grid]:
    """The tables of a plain text: lines that fall into the same number of cells, at least three in a
    row.
    """
    found: list[Grid] = []
    lines: list[int] = []
    rows: list[tuple[str, ...]] = []
    every = [*text.splitlines(), ""]
    for number, line in enumerate(every, 1):
        cells = _cells(line)
        if rows and not line.strip() and _total_follows(every, number, len(rows[0])):
            continue
        if rows and len(cells) != len(rows[0]):
            if len(rows) >= FEWEST_ROWS:
                found.append(Grid(tuple(lines), tuple(rows)))
            lines, rows = [], []
        if len(cells) > 1:
            lines.append(number)
            rows.append(cells)
    return found


def _cells(line: str) -> tuple[str, ...]:
    return tuple(c.strip() for c in _APART.split(line.strip().strip("|｜")))


def _total_follows(lines: Sequence[str], at: int, width: int) -> bool:
    """Whether the line after a blank one is the total of a table of that width."""
    if at >= len(lines):
        return False
    cells = _cells(lines[at])
    return len(cells) == width and bool(_TOTAL.search("".join(cells[0].split())))


def cell(text: str) -> Cell | None:
    """The number of a cell; None for anything else."""
    match = _CELL.fullmatch(text.replace("％", "%").replace("，", ",").strip())
    if match is None:
        return None
    whole, part, percent = match.groups()
    return Cell(float(whole.replace(",", "") + (part or "")), len(part or ".") - 1, bool(percent))


def check(grid: Grid) -> list[Told]:
    """Every total and every rate of the table."""
    found: list[Told] = []
    above: list[int] = []
    for at, row in enumerate(grid.rows):
        if _TOTAL.search("".join(row[0].split())):
            found += _totals(grid, at, above)
            above = []
        elif any(cell(c) for c in row[1:]):
            above.append(at)
    return found + _rates(grid)


def _totals(grid: Grid, at: int, above: Sequence[int]) -> list[Told]:
    found = []
    for column in range(1, len(grid.rows[at])):
        if _NO_SUM.search(grid.rows[0][column]):
            continue
        total = cell(grid.rows[at][column])
        parts = [cell(grid.rows[row][column]) for row in above]
        known = [p for p in parts if p is not None]
        if total is None or total.percent or len(known) < 2 or any(p.percent for p in known):
            continue
        value = round(sum(p.value for p in known), 6)
        quote = f"{''.join(grid.rows[at][0].split())} {_head(grid, column)} {total.value:g}"
        if value == total.value:
            found.append(Told(grid.lines[at], quote, None, ()))
            continue
        message = Text(
            f"上面{len(known)}行相加是{value:g}，不是{total.value:g}",
            f"the {len(known)} rows above add up to {value:g}, not {total.value:g}",
        )
        more = total.value - value
        word = Text("多", "more") if more > 0 else Text("少", "less")
        fixes = (
            Text(f"合计应为{value:g}", f"the total should be {value:g}"),
            Text(
                f"若合计不错，某一行应{word.zh}{abs(more):g}",
                f"were the total right, one row should be {abs(more):g} {word.en}",
            ),
        )
        found.append(Told(grid.lines[at], quote, message, fixes))
    return found


def _head(grid: Grid, column: int) -> str:
    first = grid.rows[0][column]
    return "" if cell(first) else first


def _rates(grid: Grid) -> list[Told]:
    """Columns named after a rate, beside the columns of its part and its whole."""
    heads = grid.rows[0]
    found: list[Told] = []
    for column, head in enumerate(heads):
        kind = rates.kind_of(head)
        if kind is None:
            continue
        whole = [c for c, h in enumerate(heads) if c != column and kind.whole.search(h)]
        part = [
            c
            for c, h in enumerate(heads)
            if c != column and c not in whole and kind.part.search(h) and not rates.kind_of(h)
        ]
        if len(whole) == len(part) == 1:
            found += _column(grid, column, part[0], whole[0])
    return found


def _share(rate: Cell) -> Cell | None:
    """A cell formatted as a percentage holds 0.868; None for what cannot be one."""
    if not rate.decimals or rate.value >= _MOST_SHARE:
        return None
    return Cell(round(100 * rate.value, 8), rate.decimals - 2, percent=True)


def _column(grid: Grid, column: int, part: int, whole: int) -> list[Told]:
    found = []
    for line, row in zip(grid.lines[1:], grid.rows[1:], strict=True):
        told = [cell(row[c]) for c in (part, whole, column)]
        a, b, rate = told
        if rate is not None and not rate.percent:
            rate = _share(rate)
        if a is None or b is None or rate is None or not b.value:
            continue
        quote = f"{row[0]} {row[part]}、{row[whole]}、{row[column]}"
        right = f"{100 * a.value / b.value:.{max(1, rate.decimals)}f}%"
        if rates.fits(a.value, b.value, rate.value, rate.decimals):
            found.append(Told(line, quote, None, ()))
            continue
        message = Text(
            f"{a.value:g}÷{b.value:g}={right}，不是{row[column]}",
            f"{a.value:g} of {b.value:g} is {right}, not {row[column]}",
        )
        fix = Text(f"比率应为{right}", f"the rate should be {right}")
        found.append(Told(line, quote, message, (fix,)))
    return found
