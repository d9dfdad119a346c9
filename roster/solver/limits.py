"""The hard rules about a person's whole month, as the solver keeps them: weekends, hours, sites."""

from __future__ import annotations

from collections import defaultdict
from datetime import date, timedelta
from typing import TYPE_CHECKING

from roster.solver.registry import constrains

if TYPE_CHECKING:
    from roster.solver.variables import IntVar, Variables

DAY = timedelta(days=1)


@constrains("max_weekends")
def max_weekends(v: Variables) -> None:
    """At most so many weekends with a duty on either day."""
    for person in v.problem.people:
        own = person.max_weekends
        limit = v.problem.settings.max_weekends if own is None else own
        if limit is None:
            continue
        weekends: dict[date, IntVar] = {}
        for day in v.by_day(person.id):
            if day.isoweekday() >= 6:
                saturday = day - (day.isoweekday() - 6) * DAY
                if saturday not in weekends:
                    weekends[saturday] = v.model.new_bool_var(f"weekend {person.id} {saturday}")
                v.model.add(weekends[saturday] >= v.works(person.id, day))
        v.model.add(sum(weekends.values()) <= limit)


@constrains("max_hours")
def max_hours(v: Variables) -> None:
    """At most so many minutes on duty."""
    for person in v.problem.people:
        limit = v.problem.most_minutes(person)
        if limit is not None:
            duties = v.duties_of(person.id)
            v.model.add(sum(v.problem.minutes(key) * var for key, var in duties) <= limit)


@constrains("site_limit")
def site_limit(v: Variables) -> None:
    """At most so many duties of a person at a site."""
    for limit in v.problem.site_limits:
        duties = [var for key, var in v.duties_of(limit.person) if key.site == limit.site]
        v.model.add(sum(duties) <= limit.most)


@constrains("succession")
def succession(v: Variables) -> None:
    """No duty at certain sites on the day after one at a certain site, duties of history included.

    Sites with the same successors forbidden are put together: with one duty a day, one row says it
    for all of them.
    """
    after: dict[str, set[str]] = defaultdict(set)
    for order in v.problem.successions:
        after[order.first].add(order.then)
    alike: dict[frozenset[str], set[str]] = defaultdict(set)
    for first, then in after.items():
        alike[frozenset(then)].add(first)
    for person in v.problem.people if alike else ():
        past: dict[date, set[str]] = defaultdict(set)
        for duty in v.problem.history_of[person.id]:
            past[duty.date].add(duty.site)
        own = v.by_day(person.id)
        days = sorted({*own, *(day - DAY for day in own)})
        for follow, lead in alike.items():
            for day in days:
                _forbid(
                    v,
                    [var for key, var in own.get(day, ()) if key.site in lead],
                    [var for key, var in own.get(day + DAY, ()) if key.site in follow],
                    bool(past[day] & lead),
                    bool(past[day + DAY] & follow),
                )


def _forbid(
    v: Variables, before: list[IntVar], after: list[IntVar], was: bool, will_be: bool
) -> None:
    """None of ``before`` with any of ``after``; ``was`` and ``will_be`` say that history has one."""
    if was or will_be:
        for var in (*(after if was else ()), *(before if will_be else ())):
            v.model.add(var == 0)
    elif v.problem.settings.max_day == 1:
        if before and after:
            v.model.add_at_most_one(*before, *after)
    else:
        for one in before:
            for other in after:
                v.model.add_at_most_one(one, other)
