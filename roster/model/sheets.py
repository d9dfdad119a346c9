"""What the workbook of a month (roster.xlsx) and whoever reads it back must agree on: the names of the
sheets that are read, what stands in a cell of the table of sites, and which revision it is of.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from enum import StrEnum
from hashlib import sha256
from typing import TYPE_CHECKING, NamedTuple

from roster.model.people import Category, distinct_names
from roster.model.requests import Duty
from roster.model.sites import SESSION_NAMES, Session, SiteKind
from roster.model.slots import is_closed
from roster.text import Text

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping
    from datetime import date

    from roster.model.problem import Problem
    from roster.model.roster import Roster
    from roster.text import Lang

BY_SITE = Text("排班总表", "By site")
BY_DAY = Text("按日清单", "By day")
STAMP_SHEET = Text("版本信息", "Revision info")  # hidden: says which revision the workbook is of

SITE = Text("站点", "site")
TOTALS = Text("当日人次", "duties of the day")
LEGEND = Text("图例", "legend")
COLUMNS: dict[str, Text] = {  # of 按日清单, in order
    "date": Text("日期", "date"),
    "weekday": Text("星期", "weekday"),
    "site": SITE,
    "session": Text("时段", "session"),
    "hours": Text("时间", "hours"),
    "name": Text("姓名", "name"),
    "category": Text("人员类别", "category"),
    "firm": Text("工作单位", "firm"),
    "note": Text("备注", "note"),
    "reason": Text("理由", "reason"),
}
READ = frozenset(
    {"date", "site", "session", "name", "reason"}
)  # the others say what follows from them

SHORT = Text("缺", "short")  # what stands where nobody is on duty although somebody should be
EXTRA = Text("加场", "extra")
CLOSED = Text("停", "shut")
HALF_MARKS = {
    Session.FULL: Text("全天", "day"),
    Session.MORNING: Text("上午", "a.m."),
    Session.AFTERNOON: Text("下午", "p.m."),
}
CATEGORY_MARKS: dict[Category, Text] = {  # one letter, so that a grey print says it too
    Category.LAWYER: Text("律", "L"),
    Category.LEGAL_WORKER: Text("基", "W"),
    Category.RETIRED: Text("退", "R"),
    Category.ACADEMIC: Text("学", "A"),
    Category.OTHER: Text("他", "O"),
    Category.WAIVER: Text("宽", "V"),
    Category.PUBLIC_POST: Text("公", "P"),
}


class Stamp(NamedTuple):
    """Which revision a workbook shows: the county's id, the month (2026-12), the revision's number and
    the digest of its duties.
    """

    county: str
    month: str
    revision: int
    duties: str

    @classmethod
    def of(cls, roster: Roster) -> Stamp:
        """The stamp of a roster."""
        return cls(roster.county, roster.month, roster.revision, duties_digest(roster.duties))


STAMP_FORMAT = "roster-workbook/1"
STAMP_NAMES: dict[str, Text] = {
    "format": Text("格式", "format"),
    "county": Text("县区代码", "the county's id"),
    "month": Text("月份", "month"),
    "revision": Text("版次", "revision"),
    "duties": Text("值班指纹", "digest of the duties"),
}


def duties_digest(duties: Iterable[Duty]) -> str:
    """SHA-256 over the duties in order, as 64 hexadecimal digits."""
    lines = (
        f"{d.date}\t{d.site}\t{d.session}\t{d.person}\n" for d in sorted(duties, key=Duty.order)
    )
    return sha256("".join(lines).encode()).hexdigest()


def site_names(problem: Problem) -> dict[str, Text]:
    """How each site is called in lists and rows: townships by name, the centre by what it is."""
    centres = [s.id for s in problem.sites if s.kind is SiteKind.CENTRE]
    names = {s.id: Text(s.name, s.name) for s in problem.sites}
    if len(centres) == 1:
        names[centres[0]] = Text("公共法律服务中心", "Centre")
    return names


def usual_session(problem: Problem, site: str) -> Session | None:
    """The session in which the site is always open; None where there is no such one."""
    if site in problem.station_demand:
        return problem.station_demand[site].session
    for demand in problem.centre_demands:
        if demand.site == site and len(demand.sessions) == 1:
            return demand.sessions[0]
    return None


def session_words() -> dict[str, Session]:
    """Every word for a session, in both languages."""
    return {
        word: session
        for names in (SESSION_NAMES, HALF_MARKS)
        for session, name in names.items()
        for word in (name.zh, name.en, session.value)
    }


class Kind(StrEnum):
    """What a line of a cell is."""

    NAME = "name"
    CATEGORY = "category"
    SESSION = "session"
    EXTRA = "extra"
    CLOSED = "closed"
    SHORT = "short"


class Line(NamedTuple):
    """A line of a cell; ``person`` is the id of whom a name or a category is."""

    kind: Kind
    text: str
    person: str = ""


class SiteCells:
    """What stands in each cell of the table of sites, line by line: who is on duty, each with the mark of
    their category, and what is unusual or missing.
    """

    def __init__(self, problem: Problem, roster: Roster, lang: Lang) -> None:
        self._problem, self._lang = problem, lang
        self._names = distinct_names({p.id: p.name for p in problem.people})
        self._on: Mapping[tuple[str, date], list[Duty]] = _by_cell(roster.duties)
        self._extra = {(v.site, v.date) for v in roster.visits if v.extra}
        self._missing: Counter[tuple[str, date]] = Counter()
        for shortage in roster.shortages:
            if shortage.start == shortage.end:
                self._missing[shortage.site, shortage.start] += shortage.missing

    def duties(self, site: str, day: date) -> list[Duty]:
        """Who is on duty there, in order of sessions."""
        return sorted(self._on.get((site, day), ()), key=lambda d: (d.session.rank, d.person))

    def missing(self, site: str, day: date) -> int:
        """How many persons are short that day."""
        return self._missing[site, day]

    def lines(self, site: str, day: date) -> list[Line]:
        """The lines of the cell; none where nothing happens."""
        duties, found = self.duties(site, day), self._above(site, day)
        sessions = list(dict.fromkeys(d.session for d in duties))
        usual = usual_session(self._problem, site)
        for session in sessions:
            if session is not usual or len(sessions) > 1:
                found.append(Line(Kind.SESSION, HALF_MARKS[session].to(self._lang)))
            for duty in (d for d in duties if d.session is session):
                found += self._person(duty.person)
        missing = self.missing(site, day)
        if missing:
            count = str(missing) if missing > 1 else ""
            found.append(Line(Kind.SHORT, SHORT.to(self._lang) + count))
        return found

    def _person(self, person: str) -> list[Line]:
        mark = CATEGORY_MARKS[self._problem.person[person].category]
        name = self._names[person]
        return [
            Line(Kind.NAME, name, person),
            Line(Kind.CATEGORY, mark.to(self._lang), person),
        ]

    def _above(self, site: str, day: date) -> list[Line]:
        """加场 above a visit beyond the frequency; 停 where a closure takes the usual session."""
        if (site, day) in self._extra:
            return [Line(Kind.EXTRA, EXTRA.to(self._lang))]
        problem, usual = self._problem, usual_session(self._problem, site)
        if (
            (site, day) not in self._on
            and usual
            and problem.calendar.is_workday(day)
            and is_closed(problem, site, day, usual)
        ):
            return [Line(Kind.CLOSED, CLOSED.to(self._lang))]
        return []


def _by_cell(duties: Iterable[Duty]) -> dict[tuple[str, date], list[Duty]]:
    found: dict[tuple[str, date], list[Duty]] = defaultdict(list)
    for duty in duties:
        found[duty.site, duty.date].append(duty)
    return dict(found)
