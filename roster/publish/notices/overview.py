"""The overview (值班一览表): all sites down, days across, on one landscape sheet.

For the public: names of those who agreed. ``internal``, for cadres: every name, the phones of those who
agreed to that, the offices' lines.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Literal

from roster.model.sites import SESSION_NAMES, Session, SiteKind
from roster.publish.closures import closed_days
from roster.publish.notices import words
from roster.publish.notices.content import date_text, stamp_text
from roster.publish.texts import (
    category_name,
    hotline_text,
    hours_text,
    inside_phone,
    plain,
    public_name,
)
from roster.text import WEEKDAYS_EN, WEEKDAYS_ZH, Lang, Text, join

if TYPE_CHECKING:
    from datetime import date

    from roster.model.people import Person
    from roster.model.problem import Problem
    from roster.model.requests import Duty
    from roster.model.roster import Roster
    from roster.model.sites import Site
    from roster.publish.weeks import Days

WIDE = 10  # more days than these ask for A3
SUBJECT = Text("法律服务人员值班一览表", "Legal Service Duty Overview")
INTERNAL = Text("内部资料　不得张贴外传", "INTERNAL: not for posting")
COLUMNS = {
    "site": Text("站点", "Site"),
    "people": Text("值班人员", "On duty"),
}
CLOSED = Text("停", "closed")
# What stands before a name where a site is not always held at the same part of the day.
PARTS = {
    Session.FULL: Text("", ""),
    Session.MORNING: Text("上", "a.m."),
    Session.AFTERNOON: Text("下", "p.m."),
}


@dataclass(frozen=True)
class Head:
    """A day's column: its number and weekday; ``off`` where it is no workday."""

    day: str
    weekday: str
    monday: bool
    off: bool


@dataclass(frozen=True)
class Shift:
    """Who serves at a site on a day: ``part`` of the day where that differs, the persons' names."""

    part: str
    names: tuple[str, ...]


@dataclass(frozen=True)
class Cell:
    """One site on one day: a ``note`` (停) where nobody can be there; ``market`` tints it."""

    shifts: tuple[Shift, ...]
    note: str
    market: bool


@dataclass(frozen=True)
class SiteRow:
    """One site; ``details`` are its hours and, in the internal sheet, its office line."""

    site: str
    details: tuple[str, ...]
    cells: tuple[Cell, ...]


@dataclass(frozen=True)
class Contact:
    """One person on duty in the month; ``phone`` in the internal sheet only."""

    name: str
    category: str
    firm: str
    phone: str


@dataclass(frozen=True)
class Overview:
    """One sheet on ``paper``; ``mark`` says that it is internal; else as in ``content.Notice``."""

    lang: Lang
    paper: Literal["a3", "a4"]
    title: str
    subject: str
    month: str
    mark: str
    columns: dict[str, str]
    heads: tuple[Head, ...]
    rows: tuple[SiteRow, ...]
    people: tuple[Contact, ...]
    facts: tuple[str, ...]
    bureau: str
    date: str
    stamp: str
    page: tuple[str, str, str]


def overview_of(
    problem: Problem,
    roster: Roster,
    lang: Lang,
    week: Days | None = None,
    *,
    internal: bool = False,
) -> Overview:
    """The county's sheet of the month, or of a week of it."""
    settings = problem.settings
    span = problem.month if week is None else week
    duties = [d for d in roster.duties if d.date in span]
    held = {d.date for d in duties}
    days = [d for d in problem.month.days if d in span]
    shown = [d for d in days if problem.calendar.is_workday(d) or d in held]
    return Overview(
        lang=lang,
        paper="a3" if len(shown) > WIDE else "a4",
        title=plain(settings.county),
        subject=SUBJECT.to(lang),
        month=words.month(problem.planned_month, roster.revision, week).to(lang),
        mark=INTERNAL.to(lang) if internal else "",
        columns={key: text.to(lang) for key, text in COLUMNS.items()},
        heads=tuple(_head(problem, d, lang) for d in shown),
        rows=tuple(_row(problem, duties, s, shown, lang, internal) for s in problem.sites),
        people=_people(problem, duties, lang, internal),
        facts=_facts(problem, roster, lang),
        bureau=plain(settings.bureau),
        date=date_text(roster, lang),
        stamp=stamp_text(roster, lang),
        page=words.PAGE[lang],
    )


def _head(problem: Problem, on: date, lang: Lang) -> Head:
    weekday = Text(WEEKDAYS_ZH[on.weekday()], WEEKDAYS_EN[on.weekday()]).to(lang)
    off = not problem.calendar.is_workday(on)
    return Head(str(on.day), weekday, on.weekday() == 0, off)


def _row(
    problem: Problem, duties: list[Duty], site: Site, days: list[date], lang: Lang, internal: bool
) -> SiteRow:
    held = [d for d in duties if d.site == site.id]
    sessions = sorted({d.session for d in held}, key=lambda s: s.rank)
    details = [_hours(site, session).to(lang) for session in sessions]
    phone = plain(site.phone) if internal else ""
    details += [Text(f"电话 {phone}", f"phone {phone}").to(lang)] if phone else []
    closed = closed_days(problem, site.id)
    cells = []
    for on in days:
        found = [d for d in held if d.date == on]
        shifts = tuple(
            _shift(
                problem, [d for d in found if d.session is s], s, len(sessions) > 1, lang, internal
            )
            for s in sessions
            if any(d.session is s for d in found)
        )
        note = CLOSED.to(lang) if not found and on in closed else ""
        market = site.kind is SiteKind.STATION and on in site.market_days
        cells.append(Cell(shifts, note, market))
    name = Text("县中心", "Centre").to(lang) if site.kind is SiteKind.CENTRE else plain(site.name)
    return SiteRow(name, tuple(details), tuple(cells))


def _hours(site: Site, session: Session) -> Text:
    hours, name = hours_text(site.hours(session)), SESSION_NAMES[session]
    if session is Session.FULL:
        return hours
    return Text(f"{name.zh}{hours.zh}", f"{name.en} {hours.en}")


def _shift(
    problem: Problem, held: list[Duty], session: Session, told: bool, lang: Lang, internal: bool
) -> Shift:
    people = (problem.person[d.person] for d in held)
    part = PARTS[session].to(lang) if told else ""
    return Shift(part, tuple(_name(person, lang, internal) for person in people))


def _name(person: Person, lang: Lang, internal: bool) -> str:
    return plain(person.name) if internal else public_name(person, lang)


def _people(
    problem: Problem, duties: list[Duty], lang: Lang, internal: bool
) -> tuple[Contact, ...]:
    """Whoever serves, in the order of the pool; in public those who did not consent come last, by category
    and firm alone.
    """
    serving = {d.person for d in duties}
    shown = [p for p in problem.people if p.id in serving]
    shown.sort(key=lambda p: not (internal or p.consent_public))
    return tuple(
        Contact(
            _name(p, lang, internal),
            category_name(p, lang),
            plain(p.firm),
            inside_phone(p) if internal else "",
        )
        for p in shown
    )


def _facts(problem: Problem, roster: Roster, lang: Lang) -> tuple[str, ...]:
    settings, hotline = problem.settings, hotline_text(problem)
    line = plain(settings.supervision_phone)
    lines = [Text(f"咨询热线：{hotline.zh}", f"Hotline: {hotline.en}")]
    lines += [Text(f"监督电话：{line}", f"Supervision: {line}")] if line else []
    marks = Text("黄底为逢集日，“停”为暂停服务。", "Yellow: market day.")
    said = words.remarks(roster, linked=False)
    return (join(lines, zh="　", en="   ").to(lang), join([said, marks], zh="", en=" ").to(lang))
