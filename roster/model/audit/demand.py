"""The scored rules of the levels cover and demand, one function each: what is wanted and not there.

``size`` is in the rule's unit (rule book); the level's value is the sum of weight × size.
"""

from __future__ import annotations

from datetime import date, timedelta
from itertools import combinations
from typing import TYPE_CHECKING

from roster.model.audit.registry import Finding, checks
from roster.text import Text, day_text, span_text

if TYPE_CHECKING:
    from collections.abc import Iterable

    from roster.model.audit.facts import Facts


@checks("centre_short")
def centre_short(facts: Facts) -> Iterable[Finding]:
    """Persons wanted at the centre and not there, times the day's price (缺岗权重)."""
    for key, slot in facts.problem.slots.items():
        missing = slot.persons - facts.staff[key]
        if not facts.problem.is_station(slot.site) and missing * slot.short_price > 0:
            day = day_text(slot.date)
            yield Finding(
                "centre_short",
                missing * slot.short_price,
                Text(f"{day.zh}缺{missing}人", f"{day.en}: {missing} short"),
                site=slot.site,
            )


@checks("centre_over")
def centre_over(facts: Facts) -> Iterable[Finding]:
    """Persons at the centre beyond those wanted, where that is allowed (可多排), times the day's price
    (多排权重).
    """
    for key, slot in facts.problem.slots.items():
        more = min(facts.staff[key] - slot.persons, slot.spare)
        if more * slot.over_price > 0:
            day = day_text(slot.date)
            yield Finding(
                "centre_over",
                more * slot.over_price,
                Text(f"{day.zh}多排{more}人", f"{day.en}: {more} more than wanted"),
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
