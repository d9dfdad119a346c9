"""The scored rules of the levels cover and demand as the solver counts them, one function each.

Helper variables are only bounded from below; minimising presses them down to what the audit counts.
"""

from __future__ import annotations

from datetime import date, timedelta
from itertools import combinations
from typing import TYPE_CHECKING

from roster.solver.registry import penalises

if TYPE_CHECKING:
    from roster.model.slots import Slot
    from roster.solver.variables import Expr, IntVar, Variables


@penalises("centre_short")
def centre_short(v: Variables) -> Expr:
    """Persons wanted at the centre and not there, at the day's price."""
    return sum(
        slot.short_price * _short(v, slot)
        for key, slot in v.problem.slots.items()
        if key not in v.held
    )


def _short(v: Variables, slot: Slot) -> Expr:
    """How many persons the centre's slot is short: a variable only where more than wanted may come."""
    if not slot.spare:
        return slot.persons - v.staff(slot.key)
    if not slot.persons:
        return 0
    return v.once(("short", slot.key), lambda: _make_short(v, slot))


def _make_short(v: Variables, slot: Slot) -> IntVar:
    short = v.model.new_int_var(0, slot.persons, f"short {slot.site} {slot.date}")
    v.model.add(short + v.staff(slot.key) >= slot.persons)
    return short


@penalises("centre_over")
def centre_over(v: Variables) -> Expr:
    """Persons at the centre beyond those wanted: present − wanted + short."""
    return sum(
        slot.over_price * (v.staff(key) - slot.persons + _short(v, slot))
        for key, slot in v.problem.slots.items()
        if slot.spare and key not in v.held
    )


@penalises("floor_short")
def floor_short(v: Variables) -> Expr:
    """Stations without any visit."""
    none = []
    for demand in v.problem.station_demands:
        closed = v.model.new_bool_var(f"no visit {demand.site}")
        visits = [held for key, held in v.held.items() if key.site == demand.site]
        v.model.add(sum(visits) + closed >= 1)
        none.append(closed)
    return sum(none)


@penalises("visit_short")
def visit_short(v: Variables) -> Expr:
    """Visits wanted in a window and not held."""
    return sum(
        w.need - sum(held for _, held in v.visits(w.site, w.days)) for w in v.problem.windows
    )


@penalises("extra_short")
def extra_short(v: Variables) -> Expr:
    """Extra visits not held."""
    return sum(1 - v.held[key] for key, slot in v.problem.slots.items() if slot.extra)


@penalises("understaffed")
def understaffed(v: Variables) -> Expr:
    """Persons missing at visits that are held."""
    return sum(
        v.problem.slots[key].persons * held - v.staff(key)
        for key, held in v.held.items()
        if v.problem.slots[key].persons > 1
    )


@penalises("too_close")
def too_close(v: Variables) -> Expr:
    """Every two visits of a station nearer to each other than its minimum."""
    close: list[Expr] = []
    for demand in v.problem.station_demands:
        visits = v.visits(demand.site)
        past = {d.date for d in v.problem.history if d.site == demand.site}
        for (first, a), (second, b) in combinations(visits, 2):
            if (second - first).days < demand.min_gap:
                both = v.model.new_bool_var(f"close {demand.site} {first} {second}")
                v.model.add_bool_or(~a, ~b, both)
                close.append(both)
        close += [
            held
            for day, held in visits
            for before in past
            if 0 < abs((day - before).days) < demand.min_gap
        ]
    return sum(close)


@penalises("too_far")
def too_far(v: Variables) -> Expr:
    """Every visit that no other follows within the maximum, where that time ends in the month."""
    far = []
    for demand in v.problem.station_demands:
        visits = v.visits(demand.site)
        before = [
            d.date
            for d in v.problem.history
            if d.site == demand.site and d.date < v.problem.month.first
        ]
        starts: list[tuple[date, IntVar | int]] = [(max(before), 1)] if before else []
        for day, held in [*starts, *visits]:
            last = day + timedelta(days=demand.max_gap)
            if last in v.problem.month:
                late = v.model.new_bool_var(f"far {demand.site} {day}")
                v.model.add(late + sum(h for d, h in visits if day < d <= last) >= held)
                far.append(late)
    return sum(far)
