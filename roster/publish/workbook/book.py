"""The workbook being written: what all of its pages share."""

from __future__ import annotations

from functools import cached_property
from typing import TYPE_CHECKING, Any, NamedTuple

from roster.model.people import distinct_names
from roster.model.sheets import SiteCells, site_names
from roster.model.sites import SESSION_NAMES
from roster.publish.workbook.styles import Styles
from roster.publish.workbook.words import (
    SHEETS,
    short_names,
)
from roster.text import Text

if TYPE_CHECKING:
    from xlsxwriter import Workbook

    from roster.model.corrections import Correction
    from roster.model.problem import Problem
    from roster.model.roster import Roster
    from roster.text import Lang

ON_A_PAGE = 32  # people; more would print smaller than 7 points
TITLE_ROWS = 2  # the title and the line below it; the table's head comes next


class Target(NamedTuple):
    """Where a link leads: a sheet by its key, and a row of it."""

    key: str
    row: int = 0


class Book:
    """What all pages share: the month, the language, the file and its formats, and what is corrected."""

    def __init__(
        self,
        problem: Problem,
        roster: Roster,
        lang: Lang,
        file: Workbook,
        correction: Correction | None = None,
    ) -> None:
        self.correction = correction
        self.problem = problem
        self.roster = roster
        self.lang = lang
        self.file = file
        self.styles = Styles(file, lang)
        self.cells = SiteCells(problem, roster, lang)

    def say(self, zh: str, en: str) -> str:
        """The text in the workbook's language."""
        return Text(zh, en).to(self.lang)

    @cached_property
    def grid_top(self) -> int:
        """The first row below the dates of a table of days: days with names of their own take one more."""
        calendar, days = self.problem.calendar, self.problem.month.days
        return TITLE_ROWS + (3 if any(calendar[d].label for d in days) else 2)

    @property
    def one_page(self) -> int:
        """1 where a line for each person and what stands below them fit on one page, else 0 (no limit)."""
        return 1 if len(self.problem.people) <= ON_A_PAGE else 0

    @cached_property
    def person_rows(self) -> dict[str, Target]:
        """Each person's row of 人员排班."""
        people = enumerate(self.problem.people, self.grid_top)
        return {p.id: Target("by_person", row) for row, p in people}

    @cached_property
    def site_rows(self) -> dict[str, Target]:
        """Each site's row of 排班总表."""
        sites = enumerate(self.problem.sites, self.grid_top)
        return {s.id: Target("by_site", row) for row, s in sites}

    def offer(self, of: str, title: str, hint: str) -> dict[str, Any]:
        """A drop-down of the pool's ``people``, the ``sites`` or the ``sessions``; it refuses nothing."""
        column, values = lists(self)[of]
        last = max(len(values), 1) + 1
        source = f"='{SHEETS['stamp'].to(self.lang)}'!${column}$2:${column}${last}"
        told = {"input_title": title, "input_message": hint} if hint else {}
        return {"validate": "list", "source": source, "show_error": False, **told}

    @cached_property
    def person_names(self) -> dict[str, str]:
        """Names of people by id; namesakes have their id added."""
        return distinct_names({p.id: p.name for p in self.problem.people})

    @cached_property
    def site_names(self) -> dict[str, str]:
        """Names of sites for rows and lists."""
        return {s: name.to(self.lang) for s, name in site_names(self.problem).items()}

    @cached_property
    def short_names(self) -> dict[str, str]:
        """Names of sites for narrow columns."""
        return {s: name.to(self.lang) for s, name in short_names(self.problem).items()}


def lists(book: Book) -> dict[str, tuple[str, list[str]]]:
    """What drop-downs offer: each list with the column of the hidden sheet in which it stands."""
    return {
        "people": ("E", [book.person_names[p.id] for p in book.problem.people]),
        "sites": ("F", [book.site_names[s.id] for s in book.problem.sites]),
        "sessions": ("G", [name.to(book.lang) for name in SESSION_NAMES.values()]),
    }
