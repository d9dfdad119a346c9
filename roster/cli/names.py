"""People, sites and days as a clerk writes them on the command line."""

from __future__ import annotations

import re
from collections.abc import Mapping
from datetime import date

from roster.errors import UnknownError
from roster.model.calendar import Month
from roster.model.problem import Problem
from roster.model.wording import CENTRE
from roster.text import Text, join


class UnclearError(UnknownError):
    """What is written means nothing, or several things: what is wrong, and what would be right."""

    def __init__(self, message: Text, remedy: Text) -> None:
        self.message, self.remedy = message, remedy
        super().__init__(join([message, remedy], zh="，", en="; "))


def person_named(problem: Problem, wanted: str) -> str:
    """The person's id, by name or id. Raises UnclearError."""
    return _found({p.id: p.name for p in problem.people}, wanted)


def site_named(problem: Problem, wanted: str) -> str:
    """The site's id, by name, the beginning of a name, id, or 中心. Raises UnclearError."""
    centres = [s.id for s in problem.sites if not problem.is_station(s.id)]
    if wanted in (CENTRE.zh, "县中心", "centre") and len(centres) == 1:
        return centres[0]
    return _found({s.id: s.name for s in problem.sites}, wanted)


def _found(names: Mapping[str, str], wanted: str) -> str:
    exact = [key for key, name in names.items() if wanted in (key, name)]
    near = [key for key, name in names.items() if name.startswith(wanted)]
    within = [key for key, name in names.items() if wanted in name]
    for found in (exact, near):
        if len(found) == 1:
            return found[0]
    several = exact or near or (within if len(within) > 1 else [])
    shown = {key: names[key] for key in several} or names
    told = "、".join(f"{name}（{key}）" for key, name in shown.items())
    raise UnclearError(
        Text(
            f"{'不止一个' if several else '没有'}“{wanted}”",
            f"{'more than one' if several else 'no'} {wanted!r}",
        ),
        Text(f"请写其中之一：{told}", f"write one of: {told}"),
    )


def day_named(month: Month, wanted: str) -> date:
    """A day of the month: 2026-12-08, 12-08, 12月8日, or 8. Raises UnknownError."""
    numbers = [int(n) for n in re.findall(r"\d+", wanted)]
    try:
        year, of, day = [month.year, month.month, 0][: 3 - len(numbers)] + numbers
        found = date(year, of, day)
    except ValueError:
        found = None
    if found is None or found not in month:
        raise UnknownError(
            Text(
                f"“{wanted}”不是{month}的日期，应写作 {month}-08",
                f"{wanted!r} is no day of {month}, write {month}-08",
            )
        )
    return found
