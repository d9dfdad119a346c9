"""The scored rules of the lower levels, one function each: how fair, regular and welcome a roster is.

``size`` is in the rule's unit (rule book); the level's value is the sum of weight × size.
"""

from __future__ import annotations

from collections import defaultdict
from itertools import pairwise
from typing import TYPE_CHECKING

from roster.model.audit.registry import Finding, checks
from roster.model.shares import SCALE
from roster.model.slots import SlotKey
from roster.text import Text, day_text, span_text

if TYPE_CHECKING:
    from collections.abc import Iterable
    from datetime import date

    from roster.model.audit.facts import Facts


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


@checks("avoided_day")
def avoided_day(facts: Facts) -> Iterable[Finding]:
    """Duties on days that their person would rather not serve, there or anywhere, times the wish's
    weight: the largest where several meet.
    """
    for duty in facts.duties:
        wishes = facts.problem.wishes_of[duty.person]
        weight = max((w.weight for w in wishes if not w.prefer and w.about(duty)), default=0)
        if weight:
            yield Finding(
                "avoided_day",
                weight,
                Text("当日不愿值班", "would rather not serve that day"),
                duty.person,
                duty.site,
                (duty,),
            )


@checks("off_preferred")
def off_preferred(facts: Facts) -> Iterable[Finding]:
    """Duties off their person's preferred days, for those who prefer some days of the month, times the
    largest weight of these wishes. Wishes for a site are requests, and do not count here.
    """
    for person, duties in facts.of_person.items():
        preferred = [
            w
            for w in facts.problem.wishes_of[person]
            if w.prefer and w.site is None and any(map(w.covers, facts.problem.month.days))
        ]
        for duty in duties:
            if preferred and not any(w.about(duty) for w in preferred):
                yield Finding(
                    "off_preferred",
                    max(w.weight for w in preferred),
                    Text("不是愿值班日", "not a preferred day"),
                    person,
                    duty.site,
                    (duty,),
                )


@checks("request_missed")
def request_missed(facts: Facts) -> Iterable[Finding]:
    """Sessions at a site for which a person asked by name and which they do not serve, times the wish's
    weight: the largest where several meet.
    """
    held = {(d.person, SlotKey.of(d)) for d in facts.duties}
    for person, asked in facts.problem.asked_for.items():
        for key, weight in asked.items():
            if (person, key) not in held:
                day = day_text(key.date)
                yield Finding(
                    "request_missed",
                    weight,
                    Text(f"{day.zh}愿在此值班而未排", f"asked to serve here on {day.en}"),
                    person,
                    key.site,
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
