"""What calendar events say. Site and county feeds are public, a person's feed is the person's own.

Public texts name a person only with consent (同意公示), else by category and firm, and never hold a
person's phone or certificate. Only institutional lines are given: hotline, supervision line, and to
the person on duty the station's own phone and the bureau's line for duties.
"""

from __future__ import annotations

from datetime import date, datetime
from typing import TYPE_CHECKING, NamedTuple
from zoneinfo import ZoneInfo

from roster.model.people import CATEGORY_NAMES, Person
from roster.model.sites import SESSION_NAMES, Site, SiteKind
from roster.text import Text, join

if TYPE_CHECKING:
    from collections.abc import Iterable

    from roster.model.calendar import Month
    from roster.model.slots import SlotKey
    from roster.publish.feeds.view import Feed, View

SHANGHAI = ZoneInfo("Asia/Shanghai")  # fixed offsets and naive times are misread by real clients


class Content(NamedTuple):
    """What an event shows; whatever differs here is a change of the event.

    ``start`` and ``end`` are aware datetimes in Asia/Shanghai, or dates for an all-day event (the
    end is then the day after). ``lines`` make the description. ``point`` is latitude and longitude;
    ``reminder`` how many minutes before the start an alarm rings, None for no alarm.
    """

    start: date
    end: date
    summary: str
    location: str = ""
    lines: tuple[str, ...] = ()
    point: tuple[float, float] | None = None
    reminder: int | None = None


def contents(view: View, feed: Feed) -> dict[SlotKey, Content]:
    """What the feed shows of the revision, by slot."""
    if feed.scope == "person":
        return {
            key: _personal(view, key, feed.holder)
            for key, people in view.slots.items()
            if feed.holder in {p.id for p in people}
        }
    if feed.scope == "site":
        return {key: _public(view, key) for key in view.slots if key.site == feed.holder}
    return {key: _public(view, key, with_place=True) for key in view.slots}


def nothing_planned(month: Month, view: View) -> Content:
    """An all-day event on the month's first day, saying that there is no duty."""
    said = Text(f"{month.month}月暂无值班安排", f"No duty planned in {month}")
    return Content(month.first, month.first.replace(day=2), said.to(view.lang))


def title(view: View, feed: Feed) -> str:
    """The calendar's name, as the subscriber's app lists it."""
    if feed.scope == "person":
        name = view.people[feed.holder].name
        return Text(f"法律咨询值班（{name}）", f"Legal advice duties ({name})").to(view.lang)
    place = view.settings.county if feed.scope == "county" else _place(view.sites[feed.holder])
    return Text(f"{place}法律咨询值班", f"Legal advice at {place}").to(view.lang)


def _personal(view: View, key: SlotKey, person: str) -> Content:
    site = view.sites[key.site]
    others = [_who(p) for p in view.slots[key] if p.id != person]
    lines = [
        _hours(site, key),
        _line(Text("同班", "With"), join(others, "、", ", ")),
        _line(Text("携带", "Bring"), view.settings.bring),
        _line(Text("站点电话", "Site's phone"), site.phone),
        _whom_to_call(view),
        *_lines_of_bureau(view),
    ]
    summary = Text(f"法律咨询值班·{_place(site)}", f"Legal advice duty · {_place(site)}")
    content = _content(view, key, summary, lines)
    return content._replace(reminder=view.people[person].reminder)


def _public(view: View, key: SlotKey, *, with_place: bool = False) -> Content:
    site = view.sites[key.site]
    people = view.slots[key]
    names = join((_public_name(p) for p in people), "、", ", ")
    summary = Text(f"法律咨询值班：{names.zh}", f"Legal advice: {names.en}")
    if with_place:
        summary = join((Text(_place(site), _place(site)), summary), " ", " · ")
    lines = [
        _hours(site, key),
        _line(Text("值班人员", "On duty"), join((_public_who(p) for p in people), "、", ", ")),
        _line(Text("服务内容", "Service"), view.settings.service),
        *_lines_of_bureau(view),
    ]
    return _content(view, key, summary, lines)


def _content(view: View, key: SlotKey, summary: Text, lines: Iterable[Text]) -> Content:
    site = view.sites[key.site]
    place = Text(f"{site.title}（{site.address}）", f"{site.title}, {site.address}")
    spans = site.hours(key.session)
    return Content(
        start=datetime.combine(key.date, min(s.start for s in spans), SHANGHAI),
        end=datetime.combine(key.date, max(s.end for s in spans), SHANGHAI),
        summary=summary.to(view.lang),
        location=place.to(view.lang) if site.address else site.title,
        lines=tuple(text for line in lines if (text := line.to(view.lang))),
        point=site.point,
    )


def _hours(site: Site, key: SlotKey) -> Text:
    """The session and its hours, with the midday break where there is one."""
    spans = sorted(site.hours(key.session), key=lambda span: span.start)
    whole = f"{spans[0].start:%H:%M}—{max(s.end for s in spans):%H:%M}"
    name = SESSION_NAMES[key.session]
    if len(spans) == 1 or spans[0].end >= spans[1].start:
        return Text(f"时间：{name.zh} {whole}", f"Hours: {name.en} {whole}")
    rest = f"{spans[0].end:%H:%M}—{spans[1].start:%H:%M}"
    return Text(
        f"时间：{name.zh} {whole}（{rest}休息）", f"Hours: {name.en} {whole} (break {rest})"
    )


def _whom_to_call(view: View) -> Text:
    """Who is called by a person on duty who cannot come or is late."""
    bureau = view.settings.bureau
    label = Text(f"有事请联系{bureau}", f"If anything comes up, call {bureau}")
    return _line(label, view.settings.duty_phone)


def _lines_of_bureau(view: View) -> list[Text]:
    settings = view.settings
    label = Text(f"{settings.bureau}监督电话", f"{settings.bureau}, supervision line")
    return [
        _line(label, settings.supervision_phone),
        _line(Text("咨询热线", "Hotline"), settings.hotline),
    ]


def _line(label: Text, value: Text | str) -> Text:
    """Label and value; empty where there is no value."""
    said = Text(value, value) if isinstance(value, str) else value
    return Text(f"{label.zh}：{said.zh}", f"{label.en}: {said.en}") if said.zh else Text("", "")


def _place(site: Site) -> str:
    """A station is known by its township; a centre's name is the county's, hence its title."""
    return site.name if site.kind is SiteKind.STATION else site.title


def _who(person: Person) -> Text:
    """Name, category and firm."""
    category = CATEGORY_NAMES[person.category]
    zh, en = (f"，{person.firm}", f", {person.firm}") if person.firm else ("", "")
    return Text(f"{person.name}（{category.zh}{zh}）", f"{person.name} ({category.en}{en})")


def _public_who(person: Person) -> Text:
    """As the public may see it: without the name where the person did not agree to it."""
    if person.consent_public:
        return _who(person)
    category = CATEGORY_NAMES[person.category]
    if not person.firm:
        return category
    return Text(f"{category.zh}（{person.firm}）", f"{category.en} ({person.firm})")


def _public_name(person: Person) -> Text:
    if person.consent_public:
        return Text(person.name, person.name)
    return CATEGORY_NAMES[person.category]
