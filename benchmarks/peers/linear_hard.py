"""The hard rules of the plain model, one function each. Rules about a single duty are in the variables."""

from __future__ import annotations

from collections import Counter, defaultdict
from datetime import timedelta
from itertools import combinations
from typing import TYPE_CHECKING

from roster.model.audit import CHECKS, Facts
from roster.model.calendar import days_between, monday_of
from roster.model.requests import Duty
from roster.model.slots import SlotKey

if TYPE_CHECKING:
    from datetime import date

    from benchmarks.peers.linear import Linear
    from roster.model.people import Person


def add_hard_rules(m: Linear) -> None:
    """Every hard rule."""
    capacity(m)
    for person in m.problem.people:
        one_place(m, person)
        max_day_week_month(m, person)
        runs_of_days(m, person)
        same_day_travel(m, person)
    budget(m)
    pins(m)


def capacity(m: Linear) -> None:
    """No more persons than wanted, no more visits than needed; a visit is held when someone is there."""
    for key, slot in m.problem.slots.items():
        staff = [(1, variable) for _, variable in m.of_slot[key]]
        if key not in m.held:
            m.row(staff, most=slot.persons)
        else:
            m.row([*staff, (-slot.persons, m.held[key])], most=0)
            m.row([*staff, (-1, m.held[key])], least=0)
    for window in m.problem.windows:
        m.at_most((held for _, held in m.visits(window.site, window.days)), window.need)


def one_place(m: Linear, person: Person) -> None:
    """At most one duty in each half day."""
    for duties in m.by_day(person.id).values():
        for half in {half for key, _ in duties for half in key.session.halves}:
            m.at_most((v for key, v in duties if half in key.session.halves), 1)


def max_day_week_month(m: Linear, person: Person) -> None:
    """Duties a day, a week (less those published of it) and a month."""
    settings, duties = m.problem.settings, m.of_person[person.id]
    for same_day in m.by_day(person.id).values():
        m.at_most((v for _, v in same_day), settings.max_day)
    limit = settings.max_week if person.max_week is None else person.max_week
    before = Counter(monday_of(d.date) for d in m.problem.history_of[person.id])
    for monday in {monday_of(key.date) for key, _ in duties}:
        week = [v for key, v in duties if monday_of(key.date) == monday]
        m.at_most(week, max(0, limit - before[monday]))
    month = settings.max_month if person.max_month is None else person.max_month
    if month is not None:
        m.at_most((v for _, v in duties), month)


def runs_of_days(m: Linear, person: Person) -> None:
    """Consecutive days, and rest between days with a duty."""
    own, free = person.max_consecutive, m.problem.settings.rest_days
    limit = m.problem.settings.max_consecutive if own is None else own
    works = {day: m.either(v for _, v in duties) for day, duties in m.by_day(person.id).items()}
    _thin_out(m, person, works, limit + 1, limit)
    if free:
        _thin_out(m, person, works, free + 1, 1)


def _thin_out(m: Linear, person: Person, works: dict[date, int], length: int, limit: int) -> None:
    """At most ``limit`` days with a duty in each run of ``length`` days."""
    month = m.problem.month
    before = {d.date for d in m.problem.history_of[person.id]}
    for first in days_between(month.first - timedelta(days=length - 1), month.last):
        run = days_between(first, first + timedelta(days=length - 1))
        done = sum(day in before for day in run)
        m.at_most((works[day] for day in run if day in works), max(0, limit - done))


def same_day_travel(m: Linear, person: Person) -> None:
    """Two duties of a day exclude each other where the audit says that the road takes too long."""
    if m.problem.settings.max_day == 1:
        return
    for duties in m.by_day(person.id).values():
        for (a, first), (b, second) in combinations(duties, 2):
            pair = [_duty(person, a), _duty(person, b)]
            if any(CHECKS["same_day_travel"](Facts(m.problem, pair))):
                m.at_most((first, second), 1)


def _duty(person: Person, key: SlotKey) -> Duty:
    return Duty(person=person.id, site=key.site, date=key.date, session=key.session)


def budget(m: Linear) -> None:
    """The month's subsidy."""
    if m.problem.settings.budget is not None:
        pays: dict[int, int] = defaultdict(int)
        for (person, key), variable in m.duty.items():
            pays[variable] = m.problem.pay(person, key)
        terms = [(pay, variable) for variable, pay in pays.items() if pay]
        m.row(terms, most=m.problem.settings.budget)


def pins(m: Linear) -> None:
    """Every pinned duty. Raises KeyError for a pin that is unlawful by itself."""
    for pin in m.problem.pins:
        m.row([(1, m.duty[pin.duty.person, SlotKey.of(pin.duty)])], least=1)
