"""The loudspeaker text (广播稿): short sentences to be read aloud in the village, the public's level of
privacy.
"""

from __future__ import annotations

import re
from itertools import groupby
from typing import TYPE_CHECKING

from roster.model.people import Category
from roster.model.roster import Roster, Status
from roster.model.sites import Session, Site
from roster.publish import spoken
from roster.publish.closures import closed_days, closed_throughout
from roster.publish.texts import (
    FREE_HOTLINE,
    category_name,
    find_site,
    hours_text,
    plain,
    public_name,
)
from roster.publish.weeks import Days
from roster.text import Lang, Text, day_text, join, span_text, weekday_text

if TYPE_CHECKING:
    from roster.model.people import Person
    from roster.model.problem import Problem
    from roster.model.requests import Duty

ENDING = Text("广播稿", "broadcast")
# Categories whose names are made for forms are not read out.
SAID = {
    Category.LAWYER: "律师",
    Category.LEGAL_WORKER: "基层法律服务工作者",
    Category.RETIRED: "政法机关退休人员",
}
WORKER = "法律服务人员"


def broadcast_text(
    problem: Problem, roster: Roster, site_id: str, lang: Lang = "zh", week: Days | None = None
) -> str:
    """What is read aloud, of the month or of a week: a sentence or two a line.

    No brackets and no figures in Chinese; phones digit by digit. Raises UnknownError for an unknown
    site.
    """
    site = find_site(problem, site_id)
    days = week or Days(problem.month.first, problem.month.last)
    duties = [d for d in roster.of_site.get(site_id, []) if d.date in days]
    lines = [
        *_opening(site, roster, days, week is not None),
        *(_arranged(problem, site, duties) or [_nobody(problem, site, days)]),
        *_closed(problem, site, days, told=not duties),
        *_closing(problem, site),
    ]
    return "\n".join(line.to(lang) for line in lines)


def _opening(site: Site, roster: Roster, days: Days, week: bool) -> list[Text]:
    title = spoken.words(site.title)
    first, last = (f"{spoken.number(d.month)}月{spoken.number(d.day)}号" for d in days)
    when = f"{spoken.number(days.first.month)}月份"
    if week:
        when = first if first == last else f"{first}到{last}"
    span = span_text(*days).en
    lines = [
        Text("乡亲们，请注意收听。", "Attention please."),
        Text(
            f"下面播送{title}{when}免费法律咨询的安排。",
            f"Free legal advice at {_unbracketed(site.title)}, {span}.",
        ),
    ]
    if roster.status is Status.DRAFT:
        lines.insert(
            0, Text("这是草稿，还没有公布，请不要播送。", "This is a draft: do not read it out.")
        )
    return lines


def _arranged(problem: Problem, site: Site, duties: list[Duty]) -> list[Text]:
    """A sentence a day; hours that are always the same are said once, before."""
    sessions = {d.session for d in duties}
    lines = []
    if len(sessions) == 1:
        [session] = sessions
        said, written = _hours(site, session)
        lines.append(Text(f"咨询时间是{said}。", f"The hours are {written}."))
    ordered = sorted(duties, key=lambda d: (d.date, d.session.rank, d.person))
    for (on, session), held in groupby(ordered, key=lambda d: (d.date, d.session)):
        people = [problem.person[d.person] for d in held]
        gathering = site.gathering(on)
        market = Text(f"，{gathering.zh}", f", {gathering.en}") if gathering else Text("", "")
        said, written = _hours(site, session) if len(sessions) > 1 else ("", "")
        lines.append(
            Text(
                f"{spoken.day(on)}{market.zh}{'，' * bool(said)}{said}，"
                f"值班的是{'和'.join(_who(p) for p in people)}。",
                f"{weekday_text(on).en} {day_text(on).en}{market.en}{', ' * bool(written)}{written}: "
                f"{' and '.join(_who_english(p) for p in people)}.",
            )
        )
    return lines


def _hours(site: Site, session: Session) -> tuple[str, str]:
    spans = site.hours(session)
    return spoken.hours(spans), hours_text(spans).en.replace("–", " to ")


def _who(person: Person) -> str:
    """By name where the person agreed, else by what they are."""
    what = SAID.get(person.category, WORKER)
    if person.consent_public and plain(person.name):
        return f"{what}{spoken.words(person.name)}"
    return f"一名{what}"


def _who_english(person: Person) -> str:
    return f"{_unbracketed(public_name(person, 'en'))}, {category_name(person, 'en')}"


def _unbracketed(text: str) -> str:
    return re.sub(r"\s*[()（）\[\]]+\s*", " ", plain(text)).strip()


def _nobody(problem: Problem, site: Site, days: Days) -> Text:
    if closed_throughout(problem, site.id, days):
        return Text("这段时间站点暂停服务。", "The office is closed in this time.")
    return Text("这段时间没有安排值班。", "Nobody is on duty in this time.")


def _closed(problem: Problem, site: Site, days: Days, *, told: bool) -> list[Text]:
    """The days on which the site is closed, where they are not the whole time."""
    if told and closed_throughout(problem, site.id, days):
        return []
    closed = [
        Text(
            spoken.day(on).replace("，", "") + ("" if part is Session.FULL else _PART[part].zh),
            f"{day_text(on).en}{'' if part is Session.FULL else _PART[part].en}",
        )
        for on, part in closed_days(problem, site.id, days).items()
    ]
    named = join(closed, zh="、", en=", ")
    return [Text(f"{named.zh}暂停服务。", f"Closed on {named.en}.")] if closed else []


_PART = {Session.MORNING: Text("上午", " morning"), Session.AFTERNOON: Text("下午", " afternoon")}


def _closing(problem: Problem, site: Site) -> list[Text]:
    settings = problem.settings
    place, line = plain(site.address) or plain(site.title), plain(settings.hotline)
    lines = [
        Text(f"地点在{spoken.words(place)}。", f"The place is {_unbracketed(place)}."),
        Text(
            "咨询不收钱，请大家互相转告。", "Advice is free of charge. Please tell your neighbours."
        ),
    ]
    if dialled := spoken.digits(line):
        around = (
            Text("，白天晚上都有人接听", ", day and night")
            if line == FREE_HOTLINE
            else Text("", "")
        )
        lines.append(
            Text(
                f"有法律问题，也可以拨打法律咨询热线，{dialled}{around.zh}。",
                f"You may also call {' '.join(c for c in line if c.isdigit())}{around.en}.",
            )
        )
    return [*lines, Text(f"{spoken.words(settings.bureau)}。", f"{_unbracketed(settings.bureau)}.")]
