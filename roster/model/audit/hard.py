"""The hard rules, one function each: what a lawful roster never does.

Texts are phrases about a person or site (当周已满3次), so that a shortage can give them as reasons.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from datetime import date, timedelta
from itertools import combinations
from typing import TYPE_CHECKING

from roster.model.audit.registry import Finding, checks
from roster.model.calendar import days_between, monday_of
from roster.model.people import CATEGORY_NAMES
from roster.model.sites import minutes_of
from roster.model.slots import SlotKey, is_closed
from roster.text import Text, day_text, span_text, weekday_text

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from roster.model.audit.facts import Facts
    from roster.model.requests import Duty


@checks("opening")
def opening(facts: Facts) -> Iterable[Finding]:
    """A duty is in a slot of the month: an open site, a workday, an allowed weekday, the session."""
    for duty in facts.duties:
        if SlotKey.of(duty) not in facts.problem.slots:
            yield Finding("opening", 1, _why_not_open(facts, duty), duty.person, duty.site, (duty,))


def _why_not_open(facts: Facts, duty: Duty) -> Text:
    problem, day = facts.problem, day_text(duty.date)
    if duty.date not in problem.month:
        return Text(f"{day.zh}不在本月", f"{day.en} is not in the month")
    if is_closed(problem, duty.site, duty.date, duty.session):
        return Text(f"站点{day.zh}关闭", f"the site is closed on {day.en}")
    if not problem.calendar.is_workday(duty.date):
        return Text(f"{day.zh}不是工作日", f"{day.en} is no workday")
    demand = problem.station_demand.get(duty.site)
    if demand and duty.date.isoweekday() not in demand.weekdays:
        weekday = weekday_text(duty.date)
        return Text(f"{weekday.zh}不在可选星期", f"{weekday.en} is not an allowed weekday")
    return Text(f"{day.zh}没有这一时段的值班需求", f"no such session is wanted on {day.en}")


@checks("capacity")
def capacity(facts: Facts) -> Iterable[Finding]:
    """No slot has more persons than it wants, no window more visits than it needs."""
    for key, count in facts.staff.items():
        slot = facts.problem.slots.get(key)
        if slot is not None and count > slot.most:
            text = Text(f"已满{slot.most}人", f"already {slot.most} person(s)")
            duties = tuple(d for d in facts.duties if SlotKey.of(d) == key)
            yield Finding("capacity", count - slot.most, text, site=key.site, duties=duties)
    for window in facts.problem.windows:
        dates = facts.visits_in(window)
        if len(dates) > window.need:
            text = Text(
                f"{span_text(window.start, window.end).zh}只需坐班{window.need}次",
                f"only {window.need} visit(s) wanted {span_text(window.start, window.end).en}",
            )
            duties = tuple(d for d in facts.duties if d.site == window.site and d.date in dates)
            yield Finding(
                "capacity", len(dates) - window.need, text, site=window.site, duties=duties
            )


@checks("one_place")
def one_place(facts: Facts) -> Iterable[Finding]:
    """Nobody has two duties in the same half day."""
    for first, second in _same_day_pairs(facts):
        if first.session.overlaps(second.session):
            name = facts.problem.site[first.site].name
            yield Finding(
                "one_place",
                1,
                Text(f"同一时间已在{name}值班", f"on duty at {name} at that time"),
                first.person,
                second.site,
                (first, second),
            )


def _same_day_pairs(facts: Facts) -> Iterator[tuple[Duty, Duty]]:
    for duties in facts.of_person.values():
        yield from ((a, b) for a, b in combinations(duties, 2) if a.date == b.date)


@checks("availability")
def availability(facts: Facts) -> Iterable[Finding]:
    """Nobody serves while on leave."""
    for duty in facts.duties:
        for leave in facts.problem.leaves_of[duty.person]:
            if leave.touches(duty.date, duty.session):
                yield Finding(
                    "availability",
                    1,
                    Text(leave.kind, f"on leave ({leave.kind})"),
                    duty.person,
                    duty.site,
                    (duty,),
                )
                break


@checks("eligibility")
def eligibility(facts: Facts) -> Iterable[Finding]:
    """Everyone's category and the site's demands entitle them to the duty (F4 四(一)3)."""
    for duty in facts.duties:
        reason = _not_eligible(facts, duty)
        if reason is not None:
            yield Finding("eligibility", 1, reason, duty.person, duty.site, (duty,))


def _not_eligible(facts: Facts, duty: Duty) -> Text | None:
    person = facts.problem.person[duty.person]
    station = facts.problem.is_station(duty.site)
    if station and not person.serves_stations:
        return Text("不到站点值班", "does not serve stations")
    if not station and not person.serves_centre:
        return Text("不到中心值班", "does not serve the centre")
    slot = facts.problem.slots.get(SlotKey.of(duty))
    if slot is not None and slot.categories and person.category not in slot.categories:
        name = CATEGORY_NAMES[person.category]
        return Text(f"该站点不派{name.zh}", f"the site takes no {name.en}")
    return person.disqualified(duty.date)


@checks("ban")
def ban(facts: Facts) -> Iterable[Finding]:
    """Nobody serves where or when the clerk forbids it."""
    for duty in facts.duties:
        if any(
            b.touches(duty.date, duty.session)
            for b in facts.problem.bans_at(duty.person, duty.site)
        ):
            yield Finding("ban", 1, Text("禁止安排", "banned"), duty.person, duty.site, (duty,))


@checks("max_day")
def max_day(facts: Facts) -> Iterable[Finding]:
    """Nobody has more duties a day than the county allows."""
    limit = facts.problem.settings.max_day
    for person, duties in facts.of_person.items():
        for day, count in Counter(d.date for d in duties).items():
            if count > limit:
                yield Finding(
                    "max_day",
                    count - limit,
                    Text(f"当日已满{limit}次", f"{limit} that day already"),
                    person,
                    duties=tuple(d for d in duties if d.date == day),
                )


@checks("max_week")
def max_week(facts: Facts) -> Iterable[Finding]:
    """Nobody has more duties a week than allowed; what was published of the week counts."""
    for person, duties in facts.of_person.items():
        own = facts.problem.person[person].max_week
        limit = facts.problem.settings.max_week if own is None else own
        before = Counter(monday_of(d.date) for d in facts.problem.history_of[person])
        for monday, count in Counter(monday_of(d.date) for d in duties).items():
            over = min(count, count + before[monday] - limit)
            if over > 0:
                yield Finding(
                    "max_week",
                    over,
                    Text(f"当周已满{limit}次", f"{limit} that week already"),
                    person,
                    duties=tuple(d for d in duties if monday_of(d.date) == monday),
                )


@checks("max_month")
def max_month(facts: Facts) -> Iterable[Finding]:
    """Nobody has more duties a month than allowed."""
    for person, duties in facts.of_person.items():
        own = facts.problem.person[person].max_month
        limit = facts.problem.settings.max_month if own is None else own
        if limit is not None and len(duties) > limit:
            yield Finding(
                "max_month",
                len(duties) - limit,
                Text(f"当月已满{limit}次", f"{limit} that month already"),
                person,
                duties=tuple(duties),
            )


@checks("max_consecutive")
def max_consecutive(facts: Facts) -> Iterable[Finding]:
    """Nobody has duties on more days in a row than allowed: counts each run of limit + 1 days."""
    for person, duties in facts.of_person.items():
        own = facts.problem.person[person].max_consecutive
        limit = facts.problem.settings.max_consecutive if own is None else own
        text = Text(f"已连续值班{limit}天", f"{limit} days in a row already")
        yield from _crowded(facts, person, duties, "max_consecutive", limit + 1, limit, text)


@checks("rest")
def rest(facts: Facts) -> Iterable[Finding]:
    """Between two days with a duty lie the free days the county asks for."""
    free = facts.problem.settings.rest_days
    if not free:
        return
    text = Text(f"值班间隔不足{free}天", f"fewer than {free} day(s) between duties")
    for person, duties in facts.of_person.items():
        yield from _crowded(facts, person, duties, "rest", free + 1, 1, text)


def _crowded(
    facts: Facts, person: str, duties: list[Duty], rule: str, length: int, limit: int, text: Text
) -> Iterator[Finding]:
    """Each run of ``length`` days with a duty on more than ``limit`` of them, days of history
    included, as long as the month adds to it.
    """
    own: dict[date, list[Duty]] = defaultdict(list)
    for duty in duties:
        own[duty.date].append(duty)
    worked = set(own) | {d.date for d in facts.problem.history_of[person]}
    starts = {d - timedelta(days=i) for d in own for i in range(length)}
    for start in sorted(starts):
        run = [d for d in days_between(start, start + timedelta(days=length - 1)) if d in worked]
        if len(run) > limit:
            yield Finding(
                rule, 1, text, person, duties=tuple(d for day in run for d in own.get(day, ()))
            )


@checks("same_day_travel")
def same_day_travel(facts: Facts) -> Iterable[Finding]:
    """Between two duties of a day at different sites there is time for the road."""
    problem = facts.problem
    for a, b in _same_day_pairs(facts):
        if a.site == b.site or a.session.overlaps(b.session):
            continue
        hours_a = problem.site[a.site].hours(a.session)
        hours_b = problem.site[b.site].hours(b.session)
        (_, end), (start, _) = sorted(
            ((hours_a[0].start, hours_a[-1].end), (hours_b[0].start, hours_b[-1].end))
        )
        gap, road = minutes_of(start) - minutes_of(end), problem.minutes_between(a.site, b.site)
        if gap < road:
            text = Text(
                f"赶路需{road}分钟，只有{gap}分钟", f"{road} minutes' road in {gap} minutes"
            )
            yield Finding("same_day_travel", 1, text, a.person, b.site, (a, b))


@checks("budget")
def budget(facts: Facts) -> Iterable[Finding]:
    """The month's subsidy stays within the budget."""
    cap = facts.problem.settings.budget
    spent = sum(facts.problem.pay(d.person, d) for d in facts.duties)
    if cap is not None and spent > cap:
        paid = tuple(d for d in facts.duties if facts.problem.pay(d.person, d))
        yield Finding(
            "budget",
            spent - cap,
            Text(f"超出补贴预算{cap}元", f"over the budget of {cap} yuan"),
            duties=paid,
        )


@checks("pin")
def pin(facts: Facts) -> Iterable[Finding]:
    """Every pinned duty is in the roster."""
    held = set(facts.duties)
    for pinned in facts.problem.pins:
        if pinned.duty not in held:
            day = day_text(pinned.duty.date)
            yield Finding(
                "pin",
                1,
                Text(f"{day.zh}的指定安排没有排上", f"the pin of {day.en} is not held"),
                pinned.duty.person,
                pinned.duty.site,
            )
