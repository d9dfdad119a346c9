"""The public announcement (公告) of a county's month, in the style of official documents (GB/T 9704-2012):
where and when somebody can be met. Who it is stands on the overview, which is its attachment.
"""

from __future__ import annotations

from dataclasses import dataclass
from itertools import groupby
from typing import TYPE_CHECKING, Literal

from roster.model.sites import SiteKind
from roster.publish.closures import closed_text
from roster.publish.notices import words
from roster.publish.notices.content import date_text, empty_text, stamp_text
from roster.publish.notices.overview import SUBJECT as OVERVIEW
from roster.publish.texts import hotline_text, hours_text, plain, session_text
from roster.text import WEEKDAYS_ZH, Lang, Text, day_text, join, weekday_text

if TYPE_CHECKING:
    from collections.abc import Iterator
    from datetime import date

    from roster.model.problem import Problem
    from roster.model.requests import Duty
    from roster.model.roster import Roster
    from roster.model.sites import Site

Rank = Literal["heading", "kai", "body"]
SUBJECT = Text("公告", "Public Announcement")


@dataclass(frozen=True)
class Paragraph:
    """One paragraph: its ``rank`` (一、 in 黑体, （一） in 楷体, text in 仿宋), and its pieces: what users
    wrote is a piece of its own, so that it is set whole in one font.
    """

    rank: Rank
    pieces: tuple[str, ...]


@dataclass(frozen=True)
class Announcement:
    """One announcement: a title of one or several lines; ``page`` are the words around its number; else as
    in ``content.Notice``.
    """

    lang: Lang
    title: tuple[str, ...]
    paragraphs: tuple[Paragraph, ...]
    attachment: str
    bureau: str
    date: str
    stamp: str
    page: tuple[str, str]


def announcement_of(problem: Problem, roster: Roster, lang: Lang) -> Announcement:
    """The county's announcement of the month."""
    settings, month = problem.settings, problem.planned_month
    bureau, county = plain(settings.bureau), plain(settings.county)
    subject = Text(
        f"关于{month.year}年{month.month}月公共法律服务值班安排的公告",
        f"Free legal advice in {words.MONTHS[month.month - 1]} {month.year}",
    ).to(lang)
    when = words.month(month, roster.revision).to(lang)
    return Announcement(
        lang=lang,
        title=(bureau, subject),
        paragraphs=tuple(_paragraphs(problem, roster, lang)),
        attachment=Text(
            f"附件：{county}{OVERVIEW.zh}{when}", f"Attachment: {OVERVIEW.en}, {when}"
        ).to(lang),
        bureau=bureau,
        date=date_text(roster, lang),
        stamp=stamp_text(roster, lang),
        page=("— ", " —"),
    )


def _paragraphs(problem: Problem, roster: Roster, lang: Lang) -> Iterator[Paragraph]:
    settings = problem.settings
    hotline, line = hotline_text(problem), plain(settings.supervision_phone)
    yield _body(_opening(problem).to(lang))
    yield _heading("一", "1", Text("值班时间和地点", "When and where"), lang)
    yield from _places(problem, roster, lang)
    yield _heading("二", "2", Text("服务内容", "What is offered"), lang)
    free = Text("。群众咨询不收取任何费用。", ". Advice is free of charge.")
    yield _body(plain(settings.service), free.to(lang))
    yield _heading("三", "3", Text("咨询和监督电话", "Telephone"), lang)
    watch = Text(f"监督电话：{line}。", f" Supervision: {line}.") if line else Text("", "")
    yield _body(
        Text(f"咨询热线：{hotline.zh}。{watch.zh}", f"Hotline: {hotline.en}.{watch.en}").to(lang)
    )
    yield _heading("四", "4", Text("其他事项", "Further"), lang)
    yield _body(
        Text(
            "具体值班人员见附件，并在各站点张贴公示。",
            "Who is on duty stands on the attachment and is posted at every site. ",
        ).to(lang),
        _remarks(roster).to(lang),
    )


def _opening(problem: Problem) -> Text:
    county, month = plain(problem.settings.county), problem.planned_month
    stations = sum(site.kind is SiteKind.STATION for site in problem.sites)
    also = (
        Text(f"和{stations}个公共法律服务工作站", f" and {stations} stations")
        if stations
        else Text("", "")
    )
    return Text(
        "为方便群众就近获得免费法律咨询，根据《中华人民共和国法律援助法》和省、市惠民工程实施方案，"
        f"现将{county}公共法律服务中心{also.zh}{month.year}年{month.month}月值班安排公告如下：",
        "Legal service staff give free legal advice at the county's centre"
        f"{also.en} in {words.MONTHS[month.month - 1]} {month.year}:",
    )


def _remarks(roster: Roster) -> Text:
    """As on the notices; an announcement replaces the earlier one."""
    said = words.remarks(roster, linked=False)
    return Text(said.zh.replace("本公示", "本公告").replace("张贴", "发布"), said.en)


def _places(problem: Problem, roster: Roster, lang: Lang) -> Iterator[Paragraph]:
    kinds = {
        SiteKind.CENTRE: Text("（一）公共法律服务中心", "Centre"),
        SiteKind.STATION: Text("（二）公共法律服务工作站", "Stations"),
    }
    for kind, name in kinds.items():
        sites = [site for site in problem.sites if site.kind is kind]
        if sites:
            yield Paragraph("kai", (name.to(lang),))
        for number, site in enumerate(sites, 1):
            lead = Text(f"{number}．", f"{number}. ").to(lang) if len(sites) > 1 else ""
            yield _body(lead, *_place(problem, roster, site, lang))


def _place(problem: Problem, roster: Roster, site: Site, lang: Lang) -> tuple[str, ...]:
    """The site, its place in brackets, its days."""
    address = plain(site.address)
    brackets = Text("（", " (").to(lang), Text("）", ")").to(lang)
    where = (brackets[0], address, brackets[1]) if address else ()
    duties = roster.of_site.get(site.id, [])
    if not duties:
        said = empty_text(problem, site, None)
        return (plain(site.title), *where, Text(f"：{said.zh}。", f": {said.en}").to(lang))
    closed = closed_text(problem, site.id)
    when = _centre_days(site) if site.kind is SiteKind.CENTRE else _station_days(site, duties)
    shut = Text(f"，{closed.zh}暂停服务", f", closed {closed.en}") if closed.zh else Text("", "")
    return (
        plain(site.title),
        *where,
        Text(f"：{when.zh}{shut.zh}。", f": {when.en}{shut.en}.").to(lang),
    )


def _centre_days(site: Site) -> Text:
    hours = hours_text([site.morning, site.afternoon])
    return Text(f"工作日{hours.zh}", f"workdays {hours.en}")


def _station_days(site: Site, duties: list[Duty]) -> Text:
    """The days of each session: 12月1日（周二）、8日（周二）上午8:00—12:00."""
    said = []
    for session, held in groupby(sorted(duties, key=_by_session), key=lambda d: d.session):
        days = sorted({duty.date for duty in held})
        hours = session_text(site, session)
        named = join((_day(day, first=i == 0) for i, day in enumerate(days)), zh="、", en=", ")
        said.append(Text(f"{named.zh}，{hours.zh}", f"{named.en}, {hours.en}"))
    return join(said, zh="；", en="; ")


def _by_session(duty: Duty) -> tuple[int, date]:
    return duty.session.rank, duty.date


def _day(day: date, *, first: bool) -> Text:
    shown, weekday = day_text(day), WEEKDAYS_ZH[day.weekday()]
    zh = shown.zh if first else f"{day.day}日"
    return Text(f"{zh}（周{weekday}）", f"{weekday_text(day).en} {shown.en}")


def _heading(zh: str, en: str, name: Text, lang: Lang) -> Paragraph:
    return Paragraph("heading", (Text(f"{zh}、{name.zh}", f"{en}. {name.en}").to(lang),))


def _body(*pieces: str) -> Paragraph:
    return Paragraph("body", tuple(piece for piece in pieces if piece))
