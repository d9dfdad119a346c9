"""Changes of a problem that somebody considers: told in a sentence, and made on a copy.

Ways out of shortages, what-if questions and contradictions are all made of these. A copy is made anew,
because the model's types keep what they have worked out.
"""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING, Any, NamedTuple, TypeVar

from roster.model.demand import Frequency, StationDemand
from roster.model.people import Person
from roster.model.problem import Problem
from roster.model.requests import Closure, Leave
from roster.model.settings import Settings

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable
    from datetime import date

    from roster.model.people import Category
    from roster.model.requests import Ban, Pin
    from roster.text import Text

S = TypeVar("S", Leave, Closure)


class Proposal(NamedTuple):
    """A change and how it is told; ``apply`` raises ValueError where it makes no valid problem."""

    text: Text
    apply: Callable[[Problem], Problem]


def changed(problem: Problem, **fields: Any) -> Problem:
    """The problem with other fields."""
    same = {name: getattr(problem, name) for name in Problem.model_fields}
    return Problem(**{**same, **fields})


def with_settings(problem: Problem, **fields: Any) -> Problem:
    """Other settings of the county."""
    settings = problem.settings
    same = {name: getattr(settings, name) for name in Settings.model_fields}
    return changed(problem, settings=Settings(**{**same, **fields}))


def with_person(problem: Problem, person: str, **fields: Any) -> Problem:
    """One person otherwise."""
    return changed(
        problem,
        people=tuple(_person(p, **fields) if p.id == person else p for p in problem.people),
    )


def _person(person: Person, **fields: Any) -> Person:
    return Person(**{**{name: getattr(person, name) for name in Person.model_fields}, **fields})


def with_demand(problem: Problem, site: str, **fields: Any) -> Problem:
    """One station's demand otherwise."""
    demands = []
    for demand in problem.station_demands:
        same = {name: getattr(demand, name) for name in StationDemand.model_fields}
        demands.append(StationDemand(**{**same, **fields}) if demand.site == site else demand)
    return changed(problem, station_demands=tuple(demands))


def with_frequency(problem: Problem, site: str, frequency: Frequency) -> Problem:
    """A station visited more or less often, its gaps as they are usual for that."""
    gaps = {"min_gap": frequency.default_min_gap(), "max_gap": frequency.default_max_gap()}
    return with_demand(problem, site, frequency=frequency, **gaps)


def without_leave(problem: Problem, gone: Iterable[Leave], day: date | None = None) -> Problem:
    """Leaves that do not exist, or not on one day."""
    lifted = list(gone)
    kept: list[Leave] = []
    for leave in problem.leaves:
        kept += _around(leave, day) if leave in lifted else [leave]
    return changed(problem, leaves=tuple(kept))


def without_closure(problem: Problem, gone: Iterable[Closure], day: date | None = None) -> Problem:
    """Closures that do not exist, or not on one day."""
    lifted = list(gone)
    kept: list[Closure] = []
    for closure in problem.closures:
        kept += _around(closure, day) if closure in lifted else [closure]
    return changed(problem, closures=tuple(kept))


def without_ban(problem: Problem, gone: Iterable[Ban]) -> Problem:
    """Bans that do not exist."""
    lifted = list(gone)
    return changed(problem, bans=tuple(b for b in problem.bans if b not in lifted))


def without_pins(problem: Problem, gone: Iterable[Pin]) -> Problem:
    """Pins that do not exist."""
    lifted = list(gone)
    return changed(problem, pins=tuple(p for p in problem.pins if p not in lifted))


def once_more(problem: Problem, person: str, site: str) -> Problem:
    """One more duty of a person at a site where they are limited."""
    limits = (
        x.model_copy(update={"most": x.most + 1}) if (x.person, x.site) == (person, site) else x
        for x in problem.site_limits
    )
    return changed(problem, site_limits=tuple(limits))


def gone_from(problem: Problem, person: str, day: date) -> Problem:
    """A person who leaves the pool before ``day``: pins of later days go with them."""
    pins = [p for p in problem.pins if p.duty.person == person and p.duty.date >= day]
    return with_person(without_pins(problem, pins), person, until=day - timedelta(days=1))


def joined(problem: Problem, category: Category, name: str) -> Problem:
    """One more person from the first day of the month, who may serve anywhere."""
    taken, number = {p.id for p in problem.people}, 1
    while f"NEW{number}" in taken:
        number += 1
    person = Person(
        id=f"NEW{number}",
        name=name,
        category=category,
        service_years=99,
        qualified=True,
        approval_no="—",
        approval_until=problem.month.last,
        counts_from=problem.month.first,
    )
    return changed(problem, people=(*problem.people, person))


def _around(span: S, day: date | None) -> list[S]:
    """What is left of a span when one day is taken out; nothing without a day."""
    if day is None:
        return []
    parts = []
    if span.start < day:
        parts.append(span.model_copy(update={"end": day - timedelta(days=1)}))
    if day < span.end:
        parts.append(span.model_copy(update={"start": day + timedelta(days=1)}))
    return parts
