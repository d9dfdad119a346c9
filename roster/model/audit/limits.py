"""The hard rules about what a person's whole month may hold: weekends, hours, sites and their order."""

from __future__ import annotations

from collections import defaultdict
from datetime import timedelta
from typing import TYPE_CHECKING

from roster.model.audit.registry import Finding, checks
from roster.text import Text, day_text

if TYPE_CHECKING:
    from collections.abc import Iterable
    from datetime import date

    from roster.model.audit.facts import Facts
    from roster.model.requests import Duty


@checks("max_weekends")
def max_weekends(facts: Facts) -> Iterable[Finding]:
    """Nobody has duties on more weekends of the month than allowed, Saturday or Sunday."""
    for person, duties in facts.of_person.items():
        own = facts.problem.person[person].max_weekends
        limit = facts.problem.settings.max_weekends if own is None else own
        weekends: dict[date, list[Duty]] = defaultdict(list)
        for duty in duties:
            if duty.date.isoweekday() >= 6:
                weekends[duty.date - timedelta(days=duty.date.isoweekday() - 6)].append(duty)
        if limit is not None and len(weekends) > limit:
            yield Finding(
                "max_weekends",
                len(weekends) - limit,
                Text(f"当月已有{limit}个周末值班", f"{limit} weekend(s) that month already"),
                person,
                duties=tuple(duty for found in weekends.values() for duty in found),
            )


@checks("max_hours")
def max_hours(facts: Facts) -> Iterable[Finding]:
    """Nobody is on duty for longer in the month than allowed, by the sites' hours."""
    for person, duties in facts.of_person.items():
        limit = facts.problem.most_minutes(facts.problem.person[person])
        minutes = sum(map(facts.problem.minutes, duties))
        if limit is not None and minutes > limit:
            hours = f"{limit / 60:g}"
            yield Finding(
                "max_hours",
                minutes - limit,
                Text(f"当月最多{hours}小时", f"at most {hours} h that month"),
                person,
                duties=tuple(duties),
            )


@checks("site_limit")
def site_limit(facts: Facts) -> Iterable[Finding]:
    """Nobody has more duties at a site in the month than the clerk allows them there."""
    for limit in facts.problem.site_limits:
        duties = [d for d in facts.of_person.get(limit.person, ()) if d.site == limit.site]
        if len(duties) > limit.most:
            yield Finding(
                "site_limit",
                len(duties) - limit.most,
                Text(f"当月在此已满{limit.most}次", f"{limit.most} here that month already"),
                limit.person,
                limit.site,
                tuple(duties),
            )


@checks("succession")
def succession(facts: Facts) -> Iterable[Finding]:
    """After a duty at one site nobody serves at certain others the next day; what was published on the
    days around the month counts.
    """
    forbidden = {(s.first, s.then) for s in facts.problem.successions}
    for person, duties in facts.of_person.items() if forbidden else ():
        own = set(duties)
        by_day: dict[date, list[Duty]] = defaultdict(list)
        for duty in (*duties, *facts.problem.history_of[person]):
            by_day[duty.date].append(duty)
        for day in sorted(by_day):
            for first in by_day[day]:
                for then in by_day.get(day + timedelta(days=1), ()):
                    if {first, then} & own and (first.site, then.site) in forbidden:
                        yield _forbidden(facts, first, then, own)


def _forbidden(facts: Facts, first: Duty, then: Duty, own: set[Duty]) -> Finding:
    day, name = day_text(first.date), facts.problem.site[first.site].name
    return Finding(
        "succession",
        1,
        Text(f"{day.zh}在{name}值班，次日不接", f"not on the day after {name} on {day.en}"),
        then.person,
        then.site,
        tuple(duty for duty in (first, then) if duty in own),
    )
