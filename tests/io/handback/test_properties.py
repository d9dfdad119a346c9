"""Random edits of random months come back as exactly these edits, from either sheet and from both."""

from __future__ import annotations

import tempfile
from pathlib import Path
from typing import TYPE_CHECKING, Any

from hypothesis import given, settings
from hypothesis import strategies as st

from roster.model.edits import HandChange, check
from roster.model.handback import weigh
from roster.model.sheets import HALF_MARKS, site_names
from roster.model.sites import SESSION_NAMES
from tests.build import day
from tests.cli.workbooks import GRID, LIST, cell_of
from tests.io.handback.kit import given_back, opened, revision
from tests.model.test_edits_properties import roster_of
from tests.publish.workbook_sample import moment
from tests.random_problems import possible_duties, problems

if TYPE_CHECKING:
    from datetime import date

    from openpyxl.workbook import Workbook

    from roster.model.problem import Problem
    from roster.model.requests import Duty
    from roster.model.revision import Revision

EARLY = day(1, 1)


def cells(duties: Any) -> dict[tuple[str, date], frozenset[Duty]]:
    """Duties by site and day."""
    found: dict[tuple[str, date], frozenset[Duty]] = {}
    for duty in duties:
        found[duty.site, duty.date] = found.get((duty.site, duty.date), frozenset()) | {duty}
    return found


def write_grid(book: Workbook, of: Problem, at: tuple[str, date], now: frozenset[Duty]) -> None:
    """Write a cell of the table of sites: every name below its session."""
    lines = [
        line
        for d in sorted(now, key=lambda d: d.order())
        for line in (HALF_MARKS[d.session].zh, of.person[d.person].name)
    ]
    name = site_names(of)[at[0]].zh
    cell_of(book[GRID], name, at[1].day).value = "\n".join(lines) or None


def write_list(book: Workbook, duties: Any) -> None:
    """Write all rows anew, the last first, by id."""
    sheet = book[LIST]
    sheet.delete_rows(4, sheet.max_row)
    for number, d in enumerate(sorted(duties, key=lambda d: d.order(), reverse=True), 4):
        row = {1: moment(d.date.day, d.date.month), 3: d.site,
               4: SESSION_NAMES[d.session].zh, 6: d.person}  # fmt: skip
        for column, value in row.items():
            sheet.cell(number, column).value = value


def read(book: Workbook, base: Revision) -> Any:
    with tempfile.TemporaryDirectory() as folder:
        return given_back(book, base, Path(folder))


@given(st.data())
@settings(derandomize=True, max_examples=25, deadline=None, database=None)
def test_edits_come_back_as_they_were_written(data: st.DataObject) -> None:
    of = data.draw(problems())
    held, possible = roster_of(data, of), possible_duties(of)
    base = revision(of, held)
    book = opened(base)
    assert read(book, base) == []
    new = [d for d in possible if d not in held]
    removed = data.draw(st.lists(st.sampled_from(held), unique=True, max_size=3)) if held else []
    added = data.draw(st.lists(st.sampled_from(new), unique=True, max_size=3)) if new else []
    was, now = cells(held), cells({*held, *added} - {*removed})
    edited = {at for at in {*was, *now} if was.get(at) != now.get(at)}
    where = data.draw(st.sampled_from(["grid", "list", "both"]))
    if where != "list":
        for at in edited:
            write_grid(book, of, at, now.get(at, frozenset()))
    if where != "grid":
        write_list(book, {*held, *added} - {*removed})
    edits = read(book, base)
    assert {(e.site, e.day): (e.was, e.now) for e in edits} == {
        at: (was.get(at, frozenset()), now.get(at, frozenset())) for at in edited
    }
    _weigh_agrees(of, held, edits, HandChange(tuple(removed), tuple(added)))


def _weigh_agrees(of: Problem, held: list[Duty], edits: Any, change: HandChange) -> None:
    """What the audit allows as a change by hand is taken whole; else what is taken is lawful."""
    wanted = check(of, held, [change], on=EARLY)
    weighed = weigh(of, held, edits, on=EARLY)
    assert not weighed.checked.faults
    assert bool(weighed.refused) == bool(wanted.faults)
    if not wanted.faults:
        assert weighed.checked.duties == wanted.duties
        assert weighed.checked.edited == wanted.edited
