"""What differs in the inputs between two problems of one month, a line each, for the bureau.

Leave is told with its kind, a pin with its note: none of this is for the public.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from roster.model.alterations import Names
from roster.model.people import CATEGORY_NAMES, Person
from roster.model.settings import Settings
from roster.model.sites import SESSION_NAMES, Session, Site
from roster.model.wording import dated
from roster.text import WEEKDAYS_EN, WEEKDAYS_ZH, Text, day_text, span_text

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Sequence

    from roster.model.demand import ExtraVisit, StationDemand
    from roster.model.problem import Problem
    from roster.model.requests import Ban, Closure, Exemption, Leave, Pin, Span, Wish

ADDED, TAKEN_OUT = Text("新增", "new"), Text("取消", "taken out")
PERSON_FIELDS = {
    "name": Text("姓名", "name"),
    "category": Text("人员类别", "category"),
    "firm": Text("执业机构", "firm"),
    "consent_public": Text("同意公示", "consent to publication"),
    "phone": Text("电话", "phone"),
    "counts_from": Text("到任日期", "first day"),
    "until": Text("离任日期", "last day"),
    "serves_centre": Text("可值中心", "serves at the centre"),
    "serves_stations": Text("可值站点", "serves at stations"),
}
SITE_FIELDS = {
    "name": Text("名称", "name"),
    "title": Text("全称", "title"),
    "address": Text("地址", "address"),
    "phone": Text("电话", "phone"),
    "morning": Text("上午时间", "morning hours"),
    "afternoon": Text("下午时间", "afternoon hours"),
    "market": Text("逢集", "market"),
    "fairs": Text("庙会", "fairs"),
}
# Lists whose entries are counted only: each of them says too little for a line.
COUNTED = {
    "site_limits": Text("站点上限", "site limits"),
    "successions": Text("次日不接", "successions"),
    "trips": Text("路程", "roads"),
    "history": Text("历史值班", "past duties"),
}
NO_VALUE = Text("空", "empty")


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
            told = _fields(before.person[person.id], person, PERSON_FIELDS)
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
            yield from _about(name, _fields(before.site[site.id], site, SITE_FIELDS))
    for site in before.sites:
        if site.id not in after.site:
            name = names.site(site.id)
            yield Text(f"站点：{name.zh}已撤", f"sites: {name.en} is gone")


def _about(name: Text | str, told: Sequence[Text]) -> Iterator[Text]:
    whose = Text(name, name) if isinstance(name, str) else name
    for text in told:
        yield Text(f"{whose.zh}：{text.zh}", f"{whose.en}: {text.en}")


def _fields(old: Any, new: Any, known: dict[str, Text]) -> list[Text]:
    """Each known field as it was and is; the others together as one."""
    kind: type[Person | Site] = type(new)
    differing = [f for f in kind.model_fields if getattr(old, f) != getattr(new, f)]
    found = [
        Text(f"{known[f].zh} {was.zh} → {now.zh}", f"{known[f].en} {was.en} → {now.en}")
        for f in differing
        if f in known
        for was, now in [(_value(getattr(old, f)), _value(getattr(new, f)))]
    ]
    if any(f not in known for f in differing):
        found.append(Text("其他资料有改动", "other particulars changed"))
    return found


def _value(value: object) -> Text:
    if isinstance(value, bool):
        return Text("是", "yes") if value else Text("否", "no")
    if value in CATEGORY_NAMES:
        return CATEGORY_NAMES[value]  # type: ignore[index]  # found in it a line above
    return Text(str(value), str(value)) if value not in ("", None, (), {}) else NO_VALUE


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
        if demand != old.get(demand.site):
            name = names.site(demand.site)
            yield Text(
                f"需求：{name.zh}改为{demand.persons}人",
                f"demand: {name.en}, {demand.persons} a day",
            )
    days = set(before.day_demands) ^ set(after.day_demands)
    for day in sorted({d.date for d in days}):
        shown = day_text(day)
        yield Text(
            f"需求：{shown.zh}中心人数有改动", f"demand: another number at the centre on {shown.en}"
        )
    for visits in after.station_demands:
        yield from _visits(before.station_demand.get(visits.site), visits, names)


def _visits(old: StationDemand | None, new: StationDemand, names: Names) -> Iterator[Text]:
    name, often = names.site(new.site), new.frequency.text
    if old is None:
        yield Text(f"频次：{name.zh}{often.zh}", f"frequency: {name.en} {often.en}")
    elif old.frequency != new.frequency:
        was = old.frequency.text
        yield Text(
            f"频次：{name.zh} {was.zh} → {often.zh}", f"frequency: {name.en} {was.en} → {often.en}"
        )
    elif old != new:
        yield Text(
            f"需求：{name.zh}的坐班要求有改动", f"demand: what is wanted at {name.en} changed"
        )


def _requests(before: Problem, after: Problem, names: Names) -> Iterator[Text]:
    """What was added, then what was taken out, list by list."""
    for field, (what, tell) in REQUESTS.items():
        old, new = getattr(before, field), getattr(after, field)
        for sign, found in (
            (ADDED, [x for x in new if x not in old]),
            (TAKEN_OUT, [x for x in old if x not in new]),
        ):
            for one in found:
                text = tell(one, names)
                yield Text(f"{what.zh}：{sign.zh} {text.zh}", f"{what.en}: {sign.en}, {text.en}")


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


def _counted(before: Problem, after: Problem, names: Names) -> Iterator[Text]:
    for field, what in COUNTED.items():
        old, new = set(getattr(before, field)), set(getattr(after, field))
        if old != new:
            more, less = len(new - old), len(old - new)
            yield Text(
                f"{what.zh}：新增{more}条，去掉{less}条", f"{what.en}: {more} new, {less} taken out"
            )


def _settings(before: Problem, after: Problem, names: Names) -> Iterator[Text]:
    old, new = before.settings, after.settings
    for field, info in Settings.model_fields.items():
        was, now = getattr(old, field), getattr(new, field)
        if was != now:
            title, (a, b) = info.title or field, (_value(was), _value(now))
            yield Text(f"规则：{title} {a.zh} → {b.zh}", f"settings: {field} {a.en} → {b.en}")


REQUESTS: dict[str, tuple[Text, Callable[[Any, Names], Text]]] = {
    "extra_visits": (Text("加场", "extra visits"), _extra),
    "closures": (Text("关闭", "closures"), _closure),
    "leaves": (Text("请假", "leave"), _leave),
    "pins": (Text("指定", "pins"), _pin),
    "bans": (Text("禁止", "bans"), _ban),
    "wishes": (Text("意愿", "wishes"), _wish),
    "exemptions": (Text("例外", "exemptions"), _exemption),
}
PARTS = (_people, _sites, _calendar, _demand, _requests, _counted, _settings)
