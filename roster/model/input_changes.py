"""What differs in the inputs between two problems of one month, a line each, for the bureau.

Leave is told with its kind, a pin with its note: none of this is for the public.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from roster.model.alterations import Names
from roster.model.demand import StationDemand
from roster.model.particulars import (
    DEMAND_FIELDS,
    PERSON_FIELDS,
    SITE_FIELDS,
    changed_fields,
    value_text,
)
from roster.model.people import CATEGORY_NAMES
from roster.model.requests import Span
from roster.model.settings import Settings
from roster.model.sites import SESSION_NAMES, Session
from roster.model.wording import dated
from roster.text import WEEKDAYS_EN, WEEKDAYS_ZH, Text, day_text, span_text

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator

    from roster.model.demand import CentreDemand, ExtraVisit
    from roster.model.problem import Problem
    from roster.model.requests import (
        Ban,
        Closure,
        Exemption,
        Leave,
        Pin,
        SiteLimit,
        Succession,
        Trip,
        Wish,
    )

SEAT = Text("县城", "the county seat")
ADDED, TAKEN_OUT = Text("新增", "new"), Text("取消", "taken out")


def input_lines(before: Problem, after: Problem) -> list[Text]:
    """Everything that differs: people, sites, calendar, demand, requests, settings."""
    names = Names(before, after)
    return [line for part in PARTS for line in part(before, after, names)]


def _people(before: Problem, after: Problem, names: Names) -> Iterator[Text]:
    for person in after.people:
        if person.id not in before.person:
            name, category = names.person(person.id), CATEGORY_NAMES[person.category]
            yield Text(
                f"人员：新增{name}（{category.zh}）", f"people: {name} joined ({category.en})"
            )
        else:
            told = changed_fields(before.person[person.id], person, PERSON_FIELDS)
            yield from _about(names.person(person.id), told)
    for person in before.people:
        if person.id not in after.person:
            name = names.person(person.id)
            yield Text(f"人员：{name}不再在库", f"people: {name} left")


def _sites(before: Problem, after: Problem, names: Names) -> Iterator[Text]:
    for site in after.sites:
        name = names.site(site.id)
        if site.id not in before.site:
            yield Text(f"站点：新增{name.zh}", f"sites: {name.en} is new")
        else:
            told = changed_fields(before.site[site.id], site, SITE_FIELDS)
            yield from _about(name, told)
    for site in before.sites:
        if site.id not in after.site:
            name = names.site(site.id)
            yield Text(f"站点：{name.zh}已撤", f"sites: {name.en} is gone")


def _about(name: Text | str, told: Iterable[Text]) -> Iterator[Text]:
    whose = Text(name, name) if isinstance(name, str) else name
    for text in told:
        yield Text(f"{whose.zh}：{text.zh}", f"{whose.en}: {text.en}")


def _calendar(before: Problem, after: Problem, names: Names) -> Iterator[Text]:
    for day in after.month.days:
        old, new = before.calendar[day], after.calendar[day]
        if old.workday != new.workday:
            zh, en = ("上班", "a workday") if new.workday else ("休息", "a day off")
            shown = dated(day)
            yield Text(f"日历：{shown.zh}改为{zh}", f"calendar: {shown.en} is now {en}")
    if before.calendar.announced != after.calendar.announced:
        yield Text("日历：节假日安排已公布", "calendar: the holidays are announced")


def _demand(before: Problem, after: Problem, names: Names) -> Iterator[Text]:
    old = {d.site: d for d in before.centre_demands}
    for demand in after.centre_demands:
        yield from _wanted(old.get(demand.site), demand, names)
    days = set(before.day_demands) ^ set(after.day_demands)
    for day in sorted({d.date for d in days}):
        shown = day_text(day)
        yield Text(
            f"需求：{shown.zh}中心人数有改动", f"demand: another number at the centre on {shown.en}"
        )
    for visits in after.station_demands:
        yield from _wanted(before.station_demand.get(visits.site), visits, names)


def _wanted(
    old: CentreDemand | StationDemand | None, new: CentreDemand | StationDemand, names: Names
) -> Iterator[Text]:
    name = names.site(new.site)
    if old is not None:
        told = changed_fields(_with_gaps_of(old, new), new, DEMAND_FIELDS)
        yield from _about(Text(f"需求：{name.zh}", f"demand: {name.en}"), told)
    elif isinstance(new, StationDemand):
        often = new.frequency.text
        yield Text(f"频次：{name.zh}{often.zh}", f"frequency: {name.en} {often.en}")
    else:
        yield Text(f"需求：{name.zh}{new.persons}人", f"demand: {name.en}, {new.persons} a day")


def _with_gaps_of(
    old: CentreDemand | StationDemand, new: CentreDemand | StationDemand
) -> CentreDemand | StationDemand:
    """The old demand; where gaps merely follow a changed frequency, with the new ones."""
    if not isinstance(old, StationDemand) or not isinstance(new, StationDemand):
        return old
    usual = (new.frequency.default_min_gap(), new.frequency.default_max_gap())
    if old.frequency == new.frequency or (new.min_gap, new.max_gap) != usual:
        return old
    return old.model_copy(update={"min_gap": new.min_gap, "max_gap": new.max_gap})


def _requests(before: Problem, after: Problem, names: Names) -> Iterator[Text]:
    """What was added, then what was taken out, list by list. What was over before the month began is only
    counted: nothing but fair shares depends on it.
    """
    for field, (what, tell) in REQUESTS.items():
        old, new = getattr(before, field), getattr(after, field)
        more, less = [x for x in new if x not in old], [x for x in old if x not in new]
        for sign, found in ((ADDED, more), (TAKEN_OUT, less)):
            for one in found:
                if not _is_over(one, after):
                    text = tell(one, names)
                    yield Text(
                        f"{what.zh}：{sign.zh} {text.zh}", f"{what.en}: {sign.en}, {text.en}"
                    )
        gone = [sum(_is_over(one, after) for one in found) for found in (more, less)]
        if any(gone):
            yield Text(
                f"{what.zh}：以前月份的新增{gone[0]}条，取消{gone[1]}条（只影响公平统计）",
                f"{what.en}: of earlier months {gone[0]} new, {gone[1]} taken out (for fair shares only)",
            )


def _is_over(request: object, problem: Problem) -> bool:
    return isinstance(request, Span) and request.end < problem.month.first


def _span(span: Span) -> Text:
    text = span_text(span.start, span.end)
    if span.weekdays:
        zh = "、".join(WEEKDAYS_ZH[d - 1] for d in span.weekdays)
        en = ", ".join(WEEKDAYS_EN[d - 1] for d in span.weekdays)
        text = Text(f"{text.zh}逢星期{zh}", f"{text.en} on {en}")
    if span.session is Session.FULL:
        return text
    part = SESSION_NAMES[span.session]
    return Text(f"{text.zh}{part.zh}", f"{text.en} ({part.en})")


def _noted(text: Text, note: str) -> Text:
    return Text(f"{text.zh}（{note}）", f"{text.en} ({note})") if note else text


def _leave(leave: Leave, names: Names) -> Text:
    who, when = names.person(leave.person), _span(leave)
    return _noted(Text(f"{who} {when.zh}", f"{who} {when.en}"), leave.kind)


def _closure(closure: Closure, names: Names) -> Text:
    where, when = names.site(closure.site), _span(closure)
    return _noted(Text(f"{where.zh} {when.zh}", f"{where.en} {when.en}"), closure.note)


def _extra(visit: ExtraVisit, names: Names) -> Text:
    where, when = names.site(visit.site), dated(visit.date)
    part = SESSION_NAMES[visit.session]
    told = Text(f"{where.zh} {when.zh}{part.zh}", f"{where.en}, {when.en}, {part.en}")
    return _noted(told, visit.note)


def _pin(pin: Pin, names: Names) -> Text:
    return _noted(_duty(pin, names), pin.note)


def _exemption(exemption: Exemption, names: Names) -> Text:
    return _noted(_duty(exemption, names), exemption.reason)


def _site_limit(limit: SiteLimit, names: Names) -> Text:
    who, where, most = names.person(limit.person), names.site(limit.site), limit.most
    return Text(f"{who} {where.zh}每月{most}次", f"{who} {where.en}, {most} a month")


def _succession(succession: Succession, names: Names) -> Text:
    first, then = names.site(succession.first), names.site(succession.then)
    return Text(f"{first.zh} → {then.zh}", f"{first.en} → {then.en}")


def _trip(trip: Trip, names: Names) -> Text:
    ends = [SEAT if end is None else names.site(end) for end in (trip.start, trip.end)]
    minutes = trip.minutes
    return Text(
        f"{ends[0].zh}—{ends[1].zh} {minutes}分钟", f"{ends[0].en}–{ends[1].en} {minutes} minutes"
    )


def _duty(of: Pin | Exemption, names: Names) -> Text:
    who, duty = names.person(of.duty.person), of.duty
    where, when, part = names.site(duty.site), dated(duty.date), SESSION_NAMES[duty.session]
    return Text(f"{who} {when.zh}{where.zh}{part.zh}", f"{who}, {when.en}, {where.en}, {part.en}")


def _ban(ban: Ban, names: Names) -> Text:
    who, when = names.person(ban.person), _span(ban)
    where = Text("各处", "anywhere") if ban.site is None else names.site(ban.site)
    return _noted(Text(f"{who} {when.zh}{where.zh}", f"{who} {when.en}, {where.en}"), ban.note)


def _wish(wish: Wish, names: Names) -> Text:
    who, when = names.person(wish.person), _span(wish)
    zh, en = ("愿意", "would rather serve") if wish.prefer else ("不愿", "would rather not")
    return Text(f"{who} {when.zh}{zh}", f"{who} {en} {when.en}")


def _history(before: Problem, after: Problem, names: Names) -> Iterator[Text]:
    old, new = set(before.history), set(after.history)
    if old != new:
        more, less = len(new - old), len(old - new)
        yield Text(
            f"历史值班：新增{more}条，去掉{less}条", f"past duties: {more} new, {less} taken out"
        )


def _settings(before: Problem, after: Problem, names: Names) -> Iterator[Text]:
    old, new = before.settings, after.settings
    for field, info in Settings.model_fields.items():
        was, now = getattr(old, field), getattr(new, field)
        if was != now:
            title, (a, b) = info.title or field, (value_text(was), value_text(now))
            yield Text(f"规则：{title} {a.zh} → {b.zh}", f"settings: {title} {a.en} → {b.en}")


REQUESTS: dict[str, tuple[Text, Callable[[Any, Names], Text]]] = {
    "extra_visits": (Text("加场", "extra visits"), _extra),
    "closures": (Text("关闭", "closures"), _closure),
    "leaves": (Text("请假", "leave"), _leave),
    "pins": (Text("指定", "pins"), _pin),
    "bans": (Text("禁止", "bans"), _ban),
    "wishes": (Text("意愿", "wishes"), _wish),
    "exemptions": (Text("例外", "exemptions"), _exemption),
    "site_limits": (Text("站点上限", "site limits"), _site_limit),
    "successions": (Text("次日不接", "successions"), _succession),
    "trips": (Text("车程", "roads"), _trip),
}
PARTS = (_people, _sites, _calendar, _demand, _requests, _history, _settings)
