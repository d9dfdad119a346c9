"""What a notice says, word for word and in one language; how it looks is the templates' business.

Public level of privacy: name (with consent), category, firm. Dates on which nobody is on duty are
not listed: the sheet promises only what is planned.
"""

from __future__ import annotations

from dataclasses import dataclass
from itertools import groupby
from typing import TYPE_CHECKING, Literal

from roster.model.roster import STATUS_NAMES, Roster, Status
from roster.model.sites import SESSION_NAMES, Session, Site, SiteKind
from roster.publish.closures import closed_text, closed_throughout
from roster.publish.notices import words
from roster.publish.texts import (
    category_name,
    find_site,
    hotline_text,
    hours_text,
    plain,
    public_name,
)
from roster.publish.weeks import only
from roster.text import Lang, Text, day_text, weekday_text

if TYPE_CHECKING:
    from roster.model.people import Person
    from roster.model.problem import Problem
    from roster.model.requests import Duty
    from roster.publish.weeks import Days


@dataclass(frozen=True)
class Line:
    """One person on duty."""

    name: str
    category: str
    firm: str


@dataclass(frozen=True)
class Part:
    """One session of a day, its hours span by span, and who serves in it."""

    session: str
    hours: tuple[str, ...]
    people: tuple[Line, ...]


@dataclass(frozen=True)
class Row:
    """One day at the site. ``tags`` mark the day (加场, 调休), ``market`` tints a station's row."""

    date: str
    weekday: str
    monday: bool
    lunar: str
    market: str
    tags: tuple[str, ...]
    parts: tuple[Part, ...]


@dataclass(frozen=True)
class Notice:
    """One sheet.

    ``facts`` are (label, text); ``stamp`` stands across a sheet that is not in force; ``empty`` is
    said in place of the table when there are no rows; ``link`` becomes the QR code; ``sessions``
    and ``lunar`` tell whether the table has those columns; ``page`` are the words around numbers.
    """

    kind: Literal["centre", "station"]
    lang: Lang
    programme: str
    hotline: str
    title: str
    subject: str
    month: str
    intro: str
    columns: dict[str, str]
    rows: tuple[Row, ...]
    empty: str
    facts: tuple[tuple[str, str], ...]
    link: str
    caption: str
    bureau: str
    date: str
    stamp: str
    page: tuple[str, str, str]
    sessions: bool
    lunar: bool


def notice_of(
    problem: Problem, roster: Roster, site_id: str, lang: Lang, week: Days | None = None
) -> Notice:
    """The site's notice of the month, or of a week of it. Raises UnknownError for an unknown site."""
    site = find_site(problem, site_id)
    station = problem.is_station(site_id)
    roster = only(roster, week) if week else roster
    rows = rows_of(problem, roster, site, lang)
    used = {d.session for d in roster.of_site.get(site_id, [])}
    remarks = words.remarks(roster, bool(problem.settings.notice_url))
    return Notice(
        kind="station" if station else "centre",
        lang=lang,
        programme=words.PROGRAMME.to(lang),
        hotline=words.hotline_line(plain(problem.settings.hotline)).to(lang),
        title=plain(site.title),
        subject=words.SUBJECT.to(lang),
        month=words.month(problem.planned_month, roster.revision, week).to(lang),
        intro=words.intro(problem.planned_month, station, any(r.market for r in rows), week).to(
            lang
        )
        if rows
        else "",
        columns={key: text.to(lang) for key, text in words.COLUMNS.items()},
        rows=rows,
        empty="" if rows else empty_text(problem, site, week).to(lang),
        facts=labelled({**facts_of(problem, site, used, week), "remarks": remarks}, lang),
        link=problem.settings.notice_url,
        caption=words.CAPTION.to(lang),
        bureau=plain(problem.settings.bureau),
        date=date_text(roster, lang),
        stamp=stamp_text(roster, lang),
        page=words.PAGE[lang],
        sessions=bool(used - {Session.FULL}),
        lunar=any(r.lunar or r.market for r in rows),
    )


def rows_of(problem: Problem, roster: Roster, site: Site, lang: Lang) -> tuple[Row, ...]:
    """A row for every day with somebody on duty at the site."""
    duties = sorted(roster.of_site.get(site.id, []), key=_reading_order)
    extra = {v.date for v in roster.visits if v.site == site.id and v.extra}
    rows = []
    for on, held in groupby(duties, key=lambda d: d.date):
        day = problem.calendar[on]
        tags = [words.EXTRA.to(lang)] * (on in extra) + [words.MADE_UP.to(lang)] * day.make_up
        gathering = site.gathering(on)
        parts = (
            _part(problem, site, s, list(d), lang)
            for s, d in groupby(held, key=lambda d: d.session)
        )
        rows.append(
            Row(
                day_text(on).to(lang),
                weekday_text(on).to(lang),
                on.weekday() == 0,
                plain(day.lunar),
                gathering.to(lang) if gathering else "",
                tuple(tags),
                tuple(parts),
            )
        )
    return tuple(rows)


def _reading_order(duty: Duty) -> tuple[object, ...]:
    """By date, full day before morning before afternoon, then as everywhere by person."""
    return duty.date, list(Session).index(duty.session), duty.person


def _part(problem: Problem, site: Site, session: Session, duties: list[Duty], lang: Lang) -> Part:
    hours = tuple(hours_text([span]).to(lang) for span in site.hours(session))
    people = tuple(line_of(problem.person[d.person], lang) for d in duties)
    names = SESSION_NAMES if problem.is_station(site.id) else words.SESSIONS
    return Part(names[session].to(lang), hours, people)


def line_of(person: Person, lang: Lang) -> Line:
    """A person as sheets show them: the name only with consent."""
    return Line(public_name(person, lang), category_name(person, lang), plain(person.firm))


def empty_text(problem: Problem, site: Site, week: Days | None) -> Text:
    """What is said where nobody is on duty: that the site is closed, or that nothing is planned."""
    hotline, station = plain(problem.settings.hotline), site.kind is SiteKind.STATION
    if closed_throughout(problem, site.id, week):
        return words.closed(closed_text(problem, site.id, week), hotline, week)
    return words.empty(station, hotline, week)


def facts_of(
    problem: Problem, site: Site, used: set[Session], week: Days | None = None
) -> dict[str, Text]:
    """What a sheet says of the site beside its table, by the keys of ``words.FACTS``; the hours are
    those of the sessions ``used``. Some may be empty.
    """
    settings = problem.settings
    phone = plain(settings.supervision_phone)
    return {
        "hours": words.hours(site, used, site.kind is SiteKind.STATION),
        "closed": closed_text(problem, site.id, week),
        "place": same(plain(site.address) or plain(site.title)),
        "service": same(plain(settings.service)),
        "hotline": hotline_text(problem),
        "supervision": words.owned(phone, plain(settings.bureau)) if phone else same(""),
    }


def labelled(facts: dict[str, Text], lang: Lang) -> tuple[tuple[str, str], ...]:
    """The facts that are not empty, each with its label."""
    colon = "：" if lang == "zh" else ":"
    shown = {key: text.to(lang) for key, text in facts.items()}
    return tuple((words.FACTS[key].to(lang) + colon, text) for key, text in shown.items() if text)


def same(text: str) -> Text:
    """A text that is the same in both languages: what users wrote."""
    return Text(text, text)


def stamp_text(roster: Roster, lang: Lang) -> str:
    """What stands across a sheet that is not in force."""
    in_force = roster.status is Status.PUBLISHED
    return "" if in_force else STATUS_NAMES[roster.status].to(lang).upper()


def date_text(roster: Roster, lang: Lang) -> str:
    """The day of publication as signed."""
    if roster.published_on is not None:
        return words.full_date(roster.published_on).to(lang)
    return words.UNPUBLISHED.to(lang) if roster.status is Status.DRAFT else ""
