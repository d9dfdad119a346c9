"""The hard rules as the solver keeps them, one function each."""

from __future__ import annotations

from collections import Counter
from datetime import date, timedelta
from itertools import combinations
from typing import TYPE_CHECKING

from roster.model.calendar import days_between, monday_of
from roster.model.sites import Session, Site, minutes_of
from roster.model.slots import Slot, SlotKey
from roster.solver.registry import constrains, excludes

if TYPE_CHECKING:
    from collections.abc import Iterator

    from roster.model.people import Person
    from roster.model.problem import Problem
    from roster.solver.variables import IntVar, Variables


@excludes("opening")
def opening(problem: Problem, person: Person, slot: Slot) -> bool:
    """Variables exist for slots only; slots outside of it never come up."""
    return slot.key not in problem.slots


@excludes("availability")
def availability(problem: Problem, person: Person, slot: Slot) -> bool:
    """Leave that touches the session."""
    leaves = problem.leaves_on.get((person.id, slot.date), ())
    return any(leave.session.overlaps(slot.session) for leave in leaves)


@excludes("eligibility")
def eligibility(problem: Problem, person: Person, slot: Slot) -> bool:
    """A person not entitled by category, or not sent to such a site."""
    serves = person.serves_stations if problem.is_station(slot.site) else person.serves_centre
    wanted = not slot.categories or person.category in slot.categories
    return not serves or not wanted or person.disqualified(slot.date) is not None


@excludes("ban")
def ban(problem: Problem, person: Person, slot: Slot) -> bool:
    """A ban on the person, at this site or any."""
    return any(b.touches(slot.date, slot.session) for b in problem.bans_at(person.id, slot.site))


@constrains("capacity")
def capacity(v: Variables) -> None:
    """No more persons in a slot than wanted; a visit is held exactly when someone is there; no more
    visits in a window than needed.
    """
    for key, slot in v.problem.slots.items():
        if key not in v.held:
            v.model.add(v.staff(key) <= slot.most)
        elif slot.persons == 1:
            v.model.add(v.staff(key) == v.held[key])
        else:
            v.model.add(v.staff(key) <= slot.persons * v.held[key])
            v.model.add(v.staff(key) >= v.held[key])
    for window in v.problem.windows:
        visits = [held for _, held in v.visits(window.site, window.days)]
        v.model.add(sum(visits) <= window.need)


@constrains("one_place")
def one_place(v: Variables) -> None:
    """At most one duty in each half day."""
    for person in v.problem.people:
        for duties in v.by_day(person.id).values():
            for half in (Session.MORNING, Session.AFTERNOON):
                both = [var for key, var in duties if half in key.session.halves]
                if both:
                    v.model.add_at_most_one(both)


@constrains("max_day")
def max_day(v: Variables) -> None:
    """At most so many duties a day."""
    for person in v.problem.people:
        for duties in v.by_day(person.id).values():
            v.model.add(sum(var for _, var in duties) <= v.problem.settings.max_day)


@constrains("max_week")
def max_week(v: Variables) -> None:
    """At most so many duties a week, less those published of the same week."""
    for person in v.problem.people:
        limit = v.problem.settings.max_week if person.max_week is None else person.max_week
        before = Counter(monday_of(d.date) for d in v.problem.history_of[person.id])
        weeks: dict[date, list[IntVar]] = {}
        for key, var in v.duties_of(person.id):
            weeks.setdefault(monday_of(key.date), []).append(var)
        for monday, duties in weeks.items():
            v.model.add(sum(duties) <= max(0, limit - before[monday]))


@constrains("max_month")
def max_month(v: Variables) -> None:
    """At most so many duties a month."""
    for person in v.problem.people:
        limit = v.problem.settings.max_month if person.max_month is None else person.max_month
        if limit is not None:
            v.model.add(sum(var for _, var in v.duties_of(person.id)) <= limit)


@constrains("max_consecutive")
def max_consecutive(v: Variables) -> None:
    """In any run of limit + 1 days at least one without a duty."""
    for person in v.problem.people:
        own = person.max_consecutive
        limit = v.problem.settings.max_consecutive if own is None else own
        _thin_out(v, person, limit + 1, limit)


@constrains("rest")
def rest(v: Variables) -> None:
    """In any run of free + 1 days at most one with a duty."""
    free = v.problem.settings.rest_days
    if free:
        for person in v.problem.people:
            _thin_out(v, person, free + 1, 1)


def _thin_out(v: Variables, person: Person, length: int, limit: int) -> None:
    """At most ``limit`` days with a duty in each run of ``length`` days that touches the month."""
    month = v.problem.month
    if not v.duties_of(person.id):
        return
    before = {d.date for d in v.problem.history_of[person.id]}
    start = month.first - timedelta(days=length - 1)
    for first in days_between(start, month.last):
        run = days_between(first, first + timedelta(days=length - 1))
        done = sum(d in before for d in run)
        inside = [d for d in run if d in month]
        if done + len(inside) > limit:
            v.model.add(sum(v.works(person.id, d) for d in inside) <= max(0, limit - done))


@constrains("same_day_travel")
def same_day_travel(v: Variables) -> None:
    """Two duties of a day exclude each other where the road takes longer than the time between."""
    if v.problem.settings.max_day == 1:
        return
    for person in v.problem.people:
        for duties in v.by_day(person.id).values():
            for (a, var_a), (b, var_b) in combinations(duties, 2):
                if _too_far_to_drive(v.problem, a, b):
                    v.model.add_at_most_one(var_a, var_b)


def _too_far_to_drive(problem: Problem, a: SlotKey, b: SlotKey) -> bool:
    if a.site == b.site or a.session.overlaps(b.session):
        return False
    first, second = sorted(_minutes(problem.site[k.site], k) for k in (a, b))
    return second[0] - first[1] < problem.minutes_between(a.site, b.site)


def _minutes(site: Site, key: SlotKey) -> tuple[int, int]:
    spans = site.hours(key.session)
    return minutes_of(spans[0].start), minutes_of(spans[-1].end)


@constrains("budget")
def budget(v: Variables) -> None:
    """The subsidy of all duties stays within the budget."""
    cap = v.problem.settings.budget
    if cap is not None:
        v.model.add(sum(pay * var for pay, var in _pays(v)) <= cap)


def _pays(v: Variables) -> Iterator[tuple[int, IntVar]]:
    for person in v.problem.people:
        for key, var in v.duties_of(person.id):
            yield v.problem.pay(person.id, key), var


@constrains("pin")
def pin(v: Variables) -> None:
    """Every pinned duty is held; pins that no variable stands for are refused before (pins.py)."""
    for pinned in v.problem.pins:
        v.model.add(v.duty[pinned.duty.person, SlotKey.of(pinned.duty)] == 1)
