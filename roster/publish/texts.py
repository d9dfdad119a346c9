"""The WeChat texts (微信群公告), and the wording that every public sheet shares.

Public level of privacy (docs/policy.md): name, category, firm; never a personal phone or certificate.
"""

from __future__ import annotations

import unicodedata
from collections import Counter
from itertools import groupby
from typing import TYPE_CHECKING

from roster.errors import UnknownError
from roster.model.people import CATEGORY_NAMES, Person
from roster.model.roster import Roster, Status
from roster.model.sites import SESSION_NAMES, Session, Site, SiteKind, TimeSpan
from roster.publish.closures import closed_text, closed_throughout
from roster.publish.weeks import Days
from roster.text import WEEKDAYS_ZH, Lang, Text, day_text, span_text, weekday_text

if TYPE_CHECKING:
    from collections.abc import Iterable
    from datetime import date

    from roster.model.problem import Problem
    from roster.model.requests import Duty

UNNAMED = Text("值班人员", "person on duty")  # stands for a name whose holder did not consent
FREE_HOTLINE = "12348"  # the national legal-service hotline: free, day and night
STEM_LIMIT = 60  # characters; keeps whole paths below the 260 of older Windows systems


def plain(text: str) -> str:
    """The text on one line: control, format and surrogate characters and outer blanks removed.

    What is removed has no ink; left in, it could break lines or turn the reading direction.
    """
    blank = "".join(" " if c.isspace() else c for c in text)
    return " ".join(
        "".join(c for c in blank if unicodedata.category(c) not in ("Cc", "Cf", "Cs")).split()
    )


def public_name(person: Person, lang: Lang) -> str:
    """The name as the public sees it: in place of it 值班人员 where the person did not consent."""
    return (plain(person.name) if person.consent_public else "") or UNNAMED.to(lang)


def category_name(person: Person, lang: Lang) -> str:
    """The person's category as printed."""
    return CATEGORY_NAMES[person.category].to(lang)


def hours_text(spans: Iterable[TimeSpan]) -> Text:
    """Hours as printed: 8:00—12:00，14:00—18:00."""
    shown = [f"{s.start.hour}:{s.start:%M}—{s.end.hour}:{s.end:%M}" for s in spans]
    return Text("，".join(shown), ", ".join(shown).replace("—", "–"))


def session_text(site: Site, session: Session) -> Text:
    """A session with its hours: 上午8:00—12:00 / morning 8:00–12:00."""
    name, hours = SESSION_NAMES[session], hours_text(site.hours(session))
    return Text(f"{name.zh}{hours.zh}", f"{name.en} {hours.en}")


def hotline_text(problem: Problem) -> Text:
    """The hotline, and that it is free where it is 12348."""
    line = plain(problem.settings.hotline)
    if line != FREE_HOTLINE:
        return Text(line, line)
    return Text(f"{line}（24小时免费）", f"{line} (free, 24 hours)")


def find_site(problem: Problem, site_id: str) -> Site:
    """The site with that id. Raises UnknownError when the problem has none."""
    if site_id not in problem.site:
        raise UnknownError(Text(f"没有站点“{site_id}”", f"there is no site “{site_id}”"))
    return problem.site[site_id]


def file_stems(problem: Problem, lang: Lang = "zh") -> dict[str, str]:
    """By site id the beginning of the names of its files: 县中心, 郭道镇.

    Ensures that the stems are unique also where upper and lower case are one, that they hold no
    character and no word that Windows refuses, and at most STEM_LIMIT characters and a number.
    """
    found: dict[str, str] = {}
    taken: set[str] = set()
    for site in problem.sites:
        centre = Text("县中心", "centre").to(lang)
        base = centre if site.kind is SiteKind.CENTRE else windows_safe(site.name)
        stem, number = base, 1
        while stem.casefold() in taken:
            number += 1
            stem = f"{base}-{number}"
        taken.add(stem.casefold())
        found[site.id] = stem
    return found


def windows_safe(name: str) -> str:
    """A name as part of a file name: no reserved character, and no full stop, as Windows reads CON.x as the
    device CON.
    """
    composed = unicodedata.normalize("NFC", plain(name))
    return "".join("_" if c in '<>:"/\\|?*.' else c for c in composed)[:STEM_LIMIT].strip() or "_"


def notepad(text: str) -> bytes:
    """As a file that every Notepad of Windows opens: a byte order mark and CRLF."""
    return text.replace("\n", "\r\n").encode("utf-8-sig")


def wechat_text(
    problem: Problem,
    roster: Roster,
    site_id: str,
    lang: Lang = "zh",
    start: date | None = None,
    end: date | None = None,
    *,
    internal: bool = False,
) -> str:
    """What to paste into the village groups: when, who, what, where, which line; free of charge.

    From ``start`` to ``end``, both included; the month's first and last day where not given. The
    ``internal`` text is for groups of cadres: everybody's name, the phone of those who agreed, the
    site's office line. Raises UnknownError for an unknown site.
    """
    site = find_site(problem, site_id)
    first, last = start or problem.month.first, end or problem.month.last
    duties = [d for d in roster.of_site.get(site_id, []) if first <= d.date <= last]
    whole = (first, last) == (problem.month.first, problem.month.last)
    month = Text(f"{first.month}月", day_text(first).en.split()[1])
    when = month if whole else span_text(first, last)
    body = _duty_lines(problem, site, duties, lang, internal=internal)
    days = Days(first, last)
    ending = [_closed(problem, site, days)] if body else [_no_duty(problem, site, when, days)]
    ending += [*_closing(problem, site), *([_office(site)] if internal else []), _farewell(problem)]
    shown = [_headline(site, roster, when, internal=internal).to(lang), *body]
    return "\n".join(filter(None, [*shown, *(line.to(lang) for line in ending)]))


def _headline(site: Site, roster: Roster, when: Text, *, internal: bool) -> Text:
    title = plain(site.title)
    draft = Text("", "")
    if roster.status is Status.DRAFT:
        draft = Text("【草稿，未公布】", "[DRAFT, not published] ")
    if internal:
        draft = Text(f"{draft.zh}【内部】", f"{draft.en}[INTERNAL] ")
    edition = Text("", "")
    if roster.revision > 1:
        edition = Text(
            f"（第{roster.revision}版，以此为准）",
            f" (edition {roster.revision}, replaces earlier ones)",
        )
    return Text(
        f"{draft.zh}【{title}】{when.zh}免费法律咨询安排{edition.zh}",
        f"{draft.en}{title}: free legal advice, {when.en}{edition.en}",
    )


def _no_duty(problem: Problem, site: Site, when: Text, days: Days) -> Text:
    line = plain(problem.settings.hotline)
    if closed_throughout(problem, site.id, days):
        return Text(
            f"{when.zh}暂停服务，咨询请拨{line}。",
            f"Closed in this time ({when.en}). For advice call {line}.",
        )
    word = "值班" if site.kind is SiteKind.CENTRE else "坐班"
    return Text(
        f"{when.zh}暂无{word}安排，咨询请拨{line}。",
        f"Nobody is on duty here in this time ({when.en}). For advice call {line}.",
    )


def _closed(problem: Problem, site: Site, days: Days) -> Text:
    """The days on which the site is closed; empty where there are none."""
    closed = closed_text(problem, site.id, days)
    return Text(f"暂停服务：{closed.zh}", f"Closed: {closed.en}") if closed.zh else closed


def _duty_lines(
    problem: Problem, site: Site, duties: list[Duty], lang: Lang, *, internal: bool
) -> list[str]:
    """One line a date and session; the hours of one session common to all are said only once."""
    sessions, namesakes = {d.session for d in duties}, namesakes_of(problem)
    lines = []
    if len(sessions) == 1:
        hours = session_text(site, duties[0].session)
        lines.append(Text(f"时间：{hours.zh}", f"Hours: {hours.en}").to(lang))
    ordered = sorted(duties, key=lambda d: (d.date, list(Session).index(d.session), d.person))
    for (on, session), held in groupby(ordered, key=lambda d: (d.date, d.session)):
        people = [problem.person[d.person] for d in held]
        if internal:
            who = [inside_text(person).to(lang) for person in people]
        else:
            who = [who_text(person, lang, namesakes) for person in people]
        day = marked_day(problem, site, on)
        if len(sessions) > 1:
            hours = session_text(site, session)
            day = Text(f"{day.zh}{hours.zh}", f"{day.en}, {hours.en}")
        lines.append(Text(f"{day.zh}：{'、'.join(who)}", f"{day.en}: {', '.join(who)}").to(lang))
    return lines


def namesakes_of(problem: Problem) -> set[str]:
    """The names that several people bear who agreed to have theirs published."""
    count = Counter(plain(p.name) for p in problem.people if p.consent_public)
    return {name for name, bearers in count.items() if bearers > 1}


def who_text(person: Person, lang: Lang, namesakes: set[str]) -> str:
    """Name and category; the firm too where only it can tell the person from a namesake."""
    name, category = public_name(person, lang), category_name(person, lang)
    shared = person.consent_public and name in namesakes
    firm = plain(person.firm) if shared else ""
    if lang == "zh":
        return f"{name}（{category}{'，' * bool(firm)}{firm}）"
    return f"{name} ({category}{', ' * bool(firm)}{firm})"


def inside_text(person: Person) -> Text:
    """A person as cadres see them: the name, the category, the phone of one who agreed to that."""
    name, category, phone = (
        plain(person.name),
        CATEGORY_NAMES[person.category],
        inside_phone(person),
    )
    if not phone:
        return Text(f"{name}（{category.zh}）", f"{name} ({category.en})")
    return Text(f"{name}（{category.zh}，电话{phone}）", f"{name} ({category.en}, phone {phone})")


def inside_phone(person: Person) -> str:
    """The person's phone where they agreed that cadres have it, else nothing."""
    return plain(person.phone) if person.consent_phone else ""


def marked_day(problem: Problem, site: Site, on: date) -> Text:
    """A day with its weekday, at stations its lunar date and market: 12月8日（周二，逢集）."""
    shown, lunar = day_text(on), plain(problem.calendar[on].lunar)
    gathering = site.gathering(on)
    marks = [f"周{WEEKDAYS_ZH[on.weekday()]}"]
    if site.kind is SiteKind.STATION:
        marks += [f"农历{lunar}"] * bool(lunar) + ([gathering.zh] if gathering else [])
    return Text(
        f"{shown.zh}（{'，'.join(marks)}）",
        f"{weekday_text(on).en} {shown.en}{f' ({gathering.en})' if gathering else ''}",
    )


def _closing(problem: Problem, site: Site) -> list[Text]:
    settings = problem.settings
    place, service = plain(site.address) or plain(site.title), plain(settings.service)
    hotline = hotline_text(problem)
    lines = [
        Text(f"地点：{place}", f"Place: {place}"),
        Text(f"内容：{service}", f"Service: {service}"),
        Text(f"咨询热线：{hotline.zh}", f"Hotline: {hotline.en}"),
    ]
    if phone := plain(settings.supervision_phone):
        lines.append(Text(f"监督电话：{phone}", f"Supervision line: {phone}"))
    return lines


def _office(site: Site) -> Text:
    """The site's own line, for cadres; empty where it has none."""
    phone = plain(site.phone)
    return Text(f"站点电话：{phone}", f"Office line: {phone}") if phone else Text("", "")


def _farewell(problem: Problem) -> Text:
    bureau = plain(problem.settings.bureau)
    return Text(f"咨询不收取任何费用。{bureau}", f"Advice is free of charge. {bureau}")
