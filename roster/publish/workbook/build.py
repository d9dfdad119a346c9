"""roster.xlsx from a roster: which sheets there are, and in which order."""

from __future__ import annotations

from io import BytesIO
from typing import TYPE_CHECKING

from xlsxwriter import Workbook

from roster.publish.workbook.about import write_about
from roster.publish.workbook.book import Book
from roster.publish.workbook.by_day import write_by_day
from roster.publish.workbook.by_person import write_by_person
from roster.publish.workbook.by_site import write_by_site
from roster.publish.workbook.changes import write_changes
from roster.publish.workbook.fairness import write_fairness
from roster.publish.workbook.periods import write_periods
from roster.publish.workbook.scores import write_scores
from roster.publish.workbook.shortages import write_shortages
from roster.publish.workbook.stamp import write_stamp
from roster.publish.workbook.why import write_why
from roster.publish.workbook.words import SHEETS, created_at, title

if TYPE_CHECKING:
    from roster.model.corrections import Correction
    from roster.model.problem import Problem
    from roster.model.roster import Roster
    from roster.text import Lang

# Names come from users: nothing they write may become a formula, a number or a link.
OPTIONS = {
    "in_memory": True,
    "strings_to_formulas": False,
    "strings_to_numbers": False,
    "strings_to_urls": False,
}


def build_workbook(
    problem: Problem, roster: Roster, *, lang: Lang = "zh", correction: Correction | None = None
) -> bytes:
    """The workbook of a roster and the problem it answers, as an .xlsx file; with a sheet of changes where
    the roster is the newer one of a ``correction``.

    The bytes depend on the arguments alone. Names come out exactly as they are, as text.

    Raises:
        RosterError: a text is longer than a cell can hold (32,767 characters).
    """
    stream = BytesIO()
    file = Workbook(stream, OPTIONS)
    # Everything dated in the file is dated by the roster, so that equal rosters give equal bytes.
    file.set_properties(
        {
            "title": title(problem, roster).to(lang),
            "author": problem.settings.bureau,
            "created": created_at(roster),
        }
    )
    book = Book(problem, roster, lang, file, correction)
    write_about(book)
    write_by_site(book)
    write_by_person(book)
    write_by_day(book)
    if correction is not None:
        write_changes(book, correction)
    write_why(book)
    write_fairness(book)
    write_periods(book)
    write_shortages(book)
    write_scores(book)
    write_stamp(book)
    file.get_worksheet_by_name(SHEETS["by_site"].to(lang)).activate()
    file.close()
    return stream.getvalue()
