"""In which row the headers are: not in the first where a title stands above, and sometimes in two."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, NamedTuple

from roster.io.understand.headers import bare, dictionary

if TYPE_CHECKING:
    from roster.io.columns.spec import Sheet
    from roster.io.tables import Table
    from roster.io.understand.headers import Known

_SEARCHED = 20  # rows that hold anything, from the top
_FEWEST = 2  # columns that have to be known in a row of headers


class Layout(NamedTuple):
    """``head`` is the row of the headers (of two, the lower) and ``first`` the upper; ``titles`` are the
    headers by position, None where there is none; ``known`` are how many of them we know.
    """

    first: int
    head: int
    titles: tuple[Any, ...]
    known: int


def find_layout(table: Table, spec: Sheet) -> Layout | None:
    """Where the sheet's headers are; None where no row has two that we know (the sheet's only one, if it
    has no more).
    """
    known = dictionary(spec)
    top = table.frame.head(_SEARCHED)
    rows = [
        (int(n), list(cells))
        for n, cells in zip(top.index, top.itertuples(index=False, name=None), strict=True)
    ]
    spread = _spread(table)
    best: Layout | None = None
    for place, (number, cells) in enumerate(rows):
        found = [Layout(number, number, tuple(cells), _count(cells, known))]
        if place + 1 < len(rows) and rows[place + 1][0] == number + 1:
            titles = _both(cells, rows[place + 1][1], known, spread.get(number, {}))
            if titles is not None:
                found.append(Layout(number, number + 1, titles, _count(titles, known)))
        for layout in found:
            if layout.known > (best.known if best else 0):
                best = layout
    fewest = min(_FEWEST, len(spec.columns))
    return best if best is not None and best.known >= fewest else None


def _count(titles: Any, known: dict[str, Known]) -> int:
    return len({known[b].column.name for t in titles if t is not None and (b := bare(t)) in known})


def _spread(table: Table) -> dict[int, dict[int, int]]:
    """For each row the positions that an area merged across columns covers, and where it begins."""
    found: dict[int, dict[int, int]] = {}
    for area in table.merged:
        if area.right > area.left and area.top == area.bottom:
            for position in range(area.left, area.right + 1):
                found.setdefault(area.top, {})[position] = area.left
    return found


def _both(
    upper: list[Any], lower: list[Any], known: dict[str, Known], spread: dict[int, int]
) -> tuple[Any, ...] | None:
    """The headers of two rows: the lower where it has one, else the upper; under a group's title, which
    is merged across its columns, both together may be the name. None where the lower is no row of headers.
    """
    titles: list[Any] = []
    for position, (above, below) in enumerate(zip(upper, lower, strict=True)):
        group = upper[spread[position]] if position in spread else None
        if below is None:
            titles.append(None if group is not None else above)
            continue
        if not isinstance(below, str) or (
            group is None and above is not None and bare(above) in known
        ):
            return None
        whole = f"{group}{below}" if group is not None else below
        titles.append(whole if bare(whole) in known else below)
    alone = max(_count(upper, known), _count(lower, known))
    return tuple(titles) if _count(titles, known) > alone else None
