"""What a correction sheet says, word for word and in one language; its looks are the template's."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from roster.model.alterations import Kind, Names
from roster.model.sites import SESSION_NAMES
from roster.publish.corrections import words
from roster.publish.notices import words as notice_words
from roster.publish.notices.content import Line, date_text, facts_of, labelled, stamp_text
from roster.publish.texts import plain
from roster.text import Lang, day_text, weekday_text

if TYPE_CHECKING:
    from roster.model.alterations import Alteration
    from roster.publish.corrections.printed import FactChange, Printed


@dataclass(frozen=True)
class Side:
    """One arrangement: what is said of it (``strong``: in red), hours and lunar date where they are news,
    persons.
    """

    note: str
    strong: bool
    hours: str
    lunar: str
    people: tuple[Line, ...]


@dataclass(frozen=True)
class Row:
    """One change: of a day's session, or of something beside the table, which has a ``label`` instead."""

    label: str
    date: str
    weekday: str
    lunar: str
    session: str
    before: Side
    after: Side


@dataclass(frozen=True)
class CorrectionSheet:
    """One sheet; fields as in ``notices.content.Notice``, so that templates share their parts."""

    lang: Lang
    programme: str
    hotline: str
    title: str
    subject: str
    month: str
    intro: str
    columns: dict[str, str]
    rows: tuple[Row, ...]
    facts: tuple[tuple[str, str], ...]
    link: str
    caption: str
    bureau: str
    date: str
    stamp: str
    page: tuple[str, str, str]


def sheet_of(printed: Printed, lang: Lang) -> CorrectionSheet:
    """The correction sheet of a site."""
    after, site = printed.correction.after, printed.site
    settings, station = after.problem.settings, printed.home.is_station(site.id)
    gone = site.id not in after.problem.site
    remarks = words.remarks(printed.correction, bool(settings.notice_url), gone)
    used = {d.session for d in after.roster.of_site.get(site.id, [])}
    facts = {**facts_of(after.problem, site, used), "remarks": remarks}
    return CorrectionSheet(
        lang=lang,
        programme=notice_words.PROGRAMME.to(lang),
        hotline=notice_words.hotline_line(plain(settings.hotline)).to(lang),
        title=plain(site.title),
        subject=words.SUBJECT.to(lang),
        month=notice_words.month(after.problem.planned_month, after.number).to(lang),
        intro=words.intro(printed.correction, station).to(lang),
        columns={key: text.to(lang) for key, text in words.COLUMNS.items()},
        rows=(*_rows(printed, lang), *(_fact_row(fact, lang) for fact in printed.facts())),
        facts=labelled({key: text for key, text in facts.items() if key != "service"}, lang),
        link=settings.notice_url,
        caption=notice_words.CAPTION.to(lang),
        bureau=plain(settings.bureau),
        date=date_text(after.roster, lang),
        stamp=stamp_text(after.roster, lang),
        page=notice_words.PAGE[lang],
    )


def _rows(printed: Printed, lang: Lang) -> tuple[Row, ...]:
    names = printed.correction.names
    return tuple(_row(printed, change, names, lang) for change in printed.changes())


def _row(printed: Printed, change: Alteration, names: Names, lang: Lang) -> Row:
    slot, note = change.slot, words.verdict(change, names.opening(change.slot.site))
    none = "" if change.before else words.NOT_PLANNED.to(lang)
    now, lunar = printed.lines(change.after, lang, now=True), ""
    if change.after is not None and change.kind is Kind.MOVED:
        lunar = printed.marks(change.after.slot, now=True).to(lang)
    return Row(
        "",
        day_text(slot.date).to(lang),
        weekday_text(slot.date).to(lang),
        printed.marks(slot, now=change.before is None).to(lang),
        SESSION_NAMES[slot.session].to(lang),
        Side(none, False, "", "", printed.lines(change.before, lang)),
        Side(note.to(lang), bool(note.zh), _hours(printed, change, lang), lunar, now),
    )


def _hours(printed: Printed, change: Alteration, lang: Lang) -> str:
    """When a session is held that was not, or not then: 星期四上午8:30—12:30."""
    if change.after is None or change.kind not in (Kind.MOVED, Kind.ADDED):
        return ""
    hours = printed.hours(change.after.slot).to(lang)
    if change.kind is Kind.ADDED:
        return hours
    day, part = weekday_text(change.after.slot.date), SESSION_NAMES[change.after.slot.session]
    return f"{day.zh}{part.zh}{hours}" if lang == "zh" else f"{day.en} {part.en} {hours}"


def _fact_row(fact: FactChange, lang: Lang) -> Row:
    old, new = ((text.to(lang) or words.NONE.to(lang)) for text in (fact.before, fact.after))
    sides = (Side(text, False, "", "", ()) for text in (old, new))
    return Row(fact.label.to(lang).replace("\u3000", ""), "", "", "", "", *sides)
