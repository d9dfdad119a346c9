"""The scored rules about what a person's month should hold at least, as the solver counts them."""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING

from roster.model.calendar import days_between
from roster.solver.registry import penalises

if TYPE_CHECKING:
    from datetime import date

    from roster.model.people import Person
    from roster.solver.variables import Expr, Variables

DAY = timedelta(days=1)


@penalises("min_consecutive")
def min_consecutive(v: Variables) -> Expr:
    """Days that stretches of days with a duty are short."""
    county = v.problem.settings.min_consecutive
    return sum(
        _missing(v, person, person.min_consecutive or county, on=True)
        for person in v.problem.people
    )


@penalises("min_days_off")
def min_days_off(v: Variables) -> Expr:
    """Days that stretches of days off are short."""
    county = v.problem.settings.min_days_off
    return sum(
        _missing(v, person, person.min_days_off or county, on=False) for person in v.problem.people
    )


def _missing(v: Variables, person: Person, least: int, *, on: bool) -> Expr:
    """Days missing in the person's stretches of days with a duty (``on``), or without, that are shorter
    than ``least`` days. Each place where one of k < least days may lie has a variable.

        short ≥ Σ inside − before − after − (k − 1)

    with works(day) for ``on``, 1 − works(day) else. Only stretches count of which all days and both
    neighbours are known, and one of these is in the month.
    """
    month, total = v.problem.month, []
    states = _states(v, person, least, on=on) if least > 1 else {}
    for first in states:
        for length in range(1, least):
            days = days_between(first - DAY, first + length * DAY)
            if not all(day in states for day in days):
                break
            if days[-1] >= month.first and days[0] <= month.last:
                before, *inside, after = (states[day] for day in days)
                if not _never(inside, before, after):
                    short = v.model.new_bool_var("")
                    v.model.add(short >= sum(inside) - before - after - (length - 1))
                    total.append((least - length) * short)
    return sum(total)


def _states(v: Variables, person: Person, least: int, *, on: bool) -> dict[date, Expr]:
    """1 for each known day with a duty (``on``) or without, 0 for the others: days of the month, as many
    before it as matter and are known, and those after it with a published duty.
    """
    month, own = v.problem.month, v.by_day(person.id)
    worked: dict[date, Expr] = {d.date: 1 for d in v.problem.history_of[person.id]}
    start = max(v.problem.known_from or month.first, month.first - least * DAY)
    for day in days_between(start, month.last):
        if day in own:
            worked[day] = v.works(person.id, day)
        else:
            worked.setdefault(day, 0)
    return {day: works if on else 1 - works for day, works in worked.items() if day >= start}


def _never(inside: list[Expr], before: Expr, after: Expr) -> bool:
    """Whether known days alone say that no stretch lies there."""
    known = [state for state in inside if isinstance(state, int)]
    return 0 in known or any(isinstance(state, int) and state == 1 for state in (before, after))


@penalises("min_hours")
def min_hours(v: Variables) -> Expr:
    """Hours short, rounded up."""
    total = []
    for person in v.problem.people:
        least = v.problem.least_minutes(person)
        if least:
            minutes = sum(v.problem.minutes(key) * var for key, var in v.duties_of(person.id))
            short = v.model.new_int_var(0, -(-least // 60), f"hours {person.id}")
            v.model.add(60 * short + minutes >= least)
            total.append(short)
    return sum(total)
