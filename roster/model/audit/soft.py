"""The scored rules, one function each: what a lawful roster is still charged for, and how much.

``size`` is in the rule's unit (rule book); the level's value is the sum of weight × size.
"""

from __future__ import annotations

from collections import defaultdict
from datetime import date, timedelta
from itertools import combinations, pairwise
from typing import TYPE_CHECKING

from roster.model.audit.registry import Finding, checks
from roster.model.shares import SCALE
from roster.text import Text, day_text, span_text

if TYPE_CHECKING:
    from collections.abc import Iterable

    from roster.model.audit.facts import Facts
    from roster.model.requests import Wish


@checks("centre_short")
def centre_short(facts: Facts) -> Iterable[Finding]:
    """Persons wanted at the centre and not there."""
    for key, slot in facts.problem.slots.items():
        missing = slot.persons - facts.staff[key]
        if not facts.problem.is_station(slot.site) and missing > 0:
            day = day_text(slot.date)
            yield Finding(
                "centre_short",
                missing,
                Text(f"{day.zh}缺{missing}人", f"{day.en}: {missing} short"),
                site=slot.site,
            )


@checks("floor_short")
def floor_short(facts: Facts) -> Iterable[Finding]:
    """Stations without any visit in the month (F4: 但每月至少排班1次)."""
    for demand in facts.problem.station_demands:
        if not any(d.site == demand.site for d in facts.duties):
            yield Finding(
                "floor_short", 1, Text("本月一次未坐班", "no visit this month"), site=demand.site
            )


@checks("visit_short")
def visit_short(facts: Facts) -> Iterable[Finding]:
    """Visits wanted in a window and not held."""
    for window in facts.problem.windows:
        missing = window.need - len(facts.visits_in(window))
        if missing > 0:
            span = span_text(window.start, window.end)
            yield Finding(
                "visit_short",
                missing,
                Text(f"{span.zh}少坐班{missing}次", f"{span.en}: {missing} visit(s) short"),
                site=window.site,
            )


@checks("extra_short")
def extra_short(facts: Facts) -> Iterable[Finding]:
    """Extra visits (加场) that nobody holds."""
    for key, slot in facts.problem.slots.items():
        if slot.extra and not facts.staff[key]:
            day = day_text(slot.date)
            yield Finding(
                "extra_short",
                1,
                Text(f"{day.zh}加场未排", f"extra visit of {day.en} not held"),
                site=slot.site,
            )


@checks("understaffed")
def understaffed(facts: Facts) -> Iterable[Finding]:
    """Persons missing at visits that are held."""
    for key, count in facts.staff.items():
        slot = facts.problem.slots.get(key)
        if slot is not None and facts.problem.is_station(slot.site) and count < slot.persons:
            day = day_text(slot.date)
            missing = slot.persons - count
            yield Finding(
                "understaffed",
                missing,
                Text(f"{day.zh}坐班缺{missing}人", f"{day.en}: {missing} short"),
                site=slot.site,
            )


@checks("too_close")
def too_close(facts: Facts) -> Iterable[Finding]:
    """Every two visits of a station nearer to each other than its minimum, published ones included."""
    for demand in facts.problem.station_demands:
        visits = facts.visits[demand.site]
        dates = sorted({*visits, *_past_visits(facts, demand.site)})
        for first, second in combinations(dates, 2):
            if (second - first).days < demand.min_gap and {first, second} & set(visits):
                a, b = day_text(first), day_text(second)
                yield Finding(
                    "too_close",
                    1,
                    Text(f"{a.zh}与{b.zh}相隔太近", f"{a.en} and {b.en} too close"),
                    site=demand.site,
                )


@checks("too_far")
def too_far(facts: Facts) -> Iterable[Finding]:
    """Every visit, the last one before the month included, that no other follows within the maximum,
    where that time ends inside the month.
    """
    month = facts.problem.month
    for demand in facts.problem.station_demands:
        visits = facts.visits[demand.site]
        before = [d for d in _past_visits(facts, demand.site) if d < month.first]
        for first in [*before[-1:], *visits]:
            last = first + timedelta(days=demand.max_gap)
            if last in month and not any(first < d <= last for d in visits):
                day = day_text(first)
                yield Finding(
                    "too_far",
                    1,
                    Text(
                        f"{day.zh}之后{demand.max_gap}天内未再坐班",
                        f"no visit within {demand.max_gap} days of {day.en}",
                    ),
                    site=demand.site,
                )


def _past_visits(facts: Facts, site: str) -> list[date]:
    return sorted({d.date for d in facts.problem.history if d.site == site})


@checks("load_share")
def load_share(facts: Facts) -> Iterable[Finding]:
    """Squared distance of each person's load, history included, from the fair share."""
    for person, share in facts.problem.shares.items():
        load = sum(facts.problem.load(d) for d in facts.of_person.get(person, ()))
        distance = SCALE * (share.past_load + load) - share.fair_load
        if distance:
            yield Finding("load_share", distance * distance, _distance_text(distance), person)


@checks("trip_share")
def trip_share(facts: Facts) -> Iterable[Finding]:
    """Squared distance of each person's station trips, history included, from the fair share."""
    for person, share in facts.problem.shares.items():
        if not facts.problem.person[person].serves_stations:
            continue
        duties = facts.of_person.get(person, ())
        trips = sum(facts.problem.is_station(d.site) for d in duties)
        distance = SCALE * (share.past_trips + trips) - share.fair_trips
        if distance:
            yield Finding("trip_share", distance * distance, _distance_text(distance), person)


def _distance_text(distance: int) -> Text:
    far = abs(distance) / SCALE
    return Text(
        f"比应排{'多' if distance > 0 else '少'}{far:g}",
        f"{far:g} {'above' if distance > 0 else 'below'} the fair share",
    )


@checks("off_weekday")
def off_weekday(facts: Facts) -> Iterable[Finding]:
    """Visits on other weekdays than the station's usual ones of the month."""
    for site, usual in facts.usual.items():
        off = facts.off_weekday(site, usual)
        if off:
            yield Finding(
                "off_weekday",
                off,
                Text(f"{off}次不在惯常星期", f"{off} off the usual weekday"),
                site=site,
            )


@checks("weekday_change")
def weekday_change(facts: Facts) -> Iterable[Finding]:
    """Usual weekdays of the month that are not those of the month before."""
    for site, usual in facts.usual.items():
        changed = facts.habit(site).changed(usual)
        if changed:
            yield Finding(
                "weekday_change",
                changed,
                Text("惯常星期与上月不同", "not the usual weekday of last month"),
                site=site,
            )


@checks("faces")
def faces(facts: Facts) -> Iterable[Finding]:
    """Different persons whom a station sees in the month."""
    seen: dict[str, set[str]] = defaultdict(set)
    for duty in facts.duties:
        if facts.problem.is_station(duty.site):
            seen[duty.site].add(duty.person)
    for site, people in seen.items():
        yield Finding(
            "faces",
            len(people),
            Text(f"{len(people)}个不同的人", f"{len(people)} different persons"),
            site=site,
        )


def _wishes(facts: Facts, person: str, *, prefer: bool) -> list[Wish]:
    return [w for w in facts.problem.wishes if w.person == person and w.prefer is prefer]


@checks("avoided_day")
def avoided_day(facts: Facts) -> Iterable[Finding]:
    """Duties on days that their person would rather not serve."""
    for duty in facts.duties:
        if any(
            w.touches(duty.date, duty.session) for w in _wishes(facts, duty.person, prefer=False)
        ):
            yield Finding(
                "avoided_day",
                1,
                Text("当日不愿值班", "would rather not serve that day"),
                duty.person,
                duty.site,
                (duty,),
            )


@checks("off_preferred")
def off_preferred(facts: Facts) -> Iterable[Finding]:
    """Duties off their person's preferred days, for those who prefer some days of the month."""
    for person, duties in facts.of_person.items():
        preferred = [
            w
            for w in _wishes(facts, person, prefer=True)
            if any(w.covers(d) for d in facts.problem.month.days)
        ]
        for duty in duties:
            if preferred and not any(w.touches(duty.date, duty.session) for w in preferred):
                yield Finding(
                    "off_preferred",
                    1,
                    Text("不是愿值班日", "not a preferred day"),
                    person,
                    duty.site,
                    (duty,),
                )


@checks("market_missed")
def market_missed(facts: Facts) -> Iterable[Finding]:
    """Visits off market days at stations that ask for them, where the window has a market day."""
    for window in facts.problem.windows:
        market = set(facts.problem.site[window.site].market_days)
        if not facts.problem.station_demand[window.site].prefer_market or not market & {
            *window.days
        }:
            continue
        for visit in facts.visits_in(window):
            if visit not in market:
                day = day_text(visit)
                yield Finding(
                    "market_missed",
                    1,
                    Text(f"{day.zh}未逢集", f"{day.en} is no market day"),
                    site=window.site,
                )


@checks("same_firm")
def same_firm(facts: Facts) -> Iterable[Finding]:
    """Firms that are at the centre on two successive days of its opening."""
    for demand in facts.problem.centre_demands:
        days = sorted({k.date for k in facts.problem.slots if k.site == demand.site})
        firms: dict[date, set[str]] = defaultdict(set)
        for duty in facts.duties:
            if duty.site == demand.site:
                firms[duty.date].add(facts.problem.person[duty.person].firm)
        for first, second in pairwise(days):
            for firm in sorted((firms[first] & firms[second]) - {""}):
                a, b = day_text(first), day_text(second)
                yield Finding(
                    "same_firm",
                    1,
                    Text(f"{a.zh}、{b.zh}均为{firm}", f"{firm} on {a.en} and {b.en}"),
                    site=demand.site,
                )


@checks("travel_minutes")
def travel_minutes(facts: Facts) -> Iterable[Finding]:
    """Minutes on the road from each person's home to the site, one way."""
    for duty in facts.duties:
        minutes = facts.problem.minutes_between(facts.problem.person[duty.person].home, duty.site)
        if minutes:
            span = span_text(duty.date, duty.date)
            yield Finding(
                "travel_minutes",
                minutes,
                Text(f"{span.zh}单程{minutes}分钟", f"{minutes} min, {span.en}"),
                duty.person,
                duty.site,
                (duty,),
            )
